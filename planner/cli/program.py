"""The whole program: the group with all its commands."""

from planner.cli.appendix.audit_command import audit
from planner.cli.days.daily_commands import announce, backup, changes, new_results, record, restore, status
from planner.cli.days.quota_command import quota
from planner.cli.days.report_command import report
from planner.cli.invitations.invite_commands import invite, purge
from planner.cli.ledger.export_command import export
from planner.cli.planning.adopt_command import adopt
from planner.cli.planning.commands import planner
from planner.cli.planning.replan_commands import repairs, replan
from planner.cli.printing.guide_command import guide
from planner.cli.printing.print_commands import print_plan
from planner.cli.questions.question_commands import whatif, why

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
_MANUAL = (guide,)

for _command in (*_DAILY, *_QUESTIONS, *_FIGURES, *_CITIZENS, *_MANUAL):
    planner.add_command(_command)
