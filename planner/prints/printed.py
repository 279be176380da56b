"""Papers as files: each in the formats asked for, none ever half written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from planner.files import write_atomically
from planner.prints.frame import Paper
from planner.texts import texts_of

_ = texts_of("prints")


class Format(StrEnum):
    """What a paper is written as; also the file's suffix."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Printed:
    """Where prints went, and what their reader should know of them."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...] = ()


def print_paper(paper: Paper, folder: Path, stem: str, formats: tuple[Format, ...] = tuple(Format)) -> Printed:
    """Write the paper into this folder as `stem` in each format. Raises UnwritableFile."""
    printed = [print_file(folder / f"{stem}.{suffix}", _writer(suffix)(paper)) for suffix in formats]
    fonts = _font_warnings() if Format.PDF in formats else ()
    return together(*printed, Printed((), fonts))


def print_file(wanted: Path, content: bytes) -> Printed:
    """Write one file, beside the wanted one where that is held by another program. Raises UnwritableFile."""
    path = write_atomically(wanted, content)
    if path == wanted:
        return Printed((path,))
    warning = _("{wanted} is open in another program; the new print is {path}").format(
        wanted=wanted.name, path=path.name
    )
    return Printed((path,), (warning,))


def together(*printed: Printed) -> Printed:
    """Several prints as one."""
    return Printed(
        tuple(path for each in printed for path in each.paths),
        tuple(warning for each in printed for warning in each.warnings),
    )


def _writer(suffix: Format) -> Callable[[Paper], bytes]:
    """The writer of a format; its packages are heavy, so only a print loads them."""
    if suffix is Format.XLSX:
        from planner.prints.as_xlsx import as_xlsx  # noqa: PLC0415

        return as_xlsx
    if suffix is Format.DOCX:
        from planner.prints.as_docx import as_docx  # noqa: PLC0415

        return as_docx
    from planner.prints.as_pdf import as_pdf  # noqa: PLC0415

    return as_pdf


def _font_warnings() -> tuple[str, ...]:
    from planner.prints.fonts import WANTED, chosen_family  # noqa: PLC0415

    family = chosen_family()
    if family == WANTED:
        return ()
    return (
        _("{wanted} is not installed here, so the PDF is set in {family}; xlsx and docx are not affected").format(
            wanted=WANTED, family=family
        ),
    )
