"""The whole program: the group with all its commands."""

from planner.cli.commands import planner
from planner.cli.replan_commands import repairs, replan

__all__ = ["planner"]

for _command in (replan, repairs):
    planner.add_command(_command)
