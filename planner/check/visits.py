"""Visits, read from the rows: how long a machine stays at a stop without a break."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from planner.check.reading import Reading
from planner.check.road_km import road_km
from planner.check.rows import Appearance
from planner.domain.campaign import Machine, PostingKind, Unit
from planner.domain.record import UnitCode


class Visit(NamedTuple):
    """One machine's run at one stop within one posting, still to come, under way, or over."""

    machine: Machine
    unit: Unit
    """The unit that stands for the stop."""
    appearances: tuple[Appearance, ...]


class Move(NamedTuple):
    """One machine's way from one stop to the next one."""

    before: Appearance
    """Its last slot at the stop that it leaves."""
    after: Appearance
    """Its first slot at the other."""
    is_driven: bool
    """Whether both are in mobile postings; to a fixed place and from there nothing is driven."""

    @property
    def slots_between(self) -> int:
        """Slots of the campaign that lie between the two, open or not."""
        return self.after.ordinal - self.before.ordinal - 1


class Sojourn(NamedTuple):
    """Appearances at one stop within one posting, nowhere else between them, with no slot open to both left out."""

    appearances: tuple[Appearance, ...]
    move: Move | None
    """The move by which it began; None for a machine's first, and where one at the same stop came before."""


def visits_ahead_without_pin(reading: Reading) -> Iterator[Visit]:
    """Every visit with a planned row that no pin of the workbook holds: what the rules on visits speak of.

    Visits that are over have no planned row. A pin holds a visit by any of its slots, a past one too, and the visits
    of all machines of its group.
    """
    return (
        visit
        for tour in reading.tours
        for visit in _visits_of(reading, tour)
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


def _visits_of(reading: Reading, tour: Sequence[Appearance]) -> Iterator[Visit]:
    """One machine's visits.

    At a stop of half days a visit ends when the machine is elsewhere. At one of whole days it goes on as long as no
    slot open to both is left out but those worked at stops of half days, wherever the machine was meanwhile.
    """
    halves = _worked_at_half_days(reading, tour)
    visits: dict[int, list[Appearance]] = {}
    latest: dict[UnitCode, int] = {}
    for number, sojourn in enumerate(sojourns_of(reading, tour)):
        first = sojourn.appearances[0]
        code = first.unit.code
        goes_on = (
            code in latest
            and reading.campaign.stays_whole_days(code)
            and not _is_interrupted(reading, visits[latest[code]][-1], first, halves)
        )
        if not goes_on:
            latest[code] = number
            visits[number] = []
        visits[latest[code]].extend(sojourn.appearances)
    return (Visit(found[0].machine, found[0].unit, tuple(found)) for found in visits.values())


def _worked_at_half_days(reading: Reading, tour: Sequence[Appearance]) -> frozenset[int]:
    """Slots in which the machine is at stops of half days only."""
    whole, half = set[int](), set[int]()
    for one in tour:
        (whole if reading.campaign.stays_whole_days(one.unit.code) else half).add(one.ordinal)
    return frozenset(half - whole)


def sojourns_of(reading: Reading, tour: Sequence[Appearance]) -> Iterator[Sojourn]:
    """One machine's sojourns in time order, each with the move that led to it."""
    if not tour:
        return
    run, move = [tour[0]], None
    for before, after in pairwise(tour):
        moves = before.unit.code != after.unit.code
        if moves or _is_interrupted(reading, before, after):
            yield Sojourn(tuple(run), move)
            run, move = [], Move(before, after, _is_mobile(before) and _is_mobile(after)) if moves else None
        run.append(after)
    yield Sojourn(tuple(run), move)


def _is_mobile(appearance: Appearance) -> bool:
    """Outside every posting a machine counts as mobile."""
    return appearance.posting is None or appearance.posting.kind is not PostingKind.FIXED


def _is_interrupted(reading: Reading, before: Appearance, after: Appearance, excused: Collection[int] = ()) -> bool:
    """Whether between two appearances at a stop the posting ended, or a slot was left out in which both were open.

    Only the campaign's slots are looked at, so that a row in a far century costs nothing.
    """
    if before.posting_starts != after.posting_starts:
        return True
    first, last = max(before.ordinal + 1, 1), min(after.ordinal - 1, reading.campaign.calendar.last_ordinal)
    return any(
        ordinal not in excused and _could_have_met(reading, before, ordinal) for ordinal in range(first, last + 1)
    )


def _could_have_met(reading: Reading, appearance: Appearance, ordinal: int) -> bool:
    if appearance.posting is None:
        return False
    slot = reading.campaign.calendar.slot(ordinal)
    return reading.opening.both_are_open(appearance.machine, appearance.posting, appearance.unit, slot)


def moves_ahead(reading: Reading) -> Iterator[Move]:
    """Every move to a stop at which the first slot is still to come."""
    for tour in reading.tours:
        for sojourn in sojourns_of(reading, tour):
            if sojourn.move is not None and not sojourn.move.after.done:
                yield sojourn.move


def move_km(reading: Reading, move: Move) -> float:
    """Road km of a move; 0 where nothing is driven."""
    return road_km(reading.campaign, move.before.unit, move.after.unit) if move.is_driven else 0.0


def first_ordinal_after(reading: Reading, move: Move | None) -> int:
    """The first slot in which the machine can be at work after the move; below every slot where it needs no time."""
    needed = reading.campaign.move_slots
    return 0 if move is None or not move.is_driven or not needed else move.before.ordinal + needed + 1
