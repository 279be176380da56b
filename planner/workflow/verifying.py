"""Judging a workbook, or a plan that somebody made."""

from dataclasses import dataclass
from pathlib import Path

from planner.check.verdict import Verdict, judge
from planner.errors import Problem
from planner.intake.plan_file import read_plan
from planner.intake.workbook import ReadCampaign, read_campaign


@dataclass(frozen=True, slots=True)
class Verified:
    """A verdict, and what is doubtful in the workbook that it rests on."""

    verdict: Verdict
    problems: tuple[Problem, ...]


def check_workbook(workbook: Path) -> ReadCampaign:
    """Read a workbook for the sake of its problems. Raises UnreadableFile, WorkbookProblems."""
    return read_campaign(workbook)


def verify_plan(workbook: Path, plan_path: Path) -> Verified:
    """Hold a plan against its campaign. Raises UnreadableFile, WorkbookProblems."""
    read = read_campaign(workbook)
    return Verified(judge(read.campaign, read_plan(plan_path)), read.warnings)
