"""What each unit was to reach by when, and what it will: by its announced schedule, or evenly over its working days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from pandas import DataFrame

from planner.domain.advance import Indicator, IndicatorCounts
from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode
from planner.reporting.counting import Numbers, elapsed, half_up, sums_of, working_days


class AnnouncedSlot(NamedTuple):
    """What an announced plan is to bring at a unit in a slot, or was to."""

    day: date
    unit: UnitCode
    dossiers: int
    is_due: bool
    """Whether the hour at which its figures were due had come."""


@dataclass(frozen=True, slots=True)
class Aims:
    """What units were to reach by the end of a day, and when what is still to come comes."""

    units: DataFrame
    """Each unit by its code: `before` and `target` of what counts, what is `wanted` from the one to the other, working
    days gone and left, whether it `is_scheduled`, what its slots up to now were to bring (`past`), and what was
    `expected` of it by now. Where accounts count, a schedule shares them out among as many dossiers as it has `need`.
    """
    slots: DataFrame
    """The announced slots of scheduled units in time order: what counts by their end (`due`), and whether one `comes`
    only after now."""
    days: Mapping[UnitCode, Sequence[date]]
    """Each unit's working days."""

    def due_by_end_of(self, day: date) -> list[Fraction]:
        """What is due of each unit in the campaign by the end of this day, not rounded, its figures there or not."""
        by_schedule = self.slots[self.slots["day"] <= day].groupby("unit")["due"].last().to_dict()
        due = []
        for code, wanted, is_scheduled in self.units[["wanted", "is_scheduled"]].itertuples():
            gone, in_all = elapsed(self.days[code], day).gone, len(self.days[code])
            due.append(Fraction(by_schedule.get(code, 0)) if is_scheduled else Fraction(wanted * gone, in_all or 1))
        return due

    def course(self, days: Sequence[date]) -> list[float]:
        """What is due of all units by the end of each of these days, with what came before, not rounded."""
        due, slots = np.zeros(len(days)), dict(iter(self.slots.groupby("unit")))
        for code, before, wanted, is_scheduled in self.units[["before", "wanted", "is_scheduled"]].itertuples():
            ends = slots[code]["day"] if is_scheduled else self.days[code]
            past = np.searchsorted(_ordinals(ends), _ordinals(days), side="right")
            if is_scheduled:
                due += before + np.array([0, *slots[code]["due"]])[past]
            else:
                due += before + wanted * past / (len(ends) or 1)
        return [float(figure) for figure in due]

    def still_to_come(self, done: Numbers) -> "np.ndarray[Any, np.dtype[np.float64]]":
        """What each unit will bring after now if it comes as `done` has come; nan where nothing is known of it yet."""
        gone, left = self.units["days_gone"].to_numpy(), self.units["days_left"].to_numpy()
        coming = _as_before(self.units, _planned(self.slots[self.slots["comes"]], self.units), done)
        evenly = np.where(gone > 0, half_up(done * left, np.maximum(gone, 1)), np.nan)
        return np.where(self.units["is_scheduled"], coming, evenly)

    def reached_on(self, done: Numbers, left: Numbers) -> date | None:
        """The last day on which a unit that has something left reaches its target, if what comes comes as `done` has.

        None where a unit will not, where nothing is known of it yet, and where nothing is left.
        """
        slots = self.slots[self.slots["comes"]].set_index("unit")
        units = self.units.assign(done=done, left=left)
        of_slot = units.loc[slots.index]
        coming = _as_before(of_slot, slots.groupby("unit")["dossiers"].cumsum().to_numpy(), of_slot["done"].to_numpy())
        by_schedule = slots[coming >= of_slot["left"].to_numpy()].groupby("unit")["day"].first().to_dict()
        lacking = units.loc[left > 0, ["is_scheduled", "days_gone", "done", "left"]]
        reached = [
            by_schedule.get(code) if is_scheduled else _evenly_reached(self.days[code], *figures)
            for code, is_scheduled, *figures in lacking.itertuples()
        ]
        days = [day for day in reached if day is not None]
        return max(days, default=None) if len(days) == len(reached) else None


