"""Re-plans that a test can write down: what was collected, what stays ahead, and what was said of it before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.record import ShiftLabel, UnitCode
from planner.domain.results import Result
from tests.campaigns import Placement, in_order
from tests.placements import brings


def replan(
    campaign: Campaign,
    done: Sequence[Assignment],
    ahead: Iterable[Placement],
    *,
    as_of: date,
    as_of_shift: ShiftLabel | None = None,
    elsewhere: Mapping[UnitCode, int] | None = None,
    announced_until: date | None = None,
    frozen_until: date | None = None,
    rates: dict[str, float] | None = None,
) -> Plan:
    """A re-plan whose placements ahead are filled by the rule, and that says truly what it leaves; without goals."""
    away = dict(elsewhere or {})
    left = {unit.code: max(0, unit.need - away.get(unit.code, 0)) for unit in campaign.units}
    for row in done:
        left[row.unit] = max(0, left[row.unit] - row.dossiers)
    planned = []
    for item in in_order(campaign, ahead):
        full = min(brings(campaign, item), int((rates or {}).get(label_of(item), 10**6)))
        dossiers = min(full, left[item.unit])
        left[item.unit] -= dossiers
        planned.append(
            Assignment(machine=item.machine, unit=item.unit, date=item.day, shift=item.shift, dossiers=dossiers)
        )
    return Plan(
        campaign=campaign.name,
        version=2,
        assignments=(*done, *planned),
        unserved=tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items() if dossiers),
        as_of=as_of,
        as_of_shift=as_of_shift,
        announced_version=1,
        announced_until=announced_until,
        frozen_until=frozen_until,
        elsewhere=away,
        rates=rates,
    )


def label_of(placement: Placement) -> str:
    """The name under which a plan file tells the rate of such a slot."""
    return f"{placement.unit} | {placement.machine} | {placement.shift}"


def collected(placement: Placement, dossiers: int) -> Assignment:
    """What a machine collected in a slot, as a row of the plan."""
    return Assignment(
        machine=placement.machine,
        unit=placement.unit,
        date=placement.day,
        shift=placement.shift,
        dossiers=dossiers,
        done=True,
    )


def reported(placement: Placement, dossiers: int) -> Result:
    """The same as a result."""
    return Result(
        machine=placement.machine,
        unit=placement.unit,
        day=placement.day,
        shift=placement.shift,
        collected=dossiers,
    )


def reported_elsewhere(unit: str, day: date, dossiers: int) -> Result:
    """What a unit's day brought without a machine."""
    return Result(machine=None, unit=UnitCode(unit), day=day, shift=None, collected=dossiers)
