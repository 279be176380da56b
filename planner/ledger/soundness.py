"""Whether the rows of a campaign are as they were written: the chain of their digests, and what events tell of them."""

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from typing import NamedTuple

from sqlalchemy import ColumnElement, RowMapping, Table, literal_column, select

from planner.ledger import tables
from planner.ledger.digests import BEFORE_THE_FIRST, digest_of
from planner.ledger.looked_at import remember, remembered
from planner.ledger.numbering import LedgerPlace, detail, last_number, last_number_ever
from planner.ledger.refusals import Broken
from planner.texts import Noun, listed, texts_of

_ = texts_of("ledger")

LAST_ROWS = 5
"""So many rows of each table are looked at again before anything is written."""
_PLANS_AT_ONCE = 20
_MOST_TOLD = 5
_FIGURES = (tables.results, tables.imports, tables.announcements, tables.publications, tables.adjustments)
"""What every command reckons with; a fault in plans, rosters or events stops only what needs that row."""
_TELLING = {
    "results": ({"record"}, "last_result"),
    "versions": ({"plan", "replan"}, "version"),
    "rosters": ({"roster", "reroster"}, "roster"),
    "adjustments": ({"adjust", "withdraw-adjustment"}, "adjustment"),
}
"""The events that tell of the last row of a table, and under what."""
_COUNTED = {"announce": "announcements", "announce-roster": "publications"}
"""The events of which each tells of one row more."""
_TEXTS = (tables.versions, tables.rosters)
"""What holds long texts."""
_TOLD_OF = (*_TEXTS, tables.announcements, tables.publications, tables.adjustments)
"""Each row of these has an event that tells of it."""


class Fault(NamedTuple):
    """A row that is not as the program wrote it."""

    table: str
    number: int
    is_missing: bool = False

    def __str__(self) -> str:
        names = {
            "results": _("result row {number}"),
            "imports": _("row {number} of the files recorded"),
            "versions": _("plan {number}"),
            "announcements": _("announcement {number}"),
            "rosters": _("roster {number}"),
            "publications": _("announcement of a roster {number}"),
            "adjustments": _("adjustment {number}"),
            "events": _("event {number}"),
        }
        named = names[self.table].format(number=self.number)
        return _("{row} (missing)").format(row=named) if self.is_missing else named


class ChangedRows(Broken):
    """Rows that something else has changed: they are named, their content is not shown."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        rows = listed(faults, _MOST_TOLD, Noun.ROW)
        super().__init__(
            _("damaged, or changed outside of this program: {rows}; this is not believed").format(rows=rows)
        )


def refuse_changed_figures(place: LedgerPlace, *, only_last: bool = False) -> None:
    """Raise ChangedRows where results, announcements or the files recorded are not as they were written.

    A result that a later row has withdrawn counts no more and stops nothing.
    """
    found = [fault for table in _FIGURES for fault in faults_in(place, table, only_last=only_last)]
    if not only_last:
        found += lost_rows(place)
    withdrawn = _withdrawn(place) if any(fault.table == "results" for fault in found) else frozenset()
    told = [fault for fault in found if fault.table != "results" or fault.number not in withdrawn or fault.is_missing]
    if told:
        raise ChangedRows(told)


def quiet_faults(place: LedgerPlace) -> tuple[Fault, ...]:
    """Events and withdrawn results that are not as they were written: nothing has to stop for them, nor for plans."""
    withdrawn = [fault for fault in faults_in(place, tables.results) if fault.number in _withdrawn(place)]
    return (*faults_in(place, tables.events), *lost_events(place), *withdrawn)


def refuse_any_fault(place: LedgerPlace) -> None:
    """Raise ChangedRows where any row of the campaign is not as it was written."""
    found = [fault for table in (*_FIGURES, *_TEXTS, tables.events) for fault in faults_in(place, table)]
    if found := [*found, *lost_rows(place), *lost_events(place)]:
        raise ChangedRows(found)


def faults_in(place: LedgerPlace, table: Table, *, only_last: bool = False) -> Iterator[Fault]:
    """The rows of this table, or of its last ones, that are not what their digests say, and those that are missing.

    Rows that were looked at before are not looked at again where a door has asked for that.
    """
    if only_last:
        return _faults_from(place, table, max(1, last_number(place, table) - LAST_ROWS))
    before = remembered(place, table)
    chain = before.chain.copied() if before is not None else Chain(table)
    known = before.faults if before is not None else ()
    found = (*known, *chain.followed(place))
    remember(place, table, chain, found, before)
    return iter(found)


def is_as_written(place: LedgerPlace, table: Table, number: int) -> bool:
    """Whether the row of this number is what its digest says."""
    before = select(table.c.digest).where(table.c.campaign == place.campaign, table.c.number < number)
    previous = place.connection.execute(before.order_by(table.c.number.desc()).limit(1)).scalar_one_or_none()
    rows = list(raw_rows(place, table, number, number))
    if rows and rows[0]["digest"] == digest_of(previous or BEFORE_THE_FIRST, table, rows[0]):
        return True
    return all(fault.number != number for fault in _faults_from(place, table, max(1, number - 2), number))


def _faults_from(place: LedgerPlace, table: Table, first: int, last: int | None = None) -> Iterator[Fault]:
    """Where the first of these is not the table's first row, it is only what the others follow from."""
    return Chain(table, first).followed(place, last)


