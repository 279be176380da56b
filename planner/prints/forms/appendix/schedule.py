"""A plan as the lines of its appendix, before any table or file: section, group, unit, line."""

from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain.calendar import MINUTES_A_DAY
from planner.domain.campaign import Campaign, Machine, PostingKind
from planner.domain.cluster_hours import StopHours
from planner.domain.hours import Hours
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, Record, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import slot_rate
from planner.prints.forms.stays import Stay, Stays
from planner.prints.words import wording
from planner.prints.words.former_names import name_with_former
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import Text


class ScheduleLine(Record):
    """One month and shift of a unit, at the same hours and with the same machines."""

    time: Text
    """For example *- Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15,16,17*."""
    shift: Text
    quota: Text
    """Of all its machines together; of a cluster's line for all units of the cluster."""
    machines: Text = ""
    """Those that stand there, in workbook order; empty where the section has but one."""


class UnitLines(Record):
    """A unit and when its people are received, month by month, in each month by the shifts of the day."""

    unit: Text
    lines: tuple[ScheduleLine, ...]


class PlaceGroup(Record):
    """A place and the units received there, in time order, those of a cluster in workbook order; it has one number."""

    number: int
    place: Text
    units: tuple[UnitLines, ...]


class MachineSection(Record):
    """The part of the appendix of a machine, or of machines that move as one; without groups it has no work."""

    machine: Text
    groups: tuple[PlaceGroup, ...]
    notes: tuple[Text, ...] = ()
    """What a line over midnight means, and its postings' notes; they close the section."""


class Schedule(Record):
    """All sections of an appendix."""

    sections: tuple[MachineSection, ...]
    names_machines: bool
    """Whether lines say which machines stand there, because some move as one."""


def schedule_of(campaign: Campaign, plan: Plan, hours: StopHours | None = None) -> Schedule:
    """The whole appendix, a section for every machine or group in workbook order.

    `hours` are those of the whole plan where this is a part of it.
    """
    told = _Told(campaign, hours or StopHours(campaign, plan.assignments))
    stays = Stays(campaign, plan)
    teams = tuple(dict.fromkeys(campaign.groups[machine.name] for machine in campaign.machines))
    names_machines = any(len(team) > 1 for team in teams)
    return Schedule(
        sections=tuple(told.section(team, stays.of(*team), names_machines=names_machines) for team in teams),
        names_machines=names_machines,
    )


class _Told:
    """Puts stays into sections, groups and lines."""

    def __init__(self, campaign: Campaign, hours: StopHours) -> None:
        self._campaign = campaign
        self._hours = hours

    def section(self, team: tuple[Machine, ...], stays: Iterable[Stay], *, names_machines: bool) -> MachineSection:
        """The section of machines that move as one, or of one alone."""
        notes = [posting.note for machine in team for posting in machine.postings if posting.note.strip()]
        of_section = list(stays)
        ends = (self._hours.of(row).ends_minute for stay in of_section for row in stay.assignments)
        nights = [wording.NIGHT_NOTE] if any(end > MINUTES_A_DAY for end in ends) else []
        return MachineSection(
            machine=team[0].name if len(team) == 1 else wording.team(team[0].group, [one.name for one in team]),
            groups=tuple(
                PlaceGroup(
                    number=number,
                    place=together[0].printed_place,
                    units=tuple(
                        unit for stay in together for unit in self._units(team, stay, names_machines=names_machines)
                    ),
                )
                for number, together in enumerate(_at_one_place(of_section), start=1)
            ),
            notes=(*nights, *(notes if len(team) == 1 else dict.fromkeys(notes))),
        )

    def _units(self, team: tuple[Machine, ...], stay: Stay, *, names_machines: bool) -> Iterator[UnitLines]:
        """The unit of the stay, or the units of its cluster that have any part in it."""
        for code in self._campaign.units_at(stay.unit.code):
            rows = [row for row in stay.assignments if row.unit == code]
            if rows:
                yield UnitLines(
                    unit=name_with_former(self._campaign.units_by_code[code], rows[0].date),
                    lines=tuple(self._lines(team, stay, rows, names_machines=names_machines)),
                )

    def _lines(
        self, team: tuple[Machine, ...], stay: Stay, rows: list[Assignment], *, names_machines: bool
    ) -> Iterator[ScheduleLine]:
        months = sorted({(row.date.year, row.date.month) for row in rows})
        for year, month in months:
            for shift in self._campaign.calendar.shifts:
                there = [
                    row for row in rows if row.shift == shift.label and (row.date.year, row.date.month) == (year, month)
                ]
                for (hours, machines), days in self._by_hours(team, stay, there).items():
                    label = printed_label(self._campaign, days[0], shift.label)
                    yield ScheduleLine(
                        time=f"- Tháng {month}/{year} ({wording.hours_of_day(hours)}): {wording.days_of_month(days)}",
                        shift=label,
                        quota=self._quota(stay, machines, there[0]),
                        machines=", ".join(machines) if names_machines else "",
                    )

    def _by_hours(
        self, team: tuple[Machine, ...], stay: Stay, rows: list[Assignment]
    ) -> dict[tuple[Hours, tuple[MachineName, ...]], list[date]]:
        """The days of one shift, those at the same hours and with the same machines together.

        Whichever machine's figures a unit of a cluster stands in, all that are at the cluster are there for it.
        """
        machines: dict[tuple[date, Hours], set[MachineName]] = {}
        for row in rows:
            at_once = [row]
            if stay.cluster:
                at_once = [each for each in stay.assignments if (each.date, each.shift) == (row.date, row.shift)]
            machines.setdefault((row.date, self._hours.of(row)), set()).update(each.machine for each in at_once)
        days: dict[tuple[Hours, tuple[MachineName, ...]], list[date]] = {}
        for (day, hours), there in machines.items():
            in_order = tuple(machine.name for machine in team if machine.name in there)
            days.setdefault((hours, in_order), []).append(day)
        return days

    def _quota(self, stay: Stay, machines: tuple[MachineName, ...], row: Assignment) -> str:
        rates = []
        for name in machines:
            machine = self._campaign.machines_by_name[name]
            posting = machine.posting_on(row.date) or stay.posting
            rates.append(slot_rate(self._campaign, posting, RateKey(row.unit, name, row.shift)))
        return wording.quota_of_team(rates, is_of_cluster=bool(stay.cluster))


def _at_one_place(stays: Iterable[Stay]) -> list[list[Stay]]:
    """Stays one after the other at the same place; a mobile machine that comes back to a unit begins a new group."""
    groups: list[list[Stay]] = []
    seen: set[UnitCode] = set()
    for stay in stays:
        last = groups[-1][-1] if groups else None
        returns = stay.posting.kind is PostingKind.MOBILE and stay.unit.code in seen
        if last and last.posting is stay.posting and last.printed_place == stay.printed_place and not returns:
            groups[-1].append(stay)
        else:
            groups.append([stay])
            seen = set()
        seen.add(stay.unit.code)
    return groups
