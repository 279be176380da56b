"""Closures, breakdowns and pins: what the workbook has, what is entered beside it, and what of the plan falls by it."""

from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planner.board.views.placed import StayKind
from planner.board.views.timeline import GroupedBy, Period, timeline
from planner.domain.adjustment import AdjustmentKind, EnteredAdjustment
from planner.texts import spoken_days
from planner.workflow.days.adjusting import AskedAdjustment, record_adjustment
from planner.workflow.ledger.keeping import whoever_runs_this
from tests.board.opened import Opened
from tests.board.test_desk import spoil
from tests.campaigns import day
from tests.cli.diary import BOOK, ledger_in

TODAY = day(3).isoformat()


def form(kind: str = "hong", **more: str) -> dict[str, str]:
    """A breakdown of M1 from the third day on, seen before anything was entered."""
    usual = {"hong": {"may": "M1"}, "dong": {"xa": "A"}, "ghim": {"may": "M1", "xa": "A"}}[kind]
    return {
        "kieu": kind,
        "thay": "0",
        "tu": TODAY,
        "den": TODAY,
        "tu-ca": "",
        "den-ca": "",
        "ly-do": "",
        **usual,
        **more,
    }


def entered(home: Path) -> list[EnteredAdjustment]:
    with ledger_in(home) as ledger:
        return [*ledger.adjustments.all()]


