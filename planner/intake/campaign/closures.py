"""Sheet *Ngày nghỉ*: slots in which nobody works, everywhere or for one machine or unit."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Closure, Machine, Unit
from planner.domain.folding import fold
from planner.domain.record import MachineName, UnitCode
from planner.intake.campaign.allowed_days import closed_between
from planner.intake.campaign.frame import CampaignFrame, Period, period_of
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_CLOSURES
from planner.intake.layout.calendar import CLOSURES, ClosureColumn
from planner.intake.layout.units import UnitColumn
from planner.intake.tables.month_first import check_days
from planner.intake.tables.shape.heads import loose_text
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import Clarity, NameBook, Named
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

EVERYWHERE = frozenset(map(fold, ("Toàn bộ", "Tất cả")))
"""Folded words for a scope that is no machine and no unit."""
_TO_THE_END = frozenset(
    map(fold, ("hết đợt", "đến hết đợt", "hết chiến dịch", "đến hết chiến dịch", "cuối đợt", "hết đợt cao điểm"))
)
_UNTIL_FURTHER_NOTICE = ("thông báo", "khi có", "cho đến", "đến khi", "trở đi", "vô thời hạn", "hết đợt", "tới khi")


class _Scope(NamedTuple):
    machine: MachineName | None = None
    unit: UnitCode | None = None


class _Scopes:
    """Everything that a closure may be bound to."""

    def __init__(self, units: UnitSheet, machines: Sequence[Machine]) -> None:
        named = [Named(machine.name, machine.name) for machine in machines]
        self.units = units.names
        self.machines = NameBook(named, "{value}")
        self.all = NameBook([*named, *(Named(one.code, one.name, one.kind) for one in units.units)], "{value}")


def closures_of(
    table: SheetTable, frame: CampaignFrame, units: UnitSheet, machines: Sequence[Machine], findings: Findings
) -> tuple[Closure, ...]:
    """The closures that apply, cut to the campaign's days and sorted; rows that say Không are dropped unread."""
    scopes = _Scopes(units, machines)
    rows = [row for row in table if row.yes(ClosureColumn.APPLIES) is not False]
    if len(rows) > NUM_CLOSURES:
        findings.error(
            f"{CLOSURES.title}!A{rows[NUM_CLOSURES].number}",
            _("more than {limit} closures").format(limit=NUM_CLOSURES),
            _("Join days that follow each other into one row, from the first to the last"),
        )
    closures = [_closure(row, frame, scopes) for row in rows[:NUM_CLOSURES]]
    closures += [closure for unit in units.units for closure in _closed_but_on_allowed_days(unit, frame)]
    return tuple(sorted({one for one in closures if one is not None}, key=_canonical))


def _closed_but_on_allowed_days(unit: Unit, frame: CampaignFrame) -> Iterator[Closure]:
    """A unit with a list of days is closed on all others."""
    if unit.allowed_days:
        for period in closed_between(unit.allowed_days, frame.days):
            yield Closure(
                first_day=period.first_day,
                last_day=period.last_day,
                shifts=frame.labels,
                unit=unit.code,
                reason=UnitColumn.DAYS.value,
            )


def _canonical(closure: Closure) -> tuple[object, ...]:
    return (
        closure.first_day,
        closure.last_day,
        sorted(closure.weekdays),
        closure.shifts,
        closure.machine or "",
        closure.unit or "",
        closure.reason,
    )


def _closure(row: SheetRow, frame: CampaignFrame, scopes: _Scopes) -> Closure | None:
    errors_before = row.findings.num_errors
    first = _first_day(row, frame)
    scope = _scope(row, scopes)
    weekdays = row.weekdays(ClosureColumn.WEEKDAYS)
    shifts = frame.shifts_of(row, ClosureColumn.SHIFTS)
    reason = row.plain(ClosureColumn.REASON)
    if first is None:
        return None
    asked = Period(first, frame.days.last_day) if is_to_the_end(row) else _period(row, first, weekdays, frame)
    period = asked.within(frame.days)
    if scope is None or row.findings.num_errors > errors_before:
        return None
    if period.is_empty:
        row.warn(
            ClosureColumn.FIRST_DAY,
            _("the closure lies outside the campaign and has no effect"),
            check_days(first, *frame.days),
        )
        return None
    _note_open_end(row, first, weekdays, reason, frame)
    return Closure(
        first_day=period.first_day,
        last_day=period.last_day,
        weekdays=weekdays,
        shifts=shifts,
        machine=scope.machine,
        unit=scope.unit,
        reason=reason,
    )


