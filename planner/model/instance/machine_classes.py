"""Machine classes: machines that are alike, under one of their postings.

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
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.timeline import Timeline


@dataclass(frozen=True, slots=True)
class MachineClass:
    """Machines that are alike, under one of their postings: what the solver visits a resource with a count."""

    fleet: int
    """The machines' number: their classes under several postings share it, and follow each other in time."""
    machines: tuple[MachineName, ...]
    """In workbook order."""
    posting: Posting
    open_ordinals: tuple[tuple[int, ...], ...]
    """For each period of the timeline, the slots in which these machines can work."""

    periods: tuple[int, ...]
    """The periods in which these machines can work; the place in this tuple is the *class-local period*.

    Counted in these, a visit is as long before a closure of the machine as after it.
    """
    standing: UnitCode | None = None
    """Where these machines stand when planning begins; None where they have not set out."""

    @property
    def count(self) -> int:
        """How many machines there are."""
        return len(self.machines)

    @property
    def is_fixed(self) -> bool:
        """Whether people come to the machine, so that it travels nothing."""
        return self.posting.kind is PostingKind.FIXED

    def periods_until(self, finish: int | None) -> tuple[int, ...]:
        """The periods in which these machines can work and that begin no later than the finish; None is no limit."""
        return tuple(period for period in self.periods if finish is None or self.open_ordinals[period][0] <= finish)

    def local_period(self, period: int) -> int:
        """The class-local number of a period: how many that these machines can work in come before it."""
        return bisect_left(self.periods, period)

    def mornings(self, days: Sequence[int]) -> tuple[int, ...]:
        """The local periods that are the first of their day, given the day of each period."""
        return tuple(
            local
            for local, period in enumerate(self.periods)
            if local == 0 or days[period] != days[self.periods[local - 1]]
        )


def machine_classes(
    residual: ResidualInstance, timeline: Timeline, *, tell_apart: bool = False
) -> tuple[MachineClass, ...]:
    """The classes of all machines in workbook order, those of the same machines in time order."""
    campaign = residual.campaign
    openness = Openness.of(campaign)
    classes: dict[object, list[Machine]] = {}
    named = {pin.machine for pin in campaign.pins}
    if residual.wish is not None and residual.wish.machine is not None:
        named.add(residual.wish.machine)
    named.update(residual.held_past_visits)
    rates = _rates_of(residual)
    for machine in campaign.machines:
        open_slots = tuple(openness.of_posting(machine, posting) for posting in machine.postings)
        is_plain = len(machine.postings) == 1 and machine.postings[0].kind is PostingKind.MOBILE
        alone = machine.name if tell_apart or machine.name in named or not is_plain else None
        likeness = tuple(_likeness(posting) for posting in machine.postings)
        brings = rates.get(machine.name, frozenset())
        alike = (likeness, open_slots, alone, brings, _left_by_the_past(residual, machine))
        classes.setdefault(alike, []).append(machine)
    return tuple(
        _machine_class(
            fleet,
            machines,
            posting,
            _by_period(timeline, openness.of_posting(machines[0], posting)),
            residual.standing.get(machines[0].name),
        )
        for fleet, machines in enumerate(classes.values())
        for posting in machines[0].postings
    )


def _machine_class(
    fleet: int,
    machines: Sequence[Machine],
    posting: Posting,
    open_ordinals: tuple[tuple[int, ...], ...],
    standing: UnitCode | None,
) -> MachineClass:
    return MachineClass(
        fleet=fleet,
        machines=tuple(machine.name for machine in machines),
        posting=posting,
        open_ordinals=open_ordinals,
        periods=tuple(period for period, ordinals in enumerate(open_ordinals) if ordinals),
        standing=standing,
    )


def _left_by_the_past(residual: ResidualInstance, machine: Machine) -> object:
    return residual.standing.get(machine.name), residual.at_noon.get(machine.name)


def _rates_of(residual: ResidualInstance) -> dict[MachineName, frozenset[object]]:
    """What *Năng suất* and the results say of each machine by name; machines of which they say the same bring alike."""
    rates: defaultdict[MachineName, set[object]] = defaultdict(set)
    for row in residual.campaign.rate_overrides:
        if row.machine is not None:
            rates[row.machine].add(("said", row.unit, row.shift, row.dossiers))
    for key, dossiers in residual.rates.items():
        rates[key.machine].add(("learned", key.unit, key.shift, dossiers))
    return {machine: frozenset(rows) for machine, rows in rates.items()}


def _likeness(posting: Posting) -> object:
    return (posting.kind, posting.serves, posting.first_day, posting.last_day, posting.capacity, posting.base)


def _by_period(timeline: Timeline, ordinals: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    wanted = frozenset(ordinals)
    return tuple(tuple(ordinal for ordinal in period if ordinal in wanted) for period in timeline.periods)
