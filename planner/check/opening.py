"""When a machine or a unit is open, read slot by slot from the closures themselves."""

from collections.abc import Iterable

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Closure, Machine, Posting, Unit


def _closes(closure: Closure, slot: Slot) -> bool:
    in_period = closure.first_day <= slot.day <= closure.last_day
    on_weekday = not closure.weekdays or slot.day.weekday() in closure.weekdays
    return in_period and on_weekday and slot.shift in closure.shifts


def _any_closes(closures: Iterable[Closure], slot: Slot) -> bool:
    return any(_closes(closure, slot) for closure in closures)


class Opening:
    """Answers for one slot at a time whether work is possible in it."""

    def __init__(self, campaign: Campaign) -> None:
        self._first_day, self._last_day = campaign.calendar.first_day, campaign.calendar.last_day
        self._general = tuple(
            closure for closure in campaign.closures if closure.machine is None and closure.unit is None
        )
        self._of_machine = {
            machine.name: tuple(closure for closure in campaign.closures if closure.machine == machine.name)
            for machine in campaign.machines
        }
        self._of_unit = {
            unit.code: tuple(closure for closure in campaign.closures if closure.unit == unit.code)
            for unit in campaign.units
        }

    def in_campaign(self, slot: Slot) -> bool:
        """Whether the slot's day is one of the campaign's."""
        return self._first_day <= slot.day <= self._last_day

    def closed_to_all(self, slot: Slot) -> bool:
        """Whether nobody works in this slot."""
        return _any_closes(self._general, slot)

    def closed_to_machine(self, machine: Machine, slot: Slot) -> bool:
        """Whether a closure of the machine's own takes this slot away."""
        return _any_closes(self._of_machine[machine.name], slot)

    def closed_to_unit(self, unit: Unit, slot: Slot) -> bool:
        """Whether a closure of the unit's own takes this slot away."""
        return _any_closes(self._of_unit[unit.code], slot)

    def machine_is_open(self, machine: Machine, posting: Posting, slot: Slot) -> bool:
        """Whether the machine can work in this slot under this posting."""
        posted = self.in_campaign(slot) and posting.first_day <= slot.day <= posting.last_day
        return posted and not self.closed_to_all(slot) and not self.closed_to_machine(machine, slot)

    def unit_is_open(self, unit: Unit, slot: Slot) -> bool:
        """Whether people can come to the unit in this slot, as far as the unit itself is concerned."""
        in_window = unit.first_day <= slot.day <= unit.last_day
        return in_window and slot.shift in unit.shifts and not self.closed_to_unit(unit, slot)

    def both_are_open(self, machine: Machine, posting: Posting, unit: Unit, slot: Slot) -> bool:
        """Whether machine and unit could meet in this slot under this posting, which must serve the unit."""
        return (
            unit.code in posting.serves
            and self.machine_is_open(machine, posting, slot)
            and self.unit_is_open(unit, slot)
        )
