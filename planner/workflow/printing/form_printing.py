"""Each form of a plan, written into its folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Machine, Unit
from planner.prints.forms.appendix.paper import STEM as APPENDIX_STEM
from planner.prints.forms.appendix.paper import appendix_paper
from planner.prints.forms.calendar.grid import STEM as CALENDAR_STEM
from planner.prints.forms.calendar.grid import calendar_paper
from planner.prints.forms.hamlet_teams import STEM as TEAMS_STEM
from planner.prints.forms.hamlet_teams import hamlet_teams_paper
from planner.prints.forms.itinerary import paper as itinerary_paper
from planner.prints.forms.itinerary.itinerary import itinerary_of
from planner.prints.forms.unit_notice import paper as unit_notice
from planner.prints.forms.unit_notice.times import unit_times
from planner.prints.written import Format, Printed, print_paper
from planner.texts import texts_of
from planner.workflow.printing.forms import Form, FormProgress, Task
from planner.workflow.printing.papers import write_papers

_ = texts_of("workflow")

CALENDAR_FORMATS = (Format.XLSX, Format.PDF)
"""Nobody edits a grid in Word."""


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """What was written of one form, or of several."""

    paths: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    plan_path: Path | None = None
    """Where plan.json went, if the whole plan was wanted."""
    without_slots: tuple[Unit, ...] = ()
    """Units without a notice, because the plan has no slot left for them."""
    over: tuple[Unit, ...] = ()
    """Units without a notice, because all days that the plan has for them are over."""
    without_work: tuple[Machine, ...] = ()
    """Machines without an itinerary, because they have no work in the plan."""


def print_forms(task: Task, forms: Iterable[Form]) -> PrintedForms:
    """Write these forms, each once. Raises UnwritableFile."""
    wanted = set(forms)
    writers = {
        Form.APPENDIX: _appendix,
        Form.NOTICES: _notices,
        Form.ITINERARIES: _itineraries,
        Form.CALENDAR: _calendar,
        Form.TEAMS: _teams,
    }
    written = []
    for form in (form for form in Form if form in wanted):
        written.append(writers[form](task))
        keep = task.keep_for_every_plan if form is Form.TEAMS else task.keep
        keep(written[-1].paths)
    return PrintedForms(
        paths=tuple(path for each in written for path in each.paths),
        warnings=tuple(dict.fromkeys(warning for each in written for warning in each.warnings)),
        plan_path=next((each.plan_path for each in written if each.plan_path is not None), None),
        without_slots=tuple(unit for each in written for unit in each.without_slots),
        over=tuple(unit for each in written for unit in each.over),
        without_work=tuple(machine for each in written for machine in each.without_work),
    )


def _appendix(task: Task) -> PrintedForms:
    if task.extent.is_whole:
        papers = write_papers(task.campaign, task.plan, task.folder)
        return PrintedForms(papers.prints, papers.warnings, papers.plan_path)
    campaign, plan = task.part
    if not campaign.machines:
        return PrintedForms()
    paper = appendix_paper(campaign, plan)
    return _told(print_paper(paper, task.folder, f"{APPENDIX_STEM}{task.suffix}"))


def _notices(task: Task) -> PrintedForms:
    folder = task.folder / unit_notice.FOLDER
    wanted = {unit.code for unit in task.units}
    told = [times for times in unit_times(task.campaign, task.plan, task.told_from) if times.unit.code in wanted]
    printed: list[Printed] = []
    for number, times in enumerate(told, start=1):
        printed.append(
            unit_notice.print_notice(task.campaign, times, folder, task.unit_stems[times.unit.code], task.plan.version)
        )
        task.listen(FormProgress(Form.NOTICES, number, len(told)))
    forms = _told(*printed)
    served = {times.unit.code for times in told}
    untold = [unit for unit in task.units if unit.code not in served]
    planned = {row.unit for row in task.plan.assignments if not row.done}
    return PrintedForms(
        paths=forms.paths,
        warnings=forms.warnings,
        without_slots=tuple(unit for unit in untold if unit.code not in planned),
        over=tuple(unit for unit in untold if unit.code in planned),
    )


def _itineraries(task: Task) -> PrintedForms:
    folder = task.folder / itinerary_paper.FOLDER
    itineraries = [(machine, itinerary_of(task.campaign, task.plan, machine)) for machine in task.machines]
    busy = [(machine, itinerary) for machine, itinerary in itineraries if itinerary.stages]
    printed: list[Printed] = []
    for number, (machine, itinerary) in enumerate(busy, start=1):
        stem = task.machine_stems[machine.name]
        printed.append(itinerary_paper.print_itinerary(task.campaign, itinerary, folder, stem, task.plan.version))
        task.listen(FormProgress(Form.ITINERARIES, number, len(busy)))
    forms = _told(*printed)
    return PrintedForms(
        paths=forms.paths,
        warnings=forms.warnings,
        without_work=tuple(machine for machine, itinerary in itineraries if not itinerary.stages),
    )


def _calendar(task: Task) -> PrintedForms:
    paper = calendar_paper(*task.part)
    return _told(print_paper(paper, task.folder, f"{CALENDAR_STEM}{task.suffix}", CALENDAR_FORMATS))


def _teams(task: Task) -> PrintedForms:
    units = {unit.code for unit in task.units}
    duties = tuple(duty for duty in task.campaign.hamlet_duties if duty.unit in units)
    if not duties:
        return PrintedForms()
    paper = hamlet_teams_paper(task.campaign.model_copy(update={"hamlet_duties": duties}))
    return _told(print_paper(paper, task.folder, f"{TEAMS_STEM}{task.suffix}"))


def _told(*printed: Printed) -> PrintedForms:
    return PrintedForms(
        paths=tuple(path for each in printed for path in each.paths),
        warnings=tuple(dict.fromkeys(warning for each in printed for warning in each.warnings)),
    )
