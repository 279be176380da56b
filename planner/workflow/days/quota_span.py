"""Over how many days targets are spread: as whoever asks says, else end minus start, as the documents count.

So the last day is left out, which is said; with `is_inclusive` it counts, too.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.quota import QuotaFacts
from planner.errors import WrongUsage
from planner.intake.cells.limits import NUM_DAYS
from planner.intake.layout.quota import FACTS, QuotaFact
from planner.next_steps import NextStep, Step
from planner.texts import spoken_day, texts_of

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class QuotaSpan:
    """What whoever asks says of the time; what is None stands in the workbook or nowhere."""

    days: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    is_inclusive: bool = False
    """The last day is worked, too, and counts."""


@dataclass(frozen=True, slots=True)
class KnownSpan:
    """How many days a target is divided by, and the period to print; None is a day that is not known for sure."""

    days: int
    first_day: date | None
    last_day: date | None
    warnings: tuple[str, ...] = ()
    note: str = ""
    """That the last day is not counted, if it is not."""


def known_span(workbook: Path, facts: QuotaFacts, span: QuotaSpan) -> KnownSpan:
    """The days of the options where they are given, else those of the workbook.

    Raises WrongUsage where no days are known, where the end does not stand after the start, or where options
    contradict each other.
    """
    first_day, last_day = span.first_day or facts.first_day, span.last_day or facts.last_day
    if span.days is None:
        if first_day is None or last_day is None:
            raise _unknown(workbook)
        days = _counted(first_day, last_day, is_inclusive=span.is_inclusive)
        note = "" if span.is_inclusive else _last_day_left_out(last_day, days)
        return KnownSpan(days, first_day, last_day, note=note)
    if first_day is None or last_day is None:
        return KnownSpan(span.days, first_day, last_day)
    days = _counted(first_day, last_day, is_inclusive=True)
    if span.days in (days, days - 1):
        return KnownSpan(span.days, first_day, last_day)
    from_to = _("from {first} to {last} are {counted} days (end minus start), or {inclusive}, not {days}").format(
        first=spoken_day(first_day), last=spoken_day(last_day), counted=days - 1, inclusive=days, days=span.days
    )
    if span.first_day or span.last_day:
        raise WrongUsage(from_to, NextStep(Step.ONE_LENGTH))
    warning = _("{from_to}. {days} are used as --days says, and the period is not printed").format(
        from_to=from_to, days=span.days
    )
    return KnownSpan(span.days, None, None, (warning,))


def _last_day_left_out(last_day: date, days: int) -> str:
    return _(
        "{days} days are end minus start, so {last} is not counted. If people work on that day too, give --inclusive: "
        "{inclusive} days"
    ).format(days=days, last=spoken_day(last_day), inclusive=days + 1)


def _counted(first_day: date, last_day: date, *, is_inclusive: bool) -> int:
    """How many days there are; at least one."""
    days = (last_day - first_day).days + is_inclusive
    if last_day < first_day:
        raise WrongUsage(
            _("{last} stands before {first}. Mend one of them").format(
                last=spoken_day(last_day), first=spoken_day(first_day)
            )
        )
    if days < 1:
        raise WrongUsage(
            _("first and last day are both {day}: end minus start is no day at all").format(day=spoken_day(last_day)),
            NextStep(Step.LAST_DAY_COUNTS),
        )
    if days > NUM_DAYS:
        raise WrongUsage(
            _("from {first} to {last} is more than {limit} days. Choose a shorter period").format(
                first=spoken_day(first_day), last=spoken_day(last_day), limit=NUM_DAYS
            )
        )
    return days


def _unknown(workbook: Path) -> WrongUsage:
    return WrongUsage(
        _(
            "{workbook}: it is not known over how many days. Give --days N, or --start DATE --end DATE, "
            "or fill in {first} and {last} on sheet {sheet}"
        ).format(workbook=workbook, first=QuotaFact.FIRST_DAY.value, last=QuotaFact.LAST_DAY.value, sheet=FACTS.title)
    )
