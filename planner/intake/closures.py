"""Sheet *Ngày nghỉ*: slots in which nobody works, everywhere or for one machine or unit."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.campaign import Closure, Machine
from planner.domain.folding import fold
from planner.domain.record import MachineName, UnitCode
from planner.intake.findings import Findings, shown
from planner.intake.frame import Frame, Period, period_of
from planner.intake.layout import CLOSURES, ClosureColumn
from planner.intake.limits import NUM_CLOSURES
from planner.intake.names import Clarity, NameBook, Named
from planner.intake.tables import Row, Table
from planner.intake.units import UnitSheet
from planner.texts import texts_of

_ = texts_of("intake")

_EVERYWHERE = frozenset(map(fold, ("Toàn bộ", "Tất cả")))


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
    table: Table, frame: Frame, units: UnitSheet, machines: Sequence[Machine], findings: Findings
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
    return tuple(sorted({one for one in closures if one is not None}, key=_canonical))


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


def _closure(row: Row, frame: Frame, scopes: _Scopes) -> Closure | None:
    row.require(ClosureColumn.FIRST_DAY, _("Enter the first closed day"))
    first = row.day(ClosureColumn.FIRST_DAY)
    scope = _scope(row, scopes)
    weekdays = row.weekdays(ClosureColumn.WEEKDAYS)
    shifts = frame.shifts_of(row, ClosureColumn.SHIFTS)
    reason = row.plain(ClosureColumn.REASON)
    if first is None:
        return None
    asked = period_of(row, ClosureColumn.FIRST_DAY, ClosureColumn.LAST_DAY, Period(first, first))
    period = asked.within(frame.days)
    if scope is None or asked.is_empty:
        return None
    if period.is_empty:
        row.warn(
            ClosureColumn.FIRST_DAY, _("the closure lies outside the campaign and has no effect"), _("Check the days")
        )
        return None
    return Closure(
        first_day=period.first_day,
        last_day=period.last_day,
        weekdays=weekdays,
        shifts=shifts,
        machine=scope.machine,
        unit=scope.unit,
        reason=reason,
    )


def _scope(row: Row, scopes: _Scopes) -> _Scope | None:
    """Whom the closure binds; None after noting why that cannot be told."""
    name = row.text(ClosureColumn.SCOPE)
    if not name:
        return _Scope() if row.is_empty(ClosureColumn.SCOPE) else None
    if fold(name) in _EVERYWHERE:
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


def _note_unclear_scope(row: Row, name: str, scopes: _Scopes, *, is_known: bool) -> None:
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
