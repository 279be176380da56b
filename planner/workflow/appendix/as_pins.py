"""The edits of an appendix as pins: where its maker wants a machine, the next plan puts it there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from planner.domain.campaign import Campaign, Pin
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import Problem, WorkbookProblems, WrongUsage
from planner.files import write_atomically
from planner.intake.blanks.pinned_copy import pinned_copy
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.cells.limits import NUM_PINS
from planner.next_steps import NextStep, Step
from planner.texts import texts_of
from planner.workflow.appendix.auditing import Audited

_ = texts_of("workflow")

ENDING = "-ghim"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A copy of the workbook with the edits as pins."""

    path: Path | None
    """None where nothing was to be pinned, and nothing was written."""
    pins: tuple[Pin, ...]
    num_left_out: int
    """Slots of the appendix that no plan could keep: closed, not served, or a machine in two places."""
    num_taken_out: int
    """Slots of the version in which the appendix has the machine nowhere; a pin cannot say that it stays away."""
    num_formulas: int
    """Formulas that stand in the copy as their values."""
    problems: tuple[Problem, ...]
    """What `planner check` says of the copy."""


class _At(NamedTuple):
    """A machine at a unit in a slot."""

    machine: MachineName
    unit: UnitCode
    day: date
    shift: ShiftLabel


def default_copy(workbook: Path) -> Path:
    """`<name>-ghim.xlsx` beside the workbook."""
    return workbook.with_name(f"{workbook.stem}{ENDING}.xlsx")


def pin_edits(audited: Audited, workbook: Path, appendix: Path, target: Path | None = None) -> Pinned:
    """Write a copy of the workbook in which what the appendix adds to its version is pinned; all of it without one.

    Nothing past is pinned. The copy is never written over a file that is there. Raises UnreadableFile, WrongUsage,
    UnwritableFile.
    """
    copy = target or default_copy(workbook)
    _refuse_to_overwrite(copy, workbook, appendix)
    campaign = audited.campaign
    version = audited.basis.version
    before = _slots_ahead(version.plan.assignments) if version is not None else set()
    after = _slots_ahead(audited.appendix.plan.assignments)
    possible = _possible(campaign, after)
    pins = tuple(_joined(campaign, possible - before))
    if len(pins) + len(campaign.pins) > NUM_PINS:
        raise WrongUsage(
            _("{count} rows of Ghim would be needed; at most {limit} are read. Edit fewer days at a time").format(
                count=len(pins) + len(campaign.pins), limit=NUM_PINS
            )
        )
    num_left_out = len(after - before - possible)
    num_taken_out = len(
        {(at.machine, at.day, at.shift) for at in before} - {(at.machine, at.day, at.shift) for at in after}
    )
    if not pins:
        return Pinned(None, (), num_left_out, num_taken_out, 0, ())
    made = pinned_copy(workbook, pins, campaign.calendar)
    written = write_atomically(copy, made.content)
    return Pinned(written, pins, num_left_out, num_taken_out, made.num_formulas, _problems_of(written))


def _refuse_to_overwrite(copy: Path, workbook: Path, appendix: Path) -> None:
    if copy.suffix.lower() != ".xlsx":
        raise WrongUsage(_("{path}: the workbook with the pins has to end in .xlsx").format(path=copy))
    if copy.exists() or copy.resolve() in (workbook.resolve(), appendix.resolve()):
        raise WrongUsage(
            _("{path}: exists already and is not written over").format(path=copy), NextStep(Step.OTHER_COPY)
        )


def _problems_of(copy: Path) -> tuple[Problem, ...]:
    try:
        return read_campaign(copy).warnings
    except WorkbookProblems as error:
        return error.problems


def _slots_ahead(assignments: Iterable[Assignment]) -> set[_At]:
    return {_At(row.machine, row.unit, row.date, row.shift) for row in assignments if not row.done}


def _possible(campaign: Campaign, slots: set[_At]) -> set[_At]:
    """Those slots that a plan could keep all together, beside the pins that the workbook has."""
    pinned = {at for pin in campaign.pins for at in _slots_of(pin)}
    in_slot: defaultdict[tuple[MachineName, date, ShiftLabel], set[UnitCode]] = defaultdict(set)
    on_day: defaultdict[tuple[MachineName, date], set[UnitCode]] = defaultdict(set)
    for at in slots | pinned:
        stop = campaign.stop_of(at.unit)
        in_slot[at.machine, at.day, at.shift].add(stop)
        if campaign.stays_whole_days(stop):
            on_day[at.machine, at.day].add(stop)
    return {
        at
        for at in slots
        if len(in_slot[at.machine, at.day, at.shift]) == 1
        and (len(on_day[at.machine, at.day]) <= 1 or not campaign.stays_whole_days(at.unit))
        and _can_be(campaign, at)
    }


def _slots_of(pin: Pin) -> Iterator[_At]:
    for offset in range((pin.last_day - pin.first_day).days + 1):
        for shift in pin.shifts:
            yield _At(pin.machine, pin.unit, pin.first_day + timedelta(days=offset), shift)


def _can_be(campaign: Campaign, at: _At) -> bool:
    """Whether the slot is open to both and the machine's posting serves the unit."""
    machine = campaign.machines_by_name[at.machine]
    posting = machine.posting_on(at.day)
    if posting is None or at.unit not in posting.serves:
        return False
    open_to_both = Openness.of(campaign).of_both(machine, posting, campaign.units_by_code[at.unit])
    return campaign.calendar.ordinal(at.day, at.shift) in open_to_both


def _joined(campaign: Campaign, slots: set[_At]) -> Iterator[Pin]:
    """The slots as few rows: the same shifts on days that follow each other are one."""
    shifts_on: defaultdict[tuple[MachineName, UnitCode, date], set[ShiftLabel]] = defaultdict(set)
    for at in slots:
        shifts_on[at.machine, at.unit, at.day].add(at.shift)
    ranks = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    run: Pin | None = None
    for machine, unit, day in sorted(shifts_on, key=lambda key: (ranks[key[0]], key[1], key[2])):
        shifts = tuple(label for label in campaign.calendar.shift_labels if label in shifts_on[machine, unit, day])
        if run is not None and _goes_on(run, machine, unit, shifts, day):
            run = run.model_copy(update={"last_day": day})
            continue
        if run is not None:
            yield run
        run = Pin(machine=machine, unit=unit, first_day=day, last_day=day, shifts=shifts)
    if run is not None:
        yield run


def _goes_on(run: Pin, machine: MachineName, unit: UnitCode, shifts: tuple[ShiftLabel, ...], day: date) -> bool:
    return (run.machine, run.unit, run.shifts) == (machine, unit, shifts) and (day - run.last_day).days == 1
