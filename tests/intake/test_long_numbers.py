"""Identity and telephone numbers in free text: none is kept for ever. All numbers here are invented."""

from pathlib import Path

import pytest

from planner.domain.long_numbers import holds_long_number, without_long_numbers
from planner.errors import WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from planner.texts import Language, choose_language
from tests.intake.books import problems_of, put, read, sound_book
from tests.intake.results_books import SOUND, Content, results_book
from tests.intake.results_books import problems_of as problems_of_results
from tests.intake.results_books import read as read_results_book

PLANTED = (
    "Ông X, CCCD 038095000123, đt 0912345678",
    "CMND 095123456",
    "0912 345 678",
    "0912.345.678",
    "038 095 000 123",
    "038-095-000-123",
    "(0912) 345 678",
    "(0912)-345-678",
    "+84 912 345 678",
    "０３８０９５０００１２３",
    38095000123,
)
HARMLESS = (
    "đông",
    "sáng 120, chiều 140, tối 150",
    "từ 18/4/2026 đến 20/4/2026",
    "bù cho ngày 2026-04-18, 07:00-11:00",
    "xã A (120), xã B (140), xã C (150)",
    "kq-20260418-0001",
    "Công văn số 1234/CAT-PC06",
    "hotline 1900 1234",
)


@pytest.fixture(autouse=True)
def _english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


@pytest.mark.parametrize("text", PLANTED)
def test_a_note_of_a_result_holds_no_number_of_a_person(tmp_path: Path, text: Content) -> None:
    rows = [*SOUND, [*SOUND[0][:1], "Ca 01", "MÁY 2", "C", 5, None, None, text]]
    (problem,) = problems_of_results(results_book(rows), tmp_path)
    assert problem.where == f"Kết quả!H{len(rows) + 1}"
    assert "holds a long number" in problem.what
    assert not any(digits in str(problem) for digits in ("038095", "0912", "095123", "345"))


@pytest.mark.parametrize("text", HARMLESS)
def test_days_and_figures_are_no_such_numbers(tmp_path: Path, text: str) -> None:
    rows = [*SOUND, [*SOUND[0][:1], "Ca 01", "MÁY 2", "C", 5, None, None, text]]
    assert text in {result.note for result in read_results_book(results_book(rows), tmp_path).results}
    assert without_long_numbers(text) == text


@pytest.mark.parametrize(
    "where", ["Máy!J2", "Máy!C2", "Máy!A4", "Ngày nghỉ!F2", "Giai đoạn!A2", "Đơn vị!B2", "Đơn vị!E2", "Chiến dịch!B2"]
)
@pytest.mark.parametrize("text", ["hỏi anh Y 0912 345 678", "038095000123"])
def test_free_text_of_a_campaign_holds_none_either(tmp_path: Path, where: str, text: str) -> None:
    book = sound_book()
    put(book, where, text)
    assert where in {problem.where for problem in problems_of(book, tmp_path) if "long number" in problem.what}


def test_a_serial_number_of_a_machine_is_no_persons(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Máy!A4", "MÁY 2 SN4200123456")
    put(book, "Ghim!A2", "MÁY 2 SN4200123456")
    put(book, "Ngày nghỉ!E3", "MÁY 2 SN4200123456")
    assert read(book, tmp_path).campaign.machines[-1].name == "MÁY 2 SN4200123456"


def test_a_files_name_that_stands_for_the_campaigns(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Chiến dịch!B2", None)
    book.save(tmp_path / "ong X 038095000123.xlsx")
    with pytest.raises(WorkbookProblems, match="Chiến dịch!B2"):
        read_campaign(tmp_path / "ong X 038095000123.xlsx")


def test_what_is_masked_holds_none() -> None:
    for text in filter(lambda each: isinstance(each, str), PLANTED):
        masked = without_long_numbers(f"kq {text} 18/4/2026.xlsx")
        assert not holds_long_number(masked)
        assert masked.startswith("kq ")
        assert masked.endswith("18/4/2026.xlsx")
