"""Pinned days on which a machine stands at a unit that has nothing left: as was wished, but to be looked at."""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.record import UnitCode
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number

ngettext = plurals_of("workflow")

MOST_NAMED = 6


def about_empty_pins(campaign: Campaign, plan: Plan) -> tuple[str, ...]:
    """A sentence for each unit with such days ahead; nothing where there are none."""
    ahead = [row for row in plan.assignments if not row.done]
    brings = {(row.machine, campaign.stop_of(row.unit), row.date) for row in ahead if row.dossiers}
    found: dict[UnitCode, dict[date, None]] = {}
    for row in ahead:
        if (row.machine, campaign.stop_of(row.unit), row.date) not in brings and _is_pinned(campaign, row):
            found.setdefault(row.unit, {})[row.date] = None
    return tuple(_told(campaign, unit, sorted(days)) for unit, days in found.items())


def _is_pinned(campaign: Campaign, row: Assignment) -> bool:
    return any(
        (pin.machine, campaign.stop_of(pin.unit)) == (row.machine, campaign.stop_of(row.unit))
        and pin.first_day <= row.date <= pin.last_day
        and (not pin.shifts or row.shift in pin.shifts)
        for pin in campaign.pins
        if not pin.is_frozen
    )


def _told(campaign: Campaign, unit: UnitCode, days: list[date]) -> str:
    return ngettext(
        "Ghim: on {count} pinned day nothing is left to collect at {unit}: {days}. Delete the rows of days on which "
        "nobody has to be there",
        "Ghim: on {count} pinned days nothing is left to collect at {unit}: {days}. Delete the rows of days on which "
        "nobody has to be there",
        len(days),
    ).format(
        count=spoken_number(len(days)),
        unit=campaign.units_by_code[unit].name,
        days=listed(map(spoken_day, days), MOST_NAMED, Noun.DAY),
    )
