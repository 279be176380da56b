"""Targets that a higher level hands to its units, and what they come to a day.

The units may be districts of a province, communes, hamlets or teams: a table knows them by name alone.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType, Self

from pydantic import NonNegativeInt, PositiveInt, model_validator

from planner.domain.office import Letterhead
from planner.domain.record import Record

UnitName = NewType("UnitName", str)
Indicator = NewType("Indicator", str)


class Rounding(StrEnum):
    """How a target divided by days becomes a whole number."""

    HALF_UP = "half-up"
    UP = "up"


class TotalRule(StrEnum):
    """Where the daily figure of a whole column comes from."""

    SUM = "sum"
    """It is the sum of its rows' daily figures."""
    DIVIDE = "divide"
    """It is the column's total target divided by the days, rounded like a row."""


class UnitTargets(Record):
    """What one unit is to reach in all, for each indicator of its table in their order."""

    unit: UnitName
    targets: tuple[NonNegativeInt, ...]


class TargetTable(Record):
    """Units by indicators, and the totals as they are printed, which need not be those of the rows."""

    indicators: tuple[Indicator, ...]
    rows: tuple[UnitTargets, ...]
    printed_totals: tuple[NonNegativeInt | None, ...]
    """One for each indicator; None where the table gives none."""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        widths = {len(self.indicators), len(self.printed_totals), *(len(row.targets) for row in self.rows)}
        if len(widths) > 1:
            raise ValueError("a target stands for each unit and indicator, and a total or None for each indicator")
        return self


class UnitPeople(NamedTuple):
    """How many people a unit has: its weight when a total is shared out."""

    unit: UnitName
    people: int


class QuotaRow(Record):
    """What a unit is to reach of an indicator, in all and a day."""

    unit: UnitName
    indicator: Indicator
    target: NonNegativeInt
    daily: NonNegativeInt


class QuotaTotal(Record):
    """What all units together are to reach of an indicator, in all and a day."""

    indicator: Indicator
    target: NonNegativeInt
    daily: NonNegativeInt


class UnequalTotal(Record):
    """A printed total that is not the sum of its rows."""

    indicator: Indicator
    printed: NonNegativeInt
    rows: NonNegativeInt


class Quota(Record):
    """A table of targets with their daily figures."""

    days: PositiveInt
    rows: tuple[QuotaRow, ...]
    """Unit by unit, in each indicator by indicator, in the table's order."""
    totals: tuple[QuotaTotal, ...]
    """One for each indicator; its target is the printed one where the table has that."""
    differences: tuple[UnequalTotal, ...] = ()


class QuotaFacts(Record):
    """What a table of targets says of itself: its title, its period and what is printed around it."""

    title: str = ""
    first_day: date | None = None
    last_day: date | None = None
    letterhead: Letterhead = Letterhead(appendix_word="")
    """A table of targets stands in a plan as often as under it, so no word is printed that was not asked for."""
