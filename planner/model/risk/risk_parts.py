"""A case cut into parts that no machine joins: each is lived through by itself, in the same world.

That is exact but for phases, whose targets the fast rule then leaves out of sight: they are one number for all parts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from planner.domain.uncertainty import Draw, RiskCase
from planner.model.risk.lived_draw import LivedPart


def parts_of(case: RiskCase) -> tuple[RiskCase, ...]:
    """The parts in workbook order; the case itself where there is but one. Units that no machine serves are one more
    part, of no machine."""
    groups = _joined(case.campaign)
    if len(groups) <= 1:
        return (case,)
    return tuple(_part(case, machines, units) for machines, units in groups)


def together(case: RiskCase, number: int, parts: Sequence[LivedPart]) -> Draw:
    """What has come of all parts of a case as the draw of this number."""
    left = Counter[UnitCode]()
    for part in parts:
        left.update(part.left)
    nearly = _nearly(case, parts, sum(left.values()))
    return Draw(
        number=number,
        finish=max(part.finish for part in parts),
        left=sum(left.values()),
        moved=sum(part.moved for part in parts),
        replans=sum(part.replans for part in parts),
        stuck=sum(part.stuck for part in parts),
        late={code: days for part in parts for code, days in part.late.items()},
        short=tuple(code for code, dossiers in sorted(left.items()) if dossiers > case.leaves.get(code, 0)),
        nearly=nearly,
        last=_last(case, parts, left, nearly),
    )


def _nearly(case: RiskCase, parts: Sequence[LivedPart], left: int) -> int | None:
    """The slot in which no more than the last dossiers were needed; None where so few never were."""
    most, calendar = case.planned_left + case.spared, case.campaign.calendar
    if left > most:
        return None
    come = Counter[int]()
    for row in chain.from_iterable(part.collected for part in parts):
        come[calendar.ordinal(row.date, row.shift)] += row.dossiers
    needed = left
    for ordinal in sorted(come, reverse=True):
        needed += come[ordinal]
        if needed > most:
            return ordinal
    return 0


def _last(
    case: RiskCase, parts: Sequence[LivedPart], left: Mapping[UnitCode, int], nearly: int | None
) -> dict[UnitCode, int]:
    """What each unit needed after that slot and the plan does not leave; sorted by code."""
    needed, calendar = Counter(left), case.campaign.calendar
    if nearly is not None:
        for row in chain.from_iterable(part.collected for part in parts):
            if calendar.ordinal(row.date, row.shift) > nearly:
                needed[row.unit] += row.dossiers
    last = {code: dossiers - case.leaves.get(code, 0) for code, dossiers in sorted(needed.items())}
    return {code: dossiers for code, dossiers in last.items() if dossiers > 0}


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
