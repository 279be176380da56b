"""Why a unit is left with dossiers, in one sentence that a planner can act on."""

from collections.abc import Sequence
from datetime import date

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment, Shortfall
from planner.domain.record import UnitCode
from planner.texts import texts_of

_ = texts_of("workflow")


def shortfalls(campaign: Campaign, assignments: Sequence[Assignment]) -> tuple[Shortfall, ...]:
    """Every unit that a first plan leaves short, with what it lacks and why."""
    left = {unit.code: unit.need for unit in campaign.units}
    for row in assignments:
        left[row.unit] -= row.dossiers
    openness = Openness(campaign)
    return tuple(
        Shortfall(
            unit=unit.code,
            dossiers=left[unit.code],
            reason=_reason(campaign, openness, unit, left[unit.code], assignments),
        )
        for unit in campaign.units
        if left[unit.code] > 0
    )


class _Chance:
    """The slots in which one machine could work at one unit, under one posting."""

    def __init__(self, openness: Openness, machine: Machine, posting: Posting, unit: Unit) -> None:
        self.machine = machine
        self.capacity = posting.capacity
        common = frozenset(openness.of_unit(unit))
        self.slots = tuple(slot for slot in openness.of_posting(machine, posting) if slot in common)
        self.last_day: date | None = openness.day(self.slots[-1]) if self.slots else None

    @property
    def dossiers(self) -> int:
        """What it could collect there if it did nothing else."""
        return self.capacity * len(self.slots)


def _reason(campaign: Campaign, openness: Openness, unit: Unit, left: int, assignments: Sequence[Assignment]) -> str:
    serving = [
        _Chance(openness, machine, posting, unit)
        for machine in campaign.machines
        for posting in machine.postings
        if unit.code in posting.serves
    ]
    chances = [chance for chance in serving if chance.slots]
    if not serving:
        return _(
            "short of {left}: no machine serves this unit. Name it in Đơn vị phục vụ or Khu vực of a machine"
        ).format(left=left)
    if not chances:
        return _(
            "short of {left}: {machines} and this unit are never open in the same slot. "
            "Change its Từ ngày, Đến ngày, Ca được phép, or a row of Ngày nghỉ"
        ).format(left=left, machines=", ".join(dict.fromkeys(chance.machine.name for chance in serving)))
    return _too_little(unit, left, chances) or _busy(unit, left, chances, assignments)


def _too_little(unit: Unit, left: int, chances: Sequence[_Chance]) -> str:
    """The reason where the unit could not be served even if all machines did nothing else."""
    best_alone = max(chance.dossiers for chance in chances)
    all_together = sum(chance.dossiers for chance in chances)
    if all_together < unit.need:
        return _(
            "short of {left}: all slots open to it and to its machines hold {most} of {need}. "
            "Open more days for it, or let another machine serve it"
        ).format(left=left, most=all_together, need=unit.need)
    if best_alone < unit.need and unit.visits == 1:
        return _(
            "short of {left}: one visit holds at most {most} of {need}. Raise Số đợt tối đa or Số máy cùng lúc"
        ).format(left=left, most=best_alone, need=unit.need)
    return ""


def _busy(unit: Unit, left: int, chances: Sequence[_Chance], assignments: Sequence[Assignment]) -> str:
    """The reason where the machines' time went to other units."""
    chance = _likeliest(unit.code, chances, assignments)
    slots = -(-left // chance.capacity)
    last = chance.last_day
    return _("short of {left}: needs {slots} more slot(s) of {machine} by {day}").format(
        left=left, slots=slots, machine=chance.machine.name, day=f"{last.day}/{last.month}" if last else ""
    )


def _likeliest(code: UnitCode, chances: Sequence[_Chance], assignments: Sequence[Assignment]) -> _Chance:
    """The machine that comes here last, or else the one that could collect most."""
    coming = [row.machine for row in assignments if row.unit == code]
    if coming:
        return next(chance for chance in reversed(chances) if chance.machine.name == coming[-1])
    return max(chances, key=lambda chance: chance.dossiers)
