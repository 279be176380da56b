"""Files of invitation lists: called by the unit's code and name, day and shift, never by a person; and known again."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from planner.domain.calendar import Slot
from planner.domain.campaign import Unit
from planner.domain.record import ShiftLabel, UnitCode
from planner.office_files import properties_of
from planner.prints.forms.invitations import wording
from planner.prints.words.file_names import stems_of

FOLDER = "moi"
_SETTER = b"ypst"
"""How every PDF of ours names its creator, Typst, with or without a capital."""
_OF_A_UNIT = re.compile(r"(danh-sach-moi|theo-doi)-([a-z0-9-]+?)(?: \([2-9]\))?\.(?:xlsx|docx|pdf)")
_OF_A_SESSION = re.compile(
    r"(moi|danh-sach-chinh-thuc)-([a-z0-9-]+?)-([0-9]{4}-[0-9]{2}-[0-9]{2})-([a-z0-9-]+)(?: \([2-9]\))?"
    r"\.(?:xlsx|docx|pdf)"
)


class ListKind(StrEnum):
    """What a file holds; also how its name begins."""

    BOOK = "danh-sach-moi"
    """A unit's whole list, which is its memory."""
    FOLLOW_UP = "theo-doi"
    SESSION = "moi"
    OFFICIAL = "danh-sach-chinh-thuc"
    """One session in full."""


@dataclass(frozen=True, slots=True)
class ListName:
    """What a file's name says of it."""

    kind: ListKind
    unit: str
    """As the name has it; see `unit_stems`."""
    day: date | None = None
    shift: str = ""


def code_stem(code: UnitCode) -> str:
    """The unit's code in small letters, digits and dashes; codes that would look alike are told apart."""
    stem = stems_of([code])[0]
    return stem if stem == code else f"{stem}-{hashlib.sha256(code.encode('utf-8', 'replace')).hexdigest()[:6]}"


def unit_stems(units: Iterable[Unit]) -> dict[UnitCode, str]:
    """By code, what stands for each unit in the names of its files: *06101-xa-hoa-binh*."""
    told = [(unit.code, code_stem(unit.code), stems_of([unit.name])[0]) for unit in units]
    stems = {code: f"{own}-{name}" for code, own, name in told}
    times = Counter(stems.values())
    return {code: own if times[stems[code]] > 1 else stems[code] for code, own, _name in told}


def book_name(stem: str) -> str:
    """The workbook that remembers a unit's invitations; `stem` is the unit's."""
    return f"{ListKind.BOOK}-{stem}.xlsx"


def follow_up_stem(stem: str) -> str:
    """A unit's follow-up list, without its suffix."""
    return f"{ListKind.FOLLOW_UP}-{stem}"


def session_stem(stem: str, slot: Slot, labels: Sequence[ShiftLabel], *, is_full: bool = False) -> str:
    """The list of one session, without its suffix; `labels` are all shifts of the day."""
    kind = ListKind.OFFICIAL if is_full else ListKind.SESSION
    shift = stems_of(labels)[labels.index(slot.shift)]
    return f"{kind}-{stem}-{slot.day.isoformat()}-{shift}"


def name_of(file_name: str) -> ListName | None:
    """What a file of this name is, or None if no list is called so."""
    if match := _OF_A_SESSION.fullmatch(file_name):
        try:
            day = date.fromisoformat(match[3])
        except ValueError:
            return None
        return ListName(ListKind(match[1]), match[2], day, match[4])
    if match := _OF_A_UNIT.fullmatch(file_name):
        return ListName(ListKind(match[1]), match[2])
    return None


def is_printed_list(path: Path) -> bool:
    """Whether the program wrote this file as a list: by the title that every format bears, or what set the PDF."""
    if path.suffix != ".pdf":
        return wording.WORD in properties_of(path)
    try:
        return _SETTER in path.read_bytes()
    except OSError:
        return False
