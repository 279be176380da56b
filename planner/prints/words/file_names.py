"""File names of things that a workbook names: whatever it calls them, only a-z, 0-9 and dashes reach the disk."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 40
"""Letters of a name that are kept; paths on Windows are short."""
AGAIN = "trung"
"""Before the number of a name that comes to the same letters as another (trùng tên)."""
PAGE_NUMBER = re.compile(r"-[0-9]+$")
REFUSED = re.compile(r"[^a-z0-9]+")


def stems_of(names: Iterable[str]) -> tuple[str, ...]:
    """A file name for each of these names, in their order; one without any letter gets its place.

    No two are alike, and none is another with a number behind it, which is how a paper's further pages are called.
    Every stem is a part of a name behind a prefix of our own, so that none can be a device of Windows (CON, NUL).
    The same names in the same order always give the same stems.
    """
    stems: dict[str, None] = {}
    roots: set[str] = set()
    for place, name in enumerate(names, start=1):
        wanted = _reduced(name) or str(place)
        stem, number = wanted, 1
        while stem in stems or stem in roots or _root(stem) in stems:
            number += 1
            stem = f"{wanted}-{AGAIN}{number}"
        stems[stem] = None
        roots.add(_root(stem))
    return tuple(stems)


def _root(stem: str) -> str:
    """The stem whose further page this would be; the stem itself where it does not end in a number of its own."""
    return PAGE_NUMBER.sub("", stem)


def _reduced(name: str) -> str:
    """The name in small letters without marks, words parted by dashes."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return REFUSED.sub("-", bare)[:LONGEST].strip("-")
