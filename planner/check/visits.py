"""Visits, read from the rows: how long a machine stays at a stop without a break; and the moves between stops."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.check.reading import Reading
from planner.check.road_km import road_km
from planner.check.rows import Appearance
from planner.check.sojourns import Move, Sojourn
from planner.domain.campaign import Machine, Unit
from planner.domain.record import UnitCode


class Visit(NamedTuple):
    """One machine's run at one stop within one posting, still to come, under way, or over."""

    machine: Machine
    unit: Unit
    """The unit that stands for the stop."""
    appearances: tuple[Appearance, ...]


def visits_ahead_without_pin(reading: Reading) -> tuple[Visit, ...]:
    """Every visit with a planned row that no pin of the workbook holds: what the rules on visits speak of.

    Visits that are over have no planned row. A pin holds a visit by any of its slots, a past one too, and the visits
    of all machines of its group.
    """
    return reading.once(_ahead_without_pin)


def _ahead_without_pin(reading: Reading) -> tuple[Visit, ...]:
    return tuple(
        visit
        for sojourns in reading.sojourns
        for visit in _visits_of(reading, sojourns)
        if not all(one.done for one in visit.appearances)
        and not any(_is_pinned(reading, one) for one in visit.appearances)
    )


def _is_pinned(reading: Reading, appearance: Appearance) -> bool:
    together = reading.moving_together[appearance.machine.name]
    return any(
        pin.machine in together
        and reading.campaign.stop_of(pin.unit) == appearance.unit.code
        and pin.first_day <= appearance.slot.day <= pin.last_day
        and appearance.slot.shift in pin.shifts
        for pin in reading.campaign.pins
    )


def _visits_of(reading: Reading, sojourns: Sequence[Sojourn]) -> Iterator[Visit]:
    """One machine's visits.

    At a stop of half days a visit ends when the machine is elsewhere. At one of whole days it goes on as long as no
    slot open to both is left out but those worked at stops of half days, wherever the machine was meanwhile.
    """
    halves = _worked_at_half_days(reading, sojourns)
    visits: list[list[Appearance]] = []
    latest: dict[UnitCode, list[Appearance]] = {}
    for sojourn in sojourns:
        first = sojourn.appearances[0]
        before = latest.get(first.unit.code)
        is_whole = reading.campaign.stays_whole_days(first.unit.code)
        if before is None or not is_whole or reading.left_out.between(before[-1], first, halves):
            before = latest[first.unit.code] = []
            visits.append(before)
        before.extend(sojourn.appearances)
    return (Visit(found[0].machine, found[0].unit, tuple(found)) for found in visits)


def _worked_at_half_days(reading: Reading, sojourns: Sequence[Sojourn]) -> frozenset[int]:
    """Slots in which the machine is at stops of half days only."""
    whole, half = set[int](), set[int]()
    for sojourn in sojourns:
        is_whole = reading.campaign.stays_whole_days(sojourn.appearances[0].unit.code)
        (whole if is_whole else half).update(one.ordinal for one in sojourn.appearances)
    return frozenset(half - whole)


def moves_ahead(reading: Reading) -> Iterator[Move]:
    """Every move to a stop at which the first slot is still to come."""
    return (
        sojourn.move
        for sojourns in reading.sojourns
        for sojourn in sojourns
        if sojourn.move is not None and not sojourn.move.after.done
    )


def move_km(reading: Reading, move: Move) -> float:
    """Road km of a move; 0 where nothing is driven."""
    return road_km(reading.campaign, move.before.unit, move.after.unit) if move.is_driven else 0.0


def first_ordinal_after(reading: Reading, move: Move | None) -> int:
    """The first slot in which the machine can be at work after the move; below every slot where it needs no time."""
    needed = reading.campaign.move_slots
    return 0 if move is None or not move.is_driven or not needed else move.before.ordinal + needed + 1
