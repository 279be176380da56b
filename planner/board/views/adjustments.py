"""What is closed, broken or pinned: by the workbook, which Excel keeps, and by what was entered beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.board.picture import Picture
from planner.board.views.day_sheet import Choice
from planner.domain.adjustment import AdjustmentKind, EnteredAdjustment
from planner.domain.campaign import Campaign, Closure
from planner.domain.record import ShiftLabel
from planner.errors import Problem
from planner.texts import plurals_of, spoken_days, spoken_moment, spoken_number, texts_of
from planner.workflow.days.adjustment_told import adjustment_told, planned_against

_ = texts_of("board")
ngettext = plurals_of("board")

KINDS: Mapping[str, AdjustmentKind] = {
    "hong": AdjustmentKind.BREAKDOWN,
    "dong": AdjustmentKind.CLOSURE,
    "ghim": AdjustmentKind.PIN,
}
"""By the names under which addresses and forms have them."""
FIELDS = ("may", "xa", "tu", "tu-ca", "den", "den-ca", "ly-do")


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """One thing entered beside the workbook."""

    number: int
    what: str
    reason: str
    by: str
    """Who entered it, and when."""
    holds: bool
    withdrawn: str
    """Who took it back, and when; empty where it holds."""
    against: str
    """What the plan or the roster that people work by has against it; empty where nothing."""


@dataclass(frozen=True, slots=True)
class WorkbookLine:
    """One row of the workbook that closes or pins something."""

    days: str
    shifts: str
    whom: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdjustmentForm:
    """The fields of one kind, as they were typed or as a link has filled them in."""

    kind: str
    """By its name in the form."""
    title: str
    send: str
    has_machine: bool
    has_unit: bool
    values: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False
    """Whether it is the one that is asked for."""
    refusal: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class AdjustmentsView:
    """The page."""

    entered: tuple[EnteredLine, ...]
    """The latest first; those taken back among them."""
    closures: tuple[WorkbookLine, ...]
    pins: tuple[WorkbookLine, ...]
    forms: tuple[AdjustmentForm, ...]
    machines: tuple[Choice, ...]
    units: tuple[Choice, ...]
    shifts: tuple[Choice, ...]
    first_day: date
    last_day: date
    seen: int
    """The number of the last row that this page knows; its forms send it back."""
    num_against: int
    """Slots ahead of the plan in force that can no longer be kept."""
    refusal: str = ""
    """Why one was not taken back."""


def adjustments_view(
    picture: Picture,
    workbook: Campaign,
    asked: Mapping[str, str],
    *,
    refusal: str = "",
    problems: Iterable[Problem] = (),
) -> AdjustmentsView:
    """The page; `workbook` is the campaign without what was entered beside it, `asked` what its fields hold."""
    campaign = picture.campaign
    withdrawals = {each.withdraws: each for each in picture.entered if each.withdraws is not None}
    against = {each.number: _num_against(picture, each) for each in picture.entered if each.holds}
    kind = asked.get("kieu", "")
    return AdjustmentsView(
        entered=tuple(
            _entered(picture, each, withdrawals.get(each.number), against.get(each.number, 0))
            for each in reversed(picture.entered)
            if each.withdraws is None
        ),
        closures=tuple(_closure(workbook, each) for each in sorted(workbook.closures, key=lambda row: row.first_day)),
        pins=tuple(
            WorkbookLine(
                spoken_days(pin.first_day, pin.last_day),
                _shifts_told(workbook, pin.shifts),
                _("{machine} at {unit}").format(machine=pin.machine, unit=workbook.units_by_code[pin.unit].name),
                "",
            )
            for pin in workbook.pins
        ),
        forms=tuple(_form(picture, each, asked, refusal, tuple(problems), is_asked=each == kind) for each in KINDS),
        machines=tuple(Choice(each.name, each.name) for each in campaign.machines),
        units=tuple(Choice(each.code, each.name) for each in campaign.units),
        shifts=tuple(Choice(each, each) for each in campaign.calendar.shift_labels),
        first_day=max(picture.today, campaign.calendar.first_day),
        last_day=campaign.calendar.last_day,
        seen=picture.stamp.mark.adjustment,
        num_against=sum(against.values()),
        refusal="" if kind in KINDS else refusal,
    )


def _form(
    picture: Picture,
    kind: str,
    asked: Mapping[str, str],
    refusal: str,
    problems: tuple[Problem, ...],
    *,
    is_asked: bool,
) -> AdjustmentForm:
    title, send = {
        "hong": (_("Report a broken machine"), _("Report it broken")),
        "dong": (_("Close a unit"), _("Close it")),
        "ghim": (_("Pin a machine to a unit"), _("Pin it")),
    }[kind]
    values = {name: asked.get(name, "") if is_asked else "" for name in FIELDS}
    values["tu"] = values["tu"] or max(picture.today, picture.campaign.calendar.first_day).isoformat()
    values["den"] = values["den"] or values["tu"]
    return AdjustmentForm(
        kind=kind,
        title=title,
        send=send,
        has_machine=kind != "dong",
        has_unit=kind != "hong",
        values=values,
        is_open=is_asked,
        refusal=refusal if is_asked else "",
        problems=problems if is_asked else (),
    )


def _entered(
    picture: Picture, entered: EnteredAdjustment, withdrawal: EnteredAdjustment | None, num_against: int
) -> EnteredLine:
    told = ngettext(
        "{count} planned machine-slot cannot be kept", "{count} planned machine-slots cannot be kept", num_against
    )
    return EnteredLine(
        number=entered.number,
        what=adjustment_told(picture.campaign, entered.adjustment),
        reason=entered.adjustment.reason,
        by=entered_by(picture, entered),
        holds=entered.holds,
        withdrawn=entered_by(picture, withdrawal) if withdrawal is not None else "",
        against=told.format(count=spoken_number(num_against)) if num_against else "",
    )


def entered_by(picture: Picture, entered: EnteredAdjustment) -> str:
    """Who entered it, and when."""
    at = spoken_moment(entered.entered_at, picture.campaign.clock)
    return _("{who}, {moment}").format(who=entered.entered_by, moment=at)


def _num_against(picture: Picture, entered: EnteredAdjustment) -> int:
    """How many slots ahead of the plans that people work by are otherwise than it says."""
    shifts = set(picture.campaign.calendar.shift_labels)
    if not {entered.adjustment.first_shift, entered.adjustment.last_shift} <= shifts:
        return 0
    return len([*planned_against(picture.campaign, picture.planned, entered.adjustment, picture.today)])


def _closure(campaign: Campaign, closure: Closure) -> WorkbookLine:
    unit = campaign.units_by_code.get(closure.unit) if closure.unit is not None else None
    days = spoken_days(closure.first_day, closure.last_day)
    weekdays = ", ".join(_weekdays(closure.weekdays))
    return WorkbookLine(
        days=f"{days} ({weekdays})" if weekdays else days,
        shifts=_shifts_told(campaign, closure.shifts),
        whom=closure.machine or (unit.name if unit is not None else "") or _("everywhere"),
        reason=closure.reason,
    )


def _weekdays(days: Iterable[int]) -> Iterator[str]:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return (names[day] for day in sorted(days))


def _shifts_told(campaign: Campaign, shifts: tuple[ShiftLabel, ...]) -> str:
    return _("all day") if set(campaign.calendar.shift_labels) <= set(shifts) else ", ".join(shifts)
