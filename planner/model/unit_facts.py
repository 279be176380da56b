"""What the workbook says of a unit, and of closed days, that can stand in the way of a wish."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign, Closure, Unit
from planner.domain.record import UnitCode
from planner.domain.wish import Wish
from planner.model.fact import Drop, Fact, changed, spoken_days, unit_name
from planner.model.remainder import Remainder
from planner.texts import spoken_day, texts_of

_ = texts_of("model")

NO_LIMIT = 99
"""More machines than this never stand at one unit, nor come to it one after the other, in one plan."""


def closure_facts(campaign: Campaign, wish: Wish) -> Iterator[Fact]:
    """Every closure that concerns the wished unit, machine and day."""
    for closure in campaign.closures:
        concerns_machine = closure.machine is None or closure.machine == (wish.machine or closure.machine)
        concerns_unit = closure.unit in (None, wish.unit)
        concerns_day = wish.day is None or closure.first_day <= wish.day <= closure.last_day
        if concerns_machine and concerns_unit and concerns_day:
            yield _closure(campaign, closure)


def _closure(campaign: Campaign, closure: Closure) -> Fact:
    scope = closure.machine or (unit_name(campaign, closure.unit) if closure.unit else _("everywhere"))
    days = spoken_days(closure.first_day, closure.last_day)
    partly = closure.weekdays or len(closure.shifts) < len(campaign.calendar.shifts)
    what = _("closed on some slots of {days}, {scope}") if partly else _("closed {days}, {scope}")
    return Fact(
        where="Ngày nghỉ",
        what=what.format(days=days, scope=scope) + (f" ({closure.reason})" if closure.reason else ""),
        advice=_("Say Không under Áp dụng of this row, or change its days"),
        drop=_without_closure(closure),
    )


def _without_closure(closure: Closure) -> Drop:
    return lambda remainder: changed(
        remainder, closures=tuple(other for other in remainder.campaign.closures if other != closure)
    )


def window_facts(campaign: Campaign, unit: Unit) -> Iterator[Fact]:
    """When people may come to the unit, where that is not always."""
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


def limit_facts(campaign: Campaign, remainder: Remainder, wished: Unit) -> Iterator[Fact]:
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
        return changed(
            remainder, units=tuple(unit.model_copy(update=changes) if unit.code == code else unit for unit in units)
        )

    return drop


def _at_unit(unit: Unit, column: str) -> str:
    return f"Đơn vị › {unit.name} › {column}"
