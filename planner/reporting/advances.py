"""How far each unit and all together have come by a day."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from planner.domain.advance import Advance, UnitAdvance
from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.reporting.aims import Aims, before_of, indicator_of
from planner.reporting.counting import INDICATORS, Numbers, elapsed, figures, sums_of
from planner.reporting.period import ReportDays

MOST_NAMED = 3
SUMS = ["target", "achieved", "left", "above", "expected", "behind"]
"""Of all together these are the sums: what one unit has beyond its target leaves the others no less to do."""


class UnitTables(NamedTuple):
    """What is told of every unit of the workbook, a row for each, by code."""

    counted: dict[str, DataFrame]
    """Under the names of `Advance`'s counts: what was counted of each indicator."""
    plain: DataFrame
    """All other figures of `UnitAdvance`."""

    def done(self, campaign: Campaign) -> Numbers:
        """What counts of what the campaign has brought."""
        return self.counted["done"][indicator_of(campaign).value].to_numpy()


def unit_tables(campaign: Campaign, told: DataFrame, span: ReportDays, aims: Aims) -> UnitTables:
    """How far every unit has come by the span's `as_of`; `told` tells of nothing later and of no other unit."""
    units = aims.units.index
    before = [before_of(unit).model_dump() for unit in campaign.units]
    counted = {
        "before": DataFrame(before, units, INDICATORS, dtype="int64"),
        "done": sums_of(told, INDICATORS, units),
        "today": sums_of(told[told["day"] == span.as_of], INDICATORS, units),
        "in_period": sums_of(told[told["day"].between(span.first, span.last)], INDICATORS, units),
    }
    done = counted["done"][indicator_of(campaign).value].to_numpy()
    target, expected, gone, left_over = (
        aims.units[name].to_numpy() for name in ("target", "expected", "days_gone", "days_left")
    )
    achieved = aims.units["before"].to_numpy() + done
    left = np.maximum(target - achieved, 0)
    forecast = achieved + np.minimum(aims.still_to_come(done), left)
    # By the exact share: two that read the same when rounded may stand apart.
    shares = [Fraction(*each) if each[1] else None for each in zip(achieved.tolist(), target.tolist(), strict=True)]
    plain = aims.units[["target", "days_gone", "days_left", "expected", "is_scheduled"]].assign(
        achieved=achieved,
        left=left,
        above=np.maximum(achieved - target, 0),
        behind=np.maximum(expected - achieved, 0),
        pace=done / np.where(gone > 0, gone, np.nan),
        needed_pace=left / np.where(left_over > 0, left_over, np.nan),
        forecast=Series(forecast if span.as_of >= campaign.calendar.first_day else pd.NA, units, "Int64"),
        rank=Series(shares, units, object).rank(method="min", ascending=False).astype("Int64"),
    )
    return UnitTables(counted, plain)


def unit_advances(campaign: Campaign, units: UnitTables) -> tuple[UnitAdvance, ...]:
    """The same as records."""
    columns = [rows.to_dict("records") for rows in units.counted.values()]
    plain = units.plain.astype(object).where(units.plain.notna(), None).to_dict("records")
    return tuple(
        UnitAdvance.model_validate(
            {"unit": unit.code, "name": unit.name, **row, **dict(zip(units.counted, counts, strict=True))}
        )
        for unit, row, *counts in zip(campaign.units, plain, *columns, strict=True)
    )


def total_advance(campaign: Campaign, units: UnitTables, days: Sequence[date], as_of: date) -> Advance:
    """All units as one: everything a sum but the pace, which is that of the sums over these working days.

    So is the forecast, in which a unit without one counts with what it has; None where no unit has one.
    """
    time, done, forecasts = elapsed(days, as_of), int(units.done(campaign).sum()), units.plain["forecast"]
    sums = {name: int(units.plain[name].sum()) for name in SUMS}
    told = {name: figures(rows) for name, rows in units.counted.items()}
    outlook = {
        "days_gone": time.gone,
        "days_left": time.left,
        "pace": done / time.gone if time.gone else None,
        "needed_pace": sums["left"] / time.left if time.left else None,
        "forecast": int(forecasts.fillna(units.plain["achieved"]).sum()) if forecasts.notna().any() else None,
    }
    return Advance.model_validate({**sums, **told, **outlook})


def num_named(units: DataFrame) -> int:
    """How many units are worth naming at either end: three, but no more than half of those ranked."""
    return min(MOST_NAMED, (int(units["rank"].count()) + 1) // 2)


def best(units: DataFrame) -> tuple[UnitCode, ...]:
    """Those of the first ranks, ties included; nobody is best who has achieved nothing."""
    leading = units[(units["rank"] <= num_named(units)) & (units["achieved"] > 0)]
    return tuple(leading.sort_values("rank", kind="stable").index)


def furthest_behind(units: DataFrame) -> tuple[UnitCode, ...]:
    """Those that lack most to where they were expected by now; of equals, the one with the smaller share first."""
    lagging = units[units["behind"] > 0].sort_values(["behind", "rank"], ascending=False)
    return tuple(lagging.index[: num_named(units)])
