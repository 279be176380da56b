"""All facts that can stand in the way of a wish: what the workbook, the announced plan and the past say.

One function for each sheet: pins and frozen days, closures, units, machines, ways of moving, and the past.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from planner.domain.campaign import Campaign, Closure, Machine, Pin, Posting, Unit
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Demand, Fact, Ground, GroundedFact, grounded, spoken_days, unit_name
from planner.model.instance.residual import ResidualInstance
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("model")


def campaign_dates(campaign: Campaign) -> Fact:
    """The wished day lies outside the campaign, which nothing but its dates can change."""
    calendar = campaign.calendar
    return Fact(
        where="Chiến dịch › Ngày bắt đầu, Ngày kết thúc",
        what=_("the campaign lasts from {first} to {last}").format(
            first=spoken_day(calendar.first_day), last=spoken_day(calendar.last_day)
        ),
        advice=_("Wish for a day within it, or change its dates"),
    )


def facts_of(campaign: Campaign, situation: Situation, residual: ResidualInstance) -> tuple[GroundedFact, ...]:
    """Every fact that may matter to the wish, those that people can change most easily first."""
    wish = residual.wish
    if wish is None:
        return ()
    unit = campaign.units_by_code[wish.unit]
    found = (
        *pin_facts(campaign, residual),
        *closure_facts(campaign, wish),
        *window_facts(campaign, unit),
        *limit_facts(campaign, residual, unit),
        *posting_facts(campaign, wish, unit),
        *_ways_of_moving(campaign, residual),
        *need_facts(campaign, residual, unit),
        *frozen_facts(campaign, residual),
        *_history(campaign, situation, residual, wish),
    )
    by_grounds = {each.grounds: each for each in reversed(found)}
    return tuple(each for each in found if by_grounds[each.grounds] is each)


def _ways_of_moving(campaign: Campaign, residual: ResidualInstance) -> Iterator[GroundedFact]:
    """How machines move within a day matters only where something else binds them on that day."""
    if not residual.campaign.pins and not residual.at_noon:
        return
    if True in campaign.ways_of_staying:
        yield grounded(
            "Chiến dịch › Đi trọn ngày",
            _("a machine stays whole days and changes unit only overnight"),
            _("Enter Không"),
            Ground(Demand.WHOLE_DAYS),
        )
    if False in campaign.ways_of_staying and campaign.reach_km is not None:
        yield grounded(
            "Chiến dịch › Đi lại trong ngày tối đa (km)",
            _("a machine moves at most {km} km within a day").format(km=spoken_number(campaign.reach_km, 1)),
            _("Allow more"),
            Ground(Demand.REACH),
        )


def _history(
    campaign: Campaign, situation: Situation, residual: ResidualInstance, wish: Wish
) -> Iterator[GroundedFact]:
    if situation.as_of is None:
        return
    if campaign.calendar.first_day < situation.as_of or situation.as_of_shift is not None:
        yield grounded(
            _("the day to plan from (--as-of)"),
            _("planning begins on {day}; what lies before has happened").format(
                day=" ".join(filter(None, (spoken_day(situation.as_of), situation.as_of_shift)))
            ),
            _("Wish for a later day"),
            Ground(Demand.PAST),
        )
    for machine, here in residual.at_noon.items():
        if machine == (wish.machine or machine) and here != wish.unit:
            yield grounded(
                _("the results of {day}").format(day=spoken_day(situation.as_of)),
                _("{machine} has already worked at {unit} on that day").format(
                    machine=machine, unit=unit_name(campaign, here)
                ),
                _("Wish for another day or another machine"),
                Ground(Demand.MORNING, machine),
            )


_ = texts_of("model")


def posting_facts(campaign: Campaign, wish: Wish, unit: Unit) -> Iterator[GroundedFact]:
    """Of a machine that is wished for, when it is on duty and whom it serves; else which machines come at all."""
    named = [machine for machine in campaign.machines if machine.name == wish.machine]
    serving = [machine for machine in campaign.machines if any(unit.code in one.serves for one in machine.postings)]
    for machine in named or serving:
        yield from _posting_dates(campaign, machine)
    if named and not all(unit.code in posting.serves for posting in named[0].postings):
        yield grounded(
            _at_machine(named[0], "Khu vực, Đơn vị phục vụ"),
            _("{machine} does not serve {unit}").format(machine=named[0].name, unit=unit.name)
            + _of_postings(named[0], [posting for posting in named[0].postings if unit.code not in posting.serves]),
            _("Let it serve this unit"),
            Ground(Demand.SERVES, named[0].name),
        )
    if not named and any(unit.code not in posting.serves for one in campaign.machines for posting in one.postings):
        yield grounded(
            "Máy › Khu vực, Đơn vị phục vụ",
            _("only {machines} serve {unit}").format(
                machines=", ".join(machine.name for machine in serving), unit=unit.name
            )
            if serving
            else _("no machine serves {unit}").format(unit=unit.name),
            _("Let another machine serve it"),
            *(Ground(Demand.SERVES, machine.name) for machine in campaign.machines),
        )


def _of_postings(machine: Machine, postings: list[Posting]) -> str:
    """From when to when, where only some of a machine's postings are meant."""
    if len(postings) == len(machine.postings):
        return ""
    return " (" + ", ".join(spoken_days(posting.first_day, posting.last_day) for posting in postings) + ")"


