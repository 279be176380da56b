"""The command `adjust`: what is otherwise than the workbook says, entered, listed and withdrawn."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.figures import counted
from planner.cli.session import Speaker, problems_as_json, show_warnings
from planner.domain.adjustment import AdjustmentKind, EnteredAdjustment
from planner.domain.campaign import Campaign
from planner.errors import WrongUsage
from planner.pasted import pasted
from planner.texts import spoken_moment, spoken_number, texts_of
from planner.workflow.days.adjusting import (
    AskedAdjustment,
    ListedAdjustments,
    RecordedAdjustment,
    adjustment_told,
    list_adjustments,
    record_adjustment,
    withdraw_adjustment,
)

_ = texts_of("cli")


def adjust(
    session: Speaker,
    *,
    campaign: Path,
    broken: str | None,
    closed: str | None,
    pinned: tuple[str, str] | None,
    withdrawn: int | None,
    first_day: date | None,
    first_shift: str | None,
    last_day: date | None,
    last_shift: str | None,
    reason: str,
    today: date | None,
    ledger: str | None,
) -> None:
    """`planner adjust`."""
    given = [each for each in (broken, closed, pinned, withdrawn) if each is not None]
    days = [each for each in (first_day, first_shift, last_day, last_shift, reason or None) if each is not None]
    if len(given) > 1:
        raise WrongUsage(_("Give one of --break, --close, --pin and --withdraw at a time"))
    if days and (not given or withdrawn is not None):
        raise WrongUsage(_("Days, shifts and a reason go with --break, --close or --pin. Give one of these"))
    if not given:
        _show_listed(session, list_adjustments(campaign, address=ledger))
    elif withdrawn is not None:
        _show_withdrawn(session, campaign, ledger, withdraw_adjustment(campaign, withdrawn, address=ledger))
    elif first_day is None:
        raise WrongUsage(_("Say with --from from which day on, such as --from 18/4/2023"))
    else:
        kind = AdjustmentKind.BREAKDOWN if broken else AdjustmentKind.CLOSURE if closed else AdjustmentKind.PIN
        asked = AskedAdjustment(
            kind=kind,
            machine=broken or (pinned[0] if pinned else None),
            unit=closed or (pinned[1] if pinned else None),
            first_day=first_day,
            first_shift=first_shift,
            last_day=last_day,
            last_shift=last_shift,
            reason=reason,
        )
        _show_entered(session, campaign, ledger, record_adjustment(campaign, asked, address=ledger, today=today))


def adjustment_lines(campaign: Campaign, entered: Iterable[EnteredAdjustment]) -> Iterable[str]:
    """One line for each that holds, with who entered it when and why; a heading where there is any."""
    holding = [each for each in entered if each.holds]
    if holding:
        yield ""
        yield _("Entered beside the workbook")
    for each in holding:
        yield "  " + _line(campaign, each)


def _line(campaign: Campaign, entered: EnteredAdjustment) -> str:
    reason = f": {entered.adjustment.reason}" if entered.adjustment.reason else ""
    return _("{number}. {what}{reason} ({by}, {at})").format(
        number=spoken_number(entered.number),
        what=adjustment_told(campaign, entered.adjustment),
        reason=reason,
        by=entered.entered_by,
        at=spoken_moment(entered.entered_at, campaign.clock),
    )


def adjustment_as_json(entered: EnteredAdjustment) -> dict[str, Any]:
    """All that the ledger knows of it, and whether it holds."""
    return {
        "number": entered.number,
        **entered.adjustment.model_dump(mode="json"),
        "entered_at": entered.entered_at.isoformat(),
        "entered_by": entered.entered_by,
        "withdraws": entered.withdraws,
        "holds": entered.holds,
    }


def _show_listed(session: Speaker, listed: ListedAdjustments) -> None:
    show_warnings(session, listed.problems)
    holding = [each for each in listed.entered if each.holds]
    for each in holding:
        session.say(_line(listed.campaign, each))
    if not holding:
        session.say(_("Nothing that holds now was entered beside the workbook."))
    session.answer(
        {
            "adjustments": [adjustment_as_json(each) for each in listed.entered],
            "problems": problems_as_json(listed.problems),
        }
    )


def _show_entered(session: Speaker, workbook: Path, ledger: str | None, recorded: RecordedAdjustment) -> None:
    show_warnings(session, recorded.problems)
    what = _line(recorded.campaign, recorded.entered)
    if recorded.is_new:
        session.say(_("Entered: {what}.").format(what=what))
    else:
        session.say(_("Nothing changed, it was entered already: {what}.").format(what=what))
    if recorded.planned:
        session.say(
            _("Of what is planned, {slots} cannot be kept. Plan anew: {command}").format(
                slots=counted(len(recorded.planned), _("1 slot"), _("{count} slots")),
                command=pasted("replan", workbook, ledger=ledger),
            )
        )
    number = str(recorded.entered.number)
    session.say(
        _("To take it back: {command}").format(command=pasted("adjust", workbook, "--withdraw", number, ledger=ledger))
    )
    _answer(session, recorded)


def _show_withdrawn(session: Speaker, workbook: Path, ledger: str | None, recorded: RecordedAdjustment) -> None:
    show_warnings(session, recorded.problems)
    session.say(_("Withdrawn: {what}.").format(what=_line(recorded.campaign, recorded.entered)))
    session.say(
        _("Plans made so far still keep to it. Plan anew: {command}").format(
            command=pasted("replan", workbook, ledger=ledger)
        )
    )
    _answer(session, recorded)


def _answer(session: Speaker, recorded: RecordedAdjustment) -> None:
    session.answer(
        {
            "adjustment": adjustment_as_json(recorded.entered),
            "is_new": recorded.is_new,
            "planned_otherwise": [slot.model_dump(mode="json") for slot in recorded.planned],
            "problems": problems_as_json(recorded.problems),
        }
    )
