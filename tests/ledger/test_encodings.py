"""A server's database that cannot hold every letter is refused at once, and told how to make one that can."""

import psycopg
import pytest
from sqlalchemy import make_url

from planner.errors import LedgerUnusable
from planner.ledger.ledger import open_ledger
from tests.ledger.samples import CAMPAIGN, collected, report
from tests.postgres import Server


def database_of(server: Server, encoding: str) -> str:
    """A new database that keeps text so."""
    address = make_url(server.new_database())
    name = f"{address.database}_of"
    with psycopg.connect(server._address(server.url), autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"  # type: ignore[arg-type, unused-ignore]
        )
    return address.set(database=name).render_as_string(hide_password=False)


@pytest.mark.parametrize("encoding", ["WIN1258", "WIN1252", "LATIN1", "SQL_ASCII"])
def test_a_database_that_is_not_utf_8_is_refused_with_the_way_to_a_right_one(server: Server, encoding: str) -> None:
    address = database_of(server, encoding)
    with pytest.raises(LedgerUnusable, match=encoding) as refused:
        open_ledger(address, CAMPAIGN)
    command = str(refused.value).partition("CREATE DATABASE")[2].partition(";")[0]
    assert "ENCODING 'UTF8' TEMPLATE template0" in command
    with psycopg.connect(server._address(server.url), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE{command}".encode())
    right = make_url(address).set(database=f"{make_url(address).database}_utf8")
    with open_ledger(right.render_as_string(hide_password=False), CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1, note="hẹn lại ngày mai"))
        assert ledger.results()[0].note == "hẹn lại ngày mai"


def test_text_goes_over_the_line_in_utf_8_whatever_the_client_is_set_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "WIN1258")
    with open_ledger(server.new_database(), CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1, note="Đợt ở xã Hưng Đạo"))
        assert ledger.results()[0].note == "Đợt ở xã Hưng Đạo"
