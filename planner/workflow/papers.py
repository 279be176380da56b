"""What is written of a plan into a folder that may be emptied at any time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.told_apart import told_apart
from planner.errors import UnwritableFile
from planner.intake.plan_file import write_plan
from planner.pasted import pasted_word
from planner.prints.appendix.paper import print_appendix
from planner.prints.timeline.picture import FILE_NAME as TIMELINE_NAME
from planner.prints.timeline.picture import write_timeline
from planner.texts import texts_of

_ = texts_of("workflow")

PLAN_NAME = "plan.json"


@dataclass(frozen=True, slots=True)
class Papers:
    """Where a plan was written to, and what its readers should know."""

    plan_path: Path
    prints: tuple[Path, ...]
    warnings: tuple[str, ...]


def write_papers(campaign: Campaign, plan: Plan, folder: Path) -> Papers:
    """The appendix, the timeline and, last, plan.json. Raises UnwritableFile."""
    shown = told_apart(campaign)
    printed = print_appendix(shown, plan, folder)
    timeline = write_timeline(shown, plan, folder)
    plan_path = write_plan(plan, folder / PLAN_NAME)
    moved = [path for path, name in ((timeline, TIMELINE_NAME), (plan_path, PLAN_NAME)) if path.name != name]
    return Papers(plan_path, (*printed.paths, timeline), (*printed.warnings, *map(_moved, moved)))


@contextmanager
def saying_what_is_stored(workbook: Path, plan: Plan) -> Iterator[None]:
    """Where papers cannot be written, say that the plan itself is kept and how to print it."""
    try:
        yield
    except UnwritableFile as error:
        raise UnwritableFile(
            _(
                "{error}. Plan {number} is stored all the same; to print it, run: "
                "planner print {workbook} --version {number}"
            ).format(error=str(error).rstrip("."), number=plan.version, workbook=pasted_word(workbook))
        ) from error


def _moved(path: Path) -> str:
    return _("the file of the usual name is open in another program; the new one is {path}").format(path=path.name)
