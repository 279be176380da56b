"""One file of each kind as LibreOffice itself saves it; `python -m tests.intake.saved_elsewhere` makes them anew.

They are kept beside this file, since LibreOffice is not installed wherever the tests run.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.intake.appendices import NAMES, workbook
from tests.intake.books import sound_book
from tests.intake.results_books import sound_results_book
from tests.intake.word_parts import document, line, numbered, paragraph, run, schedule
from tests.people import Sheet, citizens

SAVED = Path(__file__).resolve().parent / "libreoffice"
PEOPLE = citizens(12, seed=4)
TARGETS = (("STT", "Đơn vị", "Chỉ tiêu", "Chỉ tiêu kích hoạt"), (1, "Xã Một", 120, 80), (2, "Xã Hai", 90, 60))
LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="MÁY %1"/></w:lvl>'
)


def campaign(folder: Path) -> Path:
    """The sound workbook, with a formula that shows nothing, one that shows a figure, and a hidden unit."""
    book: Any = sound_book()
    units = book["Đơn vị"]
    units.append(["005", "Xã Ẩn", "xã", "Nam", None, None, None, None, 10])
    units.row_dimensions[6].hidden = True
    units["P2"].value = '=IF(Z2="","",Z2)'
    units["H3"].value = "=10+5"
    return _saved(book, folder / "campaign.xlsx")


def results(folder: Path) -> Path:
    """A sound results workbook."""
    return _saved(sound_results_book(), folder / "results.xlsx")


def list_of_citizens(folder: Path) -> Path:
    """Twelve citizens."""
    return Sheet().add(PEOPLE).write(folder / "citizens.xlsx")


def targets(folder: Path) -> Path:
    """A small table of targets."""
    book: Any = Workbook()
    book.worksheets[0].title = "Chỉ tiêu"
    for row in TARGETS:
        book.worksheets[0].append(row)
    return _saved(book, folder / "targets.xlsx")


def appendix(folder: Path) -> Path:
    """An appendix with a crossed-out day, a tick in Wingdings, a hidden line and a mark of a note."""
    heads = ("TT", "Đơn vị", "Thời gian", "Ca 01", "Ca 02")
    rows = [heads, ("MÁY 1",), *((number, name, None, "x", None) for number, name in enumerate(NAMES[:4], start=1))]
    book: Any = load_workbook(workbook(folder, rows, ("A2:E2",)))
    sheet = book.worksheets[0]
    sheet["C3"].value = CellRichText("Tháng 4/2023: 14,", TextBlock(InlineFont(strike=True), "15,"), "16")
    sheet["C4"].value = CellRichText("Tháng 4/2023: 1", TextBlock(InlineFont(vertAlign="superscript"), "1)"), "7")
    sheet["C5"].value, sheet["C6"].value = "Tháng 4/2023: 18", "Tháng 4/2023: 19"
    for cell, letter in (("D5", "¨"), ("E5", "ü")):
        sheet[cell].value, sheet[cell].font = letter, Font(name="Wingdings")
    sheet.row_dimensions[6].hidden = True
    return _saved(book, folder / "appendix.xlsx")


def document_of_word(folder: Path) -> Path:
    """An appendix with numbered headings, a crossed-out day and hidden text."""
    first = paragraph(run("Tháng 4/2023: 14,"), run("15,", "<w:strike/>"), run("16"), run(",17", "<w:vanish/>"))
    heading, second = numbered(901), paragraph(run("Tháng 4/2023: 18"))
    rows = schedule([heading], line(NAMES[0], first), [heading], line(NAMES[1], second))
    return document(folder, rows, lists=(LEVEL,)).rename(folder / "appendix.docx")


SOURCES = (campaign, results, list_of_citizens, targets, appendix, document_of_word)
OTHER_KINDS = {
    "xlsm": "targets.xlsx",
    "ods": "targets.xlsx",
    "xls": "targets.xlsx",
    "odt": "appendix.docx",
    "doc": "appendix.docx",
}


def _saved(book: Any, path: Path) -> Path:
    book.save(path)
    return path


def _convert(path: Path, kind: str) -> None:
    """Let LibreOffice open the file and save it among the kept ones."""
    filters = {
        "xlsx": "xlsx:Calc MS Excel 2007 XML",
        "docx": "docx:MS Word 2007 XML",
        "xlsm": "xlsm:Calc MS Excel 2007 VBA XML",
    }
    with tempfile.TemporaryDirectory() as profile:
        command = [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            filters.get(kind, kind),
            "--outdir",
            str(SAVED),
            str(path),
        ]
        subprocess.run(command, check=True, timeout=120)


def main() -> None:
    """Make all kept files anew."""
    SAVED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {path.name: path for path in (source(folder) for source in SOURCES)}
        for path in made.values():
            _convert(path, path.suffix[1:])
        for kind, source_name in OTHER_KINDS.items():
            _convert(made[source_name], kind)


if __name__ == "__main__":
    main()
