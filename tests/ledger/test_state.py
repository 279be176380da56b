"""What a re-plan starts from is of one moment, and can be found again later."""

from datetime import date
from pathlib import Path

from planner.domain.meanwhile import LedgerMark
from planner.ledger.ledger import open_ledger
from planner.ledger.numbering import LedgerPlace
from planner.ledger.state import LedgerState, state_of
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, plan, provenance, report
from tests.postgres import Server


def test_nothing_yet(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.state() == LedgerState()


def test_the_state_holds_what_was_announced_last_beside_what_was_made_last(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        versions = [ledger.store_version(plan(n), provenance(), is_sound=True, by=BY, at=AT) for n in (1, 2, 3)]
        ledger.announce(1, date(2023, 4, 20), by=BY, at=AT)
        last = ledger.announce(2, date(2023, 4, 30), by=BY, at=AT)
        report(ledger, "a.xlsx", collected(100), collected(5, day=1))
        report(ledger, "b.xlsx", collected(90))
        assert ledger.state() == LedgerState(
            results=(collected(90), collected(5, day=1)),
            mark=LedgerMark(result=3, version=3, announcement=2),
            latest=versions[2],
            announced=versions[1],
            announcement=last,
        )


def test_what_is_recorded_while_it_is_read_is_not_half_in_it(server: Server) -> None:
    """On a server, where others may write meanwhile; a file lets them wait."""
    address = server.new_database()
    with open_ledger(address, CAMPAIGN) as ledger, open_ledger(address, CAMPAIGN) as other:
        report(ledger, "a.xlsx", collected(100))
        ledger.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT)
        with ledger.database.reading() as connection:
            place = LedgerPlace(connection, ledger.campaign)
            before = state_of(place)
            report(other, "b.xlsx", collected(90), collected(1, day=2))
            other.store_version(plan(7), provenance(3), is_sound=True, by=BY, at=AT)
            assert state_of(place) == before
        assert ledger.state().last_result == 3


def test_the_results_that_a_version_was_made_from_are_found_again(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(5, day=1))
        then = ledger.state()
        report(ledger, "b.xlsx", collected(90), collected(7, day=2))
        assert ledger.results(up_to=then.last_result) == then.results
        assert ledger.results(up_to=3) == (collected(90), collected(5, day=1))
        assert ledger.results(up_to=0) == ()
