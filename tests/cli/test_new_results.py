"""`planner new-results`: the day's planned slots, to be filled in and recorded."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.workflow.days.results_forms import new_results_form
from tests.campaigns import day
from tests.cli.diary import (
    BOOK,
    DAYS_1_AND_2,
    FIRST,
    SECOND,
    announce,
    answer_of,
    ask,
    ledger_in,
    record,
    record_file,
    store,
)

FORM = "nho/ket-qua-2023-04-12.xlsx"


def prefilled(path: Path) -> list[tuple[Any, ...]]:
    """Shift, machine, unit and planned dossiers of the rows that say anything."""
    sheet = load_workbook(path)["Kết quả"]
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    wanted = [heads.index(title) for title in ("Ca", "Máy", "Đơn vị", "Kế hoạch")]
    return [tuple(row[column] for column in wanted) for row in rows if any(cell is not None for cell in row)]


def test_the_form_is_filled_in_and_recorded(home: Path) -> None:
    store(home, FIRST)
    done = ask("new-results", BOOK, "--date", "12/4/2023", folder=home)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"{FORM}: biểu kết quả ngày 12/4/2023, 4 lượt đã xếp lịch.\nĐiền xong, hãy chạy: planner record {BOOK} {FORM}\n"
    )
    assert prefilled(home / FORM) == [
        ("Ca 01", "M1", "Xã A", 1),
        ("Ca 01", "M2", "Xã C", 4),
        ("Ca 02", "M1", "Xã A", 0),
        ("Ca 02", "M2", "Xã C", 0),
    ]
    book = load_workbook(home / FORM)
    column = [cell.value for cell in book["Kết quả"][1]].index("Thu nhận") + 1
    for row, collected in ((2, 1), (3, 3), (4, 0), (5, 1)):
        book["Kết quả"].cell(row, column).value = collected
    book.save(home / FORM)
    assert "4 kết quả mới" in record_file(home, FORM).out
    with ledger_in(home) as ledger:
        assert [result.collected for result in ledger.results()] == [1, 3, 0, 1]


def test_the_announced_plan_is_asked_not_a_later_draft(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    answer_of("new-results", BOOK, "--date", "12/4/2023", "-o", "a.xlsx", folder=home)
    assert {row[2] for row in prefilled(home / "a.xlsx")} == {"Xã A", "Xã C"}
    announce(home, 2, day(4))
    answer_of("new-results", BOOK, "--date", "12/4/2023", "-o", "b.xlsx", folder=home)
    assert {row[2] for row in prefilled(home / "b.xlsx")} == {"Xã A", "Xã B"}


def test_a_day_that_is_past_is_asked_by_the_plan_that_held_then(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    announce(home, 2, day(4))
    record(home, DAYS_1_AND_2[1:])
    done = ask("new-results", BOOK, "--date", "11/4/2023", "-o", "a.xlsx", folder=home)
    assert "4 lượt trong số này đã có kết quả; ghi biểu này sẽ sửa kết quả cũ." in done.out
    assert [row[3] for row in prefilled(home / "a.xlsx")] == [3, 2, 3, 0], "as planned, not as collected"


def test_a_day_on_which_nothing_is_planned(home: Path) -> None:
    store(home, FIRST)
    done = ask("new-results", BOOK, "--date", "2023-04-14", "-o", "a.xlsx", folder=home)
    assert done.code == 0
    assert "a.xlsx: biểu trống; ngày 14/4/2023 không có lượt nào." in done.out
    assert prefilled(home / "a.xlsx") == []


def test_a_form_is_never_replaced(home: Path) -> None:
    store(home, FIRST)
    (home / FORM).write_bytes(b"filled in by hand")
    refused = ask("new-results", BOOK, "--date", "12/4/2023", folder=home)
    assert refused.code == 2
    assert FORM in refused.err
    assert (home / FORM).read_bytes() == b"filled in by hand"


@pytest.mark.parametrize("date", ["9/4/2023", "15/4/2023"])
def test_a_day_outside_the_campaign(home: Path, date: str) -> None:
    store(home, FIRST)
    refused = ask("new-results", BOOK, "--date", date, folder=home)
    assert refused.code == 2
    assert "từ 10/4/2023 đến 14/4/2023" in refused.err


def test_several_days_fit_one_form_and_one_record(home: Path) -> None:
    store(home, FIRST)
    done = answer_of("new-results", BOOK, "--from", "11/4/2023", "--to", "12/4/2023", folder=home)
    assert done["form"] == "nho/ket-qua-2023-04-11-den-2023-04-12.xlsx"
    book = load_workbook(home / done["form"])
    rows = [row for row in book["Kết quả"].iter_rows(min_row=2) if row[0].value is not None]
    assert sorted({row[0].value.date() for row in rows if isinstance(row[0].value, datetime)}) == [day(2), day(3)]
    assert len(rows) == done["slots"]
    column = [cell.value for cell in book["Kết quả"][1]].index("Thu nhận")
    for row in rows:
        row[column].value = 0
    book.save(home / done["form"])
    assert f"{len(rows)} kết quả mới" in record_file(home, done["form"]).out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--date", "11/4/2023", "--from", "11/4/2023"), "Chỉ dùng --date"),
        (("--to", "11/4/2023"), "--from"),
        (("--from", "12/4/2023", "--to", "11/4/2023"), "11/4/2023 đứng trước 12/4/2023"),
    ],
)
def test_days_that_make_no_sense(home: Path, options: tuple[str, ...], told: str) -> None:
    store(home, FIRST)
    refused = ask("new-results", BOOK, *options, folder=home)
    assert refused.code == 2
    assert told in refused.err


def test_without_a_day_the_form_is_for_today(home: Path) -> None:
    store(home, FIRST)
    form = new_results_form(home / BOOK, None, home / "form.xlsx", today=day(3))
    assert (form.days.first_day, form.days.last_day) == (day(3), day(3))
