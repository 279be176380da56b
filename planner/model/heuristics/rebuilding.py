"""A subproblem's plan as rounds that are rebuilt: the first one, and every better one that is found by hand."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import inf
from time import monotonic

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.gate import Effort, Stopper
from planner.model.heuristics.list_scheduling import UNIT_ORDERS, Insertion, held_stops, scheduled, with_stop
from planner.model.heuristics.rounds import Rounds
from planner.model.heuristics.ruin_and_recreate import TRIES_PER_EFFORT, RuinAndRecreate, SearchTurn
from planner.model.heuristics.stops import Stop
from planner.model.heuristics.terrain import Terrain
from planner.model.instance.criteria import Aim, Criterion
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit, is_held

SOFT: tuple[Criterion, ...] = (Goal.TRAVEL, Goal.WAITING)
"""Goals in which a worse plan may be taken for a while, to get over a hill."""
MOST_WAYS = 4
"""Days on which each machine is tried out for a wish."""
LARGE = 150
"""Units beyond which one order of units is tried for a first plan, not several."""


class Rebuilding:
    """The rounds of one subproblem, made from its facts once."""

    def __init__(self, problem: Subproblem, stopper: Stopper) -> None:
        self._problem = problem
        self._stopper = stopper
        self.terrain = Terrain(problem)
        self._turn = 0
        self._search: RuinAndRecreate | None = None
        self._aim: Aim | None = None
        self._last: Schedule | None = None

    def first_plan(self, aim: Aim, *, at_once: bool = False) -> Schedule | None:
        """A plan by list scheduling; None where no place was found for what is held, or for the wish."""
        orders = UNIT_ORDERS[:1] if at_once or len(self.terrain.units) > LARGE else UNIT_ORDERS
        held = held_stops(self.terrain)
        best: Rounds | None = None
        for wished in self._ways_to_fulfil():
            if best is not None and self._stopper.is_over:
                break
            way = with_stop(held, wished)
            rounds = scheduled(lambda: self._rounds(aim), way, orders, lambda: self._stopper.is_over)
            if rounds is not None and (best is None or rounds.worth < best.worth):
                best = rounds
        return None if best is None else schedule_of(self._problem, best.visits())

    def along(self, aim: Aim, tours: Mapping[MachineName, Sequence[UnitCode]]) -> Schedule | None:
        """The plan in which machines serve units in these orders, each as early as can be; None where a rule forbids
        it, as where something is held.
        """
        number_of = {name: number for number, name in enumerate(self.terrain.machine_names)}
        stops = {
            number_of[machine]: tuple(Stop(unit, self.terrain.needs[unit]) for unit in map(self._number, units))
            for machine, units in tours.items()
        }
        rounds = self._rounds(aim)
        trial = rounds.tried(stops)
        if trial is None:
            return None
        rounds.take(trial)
        return schedule_of(self._problem, rounds.visits())

    def _number(self, unit: UnitCode) -> int:
        return self.terrain.unit_number[unit]

    def mended(self, aim: Aim, start: Schedule, tries: int, seed: int) -> Schedule | None:
        """This plan with what people would do at once where it falls short, made better by so many tries.

        Machines keep the order of their stops; they stay longer where dossiers are left, let later stops begin later,
        and come once more where there is room. None where the plan's stops cannot be kept in their order.
        """
        rounds = self._as_rounds(aim, start)
        if rounds is None:
            return None
        short = sorted((-rounds.left(unit), unit) for unit in range(len(self.terrain.units)) if rounds.left(unit) > 0)
        for _left, unit in short:
            self._stay_longer(rounds, unit)
        Insertion(rounds).put_in(unit for _left, unit in short)
        best = schedule_of(self._problem, rounds.visits())

        def found(better: Rounds) -> None:
            nonlocal best
            best = schedule_of(self._problem, better.visits())

        turn = SearchTurn(tries, inf, lambda: self._stopper.is_over, _first_soft(aim))
        RuinAndRecreate(rounds, seed).go_on(turn, found)
        return best

    def _stay_longer(self, rounds: Rounds, unit: int) -> None:
        """Let the machines at a unit stay until nobody is left, if that makes the plan better."""
        longer: dict[int, tuple[Stop, ...]] = {}
        for machine, one in rounds.at_unit[unit]:
            stops = longer.get(machine, rounds.stops[machine])
            stop = stops[one.place]._replace(dossiers=self.terrain.needs[unit])
            longer[machine] = (*stops[: one.place], stop, *stops[one.place + 1 :])
        trial = rounds.tried(longer) if longer else None
        if trial is not None and trial.worth < rounds.worth:
            rounds.take(trial)

    def _ways_to_fulfil(self) -> list[tuple[int, Stop] | None]:
        """Machines with the stop that would fulfil the wish, a few of them; nothing to hold where nothing is wished."""
        wish = self._problem.wish
        if wish is None or wish.unit not in self._problem.pairs:
            return [None]
        unit = self.terrain.unit_number[wish.unit]
        ways: list[tuple[int, Stop] | None] = []
        for pair in self._problem.pairs[wish.unit]:
            machine = self.terrain.machine_names.index(self._problem.classes[pair.machine_class].machines[0])
            periods = sorted(pair.wished)
            for period in periods[:: max(1, len(periods) // MOST_WAYS)]:
                ways.append((machine, Stop(unit, self.terrain.needs[unit], period, period)))
        return ways

    def better(
        self,
        aim: Aim,
        start: Schedule,
        effort: Effort,
        heard: Callable[[Schedule], None],
        is_enough: Callable[[], bool] = lambda: False,
    ) -> float:
        """Rebuild from this plan on; each better plan is heard of. Returns the effort spent."""
        search = self._search_from(aim, start, effort.seed)
        if search is None or effort.wall_seconds <= 0:
            return 0.0
        seconds = effort.wall_seconds if effort.effort_seconds is None else effort.effort_seconds
        turn = SearchTurn(
            tries=max(1, round(seconds * TRIES_PER_EFFORT)),
            ends=monotonic() + effort.wall_seconds,
            is_stopped=lambda: self._stopper.is_over or is_enough(),
            first_soft=_first_soft(aim),
        )

        def found(rounds: Rounds) -> None:
            self._last = schedule_of(self._problem, rounds.visits())
            heard(self._last)

        return search.go_on(turn, found) / TRIES_PER_EFFORT

    def _search_from(self, aim: Aim, start: Schedule, seed: int) -> RuinAndRecreate | None:
        """The search that found this plan, where the aim is still the same; else one that begins at it."""
        if self._search is not None and self._aim == aim and start is self._last:
            return self._search
        rounds = self._as_rounds(aim, start)
        if rounds is None:
            return None
        self._turn += 1
        self._search, self._aim, self._last = RuinAndRecreate(rounds, seed * 1009 + self._turn), aim, start
        return self._search

    def _rounds(self, aim: Aim) -> Rounds:
        return Rounds(self.terrain, aim)

    def _as_rounds(self, aim: Aim, schedule: Schedule) -> Rounds | None:
        """The plan as rounds: each stop as early as can be where that is as good, else where it stands now."""
        as_it_stands, early = (self._tried(aim, schedule, keeps_times=keeps_times) for keeps_times in (True, False))
        if as_it_stands is None or early is None:
            return as_it_stands or early
        return min(early, as_it_stands, key=lambda rounds: rounds.worth)

    def _tried(self, aim: Aim, schedule: Schedule, *, keeps_times: bool) -> Rounds | None:
        rounds = self._rounds(aim)
        trial = rounds.tried(self._stops(schedule, keeps_times=keeps_times))
        if trial is None:
            return None
        rounds.take(trial)
        return rounds

    def _stops(self, schedule: Schedule, *, keeps_times: bool) -> dict[int, tuple[Stop, ...]]:
        number_of = {name: number for number, name in enumerate(self.terrain.machine_names)}
        collected: defaultdict[int, int] = defaultdict(int)
        for number, _ordinal, dossiers in schedule.work:
            collected[number] += dossiers
        stops: defaultdict[int, list[Stop]] = defaultdict(list)
        for number, visit in enumerate(schedule.visits):
            stop = self._stop(schedule, visit, collected[number], keeps_times=keeps_times)
            stops[number_of[visit.machine]].append(stop)
        return {machine: tuple(found) for machine, found in stops.items()}

    def _stop(self, schedule: Schedule, visit: MachineVisit, collected: int, *, keeps_times: bool) -> Stop:
        unit = self.terrain.unit_number[visit.unit]
        pair = self._problem.pair[visit.unit, visit.machine_class]
        held = [period for period in pair.pinned if visit.first <= period <= visit.last]
        if self._problem.is_wished(visit.unit):
            held += [period for period in sorted(pair.wished) if visit.first <= period <= visit.last][:1]
        serves_all = schedule.left[visit.unit] == 0 and collected == self.terrain.needs[unit]
        dossiers = self.terrain.needs[unit] if serves_all else collected
        if held:
            return Stop(unit, dossiers, visit.first, max(held), not is_held(self._problem, visit))
        stays = keeps_times or visit.unit in self._problem.promises
        return Stop(unit, dossiers, visit.first if stays else 0)


def _first_soft(aim: Aim) -> int:
    """The place of the first soft goal in the order; the number of goals where none is."""
    return min((number for number, one in enumerate(aim.order) if one in SOFT), default=len(aim.order))
