"""A door may say who does something; else it is whoever runs the program."""

from pathlib import Path

import pytest

from planner.domain.progress import nobody
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.recording import record_results
from planner.workflow.days.withdrawing import withdraw_results
from planner.workflow.ledger.keeping import whoever_runs_this
from planner.workflow.ledger.safekeeping import back_up_ledger, restore_ledger
from planner.workflow.planning.planning import plan_campaign, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import Search
from tests.campaigns import day, label, small_campaign
from tests.workbooks import write_results, write_workbook

SEARCH = Search(SearchTerms(seconds=5), nobody)


@pytest.mark.parametrize(("by", "known_as"), [("Lan", "Lan"), (None, None)])
def test_events_bear_the_name_that_the_door_gives(tmp_path: Path, by: str | None, known_as: str | None) -> None:
    workbook, results, campaign = tmp_path / "campaign.xlsx", tmp_path / "results.xlsx", small_campaign()
    write_workbook(campaign, workbook)
    told = Result(
        day=day(1), shift=label(2), machine=campaign.machines[0].name, unit=campaign.units[0].code, collected=5
    )
    write_results([told], results)
    plan_campaign(workbook, tmp_path / "papers", SEARCH, by=by)
    announce_version(workbook, by=by)
    record_results(workbook, results, today=day(2), by=by)
    replan_campaign(workbook, tmp_path / "papers", SEARCH, Terms(), by=by)
    withdraw_results(workbook, [1], today=day(2), by=by)
    backed_up = back_up_ledger(workbook, by=by)
    restore_ledger(workbook, backed_up.path, may_lose=True, by=by)
    with open_ledger(default_ledger(workbook), campaign.name) as ledger:
        events = ledger.events()
        assert {event.what for event in events} >= {"plan", "announce", "record", "replan", "withdraw", "restore"}
        assert {event.by for event in events} == {known_as or whoever_runs_this()}
        assert ledger.versions()[0].made_by == ledger.announcements()[0].announced_by == events[0].by
        assert ledger.all_result_rows()[0].recorded_by == events[0].by


def test_a_long_number_in_a_name_stays_out_of_the_ledger(tmp_path: Path) -> None:
    workbook, results, campaign = tmp_path / "campaign.xlsx", tmp_path / "results.xlsx", small_campaign()
    write_workbook(campaign, workbook)
    write_results([Result(day=day(1), shift=None, machine=None, unit=campaign.units[0].code, collected=5)], results)
    record_results(workbook, results, today=day(2), by="Lan 012345678901")
    with open_ledger(default_ledger(workbook), campaign.name) as ledger:
        assert "012345678901" not in ledger.events()[-1].by
        assert ledger.events()[-1].by.startswith("Lan")
