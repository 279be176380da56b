"""Over how many days targets are spread: as whoever asks says, else end minus start, as the documents count."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.quota import QuotaFacts
from planner.errors import WrongUsage
from planner.intake.quota.layout import FACTS, NUM_DAYS, QuotaFact
from planner.texts import spoken_day, texts_of

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Span:
    """What whoever asks says of the time; what is None stands in the workbook or nowhere."""

    days: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class KnownSpan:
    """How many days a target is divided by, and the period to print; None is a day that is not known for sure."""

    days: int
    first_day: date | None
    last_day: date | None
    warnings: tuple[str, ...] = ()


def known_span(workbook: Path, facts: QuotaFacts, span: Span) -> KnownSpan:
    """The days of the options where they are given, else those of the workbook.

    Raises WrongUsage where no days are known, where the end does not stand after the start, or where options
    contradict each other.
    """
    first_day, last_day = span.first_day or facts.first_day, span.last_day or facts.last_day
    counted = _counted(first_day, last_day)
    if span.days is None:
        if counted is None:
            raise _unknown(workbook)
        return KnownSpan(counted, first_day, last_day)
    if counted in (None, span.days):
        return KnownSpan(span.days, first_day, last_day)
    from_to = _("from {first} to {last} are {counted} days (end minus start), not {days}").format(
        first=_day(first_day), last=_day(last_day), counted=counted, days=span.days
    )
    if span.first_day or span.last_day:
        raise WrongUsage(_("{from_to}. Leave out --days, or --start and --end").format(from_to=from_to))
    warning = _("{from_to}. {days} are used as --days says, and the period is not printed").format(
        from_to=from_to, days=span.days
    )
    return KnownSpan(span.days, None, None, (warning,))


def _counted(first_day: date | None, last_day: date | None) -> int | None:
    """End minus start; None where one of them is not known."""
    if first_day is None or last_day is None:
        return None
    days = (last_day - first_day).days
    if days < 1:
        raise WrongUsage(
            _("{last} does not stand after {first}. Days are counted as end minus start; mend one of them").format(
                last=spoken_day(last_day), first=spoken_day(first_day)
            )
        )
    if days > NUM_DAYS:
        raise WrongUsage(
            _("from {first} to {last} is more than {limit} days. Choose a shorter period").format(
                first=spoken_day(first_day), last=spoken_day(last_day), limit=NUM_DAYS
            )
        )
    return days


def _day(day: date | None) -> str:
    return spoken_day(day) if day else ""


def _unknown(workbook: Path) -> WrongUsage:
    return WrongUsage(
        _(
            "{workbook}: it is not known over how many days. Give --days N, or --start DATE --end DATE, "
            "or fill in {first} and {last} on sheet {sheet}"
        ).format(workbook=workbook, first=QuotaFact.FIRST_DAY.value, last=QuotaFact.LAST_DAY.value, sheet=FACTS.title)
    )
