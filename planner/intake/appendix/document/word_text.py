"""The text of a paragraph of Word as it is seen on the page."""

from collections.abc import Iterator
from typing import Any

from planner.intake.appendix.document.word_looks import WordStyles, qn, unseen_letters
from planner.intake.appendix.document.word_numbers import NumberLabel, WordNumbers
from planner.intake.cells.runs import SeenText, TextRun, seen_in, without_high_figures
from planner.intake.cells.symbols import NO_LETTER, as_letters, symbol
from planner.intake.cells.unseen import UnseenKind
from planner.intake.values.texts import TICKED, UNTICKED

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SYMBOLS = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
CHOICE, FALLBACK = f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
TEXT_BOX = qn("w:txbxContent")
_VALUE, _OFF = qn("w:val"), frozenset(["false", "0", "off"])
_TAKEN_OUT = frozenset([qn("w:del"), qn("w:moveFrom")])
_TEXTS = frozenset([qn("w:t"), qn("w:delText"), _FORMULA_TEXT])
_ONE_LETTER = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "-",
    qn("w:control"): NO_LETTER,
}
"""A control is a box or button of ActiveX, whose state is not told in words."""
_NO_TEXT = frozenset(
    [qn("w:rPr"), qn("w:pPr"), qn("w:sdtPr"), qn("w:instrText"), qn("w:rt"), qn("w:rubyPr"), TEXT_BOX, FALLBACK]
)
"""Properties, codes of fields, readings above letters, and what stands in a box of its own or is told twice."""


class WordText:
    """Reads paragraphs of one document, in the order of their numbers."""

    def __init__(self, styles: WordStyles, numbers: WordNumbers) -> None:
        self._styles = styles
        self._numbers = numbers
        self._labels: dict[Any, NumberLabel | None] = {}

    def count(self, paragraphs: Iterator[Any]) -> None:
        """Work out the numbers of these paragraphs, which follow each other in the document."""
        for paragraph in paragraphs:
            if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                self._labels[paragraph] = self._numbers.label(paragraph)

    def label(self, paragraph: Any) -> NumberLabel | None:
        """What Word writes before the paragraph; None where it writes nothing."""
        return self._labels.get(paragraph)

    def of(self, paragraph: Any, ground: str | None) -> SeenText:
        """The text that is seen, on a ground of this colour; None for a ground that is not known.

        A mere number before a text is no part of it; one that stands alone is, and so is one with words.
        """
        runs = list(self._runs(paragraph, paragraph, ground))
        seen = seen_in(runs)
        high = without_high_figures(seen.text)
        text, unseen = high.text, (*seen.unseen, *high.unseen)
        label = self._labels.get(paragraph)
        if label is not None and (label.has_words or not text.strip()):
            text = f"{label.text} {text}".rstrip()
            if not label.is_known:
                unseen = (*unseen, TextRun(label.text, unseen=UnseenKind.UNKNOWN_NUMBER))
        return SeenText(text, unseen, seen.whole)

    def _runs(self, element: Any, paragraph: Any, ground: str | None) -> Iterator[TextRun]:
        for child in element.iterchildren():
            if child.tag == qn("w:r"):
                yield from self._letters(child, paragraph, ground)
            elif child.tag in _TAKEN_OUT:
                text = "".join(each.text or "" for each in child.iter() if each.tag in _TEXTS)
                yield TextRun(text, unseen=UnseenKind.DELETED)
            elif child.tag == qn("w:sdt"):
                yield from self._control(child, paragraph, ground)
            elif child.tag == _FORMULA_TEXT:
                yield TextRun(child.text or "")
            elif child.tag not in _NO_TEXT:
                yield from self._runs(child, paragraph, ground)

    def _control(self, control: Any, paragraph: Any, ground: str | None) -> Iterator[TextRun]:
        """What a content control shows: a box by whether it is ticked, and nothing where nothing was chosen yet."""
        ticked = control.find(f"{qn('w:sdtPr')}/{_W14}checkbox")
        if ticked is not None:
            state = ticked.find(f"{_W14}checked")
            is_ticked = state is not None and state.get(f"{_W14}val", "1") not in _OFF
            yield TextRun(TICKED if is_ticked else UNTICKED)
        elif not shows_placeholder(control):
            yield from self._runs(control, paragraph, ground)

    def _letters(self, run: Any, paragraph: Any, ground: str | None) -> Iterator[TextRun]:
        look = self._styles.letters(run, paragraph)
        unseen = unseen_letters(look, ground)
        text = "".join(_pieces(run, look.font or ""))
        if text:
            yield TextRun(text, is_high=look.vertAlign == "superscript", unseen=unseen)


def shows_placeholder(control: Any) -> bool:
    """Whether a content control shows only what it asks for."""
    told = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    return told is not None and told.get(_VALUE, "true") not in _OFF


def _pieces(run: Any, font: str) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == qn("w:t"):
            yield as_letters(child.text or "", font)
        elif child.tag in _ONE_LETTER:
            yield _ONE_LETTER[child.tag]
        elif child.tag == qn("w:sym"):
            yield symbol(str(child.get(qn("w:font"), "")), int(str(child.get(qn("w:char"))), 16))
        elif child.tag == f"{_SYMBOLS}symEx":
            yield chr(int(str(child.get(f"{_SYMBOLS}char")), 16))
        elif child.tag == qn("w:fldChar"):
            yield from _form_field(child)
        elif child.tag not in _NO_TEXT:
            yield from _pieces(child, font)


def _form_field(mark: Any) -> Iterator[str]:
    """A box or a choice of the forms before content controls; what was typed into them stands in runs."""
    box = mark.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    choice = mark.find(f"{qn('w:ffData')}/{qn('w:ddList')}")
    if box is not None:
        states = (box.find(qn("w:checked")), box.find(qn("w:default")))
        state = next((each for each in states if each is not None), None)
        yield TICKED if state is not None and state.get(_VALUE, "true") not in _OFF else UNTICKED
    elif choice is not None:
        chosen = [choice.find(qn(name)) for name in ("w:result", "w:default")]
        place = next((int(each.get(_VALUE, 0)) for each in chosen if each is not None), 0)
        entries = [str(each.get(_VALUE, "")) for each in choice.iterchildren(qn("w:listEntry"))]
        yield from entries[place : place + 1]
