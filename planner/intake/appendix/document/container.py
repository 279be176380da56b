"""The file of an appendix: a workbook or a document of Word, by what it holds and not by its name."""

import io
import zipfile
from pathlib import Path

from planner.errors import UnreadableFile
from planner.intake.cells.container import (
    ENCRYPTED,
    OLD_WORD,
    OLE,
    Package,
    names_inside,
    read_file,
    safe_package,
    text_instead,
)
from planner.intake.cells.limits import FILE_BYTES
from planner.texts import texts_of

_ = texts_of("intake")

_STRICT = b"http://purl.oclc.org/ooxml"
_WORKBOOK_SUFFIXES = frozenset([".xlsx", ".xls", ".xlsm", ".xltx", ".xltm", ".xlsb", ".ods", ".et", ".csv", ".gsheet"])


def is_workbook(path: Path) -> bool:
    """Whether the file is to be read, or refused, as a workbook rather than as a document. Raises UnreadableFile."""
    content = read_file(path, FILE_BYTES)
    names = names_inside(content)
    if any(name.startswith(("word/", "xl/")) for name in names):
        return not any(name.startswith("word/") for name in names)
    if content.startswith(b"%PDF") or (content.startswith(OLE) and OLD_WORD in content):
        return False
    return path.suffix.lower() in _WORKBOOK_SUFFIXES


def safe_document(path: Path) -> io.BytesIO:
    """A copy in memory of a document that is small enough to be read, unpacked. Raises UnreadableFile."""
    return safe_package(path, DOCUMENT)


def _not_a_document(path: Path, content: bytes) -> str:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return _("{path}: protected by a password. Remove the password in Word and save it again").format(path=path)
        return _("{path}: an old .doc document. Open it in Word and save it as .docx").format(path=path)
    if content.startswith(b"%PDF"):
        return _("{path}: a PDF, whatever its name says. Name the appendix as .xlsx or .docx").format(path=path)
    return (
        text_instead(path, content)
        or _("{path}: neither a workbook nor a document. Name an appendix saved as .xlsx or .docx")
    ).format(path=path)


def _check_kind(path: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "mimetype" in names:
        raise UnreadableFile(_("{path}: an OpenDocument file. Save it as .docx or .xlsx").format(path=path))
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnreadableFile(
            _("{path}: neither a workbook nor a document. Name an appendix saved as .xlsx or .docx").format(path=path)
        )
    if "word/document.xml" in names and _STRICT in archive.read("word/document.xml"):
        raise UnreadableFile(
            _("{path}: saved as Strict Open XML. Save it in Word as plain Word Document (.docx)").format(path=path)
        )


DOCUMENT = Package("Word", ".docx", "word/document", _not_a_document, _check_kind)
