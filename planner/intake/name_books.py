"""The books of names that several sheets refer to."""

from collections.abc import Iterable

from planner.domain.campaign import Machine, Unit
from planner.intake.names import NameBook, Named
from planner.texts import texts_of

_ = texts_of("intake")


def machine_names(machines: Iterable[Machine]) -> NameBook:
    """What cells may call the machines by."""
    return NameBook(
        (Named(machine.name, machine.name) for machine in machines), _("{value} is not a machine of sheet Máy")
    )


def unit_names(units: Iterable[Unit]) -> NameBook:
    """What cells may call the units by: their codes, and names with or without their kind."""
    return NameBook(
        (Named(unit.code, unit.name, unit.kind) for unit in units), _("{value} is not a unit of sheet Đơn vị")
    )
