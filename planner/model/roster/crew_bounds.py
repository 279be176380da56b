"""Bounds by reasoning, where the linear bound of lines says little."""

from planner.model.roster.crew_prices import GOAL_NUMBERS, GOALS
from planner.model.roster.crew_problem import CrewProblem
from planner.model.roster.goals_search import GoalPlan
from planner.model.roster.line_problem import Total
from planner.model.roster.recreating import Heat
from planner.roster.policy import DutyGoal, Load

SOFT = {
    DutyGoal.VACANT: 250,
    DutyGoal.DUTY_CHANGES: 100,
    DutyGoal.OVERTIME: 400,
    DutyGoal.FAIRNESS: 100,
    DutyGoal.WISHES: 200,
    DutyGoal.SWITCHES: 150,
    DutyGoal.COMMUTE: 1,
}
"""How much the goals count where they are searched as one: a switch as much as 150 km."""
STIFF = {
    DutyGoal.VACANT: 20_000,
    DutyGoal.DUTY_CHANGES: 6000,
    DutyGoal.OVERTIME: 3000,
    DutyGoal.FAIRNESS: 1000,
    DutyGoal.WISHES: 400,
    DutyGoal.SWITCHES: 150,
    DutyGoal.COMMUTE: 1,
}
"""The same, where earlier goals are not to be given up for later ones."""
HEATS = Heat(seat=400, hot=400, cold=10, noise=100), Heat(seat=1e6, hot=200, cold=5, noise=100)


def plan_of(problem: CrewProblem) -> GoalPlan:
    """What the search is told of the goals of a crew."""

    def floor(owner: int, goal: int, values: tuple[int, ...]) -> int:
        return int(GOALS[goal] is DutyGoal.SWITCHES and must_change(problem, owner, values))

    return GoalPlan(
        soft=tuple(SOFT[goal] for goal in GOALS),
        stiff=tuple(STIFF[goal] for goal in GOALS),
        heats=HEATS,
        floor=floor,
    )


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
