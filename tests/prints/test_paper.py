"""Papers of paragraphs, tables and figures: how each format lays them out."""

import struct
import time
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import ValidationError

from planner.domain.office import Letterhead
from planner.prints.paper.frame import appendix_frame, letter_frame
from planner.prints.paper.paper import Figure, Orientation, Paper, Paragraph, ParagraphAlign
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table, head_of, places_of
from planner.prints.typesetting.measure import POINTS_PER_MM, turned_height, turned_lines, with_breaks
from planner.prints.writers.as_docx.writer import as_docx
from planner.prints.writers.as_typst.writer import as_png
from planner.prints.writers.as_xlsx.sheet import DOTTED
from planner.prints.writers.as_xlsx.writer import as_xlsx
from planner.prints.written import Format, print_paper
from tests.prints.papers import (
    CAMPAIGN,
    LETTER,
    bars,
    charts,
    frame,
    grouped_table,
    letter,
    row,
    several_tables,
    small_table,
)
from tests.prints.same import assert_same_everywhere
from tests.prints.test_hostile_text import PAYLOADS

PNG = b"\x89PNG"
LONGEST = 200


def sheets_of(paper: Paper) -> list[Worksheet]:
    workbook = openpyxl.load_workbook(BytesIO(as_xlsx(paper)))
    return [sheet for sheet in workbook.worksheets if isinstance(sheet, Worksheet)]


def word_of(paper: Paper) -> str:
    with zipfile.ZipFile(BytesIO(as_docx(paper))) as parts:
        return parts.read("word/document.xml").decode()


def one_block(*rows: PaperRow, **look: object) -> Table:
    columns = tuple(PaperColumn(title=f"Cột {number}", width_mm=width) for number, width in enumerate((20, 35, 110)))
    return Table.model_validate({"columns": columns, "bands": (Band(title="", blocks=(Block(rows=rows),)),)} | look)


def test_columns_of_one_group_stand_under_one_head() -> None:
    columns = (
        PaperColumn(title="TT", width_mm=10),
        PaperColumn(title="a", width_mm=10, group="Nhóm"),
        PaperColumn(title="b", width_mm=10, group="Nhóm", fill="DDEBF7"),
        PaperColumn(title="c", width_mm=10, group="Nhóm khác"),
        PaperColumn(title="d", width_mm=10),
        PaperColumn(title="e", width_mm=10, group="Nhóm"),
    )
    upper, lower = head_of(columns).rows
    assert [(cell.column, cell.text, cell.rows, cell.columns) for cell in upper.cells] == [
        (0, "TT", 2, 1),
        (1, "Nhóm", 1, 2),
        (3, "Nhóm khác", 1, 1),
        (4, "d", 2, 1),
        (5, "Nhóm", 1, 1),
    ]
    assert [(cell.column, cell.text, cell.fill) for cell in lower.cells] == [
        (1, "a", ""),
        (2, "b", "DDEBF7"),
        (3, "c", ""),
        (5, "e", ""),
    ]
    assert len(head_of((columns[0], columns[4])).rows) == 1


def test_places_fill_every_row() -> None:
    block = Block(
        rows=(
            PaperRow(cells=(PaperCell(column=0, text="a", rows=2, columns=2), PaperCell(column=3, text="b"))),
            PaperRow(cells=(PaperCell(column=2, text="c", columns=2),)),
        )
    )
    told = [
        [(place.column, place.columns, place.cell.text if place.cell else None, place.is_rest) for place in places]
        for places in places_of(block, 4)
    ]
    assert told == [
        [(0, 2, "a", False), (2, 1, None, False), (3, 1, "b", False)],
        [(0, 2, "a", True), (2, 2, "c", False)],
    ]


@pytest.mark.parametrize("colour", ["red", "#FFE699", "ffe699", "FFE69"])
def test_a_colour_is_six_digits(colour: str) -> None:
    with pytest.raises(ValidationError):
        PaperCell(column=0, text="", fill=colour)


