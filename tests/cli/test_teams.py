"""`planner teams` as an officer types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.check.teams.team_verdict import judge_teams
from planner.intake.campaign.campaign_reader import read_campaign
from planner.roster.teams import TeamGoalResult, TeamsPlan, Visit
from tests.cli.running import planner

TEAMS = (
    ("A", "Tổ 1", "An, Bình", "Thôn Một, Thôn Hai", "2, 4", None, None, 1, 6),
    ("A", "Tổ 2", "Cúc", None, "2, 3", None, None, 2, None),
)
HAMLETS = (("A", "Thôn Một", 2, 5, 2), ("A", "Thôn Hai", 1, 3), ("A", "Thôn Ba", 4, 2, 2))
TEAM_HEADS = (
    "Đơn vị", "Tổ", "Thành viên", "Thôn, khu phố", "Ngày đi", "Từ ngày", "Đến ngày", "Số thôn/ngày", "Sức/ngày",
)  # fmt: skip
HAMLET_HEADS = ("Đơn vị", "Thôn, khu phố", "Số lượt", "Chỉ tiêu/ngày", "Cách ngày")
Row = tuple[object, ...]


def fill(home: Path, teams: tuple[Row, ...] = TEAMS, hamlets: tuple[Row, ...] = HAMLETS) -> Path:
    """The small campaign's workbook with these rows; its five days begin on a Monday."""
    path = home / "nho" / "campaign.xlsx"
    book = load_workbook(path)
    for title, heads, rows in (("Tổ", TEAM_HEADS, teams), ("Lượt xuống thôn", HAMLET_HEADS, hamlets)):
        sheet = book.create_sheet(title)
        for row in (heads, *rows):
            sheet.append(row)
    book.save(path)
    return path


def test_the_list_is_proven_judged_and_printed(home: Path) -> None:
    workbook = fill(home)
    told = planner("teams", "nho/campaign.xlsx", "-o", "ra", "--json", "--workers", 1, folder=home)
    assert told.code == 0, told.err
    answer = json.loads(told.out)
    names = ["phan-cong-to.xlsx", "phan-cong-to.docx", "phan-cong-to.pdf"]
    assert [Path(each).name for each in answer["prints"]] == names
    assert all((home / "ra" / name).stat().st_size for name in (*names, "teams.json"))
    written: dict[str, Any] = json.loads((home / "ra" / "teams.json").read_text(encoding="utf-8"))
    assert written["schema"] == 1
    assert {key: answer[key] for key in ("campaign", "visits", "missed", "goals")} == {
        key: written[key] for key in ("campaign", "visits", "missed", "goals")
    }
    read = read_campaign(workbook)
    plan = TeamsPlan(
        campaign=written["campaign"],
        visits=tuple(Visit.model_validate(each) for each in written["visits"]),
        goals=tuple(TeamGoalResult.model_validate(each) for each in written["goals"]),
    )
    assert judge_teams(read.campaign, read.outreach, plan).sound
    assert {each["proof"] for each in written["goals"]} == {"optimal"}
    assert [(each["hamlet"], each["visits"], each["citizens"]) for each in written["missed"]] == [("Thôn Ba", 3, 6)]
    assert sum(load["visits"] for load in answer["loads"]) == len(plan.visits) == 4


def test_it_says_what_is_missing_and_why(home: Path) -> None:
    fill(home)
    english = planner("--lang", "en", "teams", "nho/campaign.xlsx", folder=home)
    assert english.code == 0, english.err
    assert "Visits        4 of 7, to 3 hamlets" in english.out
    assert "Thôn Ba (A): 3 visits and 6 citizens missing; " in english.out
    assert "Missed visits             3  proven optimal" in english.out
    vietnamese = planner("teams", "nho/campaign.xlsx", folder=home)
    assert "Lượt          4 trên 7, đến 3 thôn" in vietnamese.out
    assert "Thôn Ba (A): thiếu 3 lượt và 6 công dân; " in vietnamese.out


def test_the_print_tells_the_days(home: Path) -> None:
    fill(home)
    assert planner("teams", "nho/campaign.xlsx", "-o", "ra", folder=home).code == 0
    book = load_workbook(home / "ra" / "phan-cong-to.xlsx")
    assert book.sheetnames == ["Phân công tổ", "Lịch xuống thôn"]
    told = [str(cell.value) for row in book["Phân công tổ"].iter_rows() for cell in row if cell.value]
    assert "Tổ 1 (An, Bình)" in told
    assert "Thiếu 3 lượt" in told


@pytest.mark.parametrize(
    ("teams", "hamlets", "code", "words"),
    [
        ((), (), 1, "Tổ: no team is entered"),
        (TEAMS, (), 1, "Lượt xuống thôn: no hamlet is entered"),
        ((("A", "Tổ 1", None, "Thôn Xa"),), HAMLETS, 1, "Tổ!D2"),
    ],
)
def test_what_cannot_be_assigned_is_told(
    home: Path, teams: tuple[Row, ...], hamlets: tuple[Row, ...], code: int, words: str
) -> None:
    fill(home, teams, hamlets)
    told = planner("--lang", "en", "teams", "nho/campaign.xlsx", "-o", "ra", folder=home)
    assert told.code == code
    assert words in told.err
    assert not (home / "ra").exists()


def test_a_missing_workbook_and_a_folder_that_cannot_be_written(home: Path) -> None:
    fill(home)
    assert planner("teams", "nho/none.xlsx", folder=home).code == 2
    (home / "file").write_text("")
    assert planner("teams", "nho/campaign.xlsx", "-o", "file/ra", folder=home).code == 2


def test_check_tells_errors_of_teams_too(home: Path) -> None:
    fill(home, ((None, "Tổ 1", None, "Thôn Một"),), HAMLETS)
    told = planner("check", "nho/campaign.xlsx", folder=home)
    assert told.code == 1
    assert "Tổ!A2" in told.err
