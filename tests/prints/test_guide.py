"""The manual on paper: docx and pdf say all that its Markdown says, in its order and in its letters."""

import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from pydantic import ValidationError

from planner.prints.forms.guide.paper import guide_paper, print_guide
from planner.prints.paper.emphasis import Letters, stretches
from planner.prints.paper.paper import CodeBlock, Contents, Illustration, Paper, Paragraph
from planner.prints.paper.table import Table
from planner.prints.typesetting.fonts import TYPEWRITERS
from planner.prints.typesetting.room import SIZES
from planner.prints.writers.as_xlsx.writer import as_xlsx
from tests.conftest import system_part
from tests.documents import ROOT
from tests.prints.pdf_structure import structure_of
from tests.prints.same import bare

MANUALS = ROOT / "planner" / "manual"
PICTURES = {f"pictures/{path.name}": path.read_bytes() for path in (MANUALS / "pictures").glob("*.png")}
SMALL = """# Sổ tay

Gõ `planner guide`, xem *phần 2*, **không xóa**.

1. Một
   ```
   py -m venv .venv
     hai   dấu cách
   ```
2. Hai

## 1. Phần

| Lệnh | Việc |
|---|---|
| `plan` | lập *lịch* |

![Một trang](pictures/phu-luc.png)

## 2. Các thay đổi

- cuối
"""


def pieces_of(paper: Paper) -> list[str]:
    """What the paper says, piece by piece."""
    pieces = list(paper.frame.title)
    for part in paper.parts:
        if isinstance(part, Paragraph):
            pieces.append(part.whole_text)
        elif isinstance(part, CodeBlock):
            pieces += part.lines
        elif isinstance(part, Contents):
            pieces += part.titles
        elif isinstance(part, Illustration):
            pieces.append(part.caption)
        elif isinstance(part, Table):
            pieces += [column.title for column in part.columns]
            rows = [row for band in part.bands for block in band.blocks for row in block.rows]
            pieces += [cell.text for row in rows for cell in row.cells]
    return [bare(piece) for piece in pieces]


def assert_says(told: str, pieces: list[str]) -> None:
    place = 0
    for piece in pieces:
        found = told.find(piece, place)
        assert found >= 0, f"{piece!r} is not said after {told[max(place - 80, 0) : place]!r}"
        place = found + len(piece)


