"""The papers of a roster, each form into its files: weeks, months, attendance, changes, and a slip for each officer."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from planner.prints.forms.registry import (
    ATTENDANCE,
    DUTY_CHANGES,
    DUTY_SLIPS,
    MONTH_TABLE,
    ROSTER_FORMS,
    WEEK_TABLE,
    PrintForm,
)
from planner.prints.forms.roster.attendance import attendance_paper
from planner.prints.forms.roster.changes import changes_paper
from planner.prints.forms.roster.month import month_paper
from planner.prints.forms.roster.slip import Slips
from planner.prints.forms.roster.telling import months_of, weeks_of
from planner.prints.forms.roster.week import week_paper
from planner.prints.forms.task import PrintedForms, PrintTask, RosterTask
from planner.prints.paper.paper import Paper
from planner.prints.words.file_names import stems_of
from planner.prints.written import Printed, print_file, print_paper
from planner.roster.loads import DutyPeriod
from planner.texts import spoken_number, texts_of

_ = texts_of("prints")


class RosterPaper(NamedTuple):
    """One paper of a roster before any format, and what its files are called."""

    form: PrintForm
    stem: str
    paper: Paper
    calendar: bytes = b""
    """The calendar file beside a slip; empty beside all else."""


def roster_papers(task: RosterTask, forms: Iterable[PrintForm] = ROSTER_FORMS) -> Iterator[RosterPaper]:
    """The papers of these forms in their order; none for a period without a day of the campaign."""
    wanted = set(forms)
    for form, papers in _PAPERS.items():
        if form in wanted:
            yield from papers(task)


def print_roster(task: PrintTask, forms: Iterable[PrintForm] = ROSTER_FORMS) -> PrintedForms:
    """Write the papers of these forms of the task's roster; nothing without one. Raises UnwritableFile."""
    wanted = set(forms)
    printed = [_printed(task, form) for form in ROSTER_FORMS if form in wanted]
    return PrintedForms(
        paths=tuple(path for each in printed for path in each.paths),
        warnings=tuple(dict.fromkeys(warning for each in printed for warning in each.warnings)),
    )


def print_week_tables(task: PrintTask) -> PrintedForms:
    """Write a table for each week of the task's period in which a machine stands somewhere. Raises UnwritableFile."""
    return _printed(task, WEEK_TABLE)


def print_month_tables(task: PrintTask) -> PrintedForms:
    """Write a table for each month of the task's period. Raises UnwritableFile."""
    return _printed(task, MONTH_TABLE)


def print_attendance(task: PrintTask) -> PrintedForms:
    """Write a sheet for each month of the task's period of which a day is over. Raises UnwritableFile."""
    return _printed(task, ATTENDANCE)


def print_duty_changes(task: PrintTask) -> PrintedForms:
    """Write the notice of changes where a roster was published before. Raises UnwritableFile."""
    return _printed(task, DUTY_CHANGES)


def print_duty_slips(task: PrintTask) -> PrintedForms:
    """Write slip and calendar of each officer who has, or was told, a duty in the period. Raises UnwritableFile."""
    return _printed(task, DUTY_SLIPS)


def _printed(task: PrintTask, form: PrintForm) -> PrintedForms:
    """Only whoever runs this may read these papers: they tell of people, and why they are away."""
    if task.roster is None:
        return PrintedForms()
    folder, papers = task.folder / form.folder, list(roster_papers(task.roster, (form,)))
    printed: list[Printed] = []
    for number, each in enumerate(papers, start=1):
        printed.append(print_paper(each.paper, folder, each.stem, task.roster.formats, is_private=True))
        if each.calendar:
            printed.append(print_file(folder / f"{each.stem}.ics", each.calendar, is_private=True))
        line = _("  Printing papers of the roster: {done} of {all}")
        task.listen(line.format(done=spoken_number(number), all=spoken_number(len(papers))))
    return PrintedForms.of(*printed)


def _weeks(task: RosterTask) -> Iterator[RosterPaper]:
    for week in weeks_of(_in_campaign(task)):
        paper = week_paper(task.case, task.roster, week)
        if any(table.bands for table in paper.tables):
            yield RosterPaper(WEEK_TABLE, f"{WEEK_TABLE.stem}{week.first_day.isoformat()}", paper)


def _months(task: RosterTask) -> Iterator[RosterPaper]:
    for month in months_of(_in_campaign(task)):
        paper = month_paper(task.case, task.roster, month)
        yield RosterPaper(MONTH_TABLE, f"{MONTH_TABLE.stem}{month.first_day:%Y-%m}", paper)


def _attendance(task: RosterTask) -> Iterator[RosterPaper]:
    as_of = task.case.situation.as_of
    for month in months_of(_in_campaign(task)):
        if as_of is not None and max(month.first_day, task.case.campaign.calendar.first_day) < as_of:
            paper = attendance_paper(task.case, task.roster, month)
            yield RosterPaper(ATTENDANCE, f"{ATTENDANCE.stem}{month.first_day:%Y-%m}", paper)


def _changes(task: RosterTask) -> Iterator[RosterPaper]:
    if task.case.situation.published_until is not None:
        yield RosterPaper(DUTY_CHANGES, DUTY_CHANGES.stem, changes_paper(task.case, task.roster))


def _slips(task: RosterTask) -> Iterator[RosterPaper]:
    officers = task.case.staffing.officers
    slips = Slips(task.case, task.roster, _in_campaign(task))
    stems = stems_of(f"{officer.code} {officer.name}" for officer in officers)
    for officer, stem in zip(officers, stems, strict=True):
        if slips.concerns(officer):
            calendar = slips.calendar(officer, task.made_at)
            yield RosterPaper(DUTY_SLIPS, f"{DUTY_SLIPS.stem}{stem}", slips.paper(officer), calendar)


def _in_campaign(task: RosterTask) -> DutyPeriod:
    calendar = task.case.campaign.calendar
    first, last = task.period
    return DutyPeriod(max(first, calendar.first_day), min(last, calendar.last_day))


_PAPERS: dict[PrintForm, Callable[[RosterTask], Iterator[RosterPaper]]] = {
    WEEK_TABLE: _weeks,
    MONTH_TABLE: _months,
    ATTENDANCE: _attendance,
    DUTY_CHANGES: _changes,
    DUTY_SLIPS: _slips,
}
