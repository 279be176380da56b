"""Answers for programs and for people: `--json`, languages, encodings."""

import json
from pathlib import Path

import pytest

from tests.cli.running import files_in, planner

BOOK = "nho/campaign.xlsx"


def test_json_of_each_command(home: Path) -> None:
    made = planner("new", "x", "--json", folder=home)
    assert set(json.loads(made.out)) == {"campaign", "example"}
    checked = planner("check", BOOK, "--json", folder=home)
    assert json.loads(checked.out) == {"problems": []}
    planned = planner("plan", BOOK, "-o", "o", "--json", folder=home)
    answer = json.loads(planned.out)
    written = json.loads((home / "o" / "plan.json").read_text(encoding="utf-8"))
    assert answer["goals"] == written["goals"]
    assert answer["campaign"] == "Chiến dịch thử"
    assert [Path(path).name for path in answer["prints"]] == [
        "phu-luc.xlsx",
        "phu-luc.docx",
        "phu-luc.pdf",
        "timeline.svg",
    ]
    assert not answer["was_stopped"]
    verified = planner("verify", BOOK, "o/plan.json", "--json", folder=home)
    assert json.loads(verified.out)["sound"]
    for answered in (made, checked, planned, verified):
        assert answered.code == 0
        assert answered.err, "people's text goes to stderr"


def test_json_of_problems(home: Path) -> None:
    problems = planner("plan", "x/campaign.xlsx", "--json", folder=home)
    assert problems.code == 2
    assert json.loads(problems.out)["error"] == "UnreadableFile"
    assert planner("new", "x", folder=home).code == 0
    empty = planner("plan", "x/campaign.xlsx", "--json", folder=home)
    assert empty.code == 1
    answer = json.loads(empty.out)
    assert answer["error"] == "workbook"
    assert all(problem["where"] and problem["what"] for problem in answer["problems"])
    assert not (home / "outputs").exists()


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--lang", "en", "check", BOOK], {}),
        (["check", BOOK, "--lang=en"], {}),
        (["check", BOOK], {"PLANNER_LANG": "en"}),
    ],
)
def test_english_on_request(home: Path, arguments: list[str], environment: dict[str, str]) -> None:
    checked = planner(*arguments, folder=home, **environment)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.splitlines()[-1] == "The workbook can be planned."


def test_the_option_wins_over_the_environment(home: Path) -> None:
    assert "hợp lệ" in planner("check", BOOK, "--lang", "vi", folder=home, PLANNER_LANG="en").out


def test_click_speaks_the_language_too(home: Path) -> None:
    assert "Cách dùng:" in planner("plan", folder=home).err
    assert "Usage: planner plan [OPTIONS] CAMPAIGN.xlsx" in planner("plan", folder=home, PLANNER_LANG="en").err
    for word in ("Usage", "Options", "Commands", "Show ", "default", "Error"):
        for command in ("new", "check", "plan", "verify", "demo"):
            assert word not in planner(command, "--help", folder=home).out


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_a_redirected_stdout_of_another_encoding(home: Path, encoding: str) -> None:
    checked = planner("check", BOOK, folder=home, PYTHONIOENCODING=encoding)
    assert checked.code == 0
    assert "Tệp Excel hợp lệ" in checked.out
    refused = planner("check", "không có.xlsx", folder=home, PYTHONIOENCODING=encoding)
    assert refused.code == 2
    assert "không có.xlsx" in refused.err
    assert files_in(home) == {BOOK}
