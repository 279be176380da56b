"""The plain slot model: one Boolean a machine, unit and period, as a textbook would have it.

A period is a slot, or a day where days are whole. Every rule of the contract is in it but `useful`: visits that
collect nothing are trimmed away afterwards, so its least values bound those of true plans too. The goals are taken one
after the other, travel left out (it would need arcs).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from tests.rivals.ground import KNOWS_USEFUL, Ground, Standing

Key = tuple[MachineName, UnitCode, int]
"""Machine, unit, number of the period."""
SHARE_OF_TIME = 0.6
"""Of what is left, for each goal but the last."""
SHORTEST_SEARCH = 0.05


@dataclass(frozen=True)
class SlotPlan:
    """What the model found: where machines stand, and the goals it has proven, with their least values."""

    standing: Standing
    proven: dict[Goal, int]


def slot_plan(campaign: Campaign, seconds: float, *, workers: int = 1, seed: int = 0) -> SlotPlan | None:
    """The model's plan within the time, building included; None if there is none (in time, or at all)."""
    deadline = monotonic() + seconds
    model = _SlotModel(Ground(campaign))
    return model.solved(deadline, workers, seed)


class _SlotModel:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.model = cp_model.CpModel()
        self.num_days = ground.calendar.num_days
        self.num_periods = self.num_days if ground.campaign.whole_days else ground.num_slots
        self.slots: dict[Key, list[int]] = defaultdict(list)
        for (name, code), ordinals in ground.opens.items():
            for ordinal in ordinals:
                self.slots[name, code, self._period(ordinal)].append(ordinal)
        self.x = {key: self.model.new_bool_var("") for key in self.slots}
        self._by_place: dict[tuple[MachineName, int], list[UnitCode]] = defaultdict(list)
        self._by_unit: dict[tuple[UnitCode, int], list[MachineName]] = defaultdict(list)
        for name, code, period in self.x:
            self._by_place[name, period].append(code)
            self._by_unit[code, period].append(name)
        self._one_place()
        self._together()
        self._visits()
        self._reach()
        self._pinned()
        self.left = {code: self._left(code) for code in ground.need}

    def _period(self, ordinal: int) -> int:
        return self.ground.day_of(ordinal) if self.ground.campaign.whole_days else ordinal - 1

    def _room(self, key: Key) -> int:
        """Dossiers of the period."""
        name, code, _period = key
        return sum(self.ground.room(name, code, ordinal) for ordinal in self.slots[key])

    def _offered(self, code: UnitCode, num_periods: int) -> cp_model.LinearExprT:
        """Dossiers that the unit is offered room for in so many first periods."""
        return sum(
            self._room((name, code, period)) * self.x[name, code, period]
            for period in range(num_periods)
            for name in self._by_unit.get((code, period), ())
        )

    def _one_place(self) -> None:
        for (name, period), codes in self._by_place.items():
            self.model.add_at_most_one(self.x[name, code, period] for code in codes)

    def _together(self) -> None:
        for (code, period), names in self._by_unit.items():
            most = self.ground.unit[code].together
            slots = {ordinal for name in names for ordinal in self.slots[name, code, period]}
            crowds = {tuple(name for name in names if slot in self.slots[name, code, period]) for slot in slots}
            for crowd in sorted(crowds):
                if len(crowd) > most:
                    self.model.add(sum(self.x[name, code, period] for name in crowd) <= most)

    def _visits(self) -> None:
        begins = defaultdict(list)
        for name, code in self.ground.opens:
            for before, period in self._steps(name, code):
                begins[code].append(self._start(name, code, before, period))
        free = {(name, code) for name, code, _ordinal in self.ground.pinned} if KNOWS_USEFUL else set()
        for code, starts in begins.items():
            most = self.ground.unit[code].visits + sum(unit == code for _name, unit in free)
            self.model.add(sum(starts) <= most)

    def _steps(self, name: MachineName, code: UnitCode) -> list[tuple[int | None, int]]:
        """Each period that is open to both, after the one before it in the same posting."""
        periods = sorted({self._period(ordinal) for ordinal in self.ground.opens[name, code]})
        if not periods:
            return []
        steps: list[tuple[int | None, int]] = [(None, periods[0])]
        for before, period in pairwise(periods):
            slots = self.slots[name, code, before][0], self.slots[name, code, period][0]
            is_same = self.ground.posting(name, slots[0]) is self.ground.posting(name, slots[1])
            steps.append((before if is_same else None, period))
        return steps

    def _start(self, name: MachineName, code: UnitCode, before: int | None, period: int) -> cp_model.IntVar:
        here, start = self.x[name, code, period], self.model.new_bool_var("")
        if before is None:
            self.model.add(start >= here)
            return start
        self.model.add(start >= here - self.x[name, code, before])
        for gap in range(before + 1, period):
            elsewhere = [self.x[name, other, gap] for other in self._by_place.get((name, gap), ())]
            if elsewhere:
                self.model.add(start >= here + sum(elsewhere) - 1)
        return start

    def _reach(self) -> None:
        if self.ground.campaign.whole_days or self.ground.campaign.reach_km is None:
            return
        num_shifts = self.ground.num_shifts
        for name in self.ground.rank:
            for day in range(self.num_days):
                periods = range(day * num_shifts, (day + 1) * num_shifts)
                for one, other in combinations(periods, 2):
                    self._reach_between(name, one, other)

    def _reach_between(self, name: MachineName, one: int, other: int) -> None:
        on_the_way = [
            self.x[name, code, period] for period in range(one + 1, other) for code in self._by_place[name, period]
        ]
        for origin in self._by_place.get((name, one), ()):
            far = [
                self.x[name, code, other]
                for code in self._by_place.get((name, other), ())
                if code != origin and not self.ground.is_within_reach(name, origin, code, one + 1)
            ]
            if far:
                self.model.add(self.x[name, origin, one] + sum(far) <= 1 + sum(on_the_way))

    def _pinned(self) -> None:
        for name, code, ordinal in sorted(self.ground.pinned):
            self.model.add(self.x[name, code, self._period(ordinal)] == 1)

    def _left(self, code: UnitCode) -> cp_model.IntVar:
        need = self.ground.need[code]
        left = self.model.new_int_var(0, need, "")
        self.model.add(left >= need - self._offered(code, self.num_periods))
        return left

    def _objective(self, goal: Goal) -> cp_model.LinearExprT | None:
        if goal is Goal.UNSERVED:
            return sum(self.ground.unit[code].priority * left for code, left in self.left.items())
        if goal is Goal.MILESTONES and self.ground.campaign.phases:
            return self._milestones()
        if goal is Goal.FINISH:
            finish = self.model.new_int_var(0, self.ground.num_slots, "")
            for key, stands in self.x.items():
                self.model.add(finish >= self.slots[key][-1] * stands)
            return finish
        return self._waiting() if goal is Goal.WAITING else None

    def _milestones(self) -> cp_model.LinearExprT:
        missing = []
        for phase in self.ground.campaign.phases:
            days = (phase.last_day - self.ground.calendar.first_day).days + 1
            last = min(days if self.ground.campaign.whole_days else days * self.ground.num_shifts, self.num_periods)
            collected = []
            for code, need in self.ground.need.items():
                part = self.model.new_int_var(0, need, "")
                self.model.add(part <= self._offered(code, last))
                collected.append(part)
            short = self.model.new_int_var(0, phase.target, "")
            self.model.add(short >= phase.target - sum(collected))
            missing.append(short)
        return sum(missing)

    def _waiting(self) -> cp_model.LinearExprT:
        """Dossiers left at the end of each period: waiting itself where periods are slots, nearly so for days."""
        waiting = []
        for code, need in self.ground.need.items():
            offered, most = self.model.new_constant(0), 0
            for period in range(self.num_periods):
                there = [(name, code, period) for name in self._by_unit.get((code, period), ())]
                most += sum(map(self._room, there))
                before, offered = offered, self.model.new_int_var(0, most, "")
                self.model.add(offered == before + sum(self._room(key) * self.x[key] for key in there))
                left = self.model.new_int_var(0, need, "")
                self.model.add(left >= need - offered)
                waiting.append(left)
        return sum(waiting)

    def solved(self, deadline: float, workers: int, seed: int) -> SlotPlan | None:
        goals = [setting.goal for setting in self.ground.campaign.goals]
        asked = [goal for goal in goals if goal not in (Goal.CHANGES, Goal.TRAVEL)]
        found: SlotPlan | None = None
        proven: dict[Goal, int] = {}
        for place, goal in enumerate(asked):
            objective = self._objective(goal)
            if objective is None:
                continue
            left = deadline - monotonic()
            answer = self._search(objective, left * SHARE_OF_TIME if place < len(asked) - 1 else left, workers, seed)
            if answer is None:
                return found
            standing, value, is_optimal = answer
            if is_optimal and len(proven) == self._num_asked_before(goal, goals):
                proven[goal] = value
            found = SlotPlan(standing, proven)
            self.model.add(objective <= value)
        return found

    def _num_asked_before(self, goal: Goal, goals: Sequence[Goal]) -> int:
        """Goals before this one that have to be proven for its proof to be one."""
        before = [one for one in goals[: goals.index(goal)] if one is not Goal.CHANGES]
        return len([one for one in before if one is not Goal.MILESTONES or self.ground.campaign.phases])

    def _search(
        self, objective: cp_model.LinearExprT, seconds: float, workers: int, seed: int
    ) -> tuple[Standing, int, bool] | None:
        if seconds < SHORTEST_SEARCH:
            return None
        self.model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = seed
        solver.parameters.presolve_inclusion_work_limit = 0
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        standing: Standing = {name: {} for name in self.ground.rank}
        self.model.clear_hints()  # type: ignore[no-untyped-call, unused-ignore]
        for key, stands in self.x.items():
            is_there = solver.boolean_value(stands)
            self.model.add_hint(stands, is_there)
            if is_there:
                name, code, _period = key
                standing[name].update(dict.fromkeys(self.slots[key], code))
        return standing, round(solver.objective_value), status == cp_model.OPTIMAL
