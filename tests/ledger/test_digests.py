"""Each row bears a digest that goes on from the row before, the same in a file and on a server."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from planner.domain.version import VersionSummary
from planner.errors import LedgerError
from planner.ledger import tables
from planner.ledger.digests import BEFORE_THE_FIRST, digest_of
from planner.ledger.ledger import Ledger, open_ledger
from tests.ledger.samples import (
    AT,
    BY,
    CAMPAIGN,
    breakdown,
    collected,
    elsewhere,
    plan,
    provenance,
    publish_roster,
    report,
    roster,
    store_roster,
)
from tests.ledger.test_layouts import make_old

NUMBERED = [table for table in tables.TABLES.sorted_tables if table is not tables.campaigns]


def digests(ledger: Ledger) -> dict[str, list[str]]:
    with ledger.database.reading() as connection:
        return {
            table.name: list(connection.execute(select(table.c.digest).order_by(table.c.number)).scalars())
            for table in NUMBERED
        }


def fill(ledger: Ledger) -> None:
    report(ledger, "a.xlsx", collected(131, note="điểm danh"), collected(90, shift="Ca 02"), elsewhere(7))
    ledger.store_version(plan(), provenance(3), is_sound=True, by=BY, at=AT)
    ledger.announce(1, date(2023, 4, 30), by=BY, at=AT)
    store_roster(ledger, roster())
    publish_roster(ledger, 1, date(2023, 4, 30))
    ledger.adjustments.enter(breakdown(), by=BY, at=AT)
    ledger.log("hold", {"slots": 3, "why": "mưa"}, by=BY, at=AT)


def test_every_row_is_followed_from_the_one_before(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        fill(ledger)
        found = digests(ledger)
        assert {name: len(rows) for name, rows in found.items()} == {
            "results": 3,
            "imports": 1,
            "versions": 1,
            "announcements": 1,
            "rosters": 1,
            "publications": 1,
            "adjustments": 1,
            "events": 7,
        }
        with ledger.database.reading() as connection:
            for table in NUMBERED:
                previous = BEFORE_THE_FIRST
                for row in connection.execute(select(table).order_by(table.c.number)).mappings():
                    previous = digest_of(previous, table, row)
                    assert row["digest"] == previous, table


def test_any_other_value_gives_another_digest() -> None:
    row = {"campaign": "a", "number": 1, "unit": "b", "collected": 3, "shift": None}
    told = {digest_of("", tables.results, row), digest_of("x", tables.results, row)}
    told |= {digest_of("", tables.results, {**row, key: "12"}) for key in row}
    assert len(told) == 2 + len(row)
    assert digest_of("", tables.results, {**row, "withdraws": None, "digest": "z"}) in told


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_ledger_gets_the_digests_and_summaries_that_it_would_have_been_given(
    address: Path | str, tmp_path: Path, version: int
) -> None:
    new = tmp_path / "new.db"
    make_old(address, version)
    make_old(new, 3)
    with open_ledger(address, CAMPAIGN) as older, open_ledger(new, CAMPAIGN) as today:
        kept = digests(older)
        assert all(len(digest) == 64 for rows in kept.values() for digest in rows)
        if version == 2:
            assert kept == digests(today)
        (stored,) = older.versions()
        with older.database.reading() as connection:
            summary = connection.execute(select(tables.versions.c.summary)).scalar_one()
        assert VersionSummary.model_validate_json(summary) == VersionSummary.of(stored.plan)
        assert VersionSummary.of(stored.plan).finish == date(2023, 4, 11)


def test_what_tells_a_campaign_is_filled_in_once(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        fill(ledger)
        for change in ("name = 'khác'", "identity = 'b'"):
            if change.startswith("identity"):
                with ledger.database.changing() as connection:
                    connection.execute(text("UPDATE campaigns SET identity = 'a'"))
            with pytest.raises(LedgerError, match="never changed"), ledger.database.changing() as connection:
                connection.execute(text(f"UPDATE campaigns SET {change}"))  # noqa: S608
