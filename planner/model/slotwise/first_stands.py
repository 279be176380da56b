"""A first plan by hand: slot after slot, each group stays while it has something to do and then goes to the next stop.

It is list scheduling in time order (Graham 1966): good enough to begin a search at. Stops of half days are visited as
soon as they are open, since they are open seldom. Whether it keeps every rule is for the model to say.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.domain.record import MachineName, UnitCode
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.placements import Placements
from planner.model.slotwise.slot_instance import SlotInstance
from planner.model.slotwise.slot_plan import Stand


@dataclass
class _Whereabouts:
    """Where a group stands, and what it has done there."""

    at: UnitCode | None = None
    last: int = 0
    """The slot in which it worked last; 0 before its first."""
    home: UnitCode | None = None
    """The stop of whole days that it is staying at, though it may be away for half a day."""
    days: set[int] = field(default_factory=set)
    """The days of the visit at `home`."""


def first_stands(placements: Placements, needs: Sequence[StopNeed]) -> frozenset[Stand]:
    """Who stands where by this rule, with everything that pins ask for."""
    return frozenset(_Scheduling(placements, needs).stands())


class _Scheduling:
    """One pass through the slots."""

    def __init__(self, placements: Placements, needs: Sequence[StopNeed]) -> None:
        self._instance: SlotInstance = placements.instance
        self._pinned = {(group, ordinal): unit for group, unit, ordinal in placements.pinned}
        self._left = {need.stop: need.most for need in needs}
        self._visits = {unit.code: unit.visits for unit in self._instance.units}
        self._there: defaultdict[tuple[UnitCode, int], int] = defaultdict(int)
        self._of = {
            group: _Whereabouts(parties[0].past.last_unit, parties[0].past.last_ordinal)
            for group, parties in self._instance.mates.items()
        }
        self._days_open = {
            (group, unit.code): sorted(
                {self._instance.day_of[at] for at, units in by_slot.items() if unit.code in units}
            )
            for group, by_slot in self._instance.stops_at.items()
            for unit in self._instance.units
        }

    def stands(self) -> Iterator[Stand]:
        slots = sorted({ordinal for by_slot in self._instance.stops_at.values() for ordinal in by_slot})
        for ordinal in slots:
            for group, by_slot in self._instance.stops_at.items():
                unit = self._pinned.get((group, ordinal)) or self._choice(group, ordinal, by_slot.get(ordinal, ()))
                if unit is not None:
                    self._work(group, unit, ordinal)
                    yield group, unit, ordinal

    def _choice(self, group: MachineName, ordinal: int, open_stops: Sequence[UnitCode]) -> UnitCode | None:
        where = self._of[group]
        here = [code for code in open_stops if self._has_room(group, code, ordinal)]
        if where.at in here and where.at not in self._instance.whole and self._left[where.at] > 0:
            return where.at
        halves = [code for code in here if self._may_go(group, code, ordinal) and code not in self._instance.whole]
        is_free = where.home is None or not self._instance.campaign.move_slots
        if halves and is_free:
            return self._nearest(where, halves, group)
        if where.home in here and self._has_to_do(where, ordinal):
            return where.home
        if where.home is not None and self._has_to_do(where, ordinal):
            return None
        wholes = [code for code in here if self._may_go(group, code, ordinal) and code in self._instance.whole]
        return self._nearest(where, [*wholes, *halves], group)

    def _has_to_do(self, where: _Whereabouts, ordinal: int) -> bool:
        """Whether the visit goes on: something is left, the day has begun there, or it lasts too short yet."""
        home = where.home
        if home is None:
            return False
        least = self._instance.campaign.units_by_code[home].min_days
        is_begun = self._instance.day_of[ordinal] in where.days
        return self._left[home] > 0 or is_begun or len(where.days) < least

    def _has_room(self, group: MachineName, code: UnitCode, ordinal: int) -> bool:
        count = len(self._instance.present(group, ordinal))
        return self._there[code, ordinal] + count <= self._instance.campaign.units_by_code[code].together

    def _may_go(self, group: MachineName, code: UnitCode, ordinal: int) -> bool:
        """Whether a new visit may begin there in this slot."""
        instance, where = self._instance, self._of[group]
        unit, day = instance.campaign.units_by_code[code], instance.day_of[ordinal]
        if self._left[code] <= 0 or self._visits[code] < len(instance.present(group, ordinal)) or code == where.at:
            return False
        moving = instance.campaign.move_slots
        if where.at is not None and ordinal - where.last <= moving:
            return False
        if code not in instance.whole:
            return self._is_near(where, code)
        if where.home is not None and day in where.days:
            return False
        earlier = [
            at
            for at, units in instance.stops_at[group].items()
            if at < ordinal and instance.day_of[at] == day and code in units
        ]
        if any(at > where.last + moving for at in earlier):
            return False
        return sum(1 for one in self._days_open[group, code] if one >= day) >= unit.min_days

    def _is_near(self, where: _Whereabouts, code: UnitCode) -> bool:
        reach = self._instance.campaign.reach_km
        return reach is None or where.at is None or self._instance.roads.km(where.at, code) <= reach

    def _nearest(self, where: _Whereabouts, codes: Sequence[UnitCode], group: MachineName) -> UnitCode | None:
        """The stop with the fewest days left to come, in steps of a week, then the nearest."""
        if not codes:
            return None

        def cost(code: UnitCode) -> tuple[int, float, UnitCode]:
            km = 0.0 if where.at is None else self._instance.roads.km(where.at, code)
            return len(self._days_open[group, code]) // 7, km, code

        return min(codes, key=cost)

    def _work(self, group: MachineName, unit: UnitCode, ordinal: int) -> None:
        where, present = self._of[group], self._instance.present(group, ordinal)
        is_whole = unit in self._instance.whole
        is_new = unit != (where.home if is_whole else where.at)
        if is_new:
            self._visits[unit] -= len(present)
        if is_whole:
            where.home, where.days = unit, (set() if is_new else where.days) | {self._instance.day_of[ordinal]}
        where.at, where.last = unit, ordinal
        self._there[unit, ordinal] += len(present)
        brought = sum(self._instance.brings(name, unit, ordinal) for name in present)
        self._left[unit] = max(0, self._left[unit] - brought)
