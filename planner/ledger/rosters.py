"""The rosters of one campaign, as the use cases see them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

from planner.ledger import roster_versions, soundness, tables
from planner.ledger.numbering import LedgerPlace
from planner.roster.duties import Roster
from planner.roster.version import (
    Publication,
    RosterMark,
    RosterMeanwhile,
    RosterProvenance,
    RosterState,
    RosterVersion,
    StoredRoster,
)


class Rosters:
    """Rosters and publications in a ledger. Every method is one transaction; each may raise LedgerError."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[LedgerPlace | None]],
        writing: Callable[[], AbstractContextManager[LedgerPlace]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def state(self) -> RosterState:
        """Rosters and promises as they stand together at this moment."""
        with self._reading() as place:
            return roster_versions.roster_state_of(place) if place else RosterState()

    def mark(self) -> RosterMark:
        """How far rosters, and what they rest on, have come."""
        with self._reading() as place:
            return roster_versions.roster_mark_of(place) if place else RosterMark()

    def store_found(
        self, roster: Roster, provenance: RosterProvenance, began_at: RosterMark, *, by: str, at: datetime
    ) -> tuple[RosterVersion, RosterMeanwhile]:
        """Store a roster that the checker has accepted, and tell what came after the mark from which it was begun.

        Both by one transaction, so that nothing that came before the roster goes unsaid.
        """
        with self._writing() as place:
            meanwhile = roster_versions.rosters_since(place, began_at)
            return roster_versions.add_roster(place, roster, provenance, by, at), meanwhile

    def since(self, mark: RosterMark) -> RosterMeanwhile:
        """What came after a mark."""
        with self._reading() as place:
            return roster_versions.rosters_since(place, mark) if place else RosterMeanwhile()

    def roster(self, number: int) -> RosterVersion:
        """A roster by its number. Raises LedgerLacks."""
        with self._reading() as place:
            if place is None:
                raise roster_versions.no_such_roster(number, 0)
            return roster_versions.roster_numbered(place, number)

    def latest(self) -> RosterVersion | None:
        """The roster stored last."""
        with self._reading() as place:
            return roster_versions.latest_roster(place) if place else None

    def stored(self) -> tuple[StoredRoster, ...]:
        """Every roster, in order, as it is told of without its duties; nothing is told of a faulty one."""
        with self._reading() as place:
            if place is None:
                return ()
            faulty = {fault.number for fault in soundness.faults_in(place, tables.rosters)}
            return roster_versions.stored_rosters(place, faulty)

    def publish_from(
        self, began_at: RosterMark, version: int, until: date, *, by: str, at: datetime
    ) -> Publication | RosterMeanwhile:
        """Publish, unless anything came after the mark: then nothing is written, and that is what is given.

        Raises LedgerLacks for an unknown roster.
        """
        with self._writing() as place:
            meanwhile = roster_versions.rosters_since(place, began_at)
            if not meanwhile.is_nothing:
                return meanwhile
            return roster_versions.add_publication(place, version, until, by, at)

    def publications(self) -> tuple[Publication, ...]:
        """Every publication, in order."""
        with self._reading() as place:
            return roster_versions.all_publications(place) if place else ()
