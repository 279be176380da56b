"""`planner staff` and `planner why-duty`: what people and programs are told, and how they end."""

import json
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from planner.cli.roster import staff
from planner.cli.roster.commands import COMMANDS
from planner.domain.plan import Plan
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import write_plan
from planner.intake.roster_file import write_roster
from planner.intake.staffing.staffing_reader import read_staffing
from planner.roster.case import RosterCase
from planner.workflow.solving import searching
from tests.cli.running import Answered
from tests.exact_rosters import ExactQuestion, exact_roster
from tests.small_rosters import rows_of
from tests.staffed_campaign import CAMPAIGN, PLAN, day, write_staffed

BOOK = "doi/campaign.xlsx"
SEATS = (("", "", "thu nhận", 2, "Có"), ("", "Ca 02", "lái xe", 1, ""))


def ask(command: str, *words: object, home: Path) -> Answered:
    """Run a command in this folder."""
    with chdir(home):
        done = CliRunner().invoke(COMMANDS[command], [str(word) for word in words], prog_name=f"planner {command}")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Answered(done.exit_code, done.stdout, done.stderr)


def answer_of(command: str, *words: object, home: Path) -> dict[str, Any]:
    """What a program is told."""
    done = ask(command, *words, "--json", home=home)
    assert done.code == 0, done.err
    told: dict[str, Any] = json.loads(done.out)
    return told


def written(home: Path, *, rules: tuple[tuple[str, object], ...] = ()) -> Path:
    """Five officers, three who take and two who drive beside that, and the plan of two weeks."""
    workbook = write_staffed(home, ("CB01", "CB02", "CB03", "CB04", "CB05"), seats=SEATS)
    book = load_workbook(workbook)
    for row in (5, 6):
        book["Cán bộ"].cell(row, 3).value = "thu nhận, lái xe"
    if rules:
        sheet = book.create_sheet("Quy định ca")
        for told in (("Mục", "Giá trị"), *rules):
            sheet.append(list(told))
    book.save(workbook)
    write_plan(PLAN, home / "plan.json")
    return workbook


def test_staff_tells_the_hardest_week_and_a_line_for_each_role(tmp_path: Path) -> None:
    written(tmp_path)
    done = ask("staff", BOOK, "plan.json", home=tmp_path)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[1] == "  MÁY 1: tuần khó nhất là 10/4–16/4/2023; cần 6 cán bộ, đang có 5"
    assert [line.split() for line in lines[2:6]] == [
        ["các", "tuần", "máy", "vai", "trò", "vị", "trí", "một", "tuần", "cần", "đang", "có", "thiếu"],
        ["10/4–23/4/2023", "MÁY", "1", "thu", "nhận", "28", "5", "5", "0"],
        ["10/4–23/4/2023", "MÁY", "1", "lái", "xe", "7", "2", "2", "0"],
        ["10/4–23/4/2023", "MÁY", "1", "tất", "cả", "35", "6", "5", "5"],
    ]
    assert lines[6].startswith("Thiếu: mỗi tuần")
    assert len(lines) == 7


def test_staff_for_a_program_shows_the_roster_of_a_week(tmp_path: Path) -> None:
    written(tmp_path)
    told = answer_of("staff", BOOK, "plan.json", home=tmp_path)
    first = told["weeks"][0]
    assert (first["week"], first["machines"], first["roles"]) == ("2023-04-10", ["MÁY 1"], ["thu nhận"])
    assert (first["seats"], first["bound"], first["officers"], first["proven"]) == (28, 5, 5, True)
    assert sum(line["officers"] for line in first["roster"]) == 5
    slots = [(duty["date"], duty["shift"]) for line in first["roster"] for duty in line["duties"] * line["officers"]]
    assert sorted(slots) == sorted(
        (day(n).isoformat(), s) for n in range(1, 8) for s in ("Ca 01", "Ca 02") for _ in "12"
    )
    assert [(one["missing"], one["roles"]) for one in told["missing"]] == [(5, ["thu nhận", "lái xe"])] * 2
    assert told["was_stopped"] is False


def test_weeks_that_differ_have_lines_of_their_own(tmp_path: Path) -> None:
    written(tmp_path)
    rows = (*rows_of(CAMPAIGN, first=1, last=7), *rows_of(CAMPAIGN, first=8, last=9, shifts=(1,)))
    write_plan(Plan(campaign=CAMPAIGN.name, assignments=rows), tmp_path / "plan.json")
    lines = ask("staff", BOOK, "plan.json", home=tmp_path).out.splitlines()
    assert [line.split()[:5] for line in lines if "thu nhận" in line] == [
        ["10/4–16/4/2023", "MÁY", "1", "thu", "nhận"],
        ["17/4–23/4/2023", "MÁY", "1", "thu", "nhận"],
    ]


def test_staff_says_where_the_law_lets_nobody_work(tmp_path: Path) -> None:
    written(tmp_path, rules=(("Nghỉ tuần (giờ liền)", 164),))
    done = ask("staff", BOOK, "plan.json", home=tmp_path)
    assert done.code == 0
    assert "–: bao nhiêu cán bộ cũng không thể đúng luật" in done.out
    told = answer_of("staff", BOOK, "plan.json", home=tmp_path)
    assert {(week["officers"], week["bound"], week["roster"]) for week in told["weeks"]} == {(None, None, None)}


