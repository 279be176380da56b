"""What results teach about how many dossiers a slot really brings, unit by unit and for each shift of a machine.

A slot that was planned full and brought x dossiers per dossier that the workbook expects of it (the capacity, or less
by the sheet *Năng suất*) is taken as

    x = 1 + (the unit's deviation) + (the machine's deviation in this shift) + chance

Without results both deviations are 0, so that every slot is expected to bring what was planned. Each is estimated as
credibility theory does, Z times the mean of what was seen (less what the other deviation explains of it), with

    Z = n / (n + k)    for n slots and k = (variance of chance) / (variance among units, or among machines and shifts)

H. Bühlmann (1967), Experience rating and credibility, ASTIN Bulletin 4(3), 199-207. Both kinds of deviation are solved
for together; a shortfall seen at one unit with one machine in one shift is thereby shared among them, and counted once.
With k equal for both, the two of them together believe such a cell of n slots to n / (n + k / 2).

k is fixed, not estimated from the results: a campaign of weeks has too few slots for a variance among units, and people
shall be able to follow a figure. See `SLOTS_OF_HALF_CREDIBILITY`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from pydantic import Field, NonNegativeInt

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.domain.results import Result, ResultKey
from planner.domain.situation import RateKey
from planner.replan.planned import PlannedSlot, slot_rate_on

SLOTS_OF_HALF_CREDIBILITY = 4.0
"""k: after so many slots, two whole days of two shifts, half of the mean deviation is believed.

An assumption: slots of one unit scatter by a quarter of capacity (practice reports 100 to 200 dossiers a day) and units
differ by half as much, which gives (1/4)² / (1/8)² = 4.
"""


_Numbers = np.ndarray[Any, np.dtype[np.float64]]


class MachineShift(NamedTuple):
    """A machine in one shift of the day."""

    machine: MachineName
    shift: ShiftLabel


class Teaching(Record):
    """What the slots of one unit, or of one machine in one shift, have taught."""

    slots: NonNegativeInt
    """How many of them were planned full and reported."""
    observed: float
    """Dossiers collected per dossier that the workbook expects, the mean over those slots; above 1 where more came."""
    credibility: float
    """Z, from 0 for no slots towards 1 for many."""
    factor: float
    """1 (or another centre) + the deviation that is believed; what remains when the other kind of deviation has
    explained its share."""


class UnitTeaching(Teaching):
    """What a unit's slots have taught."""

    unit: UnitCode


class MachineShiftTeaching(Teaching):
    """What a machine's slots in one shift have taught."""

    machine: MachineName
    shift: ShiftLabel


class Learned(Record):
    """What all results have taught; units by code, machines in workbook order and their shifts by the day's."""

    units: tuple[UnitTeaching, ...] = ()
    machine_shifts: tuple[MachineShiftTeaching, ...] = ()
    centre: float = Field(default=1.0, exclude=True)
    """What is expected where nothing was taught; programs are not told, since it is 1 for every plan."""

    def factor(self, key: RateKey) -> float:
        """Dossiers to expect per dossier that the workbook does where machine, unit and shift meet; never below 0."""
        believed = self._believed
        return max(0.0, self.centre + believed.get(key.unit, 0.0) + believed.get((key.machine, key.shift), 0.0))

    @cached_property
    def _believed(self) -> dict[object, float]:
        """The deviation of each unit by its code, and of each machine and shift."""
        believed: dict[object, float] = {each.unit: each.factor - self.centre for each in self.units}
        return believed | {(each.machine, each.shift): each.factor - self.centre for each in self.machine_shifts}


_Cells = Mapping[tuple[UnitCode, MachineShift], Sequence[float]]
"""The slots of a unit with a machine in a shift, each by x less the centre."""


