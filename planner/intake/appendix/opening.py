"""An appendix by its path: a workbook and a document give the same kind of grids."""

from pathlib import Path

from planner.intake.appendix.container import is_workbook
from planner.intake.appendix.grid import AppendixGrids
from planner.intake.appendix.workbook import grids_of_workbook


def grids_of(path: Path) -> AppendixGrids:
    """The grids of a workbook or of a document. Raises UnreadableFile."""
    if is_workbook(path):
        return grids_of_workbook(path)
    from planner.intake.appendix.document import grids_of_document  # noqa: PLC0415  (python-docx is slow to import)

    return grids_of_document(path)
