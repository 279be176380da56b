"""The amendment: which part each change stands in, and its lines in every format."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.prints.forms.amendment.lines import parts_of
from planner.prints.forms.amendment.paper import amendment_paper, print_amendment
from planner.prints.forms.amendment.table import COLUMNS, amendment_table
from planner.prints.paper.paper import Orientation, Paper, Paragraph, Part
from planner.prints.paper.table import Band, Block, Table
from planner.prints.typesetting.measure import POINTS_PER_MM
from planner.prints.typesetting.room import SIZES, TOP_MM
from planner.prints.words.text import printable
from planner.prints.writers.as_docx.writer import as_docx
from planner.replan.difference import difference
from tests.conftest import system_part
from tests.prints import papers
from tests.prints.amendments import AS_OF, OFFICE, amended_2023, unchanged_2023
from tests.prints.campaigns import FULL_LETTERHEAD, MORNING, made
from tests.prints.reading import columns_of_pdf, rows_of_docx, rows_of_xlsx, words_of_pdf

AM, PM = "- Tháng 4/2023 (Từ 7h00 đến 15h00): ", "- Tháng 4/2023 (Từ 15h00 đến 23h00): "
SAME = "Giữ nguyên"
OPENING = (
    "Lịch đã thông báo (phương án số 3) từ ngày 18/4/2023 đến hết ngày 30/4/2023 được điều chỉnh theo "
    "phương án số 5 như dưới đây; lịch không nêu ở đây được giữ nguyên."
)
EXPECTED = {
    "I. HỦY LỊCH ĐÃ THÔNG BÁO": [
        ("1", "Thị trấn Bình Gia", OFFICE, f"{AM}24", "Không tổ chức", "MÁY 1", "160", ""),
        ("1", "Thị trấn Bình Gia", OFFICE, f"{PM}24", "Không tổ chức", "MÁY 1", "160", ""),
        *[
            (
                "2",
                "Xã Thiện Long",
                "CAX Thiện Long",
                time,
                "Không tổ chức",
                "MÁY 2",
                dossiers,
                "Khoảng 320 công dân liên quan",
            )
            for time, dossiers in ((f"{AM}27", "160"), (f"{PM}27,30", "320"))
        ],
    ],
    "II. CHUYỂN LỊCH": [
        *[
            (
                "1",
                "Xã Thiện Hòa",
                "CAX Thiện Hòa",
                f"{time}20",
                f"{time}22",
                "MÁY 2",
                "160",
                "Khoảng 320 công dân liên quan",
            )
            for time in (AM, PM)
        ],
        *[
            (
                "2",
                "Xã Yên Lỗ",
                "CAX Yên Lỗ",
                f"{time}21,22",
                f"{time}25,26",
                "MÁY 2",
                "320",
                "Khoảng 640 công dân liên quan",
            )
            for time in (AM, PM)
        ],
        *[
            (
                "3",
                "Xã Tân Hòa",
                "CAX Tân Hòa",
                f"{time}25,26",
                f"{AM}27",
                "MÁY 2",
                "160",
                "Khoảng 640 công dân liên quan",
            )
            for time in (AM, PM)
        ],
    ],
    "III. BỔ SUNG LỊCH": [("1", "Xã Minh Khai", OFFICE, "–", f"{AM}24", "MÁY 1", "160", "")],
    "IV. ĐỔI ĐỊA ĐIỂM, GIỮ NGUYÊN THỜI GIAN": [
        ("1", "Xã Tân Văn", "CAX Tân Văn", f"{PM}30", f"Chuyển từ {OFFICE}", "MÁY 2", "160", "")
    ],
    "V. ĐỔI MÁY, GIỮ NGUYÊN THỜI GIAN VÀ ĐỊA ĐIỂM": [
        ("1", "Xã Thiện Hòa", "CAX Thiện Hòa", f"{PM}19", SAME, "MÁY 2", "160", "Thay MÁY 3")
    ],
}
"""Every row with its merged cells filled in."""
Rows = list[tuple[str, ...]]


PART = re.compile(r"[IV]+\. ")


def by_part(rows: Rows) -> dict[str, Rows]:
    """The table's rows under their parts' titles; a title that is repeated goes on with its part."""
    parts: dict[str, Rows] = {}
    title = ""
    for row in rows:
        if len(row) == len(COLUMNS) and len(set(row)) == 1 and PART.match(row[0]):
            title = row[0].removesuffix(" (tiếp theo)")
            parts.setdefault(title, [])
        elif len(row) == len(COLUMNS) and row[0].isdecimal():
            parts[title].append(row)
    return parts


def filled(paper: Paper) -> dict[str, Rows]:
    """The same from the table itself."""
    parts = {}
    for band in paper.tables[0].bands:
        rows: Rows = []
        for block in band.blocks:
            texts = [[""] * len(COLUMNS) for _row in block.rows]
            for start, row in enumerate(block.rows):
                for cell in row.cells:
                    for covered in range(start, start + cell.rows):
                        assert not texts[covered][cell.column]
                        texts[covered][cell.column] = cell.text
            rows += [tuple(row) for row in texts]
        parts[band.title] = rows
    return parts


def paper_of(campaign: Campaign, change: Difference) -> Paper:
    return amendment_paper(campaign, change, old_version=3, new_version=5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("amendment")
    print_amendment(*amended_2023(), place, old_version=3, new_version=5)
    return place


def test_each_change_stands_in_its_part() -> None:
    assert filled(paper_of(*amended_2023())) == EXPECTED


def test_xlsx_holds_every_row(folder: Path) -> None:
    assert by_part(rows_of_xlsx(folder / "phu-luc-dieu-chinh.xlsx")) == EXPECTED


def test_docx_holds_every_row(folder: Path) -> None:
    assert by_part(rows_of_docx(folder / "phu-luc-dieu-chinh.docx")) == EXPECTED


def test_pdf_shows_every_line(folder: Path) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    table = paper_of(*amended_2023()).tables[0]
    told = [""] * len(COLUMNS)
    for cell in (cell for band in table.bands for block in band.blocks for row in block.rows for cell in row.cells):
        told[cell.column] += cell.text.replace(" ", "")
    columns = columns_of_pdf(folder / "phu-luc-dieu-chinh.pdf", set(EXPECTED), COLUMNS, last_word_of_head="sơ")
    assert columns == told


def test_the_docx_of_a_full_page_has_no_empty_page_behind_it(tmp_path: Path) -> None:
    """A table or paragraphs end on every line around the ends of a page: with the signature below them, and without.

    On the way one paper fills its page exactly. Word wants a paragraph behind the table of the signature; no page is
    empty for it, the signature is never alone, and no page is left a third blank to give it company.
    """
    system_part("soffice", present=shutil.which("soffice") is not None)
    system_part("pdfinfo", present=shutil.which("pdfinfo") is not None)
    made = {f"table-{count}": _signed(_lines_of_table(count)) for count in (15, 17, 18, 19, 20, 21, 22, 27, 28)}
    made |= {f"text-{count}": _signed(*[Paragraph(text=LINE)] * count) for count in (21, 22, 28, 29)}
    for name, paper in made.items():
        (tmp_path / f"{name}.docx").write_bytes(as_docx(paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *tmp_path.glob("*.docx")],
        check=True,
        capture_output=True,
        timeout=400,
    )
    lengths = set()
    for name in made:
        seen = tmp_path / f"{name}.pdf"
        words = words_of_pdf(seen)
        last = [word.text for word in words if word.page == _num_pages(seen)]
        assert (LINE in last, last[-1:]) == (True, ["Mẫu"]), name
        lengths.add(_num_pages(seen))
        first_page_ends = max(word.line for word in words if word.page == 1)
        assert first_page_ends > (TOP_MM + SIZES[Orientation.PORTRAIT].height_mm * 2 / 3) * POINTS_PER_MM, name
    assert lengths == {1, 2}


LINE = "lượt"


def _lines_of_table(count: int) -> Table:
    blocks = tuple(Block(rows=(papers.row(str(number), "", LINE),)) for number in range(count))
    return papers.small_table().model_copy(update={"bands": (Band(title="", blocks=blocks),)})


def _signed(*parts: Part) -> Paper:
    """An amendment of these parts with letterhead, recipients and signer."""
    campaign, change = amended_2023()
    letterhead = FULL_LETTERHEAD.model_copy(update={"attached_to": "Kèm theo Kế hoạch số 05/KH-TCT"})
    paper = paper_of(campaign.model_copy(update={"letterhead": letterhead}), change)
    return paper.model_copy(update={"parts": parts})


def _num_pages(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return int(told.split("Pages:")[1].split()[0])


ATTACHED = (
    "(Kèm theo Kế hoạch số ......../KH-TCT-UBND ngày ...... tháng ...... năm ........ của Tổ công tác Đề án 06 huyện)"
)


def test_the_heading_says_what_is_amended_and_by_what(folder: Path) -> None:
    rows = [row[0].replace("\n", " ") for row in rows_of_xlsx(folder / "phu-luc-dieu-chinh.xlsx")[:6]]
    assert rows == [
        "PHỤ LỤC",
        "ĐIỀU CHỈNH LỊCH BỐ TRÍ MÁY",
        "THU NHẬN HỒ SƠ CCCD, ĐỊNH DANH ĐIỆN TỬ HUYỆN BÌNH GIA",
        ATTACHED,
        "",
        OPENING,
    ]


@pytest.mark.parametrize("own", ["Lịch thu nhận lưu động", "Điều chỉnh lịch thu nhận lưu động"])
def test_the_campaigns_own_title_is_amended(own: str) -> None:
    campaign, change = amended_2023()
    titled = campaign.model_copy(update={"letterhead": campaign.letterhead.model_copy(update={"appendix_title": own})})
    assert paper_of(titled, change).frame.title == ("ĐIỀU CHỈNH LỊCH THU NHẬN LƯU ĐỘNG",)


def test_where_nothing_changes_one_line_says_so(tmp_path: Path) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    printed = print_amendment(*unchanged_2023(), tmp_path, old_version=3, new_version=5)
    line = (
        "Lịch đã thông báo (phương án số 3) từ 15h00 ngày 18/4/2023 đến hết ngày 30/4/2023 được giữ nguyên, "
        "không có điều chỉnh."
    )
    assert len(printed.paths) == 5
    assert rows_of_xlsx(tmp_path / "phu-luc-dieu-chinh.xlsx")[-1][0] == line
    assert rows_of_docx(tmp_path / "phu-luc-dieu-chinh.docx") == []
    words = [word.text for word in words_of_pdf(tmp_path / "phu-luc-dieu-chinh.pdf")]
    assert "TT" not in words
    assert " ".join(words).endswith(line)


def test_pages_turn_only_between_units(tmp_path: Path) -> None:
    """All days of 40 units move by a week: merged cells of the xlsx never reach over a page break."""
    campaign, old = made(num_units=40, num_machines=3, num_days=60)
    moved = tuple(row.model_copy(update={"date": row.date + timedelta(days=7)}) for row in old.assignments)
    since = campaign.calendar.ordinal(campaign.calendar.first_day, MORNING)
    change = difference(campaign, old, old.model_copy(update={"assignments": moved}), since_ordinal=since, until=None)
    print_amendment(campaign, change, tmp_path, old_version=1, new_version=2)
    sheet = openpyxl.load_workbook(tmp_path / "phu-luc-dieu-chinh.xlsx").active
    assert isinstance(sheet, Worksheet)
    breaks = [page_break.id for page_break in sheet.row_breaks.brk]
    assert len(breaks) > 2
    for span in sheet.merged_cells.ranges:
        assert not any(span.min_row <= each < span.max_row for each in breaks)


def test_parts_without_units_are_left_out() -> None:
    campaign, change = amended_2023()
    only = change.model_copy(update={"units": tuple(unit for unit in change.units if unit.name == "Xã Minh Khai")})
    parts = parts_of(campaign, only)
    assert [part.title for part in parts] == ["I. BỔ SUNG LỊCH"]
    assert [band.title for band in amendment_table(parts).bands] == ["I. BỔ SUNG LỊCH"]
    assert only.since_day == AS_OF


@pytest.mark.parametrize("payload", ["=cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1", "a\x00b\u202e", "#panic(1)"])
def test_hostile_text_is_text(payload: str, tmp_path: Path) -> None:
    campaign, change = amended_2023()
    hostile = change.model_copy(
        update={"units": tuple(unit.model_copy(update={"name": payload}) for unit in change.units)}
    )
    named = campaign.model_copy(update={"name": payload})
    print_amendment(named, hostile, tmp_path, old_version=1, new_version=2)
    rows = by_part(rows_of_xlsx(tmp_path / "phu-luc-dieu-chinh.xlsx"))
    assert {row[1] for part in rows.values() for row in part} == {printable(payload)}
    workbook = openpyxl.load_workbook(tmp_path / "phu-luc-dieu-chinh.xlsx")
    for cells in workbook.worksheets[0].iter_rows():
        for cell in cells:
            assert cell.data_type in "sn"
            assert cell.value is None or isinstance(cell.value, int) or cell.quotePrefix
    assert paper_of(named, hostile).frame.title[1] == printable(payload).upper()
