"""Rules on who may stand where in one slot."""

from collections.abc import Iterator

from planner.check.reading import Reading
from planner.check.rows import Appearance, grouped
from planner.check.violation import Violation, against_row
from planner.check.wording import spoken_unit
from planner.domain.policy import Rule
from planner.texts import spoken_day, texts_of

_ = texts_of("check")


def one_place(reading: Reading) -> Iterator[Violation]:
    """A machine is at one stop in a slot, and each unit is listed there once."""
    for rows in grouped(reading.planned, lambda row: (row.machine.name, row.ordinal)).values():
        if len(rows) == 1:
            continue
        stops = {reading.campaign.stop_of(row.unit.code) for row in rows}
        if len(stops) > 1 or len(rows) > len({row.unit.code for row in rows}):
            sentence = _("{machine} is listed more than once on {day}, {shift}: at {units}")
            units = ", ".join(spoken_unit(row.unit) for row in rows)
            yield against_row(Rule.ONE_PLACE, rows[0], sentence, units=units)


def machine_open(reading: Reading) -> Iterator[Violation]:
    """A machine works only in slots of a posting that are not closed to all or to it."""
    for row in reading.planned_appearances:
        reason = _why_machine_is_shut(reading, row)
        if reason:
            yield against_row(Rule.MACHINE_OPEN, row, reason)


def _why_machine_is_shut(reading: Reading, row: Appearance) -> str:
    if not reading.opening.in_campaign(row.slot):
        return _("{machine} works on {day}, {shift}, outside the campaign")
    if row.posting is None:
        return _("{machine} has no posting on {day}, yet works in {shift}")
    if reading.opening.closed_to_all(row.slot):
        return _("{machine} works on {day}, {shift}, which is closed to all")
    if reading.opening.closed_to_machine(row.machine, row.slot):
        return _("{machine} works on {day}, {shift}, in which the machine is not available")
    return ""


def unit_open(reading: Reading) -> Iterator[Violation]:
    """Nobody works at a stop outside its window, its shifts and its allowed days, or in its closures."""
    for row in reading.planned_appearances:
        reason = _why_unit_is_shut(reading, row)
        if reason:
            yield against_row(
                Rule.UNIT_OPEN,
                row,
                reason,
                first_day=spoken_day(row.unit.first_day),
                last_day=spoken_day(row.unit.last_day),
                shifts=", ".join(row.unit.shifts),
            )


def _why_unit_is_shut(reading: Reading, row: Appearance) -> str:
    if not row.unit.first_day <= row.slot.day <= row.unit.last_day:
        return _("{machine} works at {unit} on {day}, {shift}; the unit receives only from {first_day} to {last_day}")
    if row.slot.shift not in row.unit.shifts:
        return _("{machine} works at {unit} on {day}, {shift}; the unit receives only in {shifts}")
    if reading.opening.is_merged(row.unit, row.slot):
        return _("{machine} works at {unit} on {day}, {shift}, when the unit is merged already, or not yet")
    if reading.opening.closed_to_unit(row.unit, row.slot):
        return _("{machine} works at {unit} on {day}, {shift}, in which the unit is closed")
    return ""


def serves(reading: Reading) -> Iterator[Violation]:
    """A machine works only at stops of which its posting serves a unit."""
    for row in reading.planned_appearances:
        if row.posting is not None and not reading.opening.serves(row.posting, row.unit):
            sentence = _("{machine} works at {unit} on {day}, {shift}, which it does not serve then")
            yield against_row(Rule.SERVES, row, sentence)


def together(reading: Reading) -> Iterator[Violation]:
    """So many machines at once at a stop and no more."""
    for rows in grouped(reading.planned_appearances, lambda row: (row.unit.code, row.ordinal)).values():
        unit, slot = rows[0].unit, rows[0].slot
        machines = list(dict.fromkeys(row.machine.name for row in rows))
        if len(machines) > unit.together:
            message = _("{unit} has {count} machines on {day}, {shift} ({machines}); at most {limit} at once").format(
                unit=rows[0].where,
                count=len(machines),
                day=spoken_day(slot.day),
                shift=slot.shift,
                machines=", ".join(machines),
                limit=unit.together,
            )
            yield Violation(rule=Rule.TOGETHER, message=message, unit=unit.code, day=slot.day, shift=slot.shift)
