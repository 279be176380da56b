"""How far each unit and all together have come by a day."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from planner.domain.advance import Advance, Figures, UnitAdvance
from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.reporting.aims import Aims, before_of, indicator_of
from planner.reporting.counting import INDICATORS, elapsed, figures, sums_of
from planner.reporting.period import Span

MOST_NAMED = 3
SUMS = ["target", "achieved", "left", "above", "expected", "behind"]
"""Of all together these are the sums: what one unit has beyond its target leaves the others no less to do."""

Counted = dict[str, DataFrame]
"""Under the names of `Advance`'s figures: a row for each unit, by code, with what was counted of each indicator."""


def counted_of(campaign: Campaign, told: DataFrame, span: Span) -> Counted:
    """What every unit of the workbook had before, and what was told of it."""
    units = [unit.code for unit in campaign.units]
    before = [before_of(unit).model_dump() for unit in campaign.units]
    told = told[told["day"] <= span.as_of]
    return {
        "before": DataFrame(before, units, INDICATORS, dtype="int64"),
        "done": sums_of(told, INDICATORS, units),
        "today": sums_of(told[told["day"] == span.as_of], INDICATORS, units),
        "in_period": sums_of(told[told["day"].between(span.first, span.last)], INDICATORS, units),
    }


def units_of(campaign: Campaign, counted: Counted, span: Span, aims: Aims) -> DataFrame:
    """Every unit of the workbook by its code, up to the span's `as_of`, with the plain figures of `UnitAdvance`."""
    done = counted["done"][indicator_of(campaign).value].to_numpy()
    target, expected, gone, left_over = (
        aims.units[name].to_numpy() for name in ("target", "expected", "days_gone", "days_left")
    )
    achieved = aims.units["before"].to_numpy() + done
    left = np.maximum(target - achieved, 0)
    forecast = achieved + np.minimum(aims.still_to_come(done), left)
    # By the exact share: two that read the same when rounded may stand apart.
    shares = [Fraction(*each) if each[1] else None for each in zip(achieved.tolist(), target.tolist(), strict=True)]
    return aims.units[["target", "days_gone", "days_left", "expected", "is_scheduled"]].assign(
        achieved=achieved,
        left=left,
        above=np.maximum(achieved - target, 0),
        behind=np.maximum(expected - achieved, 0),
        pace=done / np.where(gone > 0, gone, np.nan),
        needed_pace=left / np.where(left_over > 0, left_over, np.nan),
        forecast=Series(forecast if span.as_of >= campaign.calendar.first_day else pd.NA, aims.units.index, "Int64"),
        rank=Series(shares, aims.units.index, object).rank(method="min", ascending=False).astype("Int64"),
    )


def unit_advances(campaign: Campaign, units: DataFrame, counted: Counted) -> tuple[UnitAdvance, ...]:
    """The same as records."""
    told = {part: [Figures.model_validate(row) for row in rows.to_dict("records")] for part, rows in counted.items()}
    plain = units.astype(object).where(units.notna(), None).to_dict("records")
    return tuple(
        UnitAdvance.model_validate(
            {"unit": unit.code, "name": unit.name, **row, **{part: rows[place] for part, rows in told.items()}}
        )
        for place, (unit, row) in enumerate(zip(campaign.units, plain, strict=True))
    )


def total_advance(campaign: Campaign, units: DataFrame, counted: Counted, days: Sequence[date], as_of: date) -> Advance:
    """All units as one: everything a sum but the pace, which is that of the sums over these working days.

    So is the forecast, in which a unit without one counts with what it has; None where no unit has one.
    """
    time, done, forecasts = elapsed(days, as_of), figures(counted["done"]), units["forecast"]
    sums = {name: int(units[name].sum()) for name in SUMS}
    told = {part: figures(rows) for part, rows in counted.items()}
    outlook = {
        "days_gone": time.gone,
        "days_left": time.left,
        "pace": done.of(indicator_of(campaign)) / time.gone if time.gone else None,
        "needed_pace": sums["left"] / time.left if time.left else None,
        "forecast": int(forecasts.fillna(units["achieved"]).sum()) if forecasts.notna().any() else None,
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
