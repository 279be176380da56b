"""What is told of how many officers a plan needs, week by week."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from planner.domain.record import ShiftLabel
from planner.model.roster.least_officers import LeastOfficers
from planner.roster.lawful_week import DAYS_A_WEEK
from planner.roster.staffing import ANY_ROLE, Role
from planner.telling.figures import UNKNOWN
from planner.telling.roster.missing import shortage_as_json
from planner.telling.tables import Columns, as_csv
from planner.texts import listed, spoken_days, spoken_number, texts_of
from planner.workflow.roster.staff_needed import StaffedWeek, StaffNeeded

_ = texts_of("telling")

MOST_MACHINES_SHOWN = 3
_WEEK = timedelta(days=DAYS_A_WEEK)


def counting_ended_early() -> str:
    """That somebody stopped the counting."""
    return _("The search was ended early; what was counted until then stands below.")


def nobody_needed() -> str:
    """Of a plan without seats."""
    return _("The plan asks for no officer.")


def what_is_counted() -> str:
    """What the figures mean."""
    return _("The fewest officers for no vacant seat: each week by itself, for officers without leave or limits.")


def signs_told(weeks: Sequence[StaffedWeek]) -> Iterator[str]:
    """What a dash in the place of a number of officers means; nothing where there is none."""
    if any(week.least is None for week in weeks):
        yield _(
            "{sign}: no number of officers fills these seats lawfully. Look at the hours on sheet Ca and the limits on "
            "sheet Quy định ca."
        ).format(sign=UNKNOWN)


def vacant_told() -> str:
    """What the seats called vacant mean."""
    return _("Vacant: so many seats of each week no roster of the officers there can fill.")


def hardest_weeks_told(weeks: Sequence[StaffedWeek]) -> Iterator[str]:
    """For each area the first of the weeks that need most officers, all roles together."""
    for machines, own in groupby(weeks, key=lambda week: week.need.machines):
        found = [week for week in own if week.least is not None]
        if not found:
            continue
        hardest = max(found, key=lambda week: surely_needed(week.least))
        yield _("  {machines}: the hardest week is {days}; officers needed: {needed}, there: {there}").format(
            machines=listed(machines, MOST_MACHINES_SHOWN),
            days=weeks_told(hardest, hardest),
            needed=officers_told(hardest.least),
            there=spoken_number(hardest.need.present),
        )


def surely_needed(least: LeastOfficers | None) -> int:
    """So many officers at the least; 0 where no number of them fills the seats."""
    return least.bound if least is not None else 0


def weeks_told(first: StaffedWeek, last: StaffedWeek) -> str:
    """From the Monday of the first week to the Sunday of the last."""
    return spoken_days(first.need.monday, last.need.monday + _WEEK - timedelta(days=1))


def role_told(roles: tuple[Role, ...]) -> str:
    """The role of a line; all of them where it tells of a whole area."""
    if len(roles) > 1:
        return _("all together")
    return _("any") if roles[0] == ANY_ROLE else roles[0]


def officers_told(least: LeastOfficers | None) -> str:
    """How many officers a week needs, as far as that is known; a dash where no number of them is enough."""
    if least is None:
        return UNKNOWN
    if least.officers is None:
        return _("at least {number}").format(number=spoken_number(least.bound))
    if not least.is_proven:
        return _("{fewest} to {most}").format(fewest=spoken_number(least.bound), most=spoken_number(least.officers))
    return spoken_number(least.officers)


def staff_csv(needed: StaffNeeded) -> str:
    """A line for each week, for a spreadsheet."""
    columns: Columns[StaffedWeek] = {
        _("week"): lambda week: week.need.monday,
        _("machines"): lambda week: ", ".join(week.need.machines),
        _("role"): lambda week: role_told(week.need.roles),
        _("seats a week"): lambda week: week.need.seats,
        _("officers needed"): lambda week: week.least.bound if week.least is not None else None,
        _("officers found to suffice"): lambda week: week.least.officers if week.least is not None else None,
        _("there"): lambda week: week.need.present,
        _("vacant"): lambda week: week.need.missing,
    }
    return as_csv(columns, needed.weeks)


def staff_as_json(needed: StaffNeeded) -> dict[str, Any]:
    """Each week with a roster of it, for a program."""
    labels = needed.campaign.calendar.shift_labels
    return {
        "weeks": [_week_as_json(week, labels) for week in needed.weeks],
        "missing": [shortage_as_json(shortage) for shortage in needed.missing],
        "was_stopped": needed.was_stopped,
        "warnings": [str(problem) for problem in needed.problems],
    }


def _week_as_json(week: StaffedWeek, labels: Sequence[ShiftLabel]) -> dict[str, Any]:
    need, least = week.need, week.least
    return {
        "week": need.monday.isoformat(),
        "machines": list(need.machines),
        "roles": list(need.roles),
        "seats": need.seats,
        "counted": need.counted,
        "bound": least.bound if least is not None else None,
        "officers": least.officers if least is not None else None,
        "proven": least is not None and least.is_proven,
        "there": need.present,
        "vacant": need.missing,
        "roster": _roster_as_json(need.monday, least, labels),
    }


def _roster_as_json(
    monday: date, least: LeastOfficers | None, labels: Sequence[ShiftLabel]
) -> list[dict[str, Any]] | None:
    """How many officers work which line of duties; None where no roster was found."""
    if least is None or least.lines is None:
        return None
    return [
        {
            "officers": worked.officers,
            "duties": [
                {"date": (monday + timedelta(days=day)).isoformat(), "shift": labels[turn.shift]}
                for day, turns in enumerate(worked.line)
                for turn in turns
            ],
        }
        for worked in least.lines
    ]
