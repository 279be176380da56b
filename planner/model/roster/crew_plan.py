"""What the search is told of the goals of a crew: how much they weigh where they are searched as one."""

from planner.model.roster.crew_bounds import must_change
from planner.model.roster.crew_prices import GOALS
from planner.model.roster.crew_problem import CrewProblem
from planner.model.roster.goals_search import GoalPlan
from planner.model.roster.recreating import Heat
from planner.roster.policy import DutyGoal

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
