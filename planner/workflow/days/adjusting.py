"""What is otherwise than the workbook says, entered while the campaign runs: a breakdown, a closure, a pin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.adjustment import Adjustment, AdjustmentKind, EnteredAdjustment, adjusted, pins_of
from planner.domain.calendar import Calendar, Slot
from planner.domain.campaign import Campaign, Pin
from planner.domain.meanwhile import LedgerSeen
from planner.domain.pinned import PinnedSlots, is_served, open_slots
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import Problem, Severity, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.replan.planned import PlannedSlot, planned_slots
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.ledger.adjusted import adjusted_by
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, this_moment, writer
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.named import machine_called, unit_called

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


@dataclass(frozen=True, slots=True)
class AskedAdjustment:
    """An adjustment as a person words it. A day without a shift means the whole of it."""

    kind: AdjustmentKind
    first_day: date
    machine: str | None = None
    unit: str | None = None
    """Code or name."""
    last_day: date | None = None
    """None is the first day."""
    first_shift: str | None = None
    last_shift: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordedAdjustment:
    """An adjustment that holds now, or holds no longer."""

    campaign: Campaign
    """With all that hold now."""
    entered: EnteredAdjustment
    """The one that was entered, or that was withdrawn."""
    is_new: bool
    """False where just that had been entered already; nothing was written then."""
    planned: tuple[PlannedSlot, ...]
    """Slots ahead that are planned otherwise than it says: a new plan is needed. None once it is withdrawn."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook, and of pins of which a part falls away."""


@dataclass(frozen=True, slots=True)
class ListedAdjustments:
    """Every adjustment of a campaign, in order."""

    campaign: Campaign
    entered: tuple[EnteredAdjustment, ...]
    problems: tuple[Problem, ...]


def list_adjustments(workbook: Path, *, address: str | None = None) -> ListedAdjustments:
    """What was ever entered beside the workbook. Raises UnreadableFile, WorkbookProblems, LedgerError."""
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address) as ledger:
        entered = ledger.adjustments.all()
        read = adjusted_by(read, entered)
        return ListedAdjustments(read.campaign, entered, (*ledger.warnings, *read.warnings))


def record_adjustment(
    workbook: Path,
    asked: AskedAdjustment,
    *,
    address: str | None = None,
    today: date | None = None,
    by: str | None = None,
    expecting: LedgerSeen | None = None,
) -> RecordedAdjustment:
    """Enter a breakdown, a closure or a pin, which every plan made from now on keeps to.

    Raises UnreadableFile, WorkbookProblems, LedgerError, and WrongUsage for an unknown machine, unit or shift, a slot
    outside the campaign or before `today`, and what contradicts a pin; the ledger then is as it was.
    """
    read = read_campaign(workbook)
    adjustment = _adjustment(read.campaign, asked)
    day = today or this_day(read.campaign)
    _refuse_days(read.campaign.calendar, adjustment, day)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        before = ledger.adjustments.all()
        same = next((each for each in before if each.holds and each.adjustment == adjustment), None)
        if same is not None:
            now, entered = adjusted_by(read, before), same
        else:
            cut = refuse_contradiction(adjusted(read.campaign, before).campaign, adjustment, day)
            entered = ledger.adjustments.enter(adjustment, by=writer(by), at=this_moment(), expecting=expecting)
            now = adjusted_by(read, (*before, entered))
        planned = planned_slots(now.campaign, versions_in_force(ledger))
        return RecordedAdjustment(
            campaign=now.campaign,
            entered=entered,
            is_new=same is None,
            planned=tuple(planned_against(now.campaign, planned, adjustment, day)),
            problems=(*ledger.warnings, *now.warnings, *(() if same is not None else cut)),
        )


def withdraw_adjustment(
    workbook: Path,
    number: int,
    *,
    address: str | None = None,
    by: str | None = None,
    expecting: LedgerSeen | None = None,
) -> RecordedAdjustment:
    """Take back the adjustment of this number; it stays in the ledger, and no plan keeps to it any more.

    Raises UnreadableFile, WorkbookProblems, and LedgerError, also where none of that number holds.
    """
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        entered = ledger.adjustments.withdraw(number, by=writer(by), at=this_moment(), expecting=expecting)
        read = adjusted_by(read, ledger.adjustments.all())
        return RecordedAdjustment(
            campaign=read.campaign,
            entered=entered,
            is_new=True,
            planned=(),
            problems=(*ledger.warnings, *read.warnings),
        )