def indicator_of(campaign: Campaign) -> Indicator:
    """What counts toward targets, as the workbook says."""
    return Indicator.ACTIVATED if campaign.reporting.counts_activated else Indicator.COLLECTED


def before_of(unit: Unit) -> IndicatorCounts:
    """What the unit had before the campaign."""
    return IndicatorCounts(collected=unit.collected_before, activated=unit.activated_before)


def aims_of(campaign: Campaign, schedule: Iterable[AnnouncedSlot], as_of: date) -> Aims:
    """What each unit was to reach by the end of this day.

    A unit's target is what its need and what was collected before make, where the workbook gives none.
    """
    indicator, days = indicator_of(campaign), working_days(campaign)
    units = DataFrame(
        {
            "before": [before_of(unit).of(indicator) for unit in campaign.units],
            "target": [
                unit.need + unit.collected_before if unit.target is None else unit.target for unit in campaign.units
            ],
            "need": [unit.need if indicator is Indicator.ACTIVATED else 0 for unit in campaign.units],
            "days_gone": [elapsed(days[unit.code], as_of).gone for unit in campaign.units],
            "days_left": [elapsed(days[unit.code], as_of).left for unit in campaign.units],
        },
        index=[unit.code for unit in campaign.units],
        dtype="int64",
    )
    slots = DataFrame(schedule, columns=list(AnnouncedSlot._fields)).astype({"dossiers": "int64", "is_due": bool})
    slots = slots.sort_values("day", kind="stable")
    units["wanted"] = np.maximum(units["target"] - units["before"], 0)
    units["is_scheduled"] = units.index.isin(slots["unit"][slots["dossiers"] > 0])
    slots = slots[slots["unit"].isin(units.index[units["is_scheduled"]])]
    slots["comes"] = ~((slots["day"] <= as_of) & slots["is_due"])
    of_slot = units.loc[slots["unit"]]
    so_far = _brings(of_slot, slots.groupby("unit")["dossiers"].cumsum().to_numpy())
    slots["due"] = np.minimum(so_far, of_slot["wanted"].to_numpy())
    units["past"] = _brings(units, _planned(slots[~slots["comes"]], units))
    gone, wanted = units["days_gone"].to_numpy(), units["wanted"].to_numpy()
    evenly = half_up(wanted * gone, np.maximum(gone + units["days_left"].to_numpy(), 1))
    by_now = np.where(units["is_scheduled"], np.minimum(units["past"], wanted), evenly)
    units["expected"] = units["before"] + by_now
    return Aims(units, slots, days)


def _planned(slots: DataFrame, units: DataFrame) -> Numbers:
    return sums_of(slots, ["dossiers"], units.index)["dossiers"].to_numpy()


def _brings(units: DataFrame, dossiers: Numbers) -> Numbers:
    """What so many planned dossiers of these units mean of what counts, half up."""
    wanted, need = units["wanted"].to_numpy(), units["need"].to_numpy()
    return np.where(need > 0, half_up(wanted * dossiers, np.maximum(need, 1)), dossiers)


def _as_before(units: DataFrame, planned: Numbers, done: Numbers) -> Numbers:
    """What so many planned dossiers bring if they come as those up to now have come; as planned where none was."""
    brings, past = _brings(units, planned), units["past"].to_numpy()
    return np.where(past > 0, half_up(brings * done, np.maximum(past, 1)), brings)


def _evenly_reached(days: Sequence[date], gone: int, done: int, left: int) -> date | None:
    """The first of these working days by which a unit has brought what is left, at its pace so far, half up."""
    if not done or not gone:
        return None
    needed = -((1 - 2 * left) * gone // (2 * done))
    return days[gone + needed - 1] if gone + needed <= len(days) else None


def _ordinals(days: Iterable[date]) -> list[int]:
    return [day.toordinal() for day in days]
