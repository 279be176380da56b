"""The command `verify-roster`."""

import sys
from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.telling.figures import counted, figure, goal_name
from planner.texts import texts_of
from planner.workflow.roster import verifying

_ = texts_of("cli")


def verify_roster(session: Speaker, *, campaign: Path, plan_path: Path, roster_path: Path) -> None:
    """`planner verify-roster`: every broken rule, and the goals recomputed. Exits with 1 if any rule is broken."""
    verified = verifying.verify_roster(campaign, plan_path, roster_path)
    show_warnings(session, verified.problems)
    verdict = verified.verdict
    for violation in verdict.violations:
        session.say(f"- {violation.message}")
    for found in verdict.goals:
        session.say(f"  {goal_name(found.goal):<14} {figure(found.goal, found.value):>12}")
    if verdict.unverified:
        session.note(
            _("Taken from the roster's own word, for only the ledger knows it: {names}").format(
                names=", ".join(verdict.unverified)
            )
        )
    if verdict.sound:
        session.say(_("The roster is sound: it keeps every rule, and its figures are true."))
    else:
        session.say(
            counted(
                len(verdict.violations),
                _("The roster is NOT sound: 1 violation."),
                _("The roster is NOT sound: {count} violations."),
            )
        )
    session.answer(
        {
            "sound": verdict.sound,
            "violations": [violation.model_dump(mode="json") for violation in verdict.violations],
            "goals": {found.goal.value: found.value for found in verdict.goals},
            "vacant": sum(seat.officers for seat in verdict.vacant),
            "unverified": [name.value for name in verdict.unverified],
        }
    )
    if not verdict.sound:
        sys.exit(1)
