"""Facts that can stand in the way of a wish: where each is told, what it says, and the campaign without it.

Of pins and frozen days only what binds today is a fact: to open what is closed must not make a pin bind anew.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from planner.domain.campaign import Campaign, Closure, Machine, Pin, Posting, Unit
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.remainder import Remainder
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("model")

NO_LIMIT = 99
"""More machines than this never stand at one unit, nor come to it one after the other, in one plan."""

Drop = Callable[[Remainder], Remainder]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the workbook, the announced plan or the past says."""

    where: str
    what: str
    advice: str
    drop: Drop = field(repr=False, compare=False)
    """What would be left to plan if it were not so."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.advice}"


def campaign_dates(campaign: Campaign) -> Fact:
    """The wished day lies outside the campaign, which nothing but its dates can change."""
    calendar = campaign.calendar
    return Fact(
        where="Chiến dịch › Ngày bắt đầu, Ngày kết thúc",
        what=_("the campaign lasts from {first} to {last}").format(
            first=spoken_day(calendar.first_day), last=spoken_day(calendar.last_day)
        ),
        advice=_("Wish for a day within it, or change its dates"),
        drop=lambda remainder: remainder,
    )


def facts_of(campaign: Campaign, situation: Situation, remainder: Remainder) -> tuple[Fact, ...]:
    """Every fact that may matter to the remainder's wish, those that people can change most easily first."""
    wish = remainder.wish
    if wish is None:
        return ()
    unit = campaign.units_by_code[wish.unit]
    return (
        *_pins(campaign, remainder),
        *_closures(campaign, wish),
        *_unit_window(campaign, unit),
        *_unit_limits(campaign, remainder, unit),
        *_postings(campaign, wish, unit),
        *_ways_of_moving(campaign, remainder),
        *_frozen(campaign, remainder),
        *_history(campaign, situation, remainder, wish),
    )


def as_they_bind(remainder: Remainder) -> Remainder:
    """The same remainder with a pin for each day on which one binds, and nothing pinned in closed slots.

    Its `source` is the number of the pin from which it comes.
    """
    campaign = remainder.campaign
    openness = Openness(campaign)
    pins = []
    for number, pin in enumerate(campaign.pins):
        slots = [openness.slot(ordinal) for ordinal in _bound(campaign, openness, pin)]
        for day, in_day in groupby(slots, key=lambda slot: slot.day):
            shifts = tuple(slot.shift for slot in in_day)
            one = {"first_day": day, "last_day": day, "shifts": shifts, "source": str(number)}
            pins.append(pin.model_copy(update=one))
    return _changed(remainder, pins=tuple(pins))


def _bound(campaign: Campaign, openness: Openness, pin: Pin) -> Iterator[int]:
    """The slots that a pin takes, in order."""
    machine = campaign.machines_by_name[pin.machine]
    open_there = frozenset(openness.of_unit(campaign.units_by_code[pin.unit]))
    for posting in machine.postings:
        for ordinal in openness.of_posting(machine, posting):
            slot = openness.slot(ordinal)
            is_pinned = pin.first_day <= slot.day <= pin.last_day and slot.shift in pin.shifts
            if is_pinned and ordinal in open_there and pin.unit in posting.serves:
                yield ordinal


def _pins(campaign: Campaign, remainder: Remainder) -> Iterator[Fact]:
    for number, pin in enumerate(remainder.campaign.pins):
        if pin in campaign.pins:
            yield Fact(
                where=pin.source,
                what=_("{machine} is pinned at {unit}, {days}").format(
                    machine=pin.machine, unit=_name(campaign, pin.unit), days=_days(pin.first_day, pin.last_day)
                ),
                advice=_("Remove or move this pin"),
                drop=_without_pins([number]),
            )


def _frozen(campaign: Campaign, remainder: Remainder) -> Iterator[Fact]:
    """One fact for each machine, day and unit."""

    def announced(numbered: tuple[int, Pin]) -> tuple[MachineName, date, UnitCode]:
        return numbered[1].machine, numbered[1].first_day, numbered[1].unit

    frozen = [(number, pin) for number, pin in enumerate(remainder.campaign.pins) if pin not in campaign.pins]
    for (machine, day, unit), numbered in groupby(sorted(frozen, key=announced), key=announced):
        yield Fact(
            where=_("the announced plan"),
            what=_("{machine} is announced at {unit} on {day}, a frozen day").format(
                machine=machine, unit=_name(campaign, unit), day=spoken_day(day)
            ),
            advice=_("Freeze fewer days with --freeze-days, and tell the citizens of {unit}").format(
                unit=_name(campaign, unit)
            ),
            drop=_without_pins(number for number, _pin in numbered),
        )


def _without_pins(numbers: Iterable[int]) -> Drop:
    dropped = frozenset(map(str, numbers))
    return lambda remainder: _changed(
        remainder, pins=tuple(pin for pin in remainder.campaign.pins if pin.source not in dropped)
    )


