"""A workbook as the bytes of a file."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

_MOMENT = datetime(2020, 1, 1)  # noqa: DTZ001  (Excel's own times bear no zone)
"""Stands for every time inside the file, so that the same content gives the same bytes."""


def saved_bytes(book: Workbook) -> bytes:
    """The workbook ready for paper, as a file; the same content gives the same bytes."""
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    written = io.BytesIO()
    book.save(written)
    return with_fixed_times(written.getvalue())


def with_fixed_times(content: bytes) -> bytes:
    """The same file of Office with one time throughout, its parts in order, stored plain: zlibs pack differently."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(rb"[0-9-]{10}T[0-9:]{8}Z", f"{_MOMENT:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            plain = zipfile.ZipInfo(entry.filename, _MOMENT.timetuple()[:6])
            plain.create_system = 0
            target.writestr(plain, part)
    return fixed.getvalue()
