"""What somebody had asked for, or typed, before they had to sign in: it goes along, and is sent afterwards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from planner.board.people import Person, Role
from planner.board.shown import page
from planner.board.visit import Visit, frame_without_picture
from planner.texts import texts_of

_ = texts_of("board")

SEE_OTHER = 303
RESULTS = "/ket-qua"
TARGET, IS_FORM, BEFORE = "den", "gui", "giu."
"""The fields that say whereto, whether a form was sent there, and of that each field's own name behind this."""
_OWN = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field of a form that was not heard."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """What somebody wanted."""

    target: str = ""
    """An address of the board; empty where they only came to sign in."""
    is_form: bool = False
    """Whether it was a form, and not only a page to look at."""
    fields: tuple[TypedField, ...] = ()
    """Those of the form; empty also where it bore a file, which is to be chosen again."""


@dataclass(frozen=True, slots=True)
class TypedBeforeView:
    """The page that shows that nothing is lost."""

    before: TypedBefore
    otherwise: str
    """Where somebody goes who leaves it unsent."""


def is_own(address: str) -> bool:
    """Whether it leads to a page of the board, however a browser may read it."""
    return _OWN.fullmatch(address) is not None


def not_heard(visit: Visit, *, is_form: bool) -> TypedBefore:
    """What this request wanted, which has to wait."""
    return TypedBefore(visit.address, is_form, _fields(visit.form))


def gone_along(form: Mapping[str, str]) -> TypedBefore:
    """What a request before wanted, as the form in between has kept it."""
    target = form.get(TARGET, "")
    if not is_own(target):
        return TypedBefore()
    fields = {name.removeprefix(BEFORE): value for name, value in form.items() if name.startswith(BEFORE)}
    return TypedBefore(target, bool(form.get(IS_FORM)), _fields(fields))


def go_on(visit: Visit, person: Person, before: TypedBefore) -> Response:
    """Lead whoever has signed in to what they wanted; a form is shown first, for others may have written since."""
    if before.is_form:
        frame = frame_without_picture(person, visit.shared, _("Signed in"))
        return page("typed_before", frame, TypedBeforeView(before, first_page(person)))
    is_lost = person.is_by_code and not before.target.startswith(RESULTS)
    return RedirectResponse(first_page(person) if is_lost or before.target in ("", "/") else before.target, SEE_OTHER)


def first_page(person: Person) -> str:
    """Where somebody begins: recorders with the day's results, all others with the schedule."""
    return RESULTS if person.role is Role.RECORDER else "/"


def _fields(form: Mapping[str, str]) -> tuple[TypedField, ...]:
    return tuple(TypedField(name, value) for name, value in form.items())
