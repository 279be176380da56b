"""A table of targets on paper, as xlsx, docx and pdf."""

from pathlib import Path

from planner.domain.quota import Quota, QuotaFacts
from planner.prints.forms.quota import wording
from planner.prints.forms.quota.table import quota_tables
from planner.prints.paper.frame import appendix_frame
from planner.prints.paper.paper import Orientation, Paper, Paragraph
from planner.prints.words.text import printable
from planner.prints.written import Format, Printed, print_paper

STEM = "chi-tieu"
"""The files' name, whatever the table is called."""
FORMATS = (Format.XLSX, Format.DOCX, Format.PDF)


def quota_paper(quota: Quota, facts: QuotaFacts) -> Paper:
    """The table in its frame: upright for one indicator, lengthwise for more."""
    orientation = Orientation.PORTRAIT if len(quota.totals) == 1 else Orientation.LANDSCAPE
    title = (printable(facts.title) or wording.DEFAULT_TITLE).upper()
    return Paper(
        frame=appendix_frame(facts.letterhead, (title,)),
        parts=(
            Paragraph(text=wording.time_line(quota.days, facts.first_day, facts.last_day)),
            *quota_tables(quota, orientation),
        ),
        orientation=orientation,
        sheet=wording.SHEET,
    )


def print_quota(quota: Quota, facts: QuotaFacts, folder: Path) -> Printed:
    """Write the table into this folder in all three formats. Raises UnwritableFile."""
    return print_paper(quota_paper(quota, facts), folder, STEM, FORMATS)
