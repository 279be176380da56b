"""Chosen once by whoever opened the board, every page speaks English: nothing of its own is left in Vietnamese."""

import re
from collections.abc import Iterator

import pytest

from planner.ledger.board_file.accounts import AccountRole
from planner.texts import Language, choose_language
from tests.board.opened import Opened
from tests.board.shared import HERE, LAN, SharedBoard
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
    left = _vietnamese(board.text(address))
    assert not left, left


def _vietnamese(told: str) -> list[str]:
    """The words of a page that are neither English nor the workbook's."""
    told = re.sub(r'<[^>]*?(title|aria-label|data-text)="([^"]*)"[^>]*>', r" \2 ", told)
    told = re.sub(r"<[^>]*>", " ", told)
    for name in OF_THE_WORKBOOK:
        told = told.replace(name, "")
    return [word for word in told.split() if LETTER.search(word)]


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


@pytest.mark.usefixtures("english")
def test_the_pages_of_people_in_english(shared: SharedBoard) -> None:
    admin = shared.person(AccountRole.ADMIN, "Ha")
    pages = [admin.text(address) for address in ("/nguoi-dung", "/nguoi-dung/1", "/ma-ngay", "/mat-khau", "/nhat-ky")]
    pages += [shared.visitor(origin).text("/vao") for origin in (HERE, LAN)]
    pages += [shared.visitor().text(f"/vao?khoa={shared.entry.key}")]
    for told in pages:
        assert not _vietnamese(told)


def test_the_pages_of_people_in_vietnamese(shared: SharedBoard) -> None:
    admin = shared.person(AccountRole.ADMIN, "Hà")
    pages = [admin.text(address) for address in ("/nguoi-dung", "/nguoi-dung/1", "/ma-ngay", "/mat-khau", "/nhat-ky")]
    pages += [shared.visitor(origin).text("/vao") for origin in (HERE, LAN)]
    for told in pages:
        assert not re.search(r"\b(the|and|of|password|sign|account|name|code)\b", re.sub(r"<[^>]*>", " ", told))
