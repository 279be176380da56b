"""How one machine goes from stop to stop: sojourns, and the moves between them."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from planner.check.opening import Opening
from planner.check.rows import Appearance
from planner.domain.calendar import Calendar
from planner.domain.campaign import PostingKind


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


class SlotsLeftOut:
    """Answers whether a machine left a stop for a while that it could have stayed at."""

    def __init__(self, calendar: Calendar, opening: Opening) -> None:
        self._calendar = calendar
        self._opening = opening

    def between(self, before: Appearance, after: Appearance, excused: Collection[int] = ()) -> bool:
        """Whether between two appearances at a stop the posting ended, or a slot not excused was left out.

        Only the campaign's slots are looked at, so that a row in a far century costs nothing.
        """
        if before.posting_starts != after.posting_starts:
            return True
        first, last = max(before.ordinal + 1, 1), min(after.ordinal - 1, self._calendar.last_ordinal)
        return any(
            ordinal not in excused and self._could_have_met(before, ordinal) for ordinal in range(first, last + 1)
        )

    def _could_have_met(self, appearance: Appearance, ordinal: int) -> bool:
        if appearance.posting is None:
            return False
        slot = self._calendar.slot(ordinal)
        return self._opening.both_are_open(appearance.machine, appearance.posting, appearance.unit, slot)


def sojourns_of(tour: Sequence[Appearance], left_out: SlotsLeftOut) -> Iterator[Sojourn]:
    """One machine's sojourns in time order, each with the move that led to it; none of a machine that stays at home."""
    if not tour:
        return
    run, move = [tour[0]], None
    for before, after in pairwise(tour):
        moves = before.unit.code != after.unit.code
        if moves or left_out.between(before, after):
            yield Sojourn(tuple(run), move)
            run, move = [], Move(before, after, _is_mobile(before) and _is_mobile(after)) if moves else None
        run.append(after)
    yield Sojourn(tuple(run), move)


def _is_mobile(appearance: Appearance) -> bool:
    """Outside every posting a machine counts as mobile."""
    return appearance.posting is None or appearance.posting.kind is not PostingKind.FIXED
