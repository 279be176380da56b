"""The rule on what is past."""

from collections.abc import Iterator, Sequence

from planner.check.reading import Reading
from planner.check.rows import ReadRow, grouped
from planner.check.violation import Violation, against_row
from planner.check.wording import spoken_code
from planner.domain.policy import Rule
from planner.domain.record import UnitCode
from planner.domain.results import Result, ResultKey
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("check")


def history(reading: Reading) -> Iterator[Violation]:
    """What is past is what the results say: a row is marked as done if, and only if, its slot lies before the as-of.

    Where the results are at hand, the done rows and what was collected elsewhere are those of the results.
    """
    for row in reading.rows:
        reason = _why_not_history(row, reading.first_ordinal_ahead)
        if reason:
            yield against_row(Rule.HISTORY, row, reason, dossiers=spoken_number(row.dossiers))
    if reading.results is not None:
        yield from _done_rows_are_the_results(reading, reading.results)
        yield from _elsewhere_is_the_results(reading, reading.results)


def _why_not_history(row: ReadRow, first_ordinal_ahead: int) -> str:
    if row.done and row.ordinal >= first_ordinal_ahead:
        return _("{machine} at {unit} on {day}, {shift} is marked as done, but that slot is still to come")
    if not row.done and row.ordinal < first_ordinal_ahead:
        return _("{machine} at {unit} on {day}, {shift} is planned, but that slot is past")
    if row.done and row.dossiers < 0:
        return _("{machine} at {unit} on {day}, {shift} is said to have collected {dossiers}")
    return ""


def _done_rows_are_the_results(reading: Reading, results: Sequence[Result]) -> Iterator[Violation]:
    """Each result before the as-of stands in the plan once, and nothing else does; 0 is as good as nothing."""
    collected = {result.key: result.collected for result in results if _is_past(reading, result)}
    done = {key: [row.dossiers for row in rows] for key, rows in grouped(reading.past, _key_of).items()}
    for key in {**collected, **done}:
        told, listed = collected.get(key, 0), done.get(key, [0])
        if listed != [told]:
            message = _(
                "{machine} at {unit} on {day}, {shift}: collected are {told} by the results, {listed} by the plan"
            ).format(
                machine=key.machine,
                unit=spoken_code(reading.campaign, key.unit),
                day=spoken_day(key.day),
                shift=key.shift,
                told=spoken_number(told),
                listed=" + ".join(map(spoken_number, listed)),
            )
            yield Violation(
                rule=Rule.HISTORY,
                message=message,
                machine=key.machine,
                unit=key.unit,
                day=key.day,
                shift=key.shift,
            )


def _key_of(row: ReadRow) -> ResultKey:
    return ResultKey(row.slot.day, row.slot.shift, row.machine.name, row.unit.code)


def _is_past(reading: Reading, result: Result) -> bool:
    """Whether the result is of a machine's slot before the as-of; a shift that the campaign lacks goes by its day."""
    calendar = reading.campaign.calendar
    if result.shift is None:
        return False
    if result.shift not in calendar.shift_labels:
        return result.day < (reading.plan.as_of or calendar.first_day)
    return calendar.ordinal(result.day, result.shift) < reading.first_ordinal_ahead


def _elsewhere_is_the_results(reading: Reading, results: Sequence[Result]) -> Iterator[Violation]:
    """What each unit collected without a machine is the sum of what was reported, whatever the days."""
    reported: dict[UnitCode, int] = {}
    for result in results:
        if result.machine is None:
            reported[result.unit] = reported.get(result.unit, 0) + result.collected
    for code in {**reported, **reading.plan.elsewhere}:
        told, listed = reported.get(code, 0), reading.plan.elsewhere.get(code, 0)
        if told != listed:
            message = _("{unit}: collected elsewhere are {told} by the results, {listed} by the plan").format(
                unit=spoken_code(reading.campaign, code), told=spoken_number(told), listed=spoken_number(listed)
            )
            yield Violation(rule=Rule.HISTORY, message=message, unit=code)
