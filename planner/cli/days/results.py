"""The commands `record` and `new-results`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from planner.cli.session import Speaker, rest_in_json, show_warnings, show_warnings_and_notes
from planner.errors import WrongUsage
from planner.pasted import pasted_word
from planner.replan.planned import PlannedSlot
from planner.telling.days.results import (
    corrected,
    days_told,
    form_as_json,
    form_told,
    happened,
    recorded_as_json,
    rows_stay_told,
    withdrawn_as_json,
    withdrawn_told,
    without_effect,
)
from planner.texts import Noun, texts_of
from planner.workflow.days.recording import RecordedReport, record_results
from planner.workflow.days.results_forms import ResultsForm, new_results_form
from planner.workflow.days.withdrawing import WithdrawnResults, withdraw_results

_ = texts_of("cli")

MOST_CORRECTIONS_SHOWN = 20


def record(
    session: Speaker,
    *,
    campaign: Path,
    results: Path | None,
    withdrawn: tuple[int, ...],
    today: date | None,
    ledger: str | None,
    begins_anew: bool,
) -> None:
    """`planner record`."""
    if (results is None) == (not withdrawn):
        raise WrongUsage(_("Give either RESULTS.xlsx, to record it, or --withdraw with the number of a row"))
    if results is None:
        _show_withdrawn(session, campaign, withdraw_results(campaign, withdrawn, address=ledger, today=today))
        return
    recorded = record_results(campaign, results, address=ledger, today=today, begins_anew=begins_anew)
    _show_recorded(session, campaign, recorded)


def new_results(
    session: Speaker,
    *,
    campaign: Path,
    day: date | None,
    first_day: date | None,
    last_day: date | None,
    path: Path | None,
    ledger: str | None,
) -> None:
    """`planner new-results`."""
    if day is not None and (first_day is not None or last_day is not None):
        raise WrongUsage(_("Give either --date for one day, or --from and --to for several"))
    if last_day is not None and first_day is None:
        raise WrongUsage(_("--to is the last of several days. Name the first with --from"))
    form = new_results_form(campaign, day or first_day, path, last_day=day or last_day, address=ledger)
    _show_form(session, campaign, form)


def _show_recorded(session: Speaker, workbook: Path, report: RecordedReport) -> None:
    """`planner record`: what happened, each correction, and what to do next."""
    show_warnings_and_notes(session, report.problems)
    session.say(happened(report))
    for correction in report.corrections[:MOST_CORRECTIONS_SHOWN]:
        session.say(f"  - {corrected(report.campaign, correction)}")
    rest = len(report.corrections) - MOST_CORRECTIONS_SHOWN
    if rest > 0:
        session.say(f"  {rest_in_json(rest, Noun.RESULT)}")
    session.say_lines(without_effect(report))
    if not report.recorded.is_nothing_new:
        session.say(next_step(workbook, report.without_result, has_plan=report.has_plan))
    session.answer(recorded_as_json(report))


def next_step(workbook: Path, without_result: Sequence[PlannedSlot], *, has_plan: bool) -> str:
    """What to do after results were recorded or taken back."""
    if not has_plan:
        return _("No plan is stored yet. Next: planner plan {workbook} --fresh").format(workbook=pasted_word(workbook))
    if without_result:
        return _("Still without results: {days}. Record these too, then: planner replan {workbook}").format(
            days=days_told(without_result), workbook=pasted_word(workbook)
        )
    return _("No planned slot before today is without a result. Next: planner replan {workbook}").format(
        workbook=pasted_word(workbook)
    )


def _show_withdrawn(session: Speaker, workbook: Path, withdrawn: WithdrawnResults) -> None:
    """Each row that counts no longer, what counts in its place, and what to do next."""
    show_warnings(session, withdrawn.problems)
    for each in withdrawn.withdrawals:
        session.say(withdrawn_told(withdrawn, each))
        if each.counts_again is not None:
            session.say(
                _("  In its place {row} counts again, which it had replaced. If that is wrong too: {withdraw}").format(
                    row=withdrawn.recorded.row(each.counts_again),
                    withdraw=withdrawn.recorded.withdraw(each.counts_again),
                )
            )
    session.say(rows_stay_told())
    session.say(next_step(workbook, withdrawn.without_result, has_plan=withdrawn.latest is not None))
    session.answer(withdrawn_as_json(withdrawn))


def _show_form(session: Speaker, workbook: Path, form: ResultsForm) -> None:
    """`planner new-results`: where the form is and what to do with it."""
    show_warnings(session, form.problems)
    session.say_lines(form_told(form))
    session.say(
        _("Fill it in, then: planner record {workbook} {path}").format(
            workbook=pasted_word(workbook), path=pasted_word(form.path)
        )
    )
    session.answer(form_as_json(form))
