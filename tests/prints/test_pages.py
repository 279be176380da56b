"""Pages turn between groups; a group that no page can hold is cut between units and says its place again."""

from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.prints.forms.appendix.paper import appendix_paper
from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import Paper, Paragraph, Part
from planner.prints.paper.table import Block, PaperCell, PaperColumn, PaperRow
from planner.prints.typesetting.measure import num_lines, width_in_points
from planner.prints.typesetting.pages import MOST_LEFT_EMPTY, PieceKind, TableSetting, cut, joined, pages_of
from planner.prints.writers.as_docx.writer import as_docx
from planner.prints.writers.as_xlsx.writer import as_xlsx
from tests.prints.campaigns import LONG_NAME, binh_gia_2023, made
from tests.prints.papers import small_table
from tests.prints.word_pages import pages_in_word

SETTING = TableSetting(size=12, line=14, padding=5, side_padding_mm=3, page=700, first_page=500)
FOOT = 150.0
CASES = {
    "binh gia": binh_gia_2023(),
    "many": made(),
    "one fixed, 30 units": made(num_units=30, num_machines=1, num_fixed=1, num_days=88),
    "40 machines": made(num_machines=40),
    "idle machines": made(num_units=2, num_machines=40, num_days=20),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[Campaign, Plan]:
    return CASES[request.param]


def test_nothing_overflows_a_page_and_the_foot_has_room(case: tuple[Campaign, Plan]) -> None:
    table = appendix_paper(*case).tables[0]
    pages = pages_of(table, SETTING, FOOT)
    heights = [sum(piece.height for piece in page) for page in pages]
    assert heights[0] <= SETTING.first_page
    assert all(height <= SETTING.page for height in heights[1:])
    assert heights[-1] + FOOT <= SETTING.page
    assert all(pages)


def test_every_line_is_there_once(case: tuple[Campaign, Plan]) -> None:
    def last_cells(blocks: list[Block]) -> list[str]:
        return [row.cells[-3].text for block in blocks for row in block.rows]

    table = appendix_paper(*case).tables[0]
    printed = [piece.block for page in pages_of(table, SETTING, FOOT) for piece in page if piece.block]
    assert last_cells(printed) == last_cells([block for band in table.bands for block in band.blocks])


def test_a_band_that_goes_on_says_its_title_again_and_none_ends_a_page(case: tuple[Campaign, Plan]) -> None:
    titles = (PieceKind.TITLE, PieceKind.CONTINUED)
    for page in pages_of(appendix_paper(*case).tables[0], SETTING, FOOT):
        assert page[0].kind in titles
        assert page[-1].kind not in titles


def test_only_a_group_taller_than_a_page_is_cut(case: tuple[Campaign, Plan]) -> None:
    table = appendix_paper(*case).tables[0]
    cut_table = joined(table, pages_of(table, SETTING, FOOT))
    is_tall = [len(block.rows) * (2 * 14 + 5) > 600 for band in table.bands for block in band.blocks]
    if not any(is_tall):
        assert cut_table == table
    else:
        assert len(cut_table.bands[0].blocks) > len(table.bands[0].blocks)
        for block in cut_table.bands[0].blocks:
            assert [cell.column for cell in block.rows[0].cells] == [0, 1, 2, 3, 4, 5]


def test_a_cut_cell_stands_in_both_parts() -> None:
    block = Block(
        rows=(
            PaperRow(cells=(PaperCell(column=0, text="place", rows=3), PaperCell(column=1, text="a"))),
            PaperRow(cells=(PaperCell(column=1, text="b", rows=2),)),
            PaperRow(cells=()),
        )
    )
    first, rest = cut(block, 2)
    assert [[(cell.text, cell.rows) for cell in row.cells] for row in first.rows] == [
        [("place", 2), ("a", 1)],
        [("b", 1)],
    ]
    assert rest is not None
    assert [[(cell.text, cell.rows) for cell in row.cells] for row in rest.rows] == [[("place", 1), ("b", 1)]]
    assert cut(block, 3) == (block, None)


def test_xlsx_pages_turn_only_between_merged_cells(case: tuple[Campaign, Plan]) -> None:
    sheet = _sheet(case)
    breaks = [each.id for each in sheet.row_breaks.brk]
    for span in sheet.merged_cells.ranges:
        assert not any(span.min_row <= row < span.max_row for row in breaks)
    for row in breaks:
        assert str(sheet.cell(row + 1, 1).value).startswith("MÁY")
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    for first, last in pairwise([0, *breaks, sheet.max_row]):
        assert sum(height or 0 for height in heights[first:last]) < 257 * 72 / 25.4


def _sheet(case: tuple[Campaign, Plan]) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(appendix_paper(*case)))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_columns_of_xlsx_fit_the_page() -> None:
    sheet = _sheet(CASES["binh gia"])
    pixels = sum(dimension.width * 8 for dimension in sheet.column_dimensions.values())
    assert pixels / 96 * 25.4 <= 165


