"""Rosters for a door that prints only what somebody asks for: stored, given up, refused; beside what was published."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from planner.check.verdict import judge
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import LedgerBusy, LedgerLacks, LedgerMovedOn, WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.roster_file import read_roster
from planner.ledger.rosters import Rosters
from planner.roster.changes import ChangeCause, duty_changes
from planner.roster.shortage import Shortage
from planner.roster.version import RosterMark
from planner.workflow.roster.comparing import ComparedRoster, compare_roster
from planner.workflow.roster.publishing import publish_roster
from planner.workflow.roster.rostering import roster_work, staffing_of
from planner.workflow.roster.standpoint import RosterTerms
from planner.workflow.roster.unprinted import UnprintedRoster, roster_unprinted
from planner.workflow.solving import searching
from planner.workflow.solving.searching import Search, SearchHand
from tests.staffed_campaign import CAMPAIGN, PLAN, PlainQuestion, day, ledger_beside, store_plan, write_staffed

GOES_ON = SearchHand(has_to_end=lambda: False, is_given_up=lambda: False)


@pytest.fixture(autouse=True)
def plain_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rosters are searched for plainly."""
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """With officers and an announced plan, and no roster yet."""
    path = write_staffed(tmp_path)
    store_plan(path, announced=True)
    return path


def found(
    workbook: Path,
    terms: RosterTerms = RosterTerms(),  # noqa: B008 - frozen
    hand: SearchHand = GOES_ON,
    told: list[Shortage] | None = None,
) -> UnprintedRoster | None:
    """What a search for a roster comes to."""

    def tell(missing: Sequence[Shortage]) -> None:
        if told is not None:
            told.extend(missing)

    search = Search(SearchTerms(60.0), nobody)
    return roster_unprinted(workbook, workbook.parent.parent / "out", search, terms, hand, tell_missing=tell, by="Lan")


def compared(workbook: Path, number: int) -> ComparedRoster:
    campaign = read_campaign(workbook).campaign
    staffing, _warnings = staffing_of(workbook, campaign)
    with ledger_beside(workbook) as ledger:
        return compare_roster(campaign, staffing, ledger, number)


def events(workbook: Path) -> list[tuple[str, str]]:
    with ledger_beside(workbook) as ledger:
        return [(event.what, event.by) for event in ledger.events()]


def re_rostered(workbook: Path, number: int = 8) -> None:
    """Roster 1 is published to its end; on a later day an officer is ill for two days, and roster 2 is made."""
    found(workbook)
    publish_roster(workbook)
    with ledger_beside(workbook) as ledger:
        ill = next(duty for duty in ledger.rosters.roster(1).roster.duties if duty.date == day(number + 1)).officer
    last = day(number + 2)
    write_staffed(workbook.parent.parent, leaves=[(ill, day(number + 1), last, None, "Ô", day(number))])
    found(workbook, RosterTerms(as_of=day(number), freeze_days=0))


def test_it_is_stored_and_nothing_is_printed(workbook: Path) -> None:
    told: list[Shortage] = []
    roster = found(workbook, told=told)
    assert roster is not None
    assert (roster.number, roster.was_stopped, roster.trouble) == (1, False, None)
    num_broken = len(judge(CAMPAIGN, PLAN).violations)
    assert f"phương án 1 phạm {num_broken} quy tắc" in roster.warnings[0]
    assert "planner" not in roster.warnings[0]
    assert not (workbook.parent.parent / "out").exists()
    assert events(workbook)[-1] == ("roster", "Lan")
    with ledger_beside(workbook) as ledger:
        stored = ledger.rosters.roster(1).roster
    assert bool(told) == bool(stored.vacant), "four officers cannot fill every seat of these weeks"


def test_what_was_given_up_is_not_stored(workbook: Path) -> None:
    before = events(workbook)
    assert found(workbook, hand=SearchHand(lambda: False, lambda: True)) is None
    assert events(workbook) == before


def test_a_roster_that_the_ledger_does_not_take_is_kept_in_a_file(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object, **_more: object) -> None:
        raise LedgerBusy("held")

    monkeypatch.setattr(Rosters, "store_found", busy)
    roster = found(workbook)
    assert roster is not None
    assert roster.number == 0
    assert isinstance(roster.trouble, LedgerBusy)
    assert roster.roster_path is not None
    assert read_roster(roster.roster_path).duties


def test_what_others_wrote_meanwhile_is_told(workbook: Path) -> None:
    found(workbook)

    def writes(*_missing: object) -> None:
        publish_roster(workbook, by="Minh")

    search = Search(SearchTerms(60.0), nobody)
    terms = RosterTerms(as_of=day(3))
    roster = roster_unprinted(workbook, workbook.parent, search, terms, GOES_ON, tell_missing=writes)
    assert roster is not None
    assert [told for told in roster.meanwhile if "Minh" in told and "lịch trực 1" in told]


def test_changes_are_those_of_the_notice(workbook: Path) -> None:
    re_rostered(workbook)
    found_changes = compared(workbook, 2)
    assert found_changes.against is not None
    assert found_changes.against.version == 1
    assert ChangeCause.LEAVE in {change.cause for change in found_changes.changes}
    assert {change.day for change in found_changes.changes} <= {day(number) for number in range(8, 15)}
    with (
        ledger_beside(workbook) as ledger,
        roster_work(workbook, None, workbook.parent, RosterTerms(as_of=day(8), freeze_days=0), None) as work,
    ):
        assert found_changes.changes == duty_changes(work.start.case, ledger.rosters.roster(2).roster)


def test_a_roster_that_is_published_is_laid_beside_the_one_before(workbook: Path) -> None:
    re_rostered(workbook)
    before = compared(workbook, 2)
    publish_roster(workbook, number=2)
    assert compared(workbook, 2).changes == before.changes
    back = compared(workbook, 1)
    assert back.against is not None
    assert back.against.version == 2


def test_days_that_the_new_roster_does_not_have_are_no_changes(workbook: Path) -> None:
    found(workbook)
    publish_roster(workbook)
    found(workbook, RosterTerms(as_of=day(8), until=day(10), freeze_days=0))
    assert compared(workbook, 2).changes == ()


def test_without_another_publication_nothing_changes(workbook: Path) -> None:
    found(workbook)
    assert (compared(workbook, 1).against, compared(workbook, 1).changes) == (None, ())
    publish_roster(workbook)
    assert compared(workbook, 1).against is None
    with pytest.raises(LedgerLacks):
        compared(workbook, 2)


def test_what_the_workbook_has_lost_is_named(workbook: Path) -> None:
    re_rostered(workbook)
    campaign = read_campaign(workbook).campaign
    staffing, _warnings = staffing_of(workbook, campaign)
    lost = campaign.model_copy(update={"machines": ()})
    with ledger_beside(workbook) as ledger, pytest.raises(WorkbookProblems):
        compare_roster(lost, staffing, ledger, 2)


def test_publishing_rests_on_what_was_seen(workbook: Path) -> None:
    found(workbook)
    with ledger_beside(workbook) as ledger:
        seen = ledger.rosters.state().mark
    publish_roster(workbook, until=day(5), by="Minh", looked_at=seen)
    with pytest.raises(LedgerMovedOn, match=r"Minh.*lịch trực 1"):
        publish_roster(workbook, until=day(5) + timedelta(days=1), looked_at=seen)
    with pytest.raises(LedgerMovedOn):
        publish_roster(workbook, until=day(6), looked_at=RosterMark())
    with ledger_beside(workbook) as ledger:
        assert [each.until for each in ledger.rosters.publications()] == [day(5)]
