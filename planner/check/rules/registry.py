"""Every rule with the one function that judges it."""

from collections.abc import Callable, Iterator

from planner.check.reading import Reading
from planner.check.rules.dossiers import capacity, demand, fill
from planner.check.rules.moves import group, move_time, reach, whole_day
from planner.check.rules.past import history
from planner.check.rules.pins import pinned
from planner.check.rules.presence import machine_open, one_place, serves, together, unit_open
from planner.check.rules.promises import frozen
from planner.check.rules.stays import min_stay, no_gap, useful, visits
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
    Rule.MIN_STAY: min_stay,
    Rule.NO_GAP: no_gap,
    Rule.WHOLE_DAY: whole_day,
    Rule.REACH: reach,
    Rule.MOVE_TIME: move_time,
    Rule.GROUP: group,
    Rule.USEFUL: useful,
    Rule.PINNED: pinned,
    Rule.HISTORY: history,
    Rule.FROZEN: frozen,
}
"""Every rule, in order. Without an announced plan `frozen` has nothing to say."""
