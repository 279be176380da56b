"""A paper as PDF, set by typst."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from planner.prints.fonts import chosen_family, installed_fonts
from planner.prints.frame import Paper
from planner.prints.pages import Setting, cut_to_pages
from planner.prints.room import room_for_foot, room_for_table

if TYPE_CHECKING:
    import typst

SIZE = 12.0
LINE = 13.92
PADDING = 5.0
SIDE_PADDING_MM = 3.0


def as_pdf(paper: Paper) -> bytes:
    """The paper's pages. Texts reach typst as JSON beside its markup, so none can be taken for a command."""
    first_page, page = room_for_table(paper.frame)
    foot = room_for_foot(paper.frame)
    setting = Setting(SIZE, LINE, PADDING, SIDE_PADDING_MM, page, first_page)
    table = cut_to_pages(paper.table, setting, foot)
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={
            "paper": json.dumps(
                {
                    "frame": paper.frame.model_dump(),
                    "title": paper.frame.whole_title,
                    "has_head": paper.frame.has_head,
                    "has_foot": paper.frame.has_foot,
                    "table": table.model_dump(),
                },
                ensure_ascii=False,
            ),
            "fonts": json.dumps([chosen_family(), "Libertinus Serif"]),
        },
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - a PDF is one file
    return pdf


@cache
def _compiler() -> "typst.Compiler":
    import typst  # noqa: PLC0415 - heavy

    templates = Path(str(files("planner.prints")))
    return typst.Compiler(templates / "paper.typ", root=templates, font_paths=installed_fonts())
