"""Sheets *Tổ* and *Lượt xuống thôn*: the teams that go out to hamlets, and what the hamlets want of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from planner.domain.calendar import days_between
from planner.domain.campaign import Closure
from planner.domain.folding import fold
from planner.domain.record import UnitCode
from planner.intake.campaign.frame import CampaignFrame, Period, period_of
from planner.intake.campaign.outing_days import OutingDays, outing_days_of
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_HAMLETS, NUM_TEAMS
from planner.intake.layout.column import SheetLayout
from planner.intake.layout.teams import HAMLETS, TEAMS, HamletColumn, TeamColumn
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook, Named
from planner.roster.teams import Hamlet, Outreach, Place, Team
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")


def outreach_of(
    teams: SheetTable,
    hamlets: SheetTable,
    frame: CampaignFrame,
    units: UnitSheet,
    *,
    closures: Iterable[Closure],
    findings: Findings,
) -> Outreach:
    """Teams and hamlets in workbook order; rows that cannot be read are noted and left out."""
    reader = _OutreachReader(frame, units, _open_days(frame, closures))
    for layout, table, limit in ((HAMLETS, hamlets, NUM_HAMLETS), (TEAMS, teams, NUM_TEAMS)):
        _note_too_many(layout, table, limit, findings)
    found_hamlets = [one for row in hamlets.rows[:NUM_HAMLETS] if (one := reader.hamlet(row))]
    reader.all_hamlets_are_read()
    found_teams = [team for row in teams.rows[:NUM_TEAMS] if (team := reader.team(row))]
    if teams.rows and not hamlets.rows:
        findings.error(
            HAMLETS.title,
            _("no hamlet is entered, so no team has anywhere to go"),
            _("Enter one row for each hamlet, with the number of visits that it wants"),
        )
    reader.note_shared_members()
    if teams.rows:
        reader.note_hamlets_without_team(found_teams)
    return Outreach(teams=tuple(found_teams), hamlets=tuple(found_hamlets))


def _note_too_many(layout: SheetLayout, table: SheetTable, limit: int, findings: Findings) -> None:
    if len(table.rows) > limit:
        findings.error(
            f"{layout.title}!A{table.rows[limit].number}",
            _("more than {limit} rows").format(limit=spoken_number(limit)),
            _("Part the campaign into several workbooks"),
        )


def _open_days(frame: CampaignFrame, closures: Iterable[Closure]) -> frozenset[date]:
    """The campaign's days that no closure of all takes away whole; none where the days are not known."""
    if not frame.are_days_known:
        return frozenset()
    taken: dict[date, set[str]] = defaultdict(set)
    for closure in closures:
        if closure.machine is None and closure.unit is None:
            for day in days_between(closure.first_day, closure.last_day):
                if not closure.weekdays or day.weekday() in closure.weekdays:
                    taken[day].update(closure.shifts)
    return frozenset(day for day in days_between(*frame.days) if taken[day] < set(frame.labels))


