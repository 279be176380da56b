"""Eligible pairs of a unit and a machine class: when both are open, what a slot brings, when they are pinned together.

Here the rules that need no constraint are kept: `machine-open`, `unit-open`, `serves` (only slots open to both are
worked), `capacity` (no slot brings more), and of a plan that begins within a day `whole-day` and `reach` of that day.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, Pin, Unit
from planner.domain.distance import Roads
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import slot_rate
from planner.domain.wish import Wish
from planner.model.instance.detours import detours_can_pay
from planner.model.instance.machine_classes import MachineClass
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.timeline import Timeline


@dataclass(frozen=True, slots=True)
class EligiblePair:
    """A unit and a machine class that may serve it: when both are open, what a slot brings, when they are pinned
    together."""

    unit: Unit
    machine_class: int
    """The class's place in `Subproblem.classes`."""
    worked: tuple[tuple[int, ...], ...]
    """For each period, the ordinals of the slots open to both."""
    brings: tuple[tuple[int, ...], ...]
    """For each period, the dossiers that each of these slots can collect."""
    pinned: tuple[int, ...]
    """Periods that a visit must cover."""
    held: tuple[int, ...] = ()
    """Of these, the periods that a row of *Ghim* pins; the others are frozen. The pin holds each visit that covers one,
    which then does not count for `visits`."""
    goes_on_held: bool = False
    """Whether a visit from the first period in which the machine can work goes on from the past, held by a pin."""
    taken: frozenset[int] = frozenset()
    """Periods in which the machine is pinned at other units; no visit reaches across one."""
    wished: frozenset[int] = frozenset()
    """Periods of which a visit has to cover one, here or by another class, if something was wished of the unit."""

    @property
    def has_held_visits(self) -> bool:
        """Whether some visit may be made here that does not count for `visits`."""
        return bool(self.held) or self.goes_on_held

    @property
    def frozen(self) -> tuple[int, ...]:
        """Periods that a visit must cover since they were announced, and no pin of the workbook says so too."""
        return tuple(period for period in self.pinned if period not in self.held)

    def pinned_or_in(self, ordinals: Set[int]) -> frozenset[int]:
        """The periods that are pinned or in which one of these slots is worked."""
        if not ordinals:
            return frozenset(period for period in self.pinned if period < len(self.worked))
        pinned = frozenset(self.pinned)
        return frozenset(
            period for period, worked in enumerate(self.worked) if period in pinned or not ordinals.isdisjoint(worked)
        )

    def held_runs(self) -> Iterator[tuple[int, int]]:
        """First and last of the held periods that follow each other at once, and so belong to one visit in any case."""
        for _, run in groupby(enumerate(self.held), key=lambda item: item[1] - item[0]):
            periods = [period for _place, period in run]
            yield periods[0], periods[-1]

    @property
    def open_periods(self) -> tuple[int, ...]:
        """Periods with at least one slot open to both, in which the machine is not pinned elsewhere."""
        return tuple(period for period, ordinals in enumerate(self.worked) if ordinals and period not in self.taken)

    def interruptions(self) -> Iterator[tuple[int, int]]:
        """Two periods between which the unit or the machine is shut, so that a visit goes on from one to the other."""
        opened = [period for period, ordinals in enumerate(self.worked) if ordinals]
        for before, after in pairwise(opened):
            if after > before + 1 and not {before, after} & self.taken:
                yield before, after

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last period of each longest visit that the machine can make here."""
        if not self.taken:
            whole = self.open_periods
            yield from [(whole[0], whole[-1])] if whole else []
            return
        for _, run in groupby(self.open_periods, key=lambda period: sum(1 for other in self.taken if other < period)):
            periods = list(run)
            yield periods[0], periods[-1]

    def slots(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Each slot worked from the first period to the last, with the dossiers that it can collect."""
        for period in range(first, last + 1):
            yield from zip(self.worked[period], self.brings[period], strict=True)


def covers(periods: Collection[int], first: int, last: int) -> bool:
    """Whether a visit from the first period to the last covers one of these."""
    return any(first <= period <= last for period in periods)


