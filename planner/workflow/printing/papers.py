"""What is written of a plan into a folder that may be emptied at any time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.meanwhile import MadeFrom
from planner.domain.plan import Plan
from planner.domain.told_apart import told_apart
from planner.errors import BrokenOff, UnwritableFile
from planner.intake.plan_file import write_plan
from planner.pasted import pasted
from planner.prints.forms.appendix.paper import print_appendix
from planner.prints.forms.timeline.picture import FILE_NAME as TIMELINE_NAME
from planner.prints.forms.timeline.picture import write_timeline
from planner.texts import texts_of
from planner.workflow.printing.areas import about_areas, areas_printed_apart

_ = texts_of("workflow")

PLAN_NAME = "plan.json"
NOT_STORED = "CHƯA LƯU VÀO SỔ CÁI"
"""What papers of a plan say that no ledger has."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Where a plan was written to, and what its readers should know."""

    plan_path: Path
    prints: tuple[Path, ...]
    warnings: tuple[str, ...]


def write_papers(
    campaign: Campaign, plan: Plan, folder: Path, made_from: MadeFrom | None = None, *, workbook: Path | None = None
) -> Papers:
    """The appendix, the timeline and, last, plan.json; of a very large campaign that alone. Raises UnwritableFile.

    With what it was made from for a plan that is not stored: its papers say so, and its file can be adopted later.
    """
    if areas_printed_apart(campaign):
        file = write_plan_file(plan, folder, made_from)
        return Papers(file.plan_path, (), (*file.warnings, *about_areas(campaign, workbook)))
    shown = told_apart(campaign if made_from is None else marked_as_not_stored(campaign))
    printed = print_appendix(shown, plan, folder)
    timeline = write_timeline(shown, plan, folder)
    file = write_plan_file(plan, folder, made_from)
    moved = [_moved(timeline)] if timeline.name != TIMELINE_NAME else []
    return Papers(file.plan_path, (*printed.paths, timeline), (*printed.warnings, *moved, *file.warnings))


def write_plan_file(plan: Plan, folder: Path, made_from: MadeFrom | None = None) -> Papers:
    """plan.json alone. Raises UnwritableFile."""
    path = write_plan(plan, folder / PLAN_NAME, made_from)
    return Papers(path, (), (_moved(path),) if path.name != PLAN_NAME else ())


def marked_as_not_stored(campaign: Campaign) -> Campaign:
    """The campaign with a mark in what stands at the head of its papers: nobody should sign them."""
    letterhead = campaign.letterhead
    word = f"{letterhead.appendix_word} ({NOT_STORED})" if letterhead.appendix_word else NOT_STORED
    return campaign.model_copy(
        update={
            "name": f"{campaign.name} ({NOT_STORED})",
            "letterhead": letterhead.model_copy(update={"appendix_word": word}),
        }
    )


@contextmanager
def saying_what_is_stored(workbook: Path, plan: Plan) -> Iterator[None]:
    """Where papers cannot be written, say that the plan itself is kept and how to print it."""
    again = pasted("print", workbook, "--version", str(plan.version))
    sentence = _("{error}. Plan {number} is stored all the same; to print it, run: {command}")
    try:
        yield
    except UnwritableFile as error:
        raise UnwritableFile(
            sentence.format(error=str(error).rstrip("."), number=plan.version, command=again)
        ) from error
    except KeyboardInterrupt as pressed:
        ended = _("Ctrl-C came while the papers were being written")
        raise BrokenOff(sentence.format(error=ended, number=plan.version, command=again)) from pressed


def _moved(path: Path) -> str:
    return _("the file of the usual name is open in another program; the new one is {path}").format(path=path.name)
