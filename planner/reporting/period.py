"""Which days a report tells of, and up to which day figures count."""

from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.advance import ReportKind
from planner.domain.calendar import Calendar
from planner.domain.campaign import Phase
from planner.errors import WrongUsage
from planner.texts import spoken_day, texts_of

_ = texts_of("reporting")

DAYS_A_WEEK = 7


class Scope(NamedTuple):
    """What a report is to tell of."""

    kind: ReportKind
    day: date
    """The day asked for."""
    phase: Phase | None = None
    """Only where the report is about a phase."""


class ReportDays(NamedTuple):
    """Days of a report."""

    first: date
    last: date
    as_of: date
    """The last day whose figures count; never after the day asked for."""


def span_of(calendar: Calendar, scope: Scope) -> ReportDays:
    """The report's days.

    A day's report tells of that day; one of a week, of the last full week from Monday to Sunday that ended on or before
    the day and touches the campaign; one of a phase, of its days; the final one, of the whole campaign and of nothing
    that came after it. Raises WrongUsage where no week of the campaign is over.
    """
    if scope.kind is ReportKind.WEEK:
        return _last_week(calendar, scope.day)
    if scope.kind is ReportKind.PHASE and scope.phase is not None:
        first = scope.phase.first_day or calendar.first_day
        return ReportDays(first, scope.phase.last_day, min(scope.day, scope.phase.last_day))
    if scope.kind is ReportKind.FINAL:
        return ReportDays(calendar.first_day, calendar.last_day, min(scope.day, calendar.last_day))
    return ReportDays(scope.day, scope.day, scope.day)


def _last_week(calendar: Calendar, day: date) -> ReportDays:
    ended = day - timedelta(days=day.isoweekday() % DAYS_A_WEEK)
    last = min(ended, _sunday_of(calendar.last_day))
    if last < calendar.first_day:
        raise WrongUsage(
            _("no week of the campaign, Monday to Sunday, has ended by {day}; its first ends on {first}").format(
                day=spoken_day(day), first=spoken_day(_sunday_of(calendar.first_day))
            )
        )
    return ReportDays(last - timedelta(days=DAYS_A_WEEK - 1), last, last)


def _sunday_of(day: date) -> date:
    return day + timedelta(days=DAYS_A_WEEK - day.isoweekday())
