"""The options of the one visit that serves a unit's whole need, computed before any solving.

A visit option is unit, machine class, first and last period. Everything that the goals want to know about it is read
off here: what it costs in waiting, at the phases' last days and of what was announced.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from planner.domain.policy import Goal
from planner.domain.record import MachineName
from planner.model.instance.criteria import Criterion, Tally
from planner.model.instance.eligible_pairs import EligiblePair, covers
from planner.model.instance.machine_classes import MachineClass
from planner.model.instance.residual import PromisedSlot

NOTHING_BROKEN: Mapping[Criterion, int] = MappingProxyType({})


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


def visit_options(
    pair: EligiblePair, machine_class: MachineClass, phase_ends: Sequence[int], promises: Sequence[PromisedSlot] = ()
) -> tuple[VisitOption, ...]:
    """Every first period from which the unit's whole need can be served in one visit, with the options that do it.

    Visits that pins of the workbook hold are told apart; see `SplitUnit`.

    The shortest comes first, then those that stay on until one more announced slot is kept, or the wish fulfilled.
    """
    service = _Service(pair, phase_ends)
    frozen = pair.frozen
    first_pin, last_pin = (frozen[0], frozen[-1]) if frozen else (service.num_periods, -1)
    announced = {promise.ordinal for promise in promises}
    kept_in = [one for one in pair.open_periods if announced.intersection(pair.worked[one])] if announced else []
    taken = sorted(pair.taken)
    may_stay_on = bool(kept_in or pair.wished)
    options = []
    for first in pair.open_periods:
        if first > first_pin:
            break
        served = service.beginning_in(first)
        if served is None:
            break
        shortest = max(served.last, last_pin)
        reach = next((period for period in taken if period > first), service.num_periods) if taken else inf
        longer = _worth_staying_for(pair, kept_in, first, shortest) if may_stay_on else ()
        for end in (shortest, *longer):
            if end >= reach:
                break
            broken: Mapping[Criterion, int] = NOTHING_BROKEN
            if promises:
                covered = frozenset(ordinal for ordinal, _brought in pair.slots(first, end))
                broken = broken_by(promises, dict.fromkeys(covered, machine_class.machines))
            options.append(VisitOption(first, end, end > shortest, served.waiting, served.collected_by, broken))
    return tuple(options)


def _worth_staying_for(pair: EligiblePair, kept_in: Sequence[int], first: int, shortest: int) -> list[int]:
    """The periods up to which a visit may go on though its work is done."""
    until = {period for period in kept_in if period > shortest}
    if pair.wished and not covers(pair.wished, first, shortest):
        until.update(sorted(period for period in pair.wished if period > shortest)[:1])
    return sorted(until)


class _Served(NamedTuple):
    """When a unit's whole need is served that is served from a certain period on."""

    last: int
    waiting: int
    collected_by: tuple[int, ...]


class _Service:
    """What slots of a pair bring, added up once, so that each first period is answered by differences of sums."""

    def __init__(self, pair: EligiblePair, phase_ends: Sequence[int]) -> None:
        slots = [(period, *slot) for period in range(len(pair.worked)) for slot in pair.slots(period, period)]
        self.num_periods = len(pair.worked)
        self._need = pair.unit.need
        self._period = [period for period, _ordinal, _brought in slots]
        self._ordinal = [ordinal for _period, ordinal, _brought in slots]
        self._brought = [0, *accumulate(brought for _period, _ordinal, brought in slots)]
        self._waiting = [0, *accumulate(ordinal * brought for _period, ordinal, brought in slots)]
        self._before_phase_ends = [bisect_right(self._ordinal, end) for end in phase_ends]

    def beginning_in(self, first: int) -> _Served | None:
        """The service that begins in this period; None where the time does not suffice."""
        begins = bisect_left(self._period, first)
        target = self._brought[begins] + self._need
        full = bisect_left(self._brought, target, begins + 1) - 1
        if full >= len(self._ordinal):
            return None
        waiting = self._waiting[full] - self._waiting[begins]
        waiting += (target - self._brought[full]) * self._ordinal[full]
        collected_by = tuple(
            min(target, self._brought[max(begins, end)]) - self._brought[begins] for end in self._before_phase_ends
        )
        return _Served(max(first, self._period[full]), waiting, collected_by)


def broken_by(promises: Sequence[PromisedSlot], standing: Mapping[int, Sequence[MachineName]]) -> dict[Criterion, int]:
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