def eligible_pairs(
    residual: ResidualInstance, timeline: Timeline, classes: Sequence[MachineClass]
) -> dict[UnitCode, tuple[EligiblePair, ...]]:
    """For each unit with something to do there, the machine classes that are eligible."""
    campaign = residual.campaign
    roads, openness = Roads.of(campaign), Openness.of(campaign)
    told = _units_told(residual)
    common = CommonSlots(campaign, classes)
    pairs: dict[UnitCode, tuple[EligiblePair, ...]] = {}
    for unit in campaign.units:
        open_to_unit = frozenset(openness.of_unit(unit))
        pins = [pin for pin in campaign.pins if pin.unit == unit.code]
        is_wished = residual.wish is not None and residual.wish.unit == unit.code
        if unit.need == 0 and not pins and unit.code not in told and not is_wished:
            continue
        found = []
        for number in common.classes_for[unit.code]:
            machine_class = classes[number]
            here = residual.at_noon.get(machine_class.machines[0])
            may_come = here is None or can_still_come(residual, roads, here, unit.code, is_fixed=machine_class.is_fixed)
            barred = frozenset() if may_come else _first_day(residual)
            worked = common.worked(number, open_to_unit - barred if barred else open_to_unit)
            if any(worked):
                pinned = _pinned_periods(campaign, pins, machine_class.machines, worked)
                held = _pinned_periods(
                    campaign, [pin for pin in pins if not pin.is_frozen], machine_class.machines, worked
                )
                brings = common.brought(worked, _rates(residual, machine_class, unit))
                wished = _wished_periods(residual.wish, machine_class, unit, timeline, worked)
                goes_on = _goes_on_held(residual, machine_class, unit, worked)
                found.append(EligiblePair(unit, number, worked, brings, pinned, held, goes_on, wished=wished))
        pairs[unit.code] = tuple(found)
    taken = _taken(pairs)
    return {code: tuple(_without_taken(pair, taken) for pair in found) for code, found in pairs.items()}


def _units_told(residual: ResidualInstance) -> set[UnitCode]:
    """Units whose citizens were told to come in slots that may matter.

    A slot of which nobody has need costs nothing to lose. To stand there may all the same help a machine on its way,
    and rule `useful` allows it.
    """
    costly = set(residual.promises)
    needless = {code for code, _ordinal in residual.announced} - costly
    return costly | needless if needless and detours_can_pay(residual.campaign) else costly


def _goes_on_held(
    residual: ResidualInstance, machine_class: MachineClass, unit: Unit, worked: Sequence[Sequence[int]]
) -> bool:
    """Whether a visit that begins as soon as the machine can work goes on from one that a pin of the past holds.

    One that begins later, while both were closed, is taken for one of its own: the machine may have been elsewhere.
    """
    option = residual.held_past_visits.get(machine_class.machines[0])
    is_here = option is not None and (option.unit, option.posting_begins) == (
        unit.code,
        machine_class.posting.first_day,
    )
    return is_here and bool(machine_class.periods and worked[machine_class.periods[0]])


def _taken(pairs: Mapping[UnitCode, Sequence[EligiblePair]]) -> dict[int, list[EligiblePair]]:
    """For each class that is pinned anywhere, the pairs in which it is."""
    pinned: dict[int, list[EligiblePair]] = {}
    for found in pairs.values():
        for pair in found:
            if pair.pinned:
                pinned.setdefault(pair.machine_class, []).append(pair)
    return pinned


def _without_taken(pair: EligiblePair, pinned: Mapping[int, Sequence[EligiblePair]]) -> EligiblePair:
    """The pair with the periods in which the class is pinned elsewhere."""
    taken = frozenset(
        period
        for other in pinned.get(pair.machine_class, ())
        if other.unit.code != pair.unit.code
        for period in other.pinned
    )
    if not taken:
        return pair
    first_worked = next(period for period, ordinals in enumerate(pair.worked) if ordinals)
    goes_on = pair.goes_on_held and first_worked not in taken
    return replace(pair, taken=taken, wished=pair.wished - taken, goes_on_held=goes_on)


