"""Whether visits obey the rules, asked of every plan that a search finds before it is taken over.

No search is believed to have kept the rules. What is asked here is what visits of a subproblem can break: all other
rules are kept by how a subproblem is told. The checker, which knows nothing of this room, asks all of it again at the
end.
"""

from collections import Counter
from collections.abc import Sequence

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.schedule import fulfils_wish
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit import Visit
from planner.model.instance.visit_rules import keeps_reach, num_counted, useless


def obeys_rules(problem: Subproblem, visits: Sequence[Visit]) -> bool:
    """Whether the visits break no rule and fulfil the wish, if there is one."""
    return (
        keeps_one_place(problem, visits)
        and keeps_visits(problem, visits)
        and keeps_pins(problem, visits)
        and keeps_together(problem, visits)
        and keeps_reach(problem, visits)
        and not useless(problem, visits)
        and fulfils_wish(problem, visits)
    )


def keeps_one_place(problem: Subproblem, visits: Sequence[Visit]) -> bool:
    """`one-place`: no machine's visits overlap, and none reaches across a pin elsewhere."""
    busy_until: dict[MachineName, int] = {}
    for visit in sorted(visits, key=lambda visit: visit.first):
        taken = problem.pair[visit.unit, visit.machine_class].taken
        if visit.first <= busy_until.get(visit.machine, -1):
            return False
        if any(visit.first <= period <= visit.last for period in taken):
            return False
        busy_until[visit.machine] = visit.last
    return True


def keeps_visits(problem: Subproblem, visits: Sequence[Visit]) -> bool:
    """`visits`: so many visits at a unit and no more, but for those that a pin holds."""
    counted = num_counted(problem, visits)
    return all(number <= problem.campaign.units_by_code[code].visits for code, number in counted.items())


def keeps_pins(problem: Subproblem, visits: Sequence[Visit]) -> bool:
    """`pinned`, `frozen`."""
    taken = {
        (visit.unit, visit.machine_class, period) for visit in visits for period in range(visit.first, visit.last + 1)
    }
    return all(
        (code, machine_class, period) in taken
        for (code, machine_class), pair in problem.pair.items()
        for period in pair.pinned
    )


def keeps_together(problem: Subproblem, visits: Sequence[Visit]) -> bool:
    """`together`, counted in slots that are really worked."""
    present = Counter[tuple[UnitCode, int]](
        (visit.unit, ordinal)
        for visit in visits
        for ordinal, _dossiers in problem.pair[visit.unit, visit.machine_class].slots(visit.first, visit.last)
    )
    return all(count <= problem.campaign.units_by_code[code].together for (code, _ordinal), count in present.items())
