"""What a workbook to be written holds, before it has any form; and whether it may be written at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import UnwritableFile
from planner.intake.layout.column import CellValue, SheetLayout, TableRow
from planner.intake.layout.settings import SETTINGS, Setting
from planner.intake.layout.staffing import WORKBOOK_LAYOUTS
from planner.texts import texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class WorkbookContent:
    """The settings that are filled in, and the rows of the tables; what is left out stays empty."""

    settings: Mapping[Setting, CellValue]
    tables: Mapping[SheetLayout, Sequence[TableRow]] = field(default_factory=dict)
    place_patterns: Mapping[str, str] = field(default_factory=dict)
    """By kind of unit, each a row below the settings; an empty pattern is a row to be filled in."""
    kinds: tuple[str, ...] = ()
    """What column *Loại* of the units proposes; empty for what it usually does."""
    steps: tuple[str, ...] = ()
    """What the guide tells beside what it tells of every workbook."""


def example_content() -> WorkbookContent:
    """Nine units, two machines, four weeks of a province that does not exist; something in every sheet."""
    return WorkbookContent(
        settings={item: item.declared.examples[0] for item in Setting},
        tables={layout: layout.examples for layout in WORKBOOK_LAYOUTS if layout is not SETTINGS},
    )


def refuse_to_replace(path: Path) -> None:
    """Raise UnwritableFile for a file that exists: somebody may have filled it in."""
    if path.exists():
        raise UnwritableFile(
            _("{path}: the file exists already and is not replaced. Choose another folder, or move it away").format(
                path=path
            )
        )