def test_a_long_title_of_the_signer_has_the_height_of_its_lines_on_a_sheet() -> None:
    title = "KT. TRƯỞNG CÔNG AN HUYỆN SUỐI MƠ THƯỢNG KIÊM TỔ PHÓ THƯỜNG TRỰC"
    frame = LETTER.model_copy(update={"signer": ("TM. TỔ CÔNG TÁC", title)})
    (sheet,) = sheets_of(Paper(frame=frame, parts=(small_table(),)))
    texts = [{cell.value for cell in row} for row in sheet.iter_rows()]
    short, long = (
        next(sheet.row_dimensions[place].height for place, told in enumerate(texts, start=1) if text in told)
        for text in frame.signer
    )
    assert (short, long) == (18.0, 3 * 18.0)


def test_a_letter_bears_its_own_number_and_day() -> None:
    assert (LETTER.word, LETTER.title) == ("THÔNG BÁO", ("Lịch thu nhận hồ sơ cấp thẻ căn cước",))
    assert (LETTER.number, LETTER.attached_to) == ("Số: ......../........", "")
    assert LETTER.place_and_date == "Bình Gia, ngày ...... tháng ...... năm ........"
    assert (LETTER.signer_name, LETTER.recipients[0]) == ("Nguyễn Văn Mẫu", "- Như trên;")
    told = letter_frame(CAMPAIGN, word="BÁO CÁO", title=("", "Tiến độ"), number="7/BC", day=CAMPAIGN.calendar.first_day)
    assert (told.number, told.title) == ("Số: 07/BC", ("Tiến độ",))
    assert told.place_and_date == "Bình Gia, ngày 04 tháng 4 năm 2024"
    bare = CAMPAIGN.model_copy(update={"letterhead": Letterhead()})
    assert not letter_frame(bare, word="THÔNG BÁO", title=()).has_head


def test_an_appendix_has_a_title_of_its_own() -> None:
    told = appendix_frame(CAMPAIGN.letterhead, ("CHỈ TIÊU",))
    assert (told.word, told.title, told.number) == ("PHỤ LỤC", ("CHỈ TIÊU",), "Số: 05/KH-TCT")
    assert told.attached_to.startswith("(Kèm theo Kế hoạch số 05/KH-TCT")


def test_papers_lie_as_they_say() -> None:
    section = docx.Document(BytesIO(as_docx(several_tables()))).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width or 0) > (section.page_height or 0)
    assert {sheet.page_setup.orientation for sheet in sheets_of(several_tables())} == {"landscape"}
    assert {sheet.page_setup.orientation for sheet in sheets_of(letter())} == {"portrait"}
    wide, upright = (struct.unpack(">II", as_png(paper)[0][16:24]) for paper in (several_tables(), letter()))
    assert (wide[0], upright[0]) == (1684, 1191)
    assert upright[1] < 1684, "a picture ends where its text does"


def test_paragraphs_have_the_decrees_form_in_word() -> None:
    paragraphs = {each.text: each for each in docx.Document(BytesIO(as_docx(letter()))).paragraphs}
    body = next(each for text, each in paragraphs.items() if text.startswith("Công an xã tổ chức"))
    assert body._p.xml.count('w:firstLine="567"') == 1
    assert '<w:jc w:val="both"/>' in body._p.xml
    assert 'w:after="120"' in body._p.xml
    assert body.runs[0].font.size is not None
    assert body.runs[0].font.size.pt == 13
    assert "keepNext" in paragraphs["1. Thời gian, địa điểm"]._p.xml
    assert "keepNext" not in body._p.xml
    assert "firstLine" not in next(each for text, each in paragraphs.items() if text.startswith("Kính gửi"))._p.xml


def test_the_last_paragraph_stays_with_the_signer() -> None:
    (last,) = [
        each for each in docx.Document(BytesIO(as_docx(letter("Trân trọng!")))).paragraphs if each.text == "Trân trọng!"
    ]
    assert "keepNext" in last._p.xml


def test_tables_of_different_columns_share_a_grid_in_excel() -> None:
    first, second = sheets_of(several_tables())
    assert (first.title, second.title) == ("Báo cáo", "Tháng 4-2024")
    spans = {first.cell(span.min_row, span.min_col).value: span for span in first.merged_cells.ranges}
    assert spans["Hồ sơ thu nhận"].size["columns"] >= 2
    # No cell is narrower than what it was made for.
    widths = [
        first.column_dimensions[openpyxl.utils.get_column_letter(place)].width * 8 / 96 * 25.4
        for place in range(1, first.max_column + 1)
    ]
    assert sum(widths) == pytest.approx(252 * 0.97, abs=0.5)
    unit = spans["Đơn vị"]
    assert sum(widths[unit.min_col - 1 : unit.max_col]) == pytest.approx(48 * 0.97, abs=2)
    # A table alone on its sheet has its own columns, and one beside it for the page's width.
    assert second.cell(1, 1).value == "Ngày"


