"""A stay that can be moved, as an address names it and as a form sends it back."""

import re
from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError
from starlette.datastructures import QueryParams

from planner.domain.campaign import Campaign
from planner.domain.hand_edits import HandMove
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import WrongUsage
from planner.texts import texts_of
from planner.workflow.hand_made.moving import Stretch

_ = texts_of("board")

ADDRESS = "/nhap"
MACHINE, UNIT, FIRST, FIRST_SHIFT, LAST, LAST_SHIFT = "may", "xa", "tu", "tu-ca", "den", "den-ca"
TO, TO_SHIFT, TO_MACHINE = "sang", "sang-ca", "sang-may"
STAY_FIELDS = (MACHINE, UNIT, FIRST, FIRST_SHIFT, LAST, LAST_SHIFT)
"""What names a stay, in an address and in a form."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def address_of_stay(campaign: Campaign, stay: Stretch) -> str:
    """Where the form is that moves it."""
    first, last = stay.ends(campaign)
    told = (stay.machine, stay.unit, first.day.isoformat(), first.shift, last.day.isoformat(), last.shift)
    return f"{ADDRESS}?{QueryParams(dict(zip(STAY_FIELDS, told, strict=True)))}"


def names_a_stay(sent: Mapping[str, str]) -> bool:
    """Whether all that tells one stay from another is there."""
    return all(sent.get(name) for name in STAY_FIELDS)


def move_of(sent: Mapping[str, str]) -> HandMove:
    """The move that a form asks for; without a machine it stays with its own. Raises WrongUsage."""
    if not names_a_stay(sent):
        raise _says_no_stay()
    try:
        return HandMove(
            machine=MachineName(sent[MACHINE]),
            unit=UnitCode(sent[UNIT]),
            first_day=_day(sent[FIRST]),
            first_shift=ShiftLabel(sent[FIRST_SHIFT]),
            last_day=_day(sent[LAST]),
            last_shift=ShiftLabel(sent[LAST_SHIFT]),
            to_machine=MachineName(sent.get(TO_MACHINE) or sent[MACHINE]),
            to_day=_day(sent.get(TO, "")),
            to_shift=ShiftLabel(sent.get(TO_SHIFT) or sent[FIRST_SHIFT]),
        )
    except ValidationError as error:  # letters that are none
        raise _says_no_stay() from error


def _says_no_stay() -> WrongUsage:
    return WrongUsage(_("It does not say which stay is to be moved. Choose it on the schedule"))


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongUsage(_("Choose the day to which it is to be moved"))
