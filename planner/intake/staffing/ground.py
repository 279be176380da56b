"""What the sheets on the crews refer to: the campaign's days, shifts, units, zones and machines, and its roles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.campaign import Campaign
from planner.domain.folding import fold
from planner.domain.hours import Hours
from planner.domain.openness import Openness
from planner.domain.record import MachineName, ShiftLabel
from planner.intake.campaign.frame import CampaignFrame, Period
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.names import NameBook, Named, machine_names, suggestion, unit_names
from planner.roster.staffing import OfficerCode, Role
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")

_MINUTES_AN_HOUR = 60


class RoleBook:
    """The roles by their first spelling; capitals, blanks and the place of tone marks make no other role."""

    def __init__(self) -> None:
        """No role is known yet."""
        self._by_fold: dict[str, Role] = {}

    def taken(self, name: str) -> Role:
        """The role of this name, which is known from now on."""
        return self._by_fold.setdefault(fold(name), Role(name))

    def known(self, name: str) -> Role | None:
        """The role of this name; None if nobody has it."""
        return self._by_fold.get(fold(name))

    def suggestion(self, name: str) -> str:
        """*Did you mean ...?* with the roles most like this name; else an empty text."""
        return suggestion(name, self._by_fold.values())

    def __iter__(self) -> Iterator[Role]:
        """Every role, in the order in which they were first named."""
        return iter(self._by_fold.values())


@dataclass(frozen=True)
class StaffingGround:
    """The campaign, as cells on the crews may name its parts."""

    campaign: Campaign

    @cached_property
    def frame(self) -> CampaignFrame:
        """Its days and shifts."""
        calendar = self.campaign.calendar
        return CampaignFrame(Period(calendar.first_day, calendar.last_day), calendar.shifts, are_shifts_known=True)

    @cached_property
    def units(self) -> NameBook:
        """Its units by code and name."""
        return unit_names(self.campaign.units)

    @cached_property
    def zones(self) -> NameBook:
        """The zones in which units lie."""
        zones = dict.fromkeys(unit.zone for unit in self.campaign.units if unit.zone)
        return NameBook((Named(zone, zone) for zone in zones), _("no unit lies in the zone {value}"))

    @cached_property
    def machines(self) -> NameBook:
        """Its machines."""
        return machine_names(self.campaign.machines)

    def holds(self, day: date) -> bool:
        """Whether the day is one of the campaign's."""
        return self.campaign.calendar.first_day <= day <= self.campaign.calendar.last_day

    def shifts_named(self, row: SheetRow, column: StrEnum) -> tuple[ShiftLabel, ...]:
        """The shifts that a cell names; none where it is empty or names all of them: that is the whole day."""
        labels = self.frame.shifts_of(row, column)
        return () if labels == self.frame.labels else labels

    def surest_hours(self, day: date, shift: ShiftLabel, machine: MachineName | None = None) -> Hours:
        """The latest start and the earliest end that the shift may have on this day, wherever the machine stands.

        What breaks a limit by these hours breaks it by any; None asks for whichever machine.
        """
        hours = self._hours(day, shift, machine)
        return Hours(max(one.starts_minute for one in hours), min(one.ends_minute for one in hours))

    def fewest_minutes(self, day: date, shift: ShiftLabel, machine: MachineName | None = None) -> int:
        """How long the shift lasts on this day where it is shortest."""
        return min(one.ends_minute - one.starts_minute for one in self._hours(day, shift, machine))

    def _hours(self, day: date, shift: ShiftLabel, machine: MachineName | None) -> list[Hours]:
        """The hours that the shift may have on this day, those of sheet *Ca* first."""
        usual = self.campaign.calendar.shift(shift)
        return [
            Hours(usual.starts_minute, usual.ends_minute),
            *(
                Hours(row.starts_minute, row.ends_minute)
                for row in self.campaign.own_hours
                if row.shift == shift
                and (machine is None or row.machine in (None, machine))
                and (not row.weekdays or day.weekday() in row.weekdays)
            ),
        ]

    @cached_property
    def earliest_end(self) -> int:
        """The minute at which the first shift to end does so, on any day and at any place."""
        ends = [shift.ends_minute for shift in self.campaign.calendar.shifts]
        return min(ends + [row.ends_minute for row in self.campaign.own_hours])

    def machines_open(self, slot: Slot) -> frozenset[MachineName]:
        """The machines that may work in this slot of the campaign."""
        ordinal = self.campaign.calendar.ordinal(slot.day, slot.shift)
        return frozenset(name for name, open_to in self._open_to.items() if ordinal in open_to)

    @cached_property
    def _open_to(self) -> dict[MachineName, frozenset[int]]:
        openness = Openness.of(self.campaign)
        return {machine.name: frozenset(openness.of_machine(machine)) for machine in self.campaign.machines}

    def minutes_from_start(self, day: date, minute: int) -> int:
        """A minute of a day, counted from the midnight with which the campaign begins; before it below 0."""
        return (day - self.campaign.calendar.first_day).days * MINUTES_A_DAY + minute


def hours_said(minutes: int) -> str:
    """Minutes as hours, with one decimal where they are no whole ones."""
    hours, rest = divmod(minutes, _MINUTES_AN_HOUR)
    return spoken_number(minutes / _MINUTES_AN_HOUR if rest else hours)


def officer_named(row: SheetRow, column: StrEnum, officers: NameBook) -> OfficerCode | None:
    """The officer whom the cell names; None after noting why it names nobody, or where there is no officer to name."""
    if not row.require(column, _("Enter the officer's number as on sheet Cán bộ")):
        return None
    name = row.text(column) if not officers.is_empty else ""
    code = officers.identity(name, row.where(column), row.findings) if name else None
    return OfficerCode(code) if code is not None else None


def day_named(row: SheetRow, column: StrEnum) -> date | None:
    """The day of a cell that must not be empty; None after noting what is wrong with it."""
    return row.day(column) if row.require(column, _("Enter the day, for example 18/4/2023")) else None
