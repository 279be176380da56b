"""Why a slot is closed to a machine or a unit, in the words of whoever closed it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Closure
from planner.domain.openness import closed_ordinals
from planner.domain.record import MachineName, UnitCode
from planner.texts import texts_of

_ = texts_of("board")


class ClosedOnDay(NamedTuple):
    """A machine or a unit that is closed on a day, or everything."""

    about: MachineName | UnitCode | None
    """None is everything."""
    whom: str
    """The same in words."""
    told: str
    """In which shifts, where not in all, and why."""


class Closings:
    """The closures of a campaign by their slots, made once for each campaign: `campaign.once(Closings)`."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._to_all: dict[int, str] = {}
        self._to_machine: dict[tuple[str | None, int], str] = {}
        self._to_unit: dict[tuple[str | None, int], str] = {}
        for closure in campaign.closures:
            self._add(closure)

    def reasons(self, ordinal: int, machine: MachineName | None = None, unit: UnitCode | None = None) -> str:
        """Why the slot is closed to all, to this machine or to this unit; empty where it is open or nobody said why."""
        of_machine, of_unit = self._to_machine.get((machine, ordinal)), self._to_unit.get((unit, ordinal))
        return "; ".join(dict.fromkeys(filter(None, (self._to_all.get(ordinal), of_machine, of_unit))))

    def why(self, ordinal: int, machine: MachineName | None = None, unit: UnitCode | None = None) -> str:
        """The same, which says so where nobody said why; empty only where the slot is open."""
        is_closed = (
            ordinal in self._to_all or (machine, ordinal) in self._to_machine or (unit, ordinal) in self._to_unit
        )
        return self.reasons(ordinal, machine, unit) or (_("no reason given") if is_closed else "")

    def on_day(self, day: date, machine: MachineName | None = None, unit: UnitCode | None = None) -> str:
        """Why this machine or unit is closed on a day, with the shifts if not all day; empty where it is open."""
        calendar = self._campaign.calendar
        reasons: dict[str, list[str]] = {}
        for shift in calendar.shift_labels:
            why = self.why(calendar.ordinal(day, shift), machine, unit)
            if why:
                reasons.setdefault(why, []).append(shift)
        return "; ".join(
            why
            if len(shifts) == len(calendar.shift_labels)
            else _("{shifts}: {reason}").format(shifts=", ".join(shifts), reason=why)
            for why, shifts in reasons.items()
        )

    def of_day(self, day: date) -> Iterator[ClosedOnDay]:
        """Everything that is closed on a day: what is closed to all first, then machines, then units."""
        to_all = self.on_day(day)
        if to_all:
            yield ClosedOnDay(None, _("everywhere"), to_all)
        for machine in self._campaign.machines:
            told = self.on_day(day, machine=machine.name)
            if told and told != to_all:
                yield ClosedOnDay(machine.name, machine.name, told)
        for unit in self._campaign.units:
            told = self.on_day(day, unit=unit.code)
            if told and told != to_all:
                yield ClosedOnDay(unit.code, unit.name, told)

    def _add(self, closure: Closure) -> None:
        """Of several closures of one slot the last that gives a reason is told."""
        ordinals = closed_ordinals(closure, self._campaign.calendar)
        if closure.machine is not None:
            keys = [(closure.machine, each) for each in ordinals]
            self._to_machine.update((key, closure.reason or self._to_machine.get(key, "")) for key in keys)
        elif closure.unit is not None:
            codes = self._campaign.units_at(self._campaign.stop_of(closure.unit))
            at_units = [(code, each) for code in codes for each in ordinals]
            self._to_unit.update((key, closure.reason or self._to_unit.get(key, "")) for key in at_units)
        else:
            self._to_all.update((each, closure.reason or self._to_all.get(each, "")) for each in ordinals)
