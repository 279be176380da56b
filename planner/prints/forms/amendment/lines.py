"""What changes as the lines of an amendment, before any table or file: part, unit, announced and new lines."""

from collections.abc import Callable, Iterable

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference, ReceivedSlot, UnitChange
from planner.domain.record import Record, UnitCode
from planner.prints.forms.amendment import wording
from planner.prints.words.former_names import name_with_former
from planner.prints.words.received import own_hours
from planner.prints.words.text import Text
from planner.prints.words.wording import days_of_month


class SlotsLine(Record):
    """One month and shift of a unit at one place with the same machines."""

    time: Text
    """As in the appendix: *- Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15,16,17*."""
    place: Text
    machines: Text
    dossiers: int


class AmendedUnit(Record):
    """A unit's lines in one part: what was announced, what comes instead."""

    unit: Text
    announced: tuple[SlotsLine, ...] = ()
    now: tuple[SlotsLine, ...] = ()
    announced_word: Text = ""
    """What stands in place of announced lines where there are none."""
    now_word: Text = ""
    """What stands in place of new lines where there are none."""
    remark: Text = ""


class Part(Record):
    """A titled part of the amendment; never empty."""

    title: Text
    units: tuple[AmendedUnit, ...]


def parts_of(campaign: Campaign, difference: Difference) -> tuple[Part, ...]:
    """Cancelled, moved, added, sent elsewhere, other machine: the parts that have any unit, numbered in Roman."""
    in_order: tuple[tuple[str, Callable[[Campaign, UnitChange], AmendedUnit | None]], ...] = (
        (wording.DROPPED, _dropped),
        (wording.MOVED, _moved),
        (wording.ADDED, _added),
        (wording.SENT_ELSEWHERE, _sent_elsewhere),
        (wording.RETIMED, _retimed),
        (wording.REMANNED, _remanned),
    )
    filled = []
    for title, amended in in_order:
        units = tuple(unit for change in difference.units if (unit := amended(campaign, change)))
        if units:
            filled.append((title, units))
    return tuple(
        Part(title=f"{number}. {title}", units=units)
        for number, (title, units) in zip(wording.ROMAN, filled, strict=False)
    )


def lines_of(campaign: Campaign, unit: UnitCode, slots: Iterable[ReceivedSlot]) -> tuple[SlotsLine, ...]:
    """The slots by place and machines, each in the order of its first slot, then by month and by shift of the day."""
    stands: dict[tuple[str, tuple[str, ...]], list[ReceivedSlot]] = {}
    for slot in slots:
        stands.setdefault((slot.place, slot.machines), []).append(slot)
    return tuple(line for together in stands.values() for line in _lines_at_one_place(campaign, unit, together))


def _lines_at_one_place(campaign: Campaign, unit: UnitCode, slots: list[ReceivedSlot]) -> Iterable[SlotsLine]:
    labels = (*campaign.calendar.shift_labels, *dict.fromkeys(slot.shift for slot in slots))
    for year, month in sorted({(slot.day.year, slot.day.month) for slot in slots}):
        for label in dict.fromkeys(labels):
            here = [slot for slot in slots if slot.shift == label and (slot.day.year, slot.day.month) == (year, month)]
            hours_of = own_hours(campaign, unit)
            at_hours: dict[str, list[ReceivedSlot]] = {}
            for slot in here:
                at_hours.setdefault(wording.hours_told(hours_of(slot), label), []).append(slot)
            for hours, together in at_hours.items():
                days = days_of_month([slot.day for slot in together])
                yield SlotsLine(
                    time=f"- Tháng {month}/{year} ({hours}): {days}",
                    place=together[0].place,
                    machines=", ".join(together[0].machines),
                    dossiers=sum(slot.dossiers for slot in together),
                )


def _name(campaign: Campaign, change: UnitChange) -> str:
    """The unit's name, with those of the units that became part of it not long ago."""
    unit = campaign.units_by_code.get(change.unit)
    slots = [*change.cancelled, *change.new, *change.kept]
    has_former = unit is not None and unit.formerly and slots
    return name_with_former(unit, min(slot.day for slot in slots)) if unit and has_former else change.name


def _dropped(campaign: Campaign, change: UnitChange) -> AmendedUnit | None:
    if not change.cancelled or change.new or change.later:
        return None
    return AmendedUnit(
        unit=_name(campaign, change),
        announced=lines_of(campaign, change.unit, change.cancelled),
        now_word=wording.NOT_HELD,
        remark=_remark(change.citizens, "" if change.in_workbook else wording.UNKNOWN_UNIT),
    )


def _moved(campaign: Campaign, change: UnitChange) -> AmendedUnit | None:
    if not change.cancelled or not (change.new or change.later):
        return None
    places = {slot.place for slot in change.cancelled}
    has_other_place = change.new and places != {slot.place for slot in change.new}
    return AmendedUnit(
        unit=_name(campaign, change),
        announced=lines_of(campaign, change.unit, change.cancelled),
        now=lines_of(campaign, change.unit, change.new),
        now_word=wording.TOLD_LATER,
        remark=_remark(change.citizens, wording.announced_place("; ".join(sorted(places))) if has_other_place else ""),
    )


def _added(campaign: Campaign, change: UnitChange) -> AmendedUnit | None:
    if change.cancelled or not change.new:
        return None
    return AmendedUnit(
        unit=_name(campaign, change),
        now=lines_of(campaign, change.unit, change.new),
        announced_word=wording.UNCHANGED if change.kept else wording.NOT_ANNOUNCED,
    )


def _sent_elsewhere(campaign: Campaign, change: UnitChange) -> AmendedUnit | None:
    if not change.sent_elsewhere:
        return None
    places = dict.fromkeys(place for slot in change.sent_elsewhere for place in slot.places_left)
    slots = [slot.now for slot in change.sent_elsewhere]
    return AmendedUnit(
        unit=_name(campaign, change),
        announced=lines_of(campaign, change.unit, slots),
        now=_same_time(lines_of(campaign, change.unit, slots), wording.moved_from("; ".join(places))),
        remark=_remark(change.citizens_sent_elsewhere),
    )


def _retimed(campaign: Campaign, change: UnitChange) -> AmendedUnit | None:
    if not change.retimed:
        return None
    return AmendedUnit(
        unit=_name(campaign, change),
        announced=lines_of(campaign, change.unit, (slot.announced for slot in change.retimed)),
        now=lines_of(campaign, change.unit, (slot.now for slot in change.retimed)),
    )


def _remanned(campaign: Campaign, change: UnitChange) -> AmendedUnit | None:
    slots = [slot for slot in change.remanned if not slot.has_other_place]
    if not slots:
        return None
    before = dict.fromkeys(", ".join(slot.announced.machines) for slot in slots)
    now = lines_of(campaign, change.unit, (slot.now for slot in slots))
    return AmendedUnit(
        unit=_name(campaign, change),
        announced=now,
        now=_same_time(now, wording.UNCHANGED),
        remark=wording.replaced("; ".join(before)),
    )


def _same_time(lines: tuple[SlotsLine, ...], word: str) -> tuple[SlotsLine, ...]:
    """Places, machines and dossiers as they are now, with this word for the time, which stays."""
    return tuple(
        SlotsLine(time=word, place=line.place, machines=line.machines, dossiers=line.dossiers) for line in lines
    )


def _remark(citizens: int, *others: str) -> str:
    told = [wording.concerned(citizens)] if citizens else []
    return ". ".join([*told, *(other for other in others if other)])
