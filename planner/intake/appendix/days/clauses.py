"""Days and the hours that belong to them: above, on the line, or below, as long as only one of these can be meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from planner.intake.appendix.days.spoken import Bound
from planner.intake.cells.findings import listed
from planner.intake.values.texts import Unfit
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

When = tuple[Bound, ...]
"""Hours, labels and sessions that say one thing together: *Ca 01 (7h00-15h00)*."""


@dataclass(eq=False)
class DaysWhen:
    """Days with the hours that belong to them, each thing by itself; either may be empty."""

    days: list[date] = field(default_factory=list)
    when: list[When] = field(default_factory=list)


class Gap(Enum):
    """What stands before a part of a line, the loosest last."""

    NONE = 0
    COMMA = 1
    SEMICOLON = 2


class LinePart(NamedTuple):
    """Days, or hours, and what parts them from the part before. One of the first two is empty."""

    days: tuple[date, ...]
    when: tuple[When, ...]
    gap: Gap = Gap.NONE
    is_under: bool = False
    """A colon stands before it: *(7h-15h): 14,15*."""


class _Shape(Enum):
    DAYS = "days alone"
    WHEN = "hours alone"
    DAYS_FIRST = "hours behind their days"
    WHEN_FIRST = "hours before their days"


class _LineOfClauses(NamedTuple):
    shape: _Shape
    clauses: tuple[DaysWhen, ...]
    goes_on: bool = False
    """Its hours hold for the days on lines below, too."""


def paired(lines: Sequence[Sequence[LinePart]]) -> tuple[DaysWhen, ...]:
    """Which hours belong to which days. Raises Unfit where some belong to none, or to one of several."""
    shaped = [_shaped(_joined(parts)) for parts in lines if parts]
    pairing = _Pairing()
    for number, line in enumerate(shaped):
        pairing.take(line, [later.shape for later in shaped[number + 1 :]])
    return pairing.finished()


def _joined(parts: Sequence[LinePart]) -> list[LinePart]:
    """Parts of one kind that stand side by side are one."""
    joined: list[LinePart] = []
    for part in parts:
        if joined and bool(joined[-1].days) == bool(part.days):
            last = joined.pop()
            when = last.when + part.when
            if part.when and part.gap is Gap.NONE:
                when = (*last.when[:-1], last.when[-1] + part.when[0])
            joined.append(LinePart(last.days + part.days, when, last.gap, last.is_under))
        else:
            joined.append(part)
    return joined


def _around(parts: Sequence[LinePart]) -> list[When]:
    """The hours beside a line's only days; before and behind them stands one thing: *sáng 14/4: 7h30-11h30*."""
    when = [each for part in parts for each in part.when]
    is_around = not parts[0].days and not parts[-1].days
    return [when[0] + when[1]] if is_around and len(when) == len(parts) - 1 else when


def _shaped(parts: Sequence[LinePart]) -> _LineOfClauses:
    clauses = [DaysWhen(list(part.days), list(part.when)) for part in parts]
    if len(parts) == 1:
        return _LineOfClauses(_Shape.DAYS if parts[0].days else _Shape.WHEN, (clauses[0],))
    days = [part for part in parts if part.days]
    if len(days) == 1:
        when = _around(parts)
        shape = _Shape.DAYS_FIRST if parts[0].days or not parts[-1].days else _Shape.WHEN_FIRST
        return _LineOfClauses(shape, (DaysWhen(list(days[0].days), when),), days[0].is_under)
    if len(parts) % 2:
        raise _unpaired([day for part in days for day in part.days])
    _check_bonds(parts)
    pairs = zip(clauses[::2], clauses[1::2], strict=True)
    shape = _Shape.DAYS_FIRST if parts[0].days else _Shape.WHEN_FIRST
    joined = tuple(DaysWhen(first.days + second.days, first.when + second.when) for first, second in pairs)
    return _LineOfClauses(shape, joined, parts[-1].is_under)


def _check_bonds(parts: Sequence[LinePart]) -> None:
    """*14/4, sáng 15/4, chiều*: what a comma parts belongs together less than what none does."""
    for number, (part, behind) in enumerate(pairwise(parts[1:]), start=1):
        inner, outer = (part, behind) if number % 2 else (behind, part)
        if inner.gap.value > outer.gap.value:
            raise _unpaired([day for each in parts for day in each.days])


class _Pairing:
    """Takes lines from top to bottom."""

    def __init__(self) -> None:
        self._clauses: list[DaysWhen] = []
        self._waiting: list[date] = []
        """Days of lines of their own, for which hours may follow."""
        self._above: DaysWhen | None = None
        """Hours above, which hold for the days below them."""
        self._open: DaysWhen | None = None
        """Days with hours, to which hours on lines below add."""

    def take(self, line: _LineOfClauses, below: Sequence[_Shape]) -> None:
        if line.shape is _Shape.DAYS:
            self._take_days(line.clauses[0].days)
        elif line.shape is _Shape.WHEN:
            self._take_when(line.clauses[0].when, below)
        else:
            self._take_both(line)

    def _take_days(self, days: Sequence[date]) -> None:
        self._open = None
        if self._above is None:
            self._waiting += days
            return
        if self._above not in self._clauses:
            self._clauses.append(self._above)
        self._above.days += days

    def _take_when(self, when: Sequence[When], below: Sequence[_Shape]) -> None:
        next_days = next((shape for shape in below if shape is not _Shape.WHEN), None)
        if self._waiting:
            self._open = DaysWhen(self._waiting, list(when))
            self._clauses.append(self._open)
            self._waiting = []
        elif self._above is not None and (not self._above.days or next_days is not _Shape.DAYS):
            if self._above.days and len(self._clauses) > 1:
                raise _dayless()
            self._above.when += when
        elif self._above is None and self._open is not None:
            self._open.when += when
        else:
            self._above = DaysWhen([], list(when))

    def _take_both(self, line: _LineOfClauses) -> None:
        if self._waiting:
            raise _unpaired(self._waiting)
        if self._above is not None and not self._above.days:
            raise _dayless()
        self._clauses += line.clauses
        goes_on = line.shape is _Shape.WHEN_FIRST and line.goes_on
        self._above = line.clauses[-1] if goes_on else None
        self._open = line.clauses[0] if len(line.clauses) == 1 and not goes_on else None

    def finished(self) -> tuple[DaysWhen, ...]:
        if self._waiting and self._clauses:
            raise _unpaired([*(day for clause in self._clauses for day in clause.days), *self._waiting])
        if self._waiting:
            self._clauses.append(DaysWhen(self._waiting))
        if self._above is not None and not self._above.days:
            if self._clauses:
                raise _dayless()
            self._clauses.append(self._above)
        return tuple(self._clauses)


def _unpaired(days: Sequence[date]) -> Unfit:
    return Unfit(
        _("{days}: which hours hold for which of these days is not to be told").format(
            days=listed([spoken_day(day) for day in days])
        ),
        _("Give each day its own line, with its hours: 14/4 (7h00-15h00)"),
    )


def _dayless() -> Unfit:
    return Unfit(
        _("hours stand without the days to which they belong"),
        _("Give each day its own line, with its hours: 14/4 (7h00-15h00)"),
    )
