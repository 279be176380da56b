"""Column *Tổ máy*: machines that move as one."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.texts import Language, choose_language
from tests.intake.books import problems_of, put, read, sheet_of, sound_book


@pytest.fixture(autouse=True)
def _english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def grouped_book(cells: dict[str, object] | None = None) -> Workbook:
    """The sound book with two more machines, A and B, of one group; both go everywhere from 001."""
    book = sound_book()
    put(book, "Máy!K1", "Tổ máy")
    for name in ("A", "B"):
        sheet_of(book, "Máy").append([name, "Lưu động", None, None, None, None, None, None, "001", None, "Tổ Một"])
    for row in range(2, 6):
        put(book, f"Đơn vị!P{row}", 2)
    for where, value in (cells or {}).items():
        put(book, where, value)
    return book


def test_machines_of_one_group(tmp_path: Path) -> None:
    found = read(grouped_book({"Máy!H5": 60, "Máy!J6": "Ghi chú của máy"}), tmp_path)
    assert [machine.group for machine in found.campaign.machines] == ["", "", "Tổ Một", "Tổ Một"]
    assert [one.name for one in found.campaign.groups[found.campaign.machines[3].name]] == ["A", "B"]
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("cells", "where", "other"),
    [
        ({"Máy!B6": "Cố định", "Máy!C6": "Trạm", "Máy!C5": "Trạm"}, "Máy!B6", "Máy!B5"),
        ({"Máy!C6": "Trạm"}, "Máy!C6", "Máy!C5"),
        ({"Máy!D6": "Bắc"}, "Máy!D6", "Máy!D5"),
        ({"Máy!E6": "001"}, "Máy!E6", "Máy!E5"),
        ({"Máy!F6": date(2023, 4, 12)}, "Máy!F6", "Máy!F5"),
        ({"Máy!G5": date(2023, 4, 12)}, "Máy!G6", "Máy!G5"),
        ({"Máy!I6": None}, "Máy!I6", "Máy!I5"),
        ({"Máy!K2": "Tổ Hai", "Máy!K3": None}, "Máy!K3", "Máy!K2"),
    ],
)
def test_rows_of_one_group_that_differ(tmp_path: Path, cells: dict[str, object], where: str, other: str) -> None:
    problems = [one for one in problems_of(grouped_book(cells), tmp_path) if "not the same" in one.what]
    assert [(problem.where, f"{other}," in problem.what) for problem in problems] == [(where, True)]


def test_machines_of_one_group_have_as_many_rows(tmp_path: Path) -> None:
    book = grouped_book({"Máy!G6": date(2023, 4, 15)})
    sheet_of(book, "Máy").append(["B", None, None, None, None, date(2023, 4, 16), None, None, "001", None, "Tổ Một"])
    (problem,) = problems_of(book, tmp_path)
    assert (problem.where, "2, not 1" in problem.what) == ("Máy!A7", True)


@pytest.mark.parametrize(
    ("cells", "where"), [({"Máy!K6": None}, "Máy!K5"), ({"Máy!K2": "tổ một", "Máy!K3": "tổ một"}, "Máy!K2")]
)
def test_names_that_look_like_slips_are_warned_of(tmp_path: Path, cells: dict[str, object], where: str) -> None:
    assert where in [warning.where for warning in read(grouped_book(cells), tmp_path).warnings]


def test_a_unit_without_room_for_the_group(tmp_path: Path) -> None:
    (warning,) = read(grouped_book({"Đơn vị!P3": 1}), tmp_path).warnings
    assert (warning.where, "2 machines of the group" in warning.what) == ("Đơn vị!P3", True)


def test_a_unit_that_the_group_does_not_serve_needs_no_room_for_it(tmp_path: Path) -> None:
    cells: dict[str, object] = {"Đơn vị!P3": 1, "Máy!E5": "001, 003", "Máy!E6": "003, 001"}
    assert read(grouped_book(cells), tmp_path).warnings == ()


def pinned_book(*pins: tuple[str | date | None, ...]) -> Workbook:
    book = grouped_book()
    for pin in pins:
        sheet_of(book, "Ghim").append(pin)
    return book


def test_two_pins_that_part_a_group(tmp_path: Path) -> None:
    day = date(2023, 4, 13)
    (problem,) = problems_of(pinned_book(("A", "001", day, None, "Ca 01"), ("B", "002", day, None, "Ca 01")), tmp_path)
    assert (problem.where, "parts the group" in problem.what, "Ghim!A3" in problem.what) == ("Ghim!C4", True, True)


def test_two_pins_that_part_a_group_on_one_day(tmp_path: Path) -> None:
    day = date(2023, 4, 13)
    (problem,) = problems_of(pinned_book(("A", "001", day, None, "Ca 01"), ("B", "002", day, None, "Ca 02")), tmp_path)
    assert problem.where == "Ghim!C4"


def test_pins_of_a_group_that_agree(tmp_path: Path) -> None:
    day = date(2023, 4, 13)
    book = pinned_book(("A", "001", day, None, "Ca 01"), ("B", "001", day), ("B", "002", date(2023, 4, 14)))
    assert read(book, tmp_path).warnings == ()


def test_a_machine_that_is_shut_is_not_parted_from_its_group(tmp_path: Path) -> None:
    day = date(2023, 4, 13)
    book = pinned_book(("A", "001", day, None, "Ca 01"), ("B", "002", day))
    sheet_of(book, "Ngày nghỉ").append([day, None, None, "Ca 02", "A"])
    sheet_of(book, "Ngày nghỉ").append([day, None, None, "Ca 01", "B"])
    assert "Ghim!C4" in [warning.where for warning in read(book, tmp_path).warnings]
