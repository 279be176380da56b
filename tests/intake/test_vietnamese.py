"""People read Vietnamese unless they ask for English; that each message has its Vietnamese is held in test_texts."""

from pathlib import Path

from planner.texts import Language, choose_language
from tests.intake.books import problems_of, put, sound_book


def test_people_read_vietnamese_by_default(tmp_path: Path) -> None:
    choose_language(Language.VIETNAMESE)
    book = sound_book()
    put(book, "Đơn vị!I2", "khoảng 500")
    (problem,) = problems_of(book, tmp_path)
    assert str(problem) == "Đơn vị!I2: Cần thu nhận: “khoảng 500” không phải là số. Hãy chỉ nhập chữ số, ví dụ 1200"
