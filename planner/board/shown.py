"""Pages as text: templates that escape whatever they are given, inside the frame that every page has."""

import secrets
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from planner.board.people import NOBODY, Person, Role
from planner.board.views.guide import guide_of
from planner.errors import Problem
from planner.prints.words.text import printable
from planner.texts import Language, chosen_language, plurals_of, spoken_day, spoken_moment, spoken_number, texts_of

_ = texts_of("board")
_KEY_BYTES = 16

SCHEDULE = "/?theo=may"
"""The schedule for whoever asks for it: from the bare address, people who record are led to the results of today."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One screen in the bar of all."""

    title: str
    href: str
    is_here: bool


Entries = tuple[NavigationEntry, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page says around its content."""

    title: str
    campaign: str = ""
    """Its name; empty where not even that could be read."""
    moment: str = ""
    """The day that the page takes for today."""
    entries: tuple[NavigationEntry, ...] = ()
    """Empty on pages of those who are not signed in."""
    message: str = ""
    """What the last form has done; empty after none."""
    stamp: str = ""
    """What the page was drawn from; empty where it never grows old."""
    problems: tuple[Problem, ...] = ()
    """Why the workbook as it is now cannot be read."""
    here: str = "/"
    """The page's own address, to come back to."""
    person: Person = NOBODY
    """Who sees it: what they may not do is not offered."""
    is_shared: bool = False
    """Whether others have accounts, too."""

    @property
    def guide(self) -> str:
        """Where the manual tells of this page."""
        return guide_of(self.here)

    @property
    def language(self) -> Language:
        """In which it speaks."""
        return chosen_language()

    @property
    def form_key(self) -> str:
        """A key for one form, by which the same one, sent twice, is done once; another each time that it is asked."""
        return secrets.token_hex(_KEY_BYTES)

    @property
    def other_language(self) -> Language:
        """The one that the switch leads to."""
        return Language.ENGLISH if self.language is Language.VIETNAMESE else Language.VIETNAMESE


def entries(here: str, person: Person, *, takes_codes: bool = False, is_shared: bool = False) -> Entries:
    """The screens that this person may use; `here` is the address of the one that is shown."""
    look, record, plan = person.may_look, person.may_record, person.may_plan
    screens = (
        (_("Schedule"), "/", look),
        (_("Day's results"), "/ket-qua", record),
        (_("Progress"), "/tien-do", look),
        (_("Map"), "/ban-do", look),
        (_("Closures and breakdowns"), "/nghi", look),
        (_("Plan anew"), "/lap-lai", plan),
        (_("Duty roster"), "/lich-truc", look),
        (_("Plans"), "/phuong-an", look),
        (_("Read an appendix"), "/doc-phu-luc", plan),
        (_("Journal"), "/nhat-ky", look),
        (_("Day's code"), "/ma-ngay", plan and takes_codes),
        (_("People"), "/nguoi-dung", is_shared and person.role >= Role.ADMIN),
    )
    return tuple(
        NavigationEntry(title, SCHEDULE if href == "/" else href, href == here)
        for title, href, may_use in screens
        if may_use
    )


def page(template: str, frame: Frame, view: object = None, *, status: int = 200) -> HTMLResponse:
    """The page of this template: `frame` and `view` are all that it knows."""
    text = _environment().get_template(f"{template}.html.jinja").render(frame=frame, view=view)
    return HTMLResponse(text, status)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"_": texts_of("board"), "ngettext": plurals_of("board")}
    environment.filters |= {"day": spoken_day, "number": spoken_number, "moment": spoken_moment}
    return environment


def _template(name: str) -> str:
    return (files("planner.board") / "templates" / name).read_text(encoding="utf-8")


def _harmless(value: object) -> object:
    """Whatever a workbook held, without letters that control a screen or turn its reading direction."""
    return _printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_printable = lru_cache(maxsize=20_000)(printable)
"""A page says the same names again and again."""
