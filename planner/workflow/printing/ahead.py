"""What citizens are told lies ahead of today: which days a notice leaves out, and what is said of those left out."""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.difference import ChangeKind, Difference, UnitChange
from planner.domain.record import UnitCode
from planner.prints.forms.amendment.notices import notices
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


def first_day_told(campaign: Campaign, today: date) -> date | None:
    """The day before which notices tell nothing; None where the whole campaign is over, for then they tell it all.

    Whoever prints a campaign that is over wants to see what was sent out, not an empty folder.
    """
    return today if today <= campaign.calendar.last_day else None


def about_past_campaign(campaign: Campaign, today: date) -> tuple[str, ...]:
    """That notices tell days that are over, where the whole campaign is; nothing else."""
    if first_day_told(campaign, today) is not None:
        return ()
    return (
        _(
            "the campaign ended on {day}, so the notices tell days that are over. To have only what lay ahead of a "
            "day, name it with --today"
        ).format(day=spoken_day(campaign.calendar.last_day)),
    )


def changes_over(difference: Difference, told: Iterable[UnitCode]) -> tuple[UnitChange, ...]:
    """Of the units whose schedule changes those that no notice tells of it, for all that changes is over."""
    told = frozenset(told)
    return tuple(
        change for change in difference.units if change.kind is not ChangeKind.KEPT and change.unit not in told
    )


def over_told(changes: Sequence[UnitChange]) -> str:
    """That these units get no notice, for the days that change for them are over."""
    return ngettext(
        "No notice for {count} unit, because all that changes for it is over: {names}",
        "No notice for {count} units, because all that changes for them is over: {names}",
        len(changes),
    ).format(count=spoken_number(len(changes)), names=", ".join(f"{change.name} ({change.unit})" for change in changes))


def about_changes_over(campaign: Campaign, difference: Difference, told_from: date | None) -> tuple[str, ...]:
    """The same of a difference, where there are such units; nothing else."""
    over = changes_over(difference, (notice.unit for notice in notices(campaign, difference, told_from)))
    return (over_told(over),) if over else ()
