"""Which sheets of a workbook hold results, and their rows; whatever else stands in it is named."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planner.domain.folding import fold
from planner.intake.blanks.results.form import CHOICES
from planner.intake.cells.findings import Findings, listed
from planner.intake.cells.sheets import Sheet, read_sheets
from planner.intake.layout import RESULTS
from planner.intake.tables.shape.heads import heads_of
from planner.intake.tables.shape.sheet_choice import may_be_known_title
from planner.intake.tables.shape.unread import TellUnread
from planner.intake.tables.sheet_tables import Row, tables_of
from planner.texts import texts_of

_ = texts_of("intake")

MADE_BY = "planner new-results"
OTHER_HEADS = (
    ("Ngày thu nhận", "Ngày"),
    ("Ngày làm việc", "Ngày"),
    ("Ngày, tháng", "Ngày"),
    ("Ngày tháng", "Ngày"),
    ("Ca làm việc", "Ca"),
    ("Tên ca", "Ca"),
    ("Giờ bắt đầu", "Từ giờ"),
    ("Giờ kết thúc", "Đến giờ"),
    ("Tên máy", "Máy"),
    ("Máy thu nhận", "Máy"),
    ("Tên đơn vị", "Đơn vị"),
    ("Đơn vị thu nhận", "Đơn vị"),
    ("Xã, phường", "Đơn vị"),
    ("Xã/phường", "Đơn vị"),
    ("Xã, phường, thị trấn", "Đơn vị"),
    ("Số thu nhận", "Thu nhận"),
    ("Số hồ sơ thu nhận", "Thu nhận"),
    ("Hồ sơ thu nhận", "Thu nhận"),
    ("Số hồ sơ", "Thu nhận"),
    ("Số duyệt", "Duyệt"),
    ("Số hồ sơ duyệt", "Duyệt"),
    ("Số hồ sơ được duyệt", "Duyệt"),
    ("Số kích hoạt", "Kích hoạt"),
    ("Kích hoạt tài khoản", "Kích hoạt"),
    ("Số tài khoản kích hoạt", "Kích hoạt"),
)
"""What people call the columns besides; *Đã thu nhận* is a running total as often as a day's figure."""


def rows_of_results(path: Path, findings: Findings) -> list[Row]:
    """The rows of sheet *Kết quả*; without one of every sheet with its heads, such as one for each day.

    Raises UnreadableFile.
    """
    titles, sheets = read_sheets(path, lambda _title: True)
    sheets = tuple(sheet for sheet in sheets if fold(sheet.title) != fold(CHOICES))
    if any(may_be_known_title(sheet.title, (RESULTS,)) for sheet in sheets):
        return _rows(RESULTS.title, titles, sheets, findings)
    with_heads = [sheet for sheet in sheets if _has_heads(sheet)]
    if not with_heads:
        return _rows(RESULTS.title, titles, sheets, findings)
    findings.note(listed([sheet.title for sheet in with_heads]), _("the results are read from here"))
    others = [sheet for sheet in sheets if sheet not in with_heads]
    found = _rows(with_heads[0].title, titles, (with_heads[0], *others), findings)
    return found + [row for sheet in with_heads[1:] for row in _rows(sheet.title, titles, (sheet,), findings)]


def _has_heads(sheet: Sheet) -> bool:
    layout = replace(RESULTS, other_heads=OTHER_HEADS)
    return set(RESULTS.needed_columns) <= heads_of(layout, sheet).places.keys()


def _rows(title: str, titles: Sequence[str], sheets: Sequence[Sheet], findings: Findings) -> list[Row]:
    layout = replace(RESULTS, title=title, other_heads=OTHER_HEADS)
    return list(tables_of(titles, sheets, findings, (layout,), MADE_BY, unread=TellUnread.FULL)[layout])
