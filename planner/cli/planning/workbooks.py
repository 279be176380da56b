"""The commands about a workbook or a file of a plan: `new`, `check`, `verify`."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from planner.cli.session import Speaker, show_warnings, show_warnings_and_notes
from planner.intake.blanks.levels import Level
from planner.intake.blanks.template import write_new_campaign
from planner.intake.campaign.campaign_reader import ReadCampaign
from planner.pasted import pasted_word
from planner.telling.problems import problems_as_json
from planner.telling.verdicts import (
    campaign_told,
    changed_unit_days_told,
    plan_told,
    values_told,
    verdict_as_json,
    violations_told,
)
from planner.texts import texts_of
from planner.workflow.planning.verifying import Verified, check_workbook, verify_plan

_ = texts_of("cli")


def new(
    session: Speaker, *, folder: Path, first_day: date | None, last_day: date | None, level_name: str | None
) -> None:
    """`planner new`."""
    level = Level(level_name) if level_name else None
    _show_new(session, write_new_campaign(folder, first_day, last_day, datetime.now(UTC).year, level))


def check(session: Speaker, *, campaign: Path) -> None:
    """`planner check`."""
    _show_checked(session, check_workbook(campaign))


def verify(
    session: Speaker,
    *,
    campaign: Path,
    plan_path: Path,
    announced: Path | None,
    results: Path | None,
    ledger: str | None,
) -> None:
    """`planner verify`."""
    _show_verified(session, verify_plan(campaign, plan_path, announced, results, address=ledger))


def _show_new(session: Speaker, written: Sequence[Path]) -> None:
    """`planner new`: the two workbooks."""
    empty, example = written
    session.say(_("Empty workbook: {path}").format(path=empty))
    session.say(_("Filled example: {path}").format(path=example))
    session.say(_("Fill in the workbook in Excel, then run: planner check {path}").format(path=pasted_word(empty)))
    session.answer({"campaign": str(empty), "example": str(example)})


def _show_checked(session: Speaker, read: ReadCampaign) -> None:
    """`planner check` of a workbook that can be planned."""
    show_warnings_and_notes(session, read.warnings)
    session.say_lines(campaign_told(read.campaign))
    session.answer({"problems": problems_as_json(read.warnings)})


def _show_verified(session: Speaker, verified: Verified) -> None:
    """`planner verify`: every broken rule, and the goals recomputed. Exits with 1 if any rule is broken."""
    show_warnings(session, verified.problems)
    verdict = verified.verdict
    session.say_lines(violations_told(verdict.violations))
    session.say_lines(values_told(verdict.goals))
    if verdict.changed_unit_days is not None:
        session.say(changed_unit_days_told(verdict.changed_unit_days))
    if verdict.unverified:
        session.note(
            _("Not judged: {names}. Give --announced and --results").format(names=", ".join(verdict.unverified))
        )
    session.say(plan_told(len(verdict.violations)))
    session.answer(verdict_as_json(verdict))
    if not verdict.sound:
        sys.exit(1)
