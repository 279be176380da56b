"""A campaign of each kind of trouble, from its workbook through the command line: exit code and sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from planner.cli.program import planner
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, GoalSetting
from tests.campaigns import closed, machine, pin, posting, small_campaign, unit
from tests.workbooks import write_workbook


class Told:
    """What the command line made of one campaign."""

    def __init__(self, result: Result, folder: Path) -> None:
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        self.code = result.exit_code
        self.out = result.stdout
        self.err = result.stderr
        self.folder = folder

    @property
    def plan(self) -> Any:
        """The plan file."""
        return json.loads((self.folder / "plan.json").read_text(encoding="utf-8"))

    @property
    def reasons(self) -> dict[str, str]:
        """Why each unit that is short is short."""
        return {item["unit"]: item["reason"] for item in self.plan["unserved"] if item["dossiers"]}


NOBODY_CAN_WORK = "Ngày nghỉ: không có ca nào trong chiến dịch mở cho máy làm việc. Hãy chọn Không ở cột Áp dụng"
Tell = Callable[[Campaign], Told]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Write the campaign, plan it from its workbook, and hold the plan against the checker."""

    def told(campaign: Campaign) -> Told:
        book, folder = tmp_path / "campaign.xlsx", tmp_path / "o"
        write_workbook(campaign, book)
        result = CliRunner().invoke(planner, ["plan", str(book), "-o", str(folder), "--workers", "1"])
        answer = Told(result, folder)
        if answer.code == 0:
            verified = CliRunner().invoke(planner, ["verify", str(book), str(folder / "plan.json")])
            assert verified.exit_code == 0, verified.output
        else:
            assert not folder.exists(), "nothing is written"
        return answer

    return told


def lonely(**more: Any) -> Campaign:
    """One machine of five a slot, from Monday to Friday, nothing closed."""
    return small_campaign(**{"machines": [machine("M1", posting(5))], "closures": [], **more})


def test_too_little_time(tell: Tell) -> None:
    """Five days hold 50 of 64; the units of higher priority go first."""
    told = tell(lonely(units=[unit("A", 34), unit("B", 20, priority=3), unit("C", 10, priority=2)]))
    assert told.code == 0
    assert told.reasons == {
        "A": "thiếu 14 hồ sơ: cần thêm 3 ca của M1, chậm nhất ngày 14/4; "
        "thời gian của máy dành trước cho đơn vị có Ưu tiên cao hơn"
    }
    assert "Xã A (A): thiếu 14 hồ sơ: cần thêm 3 ca của M1, chậm nhất ngày 14/4" in told.out
    assert "14 còn sót" in told.out
    assert "1 máy không thể thu nhận hết; số hồ sơ còn sót nhân Ưu tiên ít nhất là 14" in told.out


def test_too_little_time_without_priorities(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 48), unit("B", 7)]))
    assert told.reasons == {"B": "thiếu 7 hồ sơ: cần thêm 2 ca của M1, chậm nhất ngày 14/4"}
    assert "1 máy không thể thu nhận hết; còn sót ít nhất 7 hồ sơ" in told.out


def test_no_open_day(tell: Tell) -> None:
    told = tell(lonely(closures=[closed(1, 5)]))
    assert told.code == 1
    assert NOBODY_CAN_WORK in told.err


def test_all_machines_closed(tell: Tell) -> None:
    told = tell(lonely(closures=[closed(1, 5, machine="M1")]))
    assert told.code == 1
    assert NOBODY_CAN_WORK in told.err


def test_a_unit_nobody_serves(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 10), unit("B", 7)], machines=[machine("M1", posting(5, serves="A"))]))
    assert told.code == 0
    assert told.reasons == {
        "B": "thiếu 7 hồ sơ: không máy nào phục vụ đơn vị này. "
        "Hãy ghi đơn vị vào cột Đơn vị phục vụ hoặc Khu vực của một máy"
    }


def test_a_unit_that_is_never_open_with_its_machine(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 10), unit("B", 7, first=2, last=2)], closures=[closed(2, machine="M1")]))
    assert told.code == 0
    assert told.reasons == {
        "B": "thiếu 7 hồ sơ: M1 và đơn vị này không có ca nào cùng làm việc. "
        "Hãy sửa Từ ngày, Đến ngày, Ca được phép hoặc một dòng Ngày nghỉ"
    }


