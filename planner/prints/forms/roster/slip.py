"""The slip for one officer: his own duties of a period, and the same as appointments for his calendar."""

from collections.abc import Iterator
from datetime import datetime

from planner.prints.forms.roster import wording
from planner.prints.forms.roster.telling import WEEKEND, Telling, usual_hours
from planner.prints.paper.paper import Paper, Paragraph, ParagraphAlign
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.clock_hours import hours_in_short
from planner.prints.words.text import printable
from planner.prints.words.weekdays import begins_with_capital, day_with_weekday
from planner.prints.writers.as_ics import Appointment, calendar_file, moment, uid_of
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster
from planner.roster.loads import DutyPeriod, LoadedDuty, duty_hours, loaded_duties, officer_loads
from planner.roster.staffing import Officer
from planner.texts import spoken_days, spoken_hours

COLUMNS = (
    PaperColumn(title=wording.DAY, width_mm=42),
    PaperColumn(title=wording.SHIFT, width_mm=17, align=Align.CENTER),
    PaperColumn(title=wording.HOURS, width_mm=29, align=Align.CENTER),
    PaperColumn(title="Máy", width_mm=20),
    PaperColumn(title=wording.WORKPLACE, width_mm=35),
    PaperColumn(title=wording.SEAT, width_mm=22),
)
"""165 mm in all."""


def slip_paper(case: RosterCase, roster: Roster, officer: Officer, period: DutyPeriod) -> Paper:
    """The slip before any format: a row a duty, what they sum to, and when he is away."""
    telling = Telling(case, roster)
    own = [each for each in loaded_duties(case, roster) if _is_of(each.duty, officer, period)]
    rows = tuple(Block(rows=(_row(telling, each),)) for each in own)
    frame = telling.frame(wording.SLIP, wording.period(*period))
    return Paper(
        frame=frame.model_copy(update={"title": (telling.name(officer.code).upper(),)}),
        parts=(
            *_lines(_about(officer)),
            *((Table(columns=COLUMNS, bands=(Band(title="", blocks=rows),)),) if rows else ()),
            *_lines(_sums(case, roster, officer, period)),
        ),
        sheet="Phiếu phân ca",
        mark=telling.mark,
    )


def slip_calendar(case: RosterCase, roster: Roster, officer: Officer, period: DutyPeriod, made_at: datetime) -> bytes:
    """The same duties as a calendar file; what was published once and is his no longer stands in it as cancelled.

    Empty bytes for an officer who has neither.
    """
    telling = Telling(case, roster)
    held = {_uid(telling, duty): duty for duty in roster.duties if _is_of(duty, officer, period)}
    once = {_uid(telling, duty): duty for duty in case.situation.published if _is_of(duty, officer, period)}
    appointments = [_appointment(telling, uid, duty, made_at) for uid, duty in held.items()]
    appointments += [
        _appointment(telling, uid, duty, made_at).model_copy(update={"is_cancelled": True})
        for uid, duty in once.items()
        if uid not in held
    ]
    return calendar_file(f"Lịch trực: {telling.name(officer.code)}", appointments) if appointments else b""


def _is_of(duty: Duty, officer: Officer, period: DutyPeriod) -> bool:
    return duty.officer == officer.code and period.holds(duty.date)


def _row(telling: Telling, loaded: LoadedDuty) -> PaperRow:
    duty = loaded.duty
    texts = (
        begins_with_capital(day_with_weekday(duty.date)),
        telling.label(duty.date, duty.shift),
        hours_in_short(loaded.hours),
        duty.machine,
        telling.place(duty.machine, duty.unit, duty.date),
        telling.role(duty.role),
    )
    fill = WEEKEND if loaded.is_weekend else ""
    return PaperRow(
        cells=tuple(
            PaperCell(column=column, text=text, fill="" if column else fill) for column, text in enumerate(texts)
        )
    )


def _lines(texts: Iterator[str]) -> Iterator[Paragraph]:
    for text in texts:
        yield Paragraph(text=text, align=ParagraphAlign.LEFT, indented=False)


def _about(officer: Officer) -> Iterator[str]:
    for title, told in (
        (wording.RANK, officer.rank),
        (wording.OWN_UNIT, officer.workplace),
        (wording.CREW, officer.crew),
    ):
        if printable(told):
            yield f"{title}: {printable(told)}"


def _sums(case: RosterCase, roster: Roster, officer: Officer, period: DutyPeriod) -> Iterator[str]:
    """What his duties sum to, then each of his leaves that touches the period."""
    load = next(each for each in officer_loads(case, roster, period) if each.officer == officer.code)
    yield wording.sums(load) if load.shifts else wording.NO_DUTY
    for leave in case.staffing.leaves_by_officer.get(officer.code, ()):
        first, last = max(leave.first_day, period.first_day), min(leave.last_day, period.last_day)
        if first <= last:
            hours = [spoken_hours(*usual_hours(case, shift)) for shift in leave.shifts]
            told = f"{spoken_days(first, last)} ({', '.join(hours)})" if hours else spoken_days(first, last)
            yield f"{begins_with_capital(wording.LEAVES[leave.kind])}: {told}."


def _uid(telling: Telling, duty: Duty) -> str:
    return uid_of(telling.case.campaign.name, "duty", duty.officer, duty.date.isoformat(), duty.shift)


def _appointment(telling: Telling, uid: str, duty: Duty, made_at: datetime) -> Appointment:
    hours = duty_hours(telling.case, duty)
    zone = telling.case.campaign.clock
    return Appointment(
        uid=uid,
        sequence=telling.roster.version - 1,
        stamp=made_at,
        starts=moment(duty.date, hours.starts_minute, zone),
        ends=moment(duty.date, hours.ends_minute, zone),
        summary=f"{telling.label(duty.date, duty.shift)}: {duty.machine}, {telling.role(duty.role)}",
        place=telling.place(duty.machine, duty.unit, duty.date),
        description="",
    )
