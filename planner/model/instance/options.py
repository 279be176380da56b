"""Eligible pairs of a unit and a machine class, and the options of a visit, computed before any solving.

A visit option is unit, machine class, first and last period. Everything the goals want to know about it is read off
here: the slots it works, how long it takes to serve the whole need, and what it costs.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, groupby

from planner.domain.campaign import Campaign, Pin, Unit
from planner.domain.distance import Roads
from planner.domain.openness import Openness
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import slot_rate
from planner.domain.wish import Wish
from planner.model.instance.common_slots import CommonSlots
from planner.model.instance.criteria import Criterion, Tally
from planner.model.instance.detours import detours_can_pay
from planner.model.instance.machine_classes import MachineClass
from planner.model.instance.residual import Promise, ResidualInstance
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


@dataclass(frozen=True, slots=True)
class VisitOption:
    """A visit that serves the whole need of a unit and covers every frozen day.

    From each first period there is a shortest one. Those that stay on, with nothing left to collect, keep more of what
    was announced, or fulfil a wish.
    """

    first: int
    last: int
    stays_on: bool
    waiting: int
    """Over dossiers, the ordinal of the slot in which each is collected."""
    collected_by: tuple[int, ...]
    """For each phase, dossiers collected by its last day."""
    broken: Mapping[Criterion, int]
    """What the unit's announced slots cost if this is all that the unit gets; empty where nothing was announced."""

    def breaks(self, criterion: Criterion) -> int:
        """What the visit costs in a criterion that says how far announced slots are kept."""
        return self.broken.get(criterion, 0)


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
    mine = [pin for pin in pins if pin.machine in machines]

    def is_pinned(ordinal: int) -> bool:
        slot = campaign.calendar.slot(ordinal)
        return any(pin.asks_for(slot) for pin in mine)

    return tuple(
        period for period, ordinals in enumerate(worked) if mine and any(is_pinned(ordinal) for ordinal in ordinals)
    )


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


def visit_options(
    pair: EligiblePair, machine_class: MachineClass, phase_ends: Sequence[int], promises: Sequence[Promise] = ()
) -> tuple[VisitOption, ...]:
    """Every first period from which the unit's whole need can be served in one visit, with the options that do it.

    Visits that pins of the workbook hold are told apart; see `SplitUnit`.

    The shortest comes first, then those that stay on until one more announced slot is kept, or the wish fulfilled.
    """
    work = [sum(brought) for brought in pair.brings]
    done_before = [0, *accumulate(work)]
    frozen = pair.frozen
    first_pin, last_pin = (frozen[0], frozen[-1]) if frozen else (len(work), -1)
    announced = {promise.ordinal for promise in promises}
    kept_in = [period for period in pair.open_periods if announced.intersection(pair.worked[period])]
    taken = sorted(pair.taken)
    options = []
    last = 0
    for first in pair.open_periods:
        if first > first_pin:
            break
        last = max(last, first)
        while last < len(work) and done_before[last + 1] - done_before[first] < pair.unit.need:
            last += 1
        if last == len(work):
            break
        shortest = max(last, last_pin)
        waiting, collected_by = _service(pair, first, last, phase_ends)
        reach = next((period for period in taken if period > first), len(work))
        for end in (shortest, *_worth_staying_for(pair, kept_in, first, shortest)):
            if end >= reach:
                break
            covered = frozenset(ordinal for ordinal, _brought in pair.slots(first, end))
            broken = broken_by(promises, dict.fromkeys(covered, machine_class.machines)) if promises else {}
            options.append(VisitOption(first, end, end > shortest, waiting, collected_by, broken))
    return tuple(options)


def _worth_staying_for(pair: EligiblePair, kept_in: Sequence[int], first: int, shortest: int) -> list[int]:
    """The periods up to which a visit may go on though its work is done."""
    until = {period for period in kept_in if period > shortest}
    if pair.wished and not covers(pair.wished, first, shortest):
        until.update(sorted(period for period in pair.wished if period > shortest)[:1])
    return sorted(until)


def covers(periods: Collection[int], first: int, last: int) -> bool:
    """Whether a visit from the first period to the last covers one of these."""
    return any(first <= period <= last for period in periods)


def broken_by(promises: Sequence[Promise], standing: Mapping[int, Sequence[MachineName]]) -> dict[Criterion, int]:
    """What a unit's announced slots cost, given who may stand there in each slot that is covered."""
    lost = [promise for promise in promises if promise.ordinal not in standing]
    return {
        Goal.CHANGES: sum(promise.cost for promise in lost),
        Tally.LOST_DAYS: len({promise.day for promise in lost}),
        Tally.HANDOVERS: sum(
            sum(1 for machine in promise.machines if machine not in standing[promise.ordinal])
            for promise in promises
            if promise.ordinal in standing
        ),
    }


def _service(pair: EligiblePair, first: int, last: int, phase_ends: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    left = pair.unit.need
    waiting = 0
    collected_by = [0] * len(phase_ends)
    for ordinal, brought in pair.slots(first, last):
        dossiers = min(left, brought)
        left -= dossiers
        waiting += dossiers * ordinal
        for phase, end in enumerate(phase_ends):
            if ordinal <= end:
                collected_by[phase] += dossiers
    return waiting, tuple(collected_by)
