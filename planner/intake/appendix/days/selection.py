"""Which days a stretch of a line means: its days, only on some weekdays, without those that are excepted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from planner.domain.calendar import days_between
from planner.intake.appendix.days.listed_days import contradicted, days_of_month
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.days.spoken import Sign, SignKind, Weekdays
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import listed, shown
from planner.intake.values.texts import Unfit
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


class Remark(NamedTuple):
    """What was taken to be meant, and what to write if it was not."""

    what: str
    advice: str


def holidays_among(days: Sequence[date]) -> tuple[date, ...]:
    """Those of the days that are public holidays of Vietnam, in their order."""
    import holidays  # noqa: PLC0415  (only an appendix that names holidays needs it)

    of_vietnam = holidays.country_holidays("VN", years={day.year for day in days})
    return tuple(sorted({day for day in days if day in of_vietnam}))


_A_WEEK = 7
_MOST_WEEKDAYS_OUT = 3
"""Nobody excepts more weekdays than that: *trừ 30/4, thứ Hai đến thứ Bảy* means something else."""


@dataclass(frozen=True, slots=True)
class Base:
    """Days as they are told: one, or all of a range."""

    days: tuple[date, ...]
    is_range: bool = False


SelectedPart = Base | Weekdays | Sign


@dataclass(frozen=True, slots=True)
class Selected:
    """The days that are meant, and what the reader should know of them."""

    days: tuple[date, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass
class _TakenOut:
    """Days and weekdays behind *trừ* or *kể cả*."""

    after: int
    """How many days and ranges stand before it."""
    days: list[date] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    has_holidays: bool = False


def tells_days(parts: Iterable[SelectedPart]) -> bool:
    """Whether a stretch of a line tells days of its own, not only what is to be left out of others."""
    for part in parts:
        if isinstance(part, Sign) and part.kind in (SignKind.EXCEPT, SignKind.INCLUDE):
            return False
        if not isinstance(part, Sign) or part.kind in (SignKind.DAILY, SignKind.WORKDAYS, SignKind.HOLIDAYS):
            return True
    return False


def tells_dates(parts: Iterable[SelectedPart]) -> bool:
    """Whether it tells days by their figures, not by weekdays alone."""
    for part in parts:
        if isinstance(part, Sign) and part.kind in (SignKind.EXCEPT, SignKind.INCLUDE):
            return False
        if isinstance(part, Base):
            return True
    return False


def selected(
    parts: Sequence[SelectedPart], month: Month | None, campaign: Period, *, is_month_told: bool = True
) -> Selected:
    """The days that the parts of a line mean; `month` is the one that holds for them, told in the line or above it.

    Raises Unfit for a guess.
    """
    found = _Selection(month, campaign, is_month_told=is_month_told)
    for part in parts:
        found.take(part)
    return found.finished()


class _Selection:
    def __init__(self, month: Month | None, campaign: Period, *, is_month_told: bool) -> None:
        self._month = month
        self._is_month_told = is_month_told
        self._campaign = campaign
        self._bases: list[Base] = []
        self._weekdays: Weekdays | None = None
        self._words: set[SignKind] = set()
        self._out: list[_TakenOut] = []
        self._in: list[_TakenOut] = []
        self._into: _TakenOut | None = None
        self._remarks: list[Remark] = []
        self._told: set[date] = set()
        """All days, on whatever weekday."""

    def take(self, part: SelectedPart) -> None:
        if isinstance(part, Sign):
            self._take_sign(part)
        elif isinstance(part, Base):
            if self._into is None:
                self._bases.append(part)
            else:
                self._into.days += part.days
        elif self._into is not None:
            self._into.weekdays |= part.days
        elif self._weekdays is not None:
            raise Unfit(
                _("{first} and {second} stand apart: which days belong to which is not to be told").format(
                    first=shown(self._weekdays.text), second=shown(part.text)
                ),
                _("Give each its own line"),
            )
        else:
            self._weekdays = part

    def _take_sign(self, sign: Sign) -> None:
        if sign.kind is SignKind.EXCEPT:
            self._into = _TakenOut(len(self._bases))
            self._out.append(self._into)
        elif sign.kind is SignKind.INCLUDE:
            self._into = _TakenOut(len(self._bases))
            self._in.append(self._into)
        elif sign.kind in (SignKind.SEMICOLON, SignKind.COLON, SignKind.CLOSE):
            self._into = None
        elif sign.kind is SignKind.HOLIDAYS:
            if self._into is None:
                raise Unfit(_("which days {value} are is not told").format(value=shown(sign.text)), _("Write the days"))
            self._into.has_holidays = True
        elif sign.kind in (SignKind.WEEKLY, SignKind.DAILY, SignKind.WORKDAYS):
            self._words.add(sign.kind)

    def finished(self) -> Selected:
        if SignKind.WORKDAYS in self._words and self._weekdays is None and not self._excepts_weekdays():
            raise Unfit(
                _("which weekdays are meant is not told"), _("Write the weekdays: T2-T6, or: trừ thứ Bảy, Chủ nhật")
            )
        bases = self._bases or self._bases_without_days()
        self._told = {day for base in bases for day in base.days}
        bases = self._on_weekdays(bases)
        for taken in self._in:
            self._check_included(taken, [day for base in bases for day in base.days])
        for taken in self._out:
            bases = self._without(taken, bases)
        days = [day for base in bases for day in base.days]
        if not days and (self._bases or self._weekdays):
            raise Unfit(_("no day is left of those that are told"), _("Check the days and their weekdays"))
        return Selected(tuple(days), tuple(self._remarks))

    def _on_weekdays(self, bases: list[Base]) -> list[Base]:
        """The days on the weekdays that are told; without weekdays all of them."""
        if self._weekdays is None:
            return bases
        if self._weekdays.has_bare_figures and not ({SignKind.WEEKLY, SignKind.WORKDAYS} & self._words):
            raise Unfit(
                _("{value} can mean weekdays, or a weekday and days").format(value=shown(self._weekdays.text)),
                _("Write T2, T4, T6 hằng tuần for weekdays, and the days as 14/4, 16/4"),
            )
        if not self._bases:
            return [Base(self._only(base.days), base.is_range) for base in bases]
        return self._beside(self._weekdays, bases)

    def _beside(self, weekdays: Weekdays, bases: list[Base]) -> list[Base]:
        """Weekdays beside days name them, or say which of a longer range are meant."""
        told = {day.weekday() for base in bases for day in base.days}
        is_weekly = SignKind.WEEKLY in self._words
        if told == weekdays.days or (told < weekdays.days and is_weekly):
            return bases
        is_part = all(base.is_range and (is_weekly or len(base.days) >= _A_WEEK) for base in bases)
        if is_part and weekdays.days < told and (is_weekly or len(weekdays.days) > 1):
            return [Base(self._only(base.days), is_range=True) for base in bases]
        if len(weekdays.days) == 1 and all(len(base.days) == 1 for base in bases):
            wrong = next(base.days[0] for base in bases if base.days[0].weekday() not in weekdays.days)
            raise contradicted(wrong, next(iter(weekdays.days)))
        raise Unfit(
            _("{value} and the days beside it do not agree").format(value=shown(weekdays.text)),
            _("Check the days; for some weekdays of a longer time write: T2-T6 hằng tuần, từ 1/4 đến 30/4"),
        )

    def _bases_without_days(self) -> list[Base]:
        """The time in which weekdays, or *hằng ngày*, count where no days stand beside them."""
        if self._weekdays is None and not ({SignKind.DAILY, SignKind.WORKDAYS} & self._words):
            return []
        if self._month is not None:
            if not self._is_month_told:
                self._remark_month(self._month)
            return [Base(days_of_month(self._month, self._campaign), is_range=True)]
        text = self._weekdays.text if self._weekdays is not None else _("every day")
        several = self._weekdays is not None and (len(self._weekdays.days) > 1 or bool(self._out))
        if not (several or {SignKind.WEEKLY, SignKind.DAILY} & self._words):
            raise Unfit(
                _("{value}: of which weeks is not told").format(value=shown(text)),
                _("Write the day with its month, or: thứ Ba hằng tuần, từ 1/4 đến 30/4"),
            )
        first, last = self._campaign.first_day, self._campaign.last_day
        self._remarks.append(
            Remark(
                _("{value}: no first and last day are told; the whole campaign was taken, {first} to {last}").format(
                    value=shown(text), first=spoken_day(first), last=spoken_day(last)
                ),
                _("Write the days: từ 1/4 đến 30/4"),
            )
        )
        return [Base(tuple(days_between(first, last)), is_range=True)]

    def _remark_month(self, month: Month) -> None:
        what = _("{value}: the days of month {month} were taken, which is told above")
        text = self._weekdays.text if self._weekdays is not None else _("every day")
        self._remarks.append(
            Remark(what.format(value=shown(text), month=month.number), _("Write the days: từ 1/4 đến 30/4"))
        )

    def _only(self, days: Sequence[date]) -> tuple[date, ...]:
        wanted = self._weekdays.days if self._weekdays is not None else frozenset[int]()
        return tuple(day for day in days if day.weekday() in wanted)

    def _excepts_weekdays(self) -> bool:
        return any(taken.weekdays for taken in self._out)

    def _check_included(self, taken: _TakenOut, days: Sequence[date]) -> None:
        missing = [day for day in taken.days if day not in days]
        if missing or not taken.weekdays <= {day.weekday() for day in days}:
            raise Unfit(
                _("what is told to be included is not among the days"), _("Write the days that are meant, all of them")
            )

    def _without(self, taken: _TakenOut, bases: list[Base]) -> list[Base]:
        """The days without those that are excepted, of what stands before the word."""
        reach = taken.after or len(bases)
        before = [day for base in bases[:reach] for day in base.days]
        out = set(taken.days)
        if missing := [day for day in taken.days if day not in before and day not in self._told]:
            raise Unfit(
                _("excepted, but not among the days: {days}").format(days=listed([spoken_day(day) for day in missing])),
                _("Part days that are meant from those excepted by a semicolon: 14-20/4 trừ 16/4; 25/4"),
            )
        if len(taken.weekdays) > _MOST_WEEKDAYS_OUT:
            raise Unfit(
                _("more than {limit} weekdays are excepted").format(limit=_MOST_WEEKDAYS_OUT),
                _("List the days instead"),
            )
        if taken.has_holidays and (holidays := holidays_among(before)):
            out |= set(holidays)
            self._remarks.append(
                Remark(
                    _("left out as public holidays: {days}").format(
                        days=listed([spoken_day(day) for day in holidays], at_most=20)
                    ),
                    _("Write the days themselves if others are meant"),
                )
            )
        return [
            Base(
                tuple(day for day in base.days if day not in out and day.weekday() not in taken.weekdays), base.is_range
            )
            if number < reach
            else base
            for number, base in enumerate(bases)
        ]
