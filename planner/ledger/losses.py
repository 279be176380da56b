"""What a ledger holds that a backup lacks."""

import re
from pathlib import Path

from pydantic import NonNegativeInt, PositiveInt
from sqlalchemy import Table, select

from planner.domain.record import Record
from planner.ledger import tables
from planner.ledger.numbering import LedgerPlace
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("ledger")
ngettext = plurals_of("ledger")

_PLAN_BEGINS = re.compile(rb'"version":(\d{1,5}),"assignments":')
"""So the text of a stored plan goes on after the campaign's name."""
_CHUNK_BYTES = 1 << 20
_LONGEST_MATCH = 64


class Lost(Record):
    """What is not in the ledger any more once a backup has taken its place."""

    result_rows: NonNegativeInt = 0
    """Corrected ones included."""
    versions: tuple[PositiveInt, ...] = ()
    """The numbers of plans."""
    announcements: NonNegativeInt = 0
    is_known: bool = True
    """False where what stood there could not be read; plans are told as far as their numbers were still seen."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is known to be lost."""
        return not (self.result_rows or self.versions or self.announcements)

    def __str__(self) -> str:
        """As people read it."""
        parts = []
        if self.result_rows:
            parts.append(
                ngettext("{count} result row", "{count} result rows", self.result_rows).format(
                    count=spoken_number(self.result_rows)
                )
            )
        if self.versions:
            parts.append(
                ngettext("plan {numbers}", "plans {numbers}", len(self.versions)).format(
                    numbers=", ".join(map(spoken_number, self.versions))
                )
            )
        if self.announcements:
            parts.append(
                ngettext("{count} announcement", "{count} announcements", self.announcements).format(
                    count=spoken_number(self.announcements)
                )
            )
        return ", ".join(parts)


def lost_by(backup: LedgerPlace, ledger: LedgerPlace) -> Lost:
    """What the ledger has of the campaign and the backup has not; rows are told apart by their digests."""
    return Lost(
        result_rows=len(_only_in(ledger, backup, tables.results)),
        versions=_only_in(ledger, backup, tables.versions),
        announcements=len(_only_in(ledger, backup, tables.announcements)),
    )


def _only_in(ledger: LedgerPlace, backup: LedgerPlace, table: Table) -> tuple[int, ...]:
    """The numbers of the rows that only the ledger has."""
    chosen = select(table.c.number, table.c.digest)
    kept = {digest for _number, digest in backup.connection.execute(chosen.where(table.c.campaign == backup.campaign))}
    rows = ledger.connection.execute(chosen.where(table.c.campaign == ledger.campaign).order_by(table.c.number))
    return tuple(number for number, digest in rows if digest not in kept)


def last_version_seen(path: Path) -> int:
    """The highest number of a plan of which a trace is left in the bytes of a broken file, 0 for none."""
    highest, rest = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            highest = max([highest, *map(int, _PLAN_BEGINS.findall(rest + chunk))])
            rest = chunk[-_LONGEST_MATCH:]
    return highest