def can_still_come(residual: ResidualInstance, roads: Roads, here: UnitCode, code: UnitCode, *, is_fixed: bool) -> bool:
    """`whole-day`, `reach`: whether a machine that has already worked on the day the plan begins can still come."""
    if here == code:
        return True
    if residual.campaign.whole_days:
        return False
    reach = None if is_fixed else residual.campaign.reach_km
    return reach is None or roads.km(here, code) <= reach + 1e-6


def _first_day(residual: ResidualInstance) -> frozenset[int]:
    calendar = residual.campaign.calendar
    if residual.begins_on is None:
        return frozenset()
    return frozenset(calendar.ordinal(residual.begins_on, shift) for shift in calendar.shift_labels)


def _rates(residual: ResidualInstance, machine_class: MachineClass, unit: Unit) -> tuple[int, ...]:
    """What a slot of each shift brings, in the order of the day: as the workbook says, or as was learned if less."""
    rates = []
    for shift in residual.campaign.calendar.shift_labels:
        key = RateKey(unit.code, machine_class.machines[0], shift)
        said = slot_rate(residual.campaign, machine_class.posting, key)
        rates.append(min(said, residual.rates.get(key, said)))
    return tuple(rates)


def _pinned_periods(
    campaign: Campaign, pins: Sequence[Pin], machines: Sequence[MachineName], worked: Sequence[Sequence[int]]
) -> tuple[int, ...]:
    calendar = campaign.calendar
    pinned = {
        calendar.ordinal(day, shift)
        for pin in pins
        if pin.machine in machines
        for day in days_between(pin.first_day, pin.last_day)
        for shift in pin.shifts
    }
    if not pinned:
        return ()
    return tuple(period for period, ordinals in enumerate(worked) if not pinned.isdisjoint(ordinals))


def _wished_periods(
    wish: Wish | None, machine_class: MachineClass, unit: Unit, timeline: Timeline, worked: Sequence[Sequence[int]]
) -> frozenset[int]:
    """The periods in which a visit of these machines fulfils the wish; a machine that it names is a class of its
    own."""
    if wish is None:
        return frozenset()
    days = [date.fromordinal(day) for day in timeline.days]
    return frozenset(
        period
        for period, ordinals in enumerate(worked)
        if ordinals and wish.fits(machine_class.machines[0], unit.code, days[period])
    )


Slots = tuple[tuple[int, ...], ...]
"""Something of each slot, by period."""


class CommonSlots:
    """Slots open to a machine and a unit, and what they bring; equal ones are one and the same object."""

    def __init__(self, campaign: Campaign, classes: Sequence[MachineClass]) -> None:
        self._num_shifts = len(campaign.calendar.shift_labels)
        self._classes = classes
        numbers: dict[Slots, int] = {}
        self._alike = [numbers.setdefault(machine_class.open_ordinals, len(numbers)) for machine_class in classes]
        """Classes with the same slots have the same number here."""
        self._worked: dict[tuple[int, frozenset[int]], Slots] = {}
        self._brought: dict[tuple[int, tuple[int, ...]], Slots] = {}
        self.classes_for: dict[UnitCode, list[int]] = {unit.code: [] for unit in campaign.units}
        """For each unit the classes that serve it, in order; among them units that are not asked about."""
        for number, machine_class in enumerate(classes):
            for code in machine_class.posting.serves:
                self.classes_for.setdefault(code, []).append(number)

    def worked(self, machine_class: int, open_to_unit: frozenset[int]) -> Slots:
        """For each period, the slots open to both, as ordinals."""
        key = self._alike[machine_class], open_to_unit
        known = self._worked.get(key)
        if known is None:
            known = self._worked[key] = tuple(
                tuple(ordinal for ordinal in ordinals if ordinal in open_to_unit)
                for ordinals in self._classes[machine_class].open_ordinals
            )
        return known

    def brought(self, worked: Slots, rates: tuple[int, ...]) -> Slots:
        """The dossiers that each of these slots brings, given what one of each shift of the day does.

        `worked` is what the method of that name returned.
        """
        key = id(worked), rates
        known = self._brought.get(key)
        if known is None:
            known = self._brought[key] = tuple(
                tuple(rates[(ordinal - 1) % self._num_shifts] for ordinal in ordinals) for ordinals in worked
            )
        return known