def adjustment_told(campaign: Campaign, adjustment: Adjustment) -> str:
    """What it says, as a sentence without its end."""
    unit = campaign.units_by_code.get(adjustment.unit) if adjustment.unit is not None else None
    sentences = {
        AdjustmentKind.BREAKDOWN: _("{machine} is out of service from {first} to {last}"),
        AdjustmentKind.CLOSURE: _("{unit} is closed from {first} to {last}"),
        AdjustmentKind.PIN: _("{machine} is pinned to {unit} from {first} to {last}"),
    }
    return sentences[adjustment.kind].format(
        machine=adjustment.machine,
        unit=unit.name if unit is not None else adjustment.unit,
        first=slot_told(adjustment.first),
        last=slot_told(adjustment.last),
    )


def slot_told(slot: Slot) -> str:
    """*Ca 01 18/4/2023*."""
    return _("{shift} of {day}").format(shift=slot.shift, day=spoken_day(slot.day))


def _adjustment(campaign: Campaign, asked: AskedAdjustment) -> Adjustment:
    labels = campaign.calendar.shift_labels
    machine = machine_called(campaign, asked.machine, _("machine")) if asked.machine is not None else None
    unit = unit_called(campaign, asked.unit) if asked.unit is not None else None
    _refuse_wrong_kind(asked.kind, machine, unit)
    last_day = asked.last_day or asked.first_day
    first_shift, last_shift = _shift(labels, asked.first_shift, labels[0]), _shift(labels, asked.last_shift, labels[-1])
    if (last_day, labels.index(last_shift)) < (asked.first_day, labels.index(first_shift)):
        raise WrongUsage(
            _("{last} stands before {first}. Mend one of them").format(
                last=slot_told(Slot(last_day, last_shift)), first=slot_told(Slot(asked.first_day, first_shift))
            )
        )
    return Adjustment(
        kind=asked.kind,
        machine=machine,
        unit=unit,
        first_day=asked.first_day,
        first_shift=first_shift,
        last_day=last_day,
        last_shift=last_shift,
        reason=" ".join(asked.reason.split()),
    )


def _refuse_wrong_kind(kind: AdjustmentKind, machine: MachineName | None, unit: UnitCode | None) -> None:
    wanted = {
        AdjustmentKind.BREAKDOWN: _("a breakdown is of one machine, and of no unit. Name the machine alone"),
        AdjustmentKind.CLOSURE: _("a closure is of one unit, and of no machine. Name the unit alone"),
        AdjustmentKind.PIN: _("a pin is of a machine and a unit. Name both"),
    }
    if (machine is None) != (kind is AdjustmentKind.CLOSURE) or (unit is None) != (kind is AdjustmentKind.BREAKDOWN):
        raise WrongUsage(wanted[kind])


def _shift(labels: tuple[ShiftLabel, ...], asked: str | None, default: ShiftLabel) -> ShiftLabel:
    if asked is None:
        return default
    if asked not in labels:
        raise WrongUsage(
            _("{shift}: no such shift. Sheet Ca has: {shifts}").format(shift=asked, shifts=", ".join(labels))
        )
    return ShiftLabel(asked)


def _refuse_days(calendar: Calendar, adjustment: Adjustment, today: date) -> None:
    for day in (adjustment.first_day, adjustment.last_day):
        if not calendar.first_day <= day <= calendar.last_day:
            raise WrongUsage(
                _("{day}: outside the campaign, which lasts from {first} to {last}. Give a day within it").format(
                    day=spoken_day(day), first=spoken_day(calendar.first_day), last=spoken_day(calendar.last_day)
                )
            )
    if adjustment.first_day < today:
        raise WrongUsage(
            _("{day} is past, and results tell of what is past; today is {today}. Begin it with today").format(
                day=spoken_day(adjustment.first_day), today=spoken_day(today)
            )
        )


def refuse_contradiction(campaign: Campaign, adjustment: Adjustment, today: date) -> tuple[Problem, ...]:
    """Raise WrongUsage where it and a pin cannot both be kept; warnings of pins of which only a part is left.

    `campaign` is that without it.
    """
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


def planned_against(
    campaign: Campaign, planned: Iterable[PlannedSlot], adjustment: Adjustment, today: date
) -> Iterator[PlannedSlot]:
    """Slots from today on that the plans in force use against it; units of one cluster are one stop."""
    calendar = campaign.calendar
    stop = campaign.stop_of(adjustment.unit) if adjustment.unit is not None else None
    first, last = calendar.ordinal(*adjustment.first), calendar.ordinal(*adjustment.last)
    for slot in planned:
        if slot.day < today or not first <= calendar.ordinal(slot.day, slot.shift) <= last:
            continue
        at_unit, with_machine = campaign.stop_of(slot.unit) == stop, slot.machine == adjustment.machine
        if (with_machine and not at_unit) if adjustment.kind is AdjustmentKind.PIN else (at_unit or with_machine):
            yield slot
