"""`planner print`: a stored plan on paper once more, and what is said where papers cannot be written."""

import json
from pathlib import Path

from planner.intake.plan_file import read_plan
from tests.cli.running import files_in, planner

BOOK = "nho/campaign.xlsx"


def test_a_stored_plan_is_printed_as_it_was(home: Path) -> None:
    assert planner("plan", BOOK, "-o", "first", folder=home).code == 0
    again = planner("print", BOOK, "-o", "again", folder=home)
    assert again.code == 0
    assert "Phương án 1, đúng như đã lưu." in again.out
    assert read_plan(home / "again" / "plan.json") == read_plan(home / "first" / "plan.json")
    assert files_in(home / "again") == files_in(home / "first")


def test_the_version_asked_for(home: Path) -> None:
    for _ in range(2):
        assert planner("plan", BOOK, "-o", "o", folder=home).code == 0
    told = planner("print", BOOK, "--version", "1", "-o", "one", "--json", folder=home)
    assert json.loads(told.out)["version"] == 1
    assert read_plan(home / "one" / "plan.json").version == 1
    assert read_plan(home / "o" / "plan.json").version == 2


def test_nothing_stored_or_no_such_version(home: Path) -> None:
    nothing = planner("print", BOOK, folder=home)
    assert nothing.code == 2
    assert "chưa lưu phương án nào" in nothing.err
    planner("plan", BOOK, "-o", "o", folder=home)
    assert planner("print", BOOK, "--version", "7", folder=home).code == 2


def test_a_plan_whose_papers_cannot_be_written_is_stored_and_says_so(home: Path) -> None:
    (home / "o" / "phu-luc.pdf").mkdir(parents=True)
    refused = planner("plan", BOOK, "-o", "o", folder=home)
    assert refused.code == 2
    assert "Phương án 1 vẫn đã được lưu" in refused.err
    assert f"planner print {BOOK} --version 1" in refused.err
    assert planner("print", BOOK, "-o", "p", folder=home).code == 0
