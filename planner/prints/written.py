"""Papers as files: each in the formats asked for, none ever half written."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path

from planner.files import write_atomically
from planner.prints.paper.paper import Paper
from planner.texts import texts_of

_ = texts_of("prints")


class Format(StrEnum):
    """What a paper is written as; also the file's suffix."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    PNG = "png"
    """A picture for each page."""


USUAL_FORMATS = (Format.XLSX, Format.DOCX, Format.PDF)


@dataclass(frozen=True, slots=True)
class Printed:
    """Where prints went, and what their reader should know of them."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...] = ()


def print_paper(
    paper: Paper, folder: Path, stem: str, formats: tuple[Format, ...] = USUAL_FORMATS, *, is_private: bool = False
) -> Printed:
    """Write the paper into this folder as `stem` in each format; the second picture is `stem`-2 and so on.

    Nobody but whoever runs this may read a private paper. Raises UnwritableFile.
    """
    printed = [_print_pages(folder, stem, suffix, _writer(suffix)(paper), is_private=is_private) for suffix in formats]
    fonts = _font_warnings(paper, is_private=is_private) if {Format.PDF, Format.PNG} & set(formats) else ()
    return together(*printed, Printed((), fonts))


def _print_pages(folder: Path, stem: str, suffix: Format, contents: list[bytes], *, is_private: bool) -> Printed:
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    printed = [
        print_file(folder / f"{name}.{suffix}", content, is_private=is_private)
        for content, name in zip(contents, names, strict=False)
    ]
    if suffix is Format.PNG:
        _remove_pages_of_an_older_print(folder, stem, len(contents))
    return together(*printed)


def _remove_pages_of_an_older_print(folder: Path, stem: str, num_pages: int) -> None:
    """Remove what a longer print left behind: its last pages would be taken for pages of this one."""
    for number in count(num_pages + 1):
        left = folder / f"{stem}-{number}.{Format.PNG}"
        if not left.is_file():
            return
        with suppress(OSError):
            left.unlink()


def print_file(wanted: Path, content: bytes, *, is_private: bool = False) -> Printed:
    """Write one file, beside the wanted one where that is held by another program. Raises UnwritableFile."""
    path = write_atomically(wanted, content, is_private=is_private)
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
        tuple(dict.fromkeys(warning for each in printed for warning in each.warnings)),
    )


def _writer(suffix: Format) -> Callable[[Paper], list[bytes]]:
    """The writer of a format, which gives its files; its packages are heavy, so only a print loads them."""
    match suffix:
        case Format.XLSX:
            from planner.prints.writers.as_xlsx.writer import as_xlsx  # noqa: PLC0415

            return lambda paper: [as_xlsx(paper)]
        case Format.DOCX:
            from planner.prints.writers.as_docx.writer import as_docx  # noqa: PLC0415

            return lambda paper: [as_docx(paper)]
        case Format.PDF:
            from planner.prints.writers.as_typst.writer import as_pdf  # noqa: PLC0415

            return lambda paper: [as_pdf(paper)]
        case Format.PNG:
            from planner.prints.writers.as_typst.writer import as_png  # noqa: PLC0415

            return as_png


def _font_warnings(paper: Paper, *, is_private: bool) -> tuple[str, ...]:
    from planner.prints.typesetting.fonts import WANTED, chosen_family  # noqa: PLC0415
    from planner.prints.writers.missing_letters import missing_letter_warnings  # noqa: PLC0415

    missing = missing_letter_warnings(paper, is_private=is_private)
    family = chosen_family()
    if family == WANTED:
        return missing
    return (
        *missing,
        _("{wanted} is not installed here, so the PDF is set in {family}; xlsx and docx are not affected").format(
            wanted=WANTED, family=family
        ),
    )
