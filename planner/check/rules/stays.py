"""Rules on visits, on the days within them and on changes of unit."""

from collections.abc import Iterator
from itertools import pairwise

from planner.check.announced import announced_slots_ahead, is_announced_plan_missing
from planner.check.reading import Reading, ReadRow, grouped
from planner.check.road_km import road_km
from planner.check.violation import Violation, against_row
from planner.check.visits import Visit, unpinned_visits_ahead
from planner.check.wording import spoken_unit
from planner.domain.calendar import Slot
from planner.domain.campaign import PostingKind
from planner.domain.policy import Rule
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("check")

REACH_TOLERANCE_KM = 1e-6
"""A leg as long as the limit is within it, whatever binary fractions make of both."""


def visits(reading: Reading) -> Iterator[Violation]:
    """So many visits at a unit and no more; visits that are over do not count, nor those that a pin holds."""
    all_visits = list(unpinned_visits_ahead(reading))
    for unit in reading.campaign.units:
        here = [visit for visit in all_visits if visit.unit.code == unit.code]
        if len(here) > unit.visits:
            message = _("{unit} gets {count} visits ({visits}); at most {limit}").format(
                unit=spoken_unit(unit), count=len(here), visits="; ".join(map(_spoken_visit, here)), limit=unit.visits
            )
            yield Violation(rule=Rule.VISITS, message=message, unit=unit.code)


def _spoken_visit(visit: Visit) -> str:
    first, last = visit.rows[0].slot, visit.rows[-1].slot
    return _("{machine} from {first_shift} {first_day} to {last_shift} {last_day}").format(
        machine=visit.machine.name,
        first_shift=first.shift,
        first_day=spoken_day(first.day),
        last_shift=last.shift,
        last_day=spoken_day(last.day),
    )


def useful(reading: Reading) -> Iterator[Violation]:
    """A visit collects at least one dossier, unless one of its slots is past, is pinned, or was announced for its unit.

    Nothing is said where nobody knows what was announced, nor of a machine without a posting, which another rule names.
    """
    if is_announced_plan_missing(reading):
        return
    announced = announced_slots_ahead(reading)
    for visit in unpinned_visits_ahead(reading):
        has_purpose = any(row.done or row.dossiers or (row.unit.code, row.slot) in announced for row in visit.rows)
        if visit.rows[0].posting is not None and not has_purpose:
            sentence = _(
                "{machine} is sent to {unit} for nothing from {day}, {shift}: "
                "the visit collects no dossier, and is neither pinned nor announced"
            )
            yield against_row(Rule.USEFUL, visit.rows[0], sentence)


def no_gap(reading: Reading) -> Iterator[Violation]:
    """With whole days, on each day of a visit every slot open to both is worked, with 0 dossiers if none are left.

    A day on which a slot of the visit is worked is a day of it; a wholly idle day between two worked ones has no slot
    open to both, or else it ended the visit.
    """
    if not reading.campaign.whole_days:
        return
    worked = {(row.machine_order, row.unit.code, row.slot) for row in reading.rows}
    days = grouped(reading.planned, lambda row: (row.machine_order, row.unit.code, row.slot.day))
    for (machine_order, code, day), rows in days.items():
        for shift in reading.shifts_ahead_on(day):
            slot = Slot(day, shift)
            if (machine_order, code, slot) not in worked and _both_are_open(reading, rows[0], slot):
                yield _left_out(rows[0], slot)


def _both_are_open(reading: Reading, row: ReadRow, slot: Slot) -> bool:
    return row.posting is not None and reading.opening.both_are_open(row.machine, row.posting, row.unit, slot)


def _left_out(row: ReadRow, slot: Slot) -> Violation:
    message = _("{machine} is at {unit} on {day} but leaves out {shift}, which is open to both").format(
        machine=row.machine.name, unit=spoken_unit(row.unit), day=spoken_day(slot.day), shift=slot.shift
    )
    return Violation(
        rule=Rule.NO_GAP,
        message=message,
        machine=row.machine.name,
        unit=row.unit.code,
        day=slot.day,
        shift=slot.shift,
    )


def _changes_within_a_day(reading: Reading) -> Iterator[tuple[ReadRow, ReadRow]]:
    """The rows before and after each change of unit on one day; a change that has happened is not judged."""
    for rows in grouped(reading.rows, lambda row: (row.machine_order, row.slot.day)).values():
        for before, after in pairwise(rows):
            moves = before.unit.code != after.unit.code and before.ordinal < after.ordinal
            if moves and not after.done:
                yield before, after


def whole_day(reading: Reading) -> Iterator[Violation]:
    """With whole days a machine changes unit only overnight."""
    if not reading.campaign.whole_days:
        return
    for before, after in _changes_within_a_day(reading):
        sentence = _("{machine} moves from {origin} to {unit} on {day} before {shift}; it may move only overnight")
        yield against_row(Rule.WHOLE_DAY, after, sentence, origin=spoken_unit(before.unit))


def reach(reading: Reading) -> Iterator[Violation]:
    """Without whole days, a change of unit within a day is at most the limit; a fixed machine does not move at all."""
    limit = reading.campaign.reach_km
    if reading.campaign.whole_days or limit is None:
        return
    for before, after in _changes_within_a_day(reading):
        if after.posting is not None and after.posting.kind is PostingKind.FIXED:
            continue
        km = road_km(reading.campaign, before.unit, after.unit)
        if km > limit + REACH_TOLERANCE_KM:
            sentence = _(
                "{machine} moves {km} km from {origin} to {unit} on {day} before {shift}; the limit is {limit} km"
            )
            origin = spoken_unit(before.unit)
            yield against_row(
                Rule.REACH, after, sentence, km=spoken_number(km), origin=origin, limit=spoken_number(limit)
            )
