"""Machines that are alike, and what they are on duty for.

Two mobile machines are alike when their one posting and their closures are the same, they bring the same, nothing is
pinned to either or wished of it, and the past has left them in the same place: a plan for their class is handed out to
the single machines afterwards, which spares the solver their permutations.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.campaign import Machine, Posting, PostingKind
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.residual import Remainder
from planner.model.instance.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Duty:
    """One posting of a class of machines that are alike."""

    crew: int
    """The class's number; a class's duties follow each other in time."""
    machines: tuple[MachineName, ...]
    """The machines of the class, in workbook order."""
    posting: Posting
    open_ordinals: tuple[tuple[int, ...], ...]
    """For each period of the timeline, the slots in which these machines can work."""

    turns: tuple[int, ...]
    """The periods in which these machines can work; the place in this tuple is the period's *turn*.

    Counted in turns, a stay is as long before a closure of the machine as after it.
    """
    standing: UnitCode | None = None
    """Where these machines stand when planning begins; None where they have not set out."""

    @property
    def count(self) -> int:
        """How many machines have this duty."""
        return len(self.machines)

    @property
    def is_fixed(self) -> bool:
        """Whether people come to the machine, so that it travels nothing."""
        return self.posting.kind is PostingKind.FIXED

    def turn(self, period: int) -> int:
        """How many turns come before this period."""
        return bisect_left(self.turns, period)

    def mornings(self, days: Sequence[int]) -> tuple[int, ...]:
        """The turns that are the first of their day, given the day of each period."""
        return tuple(
            turn for turn, period in enumerate(self.turns) if turn == 0 or days[period] != days[self.turns[turn - 1]]
        )


def duties_of(remainder: Remainder, timeline: Timeline, *, tell_apart: bool = False) -> tuple[Duty, ...]:
    """The duties of all machines, classes in workbook order, each class's postings in time order."""
    campaign = remainder.campaign
    openness = Openness.of(campaign)
    classes: dict[object, list[Machine]] = {}
    named = {pin.machine for pin in campaign.pins}
    if remainder.wish is not None and remainder.wish.machine is not None:
        named.add(remainder.wish.machine)
    named.update(remainder.held_stays)
    rates = _rates_of(remainder)
    for machine in campaign.machines:
        open_slots = tuple(openness.of_posting(machine, posting) for posting in machine.postings)
        is_plain = len(machine.postings) == 1 and machine.postings[0].kind is PostingKind.MOBILE
        alone = machine.name if tell_apart or machine.name in named or not is_plain else None
        likeness = tuple(_likeness(posting) for posting in machine.postings)
        brings = rates.get(machine.name, frozenset())
        alike = (likeness, open_slots, alone, brings, _left_by_the_past(remainder, machine))
        classes.setdefault(alike, []).append(machine)
    return tuple(
        _duty(
            crew,
            machines,
            posting,
            _by_period(timeline, openness.of_posting(machines[0], posting)),
            remainder.standing.get(machines[0].name),
        )
        for crew, machines in enumerate(classes.values())
        for posting in machines[0].postings
    )


def _duty(
    crew: int,
    machines: Sequence[Machine],
    posting: Posting,
    open_ordinals: tuple[tuple[int, ...], ...],
    standing: UnitCode | None,
) -> Duty:
    return Duty(
        crew=crew,
        machines=tuple(machine.name for machine in machines),
        posting=posting,
        open_ordinals=open_ordinals,
        turns=tuple(period for period, ordinals in enumerate(open_ordinals) if ordinals),
        standing=standing,
    )


def _left_by_the_past(remainder: Remainder, machine: Machine) -> object:
    return remainder.standing.get(machine.name), remainder.at_noon.get(machine.name)


def _rates_of(remainder: Remainder) -> dict[MachineName, frozenset[object]]:
    """What *Năng suất* and the results say of each machine by name; machines of which they say the same bring alike."""
    rates: defaultdict[MachineName, set[object]] = defaultdict(set)
    for row in remainder.campaign.rate_overrides:
        if row.machine is not None:
            rates[row.machine].add(("said", row.unit, row.shift, row.dossiers))
    for key, dossiers in remainder.rates.items():
        rates[key.machine].add(("learned", key.unit, key.shift, dossiers))
    return {machine: frozenset(rows) for machine, rows in rates.items()}


def _likeness(posting: Posting) -> object:
    return (posting.kind, posting.serves, posting.first_day, posting.last_day, posting.capacity, posting.base)


def _by_period(timeline: Timeline, ordinals: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    wanted = frozenset(ordinals)
    return tuple(tuple(ordinal for ordinal in period if ordinal in wanted) for period in timeline.periods)
