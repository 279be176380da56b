"""Which machines a fleet may do without, and of which it may have more.

Machines that are alike in all but their name and their base are of one kind: who is served and when it ends depends on
how many there are of each kind, and only the kilometres on their bases.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

from planner.domain.campaign import Campaign, Machine, PostingKind
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import Situation
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.questions.scenarios import with_more_machines


@dataclass(frozen=True, slots=True)
class Kind:
    """Machines that are alike but for name and base."""

    machines: tuple[Machine, ...]
    """Those of the workbook, in its order; none for a kind of which there are only new ones."""
    new: Machine | None
    """What a further one is like, without a base; None where there may be no more than there are."""

    @property
    def like(self) -> Machine:
        """One of them, of the workbook where there is one."""
        found = self.machines[0] if self.machines else self.new
        if found is None:
            raise ValueError
        return found

    @property
    def serves(self) -> frozenset[UnitCode]:
        """The units that they go to, under any posting."""
        return frozenset(code for posting in self.like.postings for code in posting.serves)


@dataclass(frozen=True, slots=True)
class Machines:
    """The machines of a campaign: those that stay, and the kinds of those that a fleet may vary."""

    staying: tuple[Machine, ...]
    kinds: tuple[Kind, ...]


def machines_of(here: Standpoint) -> Machines:
    """The campaign's machines, seen from where it stands.

    A machine stays that has only fixed places, moves in a group, or has a pin on days still to come. More there may be
    of those that are mobile throughout; where there are none such, of what `whatif` adds.
    """
    campaign = here.campaign
    pinned = {pin.machine for pin in campaign.pins if pin.last_day >= here.first_day}
    staying = tuple(machine for machine in campaign.machines if _stays(machine, pinned))
    begun = _begun(here.situation)
    alike: dict[Hashable, list[Machine]] = {}
    for machine in campaign.machines:
        if machine not in staying:
            alike.setdefault(_traits(campaign, machine, begun), []).append(machine)
    kinds = [Kind(tuple(found), _further(found[0])) for found in alike.values()]
    if all(kind.new is None for kind in kinds):
        kinds.append(Kind((), with_more_machines(campaign, 1).machines[-1]))
    return Machines(staying, tuple(kinds))


def _stays(machine: Machine, pinned: Iterable[MachineName]) -> bool:
    is_fixed = all(posting.kind is PostingKind.FIXED for posting in machine.postings)
    return is_fixed or bool(machine.group) or machine.name in pinned


def _begun(situation: Situation) -> frozenset[MachineName]:
    """Machines that have been somewhere, or are promised for a day that is frozen."""
    frozen = situation.frozen_until
    promised = {row.machine for row in situation.announced if frozen is not None and row.date <= frozen}
    return frozenset(promised.union(row.machine for row in situation.history))


def _traits(campaign: Campaign, machine: Machine, begun: Collection[MachineName]) -> Hashable:
    """All that machines of one kind share; one that has begun stands somewhere, and is a kind of its own."""
    return (
        tuple(posting.model_copy(update={"base": None, "note": ""}) for posting in machine.postings),
        closures_of(campaign, machine.name),
        rates_of(campaign, machine.name),
        machine.name if machine.name in begun else None,
    )


def closures_of(campaign: Campaign, machine: MachineName | None) -> tuple[Hashable, ...]:
    """What closes this machine alone, without its name, in the order of the workbook."""
    return tuple(
        closure.model_copy(update={"machine": None, "reason": ""})
        for closure in campaign.closures
        if closure.machine == machine
    )


def rates_of(campaign: Campaign, machine: MachineName | None) -> tuple[Hashable, ...]:
    """The rates that name this machine, without its name."""
    return tuple(
        rate.model_copy(update={"machine": None}) for rate in campaign.rate_overrides if rate.machine == machine
    )


def _further(machine: Machine) -> Machine | None:
    if any(posting.kind is PostingKind.FIXED for posting in machine.postings):
        return None
    return without_base(machine)


def without_base(machine: Machine) -> Machine:
    """The same machine, whose first leg is free."""
    postings = tuple(posting.model_copy(update={"base": None}) for posting in machine.postings)
    return machine.model_copy(update={"postings": postings})


def base_of(machine: Machine) -> UnitCode | None:
    """The unit from which it sets out when it is first sent to units; None where that leg is free."""
    mobile = [posting for posting in machine.postings if posting.kind is PostingKind.MOBILE]
    return mobile[0].base if mobile else None