def _posting_dates(campaign: Campaign, machine: Machine) -> Iterator[GroundedFact]:
    calendar = campaign.calendar
    day = timedelta(days=1)
    ends = [calendar.first_day - day, *(posting.last_day for posting in machine.postings)]
    begins = [*(posting.first_day for posting in machine.postings), calendar.last_day + day]
    for number, posting in enumerate(machine.postings):
        if posting.first_day > ends[number] + day:
            yield grounded(
                _at_machine(machine, "Từ ngày"),
                _("{machine} is on duty from {day} on").format(machine=machine.name, day=spoken_day(posting.first_day)),
                _("Enter an earlier day"),
                Ground(Demand.POSTING_BEGINS, (machine.name, number)),
            )
        if posting.last_day < begins[number + 1] - day:
            yield grounded(
                _at_machine(machine, "Đến ngày"),
                _("{machine} is on duty until {day}").format(machine=machine.name, day=spoken_day(posting.last_day)),
                _("Enter a later day"),
                Ground(Demand.POSTING_ENDS, (machine.name, number)),
            )


def _at_machine(machine: Machine, column: str) -> str:
    return f"Máy › {machine.name} › {column}"


_ = texts_of("model")
ngettext = plurals_of("model")

ALLOWED_DAYS = "Ngày được phép"
"""The reason that a reader gives for days on which a unit is closed since its column names others."""


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
    if closure.unit and closure.reason == ALLOWED_DAYS:
        return grounded(
            _at_unit(campaign.units_by_code[closure.unit], ALLOWED_DAYS),
            _("not open {days}, since other days are named").format(days=days),
            _("Name the day there too"),
            Ground(Demand.CLOSURE, closure),
        )
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


_ = texts_of("model")


def pin_facts(campaign: Campaign, residual: ResidualInstance) -> Iterator[GroundedFact]:
    """Every pin that is not over."""
    for number, pin in enumerate(residual.campaign.pins):
        if not residual.is_frozen(pin):
            yield grounded(
                pin.source,
                _("{machine} is pinned at {unit}, {days}").format(
                    machine=pin.machine,
                    unit=unit_name(campaign, pin.unit),
                    days=spoken_days(pin.first_day, pin.last_day),
                ),
                _("Remove or move this pin"),
                Ground(Demand.PIN, number),
            )


def frozen_facts(campaign: Campaign, residual: ResidualInstance) -> Iterator[GroundedFact]:
    """What was announced for the frozen days: one fact for each machine, day and unit."""

    def announced(numbered: tuple[int, Pin]) -> tuple[MachineName, date, UnitCode]:
        return numbered[1].machine, numbered[1].first_day, numbered[1].unit

    frozen = [(number, pin) for number, pin in enumerate(residual.campaign.pins) if residual.is_frozen(pin)]
    for (machine, day, unit), numbered in groupby(sorted(frozen, key=announced), key=announced):
        yield grounded(
            _("the announced plan"),
            _("{machine} is announced at {unit} on {day}, a frozen day").format(
                machine=machine, unit=unit_name(campaign, unit), day=spoken_day(day)
            ),
            _("Freeze fewer days with --freeze-days, and tell the citizens of {unit}").format(
                unit=unit_name(campaign, unit)
            ),
            *(Ground(Demand.PIN, number) for number, _pin in numbered),
        )
