"""A day's results: what is asked for, what a form may say, what is refused and shown again, that nothing is lost."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from planner.board.views.day_sheet import day_sheet, day_to_show
from planner.domain.results import Result
from planner.errors import LedgerBusy
from planner.workflow.ledger.keeping import whoever_runs_this
from tests.board.opened import Opened
from tests.campaigns import day
from tests.cli.diary import ledger_in

DAY_3 = f"/ket-qua/{day(3).isoformat()}"


class Fields(HTMLParser):
    """The fields of the page's long form, with what stands in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._is_inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self._is_inside = told.get("class") == "sheet"
        name = told.get("name")
        if told.get("type") == "radio":
            return
        if self._is_inside and tag in {"input", "select"} and name:
            self.values[name] = told.get("value") or ""

    def of(self, machine: str, shift: str, **figures: str) -> dict[str, str]:
        """The whole form with these figures in the row of this slot."""
        place = next(
            name.partition(".")[2]
            for name, value in self.values.items()
            if name.startswith("may.") and value == machine and self.values[f"ca.{name.partition('.')[2]}"] == shift
        )
        return {**self.values, **{f"{field}.{place}": figure for field, figure in figures.items()}}


def fields(board: Opened, address: str = DAY_3) -> Fields:
    return Fields(board.text(address))


def results_of(home: Path, number: int = 3) -> list[Result]:
    with ledger_in(home) as ledger:
        return [row for row in ledger.results() if row.day == day(number)]


def test_planned_slots_stand_beside_their_fields(board: Opened) -> None:
    sheet = day_sheet(board.desk.picture(), day(3), "k")
    assert [(unit.name, [(row.slot, row.planned, row.row_number) for row in unit.rows]) for unit in sheet.units] == [
        ("Xã A", [("M1 · Ca 01 · 5h00–10h00", "1", 0), ("M1 · Ca 02 · 10h00–15h00", "0", 0)]),
        ("Xã C", [("M2 · Ca 01 · 5h00–10h00", "4", 0), ("M2 · Ca 02 · 10h00–15h00", "0", 0)]),
    ], "people work by plan 1, which was announced"
    assert sheet.is_open
    assert (sheet.num_planned, sheet.num_reported) == (4, 0)
    assert (sheet.earlier, sheet.later) == (day(2), day(4))


def test_what_is_recorded_stands_in_the_fields_with_its_writer(board: Opened) -> None:
    sheet = day_sheet(board.desk.picture(), day(2), "k")
    rows = {row.slot.split(" · 1")[0].split(" · 5")[0]: row for row in sheet.rows}
    assert rows["M1 · Ca 01"].figures.collected == "3"
    assert rows["M1 · Ca 01"].recorded
    assert (rows["M2 · Ca 02"].figures.collected, rows["M2 · Ca 02"].row_number) == ("", 0)
    assert (sheet.num_planned, sheet.num_reported) == (4, 3)


def test_the_first_day_without_results_is_asked_for_first(board: Opened) -> None:
    assert day_to_show(board.desk.picture()) == day(2)
    assert board.get("/ket-qua").headers["location"] == f"/ket-qua/{day(2).isoformat()}"


def test_without_a_plan_today_is_asked_for(new_board: Opened) -> None:
    assert day_to_show(new_board.desk.picture()) == day(3)
    assert "không có lượt nào theo lịch" in new_board.text(DAY_3)


def test_a_day_to_come_takes_no_results(board: Opened) -> None:
    later = f"/ket-qua/{day(4).isoformat()}"
    assert "Chưa đến ngày này" in board.text(later)
    assert '<button class="main"' not in board.text(later)
    assert board.post(later, {"xa.0": "A", "may.0": "M1", "ca.0": "Ca 01", "thu.0": "3"}).status_code == 422


