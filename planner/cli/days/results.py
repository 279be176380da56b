"""The commands `record` and `new-results`."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from planner.cli.session import Speaker, rest_in_json, show_warnings, show_warnings_and_notes
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.domain.version import VersionSummary
from planner.errors import WrongUsage
from planner.ledger.reported import RecordedResult
from planner.pasted import pasted_word
from planner.replan.planned import PlannedSlot
from planner.telling.problems import problems_as_json
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.days.recording import Correction, RecordedReport, record_results
from planner.workflow.days.results_forms import ResultsForm, new_results_form
from planner.workflow.days.withdrawing import WithdrawnResults, withdraw_results

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_CORRECTIONS_SHOWN = 20
MOST_DAYS_SHOWN = 5


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
    session.say(_happened(report))
    for correction in report.corrections[:MOST_CORRECTIONS_SHOWN]:
        session.say(f"  - {_corrected(report.campaign, correction)}")
    rest = len(report.corrections) - MOST_CORRECTIONS_SHOWN
    if rest > 0:
        session.say(f"  {rest_in_json(rest, Noun.RESULT)}")
    if report.recorded.superseded:
        session.say(
            ngettext(
                "{count} result of this file has been corrected since by another; the correction stays.",
                "{count} results of this file have been corrected since by another; the corrections stay.",
                report.recorded.superseded,
            ).format(count=spoken_number(report.recorded.superseded))
        )
    if report.too_late_for:
        session.say(
            ngettext(
                "Plan {number} was made without {count} of these, which is about a slot before {moment}.",
                "Plan {number} was made without {count} of these, which are about slots before {moment}.",
                len(report.too_late),
            ).format(
                number=report.too_late_for.number,
                count=spoken_number(len(report.too_late)),
                moment=_beginning(report.too_late_for.told),
            )
        )
    if not report.recorded.is_nothing_new:
        session.say(next_step(workbook, report.without_result, has_plan=report.has_plan))
    session.answer(_recorded_as_json(report))


def _happened(report: RecordedReport) -> str:
    recorded, name = report.recorded, report.file_name
    if not recorded.total:
        return _("{name} reports nothing yet; nothing was recorded.").format(name=name)
    if recorded.is_nothing_new:
        return ngettext(
            "Nothing changed: the ledger had the {total} result of {name} already.",
            "Nothing changed: the ledger had all {total} results of {name} already.",
            recorded.total,
        ).format(total=spoken_number(recorded.total), name=name)
    return ngettext(
        "{name} is recorded: {new} new result, {corrected} corrected, {unchanged} unchanged.",
        "{name} is recorded: {new} new results, {corrected} corrected, {unchanged} unchanged.",
        recorded.new,
    ).format(
        name=name,
        new=spoken_number(recorded.new),
        corrected=spoken_number(recorded.corrected),
        unchanged=spoken_number(recorded.unchanged),
    )


def _beginning(plan: Plan | VersionSummary) -> str:
    day = spoken_day(plan.as_of) if plan.as_of else ""
    return f"{day} ({plan.as_of_shift})" if plan.as_of_shift else day


def _corrected(campaign: Campaign, correction: Correction) -> str:
    now = correction.now
    about = [
        spoken_day(now.day),
        *(text for text in (now.shift, now.machine) if text),
        _unit(campaign, now.unit),
        *([_("without a machine")] if now.is_elsewhere else []),
    ]
    return f"{', '.join(about)}: {'; '.join(_differences(correction))}"


def _differences(correction: Correction) -> Iterable[str]:
    was, now = correction.was, correction.now
    figures = (
        (_("collected"), was.collected, now.collected),
        (_("approved"), was.approved, now.approved),
        (_("activated"), was.activated, now.activated),
    )
    for name, before, after in figures:
        if before != after:
            yield f"{name} {_known(before)} → {_known(after)}"
    if was.note != now.note:
        yield _("another note")


def _known(figure: int | None) -> str:
    return "–" if figure is None else spoken_number(figure)


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


def days_told(slots: Iterable[PlannedSlot]) -> str:
    """The days of these slots with how many each has, the first few of them."""
    days = [_with_slots(day, len(list(of_day))) for day, of_day in groupby(slots, key=lambda slot: slot.day)]
    return listed(days, MOST_DAYS_SHOWN, Noun.DAY)


def _with_slots(day: date, slots: int) -> str:
    return ngettext("{day} ({slots} slot)", "{day} ({slots} slots)", slots).format(
        day=spoken_day(day), slots=spoken_number(slots)
    )


def slots_as_json(slots: Iterable[PlannedSlot]) -> list[dict[str, Any]]:
    """Planned slots for a program."""
    return [slot.model_dump(mode="json", exclude={"full"}) for slot in slots]


def _recorded_as_json(report: RecordedReport) -> dict[str, Any]:
    recorded = report.recorded
    return {
        "file": report.file_name,
        **recorded.model_dump(mode="json"),
        "corrections": [
            {"was": _result_as_json(each.was), "now": _result_as_json(each.now)} for each in report.corrections
        ],
        "too_late_for_version": report.too_late_for.number if report.too_late_for else None,
        "too_late": [_result_as_json(result) for result in report.too_late],
        "without_result": slots_as_json(report.without_result),
        "problems": problems_as_json(report.problems),
    }


def _result_as_json(result: Result) -> dict[str, Any]:
    return result.model_dump(mode="json", exclude={"source"})


def _unit(campaign: Campaign, code: UnitCode) -> str:
    unit = campaign.units_by_code.get(code)
    return f"{unit.name} ({code})" if unit else code


def _show_withdrawn(session: Speaker, workbook: Path, withdrawn: WithdrawnResults) -> None:
    """Each row that counts no longer, what counts in its place, and what to do next."""
    show_warnings(session, withdrawn.problems)
    for each in withdrawn.withdrawals:
        session.say(_("Withdrawn: {row}. It counts no longer.").format(row=withdrawn.recorded.row(each.row)))
        if each.counts_again is not None:
            session.say(
                _("  In its place {row} counts again, which it had replaced. If that is wrong too: {withdraw}").format(
                    row=withdrawn.recorded.row(each.counts_again),
                    withdraw=withdrawn.recorded.withdraw(each.counts_again),
                )
            )
    session.say(_("The rows stay in the ledger; to let one count again, record its file again."))
    session.say(next_step(workbook, withdrawn.without_result, has_plan=withdrawn.latest is not None))
    session.answer(
        {
            "withdrawn": [
                {
                    **_row_as_json(each.row),
                    "counts_again": _row_as_json(each.counts_again) if each.counts_again else None,
                }
                for each in withdrawn.withdrawals
            ],
            "without_result": slots_as_json(withdrawn.without_result),
            "problems": problems_as_json(withdrawn.problems),
        }
    )


def _row_as_json(row: RecordedResult) -> dict[str, Any]:
    return {"number": row.number, **row.result.model_dump(mode="json", exclude={"source"})}


def _show_form(session: Speaker, workbook: Path, form: ResultsForm) -> None:
    """`planner new-results`: where the form is and what to do with it."""
    show_warnings(session, form.problems)
    first, last = spoken_day(form.days.first_day), spoken_day(form.days.last_day)
    slots = spoken_number(form.num_slots)
    if first != last:
        session.say(
            ngettext(
                "{path}: the form of {first} to {last}, {slots} planned slot.",
                "{path}: the form of {first} to {last}, {slots} planned slots.",
                form.num_slots,
            ).format(path=form.path, first=first, last=last, slots=slots)
        )
    elif form.num_slots:
        session.say(
            ngettext(
                "{path}: the form of {day}, {slots} planned slot.",
                "{path}: the form of {day}, {slots} planned slots.",
                form.num_slots,
            ).format(path=form.path, day=first, slots=slots)
        )
    else:
        session.say(_("{path}: an empty form; nothing is planned on {day}.").format(path=form.path, day=first))
    if form.num_reported:
        session.say(
            ngettext(
                "{count} of these slots has a result already; recording the form corrects it.",
                "{count} of these slots have results already; recording the form corrects them.",
                form.num_reported,
            ).format(count=spoken_number(form.num_reported))
        )
    session.say(
        _("Fill it in, then: planner record {workbook} {path}").format(
            workbook=pasted_word(workbook), path=pasted_word(form.path)
        )
    )
    session.answer(
        {
            "form": str(form.path),
            "slots": form.num_slots,
            "reported": form.num_reported,
            "problems": problems_as_json(form.problems),
        }
    )
