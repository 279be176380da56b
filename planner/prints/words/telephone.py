"""The telephone number in what a workbook says of whom to call."""

import re

from planner.domain.campaign import Unit
from planner.domain.office import Letterhead
from planner.prints.words.text import printable

_NUMBER = re.compile(r"\+?\d(?:[ .\-]?\d){6,}")


def contact_of(unit: Unit, letterhead: Letterhead) -> str:
    """Whom the unit's people may call, else the campaign's contact; empty where nobody is named."""
    return (printable(unit.contact) or printable(letterhead.contact)).rstrip(".; ")


def dialled(contact: str) -> str:
    """The first telephone number of a contact, without blanks: *0900000001*; empty where it has none."""
    found = _NUMBER.search(contact)
    return re.sub(r"[ .\-]", "", found[0]) if found else ""


def around_number(contact: str) -> tuple[str, str, str]:
    """What stands before the first telephone number, the number on one line, what stands behind it.

    Without a number all of the contact stands before it.
    """
    found = _NUMBER.search(contact)
    if found is None:
        return contact, "", ""
    return contact[: found.start()], found[0].replace(" ", "\u00a0"), contact[found.end() :]
