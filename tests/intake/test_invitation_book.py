"""The list's own workbook: what it remembers comes back, and a spoilt one is refused by cell, never replaced."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.domain.invitation import InvitationList
from planner.errors import UnreadableFile, UnwritableFile, WorkbookProblems
from planner.intake.blanks.invitation_book import write_invitation_book
from planner.intake.invitation_book.invitations_reader import read_invitation_book
from planner.intake.invitation_book.mark import last_day_in
from tests.campaigns import day
from tests.invitations.samples import citizen, invited, memory, session, ticked
from tests.people import citizens

SESSIONS = [session(1, 1, 10), session(1, 2, 7), session(3, 1, 12)]
PEOPLE = citizens(40, seed=8)
FIRST = invited(PEOPLE, SESSIONS, reserve_percent=20)


def written(made: InvitationList, folder: Path) -> Path:
    path = folder / "danh-sach-moi-06103.xlsx"
    write_invitation_book(made, path, day(1), "Cấp thẻ căn cước")
    return path


def change(path: Path, *changes: tuple[str, object]) -> None:
    book = load_workbook(path)
    for cell, value in changes:
        sheet: Any = book["Danh sách mời"]
        sheet[cell] = value
    book.save(path)


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    second = invited(PEOPLE, SESSIONS, ticked(FIRST, range(1, 6), {30: "đi làm ăn xa"}), reserve_percent=20)
    assert read_invitation_book(written(second, tmp_path)).remembered == memory(second)


def test_there_is_nothing_to_remember_at_first(tmp_path: Path) -> None:
    assert read_invitation_book(tmp_path / "none.xlsx").remembered == {}


def test_the_programs_own_list_holds_nothing_that_is_not_kept(tmp_path: Path) -> None:
    assert read_invitation_book(written(invited([citizen(1)], [session(1, 1, 5)]), tmp_path)).not_kept == ()


def test_ticks_as_people_make_them(tmp_path: Path) -> None:
    path = written(FIRST, tmp_path)
    marks = ("x", "X", "có", 1, True, "✓", 1.0, " x ", "không", 0, None, "", False)
    change(path, *((f"J{row}", mark) for row, mark in enumerate(marks, start=2)))
    remembered = read_invitation_book(path).remembered
    came = [remembered[row.citizen.key].came for row in FIRST.rows[: len(marks)]]
    assert came == [True] * 8 + [False] * 5


def test_who_is_said_to_have_stayed_away_is_not_forgotten(tmp_path: Path) -> None:
    path = written(FIRST, tmp_path)
    change(path, ("J2", "Không"), ("J3", "vắng"), ("J4", 0))
    remembered = read_invitation_book(path).remembered
    told = [remembered[row.citizen.key].stayed_away for row in FIRST.rows[:3]]
    assert told == [True, True, False]
    again = written(invited(PEOPLE, SESSIONS, remembered, reserve_percent=20), tmp_path)
    assert [read_invitation_book(again).remembered[row.citizen.key].stayed_away for row in FIRST.rows[:3]] == told


@pytest.mark.parametrize("value", ["đã có thẻ 999000111222", 999000111222, "999 000 111 222"])
def test_a_reason_holds_no_long_number(tmp_path: Path, value: object) -> None:
    path = written(FIRST, tmp_path)
    change(path, ("L4", value))
    with pytest.raises(WorkbookProblems) as refused:
        read_invitation_book(path)
    assert [problem.where for problem in refused.value.problems] == ["Danh sách mời!L4"]
    assert "999" not in str(refused.value)


def test_a_reason_may_hold_days(tmp_path: Path) -> None:
    path = written(FIRST, tmp_path)
    change(path, ("L4", "đi viện 12/4/2023 - 20/4/2023"))
    assert "đi viện 12/4/2023 - 20/4/2023" in {each.reason for each in read_invitation_book(path).remembered.values()}


def test_no_identity_number_and_no_whole_telephone_number_is_kept(tmp_path: Path) -> None:
    book = load_workbook(written(FIRST, tmp_path))
    told = "\n".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    for each in PEOPLE:
        assert each.identity not in told
        assert each.contact not in told
        assert f"*******{each.contact[-3:]}" in told


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A3", None), ("A3", "x"), ("A3", 2), ("B3", None), ("C3", "?"), ("G3", "hôm qua"), ("G3", None), ("H3", None),
     ("I3", None), ("I3", "sáng"), ("J3", "có lẽ"), ("K3", "1/2"),
     ("J3", day(1)), ("J3", 2), ("H3", "Ca 999000111222"), ("P3", -1), ("R3", "?"), ("S3", 0), ("T3", "nhiều")],
)  # fmt: skip
def test_a_spoilt_cell_is_named_and_not_quoted(tmp_path: Path, cell: str, value: object) -> None:
    path = written(FIRST, tmp_path)
    if cell == "A3" and value == 2:
        cell, value = "A4", FIRST.rows[1].citizen.number
    change(path, (cell, value))
    with pytest.raises(WorkbookProblems) as refused:
        read_invitation_book(path)
    assert {problem.where for problem in refused.value.problems} == {f"Danh sách mời!{cell}"}
    assert not any(each.name in str(refused.value) for each in PEOPLE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet: sheet.delete_cols(8),
        lambda sheet: setattr(sheet, "title", "Trang 1"),
        lambda sheet: sheet.merge_cells("A3:B4"),
    ],
)
def test_a_spoilt_sheet_is_refused(tmp_path: Path, spoil: Callable[[Any], None]) -> None:
    path = written(FIRST, tmp_path)
    book = load_workbook(path)
    spoil(book["Danh sách mời"])
    book.save(path)
    with pytest.raises(WorkbookProblems):
        read_invitation_book(path)


def test_no_workbook_at_all(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach-moi-06103.xlsx"
    path.write_bytes(b"PK nothing")
    with pytest.raises(UnreadableFile):
        read_invitation_book(path)


@pytest.mark.parametrize("lock", ["~$danh-sach-moi-06103.xlsx", ".~lock.danh-sach-moi-06103.xlsx#"])
def test_an_open_list_is_neither_replaced_nor_doubled(tmp_path: Path, lock: str) -> None:
    path = written(FIRST, tmp_path)
    before = path.read_bytes()
    (tmp_path / lock).touch()
    with pytest.raises(UnwritableFile, match="danh-sach-moi-06103"):
        written(FIRST, tmp_path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_a_list_that_is_held_is_not_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError

    path = written(FIRST, tmp_path)
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UnwritableFile):
        written(FIRST, tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_the_list_says_until_when_it_lasts(tmp_path: Path) -> None:
    assert last_day_in(written(FIRST, tmp_path)) == day(3)
    assert last_day_in(written(invited(PEOPLE, []), tmp_path)) == day(1)


def test_what_others_have_added_is_named_and_not_quoted(tmp_path: Path) -> None:
    path = written(invited([citizen(1), citizen(2)], [session(1, 1, 5)]), tmp_path)
    book = load_workbook(path)
    sheet = book["Danh sách mời"]
    column = sheet.max_column + 1
    sheet.cell(1, column).value = "Đã gọi điện"
    sheet.cell(2, column).value = "chị Lan nghe máy"
    book.create_sheet("Nháp")["A1"] = "x"
    book.save(path)
    read = read_invitation_book(path)
    assert len(read.remembered) == 2
    first, second = map(str, read.not_kept)
    assert "Đã gọi điện" in first
    assert "Nháp" in second
    assert "Lan" not in first + second
