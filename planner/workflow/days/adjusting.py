"""What is otherwise than the workbook says, entered while the campaign runs: a breakdown, a closure, a pin, a leave."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.adjustment import Adjustment, AdjustmentKind, EnteredAdjustment, adjusted
from planner.domain.calendar import Calendar, Slot
from planner.domain.campaign import Campaign
from planner.domain.meanwhile import LedgerSeen
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.staffing.staffing_reader import read_staffing
from planner.replan.planned import PlannedSlot, planned_slots
from planner.roster.duties import Duty
from planner.roster.staffing import LeaveKind, Staffing
from planner.texts import plurals_of, spoken_day, texts_of
from planner.workflow.days.adjustment_told import duties_against, planned_against, slot_told
from planner.workflow.days.contradictions import refuse_contradiction
from planner.workflow.ledger.adjusted import adjusted_by
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, this_moment, writer
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.named import machine_called, officer_called, unit_called

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
    officer: str | None = None
    """Code or name."""
    leave: str | None = None
    """The sign of the kind of leave; None is annual leave where somebody is away."""
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
    duties: tuple[Duty, ...]
    """Duties ahead of somebody who is away then: a new roster is needed. None once it is withdrawn."""
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
    """Enter a breakdown, a closure or a pin, which every plan made from now on keeps to, or a leave, as rosters do.

    Raises UnreadableFile, WorkbookProblems, LedgerError, and WrongUsage for an unknown machine, unit, officer or shift,
    a slot outside the campaign or before `today`, and what contradicts a pin; the ledger then is as it was.
    """
    read = read_campaign(workbook)
    staffing = _staffing(workbook, read.campaign) if asked.kind is AdjustmentKind.LEAVE else Staffing(officers=())
    adjustment = _adjustment(read.campaign, staffing, asked)
    day = today or this_day(read.campaign)
    _refuse_days(read.campaign.calendar, adjustment, day)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        before = ledger.adjustments.all()
        same = next((each for each in before if each.holds and each.adjustment == adjustment), None)
        if same is not None:
            now, entered = adjusted_by(read, before), same
        else:
            cut = refuse_contradiction(adjusted(read.campaign, before).campaign, staffing, adjustment, day)
            entered = ledger.adjustments.enter(adjustment, by=writer(by), at=this_moment(), expecting=expecting)
            now = adjusted_by(read, (*before, entered))
        planned = planned_slots(now.campaign, versions_in_force(ledger))
        return RecordedAdjustment(
            campaign=now.campaign,
            entered=entered,
            is_new=same is None,
            planned=tuple(planned_against(now.campaign, planned, adjustment, day)),
            duties=tuple(duties_against(now.campaign, ledger.rosters.state(), adjustment, day)),
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
            duties=(),
            problems=(*ledger.warnings, *read.warnings),
        )


def _staffing(workbook: Path, campaign: Campaign) -> Staffing:
    """Raises WrongUsage where nobody is entered."""
    staffing = read_staffing(workbook, campaign).staffing
    if staffing is None:
        raise WrongUsage(_("Nobody is entered on sheet Cán bộ, so nobody can be away. Enter the officers there"))
    return staffing


def _adjustment(campaign: Campaign, staffing: Staffing, asked: AskedAdjustment) -> Adjustment:
    labels = campaign.calendar.shift_labels
    machine = machine_called(campaign, asked.machine, _("machine")) if asked.machine is not None else None
    unit = unit_called(campaign, asked.unit) if asked.unit is not None else None
    _refuse_wrong_kind(asked, machine, unit)
    officer = officer_called(staffing, asked.officer).code if asked.officer is not None else None
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
        officer=officer,
        leave=_leave(asked),
        first_day=asked.first_day,
        first_shift=first_shift,
        last_day=last_day,
        last_shift=last_shift,
        reason=" ".join(asked.reason.split()),
    )


def _leave(asked: AskedAdjustment) -> str | None:
    """The sign of the kind of leave; None for everything that is none. Raises WrongUsage for an unknown one."""
    if asked.kind is not AdjustmentKind.LEAVE:
        return None
    signs = [*map(str, LeaveKind)]
    sign = asked.leave or LeaveKind.ANNUAL
    if sign not in signs:
        raise WrongUsage(
            _("{sign}: no such kind of leave. Choose one of {signs}").format(sign=sign, signs=", ".join(signs))
        )
    return LeaveKind(sign).value


def _refuse_wrong_kind(asked: AskedAdjustment, machine: MachineName | None, unit: UnitCode | None) -> None:
    kind, is_leave = asked.kind, asked.kind is AdjustmentKind.LEAVE
    wanted = {
        AdjustmentKind.LEAVE: _("a leave is of one officer, and of no machine or unit. Name the officer alone"),
        AdjustmentKind.BREAKDOWN: _("a breakdown is of one machine, and of no unit. Name the machine alone"),
        AdjustmentKind.CLOSURE: _("a closure is of one unit, and of no machine. Name the unit alone"),
        AdjustmentKind.PIN: _("a pin is of a machine and a unit. Name both"),
    }
    is_right = (
        (machine is None) == (is_leave or kind is AdjustmentKind.CLOSURE)
        and (unit is None) == (is_leave or kind is AdjustmentKind.BREAKDOWN)
        and (asked.officer is not None) == is_leave
    )
    if not is_right:
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
