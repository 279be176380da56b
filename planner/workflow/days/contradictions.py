"""What contradicts an adjustment: pins of the workbook and of the ledger, of machines and of duties."""

from datetime import date

from planner.domain.adjustment import Adjustment, AdjustmentKind, EnteredAdjustment, adjusted, pins_of
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Pin
from planner.domain.pinned import PinnedSlots, is_served, open_slots
from planner.errors import Problem, Severity, WrongUsage
from planner.roster.staffing import Staffing
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.days.adjustment_told import adjustment_told, covers
from planner.workflow.ledger.keeping import this_moment

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


def refuse_contradiction(
    campaign: Campaign, staffing: Staffing | None, adjustment: Adjustment, today: date
) -> tuple[Problem, ...]:
    """Raise WrongUsage where it and a pin cannot both be kept; warnings of pins of which only a part is left.

    `campaign` is that without it; `staffing` matters to leaves alone, and is not asked for by others.
    """
    if adjustment.kind is AdjustmentKind.LEAVE and staffing is not None:
        _refuse_pinned_duty(campaign, staffing, adjustment)
        return ()
    if adjustment.kind is AdjustmentKind.PIN:
        return _refuse_pin(campaign, adjustment)
    entered = EnteredAdjustment(number=1, adjustment=adjustment, entered_at=this_moment(), entered_by="")
    now = adjusted(campaign, (entered,)).campaign
    begins = campaign.calendar.ordinal(today, campaign.calendar.shift_labels[0])
    cut = []
    for pin in campaign.pins:
        held = [ordinal for ordinal in open_slots(campaign, pin) if ordinal >= begins]
        left = [ordinal for ordinal in open_slots(now, pin) if ordinal >= begins]
        if held and not left:
            raise WrongUsage(
                _(
                    "{what}: but {pin} holds {machine} at {unit} just then, and nothing would be left of it. "
                    "Take that pin away first"
                ).format(what=adjustment_told(campaign, adjustment), **_pin_told(campaign, pin))
            )
        if len(left) < len(held):
            cut.append(_about_cut(campaign, pin, len(held) - len(left)))
    return tuple(cut)


def _refuse_pinned_duty(campaign: Campaign, staffing: Staffing, adjustment: Adjustment) -> None:
    """Raise WrongUsage where sheet *Ghim ca* gives the officer a duty while he is away."""
    for pin in staffing.pins:
        if pin.officer != adjustment.officer or pin.forbids or pin.shift is None:
            continue
        if covers(campaign.calendar, adjustment, Slot(pin.day, pin.shift)):
            raise WrongUsage(
                _("{what}: but {pin} gives this officer a duty just then. Take that pin away first").format(
                    what=adjustment_told(campaign, adjustment), pin=pin.source
                )
            )


def _refuse_pin(campaign: Campaign, adjustment: Adjustment) -> tuple[Problem, ...]:
    """Raises WrongUsage for a pin that can hold in none of its slots, or not beside another; warns where some fall."""
    pins = pins_of(campaign.calendar, adjustment)
    what = adjustment_told(campaign, adjustment)
    if not all(is_served(campaign, pin) for pin in pins):
        raise WrongUsage(
            _(
                "{what}: the machine does not serve this unit on these days. "
                "Name another unit, or let the sheet Máy say that it serves it"
            ).format(what=what)
        )
    held = {pin: open_slots(campaign, pin) for pin in pins}
    if not any(held.values()):
        raise WrongUsage(
            _("{what}: every one of these slots is closed to the machine or to the unit. Choose others").format(
                what=what
            )
        )
    taken = PinnedSlots(campaign)
    for pin in campaign.pins:
        taken.take(pin, open_slots(campaign, pin))
    for pin, slots in held.items():
        clash = taken.take(pin, slots)
        if clash is not None:
            raise WrongUsage(
                _(
                    "{what}: but {pin} holds {machine} at {unit} then, and both cannot be kept. "
                    "Take that pin away first, or choose other slots"
                ).format(what=what, **_pin_told(campaign, clash.other))
            )
    asked = sum(((pin.last_day - pin.first_day).days + 1) * len(pin.shifts) for pin in pins)
    closed = asked - sum(map(len, held.values()))
    return (_about_cut(campaign, pins[0], closed),) if closed else ()


def _pin_told(campaign: Campaign, pin: Pin) -> dict[str, str]:
    return {"pin": pin.source, "machine": pin.machine, "unit": campaign.units_by_code[pin.unit].name}


def _about_cut(campaign: Campaign, pin: Pin, num_closed: int) -> Problem:
    told = _pin_told(campaign, pin)
    return Problem(
        where=told["pin"] or _("the new pin"),
        what=ngettext(
            "{count} slot of {machine} at {unit} is closed and falls away from the pin",
            "{count} slots of {machine} at {unit} are closed and fall away from the pin",
            num_closed,
        ).format(count=spoken_number(num_closed), machine=told["machine"], unit=told["unit"]),
        advice=_("Check the days and shifts if this is not meant"),
        severity=Severity.WARNING,
    )
