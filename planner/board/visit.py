"""One request of somebody who may make it, as a page sees it; and how a page is declared."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.desk import Desk
from planner.board.people import Person, Role
from planner.board.picture import Picture
from planner.board.searches.searches import Searches
from planner.board.shown import Frame, entries
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
            entries=entries(here),
            message=message,
            stamp=str(picture.stamp),
            problems=tuple(map(told_problem, reading.problems)),
            here=self.address,
        )


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
