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

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from pydantic import NonNegativeInt

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
CLOSE_ENOUGH = 1e-10
MOST_ROUNDS = 20_000


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
    """1 + the deviation that is believed; what remains when the other kind of deviation has explained its share."""


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

    def factor(self, key: RateKey) -> float:
        """Dossiers to expect per dossier that the workbook does where machine, unit and shift meet; never below 0."""
        unit = sum(each.factor - 1 for each in self.units if each.unit == key.unit)
        machine_shift = sum(
            each.factor - 1 for each in self.machine_shifts if (each.machine, each.shift) == (key.machine, key.shift)
        )
        return max(0.0, 1 + unit + machine_shift)


class _Seen(NamedTuple):
    """Slots of one unit with one machine in one shift."""

    slots: int
    deviation: float
    """The sum over these slots of x - 1."""


Name = TypeVar("Name", bound=Hashable)
_Cells = Mapping[tuple[UnitCode, MachineShift], _Seen]


def learn(
    campaign: Campaign,
    results: Iterable[Result],
    planned: Iterable[PlannedSlot],
    *,
    k: float = SLOTS_OF_HALF_CREDIBILITY,
) -> Learned:
    """What these results teach, given what had been planned for their slots.

    Only slots planned full teach: in others there was no more to collect. A slot that brought more than expected
    counts as it is. A slot that brought nothing counts if nobody noted why: nobody came, or the machine often fails;
    with a note it was a single event (a breakdown, a storm) and teaches nothing. A slot teaches nothing either if its
    machine worked at several units in it, or if nothing was planned or reported for it. Results of units, machines and
    shifts that the workbook no longer has are passed over.
    """
    cells = _cells(campaign, {result.key: result for result in results if not result.is_elsewhere}, planned)
    units, machine_shifts = _deviations(cells, k)
    order = {machine.name: place for place, machine in enumerate(campaign.machines)}
    labels = campaign.calendar.shift_labels
    return Learned(
        units=tuple(
            UnitTeaching(unit=unit, **_teaching(_of_unit(cells, unit), deviation, k).model_dump())
            for unit, deviation in sorted(units.items())
        ),
        machine_shifts=tuple(
            MachineShiftTeaching(
                machine=each.machine,
                shift=each.shift,
                **_teaching(_of_machine_shift(cells, each), machine_shifts[each], k).model_dump(),
            )
            for each in sorted(machine_shifts, key=lambda each: (order[each.machine], labels.index(each.shift)))
        ),
    )


def _cells(campaign: Campaign, results: Mapping[ResultKey, Result], planned: Iterable[PlannedSlot]) -> _Cells:
    num_units: dict[tuple[object, ...], int] = {}
    for key in results:
        num_units[key[:3]] = num_units.get(key[:3], 0) + 1
    cells: dict[tuple[UnitCode, MachineShift], _Seen] = {}
    for slot in planned:
        result, expected = results.get(slot.key), slot_rate_on(campaign, slot)
        if result is None or expected is None or not slot.full or num_units[slot.key[:3]] > 1:
            continue
        if slot.unit in campaign.units_by_code and not _is_explained(result):
            cell = (slot.unit, MachineShift(slot.machine, slot.shift))
            slots, deviation = cells.get(cell, _Seen(0, 0.0))
            cells[cell] = _Seen(slots + 1, deviation + result.collected / expected - 1)
    return dict(sorted(cells.items()))


def _is_explained(result: Result) -> bool:
    return result.collected == 0 and bool(result.note.strip())


def _of_unit(cells: _Cells, unit: UnitCode) -> _Seen:
    return _sum(seen for (name, _machine_shift), seen in cells.items() if name == unit)


def _of_machine_shift(cells: _Cells, machine_shift: MachineShift) -> _Seen:
    return _sum(seen for (_unit, name), seen in cells.items() if name == machine_shift)


def _sum(many: Iterable[_Seen]) -> _Seen:
    together = list(many)
    return _Seen(sum(seen.slots for seen in together), sum(seen.deviation for seen in together))


def _teaching(seen: _Seen, deviation: float, k: float) -> Teaching:
    return Teaching(
        slots=seen.slots,
        observed=1 + seen.deviation / seen.slots,
        credibility=seen.slots / (seen.slots + k),
        factor=1 + deviation,
    )


def _deviations(cells: _Cells, k: float) -> tuple[dict[UnitCode, float], dict[MachineShift, float]]:
    """Both kinds of deviation: in turn each kind from what the other leaves unexplained, until nothing moves.

    That is Gauss and Seidel's method on the equations of a strictly convex least-squares problem, so there is one
    solution, and it is reached from any start.
    """
    units = dict.fromkeys((unit for unit, _machine_shift in cells), 0.0)
    machine_shifts = dict.fromkeys((machine_shift for _unit, machine_shift in cells), 0.0)
    for _round in range(MOST_ROUNDS):
        before = (*units.values(), *machine_shifts.values())
        units = _believed(units, [(unit, seen, machine_shifts[other]) for (unit, other), seen in cells.items()], k)
        machine_shifts = _believed(
            machine_shifts, [(name, seen, units[other]) for (other, name), seen in cells.items()], k
        )
        after = (*units.values(), *machine_shifts.values())
        if all(abs(new - old) < CLOSE_ENOUGH for new, old in zip(after, before, strict=True)):
            break
    return units, machine_shifts


def _believed(names: Iterable[Name], cells: Iterable[tuple[Name, _Seen, float]], k: float) -> dict[Name, float]:
    """Z times the mean deviation, for each name, less what the other kind explains of each slot."""
    slots, unexplained = dict.fromkeys(names, 0), dict.fromkeys(names, 0.0)
    for name, seen, explained in cells:
        slots[name] += seen.slots
        unexplained[name] += seen.deviation - seen.slots * explained
    return {name: unexplained[name] / (slots[name] + k) for name in slots}
