"""The command `adopt`: it stores a plan which could not be stored when it was found."""

from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.telling.planning.plan import adopted_as_json, adopted_told, warnings_of_adopted
from planner.telling.written_files import files_of_one_folder
from planner.workflow.planning.adopting import adopt_plan


def adopt(session: Speaker, *, campaign: Path, plan_path: Path, folder: Path | None, ledger: str | None) -> None:
    """`planner adopt`."""
    adopted = adopt_plan(campaign, plan_path, folder=folder, address=ledger)
    show_warnings(session, adopted.problems)
    session.warn(warnings_of_adopted(adopted))
    session.say(adopted_told(adopted))
    session.say_lines(files_of_one_folder((adopted.papers.plan_path, *adopted.papers.prints)))
    session.answer(adopted_as_json(adopted))
