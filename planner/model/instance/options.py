"""What a stay of a machine at a unit would do, computed before any solving.

A *stay* is a visit option: unit, duty, first and last period. Everything the goals want to know about it is read off
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
from planner.model.instance.machine_classes import Duty
from planner.model.instance.residual import Promise, Remainder
from planner.model.instance.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Meeting:
    """A unit and a duty that may serve it: when both are open, what a slot brings, when they are pinned together."""

    unit: Unit
    duty: int
    """The duty's number in the problem."""
    worked: tuple[tuple[int, ...], ...]
    """For each period, the ordinals of the slots open to both."""
    brings: tuple[tuple[int, ...], ...]
    """For each period, the dossiers that each of these slots can collect."""
    pinned: tuple[int, ...]
    """Periods that a stay must cover."""
    held: tuple[int, ...] = ()
    """Of these, the periods that a row of *Ghim* pins; the others are frozen. The pin holds each stay that covers one,
    which then does not count for `visits`."""
    goes_on_held: bool = False
    """Whether a stay from the first period in which the machine can work goes on from the past, held by a pin."""
    taken: frozenset[int] = frozenset()
    """Periods in which the machine is pinned at other units; no stay reaches across one."""
    wished: frozenset[int] = frozenset()
    """Periods of which a stay has to cover one, here or under another duty, if something was wished of the unit."""

    @property
    def has_held_stays(self) -> bool:
        """Whether some stay may be made here that does not count for `visits`."""
        return bool(self.held) or self.goes_on_held

    @property
    def frozen(self) -> tuple[int, ...]:
        """Periods that a stay must cover since they were announced, and no pin of the workbook says so too."""
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
        """First and last of the held periods that follow each other at once, and so belong to one stay in any case."""
        for _, run in groupby(enumerate(self.held), key=lambda item: item[1] - item[0]):
            periods = [period for _place, period in run]
            yield periods[0], periods[-1]

    @property
    def open_periods(self) -> tuple[int, ...]:
        """Periods with at least one slot open to both, in which the machine is not pinned elsewhere."""
        return tuple(period for period, ordinals in enumerate(self.worked) if ordinals and period not in self.taken)

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last period of each longest stay that the machine can make here."""
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
class FullStay:
    """A stay that serves the whole need and covers every frozen day.

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
        """What the stay costs in a criterion that says how far announced slots are kept."""
        return self.broken.get(criterion, 0)


def meetings_of(
    remainder: Remainder, timeline: Timeline, duties: Sequence[Duty]
) -> dict[UnitCode, tuple[Meeting, ...]]:
    """For each unit with something to do there, the duties that can meet it."""
    campaign = remainder.campaign
    roads, openness = Roads.of(campaign), Openness.of(campaign)
    told = _units_told(remainder)
    common = CommonSlots(campaign, duties)
    meetings: dict[UnitCode, tuple[Meeting, ...]] = {}
    for unit in campaign.units:
        open_to_unit = frozenset(openness.of_unit(unit))
        pins = [pin for pin in campaign.pins if pin.unit == unit.code]
        is_wished = remainder.wish is not None and remainder.wish.unit == unit.code
        if unit.need == 0 and not pins and unit.code not in told and not is_wished:
            continue
        found = []
        for number in common.duties_for[unit.code]:
            duty = duties[number]
            here = remainder.at_noon.get(duty.machines[0])
            may_come = here is None or can_still_come(remainder, roads, here, unit.code, is_fixed=duty.is_fixed)
            barred = frozenset() if may_come else _first_day(remainder)
            worked = common.worked(number, open_to_unit - barred if barred else open_to_unit)
            if any(worked):
                pinned = _pinned_periods(campaign, pins, duty.machines, worked)
                held = _pinned_periods(campaign, [pin for pin in pins if not pin.is_frozen], duty.machines, worked)
                brings = common.brought(worked, _rates(remainder, duty, unit))
                wished = _wished_periods(remainder.wish, duty, unit, timeline, worked)
                goes_on = _goes_on_held(remainder, duty, unit, worked)
                found.append(Meeting(unit, number, worked, brings, pinned, held, goes_on, wished=wished))
        meetings[unit.code] = tuple(found)
    taken = _taken(meetings)
    return {code: tuple(_without_taken(meeting, taken) for meeting in found) for code, found in meetings.items()}


def _units_told(remainder: Remainder) -> set[UnitCode]:
    """Units whose citizens were told to come in slots that may matter.

    A slot of which nobody has need costs nothing to lose. To stand there may all the same help a machine on its way,
    and rule `useful` allows it.
    """
    costly = set(remainder.promises)
    needless = {code for code, _ordinal in remainder.announced} - costly
    return costly | needless if needless and detours_can_pay(remainder.campaign) else costly


def _goes_on_held(remainder: Remainder, duty: Duty, unit: Unit, worked: Sequence[Sequence[int]]) -> bool:
    """Whether a stay that begins as soon as the machine can work goes on from one that a pin of the past holds.

    One that begins later, while both were closed, is taken for a stay of its own: the machine may have been elsewhere.
    """
    stay = remainder.held_stays.get(duty.machines[0])
    is_here = stay is not None and (stay.unit, stay.posting_begins) == (unit.code, duty.posting.first_day)
    return is_here and bool(duty.turns and worked[duty.turns[0]])


