"""Workbooks as bytes, without a trace on the disk: openpyxl by itself writes every sheet to a temporary file first."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def bytes_of(book: Workbook) -> bytes:
    """The workbook as a file; sheets of a write-only one have to be begun by `begin_in_memory`."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _InMemory(book, archive).save()
    return content.getvalue()


def begin_in_memory(sheet: Any) -> None:
    """Begin to write a sheet of a write-only workbook; columns, panes and the like are to be set before, rows after."""
    sheet._writer = WorksheetWriter(sheet, BytesIO())  # noqa: SLF001 - openpyxl has no other way
    sheet._writer.write_top()  # noqa: SLF001


class _InMemory(ExcelWriter):
    """openpyxl's writer, with sheets that go from memory into the archive."""

    def write_worksheet(self, ws: Any) -> None:
        """Put one sheet into the archive."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        if self.workbook.write_only:
            writer = ws._writer  # noqa: SLF001
            if not ws.closed:
                ws.close()
        else:
            writer = WorksheetWriter(ws, BytesIO())
            writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], writer.out.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)
