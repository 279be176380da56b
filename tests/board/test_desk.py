"""A workbook is read again when it was changed, and only then; while it is spoilt the last good reading stays."""

import os
import shutil
from pathlib import Path
from sqlite3 import connect

import pytest
from openpyxl import load_workbook

from planner.board import desk as desk_module
from planner.board.desk import Desk
from planner.errors import WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from tests.board.opened import Opened, opened
from tests.campaigns import day, stand
from tests.cli.diary import BOOK, FIRST, LEDGER, store
from tests.replans import reported


def saved_later(path: Path) -> None:
    """As if it had been saved a while after."""
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 5_000_000_000))


def spoil(path: Path) -> None:
    """A need that is no number."""
    book = load_workbook(path)
    sheet = book["Đơn vị"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Cần thu nhận") + 1, "nhiều")
    book.save(path)
    saved_later(path)


class Counting:
    """Counts how often a workbook is read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times, read = 0, read_campaign

        def counted(path: Path) -> object:
            self.times += 1
            return read(path)

        monkeypatch.setattr(desk_module, "read_campaign", counted)


def test_it_is_read_once_until_it_is_saved_anew(under_way: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads, desk = Counting(monkeypatch), Desk(under_way / BOOK, today=day(3))
    first = desk.picture()
    assert desk.picture() is first
    assert reads.times == 1
    saved_later(under_way / BOOK)
    desk.picture()
    assert reads.times == 2


def test_what_others_write_is_seen_without_reading_the_workbook(
    under_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, desk = Counting(monkeypatch), Desk(under_way / BOOK, today=day(3))
    before = desk.picture()
    store(under_way, FIRST)
    after = desk.picture()
    assert (len(before.versions), len(after.versions)) == (2, 3)
    assert before.stamp != after.stamp
    assert reads.times == 1


def test_a_spoilt_workbook_leaves_the_last_good_reading_on_show(board: Opened, under_way: Path) -> None:
    good = (under_way / BOOK).read_bytes()
    assert "Xã A" in board.text("/tien-do")
    spoil(under_way / BOOK)
    told = board.text("/tien-do")
    assert "Tệp Excel đang lưu không đọc được" in told
    assert "Đơn vị!" in told
    assert "Xã A" in told
    (under_way / BOOK).write_bytes(good)
    saved_later(under_way / BOOK)
    saved_later(under_way / BOOK)
    assert "không đọc được" not in board.text("/tien-do")


def test_results_are_recorded_while_it_is_spoilt(board: Opened, under_way: Path) -> None:
    board.text("/")
    spoil(under_way / BOOK)
    assert board.desk.record([reported(stand("M1", "A", "3.1")[0], 1)], "khoa").recorded.new == 1


def test_a_workbook_that_is_gone_for_a_moment_is_tried_again(board: Opened, under_way: Path) -> None:
    book = under_way / BOOK
    board.text("/")
    shutil.move(book, book.with_suffix(".away"))
    assert "không đọc được" in board.text("/")
    shutil.move(book.with_suffix(".away"), book)
    assert "không đọc được" not in board.text("/")


def test_a_workbook_that_never_could_be_read_is_told_cell_by_cell(home: Path) -> None:
    spoil(home / BOOK)
    with pytest.raises(WorkbookProblems):
        Desk(home / BOOK, today=day(3)).picture()
    found = opened(home)
    answer = found.get("/")
    found.log.close()
    assert answer.status_code == 422
    assert "Đơn vị!" in answer.text


def test_what_should_be_looked_at_is_told_without_stopping_anything(board: Opened, under_way: Path) -> None:
    with connect(under_way / LEDGER) as ledger:
        for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            ledger.execute(f'DROP TRIGGER "{name}"')
        ledger.execute("UPDATE versions SET made_by = 'ai đó' WHERE number = 2")
    told = board.text("/")
    assert "phương án 2" in told
    assert "khôi phục từ bản sao lưu" in told
    assert "planner restore" not in told


def test_the_same_form_counts_once(board: Opened) -> None:
    rows = [reported(stand("M1", "A", "3.1")[0], 2)]
    assert board.desk.record(rows, "khoa").recorded.new == 1
    assert board.desk.record([rows[0].model_copy(update={"collected": 3})], "khoa hai").recorded.corrected == 1
    assert board.desk.record(rows, "khoa").recorded.is_nothing_new, "the first form again takes nothing back"
    with board.desk.ledger() as ledger:
        assert next(row.collected for row in ledger.results() if row.key == rows[0].key) == 3
