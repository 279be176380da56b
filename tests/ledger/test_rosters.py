"""Rosters and publications: numbered without gaps, stored as they were, read by whoever comes later."""

from datetime import date
from pathlib import Path

import pytest

from planner.errors import LedgerLacks
from planner.ledger.ledger import open_ledger
from planner.roster.version import Publication, RosterMark, RosterMeanwhile, RosterState, RosterSummary
from tests.ledger.samples import (
    AT,
    BY,
    CAMPAIGN,
    FIRST_DAY,
    collected,
    plan,
    provenance,
    publish_roster,
    report,
    roster,
    roster_provenance,
    store_roster,
)


def test_nothing_yet(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.rosters.state() == RosterState()
        assert ledger.rosters.latest() is None
        assert ledger.rosters.stored() == ()
        assert ledger.rosters.publications() == ()
        assert ledger.rosters.since(RosterMark()).is_nothing
        with pytest.raises(LedgerLacks, match="planner roster"):
            ledger.rosters.roster(1)


def test_rosters_count_from_one_and_bear_their_number(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        first = store_roster(ledger, roster())
        second = store_roster(ledger, roster("CB02", as_of=FIRST_DAY, vacant=2))
        assert [(one.number, one.roster.version) for one in (first, second)] == [(1, 1), (2, 2)]
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.rosters.roster(1) == first
        assert ledger.rosters.latest() == second
        assert second.roster == roster("CB02", as_of=FIRST_DAY, vacant=2).model_copy(update={"version": 2})
        assert (second.provenance, second.made_at, second.made_by) == (roster_provenance(), AT, BY)
        assert [one.summary for one in ledger.rosters.stored()] == [
            RosterSummary.of(first.roster),
            RosterSummary.of(second.roster),
        ]
        assert ledger.rosters.stored()[1].told.vacant == 2
        assert ledger.rosters.stored()[1].provenance == roster_provenance()
        assert [(event.what, event.details) for event in ledger.events()] == [
            ("roster", {"roster": 1, "version": 1}),
            ("reroster", {"roster": 2, "version": 1}),
        ]


def test_the_roster_published_last_stands_beside_the_one_made_last(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT)
        made = [store_roster(ledger, roster(officer)) for officer in ("CB01", "CB02", "CB03")]
        publish_roster(ledger, 1, date(2023, 4, 20))
        last = publish_roster(ledger, 2, date(2023, 4, 30))
        assert ledger.rosters.state() == RosterState(
            mark=RosterMark(version=1, roster=3, publication=2),
            latest=made[2],
            published=made[1],
            publication=last,
        )
        assert [(one.version, one.until) for one in ledger.rosters.publications()] == [
            (1, date(2023, 4, 20)),
            (2, date(2023, 4, 30)),
        ]
        assert ledger.events()[-1].details == {"roster": 2, "until": "2023-04-30"}
        assert ledger.faults() == ()


def test_what_was_never_stored_is_not_published(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        store_roster(ledger, roster())
        for number in (0, 2):
            with pytest.raises(LedgerLacks, match=f"{number}\\b.* 1 đến 1"):
                publish_roster(ledger, number, date(2023, 4, 30))
        assert ledger.rosters.publications() == ()
        assert len(ledger.events()) == 1


def test_a_roster_is_told_what_came_while_it_was_searched_for(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger, open_ledger(address, CAMPAIGN) as other:
        mark = ledger.rosters.state().mark
        report(other, "a.xlsx", collected(100))
        other.store_version(plan(), provenance(1), is_sound=True, by="phó", at=AT)
        other.announce(1, date(2023, 4, 30), by="phó", at=AT)
        store_roster(other, roster("CB02"))
        publication = publish_roster(other, 1, date(2023, 4, 30))
        stored, meanwhile = ledger.rosters.store_found(roster(), roster_provenance(), mark, by=BY, at=AT)
        assert stored.number == 2
        assert [one.made_by for one in meanwhile.versions] == ["phó"]
        assert [one.number for one in meanwhile.rosters] == [1]
        assert meanwhile.publications == (publication,)
        assert [one.version for one in meanwhile.announcements] == [1]


@pytest.mark.parametrize("other_writes", ["plan", "roster", "publication", "result"])
def test_nothing_is_published_over_what_others_wrote_meanwhile(address: Path | str, other_writes: str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        store_roster(ledger, roster())
        mark = ledger.rosters.state().mark
        if other_writes == "plan":
            ledger.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT)
        elif other_writes == "roster":
            store_roster(ledger, roster())
        elif other_writes == "publication":
            publish_roster(ledger, 1, date(2023, 4, 15))
        else:
            report(ledger, "a.xlsx", collected(1))
        had = len(ledger.rosters.publications())
        given = ledger.rosters.publish_from(mark, 1, date(2023, 4, 30), by=BY, at=AT)
        assert isinstance(given, Publication if other_writes == "result" else RosterMeanwhile)
        assert len(ledger.rosters.publications()) == had + (other_writes == "result")
