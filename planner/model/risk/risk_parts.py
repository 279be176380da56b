"""A case cut into parts that no machine joins: each is lived through by itself, in the same world.

That is exact but for phases, whose targets the fast rule then leaves out of sight: they are one number for all parts.
"""

from collections.abc import Iterable, Sequence

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from planner.domain.uncertainty import Draw, RiskCase


def parts_of(case: RiskCase) -> tuple[RiskCase, ...]:
    """The parts in workbook order; the case itself where there is but one. Units that no machine serves are one more
    part, of no machine."""
    groups = _joined(case.campaign)
    if len(groups) <= 1:
        return (case,)
    return tuple(_part(case, machines, units) for machines, units in groups)


def together(number: int, draws: Sequence[Draw]) -> Draw:
    """What has come of all parts as one draw."""
    return Draw(
        number=number,
        finish=max(draw.finish for draw in draws),
        left=sum(draw.left for draw in draws),
        moved=sum(draw.moved for draw in draws),
        replans=sum(draw.replans for draw in draws),
        stuck=sum(draw.stuck for draw in draws),
        late={code: days for draw in draws for code, days in draw.late.items()},
        short=tuple(sorted(code for draw in draws for code in draw.short)),
    )


_Group = tuple[frozenset[MachineName], frozenset[UnitCode]]


def _joined(campaign: Campaign) -> list[_Group]:
    """Machines with the units that they serve; whatever shares a unit, a cluster, a merger or a group is one."""
    groups: list[tuple[set[MachineName], set[UnitCode]]] = []
    for machines, units in _ties(campaign):
        joined, apart = (machines, units), []
        for group in groups:
            if group[0] & machines or group[1] & units:
                joined[0].update(group[0])
                joined[1].update(group[1])
            else:
                apart.append(group)
        groups = [*apart, joined]
    return [(frozenset(machines), frozenset(units)) for machines, units in groups]


def _ties(campaign: Campaign) -> Iterable[tuple[set[MachineName], set[UnitCode]]]:
    """What belongs together for one reason each."""
    for unit in campaign.units:
        yield set(), set(campaign.units_at(campaign.stop_of(unit.code)))
    for succession in campaign.successions:
        yield set(), {succession.unit, succession.successor}
    for machine in campaign.machines:
        group = {other.name for other in campaign.groups[machine.name]}
        yield group, {code for posting in machine.postings for code in posting.serves}


def _part(case: RiskCase, machines: frozenset[MachineName], units: frozenset[UnitCode]) -> RiskCase:
    situation = case.situation
    return case.model_copy(
        update={
            "campaign": _campaign(case.campaign, machines, units),
            "situation": situation.model_copy(
                update={
                    "history": tuple(row for row in situation.history if row.unit in units),
                    "elsewhere": {code: number for code, number in situation.elsewhere.items() if code in units},
                    "previous": tuple(row for row in situation.previous if row.unit in units),
                }
            ),
            "leaves": {code: dossiers for code, dossiers in case.leaves.items() if code in units},
        }
    )


def _campaign(campaign: Campaign, machines: frozenset[MachineName], units: frozenset[UnitCode]) -> Campaign:
    """The campaign with these machines and units; where they set out from stays too, and needs nothing."""
    mine = tuple(machine for machine in campaign.machines if machine.name in machines)
    bases = {posting.base for machine in mine for posting in machine.postings} - {None}
    known = units | bases
    return campaign.model_copy(
        update={
            "units": tuple(
                unit if unit.code in units else unit.model_copy(update={"need": 0})
                for unit in campaign.units
                if unit.code in known
            ),
            "machines": mine,
            "closures": tuple(
                one
                for one in campaign.closures
                if (one.machine is None or one.machine in machines) and (one.unit is None or one.unit in units)
            ),
            "roads": tuple(road for road in campaign.roads if road.origin in known and road.destination in known),
            "phases": (),
            "pins": tuple(pin for pin in campaign.pins if pin.machine in machines and pin.unit in units),
            "rate_overrides": tuple(
                row
                for row in campaign.rate_overrides
                if (row.machine is None or row.machine in machines) and (row.unit is None or row.unit in units)
            ),
            "hamlet_duties": (),
            "clusters": tuple(one for one in campaign.clusters if one.stop in units),
            "successions": tuple(one for one in campaign.successions if one.unit in units),
            "own_hours": (),
        }
    )
