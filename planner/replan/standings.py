"""How far a campaign has come, unit by unit: collected, still needed, planned ahead, late."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import NonNegativeInt

from planner.domain.campaign import Campaign, Succession
from planner.domain.plan import Plan
from planner.domain.record import Record, UnitCode
from planner.domain.results import Result, ResultKey
from planner.replan.planned import PlannedSlot

if TYPE_CHECKING:
    from pandas import DataFrame, Series


class DossierStanding(Record):
    """Where one unit, or all units together, stand. All figures are dossiers unless they say otherwise."""

    need: NonNegativeInt
    """To collect in the campaign."""
    collected: NonNegativeInt
    """By machines, in slots before the first that is still to be planned."""
    elsewhere: NonNegativeInt
    """Collected without a machine."""
    remaining: NonNegativeInt
    """Needed less collected less elsewhere, at each unit at least 0; what an old unit had left on the day on which it
    was merged remains at its successor."""
    planned_so_far: NonNegativeInt
    """What the plans that held had expected of machines up to now."""
    behind: NonNegativeInt
    """By how much machines have collected less than planned so far, as far as it is still needed."""
    planned_ahead: NonNegativeInt
    """What the plan is still to collect."""
    unplanned: NonNegativeInt
    """Of what remains, that for which the plan has no slot."""
    approved: NonNegativeInt
    """Dossiers approved, as far as results tell."""
    activated: NonNegativeInt
    """Electronic identity accounts activated, as far as results tell."""
    slots_without_result: NonNegativeInt
    """Past slots that were planned and of which no result tells."""
    expected_done: date | None
    """The day on which nothing remains: the last planned day with dossiers, or the last day that brought any where
    nothing remains now; None where the plan leaves something, and where nothing was ever needed."""

    @property
    def is_late(self) -> bool:
        """Whether less was collected than had been planned up to now, and is still needed."""
        return self.behind > 0


class UnitStanding(DossierStanding):
    """Where one unit stands."""

    unit: UnitCode
    name: str


class CampaignProgress(Record):
    """Where a campaign stands."""

    units: tuple[UnitStanding, ...]
    """By code."""
    total: DossierStanding

    @property
    def late(self) -> tuple[UnitStanding, ...]:
        """The units that are late, the one that is most behind first."""
        return tuple(sorted((unit for unit in self.units if unit.is_late), key=lambda unit: (-unit.behind, unit.unit)))


def progress_of(
    campaign: Campaign, results: Iterable[Result], plan: Plan, planned: Iterable[PlannedSlot], *, since_ordinal: int
) -> CampaignProgress:
    """Where the campaign stands before the slot `since_ordinal`.

    `plan` is the one that holds from that slot on; `planned` is what the plans that held before had expected, as
    `planned_slots` gives it. What machines collected from that slot on does not count yet; what was collected elsewhere
    bears no slot and counts whenever it is known. Results of units that the workbook no longer has are left out.
    """
    told, ahead = _told(campaign, results, since_ordinal), _ahead(campaign, plan, since_ordinal)
    past = _past(campaign, planned, frozenset(told["key"]), since_ordinal)
    units = _figures(campaign, told, past, ahead, today=_day_of(campaign, since_ordinal))
    is_fruitful = (told["collected"] + told["elsewhere"]) > 0
    last_brought, last_planned = (rows.groupby("unit")["day"].max().to_dict() for rows in (told[is_fruitful], ahead))
    standings = []
    for unit, figures in zip(campaign.units, units.to_dict("records"), strict=True):
        last_day = (last_planned if figures["remaining"] else last_brought).get(unit.code)
        told_of_it = {"unit": unit.code, "name": unit.name, "expected_done": None if figures["unplanned"] else last_day}
        standings.append(UnitStanding.model_validate({**figures, **told_of_it}))
    sums, days = units.sum().astype(int).to_dict(), [unit.expected_done for unit in standings if unit.expected_done]
    done = None if sums["unplanned"] else max(days, default=None)
    return CampaignProgress(
        units=tuple(standings), total=DossierStanding.model_validate({**sums, "expected_done": done})
    )


def _frame(rows: list[tuple[Any, ...]], columns: list[str]) -> "DataFrame":
    """A table; pandas is loaded by the first one, for a door has to be open before that."""
    from pandas import DataFrame  # noqa: PLC0415

    return DataFrame(rows, columns=columns)


def _told(campaign: Campaign, results: Iterable[Result], since_ordinal: int) -> "DataFrame":
    """A row for each result that counts, with its key."""
    calendar = campaign.calendar
    rows = [
        (row.key, row.unit, row.day, row.collected, row.is_elsewhere, row.approved or 0, row.activated or 0)
        for row in results
        if row.shift is None
        or (row.shift in calendar.shift_labels and calendar.ordinal(row.day, row.shift) < since_ordinal)
    ]
    told = _frame(rows, ["key", "unit", "day", "brought", "is_elsewhere", "approved", "activated"])
    is_elsewhere = told["is_elsewhere"].astype(bool)
    return told.assign(
        collected=told["brought"].where(~is_elsewhere, 0), elsewhere=told["brought"].where(is_elsewhere, 0)
    )


def _past(
    campaign: Campaign, planned: Iterable[PlannedSlot], reported: Collection[ResultKey], since_ordinal: int
) -> "DataFrame":
    """A row for each slot that is over, with what was planned and whether a result is missing."""
    rows = [
        (slot.unit, slot.dossiers, slot.key not in reported)
        for slot in planned
        if campaign.calendar.ordinal(slot.day, slot.shift) < since_ordinal
    ]
    return _frame(rows, ["unit", "planned_so_far", "slots_without_result"])


def _ahead(campaign: Campaign, plan: Plan, since_ordinal: int) -> "DataFrame":
    """A row for each slot in which the plan is still to collect; shifts the workbook lost bring nothing."""
    calendar = campaign.calendar
    rows = [
        (row.unit, row.date, row.dossiers)
        for row in plan.assignments
        if not row.done and row.dossiers and row.shift in calendar.shift_labels
        if calendar.ordinal(row.date, row.shift) >= since_ordinal
    ]
    return _frame(rows, ["unit", "day", "planned_ahead"])


def _figures(
    campaign: Campaign, told: "DataFrame", past: "DataFrame", ahead: "DataFrame", *, today: date
) -> "DataFrame":
    """A row for each unit of the workbook, by code, with the figures of `DossierStanding`."""
    codes = [unit.code for unit in campaign.units]
    units = _frame([(unit.need,) for unit in campaign.units], ["need"]).set_axis(codes).astype("int64")
    for rows, figures in (
        (told, ["collected", "elsewhere", "approved", "activated"]),
        (past, ["planned_so_far", "slots_without_result"]),
        (ahead, ["planned_ahead"]),
    ):
        units[figures] = rows.groupby("unit")[figures].sum().reindex(codes, fill_value=0).astype("int64")
    left = units["need"] - units["collected"] - units["elsewhere"]
    is_over = [one for one in campaign.successions if one.day <= today]
    units["remaining"] = _passed_on(left, is_over)
    units["behind"] = np.minimum(units["remaining"], np.maximum(units["planned_so_far"] - units["collected"], 0))
    units["unplanned"] = _passed_on(left - units["planned_ahead"], campaign.successions)
    return units


def _passed_on(left: "Series[int]", successions: Iterable[Succession]) -> "Series[int]":
    """What is left by unit, never less than 0, with what these old units had left at their successors."""
    left = left.copy()
    for one in successions:
        left[one.successor] += max(0, left[one.unit])
        left[one.unit] = 0
    return left.clip(lower=0)


def _day_of(campaign: Campaign, since_ordinal: int) -> date:
    """The day of the slot; the day after the campaign where it is over."""
    last_ordinal = campaign.calendar.last_ordinal
    if since_ordinal > last_ordinal:
        return campaign.calendar.last_day + timedelta(days=1)
    return campaign.calendar.slot(since_ordinal).day
