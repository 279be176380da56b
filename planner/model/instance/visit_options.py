"""The options of the one visit that serves a unit's whole need, computed before any solving.

A visit option is unit, machine class, first and last period. Everything that the goals want to know about it is read
off here: what it costs in waiting, at the phases' last days and of what was announced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from planner.domain.policy import Goal
from planner.domain.record import MachineName
from planner.model.instance.criteria import Criterion, Tally
from planner.model.instance.eligible_pairs import EligiblePair, covers
from planner.model.instance.machine_classes import MachineClass
from planner.model.instance.residual import PromisedSlot


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
