"""What a search for a roster hands over. Nothing here needs the solver."""

from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from planner.roster.duties import Duty, DutyGoalResult, Vacancy


@dataclass(frozen=True, slots=True)
class RosterSolution:
    """Duties ahead with what stays vacant, and every goal's value and proof."""

    duties: tuple[Duty, ...]
    """What is rostered, without the past; sorted by slot, machine and role, then officer in workbook order."""
    vacant: tuple[Vacancy, ...]
    """Sorted likewise."""
    goals: tuple[DutyGoalResult, ...]
    """In the order of `DutyGoal`, the past included where the goal counts it."""
    was_stopped: bool
    """Whether somebody ended the search before its end."""
    warnings: tuple[str, ...] = ()
    """What happened to the search that the reader of its roster should know; empty where all went well."""


def roster_solver() -> str:
    """What a stored roster says it was found by."""
    found = []
    for name, package in (("OR-Tools", "ortools"), ("HiGHS", "highspy")):
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(package)}")
    return ", ".join(found)
