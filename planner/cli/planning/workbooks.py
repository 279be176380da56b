"""The commands about a workbook or a file of a plan: `new`, `check`, `verify`."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from planner.cli.figures import counted, figure, goal_name
from planner.cli.session import Speaker, problems_as_json, show_warnings, show_warnings_and_notes
from planner.intake.blanks.levels import Level
from planner.intake.blanks.template import write_new_campaign
from planner.intake.campaign.campaign_reader import ReadCampaign
from planner.pasted import pasted_word
from planner.texts import spoken_day, spoken_number, texts_of
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
    campaign = read.campaign
    session.say(
        _("{units}, {machines}, {dossiers} to collect from {first} to {last}.").format(
            units=counted(len(campaign.units), _("1 unit"), _("{count} units")),
            machines=counted(len(campaign.machines), _("1 machine"), _("{count} machines")),
            dossiers=counted(sum(unit.need for unit in campaign.units), _("1 dossier"), _("{count} dossiers")),
            first=spoken_day(campaign.calendar.first_day),
            last=spoken_day(campaign.calendar.last_day),
        )
    )
    session.say(_("The workbook can be planned."))
    session.answer({"problems": problems_as_json(read.warnings)})


def unsound(num_violations: int) -> str:
    """That a plan breaks so many rules."""
    return counted(
        num_violations, _("The plan is NOT sound: 1 violation."), _("The plan is NOT sound: {count} violations.")
    )


def _show_verified(session: Speaker, verified: Verified) -> None:
    """`planner verify`: every broken rule, and the goals recomputed. Exits with 1 if any rule is broken."""
    show_warnings(session, verified.problems)
    verdict = verified.verdict
    for violation in verdict.violations:
        session.say(f"- {violation.message}")
    for found in verdict.goals:
        session.say(f"  {goal_name(found.goal):<14} {figure(found.goal, found.value):>12}")
    if verdict.changed_unit_days is not None:
        session.say(_("  Announced unit-days changed: {count}").format(count=spoken_number(verdict.changed_unit_days)))
    if verdict.unverified:
        session.note(
            _("Not judged: {names}. Give --announced and --results").format(names=", ".join(verdict.unverified))
        )
    if verdict.sound:
        session.say(_("The plan is sound: it keeps every rule, and its figures are true."))
    else:
        session.say(unsound(len(verdict.violations)))
    session.answer(
        {
            "sound": verdict.sound,
            "violations": [violation.model_dump(mode="json") for violation in verdict.violations],
            "goals": {found.goal.value: found.value for found in verdict.goals},
            "changed_unit_days": verdict.changed_unit_days,
            "unverified": [name.value for name in verdict.unverified],
        }
    )
    if not verdict.sound:
        sys.exit(1)
