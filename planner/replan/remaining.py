"""What units still need after what was collected."""

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import UnitCode


def remaining_needs(campaign: Campaign, plan: Plan) -> dict[UnitCode, int]:
    """Dossiers that each unit still needs where this plan begins: need less done rows less what came elsewhere."""
    collected = dict(plan.elsewhere)
    for row in plan.assignments:
        if row.done:
            collected[row.unit] = collected.get(row.unit, 0) + row.dossiers
    return {unit.code: max(0, unit.need - collected.get(unit.code, 0)) for unit in campaign.units}
