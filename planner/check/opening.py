"""When a machine or a stop is open, read slot by slot from the closures themselves."""

from collections.abc import Iterable

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Closure, Machine, Posting, Unit
from planner.domain.record import UnitCode


def _closes(closure: Closure, slot: Slot) -> bool:
    in_period = closure.first_day <= slot.day <= closure.last_day
    on_weekday = not closure.weekdays or slot.day.weekday() in closure.weekdays
    return in_period and on_weekday and slot.shift in closure.shifts


class _Closures:
    """Some of the campaign's; whether they close a slot is looked at once."""

    def __init__(self, closures: Iterable[Closure]) -> None:
        self._closures = tuple(closures)
        self._known: dict[Slot, bool] = {}

    def close(self, slot: Slot) -> bool:
        """Whether one of them does."""
        known = self._known.get(slot)
        if known is None:
            known = self._known[slot] = any(_closes(closure, slot) for closure in self._closures)
        return known


class Opening:
    """Answers for one slot at a time whether work is possible in it.

    A stop is asked for by the unit that stands for it; closures and postings may name any of its units.
    """

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._first_day, self._last_day = campaign.calendar.first_day, campaign.calendar.last_day
        self._general = _Closures(
            closure for closure in campaign.closures if closure.machine is None and closure.unit is None
        )
        self._of_machine = {
            machine.name: _Closures(closure for closure in campaign.closures if closure.machine == machine.name)
            for machine in campaign.machines
        }
        self._begins = {one.successor: one.day for one in campaign.successions}
        self._ends = {one.unit: one.day for one in campaign.successions}
        of_stop: dict[UnitCode, list[Closure]] = {}
        for closure in campaign.closures:
            if closure.unit is not None:
                of_stop.setdefault(campaign.stop_of(closure.unit), []).append(closure)
        self._of_stop = {stop: _Closures(closures) for stop, closures in of_stop.items()}

    def in_campaign(self, slot: Slot) -> bool:
        """Whether the slot's day is one of the campaign's."""
        return self._first_day <= slot.day <= self._last_day

    def closed_to_all(self, slot: Slot) -> bool:
        """Whether nobody works in this slot."""
        return self._general.close(slot)

    def closed_to_machine(self, machine: Machine, slot: Slot) -> bool:
        """Whether a closure of the machine's own takes this slot away."""
        return self._of_machine[machine.name].close(slot)

    def closed_to_unit(self, unit: Unit, slot: Slot) -> bool:
        """Whether a closure of the stop's own takes this slot away, or a list of days that lacks this one."""
        is_left_out = bool(unit.allowed_days) and slot.day not in unit.allowed_days
        closures = self._of_stop.get(unit.code)
        return is_left_out or (closures is not None and closures.close(slot))

    def is_merged(self, unit: Unit, slot: Slot) -> bool:
        """Whether the unit is not there in this slot: it has gone over to its successor, or is none itself yet."""
        begins, ends = self._begins.get(unit.code, slot.day), self._ends.get(unit.code)
        return slot.day < begins or (ends is not None and slot.day >= ends)

    def machine_is_open(self, machine: Machine, posting: Posting, slot: Slot) -> bool:
        """Whether the machine can work in this slot under this posting."""
        posted = self.in_campaign(slot) and posting.first_day <= slot.day <= posting.last_day
        return posted and not self.closed_to_all(slot) and not self.closed_to_machine(machine, slot)

    def machine_has_work(self, machine: Machine, slot: Slot) -> bool:
        """Whether the machine can work in this slot under any of its postings."""
        return any(self.machine_is_open(machine, posting, slot) for posting in machine.postings)

    def unit_is_open(self, unit: Unit, slot: Slot) -> bool:
        """Whether people can come to the stop in this slot, as far as the stop itself is concerned."""
        in_window = unit.first_day <= slot.day <= unit.last_day and slot.shift in unit.shifts
        return in_window and not self.is_merged(unit, slot) and not self.closed_to_unit(unit, slot)

    def serves(self, posting: Posting, unit: Unit) -> bool:
        """Whether the posting serves the stop: one of its units is enough."""
        return any(code in posting.serves for code in self._campaign.units_at(unit.code))

    def both_are_open(self, machine: Machine, posting: Posting, unit: Unit, slot: Slot) -> bool:
        """Whether machine and stop could meet in this slot under this posting, which must serve the stop."""
        return (
            self.serves(posting, unit)
            and self.machine_is_open(machine, posting, slot)
            and self.unit_is_open(unit, slot)
        )
