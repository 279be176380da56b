"""How far a campaign has come, unit by unit: collected, still needed, planned ahead, late."""

from collections.abc import Iterable
from datetime import date

from pydantic import NonNegativeInt

from planner.domain.campaign import Campaign, Unit
from planner.domain.plan import Plan
from planner.domain.record import Record, UnitCode
from planner.domain.results import Result
from planner.replan.planned import PlannedSlot


class Standing(Record):
    """Where one unit, or all units together, stand. All figures are dossiers unless they say otherwise."""

    need: NonNegativeInt
    """To collect in the campaign."""
    collected: NonNegativeInt
    """By machines, in slots before the first that is still to be planned."""
    elsewhere: NonNegativeInt
    """Collected without a machine."""
    remaining: NonNegativeInt
    """Needed less collected less elsewhere, at each unit at least 0."""
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


class UnitStanding(Standing):
    """Where one unit stands."""

    unit: UnitCode
    name: str


class CampaignProgress(Record):
    """Where a campaign stands."""

    units: tuple[UnitStanding, ...]
    """By code."""
    total: Standing

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
    calendar = campaign.calendar
    counted = [
        result
        for result in results
        if result.shift is None
        or (result.shift in calendar.shift_labels and calendar.ordinal(result.day, result.shift) < since_ordinal)
    ]
    past = [slot for slot in planned if calendar.ordinal(slot.day, slot.shift) < since_ordinal]
    units = tuple(
        _standing(
            unit,
            [result for result in counted if result.unit == unit.code],
            [slot for slot in past if slot.unit == unit.code],
            _days_ahead(campaign, plan, unit, since_ordinal),
        )
        for unit in campaign.units
    )
    return CampaignProgress(units=units, total=_together(units))


def _days_ahead(campaign: Campaign, plan: Plan, unit: Unit, since_ordinal: int) -> dict[date, int]:
    """What the plan is to collect at the unit from this slot on, by day; shifts the workbook lost bring nothing."""
    calendar, days = campaign.calendar, dict[date, int]()
    for row in plan.assignments:
        if row.unit != unit.code or row.done or not row.dossiers or row.shift not in calendar.shift_labels:
            continue
        if calendar.ordinal(row.date, row.shift) >= since_ordinal:
            days[row.date] = days.get(row.date, 0) + row.dossiers
    return days


def _standing(
    unit: Unit, results: list[Result], planned: list[PlannedSlot], days_ahead: dict[date, int]
) -> UnitStanding:
    collected = sum(result.collected for result in results if not result.is_elsewhere)
    elsewhere = sum(result.collected for result in results if result.is_elsewhere)
    remaining = max(0, unit.need - collected - elsewhere)
    planned_so_far = sum(slot.dossiers for slot in planned)
    planned_ahead = sum(days_ahead.values())
    unplanned = max(0, remaining - planned_ahead)
    fruitful = [result.day for result in results if result.collected]
    ends = days_ahead if remaining else fruitful
    reported = {result.key for result in results}
    return UnitStanding(
        unit=unit.code,
        name=unit.name,
        need=unit.need,
        collected=collected,
        elsewhere=elsewhere,
        remaining=remaining,
        planned_so_far=planned_so_far,
        behind=min(remaining, max(0, planned_so_far - collected)),
        planned_ahead=planned_ahead,
        unplanned=unplanned,
        approved=sum(result.approved or 0 for result in results),
        activated=sum(result.activated or 0 for result in results),
        slots_without_result=sum(slot.key not in reported for slot in planned),
        expected_done=None if unplanned else max(ends, default=None),
    )


def _together(units: tuple[UnitStanding, ...]) -> Standing:
    """The sums; done when the last unit is, and never where the plan leaves any of them something."""
    leaves_some = any(unit.unplanned for unit in units)
    ends = [unit.expected_done for unit in units if unit.expected_done is not None]
    return Standing(
        need=sum(unit.need for unit in units),
        collected=sum(unit.collected for unit in units),
        elsewhere=sum(unit.elsewhere for unit in units),
        remaining=sum(unit.remaining for unit in units),
        planned_so_far=sum(unit.planned_so_far for unit in units),
        behind=sum(unit.behind for unit in units),
        planned_ahead=sum(unit.planned_ahead for unit in units),
        unplanned=sum(unit.unplanned for unit in units),
        approved=sum(unit.approved for unit in units),
        activated=sum(unit.activated for unit in units),
        slots_without_result=sum(unit.slots_without_result for unit in units),
        expected_done=None if leaves_some else max(ends, default=None),
    )
