"""One line of a cell of days: its items → stretches of days and of hours, in their order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import days_between
from planner.intake.appendix.days.clauses import Gap
from planner.intake.appendix.days.listed_days import (
    are_dates,
    date_of_pair,
    dates_of,
    days_of_month,
    is_bare_pair,
    month_of,
    names_a_month,
    told_days,
)
from planner.intake.appendix.days.months import Month, ToldRange, in_months
from planner.intake.appendix.days.selection import Base, SelectedPart
from planner.intake.appendix.days.spoken import (
    TELLING_DAYS,
    Bound,
    BoundStretch,
    HourToHour,
    Item,
    OpenEnd,
    Point,
    PointKind,
    Sign,
    SignKind,
    Stretch,
    Weekdays,
    WholeMonth,
)
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit
from planner.intake.values.weekdays import weekday_in
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_FIGURES = re.compile(r"[0-9]+")
_ENDS_A_MONTH = re.compile(r"(?:hết|cuối)$")
"""*đến hết tháng 4*; of *đến tháng 4* nobody knows which day is meant."""
_SAY_SOMETHING = TELLING_DAYS | {SignKind.MONTH}
_GAPS = {SignKind.COMMA: Gap.COMMA, SignKind.SEMICOLON: Gap.SEMICOLON}


@dataclass(eq=False)
class Days:
    """A stretch of a line that tells days, or says something of days."""

    parts: list[SelectedPart] = field(default_factory=list)
    month: Month | None = None
    """The month that holds for weekdays in it."""
    is_month_told: bool = False
    """Whether the line itself names that month."""


class SpanOfDays(NamedTuple):
    """From a part of the first day to a part of the last; one day is both."""

    first: Bound
    days: tuple[date, ...]
    last: Bound
    dash: str


LineItem = Days | Bound | SpanOfDays


class LineParts(NamedTuple):
    """A line's stretches, how many days it says that there are, and what was left out of it."""

    items: tuple[LineItem, ...]
    gaps: tuple[Gap, ...]
    """What stands before each of them."""
    are_under: tuple[bool, ...]
    """Whether a colon stands before each of them."""
    counts: tuple[int, ...]
    reserve: tuple[date, ...]
    month: Month | None
    """In which the next line goes on."""
    names_month: bool


def parts_of_line(
    items: Sequence[Item], month: Month | None, campaign: Period, *, has_month_of_its_own: bool
) -> LineParts:
    """The line's stretches; `month` stands before it, in the cell itself if it has one of its own. Raises Unfit."""
    _refuse_bracketed_figure(items)
    told = _grouped(items)
    if not has_month_of_its_own and are_dates(told, month, campaign):
        told = [_as_date(item) if isinstance(item, Stretch) and is_bare_pair(item) else item for item in told]
    dated = _Dated(told, month, campaign)
    named = _named_month(told)
    line = _LineParting(dated, named or month, is_month_told=named is not None)
    for number, item in enumerate(told):
        line.take(number, item)
    return line.finished(names_month=names_a_month(told))


def _refuse_bracketed_figure(items: Sequence[Item]) -> None:
    """*14-16/5 (3)*: how many days there are, or one more day."""
    for place in range(1, len(items) - 2):
        before, opens, item, closes = items[place - 1 : place + 3]
        marks = [sign.kind for sign in (opens, closes) if isinstance(sign, Sign)]
        is_bare = isinstance(item, Stretch) and item.last is None and item.first.kind is PointKind.DAY
        if isinstance(before, Stretch) and marks == [SignKind.OPEN, SignKind.CLOSE] and is_bare:
            raise Unfit(
                _("a figure in brackets behind days can be a number of days, or a day"),
                _("Write a number of days as 3 ngày, and a day with its month"),
            )


def _grouped(items: Sequence[Item]) -> list[Item]:
    """Weekdays in a row as one: *thứ Ba, thứ Năm*; one before a day, too, if others stand before it."""
    grouped: list[Item] = []
    for item in items:
        before = _weekdays_at_end(grouped)
        if before is None or not (isinstance(item, Weekdays) or _has_name_before(item)):
            grouped.append(item)
            continue
        while not isinstance(grouped.pop(), Weekdays):
            continue
        if isinstance(item, Weekdays):
            bare = before.has_bare_figures or item.has_bare_figures
            grouped.append(Weekdays(f"{before.text}, {item.text}", before.days | item.days, bare))
        elif isinstance(item, Stretch):
            name = item.first.name_before
            days = before.days | {weekday_in(name)}
            grouped.append(Weekdays(f"{before.text}, {name}".rstrip(" ,:("), days, before.has_bare_figures))
            grouped.append(replace(item, first=replace(item.first, name_before="")))
    return grouped


