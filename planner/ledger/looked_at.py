"""What was found of a ledger's rows, remembered while a door is open that looks at them again and again.

Rows are added and never changed, so each has to be looked at once, as long as nothing but this program has written:

* The triggers of a ledger refuse every change of a row. To take them away gives the schema of a file another number.
* Whatever this program writes adds an event. A file that was written without one was written by something else.
* The last row that was looked at still bears its digest, which covers all rows before it; so an older or another ledger
  that was put in the place of this one is noticed, and a file that was replaced is another file.

Where one of these does not hold, all rows are looked at anew. A server has no such numbers, but for each row the
transaction that wrote it last, which is compared instead. A plan that is used whole is held against its digest every
time. Nothing is remembered unless a door asks for it: a command looks once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Table, func, literal_column, select

from planner.domain.plan import Plan
from planner.domain.version import StoredVersion
from planner.ledger.layout import on_sqlite
from planner.ledger.numbering import LedgerPlace, last_number
from planner.ledger.tables import events

if TYPE_CHECKING:
    from planner.ledger.reported import RecordedResult
    from planner.ledger.soundness import Chain, Fault

_Key = tuple[str, str, str]
_SIGNS = "ledger_signs"
_FileState = tuple[int, int, int, int]
_memory: "dict[_Key, LookedAt] | None" = None
_whole: dict[Path, _FileState] = {}
"""Files whose structure was found whole, as they were then; used only while looks are remembered."""


@contextmanager
def looks_remembered() -> Iterator[None]:
    """While this lasts, what was found of rows is remembered for the next look. For doors that stay open."""
    global _memory
    before, _memory = _memory, {}
    try:
        yield
    finally:
        _memory = before
        _whole.clear()


def is_unwritten_since(path: Path) -> bool:
    """Whether nothing at all has written the file since its structure was found whole, as far as that is remembered.

    To be asked, and told, while the file is being read: then nobody writes it.
    """
    return _memory is not None and _whole.get(path) == _state(path)


def remember_structure(path: Path) -> None:
    """The structure of the file as it is now was found whole."""
    if _memory is not None:
        _whole[path] = _state(path)


def _state(path: Path) -> _FileState:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class _Signs(NamedTuple):
    """What shows whether something else than this program has written a ledger; on a server they are never others."""

    place: str
    """The file, or the server."""
    file: tuple[int, int] = (0, 0)
    schema: int = 0
    written_at: int = 0
    last_event: int = 0

    def is_followed_by(self, now: "_Signs") -> bool:
        """Whether all that was written since was written by this program."""
        is_same = (self.file, self.schema) == (now.file, now.schema)
        return is_same and (self.written_at == now.written_at or self.last_event < now.last_event)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was found of a table's rows up to one of them, and what was read of them."""

    chain: "Chain"
    faults: "tuple[Fault, ...]"
    signs: _Signs
    mark: str
    """Of the rows up to that one."""
    versions: tuple[StoredVersion, ...] = ()
    """What is told of plans, in order; empty before that is first asked for, and for other tables."""
    plans: Mapping[tuple[int, date | None], Plan] = field(default_factory=dict)
    """Parts of plans by number and last day, as they were asked for last."""
    results: "tuple[RecordedResult, ...]" = ()
    """Result rows as they stood when they were read last, in order; empty before that, and for other tables."""


def remembered(place: LedgerPlace, table: Table) -> LookedAt | None:
    """What was found of this table before; None where nothing is remembered, or where it holds no longer."""
    known = _memory.get(_key(place, table)) if _memory is not None else None
    if known is None or not known.signs.is_followed_by(_signs(place)):
        return None
    return known if known.mark == _mark(place, table, known.chain.last) else None


def remember(
    place: LedgerPlace, table: Table, chain: "Chain", faults: "tuple[Fault, ...]", before: LookedAt | None
) -> None:
    """Let the next look begin after the row at which this one has ended; `before` is what it went on from."""
    if _memory is None:
        return
    now = LookedAt(chain, faults, _signs(place), _mark(place, table, chain.last))
    if before is not None:
        now = replace(now, versions=before.versions, plans=before.plans, results=before.results)
    _memory[_key(place, table)] = now


def remember_read(place: LedgerPlace, table: Table, known: LookedAt) -> None:
    """The same as was known, with more that was read of it."""
    if _memory is not None:
        _memory[_key(place, table)] = known


def _key(place: LedgerPlace, table: Table) -> _Key:
    return _signs(place).place, place.campaign, table.name


def _signs(place: LedgerPlace) -> _Signs:
    """Looked for once a transaction, which has a connection of its own."""
    known = place.connection.info
    if _SIGNS not in known:
        known[_SIGNS] = (
            _signs_of_file(place) if on_sqlite(place.connection) else _Signs(str(place.connection.engine.url))
        )
    signs: _Signs = known[_SIGNS]
    return signs


def _signs_of_file(place: LedgerPlace) -> _Signs:
    connection = place.connection
    schema = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    path = str(connection.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'").scalar_one())
    last_event = last_number(place, events)
    found = Path(path).stat()  # after a look at the file: while it is being read nobody writes it
    return _Signs(path, (found.st_dev, found.st_ino), int(schema), found.st_mtime_ns, last_event)


def _mark(place: LedgerPlace, table: Table, last: int) -> str:
    """The digest of the row of this number; on a server of all rows up to it with what has written each."""
    if on_sqlite(place.connection):
        digest = f"SELECT digest FROM {table.name} WHERE campaign = ? AND number = ?"  # noqa: S608 - names of our own
        return str(place.connection.exec_driver_sql(digest, (place.campaign, last)).scalar_one_or_none() or "")
    written = func.concat(table.c.digest, literal_column("xmin::text"))
    from sqlalchemy.dialects.postgresql import aggregate_order_by  # noqa: PLC0415 - takes its time, and files need none

    all_of_them = func.md5(func.string_agg(written, aggregate_order_by(literal_column("' '"), table.c.number)))
    marked = select(all_of_them).where(table.c.campaign == place.campaign, table.c.number <= last)
    return str(place.connection.execute(marked).scalar_one() or "")
