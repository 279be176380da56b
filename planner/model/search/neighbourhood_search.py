"""Better plans for large subproblems: a few machines at a time, planned anew while all others stay as they are.

Source of the scheme: large neighbourhood search (Shaw, CP 1998) with an exact solver as the repair step. A
neighbourhood is here all that a few machines do, so each step is a small campaign of the kind that is solved
exactly; steps that share no machine are made at the same time.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from time import monotonic

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import ALL, Criterion, EpsilonConstraints
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import restricted
from planner.model.instance.visits import MachineVisit
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved

CRITERIA_THAT_ADD_UP = tuple(one for one in ALL if one not in (Goal.FINISH, Goal.MILESTONES))
"""Goals whose value is that of the group and of all others, added up."""
STEP_EFFORT = 2.0
"""Deterministic seconds for one neighbourhood."""
MOST_UNITS_A_STEP = 30

Group = tuple[MachineName, ...]


class NeighbourhoodSearch:
    """Goes round all groups of machines that could exchange units, until no group gets better or time ends."""

    def __init__(self, search: SubproblemSearch, goal: Criterion, stopper: Stopper, improved: Improved) -> None:
        self._search = search
        self._problem = search.problem
        self._goal = goal
        self._stopper = stopper
        self._improved = improved
        self._exhausted: dict[Group, frozenset[MachineVisit]] = {}
        """For each group, the visits from which it was last seen not to get better."""

    def run(self, effort: Effort) -> float:
        """Improve the search's incumbent; return the effort spent."""
        self._search.choose(self._goal, Way.NEIGHBOURHOODS)
        ends = monotonic() + effort.wall_seconds
        spent = 0.0
        with ThreadPoolExecutor(effort.workers) as pool:
            for groups in self._batches(effort.workers):
                left = ends - monotonic()
                if left <= 0 or effort.is_spent_by(spent) or self._stopper.is_over:
                    break
                step = Effort(1, effort.seed, left, STEP_EFFORT)
                neighbourhoods = [Neighbourhood(self._search, group) for group in groups]
                efforts = pool.map(lambda one, step=step: one.minimise(self._goal, step, self._stopper), neighbourhoods)
                spent += sum(efforts)
                for neighbourhood in neighbourhoods:
                    self._take_over(neighbourhood)
        return spent

    def _take_over(self, neighbourhood: "Neighbourhood") -> None:
        """Put the group's new visits into the incumbent if that makes it better."""
        if not neighbourhood.meets_others(self._search):
            changed = neighbourhood.merged(self._search)
            if self._search.offer(self._goal, changed):
                self._improved(changed, None)
        self._exhausted[neighbourhood.group] = visits_of(self._search, neighbourhood.group)

    def _batches(self, at_once: int) -> Iterator[list[Group]]:
        """Groups that share no machine, so many at a time, round after round while something gets better."""
        before: Schedule | None = None
        while before is not self._search.incumbent:
            before = self._search.incumbent
            pairs = self._pairs()
            yield from self._apart([*pairs, *self._surroundings()], at_once)
            if before is self._search.incumbent:
                yield from self._apart(self._bridges(pairs), at_once)

    def _apart(self, groups: Sequence[Group], at_once: int) -> Iterator[list[Group]]:
        """The groups that have changed since they were last tried, in batches."""
        waiting = list(dict.fromkeys(groups))
        while waiting:
            batch: list[Group] = []
            for group in waiting:
                if len(batch) < at_once and not any(set(group) & set(other) for other in batch):
                    batch.append(group)
            waiting = [group for group in waiting if group not in batch]
            fresh = [group for group in batch if self._exhausted.get(group) != visits_of(self._search, group)]
            if fresh:
                yield fresh

    def _bridges(self, pairs: Sequence[Group]) -> list[Group]:
        """Every two machines that only a third one joins, with that one."""
        joined = set(pairs)
        rank = self._problem.machine_rank
        names = sorted({name for pair in pairs for name in pair}, key=lambda name: rank[name])
        return [
            (one, other, hub)
            for one, other in combinations(names, 2)
            if (one, other) not in joined
            for hub in names
            if {tuple(sorted((one, hub), key=lambda n: rank[n])), tuple(sorted((other, hub), key=lambda n: rank[n]))}
            <= joined
        ]

    def _pairs(self) -> list[Group]:
        """Every two machines that both serve some unit, in workbook order."""
        names = sorted(
            {name for machine_class in self._problem.classes for name in machine_class.machines},
            key=lambda name: self._problem.machine_rank[name],
        )
        serves = {name: self._served_by(name) for name in names}
        return [(one, other) for one, other in combinations(names, 2) if serves[one] & serves[other]]

    def _surroundings(self) -> Iterator[Group]:
        """For each unit, the machines that come nearest to it, as many as a step can plan anew."""
        schedule = self._search.incumbent
        if schedule is None:
            return
        visited: defaultdict[MachineName, list[UnitCode]] = defaultdict(list)
        for visit in schedule.visits:
            visited[visit.machine].append(visit.unit)
        rank = self._problem.machine_rank
        for centre in self._problem.pairs:
            nearness = {
                name: min(self._problem.metres(centre, code) for code in codes) for name, codes in visited.items()
            }
            group: list[MachineName] = []
            num_units = 0
            for name in sorted(visited, key=lambda name: (nearness[name], rank[name])):
                num_units += len(visited[name])
                if num_units > MOST_UNITS_A_STEP and len(group) > 1:
                    break
                group.append(name)
            yield tuple(sorted(group, key=lambda name: rank[name]))

    def _served_by(self, name: MachineName) -> frozenset[UnitCode]:
        return frozenset(
            code
            for code, pairs in self._problem.pairs.items()
            if any(name in self._problem.classes[pair.machine_class].machines for pair in pairs)
        )


