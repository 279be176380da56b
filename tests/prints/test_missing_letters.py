"""Letters that no font has are named before somebody finds boxes on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import Paper, Paragraph
from planner.prints.paper.table import Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.writers import missing_letters
from planner.prints.written import Format, print_paper, together
from planner.texts import Language, choose_language

TIFINAGH, KHAROSHTHI, VAI, CUNEIFORM = "ⵣ", "\U00010a00", "ꔀ", "\U00012000"
"""Of scripts of which hardly any machine has a font; one that has all of them says so here."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


@pytest.fixture
def letter() -> str:
    """A letter that no font of this machine has."""
    for each in (KHAROSHTHI, VAI, CUNEIFORM, TIFINAGH):
        if missing_letters._letters_without_font(frozenset(each)):
            return each
    pytest.fail("this machine has fonts for Kharosthi, Vai, cuneiform and Tifinagh")


def paper(*texts: str, cell: str = "1", title: str = "Danh sách") -> Paper:
    columns = (PaperColumn(title=title, width_mm=60),)
    rows = PaperRow(cells=(PaperCell(column=0, text=cell),))
    table = Table(columns=columns, bands=(Band(title="", blocks=(Block(rows=(rows,)),)),))
    return Paper(frame=Frame(title=("PHỤ LỤC",)), parts=(*(Paragraph(text=text) for text in texts), table))


@pytest.mark.parametrize(
    "text",
    [
        "Xã Hòa Bình – “thôn” Nà Mu… №",
        "ẠẶẬẸỆỊỌỘỢỤỰỴ đĐ ỹ ũ",
        "Ƀơ Čăm Ñŏ Ŭ̆",
        "17,5 km ± 2 × 3 → ✓",
        "₫ € § °",
    ],
)
def test_what_is_printed_here_every_day_has_letters(text: str) -> None:
    assert missing_letters.missing_letter_warnings(paper(text), is_private=False) == ()


@pytest.mark.parametrize("place", ["paragraph", "cell", "head", "frame"])
def test_a_letter_without_font_is_named_with_its_word(letter: str, place: str) -> None:
    word = f"Bình{letter}"
    made = {
        "paragraph": lambda: paper(f"Xã {word} đón máy"),
        "cell": lambda: paper(cell=f"Xã {word}"),
        "head": lambda: paper(title=f"Đơn vị {word}"),
        "frame": lambda: paper().model_copy(update={"frame": Frame(title=(f"KẾ HOẠCH {word}",))}),
    }[place]()
    (warning,) = missing_letters.missing_letter_warnings(made, is_private=False)
    for text in (f"“{word}”", f"{letter} (U+{ord(letter):04X})", "PDF"):
        assert text in warning


def test_the_same_word_in_two_papers_is_told_once_and_many_are_counted(letter: str, tmp_path: Path) -> None:
    first = print_paper(paper(f"Xã {letter} đón máy"), tmp_path, "a", (Format.PDF,))
    second = print_paper(paper(cell=f"tại {letter}"), tmp_path, "b", (Format.PDF,))
    assert len([each for each in together(first, second).warnings if "boxes" in each]) == 1
    many = paper(*(f"Xã{number}{letter}" for number in range(9)))
    told = missing_letters.missing_letter_warnings(many, is_private=False)
    assert len(told) == 6
    assert "4 more" in told[-1]


def test_formats_that_bring_no_font_are_not_warned_of(letter: str, tmp_path: Path) -> None:
    assert print_paper(paper(letter), tmp_path, "a", (Format.XLSX, Format.DOCX)).warnings == ()
    assert any(letter in each for each in print_paper(paper(letter), tmp_path, "a", (Format.PNG,)).warnings)


def test_of_a_list_of_people_no_word_is_told(letter: str, tmp_path: Path) -> None:
    warnings = print_paper(paper(cell=f"Thử{letter}"), tmp_path, "a", (Format.PDF,), is_private=True).warnings
    assert any(f"U+{ord(letter):04X}" in each for each in warnings)
    assert not any("Thử" in each for each in warnings)
