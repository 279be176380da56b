"""A form for results of a day, or of several, prefilled with what was to happen then."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.errors import Problem, WrongUsage
from planner.intake.blanks.results_form import write_results_form
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.campaign.frame import Period
from planner.replan.planned import PlannedSlot, planned_slots
from planner.texts import spoken_day, texts_of
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.ledger.keeping import today as this_day

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class ResultsForm:
    """A form that was written."""

    campaign: Campaign
    path: Path
    days: Period
    num_slots: int
    """Rows prefilled: one for each machine and slot."""
    num_reported: int
    """Of these, how many have a result already; recording the form corrects it."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""


def default_form(workbook: Path, days: Period) -> Path:
    """*ket-qua-2023-04-18.xlsx* beside the workbook, or *ket-qua-2023-04-11-den-2023-04-17.xlsx* for several days."""
    until = "" if days.first_day == days.last_day else f"-den-{days.last_day.isoformat()}"
    return workbook.with_name(f"ket-qua-{days.first_day.isoformat()}{until}.xlsx")


def new_results_form(
    workbook: Path,
    first_day: date | None,
    path: Path | None,
    *,
    last_day: date | None = None,
    address: str | None = None,
    today: date | None = None,
) -> ResultsForm:
    """Write the form of these days by the plans that hold on them; a day that is not given is today.

    Raises UnreadableFile, WorkbookProblems, LedgerError, WrongUsage where there is no plan yet or a day lies outside
    the campaign, and UnwritableFile rather than replace a file.
    """
    read = read_campaign(workbook)
    now = today or this_day(read.campaign)
    days = Period(first_day or now, last_day or now)
    if days.last_day < days.first_day:
        raise WrongUsage(
            _("{last} stands before {first}. Mend one of them").format(
                last=spoken_day(days.last_day), first=spoken_day(days.first_day)
            )
        )
    with ledger_of(workbook, read.campaign, address) as ledger:
        read = with_adjustments(read, ledger)
        plans = versions_in_force(ledger, needs_last=True)
        reported = {result.key for result in ledger.results()}
    if not plans:
        raise nothing_planned_yet(workbook)
    slots = [slot for slot in planned_slots(read.campaign, plans) if days.first_day <= slot.day <= days.last_day]
    where = path or default_form(workbook, days)
    return ResultsForm(
        campaign=read.campaign,
        path=write_results_form(read.campaign, days, [_row(slot) for slot in slots], where),
        days=days,
        num_slots=len(slots),
        num_reported=sum(slot.key in reported for slot in slots),
        problems=(*ledger.warnings, *read.warnings),
    )


def _row(slot: PlannedSlot) -> Assignment:
    return Assignment(machine=slot.machine, unit=slot.unit, date=slot.day, shift=slot.shift, dossiers=slot.dossiers)
