"""A paper as PDF, set by typst."""

from planner.prints.as_typst.typst_paper import compiled
from planner.prints.paper import Paper


def as_pdf(paper: Paper) -> bytes:
    """The paper's pages."""
    return compiled(paper, "pdf")[0]