def test_excel_turns_pages_where_nothing_is_cut() -> None:
    first, _second = sheets_of(several_tables(60))
    breaks = [each.id for each in first.row_breaks.brk]
    assert len(breaks) >= 3
    for span in first.merged_cells.ranges:
        assert not any(span.min_row <= line < span.max_row for line in breaks)
    heights = [first.row_dimensions[line].height or 0 for line in range(1, first.max_row + 1)]
    ends = [0, *breaks, first.max_row]
    assert all(sum(heights[begin:end]) < 170 * POINTS_PER_MM for begin, end in pairwise(ends))
    assert first.print_title_rows
    assert first.freeze_panes is None


def test_a_head_is_not_repeated_over_text_that_follows_its_table() -> None:
    long = tuple(Paragraph(text=f"{number}. " + "Đề nghị công dân đến đúng giờ. " * 12) for number in range(12))
    (sheet,) = sheets_of(Paper(frame=frame(), parts=(small_table(), *long)))
    assert not sheet.print_title_rows
    (sheet,) = sheets_of(Paper(frame=frame(), parts=(*long, small_table())))
    assert sheet.print_title_rows
    tall = one_block(row("a", "b", "c")).model_copy(
        update={"bands": (Band(title="", blocks=tuple(Block(rows=(row(str(n), "b", "c"),)) for n in range(90))),)}
    )
    (sheet,) = sheets_of(Paper(frame=frame(), parts=(tall, Paragraph(text="Hết."))))
    tops = [sheet.cell(each.id + 1, 1).value for each in sheet.row_breaks.brk]
    assert len(tops) >= 2
    assert tops[:2] == ["Cột 0"] * 2


def test_a_heading_is_not_left_alone_at_the_end_of_a_sheet_of_paper() -> None:
    filling = tuple(Paragraph(text="Dòng.") for _line in range(11))
    heading = Paragraph(text="II. Biểu đồ", bold=True)
    figure = Figure(chart=bars(), width_mm=150, height_mm=100)
    (sheet, _numbers) = sheets_of(Paper(frame=frame(), parts=(*filling, heading, figure)))
    (only_break,) = sheet.row_breaks.brk
    assert sheet.cell(only_break.id + 1, 1).value == "II. Biểu đồ"
    assert sheet._charts[0].anchor._from.row == only_break.id + 1  # type: ignore[attr-defined]


def test_a_figure_higher_than_a_page_of_excel_is_made_lower() -> None:
    heading = Paragraph(text="II. Biểu đồ", bold=True)
    (sheet, _numbers) = sheets_of(
        Paper(frame=frame(), parts=(heading, Figure(chart=bars(111), width_mm=165, height_mm=255)))
    )
    height = sheet._charts[0].anchor.ext.height / 36000  # type: ignore[attr-defined]
    assert 200 < height < 257 * 0.9


def test_counts_are_numbers_with_dots_in_excel() -> None:
    table = Table(
        columns=(PaperColumn(title="Hồ sơ", width_mm=165, counts=True, align=Align.RIGHT),),
        bands=(
            Band(
                title="",
                blocks=tuple(Block(rows=(row(text),)) for text in ("1.160", "17", "05", "45,9", "1.16", "-2.000")),
            ),
        ),
    )
    (sheet,) = sheets_of(Paper(frame=frame(), parts=(table,)))
    last = {cell.value: cell.number_format for (cell,) in sheet.iter_rows(max_col=1)}
    assert last[1160] == last[-2000] == DOTTED
    assert last[17] == "0"
    assert {"05", "45,9", "1.16"} <= set(last)


def test_colours_bold_and_sizes_reach_every_format() -> None:
    table = one_block(
        PaperRow(
            cells=(
                PaperCell(column=0, text="tổng", columns=2, bold=True, fill="FFE699", align=Align.RIGHT),
                PaperCell(column=2, text="x"),
            )
        ),
        size=9.0,
    )
    paper = Paper(frame=frame(), parts=(table,))
    (sheet,) = sheets_of(paper)
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "tổng")
    assert (cell.font.b, cell.font.sz, cell.fill.start_color.rgb, cell.alignment.horizontal) == (
        True,
        9,
        "00FFE699",
        "right",
    )
    told = word_of(paper)
    assert '<w:gridSpan w:val="2"/>' in told
    assert '<w:shd w:val="clear" w:color="auto" w:fill="FFE699"/>' in told
    assert '<w:sz w:val="18"/>' in told


