"""What is saved out of a ledger of each kind."""

from datetime import date
from pathlib import Path

from planner.ledger.ledger import open_ledger
from planner.ledger.salvage import RowStanding, save_out
from tests.ledger.samples import CAMPAIGN, collected, elsewhere, publish_roster, report, roster, store_roster
from tests.ledger.test_layouts import make_old


def test_a_file_and_a_server_are_saved_alike(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(131), elsewhere(7, activated=2))
        report(ledger, "b.xlsx", collected(94))
    if not isinstance(address, Path):
        with open_ledger(address, "Bắc Sơn") as neighbour:
            report(neighbour, "z.xlsx", collected(1))
    saved = save_out(address, CAMPAIGN)
    assert [(result.row.number, result.standing, result.by_row, result.file) for result in saved.results] == [
        (1, RowStanding.CORRECTED, 3, "a.xlsx"),
        (2, RowStanding.COUNTS, None, "a.xlsx"),
        (3, RowStanding.COUNTS, None, "b.xlsx"),
    ]
    assert [row.values["what"] for row in saved.events] == ["record", "record"]
    assert saved.num_doubtful == 0
    assert all(result.row.is_as_written for result in saved.results)


def test_a_server_without_a_ledger_has_nothing_to_save(address: Path | str) -> None:
    if not isinstance(address, Path):
        assert save_out(address, CAMPAIGN).results == ()


def test_rosters_and_what_was_published_are_saved(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        store_roster(ledger, roster("CB01"))
        store_roster(ledger, roster("CB02"))
        publish_roster(ledger, 2, date(2023, 4, 30))
    saved = save_out(address, CAMPAIGN)
    assert [row.number for row in saved.rosters] == [1, 2]
    assert '"officer":"CB02"' in saved.rosters[1].text("roster")
    assert [(row.values["version"], row.text("until")) for row in saved.publications] == [(2, "2023-04-30")]
    assert all(row.is_as_written for row in (*saved.rosters, *saved.publications))


def test_a_ledger_from_before_rosters_is_saved_as_it_is(address: Path | str) -> None:
    make_old(address, 3)
    saved = save_out(address, CAMPAIGN)
    assert (len(saved.results), saved.rosters, saved.publications) == (4, (), ())