def _closures(campaign: Campaign, wish: Wish) -> Iterator[Fact]:
    for closure in campaign.closures:
        concerns_machine = closure.machine is None or closure.machine == (wish.machine or closure.machine)
        concerns_unit = closure.unit in (None, wish.unit)
        concerns_day = wish.day is None or closure.first_day <= wish.day <= closure.last_day
        if concerns_machine and concerns_unit and concerns_day:
            yield _closure(campaign, closure)


def _closure(campaign: Campaign, closure: Closure) -> Fact:
    scope = closure.machine or (_name(campaign, closure.unit) if closure.unit else _("everywhere"))
    days = _days(closure.first_day, closure.last_day)
    partly = closure.weekdays or len(closure.shifts) < len(campaign.calendar.shifts)
    what = _("closed on some slots of {days}, {scope}") if partly else _("closed {days}, {scope}")
    return Fact(
        where="Ngày nghỉ",
        what=what.format(days=days, scope=scope) + (f" ({closure.reason})" if closure.reason else ""),
        advice=_("Say Không under Áp dụng of this row, or change its days"),
        drop=_without_closure(closure),
    )


def _without_closure(closure: Closure) -> Drop:
    return lambda remainder: _changed(
        remainder, closures=tuple(other for other in remainder.campaign.closures if other != closure)
    )


def _unit_window(campaign: Campaign, unit: Unit) -> Iterator[Fact]:
    calendar = campaign.calendar
    if unit.first_day > calendar.first_day:
        yield Fact(
            where=_at_unit(unit, "Từ ngày"),
            what=_("people come from {day} on").format(day=spoken_day(unit.first_day)),
            advice=_("Enter an earlier day"),
            drop=_with_unit(unit.code, first_day=calendar.first_day),
        )
    if unit.last_day < calendar.last_day:
        yield Fact(
            where=_at_unit(unit, "Đến ngày"),
            what=_("people come until {day}").format(day=spoken_day(unit.last_day)),
            advice=_("Enter a later day"),
            drop=_with_unit(unit.code, last_day=calendar.last_day),
        )
    if unit.shifts != calendar.shift_labels:
        yield Fact(
            where=_at_unit(unit, "Ca được phép"),
            what=_("people come in {shifts} only").format(shifts=", ".join(unit.shifts)),
            advice=_("Allow more shifts"),
            drop=_with_unit(unit.code, shifts=calendar.shift_labels),
        )


def _unit_limits(campaign: Campaign, remainder: Remainder, wished: Unit) -> Iterator[Fact]:
    """How many machines and visits a unit may have matters only where something is pinned."""
    for code in sorted({pin.unit for pin in remainder.campaign.pins}):
        unit = campaign.units_by_code[code]
        yield Fact(
            where=_at_unit(unit, "Số đợt tối đa"),
            what=_("{visits} visit(s) are all that is allowed").format(visits=unit.visits),
            advice=_("Allow more visits"),
            drop=_with_unit(code, visits=NO_LIMIT),
        )
    if any(pin.unit == wished.code for pin in remainder.campaign.pins):
        yield Fact(
            where=_at_unit(wished, "Số máy cùng lúc"),
            what=_("{machines} machine(s) may stand there at once").format(machines=wished.together),
            advice=_("Allow more machines"),
            drop=_with_unit(wished.code, together=NO_LIMIT),
        )


def _with_unit(code: UnitCode, **changes: object) -> Drop:
    def drop(remainder: Remainder) -> Remainder:
        units = remainder.campaign.units
        return _changed(
            remainder, units=tuple(unit.model_copy(update=changes) if unit.code == code else unit for unit in units)
        )

    return drop


def _postings(campaign: Campaign, wish: Wish, unit: Unit) -> Iterator[Fact]:
    """Of a machine that is wished for, when it is on duty and whom it serves; else which machines come at all."""
    named = [machine for machine in campaign.machines if machine.name == wish.machine]
    serving = [machine for machine in campaign.machines if any(unit.code in one.serves for one in machine.postings)]
    for machine in named or serving:
        yield from _posting_dates(campaign, machine)
    if named and not all(unit.code in posting.serves for posting in named[0].postings):
        yield Fact(
            where=_at_machine(named[0], "Khu vực, Đơn vị phục vụ"),
            what=_("{machine} does not serve {unit}").format(machine=named[0].name, unit=unit.name)
            + _of_postings(named[0], [posting for posting in named[0].postings if unit.code not in posting.serves]),
            advice=_("Let it serve this unit"),
            drop=_with_postings({named[0].name}, lambda posting: _serving(posting, unit.code)),
        )
    if not named and any(unit.code not in posting.serves for one in campaign.machines for posting in one.postings):
        yield Fact(
            where="Máy › Khu vực, Đơn vị phục vụ",
            what=_("only {machines} serve {unit}").format(
                machines=", ".join(machine.name for machine in serving), unit=unit.name
            )
            if serving
            else _("no machine serves {unit}").format(unit=unit.name),
            advice=_("Let another machine serve it"),
            drop=_with_postings(
                {machine.name for machine in campaign.machines}, lambda posting: _serving(posting, unit.code)
            ),
        )


