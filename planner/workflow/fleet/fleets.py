"""A fleet: the machines of a campaign less some that are taken away, and more of some kinds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from planner.domain.campaign import Campaign, Closure, Machine, RateOverride
from planner.domain.record import MachineName
from planner.workflow.fleet.kinds import Kind
from planner.workflow.planning.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Fleet:
    """What a fleet has less and more than the campaign; nothing of both is today's."""

    away: frozenset[MachineName] = frozenset()
    """Machines that are taken away."""
    more: tuple[int, ...] = ()
    """The kinds of the machines that come, by number, in order; a kind as often as so many come."""

    @property
    def changes(self) -> int:
        """How many machines come or go."""
        return len(self.away) + len(self.more)

    def and_(self, other: "Fleet") -> "Fleet":
        """Both changes at once."""
        return Fleet(self.away | other.away, tuple(sorted((*self.more, *other.more))))


NEW_STEM = "MÁY "
"""How machines are called that come where there are none that they are like."""
TODAYS = Fleet()
"""The machines of the workbook."""


@dataclass(frozen=True, slots=True)
class Variations:
    """Makes the campaign of a fleet. Machines that go stay on the list and are closed from a day on."""

    kinds: tuple[Kind, ...]
    goes_from: date
    """The first day on which a machine that is taken away works no more: none that was promised within the freeze."""
    taken: frozenset[MachineName]
    """Names that machines of the workbook have."""
    free: frozenset[MachineName]
    """Machines that may be based elsewhere: none that stays, and none that has been somewhere and left its base."""

    @classmethod
    def of(cls, here: Standpoint, kinds: tuple[Kind, ...]) -> "Variations":
        """Of a campaign that stands there."""
        frozen = here.situation.frozen_until
        goes_from = here.first_day if frozen is None else max(here.first_day, frozen + timedelta(days=1))
        moved = {row.machine for row in here.situation.history}
        free = frozenset(one.name for kind in kinds for one in kind.machines if one.name not in moved)
        return cls(kinds, goes_from, frozenset(here.campaign.machines_by_name), free)

    def campaign(self, campaign: Campaign, fleet: Fleet) -> Campaign:
        """The campaign with this fleet; machines that come are the last, and their first leg is free."""
        names = self._names(fleet)
        new = [self._named(number, name) for number, name in zip(fleet.more, names, strict=True)]
        shut = [self._closure(campaign, machine) for machine in sorted(fleet.away)]
        return campaign.model_copy(
            update={
                "machines": (*campaign.machines, *new),
                "closures": (*campaign.closures, *shut, *self._closures_of(campaign, fleet, names)),
                "rate_overrides": (*campaign.rate_overrides, *self._rates_of(campaign, fleet, names)),
            }
        )

    def _names(self, fleet: Fleet) -> list[MachineName]:
        """What machines that come are called: after one of their kind, so that no two parts use one name."""
        names: list[MachineName] = []
        for number in fleet.more:
            kind = self.kinds[number]
            stem = kind.machines[0].name if kind.machines else NEW_STEM
            free = (MachineName(f"{stem}+{rank}") for rank in count(1))
            names.append(next(name for name in free if name not in self.taken and name not in names))
        return names

    def _named(self, number: int, name: MachineName) -> Machine:
        new = self.kinds[number].new
        if new is None:
            raise ValueError
        return new.model_copy(update={"name": name})

    def _closure(self, campaign: Campaign, machine: MachineName) -> Closure:
        calendar = campaign.calendar
        return Closure(
            first_day=self.goes_from, last_day=calendar.last_day, shifts=calendar.shift_labels, machine=machine
        )

    def _closures_of(self, campaign: Campaign, fleet: Fleet, names: Sequence[MachineName]) -> Iterator[Closure]:
        """What closes the others of its kind closes a machine that comes."""
        for number, name in zip(fleet.more, names, strict=True):
            like = self.kinds[number].like.name
            for closure in campaign.closures:
                if closure.machine == like:
                    yield closure.model_copy(update={"machine": name})

    def _rates_of(self, campaign: Campaign, fleet: Fleet, names: Sequence[MachineName]) -> Iterator[RateOverride]:
        for number, name in zip(fleet.more, names, strict=True):
            like = self.kinds[number].like.name
            for rate in campaign.rate_overrides:
                if rate.machine == like:
                    yield rate.model_copy(update={"machine": name})
