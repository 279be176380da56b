"""The command `staff`: a line for each role of each area, over weeks that are alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from planner.cli.columns import TextColumn, table
from planner.cli.roster.missing import shortage_as_json
from planner.cli.session import Speaker, show_warnings
from planner.domain.record import MachineName, ShiftLabel
from planner.domain.search_terms import SearchTerms
from planner.model.roster.least_officers import LeastOfficers
from planner.roster.lawful_week import DAYS_A_WEEK
from planner.roster.staffing import ANY_ROLE, Role
from planner.telling.tables import as_csv
from planner.texts import listed, spoken_days, spoken_number, texts_of
from planner.workflow.roster.staff_needed import StaffedWeek, StaffNeeded, staff_needed

_ = texts_of("cli")

MOST_MACHINES_SHOWN = 3
MOST_LINES = 30
_WEEK = timedelta(days=DAYS_A_WEEK)
_NOBODY = "–"


def staff(session: Speaker, *, campaign: Path, plan_path: Path, seconds: float, workers: int, seed: int) -> None:
    """`planner staff`: how many officers each week needs, beside how many are there."""
    needed = staff_needed(campaign, plan_path, SearchTerms(seconds, workers, seed))
    show_warnings(session, needed.problems)
    if needed.was_stopped:
        session.say(_("The search was ended early; what was counted until then stands below."))
    for line in _lines(needed):
        session.say(line)
    session.tabulate(lambda: _csv(needed))
    session.answer(_as_json(needed))


def _lines(needed: StaffNeeded) -> Iterator[str]:
    if not needed.weeks:
        yield _("The plan asks for no officer.")
        return
    yield _("The fewest officers for no vacant seat: each week by itself, for officers without leave or limits.")
    yield from _hardest_weeks(needed.weeks)
    stretches = list(_stretches(needed.weeks))
    is_short = len(stretches) <= MOST_LINES
    shown = stretches if is_short else [_hardest(own) for _row, own in groupby(stretches, key=_Stretch.row)]
    yield from table(_columns(), [_cells(stretch) for stretch in shown])
    if not is_short:
        yield _("Of each role stands the week that needs most, the first of several; --csv lists all weeks.")
    if any(week.least is None for week in needed.weeks):
        yield _(
            "{sign}: no number of officers fills these seats lawfully. Look at the hours on sheet Ca and the limits on "
            "sheet Quy định ca."
        ).format(sign=_NOBODY)
    if any(week.least is not None and not week.least.is_proven for week in needed.weeks):
        yield _("Where a line says “at least”, more may be needed. Give it more time with --seconds.")
    if any(week.need.missing for week in needed.weeks):
        yield _("Vacant: so many seats of each week no roster of the officers there can fill.")


def _hardest_weeks(weeks: Sequence[StaffedWeek]) -> Iterator[str]:
    """For each area the first of the weeks that need most officers, all roles together."""
    for machines, own in groupby(weeks, key=lambda week: week.need.machines):
        found = [week for week in own if week.least is not None]
        if not found:
            continue
        hardest = max(found, key=lambda week: _number(week.least))
        yield _("  {machines}: the hardest week is {days}; officers needed: {needed}, there: {there}").format(
            machines=listed(machines, MOST_MACHINES_SHOWN),
            days=_days(hardest, hardest),
            needed=_officers(hardest.least),
            there=spoken_number(hardest.need.present),
        )


def _number(least: LeastOfficers | None) -> int:
    return least.bound if least is not None else 0


class _Row(NamedTuple):
    """Of whom a line of the table tells."""

    machines: tuple[MachineName, ...]
    roles: tuple[Role, ...]


class _Stretch(NamedTuple):
    """Weeks one after the other in which an area asks for the same of as many officers."""

    weeks: tuple[StaffedWeek, ...]

    def row(self) -> _Row:
        """Whose weeks these are."""
        return _row_of(self.first)

    @property
    def first(self) -> StaffedWeek:
        """The first of them, which speaks for all."""
        return self.weeks[0]


def _stretches(weeks: Sequence[StaffedWeek]) -> Iterator[_Stretch]:
    """Areas in their order, in each the roles in theirs, in each of these the weeks."""
    for row in dict.fromkeys(map(_row_of, weeks)):
        own = [week for week in weeks if _row_of(week) == row]
        begun = own[0].need.monday
        numbered = [(week, (week.need.monday - begun).days // DAYS_A_WEEK - place) for place, week in enumerate(own)]
        for _alike, stretch in groupby(numbered, key=lambda one: (one[1], _figures(one[0]))):
            yield _Stretch(tuple(week for week, _gap in stretch))


def _row_of(week: StaffedWeek) -> _Row:
    return _Row(week.need.machines, week.need.roles)


def _figures(week: StaffedWeek) -> tuple[str, int, int, int]:
    """What makes weeks of an area and its roles alike for whoever reads them."""
    return _officers(week.least), week.need.seats, week.need.present, week.need.missing


def _hardest(stretches: Iterable[_Stretch]) -> _Stretch:
    return max(stretches, key=lambda stretch: _number(stretch.first.least))


def _columns() -> list[TextColumn]:
    return [
        TextColumn(_("weeks"), is_figure=False),
        TextColumn(_("machines"), is_figure=False),
        TextColumn(_("role"), is_figure=False),
        TextColumn(_("seats a week")),
        TextColumn(_("officers needed")),
        TextColumn(_("there")),
        TextColumn(_("vacant")),
    ]


def _cells(stretch: _Stretch) -> list[str]:
    need = stretch.first.need
    return [
        _days(stretch.first, stretch.weeks[-1]),
        listed(need.machines, MOST_MACHINES_SHOWN),
        _role(need.roles),
        spoken_number(need.seats),
        _officers(stretch.first.least),
        spoken_number(need.present),
        spoken_number(need.missing),
    ]


def _days(first: StaffedWeek, last: StaffedWeek) -> str:
    return spoken_days(first.need.monday, last.need.monday + _WEEK - timedelta(days=1))


def _role(roles: tuple[Role, ...]) -> str:
    if len(roles) > 1:
        return _("all together")
    return _("any") if roles[0] == ANY_ROLE else roles[0]


def _officers(least: LeastOfficers | None) -> str:
    if least is None:
        return _NOBODY
    if least.officers is None:
        return _("at least {number}").format(number=spoken_number(least.bound))
    if not least.is_proven:
        return _("{fewest} to {most}").format(fewest=spoken_number(least.bound), most=spoken_number(least.officers))
    return spoken_number(least.officers)


def _csv(needed: StaffNeeded) -> str:
    """A line for each week."""
    columns: dict[str, Callable[[StaffedWeek], object]] = {
        _("week"): lambda week: week.need.monday,
        _("machines"): lambda week: ", ".join(week.need.machines),
        _("role"): lambda week: _role(week.need.roles),
        _("seats a week"): lambda week: week.need.seats,
        _("officers needed"): lambda week: week.least.bound if week.least is not None else None,
        _("officers found to suffice"): lambda week: week.least.officers if week.least is not None else None,
        _("there"): lambda week: week.need.present,
        _("vacant"): lambda week: week.need.missing,
    }
    return as_csv(columns, needed.weeks)


def _as_json(needed: StaffNeeded) -> dict[str, Any]:
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
