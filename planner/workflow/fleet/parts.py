"""A campaign in parts that share neither machine nor unit: who is served in one of them does not touch the others."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from planner.domain.campaign import Campaign, Closure, RateOverride
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import Situation
from planner.workflow.fleet.kinds import Machines
from planner.workflow.planning.standpoint import Standpoint

Member = tuple[str, str | int]
"""A unit, a machine or a kind of machines, with its name or number."""


@dataclass(frozen=True, slots=True)
class Part:
    """Units, and all machines that may serve them."""

    units: frozenset[UnitCode]
    machines: frozenset[MachineName]
    """Of the workbook."""
    kinds: tuple[int, ...]
    """The kinds of those that may be varied, by number."""
    staying: frozenset[MachineName]


def parts_of(here: Standpoint, machines: Machines) -> tuple[Part, ...]:
    """The parts of the campaign, in the order of the workbook's units; one machine that may go anywhere joins all."""
    joined = _Joined()
    campaign = here.campaign
    for unit in campaign.units:
        joined.join(("unit", unit.code), ("unit", campaign.stop_of(unit.code)))
    for one in campaign.successions:
        joined.join(("unit", one.unit), ("unit", one.successor))
    for machine in campaign.machines:
        for posting in machine.postings:
            for code in posting.serves:
                joined.join(("unit", code), ("machine", machine.name))
    for number, kind in enumerate(machines.kinds):
        for code in kind.serves:
            joined.join(("unit", code), ("kind", number))
        for machine in kind.machines:
            joined.join(("kind", number), ("machine", machine.name))
    for row in here.situation.history:
        joined.join(("unit", row.unit), ("machine", row.machine))
    staying = frozenset(machine.name for machine in machines.staying)
    return tuple(_part(members, staying) for members in joined.groups())


def _part(members: Collection[Member], staying: frozenset[MachineName]) -> Part:
    names = frozenset(MachineName(str(name)) for what, name in members if what == "machine")
    return Part(
        units=frozenset(UnitCode(str(name)) for what, name in members if what == "unit"),
        machines=names,
        kinds=tuple(sorted(int(number) for what, number in members if what == "kind")),
        staying=names & staying,
    )


class _Joined:
    """What belongs together, since something joins it, however far apart."""

    def __init__(self) -> None:
        self._above: dict[Member, Member] = {}

    def join(self, one: Member, other: Member) -> None:
        self._above[self._top(other)] = self._top(one)

    def groups(self) -> list[list[Member]]:
        found: defaultdict[Member, list[Member]] = defaultdict(list)
        for member in list(self._above):
            found[self._top(member)].append(member)
        return list(found.values())

    def _top(self, member: Member) -> Member:
        above = self._above.setdefault(member, member)
        while above != member:
            self._above[member] = self._above[above]
            member, above = above, self._above[above]
        return member


def campaign_of(part: Part, campaign: Campaign) -> Campaign:
    """The campaign of these units and machines alone. Milestones are the whole campaign's, and left out."""
    return campaign.model_copy(
        update={
            "units": tuple(unit for unit in campaign.units if unit.code in part.units),
            "machines": tuple(machine for machine in campaign.machines if machine.name in part.machines),
            "closures": tuple(closure for closure in campaign.closures if _is_about(part, closure)),
            "roads": tuple(road for road in campaign.roads if {road.origin, road.destination} <= part.units),
            "pins": tuple(pin for pin in campaign.pins if pin.machine in part.machines),
            "rate_overrides": tuple(rate for rate in campaign.rate_overrides if _is_about(part, rate)),
            "clusters": tuple(cluster for cluster in campaign.clusters if cluster.stop in part.units),
            "successions": tuple(one for one in campaign.successions if one.unit in part.units),
            "phases": (),
            "hamlet_duties": (),
            "own_hours": (),
        }
    )


def _is_about(part: Part, row: Closure | RateOverride) -> bool:
    """Whether it tells of the part, or of all."""
    return (row.machine is None or row.machine in part.machines) and (row.unit is None or row.unit in part.units)


def situation_of(part: Part, situation: Situation) -> Situation:
    """What a plan of this part has to start from."""
    return situation.model_copy(
        update={
            "history": tuple(row for row in situation.history if row.machine in part.machines),
            "elsewhere": {code: number for code, number in situation.elsewhere.items() if code in part.units},
            "announced": tuple(row for row in situation.announced if row.machine in part.machines),
            "previous": tuple(row for row in situation.previous if row.machine in part.machines),
            "rates": tuple(rate for rate in situation.rates if rate.machine in part.machines),
        }
    )
