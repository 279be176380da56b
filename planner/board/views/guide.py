"""The manual as pages: its own Markdown as HTML, and which of its sections tells of which screen.

The text is the package's own; it is escaped all the same, and what it links to and shows comes from fixed lists.
"""

import re
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from html import escape
from typing import TYPE_CHECKING, TypedDict

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

GUIDE, PICTURES = "/huong-dan", "/huong-dan/hinh"
BOARD_PART = 16
"""The manual's part on the board."""
_PNG_SIZE = struct.Struct(">II")
"""Width and height of a PNG, from its 17th byte on."""


class _Shown(TypedDict):
    """What the manual's pictures are, by name."""

    pictures: Mapping[str, bytes]


class Section(IntEnum):
    """The sections of the part on the board, by their place in it."""

    OPENING = 1
    FIRST_PLAN = 2
    SCHEDULE = 3
    RESULTS = 4
    PROGRESS = 5
    BREAKDOWNS = 6
    REPLANNING = 7
    DRAFTS = 8
    COMPARING = 9
    ANNOUNCING = 10
    PAPERS = 11
    DUTIES = 12
    APPENDIX = 13
    SHARING = 14
    TELEPHONE = 15
    TROUBLES = 16

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"{GUIDE}/{BOARD_PART}#{_id(self)}"


OF_SCREENS: Mapping[str, Section] = {
    "": Section.SCHEDULE,
    "chon": Section.OPENING,
    "ket-qua": Section.RESULTS,
    "tien-do": Section.PROGRESS,
    "ban-do": Section.PROGRESS,
    "nghi": Section.BREAKDOWNS,
    "lap-lai": Section.REPLANNING,
    "nhap": Section.DRAFTS,
    "phuong-an": Section.PAPERS,
    "so-voi": Section.COMPARING,
    "thong-bao": Section.ANNOUNCING,
    "lich-truc": Section.DUTIES,
    "doc-phu-luc": Section.APPENDIX,
    "nhat-ky": Section.PAPERS,
    "cong-bo": Section.ANNOUNCING,
    "nguoi-dung": Section.SHARING,
    "ma-ngay": Section.SHARING,
    "mat-khau": Section.SHARING,
    "vao": Section.SHARING,
}
"""By the words of a screen's address; of several the last that stands here."""


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A part of the manual, or a section of one."""

    title: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class GuideView:
    """A part of the manual, or what stands before its first."""

    title: str
    text: Markup
    parts: tuple[GuideLink, ...]
    sections: tuple[GuideLink, ...]
    """Of the part that is shown; empty where it has none."""
    before: GuideLink | None
    after: GuideLink | None


def guide_of(address: str) -> str:
    """Where the manual tells of the screen of this address; its contents where no section does."""
    words = address.partition("?")[0].strip("/").split("/")
    told = [OF_SCREENS[word] for word in words if word in OF_SCREENS]
    return told[-1].address if told else GUIDE


def guide_view(part: int, parts: Sequence[str], pictures: Mapping[str, bytes]) -> GuideView:
    """A part by its number, or the beginning for 0; `parts` are all, the beginning first, as Markdown."""
    links = tuple(
        GuideLink(_title(text), f"{GUIDE}/{number}" if number else GUIDE, number == part)
        for number, text in enumerate(parts)
    )
    return GuideView(
        title=links[part].title,
        text=_as_html(parts[part], _places(parts), pictures),
        parts=links[1:],
        sections=tuple(
            GuideLink(title, f"{GUIDE}/{part}#{_id(place)}")
            for place, title in enumerate(re.findall(r"^### (.+)$", parts[part], re.MULTILINE), start=1)
        ),
        before=links[part - 1] if part else None,
        after=links[part + 1] if part + 1 < len(links) else None,
    )


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def _id(place: int) -> str:
    return f"muc-{place}"


def _places(parts: Sequence[str]) -> dict[str, str]:
    """Where each heading stands, by what links to it say behind the #."""
    places = {}
    for number, text in enumerate(parts):
        found = re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)
        for place, title in enumerate(found):
            slug = re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
            places[slug] = f"{GUIDE}/{number}" + (f"#{_id(place)}" if place else "")
    return places


def _as_html(text: str, places: Mapping[str, str], pictures: Mapping[str, bytes]) -> Markup:
    """The Markdown as HTML without its title, which is the page's."""
    reader = _reader()
    tokens = reader.parse(text.partition("\n")[2])
    _set_in_place(tokens, {reader.normalizeLink(f"#{slug}"): address for slug, address in places.items()})
    written = reader.renderer.render(tokens, reader.options, {"pictures": pictures})
    return Markup(written)  # noqa: S704 - the package's own text, escaped


def _set_in_place(tokens: "Sequence[Token]", places: Mapping[str, str]) -> None:
    """Sections get names to be led to, tables the name of their section, and links lead to pages of the manual."""
    place, section = 0, ""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        token.attrs.pop("style", None)
        if token.type == "heading_open" and following is not None:
            place, section = place + 1, following.content
            token.tag, token.attrs["id"] = "h2", _id(place)
        elif token.type == "heading_close":
            token.tag = "h2"
        elif token.type == "table_open":
            token.meta["of"] = section
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["href"] = places.get(str(child.attrs["href"]), GUIDE)


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a board whose manual nobody opens does without

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name, rule in _RULES.items():
        reader.add_render_rule(name, rule)
    return reader


def _table_open(_renderer: object, tokens: "Sequence[Token]", place: int, *_told: object) -> str:
    section = escape(tokens[place].meta["of"])
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{section}"><table class="figures">\n'


def _table_close(*_told: object) -> str:
    return "</table></div>\n"


def _image(_renderer: object, tokens: "Sequence[Token]", place: int, _options: object, env: _Shown) -> str:
    token = tokens[place]
    name, caption = str(token.attrs["src"]).rpartition("/")[2], escape(token.content)
    if name not in env["pictures"]:
        return f"<em>{caption}</em>"  # while the pictures are being made
    width, height = _PNG_SIZE.unpack_from(env["pictures"][name], 16)
    size = f'width="{width}" height="{height}"'
    return f'<img src="{PICTURES}/{escape(name)}" alt="{caption}" {size}>'


_RULES: Mapping[str, Callable[..., str]] = {
    "table_open": _table_open,
    "table_close": _table_close,
    "image": _image,
}