def test_a_filled_in_form_is_recorded(board: Opened, under_way: Path) -> None:
    sent = fields(board).of("M1", "Ca 01", thu="2", duyet="1", kichhoat="0", ghichu="mưa")
    answer = board.post(DAY_3, sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{DAY_3}?da-ghi=1")
    (row,) = results_of(under_way)
    assert (row.machine, row.shift, row.unit) == ("M1", "Ca 01", "A")
    assert (row.collected, row.approved, row.activated, row.note) == (2, 1, 0, "mưa")
    told = board.text(answer.headers["location"])
    assert "Đã ghi 1 dòng." in told
    assert 'value="mưa"' in told


def test_the_same_form_again_changes_nothing(board: Opened, under_way: Path) -> None:
    sent = fields(board).of("M1", "Ca 01", thu="2")
    board.post(DAY_3, sent)
    again = board.post(DAY_3, sent)
    assert again.status_code in (303, 409)
    assert [row.collected for row in results_of(under_way)] == [2]


def test_an_untouched_form_records_nothing(board: Opened, under_way: Path) -> None:
    address = f"/ket-qua/{day(2).isoformat()}"
    before = results_of(under_way, 2)
    answer = board.post(address, fields(board, address).values)
    assert answer.headers["location"].endswith("?da-ghi=0")
    assert "Không có gì khác" in board.text(answer.headers["location"])
    assert results_of(under_way, 2) == before


@pytest.mark.parametrize("figure", ["-1", "1,5", "x", "1e3", "１２", "1234567890", "<b>"])
def test_what_is_no_figure_is_shown_again(board: Opened, under_way: Path, figure: str) -> None:
    answer = board.post(DAY_3, fields(board).of("M1", "Ca 01", thu=figure, ghichu="đã gõ"))
    assert answer.status_code == 422
    assert "nhập số nguyên" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'value="đã gõ"' in answer.text
    assert "<b>" not in answer.text
    assert not results_of(under_way)


def test_all_of_a_form_or_nothing(board: Opened, under_way: Path) -> None:
    found = fields(board)
    good, bad = found.of("M1", "Ca 01", thu="2"), found.of("M1", "Ca 02", thu="hai")
    assert (
        board.post(DAY_3, {**good, **{name: value for name, value in bad.items() if value == "hai"}}).status_code == 422
    )
    assert not results_of(under_way)


def test_activations_without_dossiers_are_asked_about(board: Opened) -> None:
    answer = board.post(DAY_3, fields(board).of("M1", "Ca 01", kichhoat="3"))
    assert answer.status_code == 422
    assert "không có ai đến thì nhập 0" in answer.text


def test_a_recorded_figure_is_not_emptied_by_mistake(board: Opened, under_way: Path) -> None:
    address = f"/ket-qua/{day(2).isoformat()}"
    answer = board.post(address, fields(board, address).of("M1", "Ca 01", thu=""))
    assert answer.status_code == 422
    assert "dòng này đã có kết quả" in answer.text
    assert len(results_of(under_way, 2)) == 3


def extra(found: Fields, **typed: str) -> dict[str, str]:
    """The form with something in its first empty row."""
    return {**found.values, **{f"{name}.t0": value for name, value in typed.items()}}


def test_work_that_was_not_planned(board: Opened, under_way: Path) -> None:
    answer = board.post(DAY_3, extra(fields(board), xa="B", may="M1", ca="Ca 02", thu="4"))
    assert answer.status_code == 303
    (row,) = results_of(under_way)
    assert (row.unit, row.machine, row.collected) == ("B", "M1", 4)
    assert "Xã B" in board.text(DAY_3)


def test_dossiers_collected_without_a_machine(board: Opened, under_way: Path) -> None:
    board.post(DAY_3, extra(fields(board), xa="C", thu="2"))
    (row,) = results_of(under_way)
    assert row.is_elsewhere
    assert "không qua máy" in board.text(DAY_3)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"xa": "", "thu": "4"}, "chọn đơn vị"),
        ({"xa": "Z", "thu": "4"}, "chọn đơn vị"),
        ({"xa": "B", "may": "M9", "ca": "Ca 01", "thu": "4"}, "chọn máy trong danh sách"),
        ({"xa": "B", "may": "M1", "thu": "4"}, "chọn cả máy và ca"),
        ({"xa": "B", "ca": "Ca 01", "thu": "4"}, "chọn cả máy và ca"),
        ({"xa": "B", "may": "M1", "ca": "Ca 09", "thu": "4"}, "chọn cả máy và ca"),
        ({"xa": "B", "may": "M1", "ca": "Ca 01"}, "không có ai đến thì nhập 0"),
        ({"xa": "A", "may": "M1", "ca": "Ca 01", "thu": "4"}, "đã có dòng ở trên"),
    ],
)
def test_what_the_workbook_does_not_know_is_shown_again(
    board: Opened, under_way: Path, typed: dict[str, str], told: str
) -> None:
    answer = board.post(DAY_3, extra(fields(board), **typed))
    assert answer.status_code == 422
    assert told in answer.text
    assert not results_of(under_way)


