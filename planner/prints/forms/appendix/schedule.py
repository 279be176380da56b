"""A plan as the lines of its appendix, before any table or file: section, group, unit, line."""

from collections.abc import Iterable

from planner.domain.campaign import Campaign, Machine, PostingKind
from planner.domain.plan import Plan
from planner.domain.record import Record, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import slot_rate
from planner.prints.forms.stays import Stay, Stays
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import Text
from planner.prints.words.wording import days_of_month, hours, quota_a_day


class ScheduleLine(Record):
    """One month and shift of a unit."""

    time: Text
    """For example *- Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15,16,17*."""
    shift: Text
    quota: Text


class UnitLines(Record):
    """A unit and when its people are received, month by month, in each month by the shifts of the day."""

    unit: Text
    lines: tuple[ScheduleLine, ...]


class PlaceGroup(Record):
    """A place and the units received there, in time order; it bears one number."""

    number: int
    place: Text
    units: tuple[UnitLines, ...]


class MachineSection(Record):
    """A machine's part of the appendix; without groups it has no work."""

    machine: Text
    groups: tuple[PlaceGroup, ...]
    notes: tuple[Text, ...] = ()
    """Its postings' notes, which close the section."""


def schedule_of(campaign: Campaign, plan: Plan) -> tuple[MachineSection, ...]:
    """The whole appendix, a section for every machine in workbook order."""
    stays = Stays(campaign, plan)
    return tuple(_section(campaign, machine, stays.of(machine)) for machine in campaign.machines)


def _section(campaign: Campaign, machine: Machine, stays: Iterable[Stay]) -> MachineSection:
    return MachineSection(
        machine=machine.name,
        groups=tuple(
            PlaceGroup(
                number=number,
                place=together[0].printed_place,
                units=tuple(UnitLines(unit=stay.unit.name, lines=tuple(_lines(campaign, stay))) for stay in together),
            )
            for number, together in enumerate(_at_one_place(stays), start=1)
        ),
        notes=tuple(posting.note for posting in machine.postings if posting.note.strip()),
    )


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


def _lines(campaign: Campaign, stay: Stay) -> Iterable[ScheduleLine]:
    months = sorted({(assignment.date.year, assignment.date.month) for assignment in stay.assignments})
    for year, month in months:
        for shift in campaign.calendar.shifts:
            days = [
                assignment.date
                for assignment in stay.assignments
                if assignment.shift == shift.label and (assignment.date.year, assignment.date.month) == (year, month)
            ]
            if days:
                key = RateKey(stay.unit.code, stay.assignments[0].machine, shift.label)
                yield ScheduleLine(
                    time=f"- Tháng {month}/{year} ({hours(shift)}): {days_of_month(days)}",
                    shift=printed_label(campaign, days[0], shift.label),
                    quota=quota_a_day(slot_rate(campaign, stay.posting, key)),
                )
