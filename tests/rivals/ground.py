"""What every rival stands on: who can meet when, how much a slot takes, and how placements become a judged plan.

Dossiers follow placements by the filling rule, and a rate of *Năng suất* below the capacity binds where the checker
knows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property

from planner.check.road_km import road_km
from planner.check.verdict import Verdict, judge
from planner.domain.campaign import Campaign, Machine, Posting
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Goal, Rule
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.campaigns import MOBILE, Placement, can_meet, machine, posting, small_campaign, stand, unit
from tests.placements import posting_of

Standing = dict[MachineName, dict[int, UnitCode]]
"""For each machine, where it stands in the slots (by ordinal) in which it stands anywhere."""
Values = Mapping[Goal, float]
KNOWS_USEFUL = "useful" in {str(rule) for rule in Rule}
"""Whether the checker knows the rule that nobody is sent anywhere for nothing; with it, pinned visits are free."""


@dataclass(frozen=True)
class Judged:
    """A plan of a rival and what the checker says of it."""

    plan: Plan
    verdict: Verdict

    @property
    def values(self) -> Values:
        """Every goal's value, recomputed."""
        return {told.goal: told.value for told in self.verdict.goals}


class Ground:
    """A campaign as rivals see it."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.calendar = campaign.calendar
        self.num_shifts = len(campaign.calendar.shift_labels)
        self.num_slots = campaign.calendar.last_ordinal
        self.need = {unit.code: unit.need for unit in campaign.units}
        self.unit = campaign.units_by_code
        self.machines = campaign.machines
        self.rank = {machine.name: place for place, machine in enumerate(campaign.machines)}
        self.opens = {
            (machine.name, unit.code): tuple(self._meetings(machine, unit.code))
            for machine in campaign.machines
            for unit in campaign.units
            if any(unit.code in posting.serves for posting in machine.postings)
        }
        """The ordinals in which machine and unit are open to each other."""
        self.pinned = frozenset(self._pinned())
        """(machine, unit, ordinal)s that pins demand."""

    def _meetings(self, machine: Machine, code: UnitCode) -> Iterator[int]:
        for ordinal in range(1, self.num_slots + 1):
            if can_meet(self.campaign, Placement(machine.name, code, *self.calendar.slot(ordinal))):
                yield ordinal

    def _pinned(self) -> Iterator[tuple[MachineName, UnitCode, int]]:
        for pin in self.campaign.pins:
            for ordinal in self.opens.get((pin.machine, pin.unit), ()):
                day, shift = self.calendar.slot(ordinal)
                if pin.first_day <= day <= pin.last_day and shift in pin.shifts:
                    yield pin.machine, pin.unit, ordinal

    @cached_property
    def open_set(self) -> dict[tuple[MachineName, UnitCode], frozenset[int]]:
        """`opens` to ask about one slot."""
        return {key: frozenset(ordinals) for key, ordinals in self.opens.items()}

    def day_of(self, ordinal: int) -> int:
        """The number of the slot's day, from 0."""
        return (ordinal - 1) // self.num_shifts

    def posting(self, name: MachineName, ordinal: int) -> Posting | None:
        """The machine's duty in that slot."""
        return posting_of(self.campaign, name, self.calendar.first_day + timedelta(days=self.day_of(ordinal)))

    @cache  # noqa: B019 - a ground lives as long as its campaign is looked at
    def km(self, origin: UnitCode, destination: UnitCode) -> float:
        """Road km from one unit to another."""
        return road_km(self.campaign, self.unit[origin], self.unit[destination])

    def is_within_reach(self, name: MachineName, origin: UnitCode, destination: UnitCode, ordinal: int) -> bool:
        """Whether the machine may go from one unit to the other on the day of this slot."""
        reach, posting = self.campaign.reach_km, self.posting(name, ordinal)
        is_mobile = posting is not None and posting.kind is MOBILE
        return reach is None or not is_mobile or self.km(origin, destination) <= reach + 1e-9

    @cache  # noqa: B019
    def room(self, name: MachineName, code: UnitCode, ordinal: int) -> int:
        """Dossiers that the machine can collect there in that slot; 0 without a posting."""
        posting = self.posting(name, ordinal)
        if posting is None:
            return 0
        rate = self._rate(name, code, self.calendar.slot(ordinal).shift)
        capacity = self.campaign.capacity(posting, self.calendar.slot(ordinal).shift)
        return capacity if rate is None else min(capacity, rate)

    def _rate(self, name: MachineName, code: UnitCode, shift: ShiftLabel) -> int | None:
        fitting = [
            one
            for one in self.campaign.rate_overrides
            if one.unit in (None, code) and one.machine in (None, name) and one.shift in (None, shift)
        ]
        if not fitting or not rates_bind():
            return None
        said = max(
            fitting,
            key=lambda one: (
                (one.unit is not None) + (one.machine is not None) + (one.shift is not None),
                one.unit is not None,
                one.machine is not None,
            ),
        )
        return said.dossiers

    def filled(self, standing: Standing) -> tuple[Assignment, ...]:
        """The placements with dossiers by the filling rule, by slot and then machine."""
        remaining = dict(self.need)
        rows = []
        for ordinal, name, code in self._in_order(standing):
            dossiers = min(self.room(name, code, ordinal), remaining[code])
            remaining[code] -= dossiers
            day, shift = self.calendar.slot(ordinal)
            rows.append(Assignment(machine=name, unit=code, date=day, shift=shift, dossiers=dossiers))
        return tuple(rows)

    def _in_order(self, standing: Standing) -> list[tuple[int, MachineName, UnitCode]]:
        stands = ((ordinal, name, code) for name, tour in standing.items() for ordinal, code in tour.items())
        return sorted(stands, key=lambda item: (item[0], self.rank[item[1]]))

    def judged(self, standing: Standing) -> Judged:
        """The plan with these placements, trimmed if it is sound so."""
        trimmed = self._judged(self.trimmed(standing))
        return trimmed if trimmed.verdict.sound else self._judged(standing)

    def _judged(self, standing: Standing) -> Judged:
        plan = plan_of(self.campaign, self.filled(standing))
        return Judged(plan, judge(self.campaign, plan))

    def trimmed(self, standing: Standing) -> Standing:
        """The placements without the days, or slots, at the end of a visit that collect nothing."""
        trimmed = {name: dict(tour) for name, tour in standing.items()}
        collected = {
            (row.machine, self.calendar.ordinal(row.date, row.shift)): row.dossiers for row in self.filled(standing)
        }
        for name, tour in trimmed.items():
            for stop in reversed(list(self._periods(tour))):
                code = tour[stop[0]]
                is_idle = all(collected[name, ordinal] == 0 for ordinal in stop)
                is_last = not self._goes_on(name, code, tour, stop[-1])
                if is_idle and is_last and not any((name, code, ordinal) in self.pinned for ordinal in stop):
                    for ordinal in stop:
                        del tour[ordinal]
        return trimmed

    def _periods(self, tour: Mapping[int, UnitCode]) -> Iterator[list[int]]:
        """A machine's slots, by days where days are whole."""
        periods: dict[int, list[int]] = defaultdict(list)
        for ordinal in sorted(tour):
            periods[self.day_of(ordinal) if self.campaign.whole_days else ordinal].append(ordinal)
        yield from periods.values()

    def _goes_on(self, name: MachineName, code: UnitCode, tour: Mapping[int, UnitCode], ordinal: int) -> bool:
        """Whether the visit has more slots after this one."""
        following = min((later for later in tour if later > ordinal), default=None)
        if following is None or tour[following] != code:
            return False
        between = range(ordinal + 1, following)
        return not any(slot in self.open_set[name, code] for slot in between)


def plan_of(campaign: Campaign, rows: Iterable[Assignment]) -> Plan:
    """A first plan without goals that says truly what it leaves."""
    rows = tuple(rows)
    left = {unit.code: unit.need for unit in campaign.units}
    for row in rows:
        left[row.unit] -= row.dossiers
    return Plan(
        campaign=campaign.name,
        assignments=rows,
        unserved=tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items() if dossiers),
    )


@cache
def rates_bind() -> bool:
    """Whether the checker holds a first plan to the rates of *Năng suất*: asked of it by a plan that exceeds one."""
    from planner.domain.campaign import RateOverride  # noqa: PLC0415

    campaign = small_campaign(units=[unit("A", 9)], machines=[machine("M1", posting(9))], closures=[], whole_days=False)
    slow = campaign.model_copy(update={"rate_overrides": (RateOverride(dossiers=4),)})
    day, shift = campaign.calendar.slot(1)
    (at,) = stand("M1", "A", "1.1")
    row = Assignment(machine=at.machine, unit=at.unit, date=day, shift=shift, dossiers=9)
    return not judge(slow, plan_of(slow, [row])).sound