class Selected(HTMLParser):
    """What the open form of the page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select, self._is_open = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "details":
            self._is_open = "open" in told
        if not self._is_open:
            return
        if tag == "input":
            self.values[told.get("name") or ""] = told.get("value") or ""
        if tag == "select":
            self._select = told.get("name") or ""
        if tag == "option" and ("selected" in told or self._select not in self.values):
            self.values[self._select] = told.get("value") or ""


def test_before_anything_is_entered(board: Opened) -> None:
    told = board.text("/nghi")
    assert "Chưa có mục nào" in told
    assert "Báo máy hỏng" in told
    assert "Đóng xã" in told


def test_a_breakdown_is_entered_and_what_falls_by_it_is_told(board: Opened, under_way: Path) -> None:
    answer = board.post("/nghi", form(**{"ly-do": "hỏng camera"}))
    assert (answer.status_code, answer.headers["location"]) == (303, "/nghi?xong=1")
    (row,) = entered(under_way)
    assert (row.adjustment.machine, row.adjustment.reason, row.entered_by) == ("M1", "hỏng camera", whoever_runs_this())
    told = board.text("/nghi?xong=1")
    assert "Đã ghi: " in told
    assert "hỏng camera" in told
    assert "2 lượt máy theo lịch không giữ được" in told
    assert 'href="/lap-lai"' in told


def test_the_schedule_shows_it_as_closed(board: Opened) -> None:
    board.post("/nghi", form(**{"ly-do": "hỏng camera"}))
    picture = board.desk.picture()
    lines = timeline(picture, Period(day(1), day(4)), GroupedBy.MACHINE).lines
    assert picture.stamp.mark.adjustment == 1
    assert len(picture.entered) == 1
    assert not any(closure.machine for closure in board.desk.reading().campaign.closures)
    told_day = spoken_days(day(3), day(3), with_year=False)
    assert any(closure.machine == "M1" for closure in picture.campaign.closures)
    kinds = {line.name: {stay.kind for stay in line.stays if stay.days == told_day} for line in lines}
    assert StayKind.LOST in kinds["M1"]
    assert StayKind.LOST not in kinds["M2"]
    assert "không giữ được" in board.text("/")


def test_every_page_hears_of_it(board: Opened) -> None:
    before = str(board.desk.stamp())
    board.post("/nghi", form())
    assert str(board.desk.stamp()) != before


@pytest.mark.parametrize("kind", ["dong", "ghim"])
def test_a_unit_is_closed_and_a_machine_pinned(board: Opened, under_way: Path, kind: str) -> None:
    assert board.post("/nghi", form(kind)).status_code == 303
    (row,) = entered(under_way)
    assert row.adjustment.unit == "A"


def test_the_same_form_again_enters_nothing(board: Opened, under_way: Path) -> None:
    for _time in range(2):
        assert board.post("/nghi", form()).headers["location"] == "/nghi?xong=1"
    assert len(entered(under_way)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kieu": "khác"},
        {"may": "M9"},
        {"tu": ""},
        {"tu": "x"},
        {"tu": day(1).isoformat()},
        {"den": "2030-01-01"},
        {"tu-ca": "Ca 09"},
        {"tu-ca": "Ca 02", "den-ca": "Ca 01"},
        {"ly-do": "x" * 301},
    ],
)
def test_what_makes_no_sense_is_refused_and_shown_again(board: Opened, under_way: Path, wrong: dict[str, str]) -> None:
    answer = board.post("/nghi", {**form(**{"ly-do": "đã gõ"}), **wrong})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "planner " not in answer.text
    assert "--" not in answer.text.replace("<!--", "")
    if "kieu" not in wrong:
        assert Selected(answer.text).values["ly-do"] == wrong.get("ly-do", "đã gõ")
    assert not entered(under_way)


def test_others_who_entered_something_meanwhile_are_named(board: Opened, under_way: Path) -> None:
    """Two people with the page open: the second is told of the first, and sends again."""
    board.post("/nghi", form("dong", **{"ly-do": "lễ hội"}))
    refused = board.post("/nghi", form(**{"ly-do": "đã gõ"}))
    assert refused.status_code == 409
    assert "lễ hội" in refused.text
    assert whoever_runs_this() in refused.text
    again = Selected(refused.text).values
    assert (again["ly-do"], again["thay"], again["may"]) == ("đã gõ", "1", "M1")
    assert board.post("/nghi", again).status_code == 303
    assert len(entered(under_way)) == 2


def test_one_is_taken_back_and_stays_on_the_list(board: Opened, under_way: Path) -> None:
    board.post("/nghi", form(**{"ly-do": "hỏng camera"}))
    answer = board.post("/nghi/1/huy", {"thay": "1"})
    assert answer.status_code == 303
    assert [row.holds for row in entered(under_way)] == [False, False]
    told = board.text(answer.headers["location"])
    assert "Đã hủy: " in told
    assert "không giữ được" not in told


def test_what_cannot_be_taken_back_is_told(board: Opened) -> None:
    assert board.post("/nghi/7/huy", {"thay": "0"}).status_code == 404
    board.post("/nghi", form())
    assert board.post("/nghi/1/huy", {"thay": "0"}).status_code == 409


def test_while_the_workbook_is_spoilt_nothing_is_entered_and_nothing_lost(board: Opened, under_way: Path) -> None:
    board.text("/")
    spoil(under_way / BOOK)
    answer = board.post("/nghi", form(**{"ly-do": "đã gõ"}))
    assert answer.status_code == 422
    assert "Đơn vị!" in answer.text
    assert Selected(answer.text).values["ly-do"] == "đã gõ"


def test_a_stay_leads_to_the_form_filled_in(board: Opened, under_way: Path) -> None:
    lines = timeline(board.desk.picture(), Period(day(1), day(4)), GroupedBy.MACHINE).lines
    ahead = [stay.breakdown for line in lines for stay in line.stays if stay.breakdown]
    assert ahead
    assert not any(stay.breakdown for line in lines for stay in line.stays if stay.kind == "past")
    assert f'href="{ahead[0].replace("&", "&amp;")}"' in board.text("/")
    filled = Selected(board.text(unescape(lines[0].href).partition("#")[0])).values
    assert (filled["kieu"], filled["may"], filled["tu"], filled["tu-ca"]) == ("hong", "M1", TODAY, "Ca 01")
    assert board.post("/nghi", filled).status_code == 303
    assert len(entered(under_way)) == 1


def test_what_others_entered_by_the_command_is_shown(board: Opened, under_way: Path) -> None:
    asked = AskedAdjustment(kind=AdjustmentKind.BREAKDOWN, first_day=day(3), machine="M2", reason="<b>rơi</b>")
    record_adjustment(under_way / BOOK, asked, today=day(3), by="Minh")
    told = board.text("/nghi")
    assert "&lt;b&gt;rơi&lt;/b&gt;" in told
    assert "Minh, " in told
