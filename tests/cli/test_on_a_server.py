"""The daily commands with a ledger on a PostgreSQL server, as a province shares one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.ledger.ledger import open_ledger
from tests.campaigns import day
from tests.cli.diary import BOOK, BY, CAMPAIGN, DAYS_1_AND_2, FIRST, answer_of, ask, results_file
from tests.cli.running import files_in
from tests.conftest import system_part
from tests.ledger.samples import AT, provenance
from tests.postgres import is_here, private_server


@pytest.fixture
def address() -> Iterator[str]:
    """An empty database."""
    system_part("PostgreSQL", present=is_here())
    with private_server() as server:
        yield server.new_database()


def test_a_day_with_the_ledger_on_a_server(home: Path, address: str) -> None:
    with open_ledger(address, CAMPAIGN.name) as ledger:
        ledger.store_version(FIRST, provenance(), is_sound=True, by=BY, at=AT)
    assert answer_of("announce", BOOK, "--ledger", address, folder=home)["until"] == day(3).isoformat()
    form = answer_of("new-results", BOOK, "--date", "11/4/2023", "--ledger", address, "-o", "f.xlsx", folder=home)
    assert form["slots"] == 4
    name = results_file(home, DAYS_1_AND_2)
    done = ask("record", BOOK, name, "--today", "12/4/2023", "--ledger", address, folder=home)
    assert "6 kết quả mới" in done.out
    status = answer_of("status", BOOK, "--today", "12/4/2023", "--ledger", address, folder=home)
    assert (status["total"]["collected"], status["without_result"]) == (12, [])
    copied = answer_of("backup", BOOK, "--ledger", address, folder=home)
    assert files_in(home) == {BOOK, name, "f.xlsx", copied["backup"]}, "no ledger file is begun beside the workbook"
    back = answer_of("restore", BOOK, copied["backup"], folder=home)
    assert (back["result_rows"], back["kept"]) == (6, None)
    refused = ask("restore", BOOK, copied["backup"], "--ledger", address, folder=home)
    assert refused.code == 2
    assert "máy chủ" in refused.err
