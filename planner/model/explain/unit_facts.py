"""What the workbook says of a unit, and of closed days, that can stand in the way of a wish."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign, Closure, Unit
from planner.domain.wish import Wish
from planner.model.explain.fact import Demand, Ground, GroundedFact, grounded, spoken_days, unit_name
from planner.model.instance.residual import ResidualInstance
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")


def closure_facts(campaign: Campaign, wish: Wish) -> Iterator[GroundedFact]:
    """Every closure that concerns the wished unit, machine and day."""
    for closure in campaign.closures:
        concerns_machine = closure.machine is None or closure.machine == (wish.machine or closure.machine)
        concerns_unit = closure.unit in (None, wish.unit)
        concerns_day = wish.day is None or closure.first_day <= wish.day <= closure.last_day
        if concerns_machine and concerns_unit and concerns_day:
            yield _closure(campaign, closure)


def _closure(campaign: Campaign, closure: Closure) -> GroundedFact:
    scope = closure.machine or (unit_name(campaign, closure.unit) if closure.unit else _("everywhere"))
    days = spoken_days(closure.first_day, closure.last_day)
    partly = closure.weekdays or len(closure.shifts) < len(campaign.calendar.shifts)
    what = _("closed on some slots of {days}, {scope}") if partly else _("closed {days}, {scope}")
    return grounded(
        "Ngày nghỉ",
        what.format(days=days, scope=scope) + (f" ({closure.reason})" if closure.reason else ""),
        _("Say Không under Áp dụng of this row, or change its days"),
        Ground(Demand.CLOSURE, closure),
    )


def window_facts(campaign: Campaign, unit: Unit) -> Iterator[GroundedFact]:
    """When people may come to the unit, where that is not always."""
    calendar = campaign.calendar
    if unit.first_day > calendar.first_day:
        yield grounded(
            _at_unit(unit, "Từ ngày"),
            _("people come from {day} on").format(day=spoken_day(unit.first_day)),
            _("Enter an earlier day"),
            Ground(Demand.FIRST_DAY, unit.code),
        )
    if unit.last_day < calendar.last_day:
        yield grounded(
            _at_unit(unit, "Đến ngày"),
            _("people come until {day}").format(day=spoken_day(unit.last_day)),
            _("Enter a later day"),
            Ground(Demand.LAST_DAY, unit.code),
        )
    if unit.shifts != calendar.shift_labels:
        yield grounded(
            _at_unit(unit, "Ca được phép"),
            _("people come in {shifts} only").format(shifts=", ".join(unit.shifts)),
            _("Allow more shifts"),
            Ground(Demand.SHIFTS, unit.code),
        )


def limit_facts(campaign: Campaign, residual: ResidualInstance, wished: Unit) -> Iterator[GroundedFact]:
    """How many machines and visits a unit may have matters only where something is pinned."""
    for code in sorted({pin.unit for pin in residual.campaign.pins}):
        unit = campaign.units_by_code[code]
        yield grounded(
            _at_unit(unit, "Số đợt tối đa"),
            ngettext(
                "{visits} visit is all that is allowed", "{visits} visits are all that is allowed", unit.visits
            ).format(visits=unit.visits),
            _("Allow more visits"),
            Ground(Demand.VISITS, code),
        )
    if any(pin.unit == wished.code for pin in residual.campaign.pins):
        yield grounded(
            _at_unit(wished, "Số máy cùng lúc"),
            ngettext(
                "{machines} machine may stand there at once",
                "{machines} machines may stand there at once",
                wished.together,
            ).format(machines=wished.together),
            _("Allow more machines"),
            Ground(Demand.TOGETHER, wished.code),
        )


def need_facts(campaign: Campaign, residual: ResidualInstance, wished: Unit) -> Iterator[GroundedFact]:
    """How much is left to collect matters where it is nothing, or where pinned machines may collect it all before."""
    left = residual.campaign.units_by_code[wished.code].need
    if left and not any(pin.unit == wished.code for pin in residual.campaign.pins):
        return
    yield grounded(
        _at_unit(wished, "Cần thu nhận"),
        ngettext(
            "{dossiers} dossier is left to collect, and each visit has to collect at least one",
            "{dossiers} dossiers are left to collect, and each visit has to collect at least one",
            left,
        ).format(dossiers=spoken_number(left))
        if left
        else _("nothing is left to collect, and each visit has to collect at least one dossier"),
        _("Enter a larger need"),
        Ground(Demand.NEED, wished.code),
    )


def _at_unit(unit: Unit, column: str) -> str:
    return f"Đơn vị › {unit.name} › {column}"