def _weekdays_at_end(items: Sequence[Item]) -> Weekdays | None:
    """The weekdays with which the items end, but for commas behind them."""
    for item in reversed(items):
        if isinstance(item, Weekdays):
            return item
        if not isinstance(item, Sign) or item.kind is not SignKind.COMMA:
            return None
    return None


def _has_name_before(item: Item) -> bool:
    return isinstance(item, Stretch) and bool(item.first.name_before)


def _as_date(pair: Stretch) -> Stretch:
    day = date_of_pair(pair)
    return Stretch(Point(PointKind.DATE, f"{day.number}/{day.month}"))


def _named_month(items: Sequence[Item]) -> Month | None:
    """The month that a line names for its weekdays; none for a month of a day that is only excepted."""
    named: Month | None = None
    is_taken_out = False
    for item in items:
        if not isinstance(item, Sign):
            continue
        if item.kind in (SignKind.EXCEPT, SignKind.INCLUDE, SignKind.RESERVE):
            is_taken_out = True
        elif item.kind in (SignKind.SEMICOLON, SignKind.CLOSE):
            is_taken_out = False
        elif item.kind is SignKind.MONTH and not is_taken_out:
            named = month_of(item.text)
    return named


class _Dated:
    """The days of a line's items, each with the month that the line, or what stands before it, gives it."""

    def __init__(self, items: Sequence[Item], month: Month | None, campaign: Period) -> None:
        self._campaign = campaign
        told: list[ToldRange | Month] = []
        owners: list[int] = []
        for number, item in enumerate(items):
            for one in self._told(item):
                told.append(one)
                if isinstance(one, ToldRange):
                    owners.append(number)
        ranges, self.month = in_months(iter(told), month)
        self._ranges: dict[int, list[ToldRange]] = {}
        for number, each in zip(owners, ranges, strict=True):
            self._ranges.setdefault(number, []).append(each)

    def _told(self, item: Item) -> Iterator[ToldRange | Month]:
        if isinstance(item, Sign) and item.kind is SignKind.MONTH:
            yield month_of(item.text)
        elif isinstance(item, BoundStretch):
            yield from self._of_stretch(item.days)
        elif isinstance(item, Stretch):
            yield from self._of_stretch(item)
        elif isinstance(item, HourToHour):
            (first,), (last,) = (told_days(point, self._campaign) for point in (item.first, item.last or item.first))
            yield ToldRange(first, last)

    def _of_stretch(self, stretch: Stretch) -> Iterator[ToldRange]:
        first = told_days(stretch.first, self._campaign)
        if not isinstance(stretch.last, Point):
            yield from (ToldRange(day, day) for day in first)
            return
        last = told_days(stretch.last, self._campaign)
        if len(first) > 1 or len(last) > 1:
            raise Unfit(
                _("{first} to {last}: the ends are not to be told").format(
                    first=shown(stretch.first.text), last=shown(stretch.last.text)
                ),
                _("Write dates with slashes, as 14/4"),
            )
        yield ToldRange(first[0], last[0])

    def of_stretch(self, number: int, stretch: Stretch) -> tuple[date, ...]:
        """All days of the stretch that is, or is in, the item of this number."""
        days = [day for told in self._ranges[number] for day in dates_of(told, self._campaign)]
        if not isinstance(stretch.last, OpenEnd):
            return tuple(days)
        return tuple(days_between(days[0], self._end(days[0], stretch)))

    def _end(self, first: date, stretch: Stretch) -> date:
        if stretch.last is OpenEnd.OPEN or not (stretch.last is OpenEnd.CAMPAIGN or _ENDS_A_MONTH.search(stretch.dash)):
            raise Unfit(
                _("from {first}: the last day is not told").format(first=spoken_day(first)),
                _("Write it as 14/4-17/4; up to the campaign's last day: từ 14/4 đến hết đợt"),
            )
        if stretch.last is OpenEnd.CAMPAIGN:
            return max(first, self._campaign.last_day)
        month = month_of(stretch.last_month)
        day = date(month.year or first.year + (month.number < first.month), month.number, 1)
        return max(first, date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1))

    def of_month(self, month: WholeMonth) -> tuple[date, ...]:
        """The campaign's days of the whole month."""
        return days_of_month(month_of(month.month), self._campaign)

    def of_span(self, number: int) -> tuple[date, ...]:
        """All days of the span that is the item of this number."""
        return dates_of(self._ranges[number][0], self._campaign)


