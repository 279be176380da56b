"""Rows whose order carries no meaning may stand in any order."""

import random
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.campaign import Campaign
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.layout.calendar import SHIFTS
from tests.intake.books import SOUND, read, sound_book

WITHOUT_ORDER = ("Chiến dịch", "Đơn vị", "Ngày nghỉ", "Quãng đường", "Giai đoạn", "Ghim", "Mục tiêu", "Năng suất")
MORE_ROWS: dict[str, list[list[str | int | None]]] = {
    "Ngày nghỉ": [["2023-04-13", "2023-04-13", None, None, "001", "họp xã", None]],
    "Quãng đường": [["003", "004", 7], ["004", "001", 9]],
    "Giai đoạn": [["Đợt 2", None, "2023-04-30", 700], ["Đợt 0", None, "2023-04-20", 300]],
    "Ghim": [["MÁY 1", "002", "2023-04-13", None, None], ["MÁY 2", "003", "2023-04-13", None, "Ca 01"]],
}


def without_sources(campaign: Campaign) -> Campaign:
    """The campaign without the addresses of its pins, which move with the rows."""
    return campaign.model_copy(update={"pins": tuple(pin.model_copy(update={"source": ""}) for pin in campaign.pins)})


def shuffled(seed: int) -> Workbook:
    order = random.Random(seed)  # noqa: S311
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SOUND.items():
        header, *body = rows + MORE_ROWS.get(title, [])
        columns = list(range(len(header)))
        if seed:
            order.shuffle(columns)
            if title in WITHOUT_ORDER:
                order.shuffle(body)
        sheet = book.create_sheet(title)
        for row in [header, *body]:
            wide = [*row, *[None] * len(header)]
            sheet.append([wide[column] for column in columns])
    return book


@pytest.mark.parametrize("seed", range(1, 9))
def test_shuffled_rows_and_columns_give_the_same_campaign(tmp_path: Path, seed: int) -> None:
    straight = read(shuffled(0), tmp_path)
    mixed = read(shuffled(seed), tmp_path)
    assert straight.warnings == mixed.warnings == ()
    assert without_sources(straight.campaign) == without_sources(mixed.campaign)


def test_the_order_of_machines_and_shifts_is_kept(tmp_path: Path) -> None:
    book = sound_book()
    sheet = book["Máy"]
    sheet.move_range("A4:J4", rows=2)
    sheet.move_range("A2:J3", rows=2)
    sheet.move_range("A6:J6", rows=-4)
    assert [machine.name for machine in read(book, tmp_path).campaign.machines] == ["MÁY 2", "MÁY 1"]
    assert SHIFTS.title in book.sheetnames


def test_reading_twice_is_reading_once(tmp_path: Path) -> None:
    first = read(sound_book(), tmp_path)
    assert read_campaign(tmp_path / "book.xlsx") == first
