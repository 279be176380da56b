"""The manual as a paper: each thing that Markdown knows is a part of the paper, in its order."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from planner.prints.forms.guide.table import guide_table
from planner.prints.forms.guide.words import Words, words_of
from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import CodeBlock, Contents, Illustration, Paper, Paragraph, ParagraphAlign, Part
from planner.prints.written import Format, Printed, print_paper

FORMATS = (Format.DOCX, Format.PDF)
SIZE = 12.0
HEADING_SIZES = {2: 15.0, 3: 13.0}
"""Of the manual's parts and their sections, in points; its own heading is the paper's title."""
UPRIGHT_MM, LENGTHWISE_MM = 80.0, 140.0
"""How wide a picture is printed that is higher than wide, and one that is not."""
DASH = "–"
PNG_SIZE = struct.Struct(">II")
"""Width and height of a PNG, from its 17th byte on."""


def guide_paper(markdown: str, pictures: Mapping[str, bytes]) -> Paper:
    """The manual before any format; `pictures` holds each PNG by the name that the manual calls it by.

    What it contains stands before its first part; its last, the list of changes, begins a page. Raises ValueError for
    Markdown that no part of a paper says.
    """
    whole = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    title, *blocks = whole.children
    parts = [part for block in blocks for part in _parts(block, pictures, 0)]
    first, *_others, last = [place for place, part in enumerate(parts) if _is_of_first_level(part)]
    parts[last] = parts[last].model_copy(update={"starts_page": True})
    parts.insert(first, Contents(titles=tuple(part.text for part in parts if _is_of_first_level(part))))
    return Paper(frame=Frame(title=(words_of(title).text.upper(),)), parts=tuple(parts), sheet="Hướng dẫn")


def _is_of_first_level(part: Part) -> TypeGuard[Paragraph]:
    return isinstance(part, Paragraph) and part.level == 1


def print_guide(markdown: str, pictures: Mapping[str, bytes], folder: Path, stem: str) -> Printed:
    """Write the manual into this folder as docx and pdf. Raises UnwritableFile."""
    return print_paper(guide_paper(markdown, pictures), folder, stem, FORMATS)


def _parts(block: SyntaxTreeNode, pictures: Mapping[str, bytes], depth: int) -> Iterator[Part]:
    """What a block of Markdown is on paper, inside so many lists."""
    match block.type:
        case "heading":
            yield _heading(block)
        case "paragraph":
            yield from _paragraph(block, pictures, depth)
        case "bullet_list" | "ordered_list":
            yield from _list(block, pictures, depth + 1)
        case "fence":
            yield CodeBlock(lines=tuple(block.content.splitlines()), depth=depth)
        case "table":
            yield guide_table(block)
        case _:
            raise ValueError(f"no paper says {block.type}")


def _heading(block: SyntaxTreeNode) -> Paragraph:
    words, level = words_of(block), int(block.tag.removeprefix("h"))
    return Paragraph(
        text=words.text,
        emphases=words.emphases,
        bold=True,
        align=ParagraphAlign.LEFT,
        indented=False,
        size=HEADING_SIZES[level],
        level=level - 1,
    )


def _paragraph(block: SyntaxTreeNode, pictures: Mapping[str, bytes], depth: int) -> Iterator[Part]:
    inline = block.children[0].children
    if [node.type for node in inline] == ["image"]:
        yield _illustration(inline[0], pictures)
    else:
        yield _text(words_of(block), depth)


def _text(words: Words, depth: int, label: str = "") -> Paragraph:
    align = ParagraphAlign.LEFT if depth else ParagraphAlign.JUSTIFY
    return Paragraph(
        text=words.text, emphases=words.emphases, size=SIZE, align=align, indented=False, depth=depth, label=label
    )


def _list(block: SyntaxTreeNode, pictures: Mapping[str, bytes], depth: int) -> Iterator[Part]:
    """Each item's first paragraph bears its number or dash; what follows in the item stands below it."""
    first_number = int(block.attrs.get("start", 1))
    for number, item in enumerate(block.children, start=first_number):
        first, *others = item.children
        yield _text(words_of(first), depth, label=f"{number}." if block.type == "ordered_list" else DASH)
        for other in others:
            yield from _parts(other, pictures, depth)


def _illustration(image: SyntaxTreeNode, pictures: Mapping[str, bytes]) -> Illustration:
    png = pictures[str(image.attrs["src"])]
    width, height = PNG_SIZE.unpack_from(png, 16)
    width_mm = UPRIGHT_MM if height > width else LENGTHWISE_MM
    return Illustration(png=png, caption=image.content, width_mm=width_mm, height_mm=width_mm * height / width)
