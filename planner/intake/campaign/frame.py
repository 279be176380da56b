"""What every sheet stands on: the campaign's days and shifts; and reading periods and shift lists by it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from planner.domain.calendar import Shift
from planner.domain.folding import fold
from planner.domain.record import ShiftLabel
from planner.intake.cells.findings import shown
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.names import NameBook, Named
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_AND = re.compile(r"\s+và\s+|\s*[&+/]\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:ca|buổi)\s+")
_PARTS_OF_THE_DAY = {"sáng": (5 * 60, 12 * 60), "chiều": (12 * 60, 18 * 60), "tối": (18 * 60, 24 * 60)}
_OTHER_WORDS = {"đêm": "tối", "ban đêm": "tối", "ban ngày": ""}
_WHOLE_DAY = frozenset({"cả ngày", "tất cả", "tất cả các ca", "các ca", "mọi ca", "cả hai ca", "cả 2 ca"})


def parted(text: str) -> tuple[str, ...]:
    """The names that stand in one part of a list."""
    return tuple(part for part in map(str.strip, _AND.split(text)) if part)


def shifts_meant(text: str, shifts: Sequence[Shift]) -> tuple[ShiftLabel, ...]:
    """The shifts that a word or number means; none if it means none or may mean others."""
    folded = fold(text)
    if folded in map(fold, _WHOLE_DAY):
        return tuple(shift.label for shift in shifts)
    by_number = [shift.label for shift in shifts if _key(folded) in (_key(fold(shift.label)), _number(shift.label))]
    if by_number:
        return tuple(by_number) if len(by_number) == 1 else ()
    word = _BEFORE.sub("", text.casefold().strip())
    word = _OTHER_WORDS.get(word, word)
    by_label = [
        shift.label for shift in shifts if word in _PARTS_OF_THE_DAY and fold(word) in fold(shift.label).split()
    ]
    return tuple(by_label) or tuple(shift.label for shift in shifts if _part_of_the_day(shift) == word)


def _key(folded: str) -> str:
    """A label without regard to blanks and zeros before a number: *CA 1* is *Ca 01*."""
    return re.sub(r"\s+", "", re.sub(r"0+(?=[0-9])", "", folded))


def _number(label: str) -> str:
    """The number at the end of a label, without zeros before it; a text that nothing equals if it has none."""
    match = re.search(r"0*([0-9]+)$", label)
    return match[1] if match else "\0"


def _part_of_the_day(shift: Shift) -> str:
    """The part of the day in which most of the shift lies."""
    return max(_PARTS_OF_THE_DAY, key=lambda word: _minutes_within(shift, *_PARTS_OF_THE_DAY[word]))


def _minutes_within(shift: Shift, starts: int, ends: int) -> int:
    return max(0, min(shift.ends_minute, ends) - max(shift.starts_minute, starts))


class Period(NamedTuple):
    """Days from first to last, both included; none where last stands before first."""

    first_day: date
    last_day: date

    @property
    def is_empty(self) -> bool:
        """Whether it has no day."""
        return self.last_day < self.first_day

    @property
    def num_days(self) -> int:
        """How many days it has."""
        return max(0, (self.last_day - self.first_day).days + 1)

    def within(self, other: "Period") -> "Period":
        """The days of both; an empty period where they have none in common."""
        return Period(max(self.first_day, other.first_day), min(self.last_day, other.last_day))


@dataclass(frozen=True)
class CampaignFrame:
    """The days and shifts that the other sheets refer to.

    Where the workbook's own could not be read, they are as wide as dates go, and no shift label is refused, so that
    no complaint follows from the first one.
    """

    days: Period
    shifts: tuple[Shift, ...]
    are_shifts_known: bool
    are_days_known: bool = True

    @property
    def labels(self) -> tuple[ShiftLabel, ...]:
        """The shifts' names in the order of the day."""
        return tuple(shift.label for shift in self.shifts)

    @cached_property
    def _names(self) -> NameBook:
        return NameBook((Named(label, label) for label in self.labels), _("{value} is not a shift of sheet Ca"))

    def shifts_of(self, row: SheetRow, column: StrEnum) -> tuple[ShiftLabel, ...]:
        """The shifts that a list names, in the order of the day; all of them for an empty cell."""
        if not self.are_shifts_known or row.is_empty(column):
            return self.labels
        found = {label for part in row.listed(column) for label in self._shifts_named(row, column, part)}
        return tuple(label for label in self.labels if label in found) or self.labels

    def _shifts_named(self, row: SheetRow, column: StrEnum, part: str) -> tuple[str, ...]:
        """The shifts of one part of a list, which may hold several names."""
        if self._names.meanings(part):
            return self._shift_called(row, column, part)
        meant = shifts_meant(part, self.shifts)
        if meant:
            return self._noted(row, column, part, meant)
        names = parted(part)
        return tuple(label for name in names for label in self._shift_named(row, column, name))

    def _shift_named(self, row: SheetRow, column: StrEnum, name: str) -> tuple[str, ...]:
        meant = () if self._names.meanings(name) else shifts_meant(name, self.shifts)
        return self._noted(row, column, name, meant) if meant else self._shift_called(row, column, name)

    def _shift_called(self, row: SheetRow, column: StrEnum, name: str) -> tuple[str, ...]:
        label = self._names.identity(name, row.where(column), row.findings)
        return () if label is None else (label,)

    @staticmethod
    def _noted(row: SheetRow, column: StrEnum, name: str, meant: tuple[ShiftLabel, ...]) -> tuple[str, ...]:
        row.note(column, _("{value} was read as {name}").format(value=shown(name), name=", ".join(meant)))
        return meant


def period_of(row: SheetRow, first_column: StrEnum, last_column: StrEnum, default: Period) -> Period:
    """The days from the one cell to the other; an empty cell, or one that was refused, takes the default's day."""
    first = row.day(first_column) or default.first_day
    last = row.day(last_column) or default.last_day
    if last < first and not (row.is_empty(first_column) and row.is_empty(last_column)):
        return _period_turned(row, first_column, last_column, Period(first, last))
    return Period(first, last)


def _period_turned(row: SheetRow, first_column: StrEnum, last_column: StrEnum, period: Period) -> Period:
    """Both days given and the wrong way round is an error; a day beyond the default's other end is an empty period."""
    if not row.is_empty(first_column) and not row.is_empty(last_column):
        row.error(
            last_column,
            _("{last} stands before {first}").format(
                last=spoken_day(period.last_day), first=spoken_day(period.first_day)
            ),
            _("Enter a last day on or after the first day"),
        )
    return period
