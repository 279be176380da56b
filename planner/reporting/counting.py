"""What results tell as a table, and counting in it. Tables never leave this room."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import numpy as np
from pandas import DataFrame

from planner.domain.advance import Indicator, IndicatorCounts
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.record import UnitCode
from planner.domain.results import Result

INDICATORS = [indicator.value for indicator in Indicator]

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Count = TypeVar("Count", int, Numbers)


class Elapsed(NamedTuple):
    """How many of some days are over at the end of a day, and how many are to come."""

    gone: int
    left: int


def told_of(results: Iterable[Result]) -> DataFrame:
    """A row for each result: its day, its unit, and of each indicator what it brings, 0 where it tells nothing."""
    rows = [(row.day, row.unit, row.collected, row.approved or 0, row.activated or 0) for row in results]
    return DataFrame(rows, columns=["day", "unit", *INDICATORS]).astype(dict.fromkeys(INDICATORS, "int64"))


def sums_of(rows: DataFrame, columns: list[str], units: Iterable[UnitCode]) -> DataFrame:
    """The sums of each of these units over its rows; 0 where it has none."""
    return rows.groupby("unit")[columns].sum().reindex(list(units), fill_value=0).astype("int64")


def figures(rows: DataFrame) -> IndicatorCounts:
    """What these rows come to; without any, 0 of each indicator."""
    return IndicatorCounts(**{indicator: int(rows[indicator].sum()) for indicator in INDICATORS})


def half_up(numerator: Count, denominator: Count) -> Count:
    """The quotient of numbers that are not negative, rounded to whole numbers, half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def elapsed(days: Sequence[date], day: date) -> Elapsed:
    """What is over of these days, which stand in order, at the end of this day."""
    gone = bisect_right(days, day)
    return Elapsed(gone, len(days) - gone)


def working_days(campaign: Campaign) -> dict[UnitCode, tuple[date, ...]]:
    """Of each unit the days with a slot that is open to it, in order; units that are open alike share them."""
    openness, known = Openness.of(campaign), dict[tuple[int, ...], tuple[date, ...]]()
    for slots in {openness.of_unit(unit) for unit in campaign.units}:
        known[slots] = tuple(dict.fromkeys(map(openness.day, slots)))
    return {unit.code: known[openness.of_unit(unit)] for unit in campaign.units}