def test_a_plan_that_asks_for_nobody_needs_nobody(tmp_path: Path) -> None:
    written(tmp_path)
    write_plan(Plan(campaign=CAMPAIGN.name, assignments=()), tmp_path / "plan.json")
    done = ask("staff", BOOK, "plan.json", home=tmp_path)
    assert (done.code, done.out) == (0, "Kế hoạch không cần cán bộ nào.\n")


def test_staff_of_a_campaign_without_officers_or_of_another_plan_is_wrong_usage(tmp_path: Path) -> None:
    write_staffed(tmp_path, ())
    write_plan(PLAN, tmp_path / "plan.json")
    nobody = ask("staff", BOOK, "plan.json", home=tmp_path)
    assert (nobody.code, "Cán bộ" in nobody.err) == (2, True)
    written(tmp_path)
    write_plan(PLAN.model_copy(update={"campaign": "Chiến dịch khác"}), tmp_path / "other.json")
    other = ask("staff", BOOK, "other.json", home=tmp_path)
    assert (other.code, "Chiến dịch khác" in other.err) == (2, True)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a roster of three evenings for two officers, of whom one is away on the second day."""
    monkeypatch.setattr(searching, "RosterQuestion", ExactQuestion)
    evenings = (("", "Ca 02", "thu nhận", 1, ""),)
    workbook = write_staffed(tmp_path, ("CB01", "CB02"), (("CB02", day(2), day(2), None, "P", None),), evenings)
    plan = Plan(campaign=PLAN.campaign, assignments=tuple(row for row in PLAN.assignments if row.date <= day(3)))
    write_plan(plan, tmp_path / "plan.json")
    campaign = read_campaign(workbook).campaign
    staffing = read_staffing(workbook, campaign).staffing
    assert staffing is not None
    write_roster(exact_roster(RosterCase(campaign, plan, staffing), until=day(3)), tmp_path / "roster.json")
    return tmp_path


WHY = (BOOK, "plan.json", "roster.json")


def test_why_duty_tells_the_price_goal_by_goal(asked: Path) -> None:
    done = ask("why-duty", *WHY, "--officer", "CB01", "--on", "11/4/2023", home=asked)
    assert done.code == 0
    first, head, vacant, *rest = done.out.splitlines()
    assert first.startswith("CB01 Nguyễn Văn 1, 11/4/2023 Ca 02: MÁY 1 (Xã 01), thu nhận, vì nếu bỏ thì Vị trí trống")
    assert head.split()[:4] == ["mục", "tiêu", "lịch", "này"]
    assert vacant.split() == ["Vị", "trí", "trống", "0", "1", "+1", "đã", "chứng", "minh"]
    assert len(rest) == 6


def test_why_duty_names_what_forbids(asked: Path) -> None:
    done = ask("why-duty", *WHY, "--officer", "CB02", "--on", "11/4/2023", "--shift", "Ca 02", home=asked)
    assert done.code == 0
    sentence, reason = done.out.splitlines()
    assert "không lịch nào xếp được" in sentence
    assert reason.startswith("  - ")
    assert "CB02" in reason


def test_why_duty_for_a_program(asked: Path) -> None:
    told = answer_of("why-duty", *WHY, "--officer", "CB01", "--on", "2023-04-11", home=asked)
    assert (told["reply"], told["first_goal"], told["proven"]) == ("costs", "vacant", True)
    assert (told["officer"], told["day"], told["shift"]) == ("CB01", "2023-04-11", "Ca 02")
    assert told["duty"]["machine"] == "MÁY 1"
    assert told["after"][0]["value"] == 1
    forbidden = answer_of("why-duty", *WHY, "--officer", "CB02", "--on", "2023-04-11", home=asked)
    assert (forbidden["reply"], forbidden["duty"], forbidden["after"], forbidden["first_goal"]) == (
        "forbidden",
        None,
        None,
        None,
    )
    assert forbidden["reasons"]


def test_why_duty_asked_wrongly(asked: Path) -> None:
    assert ask("why-duty", *WHY, "--officer", "CB77", "--on", "11/4/2023", home=asked).code == 2
    assert ask("why-duty", *WHY, "--officer", "CB01", "--on", "11/4/2033", home=asked).code == 2
    assert ask("why-duty", *WHY, "--officer", "CB01", home=asked).code == 2


def test_many_weeks_are_told_by_the_hardest_and_all_as_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    monkeypatch.setattr(staff, "MOST_LINES", 2)
    lines = ask("staff", BOOK, "plan.json", home=tmp_path).out.splitlines()
    assert [line.split()[0] for line in lines[3:6]] == ["10/4–23/4/2023"] * 3
    assert "--csv" in lines[6]
    table = ask("staff", BOOK, "plan.json", "--csv", home=tmp_path).out.splitlines()
    assert len(table) == 1 + 2 * 3
    assert table[4] == '"2023-04-17","MÁY 1","thu nhận","28","5","5","5","0"'
