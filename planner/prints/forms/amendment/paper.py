"""The amendment on paper: what of an announced schedule is cancelled, moved and added, and what to tell whom."""

from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.prints.forms.amendment import wording
from planner.prints.forms.amendment.lines import parts_of
from planner.prints.forms.amendment.notices import notices
from planner.prints.forms.amendment.notices_paper import notices_csv, notices_paper
from planner.prints.forms.amendment.table import amendment_table
from planner.prints.paper.frame import amendment_frame
from planner.prints.paper.paper import Paper, Paragraph
from planner.prints.words.text import printable
from planner.prints.words.wording import version_mark
from planner.prints.written import Format, Printed, print_file, print_paper, together

STEM = "phu-luc-dieu-chinh"
NOTICES_STEM = "thong-bao-dieu-chinh"
"""The files' names, whatever the campaign is called."""


def amendment_paper(campaign: Campaign, difference: Difference, *, old_version: int, new_version: int) -> Paper:
    """The amendment before any format; where nothing changes it says so and has no table."""
    own = printable(campaign.letterhead.appendix_title).upper()
    if own:
        word = f"{wording.AMENDMENT.upper()} "
        title: tuple[str, ...] = (own if own.startswith(word) else word + own,)
    else:
        title = (wording.DEFAULT_TITLE.upper(), campaign.name.upper())
    opening = Paragraph(text=wording.opening(campaign, difference, old_version, new_version))
    frame = amendment_frame(campaign.letterhead, title)
    table = amendment_table(parts_of(campaign, difference))
    return Paper(frame=frame, parts=(opening, table), mark=version_mark(new_version))


def print_amendment(
    campaign: Campaign,
    difference: Difference,
    folder: Path,
    *,
    old_version: int,
    new_version: int,
    told_from: date | None = None,
) -> Printed:
    """Write the amendment (xlsx, docx, pdf) and the notices (docx, csv) into this folder. Raises UnwritableFile.

    The amendment is whole; the notices tell nothing of the days before `told_from`, if that is given.

    Where nothing changes the files are written all the same and say so, lest older ones be taken for the newest.
    """
    told = notices(campaign, difference, told_from)
    paper = amendment_paper(campaign, difference, old_version=old_version, new_version=new_version)
    return together(
        print_paper(paper, folder, STEM),
        print_paper(notices_paper(campaign, difference, told, new_version), folder, NOTICES_STEM, (Format.DOCX,)),
        print_file(folder / f"{NOTICES_STEM}.csv", notices_csv(told)),
    )
