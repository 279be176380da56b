"""A paper as pictures, one a page, for messages on a telephone."""

from planner.prints.paper import Paper
from planner.prints.typst_paper import compiled

PIXELS_AN_INCH = 144.0


def as_png(paper: Paper) -> list[bytes]:
    """The paper's pages, the first one first; they look like those of its PDF."""
    return compiled(paper, "png", PIXELS_AN_INCH)
