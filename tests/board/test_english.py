"""Chosen once by whoever opened the board, every page speaks English: nothing of its own is left in Vietnamese."""

import re
from collections.abc import Iterator

import pytest

from planner.texts import Language, choose_language
from tests.board.opened import Opened
from tests.campaigns import day
from tests.cli.diary import BY, CAMPAIGN

SHEETS = ("Đơn vị", "Vĩ độ", "Kinh độ", "Ngày nghỉ", "Ghim", "Cán bộ")
OF_THE_WORKBOOK = (CAMPAIGN.name, "Xã", BY, "Tiếng Việt", *SHEETS)
LETTER = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@pytest.fixture
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?theo=xa",
        f"/ket-qua/{day(2)}",
        f"/ket-qua/{day(5)}",
        "/ket-qua/tep",
        "/tien-do",
        "/ban-do",
        "/nghi",
        "/lich-truc",
        "/doc-phu-luc",
        "/phuong-an",
        "/phuong-an/1",
        "/nhat-ky",
    ],
)
def test_a_page_in_english(board: Opened, address: str) -> None:
    told = re.sub(r'<[^>]*?(title|aria-label|data-text)="([^"]*)"[^>]*>', r" \2 ", board.text(address))
    told = re.sub(r"<[^>]*>", " ", told)
    for name in OF_THE_WORKBOOK:
        told = told.replace(name, "")
    left = [word for word in told.split() if LETTER.search(word)]
    assert not left, left


def test_a_page_in_vietnamese_has_no_english_left(board: Opened) -> None:
    for address in (
        "/",
        "/tien-do",
        "/ban-do",
        "/nghi",
        "/lich-truc",
        "/doc-phu-luc",
        "/ket-qua/tep",
        "/phuong-an/1",
        "/nhat-ky",
        f"/ket-qua/{day(2)}",
    ):
        told = re.sub(r"<[^>]*>", " ", board.text(address))
        assert not re.search(r"\b(the|and|of|plan|not|unit|machine|slot)\b", told), address
