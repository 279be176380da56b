"""What the room promises of its templates and scripts: nothing slips past the escaping, no style, no script inside."""

import re
from pathlib import Path

import pytest

import planner.board
from planner.board.pages.journal import JournalView
from planner.board.shown import Frame, page
from planner.board.views.cards import Card
from planner.board.views.events import EventLine, EventTable
from tests.hostile_texts import CALLS, LETTERS, MARKUP

ROOM = Path(planner.board.__file__).parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.jinja"))
STATIC = sorted((ROOM / "static").iterdir())
MOST_SCRIPT_BYTES = 15_000
"""Of all scripts that one page loads."""
SCRIPT = re.compile(r'src="/static/(\w+\.js)"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_let_through_unescaped(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for forbidden in ("|safe", "| safe", "autoescape", "style=", "onclick", "onload", "javascript:", "Markup"):
        assert forbidden not in text
    assert not re.search(r"<script(?! src=\"/static/)", text)
    assert not re.search(r"=\{\{", text), "an attribute without quotes"
    assert not re.search(r"(src|href|action)=\"https?:", text)


def test_scripts_are_small_and_put_no_markup_together() -> None:
    scripts = [path for path in STATIC if path.suffix == ".js"]
    sizes = {path.name: path.stat().st_size for path in scripts}
    of_all = SCRIPT.findall((ROOM / "templates" / "layout.html.jinja").read_text(encoding="utf-8"))
    loaded = set(of_all)
    for template in TEMPLATES:
        names = {*of_all, *SCRIPT.findall(template.read_text(encoding="utf-8"))}
        loaded |= names
        assert sum(sizes[name] for name in names) <= MOST_SCRIPT_BYTES, template.name
    assert loaded == sizes.keys()
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write", "http:", "https:"):
            assert forbidden not in text, path.name


@pytest.mark.parametrize("text", [*MARKUP, *CALLS, *LETTERS])
def test_whatever_a_workbook_holds_is_only_text(text: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = (EventLine(1, "lúc", text, text, text),)
    frame = Frame(title=text, campaign=text, message=text, here=text)
    told = bytes(page("journal", frame, JournalView(EventTable(lines, ""))).body).decode("utf-8")
    assert "<script>alert" not in told
    assert "<b>" not in told
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b]", told)
    assert told.count("<script") == 1, "the page's own"


def test_a_word_that_a_template_misspells_is_an_error() -> None:
    with pytest.raises(Exception, match="has no attribute"):
        page("progress", Frame(title="x"), Card("a", "b"))


def luminance(colour: str) -> float:
    """How light a colour is, by the rule of WCAG 2."""
    full = colour if len(colour) == 7 else "#" + "".join(2 * letter for letter in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", ["past", "unreported", "frozen", "announced", "draft", "moved", "closed"])
def test_stays_can_be_read_on_their_colours(kind: str) -> None:
    style = (ROOM / "static" / "board.css").read_text(encoding="utf-8")
    rule = re.search(rf"^\.{kind} \{{ ([^}}]*)\}}", style, re.MULTILINE)
    assert rule is not None
    ink = re.search(r"(?<![-\w])color: (#\w+)", rule[1])
    grounds = re.findall(r"#\w+", rule[1].replace(ink[0] if ink else "", "").partition("outline")[0])
    assert ink is not None
    assert grounds
    for ground in grounds:
        light, dark = sorted((luminance(ground), luminance(ink[1])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (kind, ground)
