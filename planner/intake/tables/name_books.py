"""The books of names that several sheets refer to."""

from collections.abc import Iterable

from planner.domain.campaign import Machine, Unit
from planner.intake.tables.names import NameBook, Named
from planner.texts import texts_of

_ = texts_of("intake")


def machine_names(machines: Iterable[Machine]) -> NameBook:
    """What cells may call the machines by."""
    return NameBook(
        (Named(machine.name, machine.name) for machine in machines), _("{value} is not a machine of sheet Máy")
    )


def unit_names(units: Iterable[Unit]) -> NameBook:
    """What cells may call the units by: their codes, names with or without their kind, and those before a merger."""
    known = tuple(units)
    former = [(Named(one.code or one.name, one.name, unit.kind), unit.code) for unit in known for one in unit.formerly]
    return NameBook(
        (Named(unit.code, unit.name, unit.kind) for unit in known),
        _("{value} is not a unit of sheet Đơn vị"),
        former=former,
    )
