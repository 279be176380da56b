"""Every rule with the one function that judges it."""

from collections.abc import Callable, Iterator

from planner.check.reading import Reading
from planner.check.rules.dossiers import capacity, demand, fill
from planner.check.rules.past import history
from planner.check.rules.pins import pinned
from planner.check.rules.presence import machine_open, one_place, serves, together, unit_open
from planner.check.rules.promises import frozen
from planner.check.rules.stays import no_gap, reach, useful, visits, whole_day
from planner.check.violation import Violation
from planner.domain.policy import Rule

JUDGES: dict[Rule, Callable[[Reading], Iterator[Violation]]] = {
    Rule.ONE_PLACE: one_place,
    Rule.MACHINE_OPEN: machine_open,
    Rule.UNIT_OPEN: unit_open,
    Rule.SERVES: serves,
    Rule.CAPACITY: capacity,
    Rule.DEMAND: demand,
    Rule.FILL: fill,
    Rule.TOGETHER: together,
    Rule.VISITS: visits,
    Rule.NO_GAP: no_gap,
    Rule.WHOLE_DAY: whole_day,
    Rule.REACH: reach,
    Rule.USEFUL: useful,
    Rule.PINNED: pinned,
    Rule.HISTORY: history,
    Rule.FROZEN: frozen,
}
"""Every rule, in order. Without an announced plan `frozen` has nothing to say."""
