"""No silent new beginning: what lies around a workbook is named before anything is planned or recorded."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.identity import identity_of
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.domain.version import Provenance, SearchSettings
from planner.errors import LedgerDamaged, LedgerElsewhere, LedgerOfAnotherCampaign, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.backups import back_up
from planner.ledger.ledger import Ledger, open_ledger
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.recording import record_results
from planner.workflow.days.standing import status_of
from planner.workflow.ledger.keeping import new_ledger_of, this_moment
from planner.workflow.ledger.safekeeping import restore_ledger
from planner.workflow.planning.planning import plan_campaign, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.planning.verifying import check_workbook
from planner.workflow.printing.printing import Wanted, print_version
from planner.workflow.solving.searching import Search
from tests.small_campaigns import machine, posting, small_campaign, unit
from tests.workbooks import write_results, write_workbook

SEARCH = Search(SearchTerms(1, 1, 0), lambda _progress: None)
CONFLICT_COPIES = (
    "campaign.ledger-PC02.db",
    "campaign.ledger (1).db",
    "campaign.ledger (PC02's conflicted copy 2026-04-12).db",
    "campaign.ledger.sync-conflict-20260412-101010-ABCDEFG.db",
    "campaign.ledger - Copy.db",
)


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with a plan, kept beside it; papers would go into a folder of this test."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "Đợt 1 [thử]" / "campaign.xlsx"
    path.parent.mkdir()
    write_workbook(small_campaign(), path)
    with kept(path) as ledger:
        store_plan(ledger)
    return path


@contextmanager
def kept(workbook: Path) -> Iterator[Ledger]:
    campaign = read_campaign(workbook).campaign
    with open_ledger(default_ledger(workbook), campaign.name, identity=identity_of(campaign)) as ledger:
        yield ledger


def store_plan(ledger: Ledger) -> None:
    campaign = small_campaign()
    row = Assignment(
        machine=MachineName("M1"),
        unit=UnitCode("A"),
        date=campaign.calendar.first_day + timedelta(days=1),
        shift=ShiftLabel(campaign.calendar.shift_labels[0]),
        dossiers=3,
    )
    made_from = Provenance(
        workbook_sha256="0" * 64, last_result=0, settings=SearchSettings(seconds=1, workers=1, seed=0), solver="none"
    )
    plan = Plan(campaign=campaign.name, assignments=(row,))
    ledger.store_version(plan, made_from, is_sound=True, by="an", at=this_moment())


def put_plan_file(folder: Path, number: int, campaign: Campaign | None = None) -> Path:
    told = {
        "schema": 1,
        "campaign": (campaign or small_campaign()).name,
        "version": number,
        "assignments": [{"machine": "M1", "unit": "A", "date": "2023-04-12", "shift": "Ca 01", "dossiers": 3}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "plan.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def assert_nothing_begins(workbook: Path, file: Path | str) -> None:
    """Writers and whoever needs a plan refuse, status and check warn; each names the file."""
    name = Path(file).name
    results = workbook.with_name("r.xlsx")
    write_results([], results)
    folder = workbook.parent / "giấy"
    for refused in (
        lambda: plan_campaign(workbook, folder, SEARCH),
        lambda: plan_campaign(workbook, folder, SEARCH, is_fresh=True),
        lambda: replan_campaign(workbook, folder, SEARCH, Terms()),
        lambda: record_results(workbook, results),
        lambda: announce_version(workbook),
        lambda: print_version(workbook, folder, Wanted(), lambda _form: None),
    ):
        with pytest.raises(LedgerElsewhere) as error:
            refused()
        assert name in str(error.value)
        assert "--ledger" in str(error.value) or "planner restore" in str(error.value)
        assert "--new-ledger" in str(error.value)
        assert error.value.exit_code == 2
    status = status_of(workbook)
    assert any(name in str(problem) for problem in status.problems)
    assert status.seems_kept_elsewhere
    assert not default_ledger(workbook).exists()


@pytest.mark.parametrize("name", CONFLICT_COPIES)
def test_a_conflict_copy_beside_a_missing_ledger_is_named(workbook: Path, name: str) -> None:
    copy = default_ledger(workbook).rename(workbook.with_name(name))
    assert_nothing_begins(workbook, copy)
    assert any(name in str(problem) for problem in check_workbook(workbook).warnings)


def test_a_backup_beside_a_missing_ledger_is_named_and_can_be_restored(workbook: Path) -> None:
    backup = workbook.with_name("campaign.ledger.backup-20260412-170000.db")
    with kept(workbook) as ledger:
        back_up(ledger, backup)
    default_ledger(workbook).unlink()
    assert_nothing_begins(workbook, backup)
    restore_ledger(workbook, backup)
    assert status_of(workbook).versions
    assert not status_of(workbook).problems


def test_several_ledgers_beside_a_missing_one_are_one_list_with_the_advice_once(workbook: Path) -> None:
    backup = workbook.with_name("old.db")
    with kept(workbook) as ledger:
        back_up(ledger, backup)
        store_plan(ledger)
    fuller = default_ledger(workbook).rename(workbook.with_name(CONFLICT_COPIES[0]))
    put_plan_file(Path("outputs") / workbook.parent.name, 2)
    assert_nothing_begins(workbook, fuller)
    (problem,) = [each for each in status_of(workbook).problems if each.where.endswith(".ledger.db")]
    assert 0 < problem.what.index(fuller.name) < problem.what.index(backup.name)
    assert problem.advice.count("--new-ledger") == problem.advice.count("planner restore") == 1
    assert fuller.name in problem.advice
    assert backup.name not in problem.advice


def test_papers_of_a_later_plan_than_any_ledger_beside_holds_are_named_too(workbook: Path) -> None:
    default_ledger(workbook).rename(workbook.with_name(CONFLICT_COPIES[0]))
    path = put_plan_file(Path("outputs") / workbook.parent.name, 2)
    assert [path.name in str(problem) for problem in status_of(workbook).problems] == [False, True]


def test_several_copies_that_have_more_are_one_list_with_the_advice_once(workbook: Path) -> None:
    ledger, old = default_ledger(workbook), workbook.with_name("old")
    shutil.copy(ledger, old)
    copies = [workbook.with_name(name) for name in CONFLICT_COPIES[:2]]
    for copy in copies:
        with kept(workbook) as ours:
            store_plan(ours)
        shutil.copy(ledger, copy)
    old.replace(ledger)
    (problem,) = status_of(workbook).problems
    assert 0 < problem.what.index(copies[1].name) < problem.what.index(copies[0].name)
    assert problem.advice.count("planner restore") == problem.advice.count("planner status") == 1
    assert copies[0].name not in problem.advice


def test_a_renamed_or_copied_workbook_does_not_lose_its_ledger(workbook: Path) -> None:
    for renamed in (workbook.with_name("campaign-moi.xlsx"), workbook.with_name("Kế hoạch (2).xlsx")):
        shutil.copy(workbook, renamed)
        assert_nothing_begins(renamed, default_ledger(workbook))
        assert status_of(renamed, address=str(default_ledger(workbook))).versions


def test_a_mistyped_address_does_not_begin_a_ledger(workbook: Path) -> None:
    with pytest.raises(LedgerElsewhere, match=r"campaign\.ledger\.db"):
        plan_campaign(workbook, workbook.parent, SEARCH, address=str(workbook.with_name("campain.ledger.db")))


@pytest.mark.parametrize("content", [b"", b"\0"])
def test_an_emptied_ledger_is_refused_by_all_and_named_by_check(workbook: Path, content: bytes) -> None:
    default_ledger(workbook).write_bytes(content)
    for refused in (
        lambda: plan_campaign(workbook, workbook.parent, SEARCH),
        lambda: status_of(workbook),
        lambda: announce_version(workbook),
    ):
        with pytest.raises(LedgerDamaged, match="--new-ledger"):
            refused()
    assert any("--new-ledger" in str(problem) for problem in check_workbook(workbook).warnings)
    assert default_ledger(workbook).read_bytes() == content


def test_the_papers_of_a_plan_show_that_a_ledger_is_missing(workbook: Path) -> None:
    default_ledger(workbook).unlink()
    path = put_plan_file(Path("outputs") / workbook.parent.name, 4)
    assert_nothing_begins(workbook, path)
    path.unlink()
    elsewhere = put_plan_file(workbook.parent / "nơi khác", 4)
    with pytest.raises(LedgerElsewhere, match="nơi khác"):
        plan_campaign(workbook, elsewhere.parent, SEARCH)


def test_an_older_ledger_in_the_place_of_a_newer_one_is_named(workbook: Path) -> None:
    put_plan_file(Path("outputs") / workbook.parent.name, 1)
    assert not status_of(workbook).problems
    path = put_plan_file(Path("outputs") / workbook.parent.name, 2)
    with pytest.raises(LedgerElsewhere, match=r"plan\.json.*planner restore"):
        announce_version(workbook)
    assert any(path.name in str(problem) for problem in status_of(workbook).problems)


def test_papers_of_another_campaign_and_papers_that_are_not_stored_show_nothing(workbook: Path) -> None:
    folder = Path("outputs") / workbook.parent.name
    put_plan_file(folder, 9, small_campaign().model_copy(update={"name": "Đợt khác"}))
    assert not status_of(workbook).problems
    put_plan_file(folder, 0)
    assert not status_of(workbook).problems
    (folder / "plan.json").write_text("[", encoding="utf-8")
    assert not status_of(workbook).problems


def test_a_copy_that_has_more_is_named_and_one_that_has_less_is_not(workbook: Path) -> None:
    ledger, copy = default_ledger(workbook), workbook.with_name(CONFLICT_COPIES[2])
    shutil.copy(ledger, copy)
    with kept(workbook) as ours:
        store_plan(ours)
    assert not status_of(workbook).problems
    more = workbook.with_name("more.db")
    ledger.rename(more)
    copy.rename(ledger)
    more.rename(copy)
    with pytest.raises(LedgerElsewhere, match="conflicted copy"):
        announce_version(workbook)
    assert any("conflicted copy" in str(problem) for problem in status_of(workbook).problems)


def test_what_lay_there_when_a_backup_was_restored_is_known(workbook: Path) -> None:
    old, newer = (workbook.with_name(f"campaign.ledger.backup-{day}.db") for day in (1, 2))
    with kept(workbook) as ledger:
        back_up(ledger, old)
        store_plan(ledger)
        back_up(ledger, newer)
    put_plan_file(Path("outputs") / workbook.parent.name, 2)
    for path in (old, newer):
        os.utime(path, (1, 1))
    restore_ledger(workbook, old, may_lose=True)
    assert not status_of(workbook).problems


def test_a_ledger_begun_anew_on_purpose_numbers_its_plans_after_those_seen(workbook: Path) -> None:
    copy = default_ledger(workbook).rename(workbook.with_name(CONFLICT_COPIES[0]))
    os.utime(copy, (1, 1))
    put_plan_file(Path("outputs") / workbook.parent.name, 7)
    campaign = read_campaign(workbook).campaign
    with new_ledger_of(workbook, campaign, None) as ledger:
        store_plan(ledger)
        assert [version.number for version in ledger.stored_versions()] == [8]
        assert copy.name in str(ledger.events()[0].details["beside"])
    assert not status_of(workbook).problems
    with pytest.raises(WrongUsage, match="--new-ledger"):
        new_ledger_of(workbook, campaign, None)


def test_an_emptied_ledger_can_be_begun_anew_on_purpose(workbook: Path) -> None:
    default_ledger(workbook).write_bytes(b"")
    with new_ledger_of(workbook, read_campaign(workbook).campaign, None) as ledger:
        store_plan(ledger)
    assert status_of(workbook).versions


def test_another_campaign_of_the_same_name_neither_shares_a_ledger_nor_stands_in_the_way(workbook: Path) -> None:
    other = workbook.with_name("other.xlsx")
    write_workbook(small_campaign(units=(unit("X", 5), unit("Y", 6)), machines=(machine("M1", posting(3)),)), other)
    with pytest.raises(LedgerOfAnotherCampaign):
        status_of(other, address=str(default_ledger(workbook)))
    assert not [problem for problem in status_of(other).problems if "ledger" in str(problem)]
