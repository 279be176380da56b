"""The words of a heading, a paragraph or a cell of Markdown, and which of them are set apart."""

from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from planner.prints.paper.emphasis import Emphasis, Letters
from planner.prints.words.text import printable

_LETTERS = {"strong": Letters.BOLD, "em": Letters.ITALIC}


class Words(NamedTuple):
    """A text and its emphases, as a paragraph and a cell have them."""

    text: str
    emphases: tuple[Emphasis, ...]


def words_of(block: SyntaxTreeNode) -> Words:
    """The words of a block. Raises ValueError for what is no text, such as a picture among words."""
    text, emphases = "", []
    for words, letters in _stretches(block.children[0], None):
        first = len(text)
        text += words
        if letters is not None:
            emphases.append(Emphasis(first=first, end=len(text), letters=letters))
    assert text == printable(text), text  # noqa: S101 - else the emphases would stand elsewhere
    return Words(text, tuple(emphases))


def _stretches(node: SyntaxTreeNode, letters: Letters | None) -> Iterator[tuple[str, Letters | None]]:
    """What a node says, each stretch with its letters; of a link only its words."""
    for child in node.children:
        match child.type:
            case "text":
                yield child.content, letters
            case "code_inline":
                yield child.content, Letters.CODE
            case "softbreak" | "hardbreak":
                yield " ", letters
            case "strong" | "em":
                yield from _stretches(child, _LETTERS[child.type])
            case "link":
                yield from _stretches(child, letters)
            case _:
                raise ValueError(f"no words are {child.type}")
