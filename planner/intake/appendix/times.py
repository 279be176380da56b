"""What a cell of days tells: which days, and in which hours or shifts of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import NamedTuple

from planner.domain.record import ShiftLabel
from planner.intake.appendix.days import days_of
from planner.intake.appendix.month import Month
from planner.intake.appendix.shifts import Hours, ShiftNames, hours_in
from planner.intake.appendix.words import Word, WordKind, words_in
from planner.intake.findings import shown
from planner.intake.frame import Period
from planner.intake.limits import FIRST_DATE, LAST_DATE
from planner.intake.sheets import Cell
from planner.intake.values import Unfit
from planner.texts import plurals_of, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")

_WHEN = frozenset([WordKind.HOURS, WordKind.LABEL, WordKind.WHOLE_DAY])
_LAST_DAY_OF_A_MONTH = 31
_MOST_DAYS = 2_000
"""Of one clause, counted as they are told; no campaign has half as many."""


@dataclass(frozen=True)
class Clause:
    """Days with the hours or labels that stand beside them; none of these where nothing is told."""

    days: tuple[date, ...]
    hours: tuple[Hours, ...] = ()
    labels: tuple[ShiftLabel, ...] = ()
    whole_day: bool = False
    is_guessed: bool = False
    """Excel had made something else of it."""


def clauses_of(cell: Cell, month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    """What the cell tells, clause by clause; none for a text that tells hours only. Raises Unfit."""
    value = cell.value
    if isinstance(value, datetime | date):
        return (_clause_of_date(value, cell.number_format, campaign),)
    if isinstance(value, bool | time):
        raise Unfit(_("a truth value or a time of day stands where days belong"), _("Type the days as text: 14,15,16"))
    if isinstance(value, int | float):
        text = f"{value:.10g}"
        if isinstance(value, int) or value.is_integer():
            if not 1 <= value <= _LAST_DAY_OF_A_MONTH:
                raise _taken_for_number(text)
            return _clauses(text, month, campaign, names)
        return _clauses_of_fraction(text, month, campaign, names)
    return _clauses(str(value), month, campaign, names)


def _clause_of_date(value: datetime | date, number_format: str, campaign: Period) -> Clause:
    """A cell that Excel holds for a date; where it shows no year, the year is Excel's and not the writer's."""
    day = value.date() if isinstance(value, datetime) else value
    within = campaign.first_day <= day <= campaign.last_day
    if within or "y" in number_format.lower():
        return Clause((day,))
    for year in range(campaign.first_day.year, campaign.last_day.year + 1):
        try:
            moved = day.replace(year=year)
        except ValueError:
            continue
        if campaign.first_day <= moved <= campaign.last_day:
            return Clause((moved,), is_guessed=True)
    return Clause((day,))


def _clauses_of_fraction(text: str, month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    """*11,12* that Excel took for a number: two days, if both were written with two figures."""
    whole, _point, rest = text.partition(".")
    if len(rest) != 2 or not whole.isdecimal() or int(rest) <= int(whole):  # noqa: PLR2004 - 11,1 may have been 11,10
        raise _taken_for_number(text)
    clauses = _clauses(text, month, campaign, names)
    return tuple(Clause(one.days, one.hours, one.labels, one.whole_day, is_guessed=True) for one in clauses)


def _taken_for_number(text: str) -> Unfit:
    return Unfit(
        _("Excel took the days for the number {value}").format(value=shown(text)),
        _("Format the cell as Text, then type the days again"),
    )


def _clauses(text: str, month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    gathered = _Gathered(month, campaign, names)
    words = list(words_in(text, names))
    for is_turn, line in groupby(words, key=lambda word: word.kind is WordKind.TURN):
        if not is_turn:
            gathered.take_line(tuple(line))
    return gathered.finished()


@dataclass
class _Open:
    """A clause that more may be added to."""

    days: list[date]
    when: list[Word]
    begins_with_days: bool = False


class _Count(NamedTuple):
    """How many days a line says that there are, and how many it lists."""

    said: int
    listed: int


class _Gathered:
    """Clauses line by line: hours before days hold for what follows, hours behind days for what stands before."""

    def __init__(self, month: Month | None, campaign: Period, names: ShiftNames) -> None:
        self._month = month
        self._campaign = campaign
        self._names = names
        self._clauses: list[_Open] = []
        self._days: list[date] = []
        self._counts: list[_Count] = []

    def take_line(self, words: Sequence[Word]) -> None:
        line = [word for word in words if word.kind is not WordKind.COUNT]
        first = len(self._days)
        self._take_parts(line)
        if len(line) < len(words):
            said = sum(int(word.text.removesuffix("ngày")) for word in words if word.kind is WordKind.COUNT)
            self._counts.append(_Count(said, len(set(self._days[first:]))))

    def _take_parts(self, line: Sequence[Word]) -> None:
        runs = [(is_when, tuple(words)) for is_when, words in groupby(line, key=lambda word: word.kind in _WHEN)]
        tells_when = [is_when for is_when, _words in runs]
        if any(tells_when) and any(self._holds_days(words) for is_when, words in runs if not is_when):
            self._clauses.append(_Open([], []))
        for is_when, words in runs:
            if is_when:
                self._take_when(words)
            else:
                self._take_days(words)

    @staticmethod
    def _holds_days(words: Iterable[Word]) -> bool:
        return any(word.kind in (WordKind.DAY, WordKind.DATE, WordKind.DOTTED) for word in words)

    def _take_when(self, words: Sequence[Word]) -> None:
        last = self._clauses[-1] if self._clauses else None
        if last is None or (last.days and last.when):
            last = _Open([], [])
            self._clauses.append(last)
        last.when += words

    def _take_days(self, words: Sequence[Word]) -> None:
        days, self._month = days_of(words, self._month, self._campaign)
        if not days:
            return
        last = self._clauses[-1] if self._clauses else None
        if last is None or (last.begins_with_days and last.when):
            last = _Open([], [])
            self._clauses.append(last)
        last.begins_with_days = last.begins_with_days or not last.when
        last.days += days
        self._days += days
        if len(last.days) > _MOST_DAYS:
            raise Unfit(_("more than {limit} days in one cell").format(limit=_MOST_DAYS), _("Part the cell"))

    def finished(self) -> tuple[Clause, ...]:
        in_all = len(set(self._days))
        for count in self._counts:
            if count.said not in (count.listed, in_all):
                raise Unfit(
                    ngettext(
                        "{said} day is said, {listed} are listed",
                        "{said} days are said, {listed} are listed",
                        count.said,
                    ).format(said=count.said, listed=count.listed),
                    _("Make both agree, or leave the number of days out"),
                )
        return tuple(self._clause(one) for one in self._clauses if one.days or one.when)

    def _clause(self, found: _Open) -> Clause:
        labels = (self._names.of_label(word.text) for word in found.when if word.kind is WordKind.LABEL)
        return Clause(
            days=tuple(dict.fromkeys(found.days)),
            hours=tuple(hours_in(word.text) for word in found.when if word.kind is WordKind.HOURS),
            labels=tuple(label for label in labels if label is not None),
            whole_day=any(word.kind is WordKind.WHOLE_DAY for word in found.when),
        )


def day_of_cell(cell: Cell, campaign: Period, names: ShiftNames) -> date:
    """The one day that a cell of *Từ ngày* or *Đến ngày* tells. Raises Unfit."""
    days = [day for clause in clauses_of(cell, None, campaign, names) for day in clause.days]
    if len(days) != 1 or not FIRST_DATE <= days[0] <= LAST_DATE:
        raise Unfit(
            _("{value} is not a date").format(value=shown(cell.value)), _("Enter day/month/year, for example 18/4/2023")
        )
    return days[0]
