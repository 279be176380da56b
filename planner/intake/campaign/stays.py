"""Column *Số ngày tối thiểu*: whether a unit is open for as long as a visit has to last there."""

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.intake.campaign.frame import Period
from planner.intake.campaign.units import UnitSheet
from planner.intake.layout.units import UnitColumn
from planner.texts import plurals_of, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")


def note_long_stays(units: UnitSheet) -> None:
    """Name units whose whole window is shorter than a visit has to be."""
    for unit in units.units:
        period = Period(unit.first_day, unit.last_day)
        if unit.min_days > 1 and not period.is_empty and unit.min_days > period.num_days:
            units.rows[unit.code].error(
                UnitColumn.MIN_DAYS,
                ngettext(
                    "{asked} days, but from Từ ngày to Đến ngày the unit has only {count} day",
                    "{asked} days, but from Từ ngày to Đến ngày the unit has only {count} days",
                    period.num_days,
                ).format(asked=unit.min_days, count=period.num_days),
                _("Enter at most {most}, or let the window be longer").format(most=period.num_days),
            )


def note_stays_closed(campaign: Campaign, units: UnitSheet) -> None:
    """Warn of units that need dossiers and are open on fewer days than a visit has to last."""
    openness = Openness.of(campaign)
    for unit in units.units:
        if unit.min_days == 1 or not unit.need:
            continue
        num_open = len({openness.day(ordinal) for ordinal in openness.of_unit(unit)})
        if num_open < unit.min_days:
            units.rows[unit.code].warn(
                UnitColumn.MIN_DAYS,
                ngettext(
                    "{asked} days, but only {count} day is open, so nobody can come",
                    "{asked} days, but only {count} days are open, so nobody can come",
                    num_open,
                ).format(asked=unit.min_days, count=num_open),
                _("Enter at most {most}, or open more days").format(most=max(1, num_open)),
            )
