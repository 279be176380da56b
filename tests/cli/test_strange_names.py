"""Files whose names are no UTF-8, as older Windows and archives leave them: read, kept, and told so that JSON holds."""

import json
import os
import sys
from pathlib import Path

import pytest

from planner.cli.main import speak_utf8
from planner.files import readable_name
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import read_plan, write_plan
from tests.campaigns import small_campaign
from tests.cli.diary import BOOK, DAYS_1_AND_2, FIRST, ledger_in, results_file
from tests.cli.running import planner
from tests.workbooks import write_workbook

STRANGE = os.fsdecode(b"k\xea ho\xc1ch")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")


def test_a_name_that_is_shown_or_kept() -> None:
    assert readable_name("kế hoạch") == "kế hoạch"
    assert readable_name(STRANGE) == "k\\udcea ho\\udcc1ch"


def test_a_campaign_that_bears_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / f"{STRANGE}.xlsx"
    write_workbook(small_campaign().model_copy(update={"name": ""}), path)
    campaign = read_campaign(path).campaign
    assert campaign.name == "k\\udcea ho\\udcc1ch"
    plan = FIRST.model_copy(update={"campaign": campaign.name})
    assert read_plan(write_plan(plan, tmp_path / f"{STRANGE}.json")) == plan


def test_a_results_workbook_and_a_backup_of_such_a_name(home: Path) -> None:
    name = results_file(home, DAYS_1_AND_2, f"{STRANGE}.xlsx")
    recorded = planner("record", BOOK, name, "--today", "14/4/2023", folder=home)
    assert recorded.code == 0
    assert "k\\udcea ho\\udcc1ch.xlsx" in recorded.out
    assert planner("backup", BOOK, f"{STRANGE}.db", folder=home).code == 0
    with ledger_in(home) as ledger:
        assert [event.details["file"] for event in ledger.events()] == [
            "k\\udcea ho\\udcc1ch.xlsx",
            "k\\udcea ho\\udcc1ch.db",
        ]
        assert len(ledger.results()) == 6


def test_a_program_finds_the_file_that_json_names(home: Path) -> None:
    told = planner("check", f"{STRANGE}.xlsx", "--json", folder=home)
    assert told.code == 2
    assert f"{STRANGE}.xlsx" in json.loads(told.out)["message"]
    assert "k\\udcea ho\\udcc1ch.xlsx" in told.err


def test_streams_that_cannot_be_set_up_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", object())
    speak_utf8()
    assert sys.stdout is None