def test_turned_text_has_room_in_every_format(tmp_path: Path) -> None:
    text = "Thiện Hòa Trường Xuân"
    cells = (PaperCell(column=0, text=text, turned=True), PaperCell(column=1, text="b"), PaperCell(column=2, text="c"))
    table = one_block(PaperRow(cells=cells))
    paper = Paper(frame=frame(), parts=(table,))
    height = turned_height(text, 12)
    (sheet,) = sheets_of(paper)
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == text)
    assert cell.alignment.text_rotation == 90
    assert (sheet.row_dimensions[cell.row].height or 0) > height
    told = word_of(paper)
    assert '<w:textDirection w:val="btLr"/>' in told
    assert f'<w:trHeight w:val="{round((height + 5) * 20)}" w:hRule="atLeast"/>' in told
    assert_same_everywhere(paper, tmp_path, "xoay")


def test_turned_words_stand_on_two_lines() -> None:
    assert turned_lines("Thiện Hòa Trường Xuân") == ("Thiện Hòa", "Trường Xuân")
    assert turned_lines("Hòa") == ("Hòa",)


def test_only_words_wider_than_their_room_are_broken() -> None:
    assert with_breaks("Xã Hòa Bình", 10, 12) == "Xã Hòa Bình"
    assert with_breaks("Xã nghiêng", 6, 12) == "Xã n\u200bg\u200bh\u200bi\u200bê\u200bn\u200bg"


def test_an_empty_paper_and_one_of_text_only(tmp_path: Path) -> None:
    for number, parts in enumerate(
        ((), (Paragraph(text=""),), (Paragraph(text="Chỉ có chữ.", align=ParagraphAlign.RIGHT),))
    ):
        assert_same_everywhere(Paper(frame=frame(), parts=parts), tmp_path, f"to-{number}")


def test_a_paragraph_longer_than_a_row_may_be_high(tmp_path: Path) -> None:
    long = Paragraph(text="Đề nghị công dân đến đúng giờ. " * 80)
    assert_same_everywhere(Paper(frame=frame(), parts=(long,)), tmp_path, "dai")
    (sheet,) = sheets_of(Paper(frame=frame(), parts=(long,)))
    span = next(
        span for span in sheet.merged_cells.ranges if str(sheet.cell(span.min_row, 1).value).startswith("Đề nghị")
    )
    assert span.size["rows"] > 1


def test_a_table_that_starts_a_page_has_a_picture_of_its_own_and_older_pictures_go(tmp_path: Path) -> None:
    printed = print_paper(several_tables(60), tmp_path, "bang", (Format.PNG,))
    names = [path.name for path in printed.paths]
    assert names == ["bang.png", "bang-2.png"]
    assert all(path.read_bytes().startswith(PNG) for path in printed.paths)
    (tmp_path / "bang-khac.png").write_bytes(PNG)
    print_paper(letter(), tmp_path, "bang", (Format.PNG,))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bang-khac.png", "bang.png"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_are_the_same_text_everywhere(payload: str, tmp_path: Path) -> None:
    # No cell of two thousand letters: that is a row higher than a page.
    assert_same_everywhere(several_tables(2, payload[:LONGEST]), tmp_path, "to-giay")
    assert_same_everywhere(letter(payload[:LONGEST]), tmp_path, "thu")


def test_a_letter_takes_less_than_a_fifth_of_a_second(tmp_path: Path) -> None:
    print_paper(letter(), tmp_path, "thu", tuple(Format))
    formats = (Format.DOCX, Format.PDF, Format.PNG)
    begun = time.process_time()
    for number in range(10):
        print_paper(letter(f"Thư số {number}"), tmp_path, "thu", formats)
    assert time.process_time() - begun < 10 * 0.27


def test_wide_papers_use_their_width() -> None:
    assert grouped_table().width_mm == 252
    assert several_tables().orientation is Orientation.LANDSCAPE
    assert len(charts().tables) == 1
