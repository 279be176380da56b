"""Reads a PDF by its structure tree, which tells tables cell by cell; `pdfinfo` shows it as indented lines."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SPAN = re.compile(r"/(RowSpan|ColSpan) (\d+)")
NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
CELLS = ("TD", "TH")


@dataclass
class Element:
    """An element of the tree: its texts and elements in their order."""

    name: str
    depth: int
    spans: dict[str, int] = field(default_factory=dict)
    content: "list[str | Element]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that stands in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    @property
    def elements(self) -> "list[Element]":
        return [each for each in self.content if isinstance(each, Element)]

    def all_of(self, name: str) -> "Iterator[Element]":
        """The elements of this name in it, at any depth."""
        for each in self.elements:
            if each.name == name:
                yield each
            yield from each.all_of(name)


def structure_of(path: Path) -> Element:
    """The whole tree."""
    told = subprocess.run(["pdfinfo", "-struct-text", str(path)], check=True, capture_output=True).stdout
    root = Element("Root", -1)
    open_elements = [root]
    for line in told.decode(errors="replace").splitlines():
        depth, stripped = len(line) - len(line.lstrip(" ")), line.strip(" ")
        if stripped.startswith('"'):
            open_elements[-1].content.append(stripped[1:-1])
        elif span := SPAN.match(stripped):
            open_elements[-1].spans[span[1]] = int(span[2])
        elif (name := NAME.match(stripped)) and not stripped.startswith("/"):
            while open_elements[-1].depth >= depth:
                open_elements.pop()
            made = Element(name[0], depth)
            open_elements[-1].content.append(made)
            open_elements.append(made)
    return root


def rows_of_structure(root: Element) -> Iterator[tuple[str, ...]]:
    """A row of one text for each paragraph; for each row of a table the texts of its cells, those from above, too.

    What stands in figures is left out.
    """
    for each in root.elements:
        if each.name == "Figure":
            continue
        if each.name == "Table":
            yield from _rows_of_table(each)
        elif any(isinstance(content, str) for content in each.content) or each.name == "P":
            yield (each.text,)
        else:
            yield from rows_of_structure(each)


def _rows_of_table(table: Element) -> Iterator[tuple[str, ...]]:
    above: dict[int, tuple[Element, int]] = {}
    for row in table.all_of("TR"):
        cells = iter([each for each in row.elements if each.name in CELLS])
        column, texts = 0, []
        while True:
            cell, more_rows = above.pop(column, (None, 0))
            if cell is None:
                cell = next(cells, None)
                if cell is None:
                    break
                more_rows = cell.spans.get("RowSpan", 1)
            if more_rows > 1:
                above[column] = (cell, more_rows - 1)
            if any(each.name in ("P", "Div") for each in cell.elements):
                yield from rows_of_structure(cell)
            else:
                texts.append(cell.text)
            column += cell.spans.get("ColSpan", 1)
        # The last column has no width: it only keeps rows on one page.
        yield tuple(texts[:-1] if len(texts) > 1 and not texts[-1] else texts)
