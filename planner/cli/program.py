"""The whole program: the group with all its commands."""

from planner.cli.adopt_command import adopt
from planner.cli.audit_command import audit
from planner.cli.commands import planner
from planner.cli.daily_commands import announce, backup, changes, new_results, record, restore, status
from planner.cli.export_command import export
from planner.cli.invite_commands import invite, purge
from planner.cli.print_commands import print_plan
from planner.cli.question_commands import whatif, why
from planner.cli.quota_command import quota
from planner.cli.replan_commands import repairs, replan
from planner.cli.report_command import report

__all__ = ["planner"]

_DAILY = (
    record,
    new_results,
    replan,
    repairs,
    adopt,
    announce,
    changes,
    status,
    print_plan,
    backup,
    restore,
    export,
)
_QUESTIONS = (why, whatif, audit)
_FIGURES = (report, quota)
_CITIZENS = (invite, purge)

for _command in (*_DAILY, *_QUESTIONS, *_FIGURES, *_CITIZENS):
    planner.add_command(_command)
