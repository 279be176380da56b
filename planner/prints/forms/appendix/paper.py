"""The appendix on paper: where each machine stands on which days, as xlsx, docx and pdf."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.cluster_hours import StopHours
from planner.domain.plan import Plan
from planner.prints.forms.appendix.schedule import schedule_of
from planner.prints.forms.appendix.table import appendix_table
from planner.prints.forms.registry import APPENDIX
from planner.prints.forms.task import PrintedForms, PrintTask
from planner.prints.paper.frame import frame_of
from planner.prints.paper.paper import Paper
from planner.prints.words.wording import version_mark
from planner.prints.written import Printed, print_paper


def appendix_paper(campaign: Campaign, plan: Plan, hours: StopHours | None = None) -> Paper:
    """The appendix before any format: its frame and its table; `hours` are the whole plan's where this is a part."""
    table = appendix_table(schedule_of(campaign, plan, hours))
    return Paper(frame=frame_of(campaign), parts=(table,), mark=version_mark(plan.version))


def print_appendix(campaign: Campaign, plan: Plan, folder: Path) -> Printed:
    """Write the plan's appendix into this folder in all three formats. Raises UnwritableFile."""
    return print_paper(appendix_paper(campaign, plan), folder, APPENDIX.stem)


def print_part(task: PrintTask) -> PrintedForms:
    """Write what the appendix says of the task's unit or machine; nothing of a unit that has no machine."""
    campaign, plan = task.part
    if not campaign.machines:
        return PrintedForms()
    paper = appendix_paper(campaign, plan, StopHours(task.campaign, task.plan.assignments))
    return PrintedForms.of(print_paper(paper, task.folder, f"{APPENDIX.stem}{task.suffix}"))