def visits_of(search: SubproblemSearch, group: Group) -> frozenset[MachineVisit]:
    """What the machines of a group do in the incumbent."""
    return (
        frozenset(visit for visit in search.incumbent.visits if visit.machine in group)
        if search.incumbent
        else frozenset()
    )


class Neighbourhood:
    """A group's machines with the units that only they visit, as a small subproblem of its own."""

    def __init__(self, search: SubproblemSearch, group: Group) -> None:
        self.group = group
        self._owner = search
        schedule = search.incumbent
        visits = schedule.visits if schedule else ()
        mine = {visit.unit for visit in visits if visit.machine in group}
        others = {visit.unit for visit in visits if visit.machine not in group}
        numbers = [
            n
            for n, machine_class in enumerate(search.problem.classes)
            if any(name in group for name in machine_class.machines)
        ]
        self._numbers = numbers
        unvisited = search.problem.pairs.keys() - {visit.unit for visit in visits}
        codes = [code for code in search.problem.pairs if code in mine - others or code in unvisited]
        self._kept = tuple(visit for visit in visits if visit.machine not in group or visit.unit in others)
        self._problem = restricted(search.problem, codes, numbers, frozenset(group))
        renumbered = {old: new for new, old in enumerate(numbers)}
        inside = [
            visit._replace(machine_class=renumbered[visit.machine_class]) for visit in visits if visit not in self._kept
        ]
        self._start = schedule_of(self._problem, inside)
        self.found = self._start

    def minimise(self, goal: Criterion, effort: Effort, stopper: Stopper) -> float:
        """Plan the small subproblem anew; return the effort spent."""
        if any(visit.machine in self.group for visit in self._kept):
            return 0.0
        inside = SubproblemSearch(self._problem, stopper, self._targets())
        inside.incumbent = self._start
        inside.limits = self._limits(goal)
        settled = inside.minimise(goal, effort, lambda _schedule, _bound: None)
        self.found = inside.incumbent
        return settled.effort

    def _targets(self) -> tuple[int, ...]:
        """The phases' targets without what is collected outside."""
        if self._owner.incumbent is None:
            return self._owner.targets
        collected = zip(self._owner.targets, self._owner.incumbent.collected_by, self._start.collected_by, strict=True)
        return tuple(max(0, target - (all_in_all - inside)) for target, all_in_all, inside in collected)

    def _limits(self, goal: Criterion) -> EpsilonConstraints:
        """What is left of the limits when all outside stays as it is."""
        outer = limits = self._owner.limits
        for one in CRITERIA_THAT_ADD_UP:
            limit = outer.of(one)
            if limit is not None and self._owner.incumbent is not None:
                outside = self._owner.incumbent.scores[one] - self._start.scores[one]
                limits = limits.at_most(one, max(0, limit - outside))
        return limits

    def meets_others(self, search: SubproblemSearch) -> bool:
        """Whether a unit that nobody visited has meanwhile been taken up by a group planned at the same time."""
        visits = search.incumbent.visits if search.incumbent else ()
        elsewhere = {visit.unit for visit in visits if visit.machine not in self.group}
        return any(visit.unit in elsewhere for visit in self.found.visits)

    def merged(self, search: SubproblemSearch) -> Schedule:
        """The incumbent with the group's visits replaced."""
        mine = [visit._replace(machine_class=self._numbers[visit.machine_class]) for visit in self.found.visits]
        others = [
            visit for visit in (search.incumbent.visits if search.incumbent else ()) if visit.machine not in self.group
        ]
        return schedule_of(search.problem, [*others, *mine])
