"""The file itself: is it of the kind that is wanted, is it safe to open, and if not, what is it."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.errors import UnreadableFile
from planner.intake.cells.limits import FILE_BYTES, MARKUP_IN_ALL, MARKUP_OF_A_PART, UNPACKED_BYTES
from planner.texts import texts_of

_ = texts_of("intake")

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Office before 2007 begin, and those under a password."""
_STRICT = b"http://purl.oclc.org/ooxml"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Stands in a file under a password."""
OLD_WORD = "WordDocument".encode("utf-16-le")
"""Stands in a document of Word before 2007."""
_BEGINNING = 1_000
"""Bytes by which a text is known."""
_LINKS = frozenset([".gsheet", ".gdoc"])
_TABLES_AS_TEXT = frozenset([".csv", ".tsv", ".txt", ".prn"])
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file, read once: whoever holds it open may go on writing. Raises UnreadableFile."""
    try:
        if path.is_dir():
            raise UnreadableFile(_("{path}: is a folder. Name the file inside it").format(path=path))
        content = _first_bytes(path, limit + 1)
        if len(content) > limit:
            raise UnreadableFile(
                _("{path}: larger than {limit} MB. Keep only what the program reads").format(
                    path=path, limit=limit // 1_000_000
                )
            )
    except FileNotFoundError as error:
        raise UnreadableFile(
            _("{path}: there is no such file. Check the name and the folder").format(path=path)
        ) from error
    except PermissionError as error:
        raise UnreadableFile(
            _("{path}: another program holds it, or you may not read it. Close it in Excel and try again").format(
                path=path
            )
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(_("{path}: cannot be read. Check the name and the disk").format(path=path)) from error
    if not content:
        raise UnreadableFile(_("{path}: the file is empty. Name another, or take a fresh copy").format(path=path))
    return content


def _first_bytes(path: Path, limit: int) -> bytes:
    """At most so many bytes of a regular file; devices and pipes, which may never end, are not opened."""
    known = path.stat()
    if not stat.S_ISREG(known.st_mode):
        raise OSError(path)
    with path.open("rb") as file:
        return file.read(min(limit, known.st_size + 1))


@dataclass(frozen=True, slots=True)
class Package:
    """A kind of Office file, and how to tell it from others."""

    program: str
    """The program that people open it with."""
    suffix: str
    large_parts: str
    """How the names of the parts begin that may hold as many tags as the whole file."""
    what_else: Callable[[Path, bytes], str]
    """What is to be said of a file that is no archive at all."""
    check_kind: Callable[[Path, zipfile.ZipFile], None]
    """Raises UnreadableFile for an archive of another kind."""


def safe_package(path: Path, package: Package) -> io.BytesIO:
    """A copy in memory of a file of this kind that is small enough to be read, unpacked. Raises UnreadableFile."""
    content = read_file(path, FILE_BYTES)
    if not content.startswith(b"PK"):
        raise UnreadableFile(package.what_else(path, content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(path, archive, package)
            package.check_kind(path, archive)
            _check_markup(path, archive, package)
    except _BROKEN_ZIP as error:
        raise damaged(path, package) from error
    return io.BytesIO(content)


def safe_workbook(path: Path) -> io.BytesIO:
    """A copy in memory of a workbook that is small enough to be read, unpacked. Raises UnreadableFile."""
    return safe_package(path, WORKBOOK)


def names_inside(content: bytes) -> frozenset[str]:
    """The names of an archive's parts; none if it is no whole archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except _BROKEN_ZIP:
        return frozenset()


def damaged(path: Path, package: Package) -> UnreadableFile:
    """A file that breaks off or whose parts do not fit together."""
    return UnreadableFile(
        _("{path}: the file is damaged or incomplete. Open it in {program} and save it again as {suffix}").format(
            path=path, program=package.program, suffix=package.suffix
        )
    )


def _not_a_workbook(path: Path, content: bytes) -> str:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return _("{path}: protected by a password. Remove the password in Excel and save it again").format(
                path=path
            )
        if OLD_WORD in content:
            return _("{path}: a Word document. Name the Excel workbook (.xlsx)").format(path=path)
        return _("{path}: an old .xls workbook. Open it in Excel and save it as .xlsx").format(path=path)
    if content.startswith(b"%PDF"):
        return _("{path}: a PDF, whatever its name says. Name the Excel workbook (.xlsx)").format(path=path)
    return (text_instead(path, content) or _("{path}: not an Excel workbook. Name a workbook saved as .xlsx")).format(
        path=path
    )


def text_instead(path: Path, content: bytes) -> str:
    """What is to be said of a table that was saved as text, under whatever name; empty for anything else."""
    beginning = content[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"docs.google.com" in beginning or path.suffix.lower() in _LINKS:
        return _("{path}: a link to Google, not the file itself. Download it there as .xlsx or .docx")
    if beginning.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"mime-version", b"<meta", b"<div")):
        return _("{path}: a web page or XML under the name of another kind. Open it and save it as .xlsx or .docx")
    if beginning.startswith(b"{\\rtf"):
        return _("{path}: a document saved as .rtf. Open it in Word and save it as .docx")
    if path.suffix.lower() in _TABLES_AS_TEXT:
        return _("{path}: a table saved as text. Open it in Excel and save it as .xlsx")
    return ""


def _check_kind(path: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise UnreadableFile(_("{path}: a binary .xlsb workbook. Save it in Excel as .xlsx").format(path=path))
    if "xl/workbook.xml" in names and _STRICT in archive.read("xl/workbook.xml"):
        raise UnreadableFile(
            _("{path}: saved as Strict Open XML. Save it in Excel as plain Excel Workbook (.xlsx)").format(path=path)
        )
    if "mimetype" in names:
        raise UnreadableFile(_("{path}: an OpenDocument file. Save it as Excel workbook (.xlsx)").format(path=path))
    if any(name.startswith("word/") for name in names):
        raise UnreadableFile(_("{path}: a Word document. Name the Excel workbook (.xlsx)").format(path=path))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFile(_("{path}: not an Excel workbook. Name a workbook saved as .xlsx").format(path=path))


def _check_sizes(path: Path, archive: zipfile.ZipFile, package: Package) -> None:
    """Look at the sizes that the table of contents promises; the reader never unpacks more than these."""
    entries = archive.infolist()
    if len(entries) > len({entry.filename for entry in entries}) or any(
        entry.filename.startswith(("/", "\\")) or ".." in entry.filename.replace("\\", "/").split("/")
        for entry in entries
    ):
        raise UnreadableFile(
            _(
                "{path}: its parts have doubled or outside names, as no file of {program} has. Ask for a fresh copy"
            ).format(path=path, program=package.program)
        )
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise UnreadableFile(
            _("{path}: unpacks to more than {limit} MB. Keep only what the program reads").format(
                path=path, limit=UNPACKED_BYTES // 1_000_000
            )
        )


def _check_markup(path: Path, archive: zipfile.ZipFile, package: Package) -> None:
    """Count tags before anything builds objects from them: a small part may hold millions."""
    in_all = 0
    for entry in archive.infolist():
        part = archive.read(entry)
        tags = part.count(b"<")
        in_all += tags
        is_large = entry.filename.startswith(package.large_parts)
        if in_all > MARKUP_IN_ALL or (tags > MARKUP_OF_A_PART and not is_large):
            raise UnreadableFile(
                _(
                    "{path}: holds far more cells or styles than a campaign needs. Copy the tables into a new file"
                ).format(path=path)
            )
        if b"<!DOCTYPE" in part[:4096] or b"<!ENTITY" in part:
            raise UnreadableFile(
                _("{path}: holds XML entities, as no file of {program} does. Ask for a fresh copy").format(
                    path=path, program=package.program
                )
            )


WORKBOOK = Package("Excel", ".xlsx", "xl/worksheets/", _not_a_workbook, _check_kind)
