"""The rule on what was announced for the frozen days."""

from collections.abc import Iterator

from planner.check.announced import announced_ahead
from planner.check.reading import Reading
from planner.check.violation import Violation
from planner.check.wording import spoken_unit
from planner.domain.calendar import Slot
from planner.domain.plan import Assignment
from planner.domain.policy import Rule
from planner.texts import spoken_day, texts_of

_ = texts_of("check")


def frozen(reading: Reading) -> Iterator[Violation]:
    """Placements announced for the frozen days stay, wherever machine and unit are still open; dossiers may differ."""
    standing = {(row.machine.name, row.unit.code, row.slot) for row in reading.planned}
    missing = {
        (row.machine, row.unit, Slot(row.date, row.shift)): row
        for row in announced_ahead(reading)
        if _still_binds(reading, row) and (row.machine, row.unit, Slot(row.date, row.shift)) not in standing
    }
    for row in missing.values():
        message = _("{machine} was announced at {unit} on {day}, {shift}, a frozen day, but is not there").format(
            machine=row.machine,
            unit=spoken_unit(reading.campaign.units_by_code[row.unit]),
            day=spoken_day(row.date),
            shift=row.shift,
        )
        yield Violation(
            rule=Rule.FROZEN, message=message, machine=row.machine, unit=row.unit, day=row.date, shift=row.shift
        )


def _still_binds(reading: Reading, announced: Assignment) -> bool:
    """Whether the day is frozen and both are open then under a posting that serves the unit."""
    frozen_until = reading.plan.frozen_until
    machine = reading.campaign.machines_by_name.get(announced.machine)
    if frozen_until is None or announced.date > frozen_until or machine is None:
        return False
    unit, slot = reading.campaign.units_by_code[announced.unit], Slot(announced.date, announced.shift)
    return any(reading.opening.both_are_open(machine, posting, unit, slot) for posting in machine.postings)
