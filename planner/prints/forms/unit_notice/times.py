"""When and where a unit's people are received from now on: what a notice tells them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.cluster_hours import StopHours
from planner.domain.difference import ReceivedSlot
from planner.domain.hours import Hours
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.prints.forms.stays import Stays
from planner.prints.words.clock_hours import hours_in_short
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import Text

ONE_DAY = timedelta(days=1)


class ShiftTold(Record):
    """One shift of a period's days."""

    label: Text
    """As printed: with *Đổi ca theo tháng* the crew's."""
    hours: Text
    dossiers: int
    """Planned over all days of the period, of all machines together."""


class ReceptionPeriod(Record):
    """Days one after the other on which people are received at one place in the same shifts."""

    first_day: date
    last_day: date
    place: Text
    shifts: tuple[ShiftTold, ...]
    """In the order of the day."""


class ReceptionOccasion(Record):
    """One time that machines come to a unit: their stays that overlap or follow each other without a day between."""

    slots: tuple[ReceivedSlot, ...]
    """In time order; several machines at one place are one."""
    hours: tuple[Hours, ...]
    """Of each of these slots: the unit's own, at a cluster its part; from the first machine's to the last one's."""
    periods: tuple[ReceptionPeriod, ...]

    @property
    def first_day(self) -> date:
        """The first day on which people are received."""
        return self.slots[0].day

    @property
    def last_day(self) -> date:
        """The last day on which people are received."""
        return self.slots[-1].day

    @property
    def dossiers(self) -> int:
        """How many dossiers are planned for the occasion, of all machines together."""
        return sum(slot.dossiers for slot in self.slots)


class UnitTimes(Record):
    """A unit and when its people are received; at least once."""

    unit: Unit
    occasions: tuple[ReceptionOccasion, ...]

    @property
    def slots(self) -> tuple[ReceivedSlot, ...]:
        """All slots in which the unit is received, in time order."""
        return tuple(slot for occasion in self.occasions for slot in occasion.slots)

    def hours_of(self, slot: ReceivedSlot) -> tuple[Hours, ...]:
        """From when to when the unit is received in one of its slots."""
        found = ((each, hours) for one in self.occasions for each, hours in zip(one.slots, one.hours, strict=True))
        return tuple(hours for each, hours in found if each == slot)[:1]


class _Received(NamedTuple):
    """One machine's slot at a place."""

    assignment: Assignment
    place: str
    hours: Hours


class _TimedSlot(NamedTuple):
    """A slot and the unit's hours in it."""

    slot: ReceivedSlot
    hours: Hours


def unit_times(campaign: Campaign, plan: Plan, told_from: date | None = None) -> tuple[UnitTimes, ...]:
    """Every unit that is still to receive a machine, in the order of codes. What is past is told to nobody.

    Past is what the plan counts as done, and every day before `told_from` if that is given.
    """
    stays: dict[UnitCode, list[list[_Received]]] = {}
    for code, stay in _stays_ahead(campaign, plan, told_from or date.min):
        stays.setdefault(code, []).append(stay)
    return tuple(
        UnitTimes(unit=unit, occasions=tuple(_occasions(campaign, stays[unit.code])))
        for unit in campaign.units
        if unit.code in stays
    )


def _stays_ahead(campaign: Campaign, plan: Plan, first_day: date) -> Iterator[tuple[UnitCode, list[_Received]]]:
    of_machine, hours = Stays(campaign, plan), StopHours(campaign, plan.assignments)
    for machine in campaign.machines:
        for stay in of_machine.of(machine):
            for code in campaign.units_at(stay.unit.code):
                ahead = [
                    _Received(each, stay.printed_place, hours.of(each))
                    for each in stay.assignments
                    if each.unit == code and not each.done and each.date >= first_day
                ]
                if ahead:
                    yield code, ahead


def _occasions(campaign: Campaign, stays: list[list[_Received]]) -> Iterator[ReceptionOccasion]:
    together: list[_Received] = []
    last_day = date.min
    for stay in sorted(stays, key=lambda each: each[0].assignment.date):
        if together and stay[0].assignment.date > last_day + ONE_DAY:
            yield _occasion(campaign, together)
            together = []
        together += stay
        last_day = max(last_day, stay[-1].assignment.date)
    yield _occasion(campaign, together)


def _occasion(campaign: Campaign, received: Iterable[_Received]) -> ReceptionOccasion:
    labels = campaign.calendar.shift_labels
    at_once: dict[tuple[date, int, str], list[_Received]] = {}
    for each in received:
        slot = (each.assignment.date, labels.index(each.assignment.shift), each.place)
        at_once.setdefault(slot, []).append(each)
    in_order = sorted(at_once.items(), key=lambda item: item[0])
    slots = tuple(
        ReceivedSlot(
            day=day,
            shift=labels[shift],
            place=place,
            machines=_in_workbook_order(campaign, [each.assignment for each in together]),
            dossiers=sum(each.assignment.dossiers for each in together),
        )
        for (day, shift, place), together in in_order
    )
    hours = tuple(_from_first_to_last(together) for _at, together in in_order)
    timed = [_TimedSlot(slot, own) for slot, own in zip(slots, hours, strict=True)]
    return ReceptionOccasion(slots=slots, hours=hours, periods=tuple(_periods(campaign, timed)))


def _from_first_to_last(together: list[_Received]) -> Hours:
    return Hours(min(each.hours.starts_minute for each in together), max(each.hours.ends_minute for each in together))


def _in_workbook_order(campaign: Campaign, assignments: list[Assignment]) -> tuple[MachineName, ...]:
    busy = {each.machine for each in assignments}
    return tuple(machine.name for machine in campaign.machines if machine.name in busy)


def _periods(campaign: Campaign, slots: list[_TimedSlot]) -> list[ReceptionPeriod]:
    """The periods of these slots, by their first day; each place has periods of its own."""
    periods: list[ReceptionPeriod] = []
    for place in dict.fromkeys(timed.slot.place for timed in slots):
        of_day = groupby((timed for timed in slots if timed.slot.place == place), key=lambda timed: timed.slot.day)
        run: list[list[_TimedSlot]] = []
        for _day, together in of_day:
            day = list(together)
            if run and not _goes_on(campaign, run[-1], day):
                periods.append(_period(campaign, run))
                run = []
            run.append(day)
        periods.append(_period(campaign, run))
    return sorted(periods, key=lambda period: period.first_day)


def _goes_on(campaign: Campaign, before: list[_TimedSlot], after: list[_TimedSlot]) -> bool:
    """Whether the next day is the day after, with the same shifts under the same labels at the same hours."""
    follows = after[0].slot.day == before[0].slot.day + ONE_DAY
    return follows and _labels(campaign, before) == _labels(campaign, after)


def _labels(campaign: Campaign, of_day: list[_TimedSlot]) -> list[tuple[ShiftLabel, ShiftLabel, Hours]]:
    return [(slot.shift, printed_label(campaign, slot.day, slot.shift), hours) for slot, hours in of_day]


def _period(campaign: Campaign, days: list[list[_TimedSlot]]) -> ReceptionPeriod:
    first, last = days[0][0].slot, days[-1][0].slot
    return ReceptionPeriod(
        first_day=first.day,
        last_day=last.day,
        place=first.place,
        shifts=tuple(
            ShiftTold(
                label=printed_label(campaign, slot.day, slot.shift),
                hours=hours_in_short(hours),
                dossiers=sum(day[position].slot.dossiers for day in days),
            )
            for position, (slot, hours) in enumerate(days[0])
        ),
    )
