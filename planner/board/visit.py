"""One request of somebody who may make it, as a page sees it; and how a page is declared."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.desk import Desk
from planner.board.people import Person, Role
from planner.board.people.callers import Caller
from planner.board.people.shared_entry import SharedEntry
from planner.board.picture import Picture
from planner.board.searches.searches import Searches
from planner.board.shown import Entries, Frame, entries
from planner.board.words import told_problem
from planner.texts import spoken_day

NOT_FOUND = 404
POLICY = "content-security-policy"
WITHOUT_SCRIPT = "default-src 'none'; script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
"""So begins the policy of an answer that may have one of its own: no script, no form, no frame, whatever follows."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that somebody sent. Its name comes from outside."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Visit:
    """What was asked for. Texts come from outside and are to be judged by whoever uses them."""

    desk: Desk
    searches: Searches
    person: Person
    caller: Caller
    address: str
    """The path and what was chosen, as the browser has it."""
    places: dict[str, str] = field(default_factory=dict)
    """The parts of the path that vary, by name."""
    chosen: QueryParams = field(default_factory=QueryParams)
    """What stands behind the question mark."""
    file: SentFile | None = None
    """The file that was sent; None where none was, or where the page takes none."""
    form: dict[str, str] = field(default_factory=dict)
    """The fields that were filled in; empty where no form was sent."""
    shared: SharedEntry | None = None
    """The way in of a board that several people share; None where it is one person's."""

    def day_in_path(self, name: str = "day") -> date:
        """A day of the path. Raises HTTPException (404) where it is none."""
        try:
            return date.fromisoformat(self.places[name])
        except ValueError as error:
            raise HTTPException(NOT_FOUND) from error

    def number_in_path(self, name: str = "number") -> int:
        """A number of the path. Raises HTTPException (404) where it is none."""
        text = self.places[name]
        if not (text.isascii() and text.isdecimal() and len(text) < len("1000000000")):
            raise HTTPException(NOT_FOUND)
        return int(text)

    def frame(self, title: str, here: str, picture: Picture, message: str = "") -> Frame:
        """What surrounds a page that is drawn from this picture; `here` is its screen's address."""
        reading = self.desk.reading()
        return Frame(
            title=title,
            campaign=reading.campaign.name,
            moment=spoken_day(picture.today),
            entries=self.screens(here),
            message=message,
            stamp=str(picture.stamp),
            problems=tuple(map(told_problem, reading.problems)),
            here=self.address,
            person=self.person,
            is_shared=self.shared is not None,
        )

    def screens(self, here: str) -> Entries:
        """The bar of all that this person may use."""
        takes_codes = self.shared is not None and self.shared.takes_codes
        return entries(here, self.person, takes_codes=takes_codes, is_shared=self.shared is not None)


def frame_without_picture(person: Person, shared: SharedEntry | None, title: str) -> Frame:
    """What surrounds a page that tells nothing of the campaign; those who are not signed in see no bar."""
    takes_codes = shared is not None and shared.takes_codes
    bar = entries("", person, takes_codes=takes_codes, is_shared=shared is not None) if person.role else ()
    return Frame(title=title, entries=bar, person=person, is_shared=shared is not None)


@dataclass(frozen=True, slots=True)
class Page:
    """An address of the board, and who may ask for it."""

    path: str
    role: Role | None
    """None is refused when the board is put together: nobody forgets to say who may."""
    answer: Callable[[Visit], Response]
    """Runs in a thread of its own."""
    method: str = "GET"
    takes_file: bool = False
    """Whether one file may come with its form; elsewhere a form that brings one is refused."""
    is_packed: bool = False
    """Whether it may be sent packed, which no page may that bears a secret."""
    shows_once: bool = False
    """Whether its form is answered with a page that shows something this once, which a double click must not lose."""
    is_for_codes: bool = False
    """Whether who signed in by the day's code may ask for it, too."""
