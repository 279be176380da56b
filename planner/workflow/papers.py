"""What is written of a plan into a folder that may be emptied at any time."""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.told_apart import told_apart
from planner.intake.plan_file import write_plan
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


def _moved(path: Path) -> str:
    return _("the file of the usual name is open in another program; the new one is {path}").format(path=path.name)
