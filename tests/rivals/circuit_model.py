"""The plain tour model: a circuit and a start a machine and unit, as a textbook on CP-SAT would have it.

For campaigns that tours can say (`beyond_tours`): each unit is served by one machine in one go, or not at all. The
goals are taken one after the other in one model; a phase counts a unit where it is done in time.
"""

from collections.abc import Iterator, Sequence
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from tests.rivals.ground import Ground, Judged
from tests.rivals.periods import Periods

METRES = 1000
SHARE_OF_TIME = 0.6
"""Of what is left, for each goal but the last."""
SHORTEST_SEARCH = 0.05
MOST_ARCS = 1_000_000
"""More do not fit into any time that is asked for."""


def num_arcs(campaign: Campaign) -> int:
    """How many arcs the model would have."""
    periods = Periods(Ground(campaign))
    return sum((len(periods.served_by(name)) + 1) ** 2 for name in periods.ground.rank)


def circuit_plan(campaign: Campaign, seconds: float, *, workers: int = 1, seed: int = 0) -> Judged | None:
    """The model's plan within the time, building included; None if there is none."""
    deadline = monotonic() + seconds
    model = _CircuitModel(Periods(Ground(campaign)))
    routes = model.solved(deadline, workers, seed)
    return None if routes is None else model.periods.ground.judged(model.periods.driven(routes))