def test_widths_are_those_of_times() -> None:
    assert width_in_points("Tổ", 10) == pytest.approx(11.11)
    assert width_in_points("ớ", 10) == width_in_points("ơ", 10)
    assert num_lines(LONG_NAME, 25, 12) == 5
    assert num_lines("x" * 60, 25, 12) == 6
    assert num_lines("", 25, 12) == 1


def test_a_block_that_would_leave_much_of_a_page_empty_is_parted(case: tuple[Campaign, Plan]) -> None:
    """Only the last page, and one whose next lines of a single unit have no room on it, may be emptier."""
    pages = pages_of(appendix_paper(*case).tables[0], SETTING)
    for number, (page, after) in enumerate(pairwise(pages)):
        whole = SETTING.page if number else SETTING.first_page
        empty = whole - sum(piece.height for piece in page)
        title = sum(piece.height for piece in after[:1])
        next_block = next((piece for piece in after if piece.block is not None), None)
        assert next_block is None or empty <= SETTING.page / 3 + title or len(next_block.heights) == 1


def test_a_fixed_machines_block_begins_on_the_page_of_the_head() -> None:
    table = appendix_paper(*made(num_units=9, num_machines=1, num_fixed=1, num_days=18)).tables[0]
    height = sum(pages_of(table, SETTING._replace(first_page=5_000))[0][1].heights)
    assert SETTING.first_page < height < SETTING.page
    first, second = pages_of(table, SETTING)
    assert [piece.kind for piece in first] == [PieceKind.TITLE, PieceKind.BLOCK]
    assert second[0].kind is PieceKind.CONTINUED


@pytest.mark.parametrize("count", range(22, 29))
def test_in_xlsx_a_heading_stays_with_a_table_of_a_high_head(count: int) -> None:
    high = small_table().model_copy(
        update={"columns": tuple(PaperColumn(title="Cần đạt mỗi ngày làm việc", width_mm=14.0) for _column in range(3))}
    )
    parts: tuple[Part, ...] = (
        *[Paragraph(text="Đoạn")] * count,
        Paragraph(text="Kết quả theo giai đoạn", bold=True),
        high,
    )
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(Paper(frame=Frame(), parts=parts)))).worksheets[0]
    heading = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "Kết quả theo giai đoạn")
    first_block = next(
        row for row in range(1, sheet.max_row) for cell in sheet[row] if str(cell.value).startswith("11/4/2024")
    )
    assert not {each.id for each in sheet.row_breaks.brk} & set(range(heading, first_block))


HEAD_OF_BAND = 0.1
"""Of a page: column titles and the band's own, without which no block begins."""


@pytest.mark.parametrize(
    ("num_machines", "num_units", "num_days"),
    [(2, 19, 70), (3, 31, 40), (4, 24, 40), (6, 24, 40), (17, 150, 90)],
)
def test_in_word_no_page_ends_long_before_it_is_full(num_machines: int, num_units: int, num_days: int) -> None:
    """Each machine has a table with a head of its own, which counts where the page of the signature begins."""
    case = made(num_machines=num_machines, num_units=num_units, num_days=num_days)
    pages = pages_in_word(as_docx(appendix_paper(*case)))
    assert [page for page in pages if page.is_ended and page.empty > MOST_LEFT_EMPTY + HEAD_OF_BAND] == []
    assert pages[-1].filled > FOOT


def test_in_word_a_full_page_before_the_last_is_followed_by_no_empty_one() -> None:
    """What parts two tables has no room on a full page; before a page that begins by command nothing parts them."""
    content = as_docx(appendix_paper(*made(num_machines=2, num_units=19, num_days=70)))
    body = Document(BytesIO(content)).element.body
    begins = [part for part in body if part.find(f".//{qn('w:pageBreakBefore')}") is not None]
    assert begins
    assert all(part.getprevious().tag == qn("w:tbl") for part in begins)
