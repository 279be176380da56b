"""*2-3* without a month: the days 2 to 3, or the 2nd of March. Read where only one can be; never a guess."""

from collections.abc import Sequence

from planner.intake.appendix.days import can_be
from planner.intake.appendix.month import Month
from planner.intake.appendix.ranges import ToldDay
from planner.intake.appendix.spoken import BoundStretch, Item, Point, PointKind, Sign, SignKind, Span, Stretch
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import shown
from planner.intake.tables.values import Unfit
from planner.texts import texts_of

_ = texts_of("intake")


def are_dates(items: Sequence[Item], heading: Month | None, campaign: Period) -> bool:
    """Whether the line's pairs of figures with a hyphen are days and their months, not ranges of days.

    Of use only for lines in a cell that names no month; `heading` is the month of the heading above it. Raises Unfit
    where they can be both.
    """
    pairs = [stretch for stretch in items if isinstance(stretch, Stretch) and is_bare_pair(stretch)]
    if not pairs or names_a_month(items) or _lists_days(items):
        return False
    dates = [date_of_pair(pair) for pair in pairs]
    can_be_dates = all(
        day.month is not None
        and can_be(day.number, day.month, campaign)
        and (heading is None or heading.number == day.month)
        for day in dates
    )
    can_be_ranges = all(day.month is not None and day.number < day.month for day in dates)
    if can_be_dates and can_be_ranges:
        text, day = _text(pairs[0]), dates[0]
        raise Unfit(
            _("{value} can mean the days {first} to {last}, or day {first} of month {last}").format(
                value=shown(text), first=day.number, last=day.month
            ),
            _("Write {first}/{last} for the one day, or từ {first} đến {last} with the month for the days").format(
                first=day.number, last=day.month
            ),
        )
    return can_be_dates


def is_bare_pair(stretch: Stretch) -> bool:
    """Whether it is two figures with a hyphen and nothing else."""
    return (
        stretch.dash == "-"
        and isinstance(stretch.last, Point)
        and {stretch.first.kind, stretch.last.kind} == {PointKind.DAY}
        and not any((stretch.first.name_before, stretch.first.name_behind, stretch.last.name_before))
    )


def date_of_pair(pair: Stretch) -> ToldDay:
    """The day and its month that a pair of figures may be."""
    assert isinstance(pair.last, Point)  # noqa: S101 - a bare pair has two ends
    return ToldDay(int(pair.first.text), int(pair.last.text))


def names_a_month(items: Sequence[Item]) -> bool:
    """Whether a line names the month of any of its days."""
    for item in items:
        if isinstance(item, Sign) and item.kind is SignKind.MONTH:
            return True
        stretch = item.days if isinstance(item, BoundStretch) else item
        if isinstance(stretch, Stretch | Span) and any(
            isinstance(point, Point) and point.kind in (PointKind.DATE, PointKind.DAY_MONTH)
            for point in (stretch.first, stretch.last)
        ):
            return True
    return False


def _lists_days(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Stretch) and item.last is None and item.first.kind is PointKind.DAY for item in items)


def _text(pair: Stretch) -> str:
    last = pair.last.text if isinstance(pair.last, Point) else ""
    return f"{pair.first.text}-{last}"
