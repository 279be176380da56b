"""The command `verify-roster`."""

import sys
from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.telling.verdicts import (
    roster_told,
    roster_verdict_as_json,
    taken_at_its_word,
    values_told,
    violations_told,
)
from planner.workflow.roster import verifying


def verify_roster(session: Speaker, *, campaign: Path, plan_path: Path, roster_path: Path, ledger: str | None) -> None:
    """`planner verify-roster`: every broken rule, and the goals recomputed. Exits with 1 if any rule is broken."""
    verified = verifying.verify_roster(campaign, plan_path, roster_path, address=ledger)
    show_warnings(session, verified.problems)
    verdict = verified.verdict
    session.say_lines(violations_told(verdict.violations))
    session.say_lines(values_told(verdict.goals))
    if verdict.unverified:
        session.note(taken_at_its_word(verdict))
    session.say(roster_told(len(verdict.violations)))
    session.answer(roster_verdict_as_json(verdict))
    if not verdict.sound:
        sys.exit(1)
