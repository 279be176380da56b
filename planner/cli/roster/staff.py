"""The command `staff`: a line for each role of each area, over weeks that are alike."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings
from planner.domain.record import MachineName
from planner.domain.search_terms import SearchTerms
from planner.roster.lawful_week import DAYS_A_WEEK
from planner.roster.staffing import Role
from planner.telling.roster.staff import (
    MOST_MACHINES_SHOWN,
    counting_ended_early,
    hardest_weeks_told,
    nobody_needed,
    officers_told,
    role_told,
    signs_told,
    staff_as_json,
    staff_csv,
    surely_needed,
    vacant_told,
    weeks_told,
    what_is_counted,
)
from planner.texts import listed, spoken_number, texts_of
from planner.workflow.roster.staff_needed import StaffedWeek, StaffNeeded, staff_needed

_ = texts_of("cli")

MOST_LINES = 30


def staff(
    session: Speaker,
    *,
    campaign: Path,
    plan_path: Path,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
) -> None:
    """`planner staff`: how many officers each week needs, beside how many are there."""
    terms = SearchTerms(seconds, workers, seed).since(session.called, monotonic())
    needed = staff_needed(campaign, plan_path, terms, address=ledger)
    show_warnings(session, needed.problems)
    if needed.was_stopped:
        session.say(counting_ended_early())
    session.say_lines(_lines(needed))
    session.tabulate(lambda: staff_csv(needed))
    session.answer(staff_as_json(needed))


def _lines(needed: StaffNeeded) -> Iterator[str]:
    if not needed.weeks:
        yield nobody_needed()
        return
    yield what_is_counted()
    yield from hardest_weeks_told(needed.weeks)
    stretches = list(_stretches(needed.weeks))
    is_short = len(stretches) <= MOST_LINES
    shown = stretches if is_short else [_hardest(own) for _row, own in groupby(stretches, key=_Stretch.row)]
    yield from table(_columns(), [_cells(stretch) for stretch in shown])
    if not is_short:
        yield _("Of each role stands the week that needs most, the first of several; --csv lists all weeks.")
    yield from signs_told(needed.weeks)
    if any(week.least is not None and not week.least.is_proven for week in needed.weeks):
        yield _("Where a line says “at least”, more may be needed. Give it more time with --seconds.")
    if any(week.need.missing for week in needed.weeks):
        yield vacant_told()


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
    return officers_told(week.least), week.need.seats, week.need.present, week.need.missing


def _hardest(stretches: Iterable[_Stretch]) -> _Stretch:
    return max(stretches, key=lambda stretch: surely_needed(stretch.first.least))


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
        weeks_told(stretch.first, stretch.weeks[-1]),
        listed(need.machines, MOST_MACHINES_SHOWN),
        role_told(need.roles),
        spoken_number(need.seats),
        officers_told(stretch.first.least),
        spoken_number(need.present),
        spoken_number(need.missing),
    ]
