"""What is saved out of a ledger of each kind."""

from pathlib import Path

from planner.ledger.ledger import open_ledger
from planner.ledger.salvage import RowStanding, save_out
from tests.ledger.samples import CAMPAIGN, collected, elsewhere, report


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
