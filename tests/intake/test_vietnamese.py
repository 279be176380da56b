"""Each English message has its Vietnamese, with the same blanks to fill in."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from planner.texts import Language, choose_language
from tests.intake.books import problems_of, put, sound_book

PLANNER = Path(__file__).resolve().parents[2] / "planner"
CATALOGS = PLANNER / "locale" / "vi" / "LC_MESSAGES"


def english_of(room: str) -> set[str]:
    place = PLANNER / room if (PLANNER / room).is_dir() else PLANNER
    return {
        str(message)
        for name, _line, message, _comments, _context in extract_from_dir(place)
        if place != PLANNER or name == f"{room}.py"
    }


@pytest.mark.parametrize("room", ["intake", "files"])
def test_nothing_is_left_untranslated(room: str) -> None:
    with (CATALOGS / f"{room}.mo").open("rb") as compiled, (CATALOGS / f"{room}.po").open("rb") as source:
        spoken = {str(message.id): str(message.string) for message in read_mo(compiled) if message.id}
        written = {str(message.id): str(message.string) for message in read_po(source) if message.id}
    assert english_of(room) == set(spoken)
    assert spoken == written, f"compile it: pybabel compile -d planner/locale -D {room} -l vi"
    for english, vietnamese in spoken.items():
        assert vietnamese.strip()
        assert sorted(re.findall(r"\{\w*\}", english)) == sorted(re.findall(r"\{\w*\}", vietnamese)), english


def test_people_read_vietnamese_by_default(tmp_path: Path) -> None:
    choose_language(Language.VIETNAMESE)
    book = sound_book()
    put(book, "Đơn vị!I2", "khoảng 500")
    (problem,) = problems_of(book, tmp_path)
    assert str(problem) == "Đơn vị!I2: Cần thu nhận: “khoảng 500” không phải là số. Hãy chỉ nhập chữ số, ví dụ 1200"
