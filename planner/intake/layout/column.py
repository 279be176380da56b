"""What is declared once of a column: how it is called, what may be entered, and what a person is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Literal, Self

from planner.intake.cells.limits import FIRST_DATE, LAST_DATE

CellValue = str | int | float | date | None
"""What a cell of a workbook to be written may hold."""
TableRow = Mapping[StrEnum, CellValue]
"""A row to be written, by its columns; what is left out stays empty."""
GUIDE_TITLE = "Hướng dẫn"
"""The sheet by which a workbook explains itself; no reader looks at it."""
NOTE_HEAD = "Giải thích"
"""Head of the notes beside the items of a sheet of items."""
NUMBERING = ("STT", "TT", "Số TT", "Số thứ tự", "#")
"""Heads of a column that only counts the rows."""
FIRST_DAYS = ("Ngày bắt đầu", "Bắt đầu", "Bắt đầu từ", "Bắt đầu từ ngày", "Ngày đầu", "Từ", "Ngày BĐ")
LAST_DAYS = ("Ngày kết thúc", "Kết thúc", "Ngày cuối", "Đến hết ngày", "Tới ngày", "Đến", "Ngày KT")
"""What *Từ ngày* and *Đến ngày* are also called on sheets of periods."""
UNIT_NAMES = "'Đơn vị'!$B$2:$B$5001"
MACHINE_NAMES = "'Máy'!$A$2:$A$501"
"""Cells whose names Excel offers in columns that name a unit or a machine."""
YES, NO = "Có", "Không"


@dataclass(frozen=True)
class _Entry:
    """How Excel shows a kind of cells, how wide their column usually is, and by which of its rules it checks them."""

    number_format: str
    width: float
    rule: Literal["whole", "decimal", "date", "list", "custom"] | None = None
    is_strict: bool = True
    """Whether Excel refuses what does not fit, or only asks."""


class CellKind(Enum):
    """What a column's cells hold."""

    TEXT = _Entry("@", 14)
    UNIQUE = _Entry("@", 14, "custom")
    """Text that stands in one row only."""
    DAY = _Entry("dd/mm/yyyy", 13, "date")
    DAY_OR_WORD = _Entry("dd/mm/yyyy", 13, "date", is_strict=False)
    """A day, or a word that stands for one."""
    WHOLE = _Entry("#,##0", 12, "whole")
    SERIAL = _Entry("0", 12, "whole")
    """A whole number that is never parted in groups of three: a year, a number in a list."""
    SHOWN = _Entry("#,##0", 12)
    """A number that the program writes and never reads."""
    DECIMAL = _Entry("0.0##", 10, "decimal")
    HOURS = _Entry("General", 10, "decimal")
    """A number of hours, usually whole, so that no decimals are shown where it has none."""
    DEGREES = _Entry("0.000###", 10, "decimal")
    CHOICE = _Entry("@", 12, "list")
    PROPOSAL = _Entry("@", 12, "list", is_strict=False)
    """Usually one of the choices; anything else is as good."""
    KNOWN = _Entry("@", 24, "list", is_strict=False)
    """What other cells name, see `Column.source`."""


@dataclass(frozen=True)
class Column:
    """One column of a sheet, or one item of a sheet of items."""

    title: str
    kind: CellKind = CellKind.TEXT
    note: str = ""
    """What the guide and Excel tell of it; empty where nothing is to be told."""
    example: CellValue | tuple[CellValue, ...] = None
    """Its cells in the filled example from the first row down, None for an empty one; a value alone is the first."""
    limits: tuple[float, float] | None = None
    """The least and the most that a number may be."""
    days: tuple[date, date] = (FIRST_DATE, LAST_DATE)
    """Between which a day may lie."""
    width: float | None = None
    """In characters; None for what is usual of its kind."""
    choices: tuple[str, ...] = ()
    source: str = ""
    """Cells of another sheet that hold the choices."""
    called: tuple[str, ...] = ()
    """What the column is also called, as far as that can mean nothing else on its sheet."""
    initial: CellValue = None
    """What an item of the empty template already holds, and of the example where that tells nothing else."""
    codes_of: str = "đơn vị"
    """Whose code stands in a column of unique texts, as Excel says it."""
    is_needed: bool = False
    """Whether a sheet without this column cannot be read."""

    @property
    def examples(self) -> tuple[CellValue, ...]:
        """Its cells in the filled example from the first row down."""
        told = self.initial if self.example is None else self.example
        return told if isinstance(told, tuple) else (told,)

    @property
    def bounds(self) -> tuple[float | date, float | date] | None:
        """The least and the most that Excel takes; None where it takes anything."""
        return self.days if self.kind in (CellKind.DAY, CellKind.DAY_OR_WORD) else self.limits

    @property
    def refusal(self) -> str:
        """What Excel says when an entry does not fit; empty where it takes anything."""
        least, most = self.limits or (None, None)
        return {
            "whole": f"Hãy nhập số nguyên từ {least} đến {most}, không có dấu chấm hay dấu phẩy.",
            "decimal": f"Hãy nhập số từ {least} đến {most}.",
            "date": "Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 18/4/2023."
            + ("" if self.kind.value.is_strict else " Vẫn giữ giá trị này?"),
            "custom": f"Mã này đã có ở dòng khác. Mỗi {self.codes_of} cần một mã riêng.",
            "list": f"Hãy chọn một trong các giá trị: {', '.join(self.choices)}."
            if self.choices
            else "Giá trị này chưa có ở trang được tham chiếu. Vẫn giữ giá trị này?",
        }.get(self.kind.value.rule or "", "")


class SheetColumn(StrEnum):
    """The columns of a sheet in the template's order; each equals its title and bears its declaration."""

    declared: Column

    def __new__(cls, declared: Column) -> Self:
        """A member from its declaration."""
        member = str.__new__(cls, declared.title)
        member._value_ = declared.title
        member.declared = declared
        return member


@dataclass(frozen=True)
class SheetLayout:
    """One sheet: its title, its columns, and whether it must be there."""

    title: str
    columns: type[SheetColumn]
    note: str = ""
    """What the guide tells of the sheet."""
    needed: bool = False
    other_titles: tuple[str, ...] = ()
    """What the sheet is also called, as far as that can mean nothing else."""
    idle_heads: tuple[str, ...] = NUMBERING
    """Columns that are known to be no matter: nothing is said of their content."""

    @property
    def needed_columns(self) -> tuple[SheetColumn, ...]:
        """The columns without which it cannot be read."""
        return tuple(column for column in self.columns if column.declared.is_needed)

    @property
    def examples(self) -> tuple[TableRow, ...]:
        """The rows of the filled example."""
        told = {column: column.declared.examples for column in self.columns}
        num_rows = max(len(cells) for cells in told.values())
        return tuple(
            {column: cells[row] for column, cells in told.items() if row < len(cells)} for row in range(num_rows)
        )
