"""Results that somebody types, held to the same rules as the rows of a results workbook."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.results import Result, ResultKey
from planner.errors import Problem, Severity, WorkbookProblems
from planner.intake.campaign.frame import Period
from planner.intake.results.remarks import Expectations, Remark, about_day, about_figures, about_names
from planner.texts import spoken_day, texts_of

_ = texts_of("workflow")


class RowRemark(NamedTuple):
    """What is to be said of a typed row."""

    row: Result
    remark: Remark


def errors_in(campaign: Campaign, rows: Iterable[Result], today: date) -> Iterator[RowRemark]:
    """Why rows cannot be recorded, row by row, by the field that has to be mended; nothing where all can be."""
    days = Period(campaign.calendar.first_day, campaign.calendar.last_day)
    for row in rows:
        for remark in _errors(campaign, row, days, today):
            yield RowRemark(row, remark)


def judged_rows(campaign: Campaign, rows: Sequence[Result], today: date) -> tuple[Problem, ...]:
    """Warnings of what is a surprise in them. Raises WorkbookProblems with all that cannot be recorded.

    Each problem stands where the row says that it comes from, or else at the slot that it is about.
    """
    times = Counter(row.key for row in rows)
    errors = [_problem(row, remark) for row, remark in errors_in(campaign, rows, today)]
    twice = [_twice(key) for key, number in times.items() if number > 1]
    if errors or twice:
        raise WorkbookProblems([*errors, *twice])
    expectations = Expectations(campaign)
    return tuple(_problem(row, remark) for row in rows for remark in expectations.surprises(row))


def place_of(row: Result) -> str:
    """Where it comes from, or else what it is about."""
    return row.source or _about(row.key)


def _about(key: ResultKey) -> str:
    return ", ".join(filter(None, (spoken_day(key.day), key.shift, key.machine, key.unit)))


def _errors(campaign: Campaign, row: Result, days: Period, today: date) -> Iterator[Remark]:
    wrong_day = about_day(row.day, days, today)
    if wrong_day is not None:
        yield wrong_day
    yield from about_names(campaign, row)
    yield from about_figures(row)


def _problem(row: Result, remark: Remark) -> Problem:
    return Problem(place_of(row), f"{remark.column}: {remark.what}", remark.advice, remark.severity)


def _twice(key: ResultKey) -> Problem:
    return Problem(
        where=_about(key),
        what=_("two rows tell of the same slot and unit"),
        advice=_("Leave out the one that is wrong"),
        severity=Severity.ERROR,
    )