def _first_day(row: SheetRow, frame: CampaignFrame) -> date | None:
    """The first closed day. Weekdays alone, without any day, close them in the whole campaign."""
    is_of_weekdays = row.is_empty(ClosureColumn.FIRST_DAY) and not row.is_empty(ClosureColumn.WEEKDAYS)
    if is_of_weekdays and (row.is_empty(ClosureColumn.LAST_DAY) or is_to_the_end(row)):
        return frame.days.first_day
    row.require(ClosureColumn.FIRST_DAY, _("Enter the first closed day"))
    return row.day(ClosureColumn.FIRST_DAY)


def is_to_the_end(row: SheetRow) -> bool:
    """Whether the last day is a word for the campaign's end."""
    value = row.cell(ClosureColumn.LAST_DAY).value
    return isinstance(value, str) and fold(loose_text(value)) in _TO_THE_END


def _period(row: SheetRow, first: date, weekdays: frozenset[int], frame: CampaignFrame) -> Period:
    """From the first day to the last; an empty last day is the first, or the campaign's where no day is given."""
    is_without_days = row.is_empty(ClosureColumn.FIRST_DAY) and row.is_empty(ClosureColumn.LAST_DAY)
    last = frame.days.last_day if is_without_days and weekdays else first
    return period_of(row, ClosureColumn.FIRST_DAY, ClosureColumn.LAST_DAY, Period(first, last))


def _note_open_end(row: SheetRow, first: date, weekdays: frozenset[int], reason: str, frame: CampaignFrame) -> None:
    """Say what an empty last day means: on other sheets it means to the end."""
    if not row.is_empty(ClosureColumn.LAST_DAY):
        return
    if row.is_empty(ClosureColumn.FIRST_DAY):
        row.note(ClosureColumn.WEEKDAYS, _("without days: closed on these weekdays in the whole campaign"))
        return
    day = spoken_day(first)
    if any(fold(word) in fold(reason) for word in _UNTIL_FURTHER_NOTICE):
        row.warn(
            ClosureColumn.LAST_DAY,
            _("empty, so only {day} is closed; the reason sounds as if it goes on").format(day=day),
            _("Enter the last closed day, or {words} for the campaign's last day").format(words=shown("hết đợt")),
        )
    elif weekdays and first.weekday() not in weekdays:
        row.warn(
            ClosureColumn.LAST_DAY,
            _("empty, so only {day} is meant, which is none of the weekdays; nothing is closed").format(day=day),
            _("Enter the last closed day, or {words} for the campaign's last day").format(words=shown("hết đợt")),
        )
    elif first < frame.days.last_day:
        row.note(ClosureColumn.LAST_DAY, _("empty: one day, {day}").format(day=day))


def _scope(row: SheetRow, scopes: _Scopes) -> _Scope | None:
    """Whom the closure binds; None after noting why that cannot be told."""
    name = row.text(ClosureColumn.SCOPE)
    if not name:
        return _Scope() if row.is_empty(ClosureColumn.SCOPE) else None
    if fold(name) in EVERYWHERE:
        return _Scope()
    as_machine, as_unit = scopes.machines.clarity(name), scopes.units.clarity(name)
    where = row.where(ClosureColumn.SCOPE)
    if as_machine > as_unit:
        machine = scopes.machines.identity(name, where, row.findings)
        return _Scope(machine=MachineName(machine)) if machine is not None else None
    if as_unit > as_machine:
        unit = scopes.units.identity(name, where, row.findings)
        return _Scope(unit=UnitCode(unit)) if unit is not None else None
    _note_unclear_scope(row, name, scopes, is_known=as_unit is not Clarity.UNKNOWN)
    return None


def _note_unclear_scope(row: SheetRow, name: str, scopes: _Scopes, *, is_known: bool) -> None:
    if is_known:
        row.error(
            ClosureColumn.SCOPE,
            _("{value} is the name of a machine and of a unit").format(value=shown(name)),
            _("For the unit enter its code; or rename the machine"),
        )
    elif not (scopes.units.is_empty or scopes.machines.is_empty):
        row.error(
            ClosureColumn.SCOPE,
            _("{value} is neither a machine nor a unit").format(value=shown(name)),
            scopes.all.suggestion(name) or _("Leave it empty for a closure everywhere"),
        )
