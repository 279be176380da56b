"""A workbook of targets, empty to be filled in or with figures, as its reader expects it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.files import write_atomically
from planner.intake.blanks.content import refuse_to_replace
from planner.intake.layout.column import CellValue
from planner.intake.layout.quota import DEFAULT_INDICATOR, FACTS, INDICATOR, TARGETS, TOTAL, QuotaColumn, QuotaFact

_STEPS = (
    "HƯỚNG DẪN LẬP BẢNG PHÂN BỔ CHỈ TIÊU",
    "1. Trang Chỉ tiêu: mỗi đơn vị một dòng, mỗi chỉ tiêu một cột. Đổi tên cột Chỉ tiêu thành tên chỉ tiêu của mình,",
    "    thêm cột nếu có nhiều chỉ tiêu. Đơn vị có thể là huyện, xã, thôn hoặc tổ công tác.",
    "2. Nếu bảng đã có số tổng, ghi thêm dòng Tổng ở cuối: chương trình dùng số đó và báo nếu lệch với các dòng.",
    "3. Trang Thông tin: ngày bắt đầu, ngày kết thúc (số ngày = ngày kết thúc trừ ngày bắt đầu; muốn tính cả ngày cuối",
    "    thì thêm --inclusive) và phần in quanh bảng.",
    "4. Lưu tệp rồi chạy: planner quota TỆP.xlsx --rounding half-up (làm tròn) hoặc --rounding up (làm tròn lên).",
    "5. Cần chia một tổng số theo dân số: điền cột Dân số rồi chạy planner quota TỆP.xlsx --distribute 17410.",
    "Số nhập không có dấu chấm hay dấu phẩy, ví dụ 2700. Không gộp ô trong bảng.",
    "Bảng có sẵn cũng đọc được: tiêu đề ở trên, dòng tên nhóm, dòng cộng nhóm không cần xóa. Cột TT, STT, Ghi chú được",
    "bỏ qua; cột không phải chỉ tiêu (số thôn, tỷ lệ, xếp hạng) được nêu tên và không tính.",
)


@dataclass(frozen=True)
class FormRow:
    """A unit, its people if they are known, and its figures, one for each indicator."""

    unit: str
    figures: tuple[int | None, ...]
    people: int | None = None


@dataclass(frozen=True)
class FormContent:
    """What the workbook holds; the totals are those of the print, or None for no such row."""

    indicators: tuple[str, ...] = (DEFAULT_INDICATOR,)
    rows: tuple[FormRow, ...] = ()
    totals: tuple[int, ...] | None = None
    facts: Mapping[QuotaFact, CellValue] = field(default_factory=dict)


def write_quota_form(path: Path) -> Path:
    """Put an empty workbook of targets at this path. Raises UnwritableFile rather than replace a file."""
    refuse_to_replace(path)
    return write_atomically(path, quota_workbook_bytes(FormContent()))


def quota_workbook_bytes(content: FormContent) -> bytes:
    """The workbook as a file; the same content gives the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415  (openpyxl costs 200 ms)

    from planner.intake.blanks.saved_workbook import saved_bytes  # noqa: PLC0415
    from planner.intake.blanks.sheet_look import fill_guide, fill_items  # noqa: PLC0415

    book = Workbook()
    targets: Any = book.active
    targets.title = TARGETS.title
    _fill_targets(targets, content)
    facts: Any = book.create_sheet(FACTS.title)
    fill_items(facts, FACTS, QuotaFact, content.facts, width_of_notes=80)
    facts.freeze_panes = "A2"
    fill_guide(book.create_sheet(), _STEPS, (TARGETS, FACTS))
    return saved_bytes(book)


def _fill_targets(sheet: Any, content: FormContent) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from planner.intake.blanks import sheet_look as look  # noqa: PLC0415

    has_people = not content.rows or any(row.people is not None for row in content.rows)
    people = (QuotaColumn.POPULATION.declared,) if has_people else ()
    columns = (QuotaColumn.UNIT.declared, *people, *(replace(INDICATOR, title=name) for name in content.indicators))
    lines = [(row.unit, *((row.people,) if has_people else ()), *row.figures) for row in content.rows]
    if content.totals is not None:
        lines.append((TOTAL, *((None,) if has_people else ()), *content.totals))
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        look.look_of_column(sheet, letter, column)
        look.write_header(sheet.cell(1, number), column.title)
        look.add_rule(sheet, column, f"{letter}2:{letter}{look.LAST_ROW_OF_ENTRY}")
        for row_number, line in enumerate(lines, start=2):
            look.write_cell(sheet.cell(row_number, number), line[number - 1], column)
    sheet.row_dimensions[1].height = 66 if len(columns) > len(QuotaColumn) else 34
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
