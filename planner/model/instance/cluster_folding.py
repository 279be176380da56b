"""Clusters folded: each is one unit, called by its first unit's code, that needs what all its units need.

For every rule and goal but `demand` a cluster is one unit, and its units are filled in workbook order: so a plan of the
folded campaign says all there is to say of the campaign itself, and `unfolded` only has to say it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.campaign import Campaign, Machine, Posting, RateOverride, Unit
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.remaining import remaining_needs
from planner.domain.situation import Rate, Situation
from planner.domain.wish import Wish


@dataclass(frozen=True, slots=True)
class FoldedCase:
    """A campaign in which no unit is in a cluster, its situation and the wish, all told by stops."""

    campaign: Campaign
    situation: Situation
    wish: Wish | None


def folded(campaign: Campaign, situation: Situation, wish: Wish | None = None) -> FoldedCase:
    """The same case told by stops; the very same where there are no clusters."""
    if not campaign.clusters:
        return FoldedCase(campaign, situation, wish)
    stop_of = campaign.stop_of
    return FoldedCase(
        _campaign(campaign, situation),
        situation.model_copy(
            update={
                "history": _joined(campaign, situation.history),
                "elsewhere": _sums(campaign, situation.elsewhere.items()),
                "announced": _joined(campaign, situation.announced),
                "previous": _joined(campaign, situation.previous),
                "rates": _lowest(campaign, situation.rates),
            }
        ),
        None if wish is None else wish.model_copy(update={"unit": stop_of(wish.unit)}),
    )


def _campaign(campaign: Campaign, situation: Situation) -> Campaign:
    stop_of = campaign.stop_of
    needs = _needs(campaign, situation)
    is_stop = {unit.code for unit in campaign.units if stop_of(unit.code) == unit.code}
    return campaign.model_copy(
        update={
            "units": tuple(_stop(unit, needs[unit.code]) for unit in campaign.units if unit.code in is_stop),
            "machines": tuple(_machine(campaign, machine) for machine in campaign.machines),
            "closures": tuple(
                closure if closure.unit is None else closure.model_copy(update={"unit": stop_of(closure.unit)})
                for closure in campaign.closures
            ),
            "roads": tuple(road for road in campaign.roads if {road.origin, road.destination} <= is_stop),
            "pins": tuple(dict.fromkeys(pin.model_copy(update={"unit": stop_of(pin.unit)}) for pin in campaign.pins)),
            "rate_overrides": tuple(
                RateOverride(unit=unit, machine=machine, shift=shift, dossiers=dossiers)
                for (unit, machine, shift), dossiers in campaign.rates_by_condition.items()
            ),
            "successions": tuple(
                one.model_copy(update={"unit": stop_of(one.unit), "successor": stop_of(one.successor)})
                for one in campaign.successions
            ),
            "hamlet_duties": (),
            "own_hours": (),
            "clusters": (),
        }
    )


def _needs(campaign: Campaign, situation: Situation) -> dict[UnitCode, int]:
    """For each stop what its units still need and what was collected there before planning begins.

    What one unit got beyond its need is of no use to another, so it counts as needed.
    """
    return _sums(campaign, [*remaining_needs(campaign, situation).items(), *situation.collected])


def _sums(campaign: Campaign, by_unit: Iterable[tuple[UnitCode, int]]) -> dict[UnitCode, int]:
    sums: defaultdict[UnitCode, int] = defaultdict(int)
    for code, dossiers in by_unit:
        sums[campaign.stop_of(code)] += dossiers
    return dict(sums)


def _stop(unit: Unit, need: int) -> Unit:
    return unit if unit.need == need else unit.model_copy(update={"need": need})


def _machine(campaign: Campaign, machine: Machine) -> Machine:
    return machine.model_copy(update={"postings": tuple(_posting(campaign, one) for one in machine.postings)})


def _posting(campaign: Campaign, posting: Posting) -> Posting:
    base = None if posting.base is None else campaign.stop_of(posting.base)
    serves = tuple(sorted({campaign.stop_of(code) for code in posting.serves}))
    return posting.model_copy(update={"serves": serves, "base": base})


def _joined(campaign: Campaign, rows: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """One row for all units of a stop that a machine serves in a slot; in the order of the first of them."""
    joined: dict[tuple[object, ...], Assignment] = {}
    for row in rows:
        stop = campaign.stop_of(row.unit)
        key = row.machine, stop, row.date, row.shift, row.done
        known = joined.get(key)
        dossiers = row.dossiers if known is None else known.dossiers + row.dossiers
        joined[key] = row.model_copy(update={"unit": stop, "dossiers": dossiers})
    return tuple(joined.values())


def _lowest(campaign: Campaign, rates: Sequence[Rate]) -> tuple[Rate, ...]:
    lowest: dict[tuple[UnitCode, MachineName, ShiftLabel], Rate] = {}
    for rate in rates:
        here = rate.model_copy(update={"unit": campaign.stop_of(rate.unit)})
        known = lowest.get((here.unit, here.machine, here.shift))
        if known is None or here.dossiers < known.dossiers:
            lowest[here.unit, here.machine, here.shift] = here
    return tuple(lowest.values())


def unfolded(campaign: Campaign, needed: Mapping[UnitCode, int], rows: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """The rows of a plan by stops, sorted by slot and machine, as rows by units: each filled in workbook order.

    `needed` says what each unit of the campaign still needs before the first of these rows. A stand that collects
    nothing is one row of the stop's first unit.
    """
    if not campaign.clusters:
        return tuple(rows)
    left = dict(needed)
    told: list[Assignment] = []
    for row in rows:
        parts = list(_parts(campaign, left, row)) or [row]
        for part in parts:
            left[part.unit] -= part.dossiers
        told += parts
    return tuple(told)


def _parts(campaign: Campaign, left: Mapping[UnitCode, int], row: Assignment) -> Iterable[Assignment]:
    room = row.dossiers
    for code in campaign.units_at(row.unit):
        dossiers = min(room, left[code])
        room -= dossiers
        if dossiers > 0:
            yield row.model_copy(update={"unit": code, "dossiers": dossiers})
