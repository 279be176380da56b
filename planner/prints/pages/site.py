"""Everything that is published of a plan, written into one folder that can be copied to any web server or opened as is.

index.html, and below it `don-vi` (a page and a calendar file a unit), `truyen-thanh` (a text to read aloud a unit) and
`tin-nhan` (a text to send a unit, and all of them as a table for programs that send messages).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from planner.prints.pages.bulletin import bulletin_of
from planner.prints.pages.calendar_file import calendar_of
from planner.prints.pages.page import CALENDAR_SUFFIX, all_page, unit_page
from planner.prints.pages.publication import Publication
from planner.prints.pages.schedule import PublishedUnit
from planner.prints.pages.text_message import MessageLetters, messages_of
from planner.prints.words.page_address import PAGE_SUFFIX, UNIT_FOLDER
from planner.prints.words.text import printable
from planner.prints.writers.as_csv import csv_text
from planner.prints.written import Printed, print_file, together


class SiteFolder(StrEnum):
    """The folders below the page of all."""

    UNITS = UNIT_FOLDER
    BULLETINS = "truyen-thanh"
    MESSAGES = "tin-nhan"


FIRST_PAGE = f"index{PAGE_SUFFIX}"
MESSAGES_TABLE = f"{SiteFolder.MESSAGES}/tin-nhan.csv"
MESSAGES_HEAD = ("Mã", "Đơn vị", "Tin 1", "Tin 2")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of what is published."""

    name: str
    """Its way from the folder of all."""
    content: bytes


def print_site(publication: Publication, folder: Path, letters: MessageLetters = MessageLetters.WITH_MARKS) -> Printed:
    """Write all of it into this folder. Raises UnwritableFile."""
    return together(*(print_file(folder / file.name, file.content) for file in site_files(publication, letters)))


def site_files(publication: Publication, letters: MessageLetters = MessageLetters.WITH_MARKS) -> Iterator[SiteFile]:
    """Every file; the page of all comes last, when all that it leads to is there."""
    messages: list[tuple[PublishedUnit, tuple[str, ...]]] = []
    for published in publication.units:
        stem = publication.stems[published.unit.code]
        calendar = calendar_of(publication, published)
        page = unit_page(publication, published, has_calendar=bool(calendar))
        yield SiteFile(f"{SiteFolder.UNITS}/{stem}{PAGE_SUFFIX}", page)
        if calendar:
            yield SiteFile(f"{SiteFolder.UNITS}/{stem}{CALENDAR_SUFFIX}", calendar)
        bulletin = bulletin_of(publication, published)
        if bulletin:
            yield SiteFile(f"{SiteFolder.BULLETINS}/{stem}.txt", _text_file(bulletin.splitlines()))
        told = messages_of(publication, published, letters)
        if told:
            messages.append((published, told))
            yield SiteFile(f"{SiteFolder.MESSAGES}/{stem}.txt", _text_file(told))
    yield SiteFile(MESSAGES_TABLE, _messages_table(messages))
    yield SiteFile(FIRST_PAGE, all_page(publication))


def _text_file(lines: Iterable[str]) -> bytes:
    """A text file that Notepad of any age opens as Vietnamese: marked as UTF-8, lines ended as on Windows."""
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig", "replace")


def _messages_table(messages: Iterable[tuple[PublishedUnit, tuple[str, ...]]]) -> bytes:
    rows = ((each.unit.code, printable(each.unit.name), *told) for each, told in messages)
    return csv_text((MESSAGES_HEAD, *rows)).encode("utf-8", "replace")
