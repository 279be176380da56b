"""The whole program: the group with all its commands."""

from planner.cli.commands import planner
from planner.cli.daily_commands import announce, backup, changes, new_results, record, restore, status
from planner.cli.question_commands import whatif, why
from planner.cli.replan_commands import repairs, replan

__all__ = ["planner"]

for _command in (record, new_results, replan, repairs, announce, changes, status, backup, restore, why, whatif):
    planner.add_command(_command)