def text_of_word(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return bare("".join(text.text or "" for text in body.iter(qn("w:t"))))


def text_of_pdf(path: Path) -> str:
    """Page after page, each ended by a form feed, its lines as they stand there."""
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    return told.stdout.decode()


@pytest.mark.parametrize("name", ["huong-dan", "manual"])
def test_every_word_of_the_manual_is_on_paper(name: str, tmp_path: Path) -> None:
    markdown = (MANUALS / f"{name}.md").read_text(encoding="utf-8")
    printed = print_guide(markdown, PICTURES, tmp_path, name)
    assert [path.name for path in printed.paths] == [f"{name}.docx", f"{name}.pdf"]
    assert [warning for warning in printed.warnings if "Times New Roman" not in warning] == []

    pieces = pieces_of(guide_paper(markdown, PICTURES))
    assert_says(text_of_word(tmp_path / f"{name}.docx"), pieces)
    assert len(docx.Document(str(tmp_path / f"{name}.docx")).inline_shapes) == len(PICTURES)

    system_part("pdfinfo", present=shutil.which("pdfinfo") is not None)
    structure = structure_of(tmp_path / f"{name}.pdf")
    assert_says(bare(structure.text), pieces)
    assert len(list(structure.all_of("Figure"))) == len(PICTURES)


def test_the_paper_says_what_markdown_says() -> None:
    """Counted by the tokens of the Markdown, so that no kind of block is left out of the paper."""
    markdown = (MANUALS / "huong-dan.md").read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    said = "".join(
        child.content for token in tokens for child in token.children or [] if child.type in {"text", "code_inline"}
    )
    listings = "".join(token.content for token in tokens if token.type == "fence")
    captions = [child for token in tokens for child in token.children or [] if child.type == "image"]
    paper = guide_paper(markdown, PICTURES)
    added = [part.label for part in paper.parts if isinstance(part, Paragraph)]
    added += [title for part in paper.parts if isinstance(part, Contents) for title in part.titles]
    wanted = len(bare(said)) + len(bare(listings)) + sum(len(bare(image.content)) for image in captions)
    assert sum(map(len, pieces_of(paper))) == wanted + sum(len(bare(text)) for text in added)


def test_words_keep_their_letters(tmp_path: Path) -> None:
    print_guide(SMALL, PICTURES, tmp_path, "so-tay")
    runs = [run for line in docx.Document(str(tmp_path / "so-tay.docx")).paragraphs for run in line.runs]
    assert "planner guide" in [run.text for run in runs if run.font.name == TYPEWRITERS[0]]
    assert [run.text for run in runs if run.italic and not run.bold] == ["phần 2", "Một trang"]
    assert "không xóa" in [run.text for run in runs if run.bold]


def test_code_keeps_its_columns(tmp_path: Path) -> None:
    code = next(part for part in guide_paper(SMALL, PICTURES).parts if isinstance(part, CodeBlock))
    assert code == CodeBlock(lines=("py -m venv .venv", "  hai   dấu cách"), depth=1)
    print_guide(SMALL, PICTURES, tmp_path, "so-tay")
    lines = docx.Document(str(tmp_path / "so-tay.docx")).paragraphs
    assert "py -m venv .venv\n  hai   dấu cách" in [line.text for line in lines]


def test_a_line_of_code_holds_nothing_harmful() -> None:
    assert CodeBlock(lines=("a\x1b[31m\u202eb\tc  ",)).lines == ("a[31mb c",)


def test_items_bear_their_numbers_and_dashes() -> None:
    parts = [part for part in guide_paper(SMALL, PICTURES).parts if isinstance(part, Paragraph)]
    assert [(part.label, part.text, part.depth) for part in parts if part.depth] == [
        ("1.", "Một", 1),
        ("2.", "Hai", 1),
        ("–", "cuối", 1),
    ]


def test_headings_are_an_outline_and_the_last_part_begins_a_page(tmp_path: Path) -> None:
    print_guide(SMALL, PICTURES, tmp_path, "so-tay")
    lines = docx.Document(str(tmp_path / "so-tay.docx")).paragraphs
    levels = [(line.text, line._p.find(f".//{qn('w:outlineLvl')}")) for line in lines]
    assert [(text, level.get(qn("w:val"))) for text, level in levels if level is not None] == [
        ("1. Phần", "0"),
        ("2. Các thay đổi", "0"),
    ]
    told = text_of_pdf(tmp_path / "so-tay.pdf")
    assert told.split("\f")[-2].split() == ["2", "2.", "Các", "thay", "đổi", "–", "cuối"]
    assert [each.text for each in structure_of(tmp_path / "so-tay.pdf").all_of("H1")] == ["1. Phần", "2. Các thay đổi"]


def test_the_contents_name_each_part_with_its_page(tmp_path: Path) -> None:
    print_guide(SMALL, PICTURES, tmp_path, "so-tay")
    body = docx.Document(str(tmp_path / "so-tay.docx")).element.body
    assert [code.text for code in body.iter(qn("w:instrText"))] == [r'TOC \o "1-1" \h \z \u']
    assert [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    told = text_of_pdf(tmp_path / "so-tay.pdf")
    lines = [bare(line).replace(".", "") for line in told.splitlines() if line.count(".") > 9]
    assert lines == ["1Phần1", "2Cácthayđổi2"]


def test_tables_fill_the_page() -> None:
    for name in ("huong-dan", "manual"):
        paper = guide_paper((MANUALS / f"{name}.md").read_text(encoding="utf-8"), PICTURES)
        for table in paper.tables:
            assert table.width_mm == pytest.approx(SIZES[paper.orientation].width_mm)


def test_a_workbook_says_it_too(tmp_path: Path) -> None:
    (tmp_path / "so-tay.xlsx").write_bytes(as_xlsx(guide_paper(SMALL, PICTURES)))
    sheet = openpyxl.load_workbook(tmp_path / "so-tay.xlsx").worksheets[0]
    told = bare("".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None))
    assert_says(told, pieces_of(guide_paper(SMALL, PICTURES)))


@pytest.mark.parametrize("markdown", ["> lời trích", "***", "chữ ![ảnh](pictures/phu-luc.png) chữ", "chữ <b>đậm</b>"])
def test_what_no_paper_says_is_refused(markdown: str) -> None:
    with pytest.raises(ValueError, match=r"no paper says|no words are"):
        guide_paper(f"# Sổ tay\n\n{markdown}\n\n## 1. Phần\n", PICTURES)


def test_stretches_are_the_whole_text() -> None:
    paragraph = next(part for part in guide_paper(SMALL, PICTURES).parts if isinstance(part, Paragraph))
    assert list(stretches(paragraph.text, paragraph.emphases)) == [
        ("Gõ ", None),
        ("planner guide", Letters.CODE),
        (", xem ", None),
        ("phần 2", Letters.ITALIC),
        (", ", None),
        ("không xóa", Letters.BOLD),
        (".", None),
    ]


def test_a_paper_refuses_letters_it_does_not_know() -> None:
    with pytest.raises(ValidationError):
        Paragraph.model_validate({"text": "a", "emphases": [{"first": 0, "end": 1, "letters": "underlined"}]})
