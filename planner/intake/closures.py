"""Sheet *Ngày nghỉ*: slots in which nobody works, everywhere or for one machine or unit."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.campaign import Closure, Machine
from planner.domain.record import MachineName, UnitCode
from planner.intake.findings import shown
from planner.intake.frame import Frame, Period, period_of
from planner.intake.layout import ClosureColumn
from planner.intake.names import NameBook, Named, fold, suggestion
from planner.intake.tables import Row, Table
from planner.intake.units import UnitSheet
from planner.texts import texts_of

_ = texts_of("intake")

_EVERYWHERE = frozenset(map(fold, ("Toàn bộ", "Tất cả")))


class _Scope(NamedTuple):
    machine: MachineName | None = None
    unit: UnitCode | None = None


def closures_of(table: Table, frame: Frame, units: UnitSheet, machines: Iterable[Machine]) -> tuple[Closure, ...]:
    """The closures that apply, cut to the campaign's days and sorted; rows that say Không are dropped unread."""
    machine_names = NameBook((Named(machine.name, machine.name) for machine in machines), "{value}")
    closures = [_closure(row, frame, units, machine_names) for row in table]
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


def _closure(row: Row, frame: Frame, units: UnitSheet, machine_names: NameBook) -> Closure | None:
    if row.yes(ClosureColumn.APPLIES) is False:
        return None
    row.require(ClosureColumn.FIRST_DAY, _("Enter the first closed day"))
    first = row.day(ClosureColumn.FIRST_DAY)
    scope = _scope(row, units, machine_names)
    weekdays = row.weekdays(ClosureColumn.WEEKDAYS)
    shifts = frame.shifts_of(row, ClosureColumn.SHIFTS)
    reason = row.text(ClosureColumn.REASON)
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


def _scope(row: Row, units: UnitSheet, machine_names: NameBook) -> _Scope | None:
    """Whom the closure binds; None after noting why that cannot be told."""
    name = row.text(ClosureColumn.SCOPE)
    if not name:
        return _Scope() if row.is_empty(ClosureColumn.SCOPE) else None
    if fold(name) in _EVERYWHERE:
        return _Scope()
    is_machine, is_unit = machine_names.knows(name), units.names.knows(name)
    where = row.where(ClosureColumn.SCOPE)
    if is_machine and is_unit:
        row.error(
            ClosureColumn.SCOPE,
            _("{value} is the name of a machine and of a unit").format(value=shown(name)),
            _("For the unit enter its code; or rename the machine"),
        )
        return None
    if is_machine:
        machine = machine_names.identity(name, where, row.findings)
        return _Scope(machine=MachineName(machine)) if machine is not None else None
    if is_unit:
        unit = units.names.identity(name, where, row.findings)
        return _Scope(unit=UnitCode(unit)) if unit is not None else None
    if not (units.names.is_empty or machine_names.is_empty):
        row.error(
            ClosureColumn.SCOPE,
            _("{value} is neither a machine nor a unit").format(value=shown(name)),
            suggestion(name, (*machine_names.spoken, *units.names.spoken))
            or _("Leave it empty for a closure everywhere"),
        )
    return None
