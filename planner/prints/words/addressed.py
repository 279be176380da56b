"""Who a print speaks to, and of what: people by the kind of their unit, units as they stand inside a sentence."""

import re

from planner.domain.campaign import Unit
from planner.domain.office import Letterhead
from planner.prints.words.text import printable

CITIZENS = "công dân"
PEOPLE = (
    (re.compile(r"đại học|cao đẳng|học viện"), "sinh viên"),
    (re.compile(r"\btrường\b|\bthpt\b|\bthcs\b"), "học sinh"),
    (
        re.compile(r"công nghiệp|khu chế xuất|công ty|doanh nghiệp|nhà máy|xí nghiệp|khu kinh tế"),
        "người lao động",
    ),
)
"""By what stands in a unit's *Loại*; everybody else is a citizen."""
ADMINISTRATIVE = ("xã", "phường", "thị trấn", "đặc khu", "thị xã", "huyện", "quận")
"""Written small inside a sentence; a school's or a zone's kind is part of its name and keeps its capital."""
HAMLETS = ("khu phố", "thôn", "tổ dân phố", "ấp", "bản", "khóm", "buôn", "làng")
"""Written small inside a sentence too."""
CARD = "thẻ"


def people_of(unit: Unit) -> str:
    """*công dân*, *học sinh*, *sinh viên* or *người lao động*, by the unit's kind, or its name where it tells none."""
    kind = (printable(unit.kind) or printable(unit.name)).casefold()
    if kind.startswith(tuple(f"{word} " for word in ADMINISTRATIVE)):
        return CITIZENS
    return next((people for told, people in PEOPLE if told.search(kind)), CITIZENS)


def in_sentence(name: str) -> str:
    """A unit's name inside a sentence: *xã Hòa Bình*.

    Decree 30/2020/NĐ-CP, annex II, keeps the capital where a number is the name: *Phường 12*.
    """
    told = printable(name)
    for kind in (*ADMINISTRATIVE, *HAMLETS):
        rest = told[len(kind) :].strip()
        is_written_out = len(told) > 1 and not told[1].isupper()
        if told.casefold().startswith(f"{kind} ") and rest[:1].isalpha() and is_written_out:
            return told[:1].lower() + told[1:]
    return told


def dossiers_of(letterhead: Letterhead) -> str:
    """What is collected: *hồ sơ cấp thẻ căn cước*, *hồ sơ CCCD*, or only *hồ sơ*."""
    term = printable(letterhead.card_term)
    return f"hồ sơ cấp {term}" if term.casefold().startswith(f"{CARD} ") else f"hồ sơ {term}".rstrip()


def without_kind(unit: Unit) -> str:
    """*Xã Hòa Bình* as *Hòa Bình*; what is left must look like a name, for *thị* may be told of a *thị trấn*."""
    name, kind = printable(unit.name), printable(unit.kind)
    rest = name[len(kind) :].strip()
    is_name = rest[:1].isupper() or rest[:1].isdecimal()
    return rest if kind and name.casefold().startswith(f"{kind.casefold()} ") and is_name else name
