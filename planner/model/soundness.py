"""Whether visits obey the rules, asked of every plan that a search finds before it is taken over.

No search is believed to have kept the rules. What is asked here is what visits of a part can break: all other rules
are kept by how a part is told. The checker, which knows nothing of this room, asks all of it again at the end.
"""

from collections import Counter
from collections.abc import Sequence

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.schedule import fulfils_wish
from planner.model.instance.subproblem import Part
from planner.model.instance.visit import Visit
from planner.model.instance.visit_rules import keeps_reach, num_counted, useless


def obeys_rules(part: Part, visits: Sequence[Visit]) -> bool:
    """Whether the visits break no rule and fulfil the wish, if there is one."""
    return (
        keeps_one_place(part, visits)
        and keeps_visits(part, visits)
        and keeps_pins(part, visits)
        and keeps_together(part, visits)
        and keeps_reach(part, visits)
        and not useless(part, visits)
        and fulfils_wish(part, visits)
    )


def keeps_one_place(part: Part, visits: Sequence[Visit]) -> bool:
    """`one-place`: no machine's visits overlap, and none reaches across a pin elsewhere."""
    busy_until: dict[MachineName, int] = {}
    for visit in sorted(visits, key=lambda visit: visit.first):
        taken = part.meeting[visit.unit, visit.duty].taken
        if visit.first <= busy_until.get(visit.machine, -1):
            return False
        if any(visit.first <= period <= visit.last for period in taken):
            return False
        busy_until[visit.machine] = visit.last
    return True


def keeps_visits(part: Part, visits: Sequence[Visit]) -> bool:
    """`visits`: so many visits at a unit and no more, but for those that a pin holds."""
    counted = num_counted(part, visits)
    return all(number <= part.campaign.units_by_code[code].visits for code, number in counted.items())


def keeps_pins(part: Part, visits: Sequence[Visit]) -> bool:
    """`pinned`, `frozen`."""
    taken = {(visit.unit, visit.duty, period) for visit in visits for period in range(visit.first, visit.last + 1)}
    return all(
        (code, duty, period) in taken for (code, duty), meeting in part.meeting.items() for period in meeting.pinned
    )


def keeps_together(part: Part, visits: Sequence[Visit]) -> bool:
    """`together`, counted in slots that are really worked."""
    present = Counter[tuple[UnitCode, int]](
        (visit.unit, ordinal)
        for visit in visits
        for ordinal, _dossiers in part.meeting[visit.unit, visit.duty].slots(visit.first, visit.last)
    )
    return all(count <= part.campaign.units_by_code[code].together for (code, _ordinal), count in present.items())
