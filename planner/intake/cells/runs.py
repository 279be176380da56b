"""Text in runs of several looks: what of it is seen, what is crossed out or a mark, and what else is hidden."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from planner.intake.cells.symbols import as_letters
from planner.intake.cells.unseen import UnseenKind

_YES = frozenset(["1", "true", "on"])
_MARK = re.compile(r"[\s,;]*[(\[]?(?:[0-9]{1,2}|[*†‡]{1,3}|[a-zđ])(?:[,;]\s?[0-9]{1,2})*[)\]]?\s*")
_AFTER_AN_HOUR = re.compile(r"[0-9]\s?(?:h|g|giờ)\s*$", re.IGNORECASE)
_SET_HIGH = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_AS_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters of one look."""

    text: str
    is_high: bool = False
    """Set high and small."""
    unseen: UnseenKind | None = None
    """Why nobody sees it."""


@dataclass(frozen=True, slots=True)
class SeenText:
    """What a reader of the page reads, and what he does not."""

    text: str
    unseen: tuple[TextRun, ...]
    whole: str
    """As it is written, with what is not seen and with letters that stand for pictures."""

    @property
    def is_as_written(self) -> bool:
        """Whether nothing but the letters themselves is to be told."""
        return self.text == self.whole


def seen_in(runs: Iterable[TextRun]) -> SeenText:
    """The text of the runs that are seen; marks set high are no part of it, but minutes behind an hour are."""
    seen: list[str] = []
    unseen: list[TextRun] = []
    whole: list[str] = []
    for run in runs:
        whole.append(run.text)
        if run.unseen is not None:
            unseen.append(run)
        elif run.is_high and _MARK.fullmatch(run.text) and not _AFTER_AN_HOUR.search("".join(seen[-2:])):
            unseen.append(TextRun(run.text, unseen=UnseenKind.NOTE_MARK))
        else:
            seen.append(run.text)
    return SeenText("".join(seen), tuple(unseen), "".join(whole))


def without_high_figures(text: str) -> SeenText:
    """A text without figures that are letters set high of themselves, as in *18¹*; minutes behind an hour are kept."""
    if not _SET_HIGH.search(text):
        return SeenText(text, (), text)
    runs: list[TextRun] = []
    end = 0
    for found in _SET_HIGH.finditer(text):
        runs += [TextRun(text[end : found.start()]), TextRun(found[0].translate(_AS_PLAIN), is_high=True)]
        end = found.end()
    return replace(seen_in([*runs, TextRun(text[end:])]), whole=text)


def text_of_string(element: Any) -> SeenText:
    """What is seen of a string of Excel, of all its runs, without the readings that stand above foreign words."""
    if len(element) == 1 and _name(element[0]) == "t":
        text = element[0].text or ""
        return SeenText(text, (), text)
    seen = seen_in(_runs_of_string(element))
    parts = (part for child in element for part in (child if _name(child) == "r" else [child]))
    return replace(seen, whole="".join(part.text or "" for part in parts if _name(part) == "t"))


def _runs_of_string(element: Any) -> Iterator[TextRun]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield TextRun(child.text or "")
        elif name == "r":
            look = next((part for part in child if _name(part) == "rPr"), ())
            text = "".join(part.text or "" for part in child if _name(part) == "t")
            crossed_out = any(_name(part) == "strike" and part.get("val", "1") in _YES for part in look)
            is_high = any(_name(part) == "vertAlign" and part.get("val") == "superscript" for part in look)
            font = next((str(part.get("val", "")) for part in look if _name(part) == "rFont"), "")
            yield TextRun(
                as_letters(text, font), is_high=is_high, unseen=UnseenKind.CROSSED_OUT if crossed_out else None
            )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
