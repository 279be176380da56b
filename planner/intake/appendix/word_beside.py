"""What stands beside the text of a document: notes, comments, headers and footers of its pages."""

from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml import parse_xml

from planner.intake.appendix.grid import LooseKind, LooseText
from planner.intake.appendix.word_names import qn
from planner.intake.appendix.word_text import FALLBACK
from planner.intake.cells.sheets import Cell
from planner.texts import texts_of

_ = texts_of("intake")

_PARTS = {
    "footnotes": LooseKind.NOTE,
    "endnotes": LooseKind.NOTE,
    "header": LooseKind.MARGIN,
    "footer": LooseKind.MARGIN,
    "comments": LooseKind.COMMENT,
}
_PARAGRAPH, _TYPE = qn("w:p"), qn("w:type")
_WITH_ENTRIES = {"footnotes": qn("w:footnote"), "endnotes": qn("w:endnote"), "comments": qn("w:comment")}


def texts_beside(part: Any, text_of: Callable[[Any], str]) -> tuple[LooseText, ...]:
    """The texts beside a document's own, each once; `text_of` reads a paragraph."""
    found: dict[LooseKind, dict[str, None]] = {kind: {} for kind in LooseKind}
    for relation in part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in _PARTS and not relation.is_external:
            for text in _texts(parse_xml(relation.target_part.blob), name, text_of):
                found[_PARTS[name]][text] = None
    return tuple(
        LooseText(kind, Cell(f"{_place(kind)} {number}", text))
        for kind, texts in found.items()
        for number, text in enumerate(texts, start=1)
    )


def _texts(root: Any, name: str, text_of: Callable[[Any], str]) -> Iterator[str]:
    entries = root.iterchildren(_WITH_ENTRIES[name]) if name in _WITH_ENTRIES else [root]
    for entry in entries:
        if entry.get(_TYPE) is None:
            lines = [
                text_of(each) for each in entry.iter(_PARAGRAPH) if next(each.iterancestors(FALLBACK), None) is None
            ]
            if text := "\n".join(line for line in lines if line.strip()):
                yield text


def _place(kind: LooseKind) -> str:
    return {
        LooseKind.NOTE: _("note"),
        LooseKind.MARGIN: _("header or footer"),
        LooseKind.COMMENT: _("comment"),
        LooseKind.DRAWING: _("text box"),
    }[kind]
