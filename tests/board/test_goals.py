"""Goals in the board's words: every one of them, and figures that people can read."""

import pytest

from planner.board.views.goals import UNKNOWN, goal_name, goal_told, proof_told
from planner.domain.policy import Goal, Proof
from planner.roster.policy import DutyGoal
from tests.cli.diary import CAMPAIGN


def test_every_goal_and_every_proof_has_its_words() -> None:
    assert len({goal_name(goal) for goal in (*Goal, *DutyGoal)}) == len(Goal) + len(DutyGoal)
    assert len({proof_told(proof) for proof in Proof}) == len(Proof)


@pytest.mark.parametrize(
    ("goal", "value", "told"),
    [
        (Goal.UNSERVED, 1222.0, "1.222"),
        (Goal.TRAVEL, 210.44, "210,4"),
        (Goal.FINISH, 4.0, "11/4/2023 Ca 02"),
        (Goal.FINISH, 0.0, UNKNOWN),
        (Goal.FINISH, 9999.0, UNKNOWN),
        (Goal.WAITING, None, UNKNOWN),
        (DutyGoal.VACANT, 12.0, "12"),
    ],
)
def test_figures_are_told_as_people_say_them(goal: Goal | DutyGoal, value: float | None, told: str) -> None:
    assert goal_told(CAMPAIGN.calendar, goal, value) == told