def test_a_unit_with_too_few_open_days(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 32, last=2), unit("B", 5)]))
    assert told.reasons == {
        "A": "thiếu 12 hồ sơ: dùng hết các ca có thể làm việc tại đây cũng chỉ được 20 trên 32 hồ sơ. "
        "Hãy mở thêm 3 ca của M1 cho đơn vị (Ngày nghỉ, Từ ngày, Đến ngày), "
        "kéo dài chiến dịch sớm nhất đến ngày 16/4/2023, hoặc giao thêm máy"
    }


def test_one_visit_is_not_enough(tell: Tell) -> None:
    """Both machines have time, each for a part of the unit; only one of them may come."""
    told = tell(
        lonely(units=[unit("A", 40)], machines=[machine("M1", posting(5, last=3)), machine("M2", posting(3, first=4))])
    )
    assert told.reasons == {
        "A": "thiếu 10 hồ sơ: 1 đợt chỉ thu nhận được tối đa 30 trên 40 hồ sơ. "
        "Hãy tăng Số đợt tối đa hoặc Số máy cùng lúc"
    }


def test_another_goal_first(tell: Tell) -> None:
    goals = [GoalSetting(goal=goal) for goal in (Goal.FINISH, Goal.UNSERVED, Goal.TRAVEL)]
    told = tell(lonely(units=[unit("A", 10)], goals=goals))
    assert told.code == 0
    assert told.reasons == {
        "A": "thiếu 10 hồ sơ: máy còn thời gian, nhưng trang Mục tiêu xếp mục tiêu khác trước Còn sót. "
        "Hãy đưa Còn sót lên đầu"
    }
    assert "Đã chứng minh" not in told.out, "what holds only after another goal is no proof of anything"


def test_pins_that_exclude_each_other(tell: Tell) -> None:
    told = tell(lonely(pins=[pin("M1", "A", 2), pin("M1", "B", 2)]))
    assert told.code == 1
    assert "Ghim!" in told.err
    assert "máy đã được ghim vào đơn vị khác trong cùng ngày" in told.err


def test_one_unit_and_one_machine(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 12)], roads=[]))
    assert told.code == 0
    assert [row["dossiers"] for row in told.plan["assignments"]] == [5, 5, 2, 0], "whole days to the end"
    assert all(goal["proof"] == "optimal" for goal in told.plan["goals"])


def test_no_demand(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 0), unit("B", 0)]))
    assert told.code == 0
    assert told.plan["assignments"] == []
    assert "0 đã xếp lịch, 0 còn sót" in told.out
    assert {goal["value"] for goal in told.plan["goals"]} == {0}


def test_a_campaign_of_one_day(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 9), unit("B", 4)], days=1))
    assert told.code == 0
    assert [(row["unit"], row["dossiers"]) for row in told.plan["assignments"]] == [("A", 5), ("A", 4)]
    assert told.reasons == {"B": "thiếu 4 hồ sơ: cần thêm 1 ca của M1, chậm nhất ngày 10/4"}


def test_three_shifts_a_day(tell: Tell) -> None:
    told = tell(lonely(units=[unit("A", 14), unit("B", 4)], shifts=3, days=2, roads=[]))
    assert told.code == 0
    finish = next(goal for goal in told.plan["goals"] if goal["goal"] == "finish")
    assert finish["value"] == 6
    assert {row["shift"] for row in told.plan["assignments"]} == {"Ca 01", "Ca 02", "Ca 03"}


def test_a_shift_across_midnight_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "campaign.xlsx"
    write_workbook(lonely(), path)
    book = openpyxl.load_workbook(path)
    book["Ca"]["B3"], book["Ca"]["C3"] = "22h00", "6h00"
    book.save(path)
    result = CliRunner().invoke(planner, ["plan", str(path), "-o", str(tmp_path / "o")])
    assert result.exit_code == 1
    assert "Ca!C3: " in result.stderr
    assert "nửa đêm" in result.stderr
    assert not (tmp_path / "o").exists()
