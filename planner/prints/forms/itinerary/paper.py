"""The itinerary on paper, for the crew: as docx, pdf and xlsx."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.prints.forms.itinerary import wording
from planner.prints.forms.itinerary.itinerary import Itinerary
from planner.prints.forms.itinerary.table import itinerary_table
from planner.prints.paper.frame import letter_frame
from planner.prints.paper.paper import Paper
from planner.prints.words.wording import version_mark
from planner.prints.written import Format, Printed, print_paper

FOLDER = "hanh-trinh"
PREFIX = "hanh-trinh-"
FORMATS = (Format.XLSX, Format.DOCX, Format.PDF)


def itinerary_paper(campaign: Campaign, itinerary: Itinerary, version: int | None = None) -> Paper:
    """The itinerary before any format. It goes to the crew with the plan, so it bears no number of its own."""
    frame = letter_frame(campaign, word=wording.WORD, title=(itinerary.machine.upper(), campaign.name.upper()))
    return Paper(
        frame=frame.model_copy(update={"number": ""}),
        parts=(itinerary_table(itinerary),),
        sheet="Lịch trình",
        mark=version_mark(version),
    )


def print_itinerary(
    campaign: Campaign, itinerary: Itinerary, folder: Path, stem: str, version: int | None = None
) -> Printed:
    """Write the itinerary of a plan of this version into this folder. Raises UnwritableFile."""
    return print_paper(itinerary_paper(campaign, itinerary, version), folder, f"{PREFIX}{stem}", FORMATS)
