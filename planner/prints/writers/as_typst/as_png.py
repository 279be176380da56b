"""A paper as a picture, as long as its text, for messages on a telephone."""

from planner.prints.paper.paper import Paper
from planner.prints.writers.as_typst.typst_paper import compiled

PIXELS_AN_INCH = 144.0


def as_png(paper: Paper) -> list[bytes]:
    """The paper set as in its PDF, without turning pages; a table that starts a page starts another picture."""
    return compiled(paper, "png", PIXELS_AN_INCH)