class Chain:
    """The digests of a table's rows, followed from one row to the next."""

    def __init__(self, table: Table, first: int = 1) -> None:
        self._table, self._first = table, first
        self._stored = self._reckoned = BEFORE_THE_FIRST
        self._expected = first

    @property
    def last(self) -> int:
        """The number of the row that was looked at last."""
        return self._expected - 1

    def copied(self) -> "Chain":
        """Another that goes on from the same row."""
        return copy(self)

    def followed(self, place: LedgerPlace, last: int | None = None) -> Iterator[Fault]:
        """What is wrong with the rows that come now, up to this number."""
        may_lack = last_number_ever(place, self._table) if self._table in _TEXTS else 0
        for row in raw_rows(place, self._table, self._expected, last):
            yield from self._faults_of(row, may_lack)

    def _faults_of(self, row: RowMapping, may_lack: int) -> Iterator[Fault]:
        name, number, digest = self._table.name, int(row["number"]), str(row["digest"])
        near = range(self._expected, min(number, self._expected + _MOST_TOLD + 1))
        missing = [each for each in near if each > may_lack]
        yield from (Fault(name, each, is_missing=True) for each in missing)
        follows = digest_of(self._stored, self._table, row)
        is_sound = digest == follows or digest == digest_of(self._reckoned, self._table, row)
        is_start = bool(missing) or number == self._first > 1
        if not is_sound and not is_start:
            yield Fault(name, number)
        self._stored, self._reckoned = digest, digest if is_sound or is_start else follows
        self._expected = number + 1


def lost_rows(place: LedgerPlace) -> list[Fault]:
    """Rows at the end of a table that are not there any more though events tell of them."""
    told = _told_by_events(place, _faulty_events(place))
    counted = (tables.results, *_TOLD_OF)
    last = {table.name: last_number(place, table) for table in counted}
    return [Fault(table, told[table], is_missing=True) for table in last if told[table] > last[table]]


def lost_events(place: LedgerPlace) -> list[Fault]:
    """The first of the events at the end that are not there any more though plans or announcements are."""
    faulty = _faulty_events(place)
    told = _told_by_events(place, faulty)
    is_untold = any(told[table.name] < last_number(place, table) for table in _TOLD_OF)
    lost = Fault("events", last_number(place, tables.events) + 1, is_missing=True)
    return [lost] if is_untold and not faulty else []


def _faulty_events(place: LedgerPlace) -> frozenset[int]:
    return frozenset(fault.number for fault in faults_in(place, tables.events))


def _told_by_events(place: LedgerPlace, faulty: Collection[int]) -> dict[str, int]:
    """The highest number in each table of which an event tells."""
    highest = dict.fromkeys([*_TELLING, *_COUNTED.values()], 0)
    events = tables.events.c
    chosen = select(events.number, events.what, events.details).where(events.campaign == place.campaign)
    for number, what, details in place.connection.execute(chosen):
        if number in faulty:
            continue
        if what in _COUNTED:
            highest[_COUNTED[what]] += 1
        for table, (telling, key) in _TELLING.items():
            if what in telling and isinstance(told := detail(details, key), int):
                highest[table] = max(highest[table], told)
    return highest


def _withdrawn(place: LedgerPlace) -> frozenset[int]:
    faulty = {fault.number for fault in faults_in(place, tables.results)}
    rows = tables.results.c
    chosen = select(rows.number, rows.withdraws).where(rows.campaign == place.campaign, rows.withdraws.is_not(None))
    return frozenset(withdraws for number, withdraws in place.connection.execute(chosen) if number not in faulty)


def raw_rows(place: LedgerPlace, table: Table, first: int = 1, last: int | None = None) -> Iterator[RowMapping]:
    """Rows as the database has them, a few plans at a time: values that no column type would take are seen too."""
    prepare = place.connection.dialect.identifier_preparer
    columns: list[ColumnElement[object]] = [
        literal_column(prepare.quote(column.name)).label(column.name) for column in table.columns
    ]
    chosen = select(*columns).select_from(table).where(table.c.campaign == place.campaign).order_by(table.c.number)
    chosen = chosen if last is None else chosen.where(table.c.number <= last)
    at_once = _PLANS_AT_ONCE if table in _TEXTS else None
    while True:
        rows = place.connection.execute(chosen.where(table.c.number >= first).limit(at_once)).mappings().all()
        yield from rows
        if at_once is None or len(rows) < at_once:
            return
        first = int(rows[-1]["number"]) + 1
