"""Bounds by reasoning, where the linear bound of lines says little."""

from planner.model.roster.crew_prices import GOAL_NUMBERS
from planner.model.roster.crew_problem import CrewProblem
from planner.model.roster.line_problem import Total
from planner.roster.policy import DutyGoal, Load


def must_change(problem: CrewProblem, number: int, values: tuple[int, ...]) -> bool:
    """Whether an officer must change the shift at least once, if fairness is to be as good as it is.

    Half of a line of mornings and half of a line of evenings look to the linear bound as if nobody changed. But an
    officer whose fair shares ask for both must change once. `values` are those of the goals, by the lines.
    """
    fairness = values[GOAL_NUMBERS[DutyGoal.FAIRNESS]]
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
    return works_late and works_early


def _allowed(total: Total, fairness: int) -> tuple[int, int]:
    """The least and the most of a load that cost no more than all of fairness does."""
    most = sum(max(amounts) for amounts in total.counted.by_day)  # type: ignore[attr-defined]
    allowed = [amount for amount in range(most + 1) if total.cost(amount) <= fairness]
    return (allowed[0], allowed[-1]) if allowed else (0, most)