def _of_postings(machine: Machine, postings: list[Posting]) -> str:
    """From when to when, where only some of a machine's postings are meant."""
    if len(postings) == len(machine.postings):
        return ""
    return " (" + ", ".join(_days(posting.first_day, posting.last_day) for posting in postings) + ")"


def _serving(posting: Posting, code: UnitCode) -> Posting:
    return posting.model_copy(update={"serves": tuple(sorted({*posting.serves, code}))})


def _posting_dates(campaign: Campaign, machine: Machine) -> Iterator[Fact]:
    calendar = campaign.calendar
    day = timedelta(days=1)
    ends = [calendar.first_day - day, *(posting.last_day for posting in machine.postings)]
    begins = [*(posting.first_day for posting in machine.postings), calendar.last_day + day]
    for number, posting in enumerate(machine.postings):
        earliest, latest = ends[number] + day, begins[number + 1] - day
        if posting.first_day > earliest:
            yield Fact(
                where=_at_machine(machine, "Từ ngày"),
                what=_("{machine} is on duty from {day} on").format(
                    machine=machine.name, day=spoken_day(posting.first_day)
                ),
                advice=_("Enter an earlier day"),
                drop=_with_posting_dates(machine, number, first_day=earliest),
            )
        if posting.last_day < latest:
            yield Fact(
                where=_at_machine(machine, "Đến ngày"),
                what=_("{machine} is on duty until {day}").format(
                    machine=machine.name, day=spoken_day(posting.last_day)
                ),
                advice=_("Enter a later day"),
                drop=_with_posting_dates(machine, number, last_day=latest),
            )


def _with_posting_dates(machine: Machine, number: int, **dates: date) -> Drop:
    first_day = machine.postings[number].first_day
    last_day = machine.postings[number].last_day
    return _with_postings(
        {machine.name},
        lambda posting: (
            posting.model_copy(update=dates)
            if first_day <= posting.last_day and posting.first_day <= last_day
            else posting
        ),
    )


def _with_postings(machines: Collection[MachineName], change: Callable[[Posting], Posting]) -> Drop:
    def drop(remainder: Remainder) -> Remainder:
        return _changed(
            remainder,
            machines=tuple(
                machine.model_copy(update={"postings": tuple(map(change, machine.postings))})
                if machine.name in machines
                else machine
                for machine in remainder.campaign.machines
            ),
        )

    return drop


def _ways_of_moving(campaign: Campaign, remainder: Remainder) -> Iterator[Fact]:
    """How machines move within a day matters only where something else binds them on that day."""
    if not remainder.campaign.pins and not remainder.at_noon:
        return
    if campaign.whole_days:
        yield Fact(
            where="Chiến dịch › Đi trọn ngày",
            what=_("a machine stays whole days and changes unit only overnight"),
            advice=_("Enter Không"),
            drop=lambda remainder: _changed(remainder, whole_days=False, reach_km=None),
        )
    elif campaign.reach_km is not None:
        yield Fact(
            where="Chiến dịch › Đi lại trong ngày tối đa (km)",
            what=_("a machine moves at most {km} km within a day").format(km=spoken_number(campaign.reach_km, 1)),
            advice=_("Allow more"),
            drop=lambda remainder: _changed(remainder, reach_km=None),
        )


def _history(campaign: Campaign, situation: Situation, remainder: Remainder, wish: Wish) -> Iterator[Fact]:
    if situation.as_of is None:
        return
    if campaign.calendar.first_day < situation.as_of or situation.as_of_shift is not None:
        yield Fact(
            where=_("the day to plan from (--as-of)"),
            what=_("planning begins on {day}; what lies before has happened").format(
                day=" ".join(filter(None, (spoken_day(situation.as_of), situation.as_of_shift)))
            ),
            advice=_("Wish for a later day"),
            drop=lambda remainder: _changed(
                remainder,
                closures=tuple(closure for closure in remainder.campaign.closures if closure in campaign.closures),
            ),
        )
    for machine, here in remainder.at_noon.items():
        if machine == (wish.machine or machine) and here != wish.unit:
            yield Fact(
                where=_("the results of {day}").format(day=spoken_day(situation.as_of)),
                what=_("{machine} has already worked at {unit} on that day").format(
                    machine=machine, unit=_name(campaign, here)
                ),
                advice=_("Wish for another day or another machine"),
                drop=_without_morning(machine),
            )


def _without_morning(machine: MachineName) -> Drop:
    return lambda remainder: replace(
        remainder, at_noon={name: unit for name, unit in remainder.at_noon.items() if name != machine}
    )


def _changed(remainder: Remainder, **changes: object) -> Remainder:
    return replace(remainder, campaign=remainder.campaign.model_copy(update=changes))


def _at_unit(unit: Unit, column: str) -> str:
    return f"Đơn vị › {unit.name} › {column}"


def _at_machine(machine: Machine, column: str) -> str:
    return f"Máy › {machine.name} › {column}"


def _name(campaign: Campaign, code: UnitCode) -> str:
    return campaign.units_by_code[code].name


def _days(first: date, last: date) -> str:
    return spoken_day(first) if first == last else f"{spoken_day(first)}–{spoken_day(last)}"
