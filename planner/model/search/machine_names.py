"""Among machines that are alike, each tour goes to the machine that was announced for most of it."""

from collections import Counter, defaultdict

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.machine_classes import Duty
from planner.model.instance.schedule import Schedule, Visit, schedule_of
from planner.model.instance.subproblem import Part


def as_announced(part: Part, schedule: Schedule) -> Schedule:
    """The same schedule with the tours of machines that are alike handed out anew."""
    if not part.promises or all(duty.count == 1 for duty in part.duties):
        return schedule
    new_name: dict[tuple[int, MachineName], MachineName] = {}
    for number, duty in enumerate(part.duties):
        if duty.count > 1:
            for old, new in _matched(part, duty, number, schedule).items():
                new_name[number, old] = new
    visits = [
        visit._replace(machine=new_name.get((visit.duty, visit.machine), visit.machine)) for visit in schedule.visits
    ]
    return schedule_of(part, visits)


def _matched(part: Part, duty: Duty, number: int, schedule: Schedule) -> dict[MachineName, MachineName]:
    """Tour by tour, the pair of tour and machine that share most announced slots first."""
    shared = _shared_slots(part, number, schedule)
    pairs = sorted(
        ((old, new) for old in duty.machines for new in duty.machines),
        key=lambda pair: (-shared[pair], part.machine_rank[pair[0]], part.machine_rank[pair[1]]),
    )
    given: dict[MachineName, MachineName] = {}
    for old, new in pairs:
        if old not in given and new not in given.values():
            given[old] = new
    return given


def _shared_slots(part: Part, number: int, schedule: Schedule) -> Counter[tuple[MachineName, MachineName]]:
    """For each tour, named by the machine that has it now, and each machine: the announced slots they share."""
    visits_at: defaultdict[UnitCode, list[Visit]] = defaultdict(list)
    for visit in schedule.visits:
        if visit.duty == number:
            visits_at[visit.unit].append(visit)
    shared: Counter[tuple[MachineName, MachineName]] = Counter()
    for code in part.promised_units:
        for visit in visits_at[code]:
            worked = {ordinal for ordinal, _ in part.meeting[code, number].slots(visit.first, visit.last)}
            for promise in part.promises[code]:
                if promise.ordinal in worked:
                    shared.update((visit.machine, machine) for machine in promise.machines)
    return shared
