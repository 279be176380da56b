"""What a workbook to be written holds, before it has any form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.intake.layout import Setting, SheetLayout

CellValue = str | int | float | date | None
TableRow = Mapping[StrEnum, CellValue]


@dataclass(frozen=True)
class WorkbookContent:
    """The settings that are filled in, and the rows of the tables; what is left out stays empty."""

    settings: Mapping[Setting, CellValue]
    tables: Mapping[SheetLayout, Sequence[TableRow]] = field(default_factory=dict)