def test_two_people_at_one_slot(board: Opened, under_way: Path) -> None:
    """The second is told of the first, keeps what was typed, and decides."""
    lan, minh = fields(board), fields(board)
    assert board.post(DAY_3, minh.of("M1", "Ca 01", thu="3")).status_code == 303
    refused = board.post(DAY_3, lan.of("M1", "Ca 01", thu="2", ghichu="của Lan"))
    assert refused.status_code == 409
    assert "người khác đã ghi kết quả" in refused.text
    shown = Fields(refused.text)
    again = shown.of("M1", "Ca 01")
    place = next(name for name, value in again.items() if value == "của Lan").partition(".")[2]
    assert (again[f"thu.{place}"], again[f"thu-cu.{place}"]) == ("2", "3")
    assert [row.collected for row in results_of(under_way)] == [3]
    assert board.post(DAY_3, again).status_code == 409, "without a choice nothing is decided"
    assert board.post(DAY_3, {**again, f"chon.{place}": "thay"}).status_code == 303
    assert [(row.collected, row.note) for row in results_of(under_way)] == [(2, "của Lan")]


def met(board: Opened, mine: dict[str, str]) -> tuple[dict[str, str], str]:
    """The form as it is shown again where somebody else was first, and the place of the row in question."""
    refused = board.post(DAY_3, mine)
    assert refused.status_code == 409
    again = Fields(refused.text).values
    return again, next(name for name in again if name.startswith("nay.")).partition(".")[2]


def test_the_other_is_named_with_figure_and_time(board: Opened) -> None:
    lan = fields(board)
    board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="3"))
    told = board.post(DAY_3, lan.of("M1", "Ca 01", thu="2", duyet="1")).text
    who = whoever_runs_this()
    assert f"{who} đã ghi 3, duyệt – (" in told
    assert "bạn nhập 2, duyệt 1" in told
    assert f"Giữ số của {who}" in told
    assert "Thay bằng 2, duyệt 1" in told


def test_what_the_other_has_recorded_can_be_kept(board: Opened, under_way: Path) -> None:
    lan = fields(board)
    board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="3"))
    both = lan.of("M1", "Ca 01", thu="2") | {
        name: value
        for name, value in lan.of("M1", "Ca 02", thu="1").items()
        if value == "1" and name.startswith("thu.")
    }
    again, place = met(board, both)
    assert board.post(DAY_3, {**again, f"chon.{place}": "giu"}).status_code == 303
    assert sorted(row.collected for row in results_of(under_way)) == [1, 3]


def test_a_third_who_writes_before_the_choice_is_told_too(board: Opened, under_way: Path) -> None:
    lan = fields(board)
    board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="3"))
    again, place = met(board, lan.of("M1", "Ca 01", thu="2"))
    board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="4"))
    answer = board.post(DAY_3, {**again, f"chon.{place}": "thay"})
    assert answer.status_code == 409
    assert "đã ghi 4" in answer.text
    assert [row.collected for row in results_of(under_way)] == [4]


def test_a_form_that_was_changed_after_it_was_sent_is_not_swallowed(board: Opened, under_way: Path) -> None:
    """Whoever goes back in the browser, changes a figure and sends the same form again hears of it."""
    sent = fields(board).of("M1", "Ca 01", thu="3")
    board.post(DAY_3, sent)
    changed = {name: "2" if name.startswith("thu.") and value == "3" else value for name, value in sent.items()}
    again, place = met(board, changed)
    assert again["khoa"] != sent["khoa"]
    assert board.post(DAY_3, {**again, f"chon.{place}": "thay"}).status_code == 303
    assert [row.collected for row in results_of(under_way)] == [2]


