"""Bounds by reasoning, where the linear bound of lines says little."""

from planner.model.roster.crew_prices import GOAL_NUMBERS
from planner.model.roster.crew_problem import CrewProblem
from planner.model.roster.crew_works import NOWHERE
from planner.model.roster.line_problem import Total
from planner.roster.policy import DutyGoal, Load


def least_switches(problem: CrewProblem, values: tuple[int, ...]) -> int:
    """How often officers must change the shift at least, if fairness is to be as good as it is.

    Half of a line of mornings and half of a line of evenings look to the linear bound as if nobody changed. But an
    officer whose fair shares ask for both must change once. `values` are those of the goals before, by the lines.
    """
    fairness = values[GOAL_NUMBERS[DutyGoal.FAIRNESS]]
    return sum(_must_change(problem, number, fairness) for number in range(len(problem.choosing)))


def _must_change(problem: CrewProblem, number: int, fairness: int) -> bool:
    shifts = problem.fair_totals.get((number, Load.SHIFTS))
    evenings = problem.fair_totals.get((number, Load.EVENINGS))
    table = problem.tables[number]
    works = [work for choices in table.by_layer for work in choices if work is not None]
    late = {work.shift for work in works if work.is_evening}
    early = {work.shift for work in works if not work.is_evening}
    if shifts is None or evenings is None or late & early:
        return False
    least_late, most_late = _allowed(evenings, fairness)
    least_early = _allowed(shifts, fairness)[0] - most_late
    last = problem.last_shifts[number]
    works_late = least_late > 0 or last in late
    works_early = least_early > 0 or last in early
    return works_late and works_early and (least_late > 0 or least_early > 0 or last == NOWHERE)


def _allowed(total: Total, fairness: int) -> tuple[int, int]:
    """The least and the most of a load that cost no more than all of fairness does."""
    most = sum(max(amounts) for amounts in total.counted.by_day)  # type: ignore[attr-defined]
    allowed = [amount for amount in range(most + 1) if total.cost(amount) <= fairness]
    return (allowed[0], allowed[-1]) if allowed else (0, most)