class _LineParting:
    """Parts a line's items into stretches."""

    def __init__(self, dated: _Dated, month: Month | None, *, is_month_told: bool) -> None:
        self._dated = dated
        self._month_of_weekdays = month
        self._is_month_told = is_month_told
        self._items: list[LineItem] = []
        self._gaps: list[Gap] = []
        self._are_under: list[bool] = []
        self._gap = Gap.NONE
        self._is_under = False
        self._counts: list[int] = []
        self._reserve: list[date] = []
        self._is_reserve = False

    def take(self, number: int, item: Item) -> None:
        if isinstance(item, Sign):
            self._take_sign(item)
        elif isinstance(item, Stretch):
            self._take_days(self._dated.of_stretch(number, item), is_range=item.last is not None)
        elif isinstance(item, WholeMonth):
            self._take_days(self._dated.of_month(item), is_range=True)
        elif isinstance(item, Weekdays):
            self._take_part(item)
        elif isinstance(item, Bound):
            self._take_item(item)
        elif isinstance(item, BoundStretch):
            self._take_bound_stretch(number, item)
        else:
            self._take_item(SpanOfDays(item.first_bound, self._dated.of_span(number), item.last_bound, item.dash))

    def _take_bound_stretch(self, number: int, item: BoundStretch) -> None:
        if item.is_from and item.days.last is not None and not isinstance(item.days.last, OpenEnd):
            raise Unfit(
                _("{value} before the first of several days can hold for each of them, or for the first alone").format(
                    value=shown(item.bound.text)
                ),
                _("Write the first and the last day with their hours, each on its own line"),
            )
        self._take_item(item.bound)
        self._take_days(self._dated.of_stretch(number, item.days), is_range=item.days.last is not None)

    def _take_sign(self, sign: Sign) -> None:
        if sign.kind is SignKind.COUNT:
            self._counts.append(int(_FIGURES.findall(sign.text)[0]))
        elif sign.kind is SignKind.RESERVE:
            self._is_reserve = True
        elif sign.kind is not SignKind.REMARK:
            if sign.kind is SignKind.SEMICOLON:
                self._is_reserve = False
            gap = _GAPS.get(sign.kind, Gap.NONE)
            self._gap = gap if gap.value > self._gap.value else self._gap
            self._is_under = self._is_under or sign.kind is SignKind.COLON
            if self._items and isinstance(self._items[-1], Days):
                self._items[-1].parts.append(sign)
            elif sign.kind in _SAY_SOMETHING:
                self._take_part(sign)

    def _take_days(self, days: tuple[date, ...], *, is_range: bool) -> None:
        if self._is_reserve:
            self._reserve += days
        else:
            self._take_part(Base(days, is_range))

    def _take_part(self, part: SelectedPart) -> None:
        if self._is_reserve:
            return
        if not (self._items and isinstance(self._items[-1], Days)):
            self._take_item(Days())
        last = self._items[-1]
        if isinstance(last, Days):
            last.parts.append(part)
        self._gap, self._is_under = Gap.NONE, False

    def _take_item(self, item: LineItem) -> None:
        if self._is_reserve:
            return
        self._items.append(item)
        self._gaps.append(self._gap)
        self._are_under.append(self._is_under)
        self._gap, self._is_under = Gap.NONE, False

    def finished(self, *, names_month: bool) -> LineParts:
        for item in self._items:
            if isinstance(item, Days):
                item.month, item.is_month_told = self._month_of_weekdays, self._is_month_told
        return LineParts(
            items=tuple(self._items),
            gaps=tuple(self._gaps),
            are_under=tuple(self._are_under),
            counts=tuple(self._counts),
            reserve=tuple(self._reserve),
            month=self._dated.month,
            names_month=names_month,
        )
