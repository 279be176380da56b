"""A paper as PDF, set by typst."""

from planner.prints.paper.paper import Paper
from planner.prints.writers.as_typst.typst_paper import compiled


def as_pdf(paper: Paper) -> bytes:
    """The paper's pages."""
    return compiled(paper, "pdf")[0]