def test_a_figure_beyond_its_column_is_told_at_its_field(board: Opened, under_way: Path) -> None:
    answer = board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="12345678"))
    assert answer.status_code == 422
    assert 'aria-describedby="loi-thu-' in answer.text
    assert 'value="12345678"' in answer.text
    assert not results_of(under_way)


def test_what_looks_odd_stands_beside_its_figure_ever_after(board: Opened) -> None:
    board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="900"))
    for _time in range(2):
        found = findings(board)
        assert len(found["M1 · Ca 01"]) >= 1
        assert "planner " not in " ".join(found["M1 · Ca 01"])
    assert 'class="finding"' in board.text(DAY_3)


def findings(board: Opened) -> dict[str, tuple[str, ...]]:
    """What is told beside each figure of day 3, by machine and shift."""
    sheet = day_sheet(board.desk.picture(), day(3), "k")
    return {row.slot.rpartition(" · ")[0]: row.findings for row in sheet.rows}


def test_more_rows_outside_the_schedule_are_had_without_recording(board: Opened, under_way: Path) -> None:
    answer = board.post(DAY_3, {**extra(fields(board), xa="B", may="M1", ca="Ca 02", thu="4"), "them": "1"})
    assert answer.status_code == 200
    shown = Fields(answer.text)
    assert [name for name in shown.values if name.startswith("xa.t")] == ["xa.t0", "xa.t1", "xa.t2", "xa.t3"]
    assert shown.values["thu.t0"] == "4"
    assert not results_of(under_way)
    sent = {**shown.values, "xa.t0": "B", "may.t0": "M1", "ca.t0": "Ca 02", "xa.t3": "C", "thu.t3": "2"}
    assert board.post(DAY_3, sent).status_code == 303
    assert sorted(row.collected for row in results_of(under_way)) == [2, 4]


def test_two_people_at_one_slot_at_the_same_moment(
    board: Opened, under_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both forms are judged before either is written: the ledger itself lets only one through."""
    lan, minh = fields(board).of("M1", "Ca 01", thu="2"), fields(board).of("M1", "Ca 01", thu="3")
    writes = board.desk.record

    def after_minh(*arguments: Any) -> Any:
        monkeypatch.undo()
        assert board.post(DAY_3, minh).status_code == 303
        return writes(*arguments)

    monkeypatch.setattr(board.desk, "record", after_minh)
    refused = board.post(DAY_3, lan)
    assert refused.status_code == 409
    assert "người khác đã ghi kết quả" in refused.text
    assert [row.collected for row in results_of(under_way)] == [3]


def test_two_people_at_two_slots_do_not_meet(board: Opened, under_way: Path) -> None:
    lan, minh = fields(board), fields(board)
    board.post(DAY_3, minh.of("M1", "Ca 01", thu="3"))
    assert board.post(DAY_3, lan.of("M1", "Ca 02", thu="2")).status_code == 303
    assert sorted(row.collected for row in results_of(under_way)) == [2, 3]


def test_what_was_not_planned_twice_by_two_people(board: Opened, under_way: Path) -> None:
    lan = fields(board)
    board.post(DAY_3, extra(fields(board), xa="B", may="M1", ca="Ca 02", thu="4"))
    assert board.post(DAY_3, extra(lan, xa="B", may="M1", ca="Ca 02", thu="5")).status_code == 409
    assert [row.collected for row in results_of(under_way)] == [4]


def test_a_busy_ledger_loses_nothing_that_was_typed(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_arguments: object) -> int:
        raise LedgerBusy("held")

    monkeypatch.setattr(board.desk, "record", busy)
    answer = board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="2", ghichu="đã gõ"))
    assert answer.status_code == 503
    assert 'value="đã gõ"' in answer.text
    assert "Sổ cái đang bận" in answer.text


def test_a_note_is_shown_as_it_was_typed(board: Opened) -> None:
    note = '"><script>alert(1)</script> {{7*7}} \u202eđảo'
    board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="2", ghichu=note))
    told = board.text(DAY_3)
    assert "<script>alert" not in told
    assert "&lt;script&gt;" in told
    assert "{{7*7}}" in told
    assert "\u202e" not in told
