"""What an adjustment says, in words, and what of plans and rosters stands against it."""

from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain.adjustment import Adjustment, AdjustmentKind
from planner.domain.calendar import Calendar, Slot
from planner.domain.campaign import Campaign
from planner.replan.planned import PlannedSlot
from planner.roster.duties import Duty
from planner.roster.version import RosterState
from planner.texts import spoken_day, texts_of

_ = texts_of("workflow")


def adjustment_told(campaign: Campaign, adjustment: Adjustment) -> str:
    """What it says, as a sentence without its end."""
    unit = campaign.units_by_code.get(adjustment.unit) if adjustment.unit is not None else None
    sentences = {
        AdjustmentKind.BREAKDOWN: _("{machine} is out of service from {first} to {last}"),
        AdjustmentKind.CLOSURE: _("{unit} is closed from {first} to {last}"),
        AdjustmentKind.PIN: _("{machine} is pinned to {unit} from {first} to {last}"),
        AdjustmentKind.LEAVE: _("officer {officer} is away ({leave}) from {first} to {last}"),
    }
    return sentences[adjustment.kind].format(
        officer=adjustment.officer,
        leave=adjustment.leave,
        machine=adjustment.machine,
        unit=unit.name if unit is not None else adjustment.unit,
        first=slot_told(adjustment.first),
        last=slot_told(adjustment.last),
    )


def slot_told(slot: Slot) -> str:
    """*Ca 01 18/4/2023*."""
    return _("{shift} of {day}").format(shift=slot.shift, day=spoken_day(slot.day))


def planned_against(
    campaign: Campaign, planned: Iterable[PlannedSlot], adjustment: Adjustment, today: date
) -> Iterator[PlannedSlot]:
    """Slots from today on that the plans in force use against it; units of one cluster are one stop."""
    if adjustment.kind is AdjustmentKind.LEAVE:
        return
    calendar = campaign.calendar
    stop = campaign.stop_of(adjustment.unit) if adjustment.unit is not None else None
    first, last = calendar.ordinal(*adjustment.first), calendar.ordinal(*adjustment.last)
    for slot in planned:
        if slot.day < today or not first <= calendar.ordinal(slot.day, slot.shift) <= last:
            continue
        at_unit, with_machine = campaign.stop_of(slot.unit) == stop, slot.machine == adjustment.machine
        if (with_machine and not at_unit) if adjustment.kind is AdjustmentKind.PIN else (at_unit or with_machine):
            yield slot


def duties_against(campaign: Campaign, state: RosterState, adjustment: Adjustment, today: date) -> Iterator[Duty]:
    """Duties from today on that the roster which officers work by gives somebody who is away then."""
    followed = state.published or state.latest
    if adjustment.kind is not AdjustmentKind.LEAVE or followed is None:
        return
    for duty in followed.roster.duties:
        is_known = duty.shift in campaign.calendar.shift_labels
        is_ahead = is_known and duty.date >= today and not duty.done
        if duty.officer != adjustment.officer or not is_ahead:
            continue
        if covers(campaign.calendar, adjustment, Slot(duty.date, duty.shift)):
            yield duty


def covers(calendar: Calendar, adjustment: Adjustment, slot: Slot) -> bool:
    """Whether the slot lies from its first to its last."""
    return calendar.ordinal(*adjustment.first) <= calendar.ordinal(*slot) <= calendar.ordinal(*adjustment.last)
