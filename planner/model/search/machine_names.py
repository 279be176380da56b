"""Among machines that are alike, each tour goes to the machine that was announced for most of it."""

from collections import Counter, defaultdict

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.machine_classes import MachineClass
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit


def as_announced(problem: Subproblem, schedule: Schedule) -> Schedule:
    """The same schedule with the tours of machines that are alike handed out anew."""
    if not problem.promises or all(machine_class.count == 1 for machine_class in problem.classes):
        return schedule
    new_name: dict[tuple[int, MachineName], MachineName] = {}
    for number, machine_class in enumerate(problem.classes):
        if machine_class.count > 1:
            for old, new in _matched(problem, machine_class, number, schedule).items():
                new_name[number, old] = new
    visits = [
        visit._replace(machine=new_name.get((visit.machine_class, visit.machine), visit.machine))
        for visit in schedule.visits
    ]
    return schedule_of(problem, visits)


def _matched(
    problem: Subproblem, machine_class: MachineClass, number: int, schedule: Schedule
) -> dict[MachineName, MachineName]:
    """Tour by tour, the pair of tour and machine that share most announced slots first."""
    shared = _shared_slots(problem, number, schedule)
    pairs = sorted(
        ((old, new) for old in machine_class.machines for new in machine_class.machines),
        key=lambda pair: (-shared[pair], problem.machine_rank[pair[0]], problem.machine_rank[pair[1]]),
    )
    given: dict[MachineName, MachineName] = {}
    for old, new in pairs:
        if old not in given and new not in given.values():
            given[old] = new
    return given


def _shared_slots(problem: Subproblem, number: int, schedule: Schedule) -> Counter[tuple[MachineName, MachineName]]:
    """For each tour, named by the machine that has it now, and each machine: the announced slots they share."""
    visits_at: defaultdict[UnitCode, list[MachineVisit]] = defaultdict(list)
    for visit in schedule.visits:
        if visit.machine_class == number:
            visits_at[visit.unit].append(visit)
    shared: Counter[tuple[MachineName, MachineName]] = Counter()
    for code in problem.promised_units:
        for visit in visits_at[code]:
            worked = {ordinal for ordinal, _ in problem.pair[code, number].slots(visit.first, visit.last)}
            for promise in problem.promises[code]:
                if promise.ordinal in worked:
                    shared.update((visit.machine, machine) for machine in promise.machines)
    return shared
