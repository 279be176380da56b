"""What each stop needs where planning begins, and who passes something on to it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class StopNeed:
    """The units of a stop in workbook order, each with its need."""

    stop: UnitCode
    units: tuple[UnitCode, ...]
    nets: tuple[tuple[int, tuple[UnitCode, ...]], ...]
    """For each unit what it needs less what was collected there, and the old units that pass on to it what they have
    left."""
    passing: frozenset[UnitCode]
    """Those of its units that are merged into others, which need what these have left."""
    most: int
    """More than this it never needs."""


def needs_of(campaign: Campaign, situation: Situation) -> tuple[StopNeed, ...]:
    """The needs of all stops of a campaign as the workbook tells it, old ones before those that follow them."""
    nets = {unit.code: unit.need for unit in campaign.units}
    for code, dossiers in situation.collected:
        if code in nets:
            nets[code] -= dossiers
    olds: defaultdict[UnitCode, list[UnitCode]] = defaultdict(list)
    for one in campaign.successions:
        olds[one.successor].append(one.unit)
    passing = frozenset(one.unit for one in campaign.successions)
    most = _most_of_units(campaign, nets, olds)
    stops = dict.fromkeys(campaign.stop_of(unit.code) for unit in campaign.units)
    needs = [
        StopNeed(
            stop,
            campaign.units_at(stop),
            tuple((nets[code], tuple(olds[code])) for code in campaign.units_at(stop)),
            passing.intersection(campaign.units_at(stop)),
            sum(most[code] for code in campaign.units_at(stop)),
        )
        for stop in stops
    ]
    return tuple(_in_order(campaign, needs))


def _most_of_units(
    campaign: Campaign, nets: Mapping[UnitCode, int], olds: Mapping[UnitCode, list[UnitCode]]
) -> dict[UnitCode, int]:
    most = {code: max(0, net) for code, net in nets.items()}
    for one in campaign.successions:
        most[one.successor] = max(0, nets[one.successor]) + sum(most[old] for old in olds.get(one.successor, ()))
    return most


def _in_order(campaign: Campaign, needs: list[StopNeed]) -> list[StopNeed]:
    """By the day on which the stop passes on what it has left; those that do not come last."""
    days = {campaign.stop_of(one.unit): one.day.toordinal() for one in campaign.successions}
    never = campaign.calendar.last_day.toordinal() + 1
    return sorted(needs, key=lambda need: days.get(need.stop, never))
