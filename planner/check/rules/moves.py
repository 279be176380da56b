"""Rules on the way from one stop to the next, and on machines that go it together."""

from collections.abc import Iterator

from planner.check.reading import Reading
from planner.check.rows import Appearance, grouped
from planner.check.sojourns import Move
from planner.check.violation import Violation, against_row
from planner.check.visits import first_ordinal_after, move_km, moves_ahead
from planner.domain.campaign import Machine
from planner.domain.policy import Rule
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("check")
ngettext = plurals_of("check")

REACH_TOLERANCE_KM = 1e-6
"""A leg as long as the limit is within it, whatever binary fractions make of both."""


def _moves_within_a_day(reading: Reading) -> Iterator[Move]:
    """The moves to planned slots from another slot of the same day; a machine at two places at once does not move."""
    for move in moves_ahead(reading):
        if move.before.slot.day == move.after.slot.day and move.before.ordinal < move.after.ordinal:
            yield move


def _is_between_whole_days(reading: Reading, move: Move) -> bool:
    return all(reading.campaign.stays_whole_days(one.unit.code) for one in (move.before, move.after))


def whole_day(reading: Reading) -> Iterator[Violation]:
    """From one stop of whole days to another a machine changes only overnight."""
    for move in _moves_within_a_day(reading):
        if _is_between_whole_days(reading, move):
            sentence = _("{machine} moves from {origin} to {unit} on {day} before {shift}; it may move only overnight")
            yield against_row(Rule.WHOLE_DAY, move.after, sentence, origin=move.before.where)


def reach(reading: Reading) -> Iterator[Violation]:
    """A change of stop within a day, where it may be, is at most the limit; a fixed machine does not move at all."""
    limit = reading.campaign.reach_km
    if limit is None:
        return
    for move in _moves_within_a_day(reading):
        km = move_km(reading, move)
        if km > limit + REACH_TOLERANCE_KM and not _is_between_whole_days(reading, move):
            sentence = _(
                "{machine} moves {km} km from {origin} to {unit} on {day} before {shift}; the limit is {limit} km"
            )
            yield against_row(
                Rule.REACH,
                move.after,
                sentence,
                km=spoken_number(km),
                origin=move.before.where,
                limit=spoken_number(limit),
            )


def move_time(reading: Reading) -> Iterator[Violation]:
    """Between a mobile machine's last slot at a stop and its first at another lie as many slots as a move takes."""
    for move in moves_ahead(reading):
        if move.before.ordinal < move.after.ordinal < first_ordinal_after(reading, move):
            sentence = ngettext(
                "{machine} comes to {unit} on {day}, {shift}, {count} slot after {origin}; a move takes {needed}",
                "{machine} comes to {unit} on {day}, {shift}, {count} slots after {origin}; a move takes {needed}",
                move.slots_between,
            )
            yield against_row(
                Rule.MOVE_TIME,
                move.after,
                sentence,
                count=spoken_number(move.slots_between),
                origin=move.before.where,
                needed=spoken_number(reading.campaign.move_slots),
            )


def group(reading: Reading) -> Iterator[Violation]:
    """The machines of a group that are open stand at the same stop, or none of them stands anywhere."""
    if not any(machine.group for machine in reading.campaign.machines):
        return
    together = grouped(
        (one for one in reading.planned_appearances if one.machine.group),
        lambda one: (one.machine.group, one.ordinal, one.unit.code),
    )
    for present in together.values():
        for machine in reading.campaign.groups[present[0].machine.name]:
            if _is_missing(reading, machine, present):
                yield _not_with_its_group(machine, present)


def _is_missing(reading: Reading, machine: Machine, present: list[Appearance]) -> bool:
    is_there = any(one.machine.name == machine.name for one in present)
    return not is_there and reading.opening.machine_has_work(machine, present[0].slot)


def _not_with_its_group(machine: Machine, present: list[Appearance]) -> Violation:
    first = present[0]
    message = _(
        "{machine} is not at {unit} on {day}, {shift}, though nothing keeps it away; "
        "of its group {group} there: {others}"
    ).format(
        machine=machine.name,
        unit=first.where,
        day=spoken_day(first.slot.day),
        shift=first.slot.shift,
        group=machine.group,
        others=", ".join(dict.fromkeys(one.machine.name for one in present)),
    )
    return Violation(
        rule=Rule.GROUP,
        message=message,
        machine=machine.name,
        unit=first.unit.code,
        day=first.slot.day,
        shift=first.slot.shift,
    )
