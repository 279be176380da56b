"""What is told of results: those that were recorded, corrected or taken back, those still to come, and their form."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.domain.version import VersionSummary
from planner.ledger.reported import RecordedResult
from planner.ledger.withdrawing import Withdrawal
from planner.replan.planned import PlannedSlot
from planner.telling.figures import UNKNOWN
from planner.telling.problems import problems_as_json
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.days.recording import Correction, RecordedReport
from planner.workflow.days.results_forms import ResultsForm
from planner.workflow.days.withdrawing import WithdrawnResults

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_DAYS_SHOWN = 5


def happened(report: RecordedReport) -> str:
    """What recording a file has changed."""
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


def without_effect(report: RecordedReport) -> Iterator[str]:
    """Of which results a later correction stays, and which the latest plan did not know; nothing without any."""
    if report.recorded.superseded:
        yield ngettext(
            "{count} result of this file has been corrected since by another; the correction stays.",
            "{count} results of this file have been corrected since by another; the corrections stay.",
            report.recorded.superseded,
        ).format(count=spoken_number(report.recorded.superseded))
    if report.too_late_for:
        yield ngettext(
            "Plan {number} was made without {count} of these, which is about a slot before {moment}.",
            "Plan {number} was made without {count} of these, which are about slots before {moment}.",
            len(report.too_late),
        ).format(
            number=report.too_late_for.number,
            count=spoken_number(len(report.too_late)),
            moment=_beginning(report.too_late_for.told),
        )


def _beginning(plan: Plan | VersionSummary) -> str:
    day = spoken_day(plan.as_of) if plan.as_of else ""
    return f"{day} ({plan.as_of_shift})" if plan.as_of_shift else day


def corrected(campaign: Campaign, correction: Correction) -> str:
    """One result that was changed: which, and each figure before and after."""
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
    return UNKNOWN if figure is None else spoken_number(figure)


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


def recorded_as_json(report: RecordedReport) -> dict[str, Any]:
    """What recording a file has changed, for a program."""
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


def withdrawn_told(withdrawn: WithdrawnResults, withdrawal: Withdrawal) -> str:
    """A row that counts no longer."""
    return _("Withdrawn: {row}. It counts no longer.").format(row=withdrawn.recorded.row(withdrawal.row))


def rows_stay_told() -> str:
    """That nothing is lost where rows are withdrawn."""
    return _("The rows stay in the ledger; to let one count again, record its file again.")


def withdrawn_as_json(withdrawn: WithdrawnResults) -> dict[str, Any]:
    """Each row that counts no longer, with what counts in its place, for a program."""
    return {
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


def _row_as_json(row: RecordedResult) -> dict[str, Any]:
    return {"number": row.number, **row.result.model_dump(mode="json", exclude={"source"})}


def form_told(form: ResultsForm) -> Iterator[str]:
    """Of which days the form is, and how many slots are in it."""
    first, last = spoken_day(form.days.first_day), spoken_day(form.days.last_day)
    slots = spoken_number(form.num_slots)
    if first != last:
        yield ngettext(
            "{path}: the form of {first} to {last}, {slots} planned slot.",
            "{path}: the form of {first} to {last}, {slots} planned slots.",
            form.num_slots,
        ).format(path=form.path, first=first, last=last, slots=slots)
    elif form.num_slots:
        yield ngettext(
            "{path}: the form of {day}, {slots} planned slot.",
            "{path}: the form of {day}, {slots} planned slots.",
            form.num_slots,
        ).format(path=form.path, day=first, slots=slots)
    else:
        yield _("{path}: an empty form; nothing is planned on {day}.").format(path=form.path, day=first)
    if form.num_reported:
        yield ngettext(
            "{count} of these slots has a result already; recording the form corrects it.",
            "{count} of these slots have results already; recording the form corrects them.",
            form.num_reported,
        ).format(count=spoken_number(form.num_reported))


def form_as_json(form: ResultsForm) -> dict[str, Any]:
    """The form for a program."""
    return {
        "form": str(form.path),
        "slots": form.num_slots,
        "reported": form.num_reported,
        "problems": problems_as_json(form.problems),
    }