def learn(
    campaign: Campaign,
    results: Iterable[Result],
    planned: Iterable[PlannedSlot],
    *,
    k: float = SLOTS_OF_HALF_CREDIBILITY,
    centre: float = 1.0,
) -> Learned:
    """What these results teach, given what had been planned for their slots.

    Only slots planned full teach: in others there was no more to collect. A slot that brought more than expected
    counts as it is. A slot that brought nothing counts if nobody noted why: nobody came, or the machine often fails;
    with a note it was a single event (a breakdown, a storm) and teaches nothing. A slot teaches nothing either if its
    machine worked at several units in it, or if nothing was planned or reported for it. Results of units, machines and
    shifts that the workbook no longer has are passed over. `centre` stands for the 1 of the model: what a slot is
    expected to bring, per dossier that the workbook expects, before anything was taught.
    """
    told = {result.key: result for result in results if not result.is_elsewhere}
    cells = _cells(campaign, told, planned, centre)
    if not cells:
        return Learned(centre=centre)
    units = sorted({unit for unit, _machine_shift in cells})
    order = {machine.name: place for place, machine in enumerate(campaign.machines)}
    labels = campaign.calendar.shift_labels
    machine_shifts = sorted(
        {machine_shift for _unit, machine_shift in cells},
        key=lambda each: (order[each.machine], labels.index(each.shift)),
    )
    slots, deviations = np.zeros((2, len(units), len(machine_shifts)))
    row = {unit: place for place, unit in enumerate(units)}
    column = {machine_shift: place for place, machine_shift in enumerate(machine_shifts)}
    for (unit, machine_shift), seen in cells.items():
        slots[row[unit], column[machine_shift]] = len(seen)
        deviations[row[unit], column[machine_shift]] = sum(seen)
    of_units, of_machine_shifts = _believed(slots, deviations, k)
    taught_by_units = _teachings(slots.sum(axis=1), deviations.sum(axis=1), of_units, k, centre)
    taught_by_machines = _teachings(slots.sum(axis=0), deviations.sum(axis=0), of_machine_shifts, k, centre)
    return Learned(
        centre=centre,
        units=tuple(UnitTeaching(unit=unit, **taught) for unit, taught in zip(units, taught_by_units, strict=True)),
        machine_shifts=tuple(
            MachineShiftTeaching(**each._asdict(), **taught)
            for each, taught in zip(machine_shifts, taught_by_machines, strict=True)
        ),
    )


def _cells(
    campaign: Campaign, results: Mapping[ResultKey, Result], planned: Iterable[PlannedSlot], centre: float
) -> _Cells:
    num_units = Counter(key[:3] for key in results)
    cells: defaultdict[tuple[UnitCode, MachineShift], list[float]] = defaultdict(list)
    for slot in planned:
        result, expected = results.get(slot.key), slot_rate_on(campaign, slot)
        if result is None or expected is None or not slot.full or num_units[slot.key[:3]] > 1:
            continue
        if slot.unit in campaign.units_by_code and not _is_explained(result):
            cells[slot.unit, MachineShift(slot.machine, slot.shift)].append(result.collected / expected - centre)
    return cells


def _is_explained(result: Result) -> bool:
    return result.collected == 0 and bool(result.note.strip())


def _teachings(
    slots: _Numbers, deviations: _Numbers, believed: _Numbers, k: float, centre: float
) -> Iterator[dict[str, Any]]:
    """The fields of each `Teaching`."""
    for num, deviation, believed_of_it in zip(slots.tolist(), deviations.tolist(), believed.tolist(), strict=True):
        yield {
            "slots": int(num),
            "observed": centre + deviation / num,
            "credibility": num / (num + k),
            "factor": centre + believed_of_it,
        }


def _believed(slots: _Numbers, deviations: _Numbers, k: float) -> tuple[_Numbers, _Numbers]:
    """The deviation of each unit (row) and of each machine and shift (column), given the sums over their slots.

    They solve a ridge regression, strictly convex, whose equations say that each is Z times the mean of what the other
    leaves unexplained. Units, of which there may be many, are eliminated first.
    """
    per_unit, in_unit = slots.sum(axis=1) + k, deviations.sum(axis=1)
    shared = slots / per_unit[:, np.newaxis]
    of_columns = np.diag(slots.sum(axis=0) + k) - slots.T @ shared
    machine_shifts = np.linalg.solve(of_columns, deviations.sum(axis=0) - shared.T @ in_unit)
    return (in_unit - slots @ machine_shifts) / per_unit, machine_shifts
