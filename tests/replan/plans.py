"""Plans to compare, written in a few words."""

from collections.abc import Iterable

from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.campaigns import day, label


def rows(machine: str, unit: str, slots: str, *, done: bool = False) -> tuple[Assignment, ...]:
    """`rows("M1", "A", "1.2=3 2.1=0")`: three dossiers on day 1 in shift 2, none on day 2 in shift 1."""
    found = []
    for slot in slots.split():
        when, dossiers = slot.split("=")
        day_number, shift_number = when.split(".")
        found.append(
            Assignment(
                machine=MachineName(machine),
                unit=UnitCode(unit),
                date=day(int(day_number)),
                shift=label(int(shift_number)) if shift_number.isdecimal() else ShiftLabel(shift_number),
                dossiers=int(dossiers),
                done=done,
            )
        )
    return tuple(found)


def plan(*parts: Iterable[Assignment], elsewhere: dict[str, int] | None = None, as_of: int | None = None) -> Plan:
    """A plan of these rows; `as_of` is the number of its first day."""
    return Plan(
        campaign="Chiến dịch thử",
        assignments=tuple(row for part in parts for row in part),
        as_of=None if as_of is None else day(as_of),
        elsewhere={UnitCode(unit): dossiers for unit, dossiers in (elsewhere or {}).items()},
    )
