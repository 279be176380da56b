"""A day's form for results, prefilled with what was to happen on that day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.errors import Problem
from planner.intake.results.form import write_results_form
from planner.intake.workbook import read_campaign
from planner.replan.planned import PlannedSlot, planned_slots
from planner.workflow.in_force import versions_in_force
from planner.workflow.keeping import ledger_of, nothing_planned_yet


@dataclass(frozen=True, slots=True)
class ResultsForm:
    """A form that was written."""

    campaign: Campaign
    path: Path
    num_slots: int
    """Rows prefilled: one for each machine and slot."""
    num_reported: int
    """Of these, how many have a result already; recording the form corrects it."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""


def default_form(workbook: Path, day: date) -> Path:
    """*ket-qua-2023-04-18.xlsx* beside the workbook."""
    return workbook.with_name(f"ket-qua-{day.isoformat()}.xlsx")


def new_results_form(workbook: Path, day: date, path: Path, *, address: str | None = None) -> ResultsForm:
    """Write the form of this day by the plan that holds on it.

    Raises UnreadableFile, WorkbookProblems, LedgerError, WrongUsage where there is no plan yet or the day lies outside
    the campaign, and UnwritableFile rather than replace a file.
    """
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address) as ledger:
        plans = versions_in_force(ledger, needs_last=True)
        reported = {result.key for result in ledger.results()}
    if not plans:
        raise nothing_planned_yet(workbook)
    slots = [slot for slot in planned_slots(read.campaign, plans) if slot.day == day]
    return ResultsForm(
        campaign=read.campaign,
        path=write_results_form(read.campaign, day, [_row(slot) for slot in slots], path),
        num_slots=len(slots),
        num_reported=sum(slot.key in reported for slot in slots),
        problems=read.warnings,
    )


def _row(slot: PlannedSlot) -> Assignment:
    return Assignment(machine=slot.machine, unit=slot.unit, date=slot.day, shift=slot.shift, dossiers=slot.dossiers)
