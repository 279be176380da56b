"""A result taken back: a new row, nothing deleted, and it counts nowhere; the same on both databases."""

from pathlib import Path

import pytest

from planner.errors import LedgerLacks
from planner.ledger.ledger import Ledger, open_ledger
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, elsewhere, report
from tests.postgres import Server


def counting(ledger: Ledger) -> list[int]:
    return [row.number for row in ledger.all_result_rows() if row.counts]


def withdraw(ledger: Ledger, *numbers: int) -> list[int | None]:
    """Take these back; the rows that count in their place."""
    done = ledger.withdraw(numbers, by=BY, at=AT)
    return [each.counts_again.number if each.counts_again else None for each in done]


def test_a_withdrawn_row_counts_nowhere_and_stays(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(50, day=1), elsewhere(7))
        assert withdraw(ledger, 2, 3) == [None, None]
        assert ledger.results() == (collected(100),) == ledger.state().results
        assert ledger.results(up_to=3) == (elsewhere(7), collected(100), collected(50, day=1)), "as it was"
        rows = ledger.all_result_rows()
        assert [(row.number, row.withdraws, row.is_withdrawn, row.counts) for row in rows] == [
            (1, None, False, True),
            (2, None, True, False),
            (3, None, True, False),
            (4, 2, False, False),
            (5, 3, False, False),
        ]
        assert ledger.mark().result == ledger.state().last_result == 5
        assert [(event.what, event.details) for event in ledger.events()][-1] == (
            "withdraw",
            {"rows": "2, 3", "last_result": 5},
        )


def test_what_was_withdrawn_can_be_recorded_again_by_the_same_file_or_another(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        withdraw(ledger, 1)
        again = report(ledger, "a.xlsx", collected(100))
        assert (again.new, again.is_known_file, counting(ledger)) == (1, True, [3])
        withdraw(ledger, 3)
        other = report(ledger, "b.xlsx", collected(100))
        assert (other.new, counting(ledger)) == (1, [5])
        assert report(ledger, "a.xlsx", collected(100)).is_nothing_new


def test_a_withdrawn_correction_lets_the_figure_before_it_count_again(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        report(ledger, "b.xlsx", collected(10))
        assert withdraw(ledger, 2) == [1]
        assert ledger.results() == (collected(100),)
        again = report(ledger, "b.xlsx", collected(10))
        assert (again.corrected, again.superseded, counting(ledger)) == (1, 0, [4])
        report(ledger, "c.xlsx", collected(12))
        assert report(ledger, "b.xlsx", collected(10)).superseded == 1, "a file of before undoes no correction"
        assert withdraw(ledger, 5, 4, 1) == [None, None, None]
        assert ledger.results() == ()


def test_withdrawing_what_cannot_be_is_refused_and_changes_nothing(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(50, day=1))
        report(ledger, "b.xlsx", collected(90))
        withdraw(ledger, 2)
        for numbers, why in (((2,), "2"), ((4,), "4"), ((1,), "3"), ((9,), "9"), ((3, 2), "2")):
            with pytest.raises(LedgerLacks, match=why):
                withdraw(ledger, *numbers)
        assert ledger.mark().result == 4
        assert counting(ledger) == [3]


def test_another_campaign_of_the_same_server_is_not_touched(server: Server) -> None:
    shared = server.new_database()
    with open_ledger(shared, "một") as one, open_ledger(shared, "hai") as two:
        report(one, "a.xlsx", collected(100))
        report(two, "a.xlsx", collected(100))
        withdraw(one, 1)
        assert (one.results(), two.results()) == ((), (collected(100),))
