"""The itinerary on paper, for the crew: as docx, pdf and xlsx."""

from dataclasses import replace
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.prints.forms.itinerary import wording
from planner.prints.forms.itinerary.itinerary import Itinerary, itinerary_of
from planner.prints.forms.itinerary.table import itinerary_table
from planner.prints.forms.registry import ITINERARIES
from planner.prints.forms.task import PrintedForms, PrintTask
from planner.prints.paper.frame import letter_frame
from planner.prints.paper.paper import Paper
from planner.prints.words.wording import version_mark
from planner.prints.written import Format, Printed, print_paper
from planner.texts import spoken_number, texts_of

_ = texts_of("prints")

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
    return print_paper(itinerary_paper(campaign, itinerary, version), folder, f"{ITINERARIES.stem}{stem}", FORMATS)


def print_itineraries(task: PrintTask) -> PrintedForms:
    """Write the itinerary of each of the task's machines that has work in the plan. Raises UnwritableFile."""
    folder = task.folder / ITINERARIES.folder
    itineraries = [(machine, itinerary_of(task.campaign, task.plan, machine)) for machine in task.machines]
    busy = [(machine, itinerary) for machine, itinerary in itineraries if itinerary.stages]
    printed: list[Printed] = []
    for number, (machine, itinerary) in enumerate(busy, start=1):
        stem = task.machine_stems[machine.name]
        printed.append(print_itinerary(task.campaign, itinerary, folder, stem, task.plan.version))
        line = _("  Printing itineraries: {done} of {all}")
        task.listen(line.format(done=spoken_number(number), all=spoken_number(len(busy))))
    return replace(
        PrintedForms.of(*printed),
        without_work=tuple(machine for machine, itinerary in itineraries if not itinerary.stages),
    )
