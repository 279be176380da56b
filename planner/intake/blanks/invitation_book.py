"""A unit's list → its workbook."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation

from planner.domain.invitation import Fate, Invitation, InvitationList, Invited
from planner.files import write_atomically
from planner.intake.blanks.sheet_look import as_header
from planner.intake.cells.open_in_excel import refuse_open_in_excel
from planner.intake.invitation_book.mark import mark_of, owner_of
from planner.intake.layout.column import GUIDE_TITLE, CellKind, CellValue
from planner.intake.layout.invitations import INVITATIONS, STAYED_AWAY, TICK, InvitationColumn
from planner.spreadsheets import begin_in_memory, bytes_of
from planner.texts import spoken_clock

_FONT = Font(name="Times New Roman", size=12)
_SAFE_STARTS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*Đđ")
"""What begins so can be no formula, also when somebody edits the cell; all else is marked as text."""
_NOTES = {
    Fate.INVITED: "",
    Fate.KEPT: "",
    Fate.MOVED: "Mời lại do lịch thay đổi",
    Fate.ABSENT: "Mời lại do vắng mặt",
    Fate.WAITING: "Chưa xếp lịch",
    Fate.SEEN: "",
    Fate.UNABLE: "Không thực hiện được",
    Fate.UNTICKED: "Ca đã qua, chưa đánh dấu",
}
_GUIDE = (
    "DANH SÁCH MỜI CÔNG DÂN",
    "1. Sau mỗi ca, đánh x vào cột Có mặt của người đã đến, cột Kích hoạt của người đã kích hoạt tài khoản.",
    "2. Người không thực hiện được: ghi lý do vào cột Lý do; người này không được mời lại.",
    "3. Chỉ sửa ba cột Có mặt, Kích hoạt, Lý do. Các cột khác để chương trình nhớ ai đã được mời vào ca nào.",
    "4. Lưu và đóng tệp, rồi chạy lại lệnh planner invite: người vắng mặt được mời trước vào ca tiếp theo.",
    "5. Ca nào chưa đánh dấu người nào có mặt thì người của ca đó chưa được coi là vắng mặt.",
    f"    Nếu không ai đến, nhập {STAYED_AWAY} vào cột Có mặt của mọi người được mời vào ca đó.",
    "6. Không đổi tên, không chuyển tệp này đi nơi khác: mất tệp là mất lịch đã mời.",
    "7. Tệp có dữ liệu cá nhân: chỉ lưu ở nơi được phép; xóa bằng lệnh planner purge khi hết hạn.",
)


def write_invitation_book(invited: InvitationList, path: Path, today: date, campaign: str) -> None:
    """Put the list at this path, in place of the one before and nowhere else. Raises UnwritableFile.

    `campaign` is the name of the campaign; the book bears a mark of it and of the unit, not the name.
    A book that is open elsewhere is never doubled: of two memories one would be wrong.
    """
    refuse_open_in_excel(path)
    write_atomically(
        path, _book_bytes(invited, today, owner_of(campaign, invited.unit)), only_here=True, is_private=True
    )


def _book_bytes(invited: InvitationList, today: date, owner: str) -> bytes:
    book = Workbook(write_only=True)
    book._fonts = IndexedList([_FONT])  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no other way to a workbook's default font
    book._named_styles["Normal"].font = _FONT  # type: ignore[attr-defined]  # noqa: SLF001
    book.properties.creator = ""
    days = [row.invitation.slot.day for row in invited.rows if row.invitation.slot]
    book.properties.subject = mark_of(max(days, default=today), owner)
    sheet: Any = book.create_sheet(INVITATIONS.title)
    _prepare(sheet, len(invited.rows))
    begin_in_memory(sheet)
    sheet.append([_header(sheet, column) for column in InvitationColumn])
    for row in invited.rows:
        sheet.append([_cell(sheet, value) for value in _values(row)])
    guide: Any = book.create_sheet(GUIDE_TITLE)
    guide.column_dimensions["A"].width = 120
    begin_in_memory(guide)
    for line in _GUIDE:
        guide.append([line])
    return bytes_of(book)


def _prepare(sheet: Any, num_rows: int) -> None:
    columns = list(InvitationColumn)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.declared.width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{num_rows + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.print_title_rows = "1:1"
    rule = DataValidation(type="list", formula1=f'"{TICK},{STAYED_AWAY}"', allow_blank=True, errorStyle="warning")
    for column in (InvitationColumn.CAME, InvitationColumn.ACTIVATED):
        letter = get_column_letter(columns.index(column) + 1)
        rule.add(f"{letter}2:{letter}{num_rows + 1}")
    sheet.data_validations.append(rule)


def _header(sheet: Any, column: InvitationColumn) -> Any:
    cell = WriteOnlyCell(sheet, column.value)
    as_header(cell)
    return cell


def _cell(sheet: Any, value: CellValue) -> Any:
    """A value as openpyxl takes it; text that does not begin like plain words becomes a cell that is no formula."""
    if isinstance(value, str):
        if not value or value[0] in _SAFE_STARTS:
            return value or None
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell
    if value is None or isinstance(value, int | float):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format = CellKind.DAY.value.number_format
    return cell


def _values(row: Invited) -> Iterator[CellValue]:
    citizen, invitation = row.citizen, row.invitation
    slot, stands_in = invitation.slot, invitation.stands_in
    yield from (citizen.number, citizen.name, citizen.born, citizen.hamlet, citizen.household, citizen.masked_contact)
    yield slot.day if slot else None
    yield slot.shift if slot else None
    yield spoken_clock(invitation.arrives_minute) if invitation.arrives_minute is not None else None
    yield _presence(invitation)
    yield TICK if invitation.activated else None
    yield invitation.reason
    yield _note(row)
    yield stands_in.day if stands_in else None
    yield stands_in.shift if stands_in else None
    yield invitation.times
    yield invitation.absences
    yield from (invitation.made_on, invitation.version, invitation.dossiers)


def _presence(invitation: Invitation) -> str | None:
    if invitation.came:
        return TICK
    return STAYED_AWAY if invitation.stayed_away else None


def _note(row: Invited) -> str:
    """What this run did; a reason that stands in the list of citizens alone is shown, not remembered."""
    told = _NOTES[row.fate]
    return f"{told}: {row.reason}" if row.fate is Fate.UNABLE and not row.invitation.reason else told
