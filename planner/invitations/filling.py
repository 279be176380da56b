"""Who goes to which session: the list's households into the room that the sessions have."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby

from planner.domain.calendar import Slot
from planner.domain.invitation import InvitationSession
from planner.invitations.households import Household

SPLINTER_SHARE = 0.1
"""A hamlet is not begun in the last tenth of a session, as long as there is room to spare."""


class InvitationTurn(IntEnum):
    """Whose turn it is, first to last."""

    ABSENT = 0
    MOVED = 1
    NEW = 2


@dataclass(frozen=True, slots=True, repr=False)
class Party:
    """Those of a household who are to be invited together."""

    household: Household
    """Only those to be invited."""
    turn: InvitationTurn
    home: Slot | None = None
    """The session that others of the same household are invited to already."""

    def __repr__(self) -> str:
        return f"Party({self.turn}, {self.size})"

    @property
    def size(self) -> int:
        """How many citizens."""
        return len(self.household.citizens)


@dataclass(slots=True)
class Room:
    """A session that is being filled."""

    session: InvitationSession
    number: int
    """How many citizens are to be invited."""
    taken: int
    """By invitations that stand."""
    parties: list[Party] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many more are to be invited; never below zero."""
        return max(0, self.number - self.taken - sum(party.size for party in self.parties))

    @property
    def is_untouched(self) -> bool:
        """Whether nobody is invited yet."""
        return not self.taken and not self.parties


def number_to_invite(session: InvitationSession, rate: float) -> int:
    """So many that the planned number comes, if this share of them does."""
    return math.ceil(round(session.dossiers / rate, 6))


def fill(rooms: Sequence[Room], parties: Iterable[Party]) -> tuple[list[Party], list[Party]]:
    """Put the parties into the rooms; returns those for whom there is no room, and those larger than any room.

    The absent come first and take the first room that holds them. Then all others follow one another, hamlet by hamlet,
    so that a hamlet is spread over no more sessions than it needs; who is left takes what gaps remain. A household
    larger than any session gets the largest one for itself, as long as there are any in which nobody is.
    """
    filling = _Filling(rooms)
    ordered = sorted(parties, key=lambda party: party.turn)
    large = [party for party in ordered if party.size > filling.largest]
    filling.give_rooms_of_their_own(large)
    for turn, of_turn in groupby((party for party in ordered if party.size <= filling.largest), _turn):
        if turn is InvitationTurn.ABSENT:
            filling.put_into_gaps(of_turn)
        else:
            filling.put_one_after_another(list(of_turn))
    filling.put_into_gaps(filling.take_waiting())
    return filling.take_waiting(), large


def _turn(party: Party) -> InvitationTurn:
    return party.turn


class _Filling:
    """Fills rooms and keeps who found none."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._rooms = rooms
        self._left = [room.left for room in rooms]
        self._by_slot = {room.session.slot: place for place, room in enumerate(rooms)}
        self._waiting: list[Party] = []
        self.largest = max((room.number for room in rooms), default=0)

    def take_waiting(self) -> list[Party]:
        """Who has found no room so far; they are forgotten here."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def put_into_gaps(self, parties: Iterable[Party]) -> None:
        """Each party into the first room that holds it."""
        for party in parties:
            place = self._home_of(party)
            if place is None:
                place = next((place for place, left in enumerate(self._left) if left >= party.size), None)
            self._put(place, party)

    def put_one_after_another(self, parties: list[Party]) -> None:
        """Hamlet by hamlet from the first room on; a room that is too small for the next party is closed."""
        spare = sum(self._left) - sum(party.size for party in parties)
        place = 0
        for _hamlet, together in groupby(parties, key=lambda party: party.household.hamlet):
            hamlet = list(together)
            place, spare = self._begin_hamlet(place, sum(party.size for party in hamlet), spare)
            for party in hamlet:
                home = self._home_of(party)
                if home is not None:
                    self._put(home, party)
                    continue
                while place < len(self._rooms) and self._left[place] < party.size:
                    place += 1
                self._put(place if place < len(self._rooms) else None, party)

    def _begin_hamlet(self, place: int, size: int, spare: int) -> tuple[int, int]:
        """Where a hamlet of this size begins, and the room that can still be spared."""
        while place < len(self._rooms) and not self._left[place]:
            place += 1
        if place + 1 >= len(self._rooms):
            return place, spare
        left = self._left[place]
        is_splinter = left < size and left < SPLINTER_SHARE * self._rooms[place].number
        return (place + 1, spare - left) if is_splinter and left <= spare else (place, spare)

    def give_rooms_of_their_own(self, parties: Iterable[Party]) -> None:
        """Each party the largest room in which nobody is yet."""
        for party in parties:
            untouched = [place for place, room in enumerate(self._rooms) if room.is_untouched]
            place = max(untouched, key=lambda place: self._rooms[place].number, default=None)
            self._put(place, party)
            if place is not None:
                self._left[place] = 0

    def _home_of(self, party: Party) -> int | None:
        """The room in which the rest of the household is, if it holds the party, too."""
        place = self._by_slot.get(party.home) if party.home else None
        return place if place is not None and self._left[place] >= party.size else None

    def _put(self, place: int | None, party: Party) -> None:
        if place is None:
            self._waiting.append(party)
            return
        self._rooms[place].parties.append(party)
        self._left[place] -= party.size