class _OutreachReader:
    """Reads rows against the campaign's days and units, and each sheet against the other."""

    def __init__(self, frame: CampaignFrame, units: UnitSheet, open_days: frozenset[date]) -> None:
        self._frame = frame
        self._units = units
        self._open_days = open_days
        self._hamlets: dict[Place, SheetRow] = {}
        """By unit and folded name."""
        self._names: dict[UnitCode | None, list[str]] = defaultdict(list)
        self._books: dict[UnitCode | None, NameBook] = {}
        self._teams: dict[Place, SheetRow] = {}
        self._members: dict[Place, list[tuple[SheetRow, str]]] = defaultdict(list)
        """By unit and folded name, the rows in which the person stands, with the team."""

    def hamlet(self, row: SheetRow) -> Hamlet | None:
        """The row's hamlet, or None after noting everything that is wrong with it."""
        errors_before = row.findings.num_errors
        row.require(HamletColumn.HAMLET, _("Enter the hamlet's name"))
        unit = self._unit(row, HamletColumn.UNIT)
        name = row.plain(HamletColumn.HAMLET, is_name=True)
        visits, target = row.whole(HamletColumn.VISITS), row.whole(HamletColumn.DAILY_TARGET)
        apart = row.whole(HamletColumn.DAYS_APART)
        period = self._period(row, HamletColumn.FIRST_DAY, HamletColumn.LAST_DAY)
        note = row.plain(HamletColumn.NOTE)
        if not name:
            return None
        other = self._hamlets.setdefault(Place(unit, fold(name)), row)
        if other is not row:
            row.error(
                HamletColumn.HAMLET,
                _("row {row} is about this hamlet already").format(row=other.number),
                _("Delete one row, or enter the sum of their visits in one"),
            )
            return None
        self._names[unit].append(name)
        if row.findings.num_errors > errors_before:
            return None
        found = Hamlet(
            unit=unit,
            name=name,
            visits=1 if visits is None else visits,
            daily_target=target or 0,
            days_apart=apart or 1,
            first_day=period.first_day,
            last_day=period.last_day,
            note=note,
        )
        self._note_visits_that_do_not_fit(row, found)
        return found

    def all_hamlets_are_read(self) -> None:
        """From now on teams may name them."""
        unknown = _("{value} is not a hamlet of sheet Lượt xuống thôn in this unit")
        self._books = {
            unit: NameBook((Named(name, name) for name in names), unknown) for unit, names in self._names.items()
        }

    def team(self, row: SheetRow) -> Team | None:
        """The row's team, or None after noting everything that is wrong with it."""
        errors_before = row.findings.num_errors
        row.require(TeamColumn.TEAM, _("Enter the team's name"))
        unit = self._unit(row, TeamColumn.UNIT)
        name = row.plain(TeamColumn.TEAM, is_name=True)
        is_unit_known = row.findings.num_errors == errors_before
        members = tuple(dict.fromkeys(row.listed(TeamColumn.MEMBERS)))
        hamlets = self._hamlets_of(row, unit) if is_unit_known else ()
        days = outing_days_of(row, TeamColumn.DAYS, self._frame)
        period = self._period(row, TeamColumn.FIRST_DAY, TeamColumn.LAST_DAY)
        most, citizens = row.whole(TeamColumn.HAMLETS_A_DAY), row.whole(TeamColumn.CITIZENS_A_DAY)
        contact, note = row.text(TeamColumn.CONTACT), row.plain(TeamColumn.NOTE)
        if not name:
            return None
        other = self._teams.setdefault(Place(unit, fold(name)), row)
        if other is not row:
            row.error(
                TeamColumn.TEAM,
                _("row {row} is about this team already").format(row=other.number),
                _("Delete one row, or give this team another name"),
            )
        if row.findings.num_errors > errors_before:
            return None
        for member in members:
            self._members[Place(unit, fold(member))].append((row, member))
        self._note_days(row, days, period)
        return Team(
            unit=unit,
            name=name,
            members=members,
            hamlets=hamlets,
            weekdays=days.weekdays,
            dates=days.dates,
            first_day=period.first_day,
            last_day=period.last_day,
            hamlets_a_day=most or 1,
            citizens_a_day=citizens,
            contact=contact,
            note=note,
        )

    def note_shared_members(self) -> None:
        """A person in several teams keeps them from going out on one day; two people of one name should not."""
        for places in self._members.values():
            for row, member in places[1:]:
                row.warn(
                    TeamColumn.MEMBERS,
                    _("{name} stands in row {row} too, so the two teams never go out on one day").format(
                        name=shown(member), row=places[0][0].number
                    ),
                    _("If these are two people, tell them apart, for example by their numbers"),
                )

    def note_hamlets_without_team(self, teams: Sequence[Team]) -> None:
        """Hamlets that want visits and stand on no team's list."""
        listed = {Place(team.unit, fold(name)) for team in teams for name in team.hamlets}
        for place, row in self._hamlets.items():
            if place not in listed and row.whole(HamletColumn.VISITS) != 0 and not row.findings.num_errors:
                row.warn(
                    HamletColumn.HAMLET,
                    _("no team of sheet Tổ may go there"),
                    _("Add it to a team's list, or leave that team's list empty to let it go everywhere"),
                )

    def _unit(self, row: SheetRow, column: StrEnum) -> UnitCode | None:
        name = row.text(column)
        if self._units.names.is_empty or not name:
            return None
        found = self._units.names.identity(name, row.where(column), row.findings)
        return UnitCode(found) if found else None

    def _hamlets_of(self, row: SheetRow, unit: UnitCode | None) -> tuple[str, ...]:
        """The hamlets that the row lists, in the order of their own sheet; all of its unit where it lists none."""
        names, book = self._names[unit], self._books.get(unit)
        if book is None:
            if self._names and any(self._names.values()):
                row.error(
                    TeamColumn.UNIT,
                    _("sheet Lượt xuống thôn has no hamlet of this unit"),
                    _("Enter the same unit on both sheets, or leave it empty on both"),
                )
            return ()
        if row.is_empty(TeamColumn.HAMLETS):
            return tuple(names)
        where = row.where(TeamColumn.HAMLETS)
        found = {book.identity(name, where, row.findings) for name in row.listed(TeamColumn.HAMLETS)}
        return tuple(name for name in names if name in found)

    def _period(self, row: SheetRow, first: StrEnum, last: StrEnum) -> Period:
        """The days from one cell to the other within the campaign; noted where there are none."""
        errors_before = row.findings.num_errors
        within = period_of(row, first, last, self._frame.days).within(self._frame.days)
        if within.is_empty and row.findings.num_errors == errors_before and self._frame.are_days_known:
            column = last if row.is_empty(first) else first
            row.error(
                column,
                _("these days lie outside the campaign"),
                check_days(row.day(column), *self._frame.days),
            )
        return within

    def _note_days(self, row: SheetRow, days: OutingDays, period: Period) -> None:
        """Days of a team on which nobody goes out."""
        if not self._frame.are_days_known or period.is_empty:
            return
        closed = [day for day in days.dates if day not in self._open_days]
        if closed:
            row.warn(
                TeamColumn.DAYS,
                _("{day} is closed to all by sheet Ngày nghỉ, so the team does not go out then").format(
                    day=spoken_day(closed[0])
                ),
                _("Choose another day, or Không in Áp dụng for this closure"),
            )
        elif not any(day in self._open_days and days.has(day) for day in days_between(*period)):
            row.warn(
                TeamColumn.DAYS,
                _("the team can go out on no day of the campaign"),
                _("Check its days, Từ ngày, Đến ngày, and sheet Ngày nghỉ"),
            )

    def _note_visits_that_do_not_fit(self, row: SheetRow, hamlet: Hamlet) -> None:
        """More visits than there are days for, so far apart, even if a team came on every open day."""
        if not self._frame.are_days_known:
            return
        days = (day for day in days_between(hamlet.first_day, hamlet.last_day) if day in self._open_days)
        fitting = sum(1 for _day in _so_far_apart(days, hamlet.days_apart))
        if fitting < hamlet.visits:
            row.warn(
                HamletColumn.VISITS,
                ngettext(
                    "its days have room for {count} visit only",
                    "its days have room for {count} visits only",
                    fitting,
                ).format(count=spoken_number(fitting)),
                _("Lower Số lượt or Cách ngày, or give it more days"),
            )


def _so_far_apart(days: Iterable[date], apart: int) -> Iterator[date]:
    """As many of the days, which are sorted, as can be so far apart."""
    last: date | None = None
    for day in days:
        if last is None or (day - last).days >= apart:
            last = day
            yield day
