"""A printed paper before any format: paragraphs, tables and figures, one after the other, in their frame."""

from enum import StrEnum

from pydantic import NonNegativeInt

from planner.domain.record import Record
from planner.prints.paper.chart import Chart
from planner.prints.paper.emphasis import Emphasis
from planner.prints.paper.frame import Frame
from planner.prints.paper.table import Table
from planner.prints.words.text import TerminalLine, Text


class Orientation(StrEnum):
    """How a paper lies: upright its text is 165 mm wide, lengthwise 252 mm."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class ParagraphAlign(StrEnum):
    """Where the lines of a paragraph stand."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Paragraph(Record):
    """Running text; one in bold is a heading and stays on the page of what follows."""

    text: Text
    bold: bool = False
    italic: bool = False
    align: ParagraphAlign = ParagraphAlign.JUSTIFY
    indented: bool = True
    """Its first line, by 10 mm (Decree 30/2020, annex I); only justified and left text."""
    size: float = 13.0
    """In points."""
    emphases: tuple[Emphasis, ...] = ()
    """In their order."""
    level: NonNegativeInt = 0
    """Of a heading in the paper's outline, from 1; 0 is no part of the outline."""
    label: Text = ""
    """Of an item of a list, at left of its text: a number or a dash."""
    depth: NonNegativeInt = 0
    """In how many lists it stands; each moves it further right."""
    starts_page: bool = False

    @property
    def whole_text(self) -> str:
        """Label and text on one line."""
        return f"{self.label} {self.text}" if self.label else self.text

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, which never ends a page."""
        return self.bold

    @property
    def has_indent(self) -> bool:
        """Whether its first line begins further right."""
        return self.indented and not self.depth and self.align in (ParagraphAlign.JUSTIFY, ParagraphAlign.LEFT)


class Figure(Record):
    """A chart and how large it is printed."""

    chart: Chart
    width_mm: float
    height_mm: float


class CodeBlock(Record):
    """What a terminal shows, or what is typed into it; a page may turn between its lines."""

    lines: tuple[TerminalLine, ...]
    depth: NonNegativeInt = 0
    """As of a paragraph."""


class Illustration(Record):
    """A picture and how large it is printed, with the line below it that says what it shows."""

    png: bytes
    caption: Text
    width_mm: float
    height_mm: float


class Contents(Record):
    """The headings of the outline's first level, each with its page where the format turns pages itself."""

    titles: tuple[Text, ...]


Part = Paragraph | Table | Figure | CodeBlock | Illustration | Contents


class Paper(Record):
    """One printed paper."""

    frame: Frame
    parts: tuple[Part, ...]
    orientation: Orientation = Orientation.PORTRAIT
    sheet: Text = "Phụ lục"
    """The name of its sheet in xlsx."""
    mark: Text = ""
    """Small at the foot of every page: which version of the plan it is of."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among its parts."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    @property
    def shown_parts(self) -> tuple[Part, ...]:
        """Its parts without empty paragraphs and tables."""
        return tuple(part for part in self.parts if not _is_empty(part))


def _is_empty(part: Part) -> bool:
    if isinstance(part, Table):
        return not part.bands
    return isinstance(part, Paragraph) and not part.text