def _taken(meetings: Mapping[UnitCode, Sequence[Meeting]]) -> dict[int, list[Meeting]]:
    """For each duty that is pinned anywhere, the meetings in which it is."""
    pinned: dict[int, list[Meeting]] = {}
    for found in meetings.values():
        for meeting in found:
            if meeting.pinned:
                pinned.setdefault(meeting.duty, []).append(meeting)
    return pinned


def _without_taken(meeting: Meeting, pinned: Mapping[int, Sequence[Meeting]]) -> Meeting:
    """The meeting with the periods in which the duty is pinned elsewhere."""
    taken = frozenset(
        period
        for other in pinned.get(meeting.duty, ())
        if other.unit.code != meeting.unit.code
        for period in other.pinned
    )
    if not taken:
        return meeting
    first_worked = next(period for period, ordinals in enumerate(meeting.worked) if ordinals)
    goes_on = meeting.goes_on_held and first_worked not in taken
    return replace(meeting, taken=taken, wished=meeting.wished - taken, goes_on_held=goes_on)


def can_still_come(remainder: Remainder, roads: Roads, here: UnitCode, code: UnitCode, *, is_fixed: bool) -> bool:
    """`whole-day`, `reach`: whether a machine that has already worked on the day the plan begins can still come."""
    if here == code:
        return True
    if remainder.campaign.whole_days:
        return False
    reach = None if is_fixed else remainder.campaign.reach_km
    return reach is None or roads.km(here, code) <= reach + 1e-6


def _first_day(remainder: Remainder) -> frozenset[int]:
    calendar = remainder.campaign.calendar
    if remainder.begins_on is None:
        return frozenset()
    return frozenset(calendar.ordinal(remainder.begins_on, shift) for shift in calendar.shift_labels)


def _rates(remainder: Remainder, duty: Duty, unit: Unit) -> tuple[int, ...]:
    """What a slot of each shift brings, in the order of the day: as the workbook says, or as was learned if less."""
    rates = []
    for shift in remainder.campaign.calendar.shift_labels:
        key = RateKey(unit.code, duty.machines[0], shift)
        said = slot_rate(remainder.campaign, duty.posting, key)
        rates.append(min(said, remainder.rates.get(key, said)))
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
    wish: Wish | None, duty: Duty, unit: Unit, timeline: Timeline, worked: Sequence[Sequence[int]]
) -> frozenset[int]:
    """The periods in which a stay of these machines fulfils the wish; a machine that it names is a class of its own."""
    if wish is None:
        return frozenset()
    days = [date.fromordinal(day) for day in timeline.days]
    return frozenset(
        period
        for period, ordinals in enumerate(worked)
        if ordinals and wish.fits(duty.machines[0], unit.code, days[period])
    )


def full_stays(
    meeting: Meeting, duty: Duty, phase_ends: Sequence[int], promises: Sequence[Promise] = ()
) -> tuple[FullStay, ...]:
    """Every first period from which the unit's whole need can be served in one stay, with the stays that do it.

    Pins of the workbook have stays of their own; see `ElasticUnit`.

    The shortest comes first, then those that stay on until one more announced slot is kept, or the wish fulfilled.
    """
    work = [sum(brought) for brought in meeting.brings]
    done_before = [0, *accumulate(work)]
    frozen = meeting.frozen
    first_pin, last_pin = (frozen[0], frozen[-1]) if frozen else (len(work), -1)
    announced = {promise.ordinal for promise in promises}
    kept_in = [period for period in meeting.open_periods if announced.intersection(meeting.worked[period])]
    taken = sorted(meeting.taken)
    stays = []
    last = 0
    for first in meeting.open_periods:
        if first > first_pin:
            break
        last = max(last, first)
        while last < len(work) and done_before[last + 1] - done_before[first] < meeting.unit.need:
            last += 1
        if last == len(work):
            break
        shortest = max(last, last_pin)
        waiting, collected_by = _service(meeting, first, last, phase_ends)
        reach = next((period for period in taken if period > first), len(work))
        for end in (shortest, *_worth_staying_for(meeting, kept_in, first, shortest)):
            if end >= reach:
                break
            covered = frozenset(ordinal for ordinal, _brought in meeting.slots(first, end))
            broken = broken_by(promises, dict.fromkeys(covered, duty.machines)) if promises else {}
            stays.append(FullStay(first, end, end > shortest, waiting, collected_by, broken))
    return tuple(stays)


def _worth_staying_for(meeting: Meeting, kept_in: Sequence[int], first: int, shortest: int) -> list[int]:
    """The periods up to which a stay may go on though its work is done."""
    until = {period for period in kept_in if period > shortest}
    if meeting.wished and not covers(meeting.wished, first, shortest):
        until.update(sorted(period for period in meeting.wished if period > shortest)[:1])
    return sorted(until)


def covers(periods: Collection[int], first: int, last: int) -> bool:
    """Whether a stay from the first period to the last covers one of these."""
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


def _service(meeting: Meeting, first: int, last: int, phase_ends: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    left = meeting.unit.need
    waiting = 0
    collected_by = [0] * len(phase_ends)
    for ordinal, brought in meeting.slots(first, last):
        dossiers = min(left, brought)
        left -= dossiers
        waiting += dossiers * ordinal
        for phase, end in enumerate(phase_ends):
            if ordinal <= end:
                collected_by[phase] += dossiers
    return waiting, tuple(collected_by)
