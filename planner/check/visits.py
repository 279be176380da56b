"""Visits, read from the rows: how long a machine stays at a unit without a break."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from planner.check.reading import Reading, ReadRow, grouped
from planner.domain.campaign import Machine, Unit


class Visit(NamedTuple):
    """One machine's run at one unit within one posting, still to come or under way."""

    machine: Machine
    unit: Unit
    rows: tuple[ReadRow, ...]


def unpinned_visits_ahead(reading: Reading) -> Iterator[Visit]:
    """Every visit with a planned row that no pin of the workbook holds: what `visits` and `useful` speak of.

    Visits that are over have no planned row. A pin holds a visit by any of its slots, a past one too.
    """
    return (
        visit
        for visit in _all_visits(reading)
        if not all(row.done for row in visit.rows) and not any(_is_pinned(reading, row) for row in visit.rows)
    )


def _is_pinned(reading: Reading, row: ReadRow) -> bool:
    return any(
        (pin.machine, pin.unit) == (row.machine.name, row.unit.code)
        and pin.first_day <= row.slot.day <= pin.last_day
        and row.slot.shift in pin.shifts
        for pin in reading.campaign.pins
    )


def _all_visits(reading: Reading) -> Iterator[Visit]:
    for rows in grouped(reading.rows, lambda row: (row.machine_order, row.posting_starts, row.unit.code)).values():
        run = [rows[0]]
        for before, after in pairwise(rows):
            if _is_interrupted(reading, before, after):
                yield Visit(before.machine, before.unit, tuple(run))
                run = []
            run.append(after)
        yield Visit(run[0].machine, run[0].unit, tuple(run))


def _is_interrupted(reading: Reading, before: ReadRow, after: ReadRow) -> bool:
    """Whether between two rows the machine was elsewhere, or left out a slot in which both were open.

    Only the campaign's slots are looked at, so that a row in a far century costs nothing.
    """
    first, last = max(before.ordinal + 1, 1), min(after.ordinal - 1, reading.campaign.calendar.last_ordinal)
    return any(
        reading.is_elsewhere(before, ordinal) or _could_have_met(reading, before, ordinal)
        for ordinal in range(first, last + 1)
    )


def _could_have_met(reading: Reading, row: ReadRow, ordinal: int) -> bool:
    if row.posting is None:
        return False
    slot = reading.campaign.calendar.slot(ordinal)
    return reading.opening.both_are_open(row.machine, row.posting, row.unit, slot)
