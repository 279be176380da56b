"""The command `adjust`: what is otherwise than the workbook says, entered, listed and withdrawn."""

from datetime import date
from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.domain.adjustment import AdjustmentKind
from planner.errors import WrongUsage
from planner.pasted import pasted
from planner.telling.days.adjustments import entered_told, listed_as_json, recorded_as_json
from planner.telling.figures import counted
from planner.texts import texts_of
from planner.workflow.days.adjusting import (
    AskedAdjustment,
    ListedAdjustments,
    RecordedAdjustment,
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
    officer: str | None,
    leave: str | None,
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
    given = [each for each in (broken, closed, pinned, officer, withdrawn) if each is not None]
    days = [each for each in (first_day, first_shift, last_day, last_shift, reason or None) if each is not None]
    if len(given) > 1:
        raise WrongUsage(_("Give one of --break, --close, --pin, --leave and --withdraw at a time"))
    if days and (not given or withdrawn is not None):
        raise WrongUsage(_("Days, shifts and a reason go with --break, --close, --pin or --leave. Give one of these"))
    if leave is not None and officer is None:
        raise WrongUsage(_("--kind goes with --leave. Name the officer who is away"))
    if not given:
        _show_listed(session, list_adjustments(campaign, address=ledger))
    elif withdrawn is not None:
        _show_withdrawn(session, campaign, ledger, withdraw_adjustment(campaign, withdrawn, address=ledger))
    elif first_day is None:
        raise WrongUsage(_("Say with --from from which day on, such as --from 18/4/2023"))
    else:
        asked = AskedAdjustment(
            kind=_kind(broken, closed, officer),
            officer=officer,
            leave=leave,
            machine=broken or (pinned[0] if pinned else None),
            unit=closed or (pinned[1] if pinned else None),
            first_day=first_day,
            first_shift=first_shift,
            last_day=last_day,
            last_shift=last_shift,
            reason=reason,
        )
        _show_entered(session, campaign, ledger, record_adjustment(campaign, asked, address=ledger, today=today))


def _kind(broken: str | None, closed: str | None, officer: str | None) -> AdjustmentKind:
    if broken is not None:
        return AdjustmentKind.BREAKDOWN
    if closed is not None:
        return AdjustmentKind.CLOSURE
    return AdjustmentKind.PIN if officer is None else AdjustmentKind.LEAVE


def _show_listed(session: Speaker, listed: ListedAdjustments) -> None:
    show_warnings(session, listed.problems)
    holding = [each for each in listed.entered if each.holds]
    for each in holding:
        session.say(entered_told(listed.campaign, each))
    if not holding:
        session.say(_("Nothing that holds now was entered beside the workbook."))
    session.answer(listed_as_json(listed))


def _show_entered(session: Speaker, workbook: Path, ledger: str | None, recorded: RecordedAdjustment) -> None:
    show_warnings(session, recorded.problems)
    what = entered_told(recorded.campaign, recorded.entered)
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
    if recorded.duties:
        session.say(
            _("Of the roster, {duties} of this officer cannot be kept. Make it anew: {command}").format(
                duties=counted(len(recorded.duties), _("1 duty"), _("{count} duties")),
                command=pasted("roster", workbook, ledger=ledger),
            )
        )
    number = str(recorded.entered.number)
    session.say(
        _("To take it back: {command}").format(command=pasted("adjust", workbook, "--withdraw", number, ledger=ledger))
    )
    session.answer(recorded_as_json(recorded))


def _show_withdrawn(session: Speaker, workbook: Path, ledger: str | None, recorded: RecordedAdjustment) -> None:
    show_warnings(session, recorded.problems)
    session.say(_("Withdrawn: {what}.").format(what=entered_told(recorded.campaign, recorded.entered)))
    of_rosters = recorded.entered.is_of_rosters
    still = (
        _("Rosters made so far still keep to it. Make one anew: {command}")
        if of_rosters
        else _("Plans made so far still keep to it. Plan anew: {command}")
    )
    session.say(still.format(command=pasted("roster" if of_rosters else "replan", workbook, ledger=ledger)))
    session.answer(recorded_as_json(recorded))
