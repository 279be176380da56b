"""The telephone number in what a workbook says of whom to call."""

import re

from planner.domain.campaign import Letterhead, Unit
from planner.prints.words.text import printable

_NUMBER = re.compile(r"\+?\d(?:[ .\-]?\d){6,}")


def contact_of(unit: Unit, letterhead: Letterhead) -> str:
    """Whom the unit's people may call, else the campaign's contact; empty where nobody is named."""
    return (printable(unit.contact) or printable(letterhead.contact)).rstrip(".; ")


def dialled(contact: str) -> str:
    """The first telephone number of a contact, without blanks: *0900000001*; empty where it has none."""
    found = _NUMBER.search(contact)
    return re.sub(r"[ .\-]", "", found[0]) if found else ""


def unbroken(contact: str) -> str:
    """The contact with its telephone numbers on one line each, wherever lines are turned."""
    return _NUMBER.sub(lambda found: found[0].replace(" ", "\u00a0"), contact)