class _CircuitModel:
    def __init__(self, periods: Periods) -> None:
        self.periods = periods
        self.ground = periods.ground
        self.model = cp_model.CpModel()
        numbers = sorted({number for mine in periods.slots.values() for number in mine})
        self.place = {number: place for place, number in enumerate(numbers)}
        self.serves = {name: periods.served_by(name) for name in self.ground.rank}
        self.present: dict[tuple[MachineName, UnitCode], cp_model.IntVar] = {}
        self.arcs: dict[tuple[MachineName, int, int], cp_model.IntVar] = {}
        self.start = {
            code: self.model.new_int_var(0, max(0, len(numbers) - length), "")
            for code, length in periods.lengths.items()
            if length
        }
        self.travel: list[cp_model.LinearExprT] = []
        for name in self.ground.rank:
            self._tour(name)
        self.served = {code: self._served(code) for code in self.start}

    def _tour(self, name: MachineName) -> None:
        """The machine's circuit through the units that it serves; node 0 is where it starts and ends."""
        units, base = self.serves[name], self.ground.posting(name, 1)
        mine = [self.place[number] for number in self.periods.slots[name]]
        idle = self.model.new_bool_var("")
        arcs: list[tuple[int, int, cp_model.IntVar]] = [(0, 0, idle)]
        for node, code in enumerate(units, start=1):
            there = self.present[name, code] = self.model.new_bool_var("")
            self.model.add_implication(idle, ~there)
            arcs.append((node, node, ~there))  # type: ignore[arg-type]
            if mine:
                self.model.add(self.start[code] >= mine[0]).only_enforce_if(there)
                last = mine[-1] + 1 - self.periods.lengths[code]
                self.model.add(self.start[code] <= last).only_enforce_if(there)
            for other in range(len(units) + 1):
                if other != node:
                    arcs.append((other, node, self._arc(name, other, node)))
            arcs.append((node, 0, self._arc(name, node, 0)))
        self.model.add_circuit(arcs)
        posting = self.ground.campaign.machines_by_name[name].postings[0] if base is None else base
        for code in units:
            if posting.base is not None and posting.base != code:
                leg = self.arcs[name, 0, units.index(code) + 1]
                self.travel.append(round(METRES * self.ground.km(posting.base, code)) * leg)

    def _arc(self, name: MachineName, origin: int, destination: int) -> cp_model.IntVar:
        arc = self.arcs[name, origin, destination] = self.model.new_bool_var("")
        units = self.serves[name]
        if origin and destination:
            here, there = units[origin - 1], units[destination - 1]
            done = self.start[here] + self.periods.lengths[here]
            self.model.add(self.start[there] >= done).only_enforce_if(arc)
            self.travel.append(round(METRES * self.ground.km(here, there)) * arc)
        return arc

    def _served(self, code: UnitCode) -> cp_model.IntVar:
        served = self.model.new_bool_var("")
        mine = [there for (_name, unit), there in self.present.items() if unit == code]
        self.model.add(sum(mine) == served)
        return served

    def _objectives(self) -> Iterator[cp_model.LinearExprT]:
        for setting in self.ground.campaign.goals:
            if setting.goal is Goal.UNSERVED:
                yield sum(
                    self.ground.unit[code].priority * self.ground.need[code] * (1 - served)
                    for code, served in self.served.items()
                )
            elif setting.goal is Goal.MILESTONES and self.ground.campaign.phases:
                yield self._milestones()
            elif setting.goal is Goal.FINISH:
                yield self._finish()
            elif setting.goal is Goal.TRAVEL:
                yield sum(self.travel)
            elif setting.goal is Goal.WAITING:
                yield sum(self.ground.need[code] * start for code, start in self.start.items())

    def _milestones(self) -> cp_model.LinearExprT:
        missing = []
        for phase in self.ground.campaign.phases:
            days = (phase.last_day - self.ground.calendar.first_day).days + 1
            per_day = 1 if self.ground.campaign.whole_days else self.ground.num_shifts
            by = sum(number < days * per_day for number in self.place)
            done = []
            for code, start in self.start.items():
                is_done = self.model.new_bool_var("")
                self.model.add(start + self.periods.lengths[code] <= by).only_enforce_if(is_done)
                self.model.add_implication(is_done, self.served[code])
                done.append(self.ground.need[code] * is_done)
            short = self.model.new_int_var(0, phase.target, "")
            self.model.add(short >= phase.target - sum(done))
            missing.append(short)
        return sum(missing)

    def _finish(self) -> cp_model.LinearExprT:
        finish = self.model.new_int_var(0, len(self.place), "")
        for code, start in self.start.items():
            self.model.add(finish >= start + self.periods.lengths[code]).only_enforce_if(self.served[code])
        return finish

    def solved(self, deadline: float, workers: int, seed: int) -> dict[MachineName, list[UnitCode]] | None:
        objectives = list(self._objectives())
        found: dict[MachineName, list[UnitCode]] | None = None
        for place, objective in enumerate(objectives):
            left = deadline - monotonic()
            seconds = left * SHARE_OF_TIME if place < len(objectives) - 1 else left
            answer = self._search(objective, seconds, workers, seed)
            if answer is None and found is None:
                answer = self._search(objective, deadline - monotonic(), workers, seed)
            if answer is None:
                return found
            found, value = answer
            self.model.add(objective <= value)
        return found

    def _search(
        self, objective: cp_model.LinearExprT, seconds: float, workers: int, seed: int
    ) -> tuple[dict[MachineName, list[UnitCode]], int] | None:
        if seconds < SHORTEST_SEARCH:
            return None
        self.model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = seed
        if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        self._hint(solver)
        return {name: self._route(solver, name, units) for name, units in self.serves.items()}, round(
            solver.objective_value
        )

    def _hint(self, solver: cp_model.CpSolver) -> None:
        self.model.clear_hints()  # type: ignore[no-untyped-call, unused-ignore]
        for arc in self.arcs.values():
            self.model.add_hint(arc, solver.boolean_value(arc))
        for start in self.start.values():
            self.model.add_hint(start, solver.value(start))

    def _route(self, solver: cp_model.CpSolver, name: MachineName, units: Sequence[UnitCode]) -> list[UnitCode]:
        mine = [code for code in units if solver.boolean_value(self.present[name, code])]
        return sorted(mine, key=lambda code: solver.value(self.start[code]))
