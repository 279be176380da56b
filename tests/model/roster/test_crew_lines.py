"""The lines' rules, bars, covers and totals say of duties what the checker says: nothing is searched here."""

from collections.abc import Iterable

import pytest

from planner.check.roster.goals import goal_values
from planner.check.roster.reading import DutyReading
from planner.check.roster.rules.registry import violations_of
from planner.model.roster.crew_plan import plan_of
from planner.model.roster.crew_prices import GOAL_NUMBERS, GOALS
from planner.model.roster.crew_problem import crew_problem
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal, DutyRule
from tests.broken_rosters import ROSTER_EXAMPLES
from tests.model.roster.line_reading import read_by_lines
from tests.random_campaigns import seeded
from tests.random_rosters import random_duties, random_roster_case
from tests.roster_example import RosterExample
from tests.small_rosters import officer, roster_case

SEEDS = range(150)
OF_THE_PAST = {DutyRule.WORKED}
"""What has happened is where lines begin; they cannot say it otherwise."""


def ahead_of(duties: Iterable[Duty]) -> list[Duty]:
    return [duty for duty in duties if not duty.done]


def broken_by_checker(case: RosterCase, ahead: list[Duty]) -> set[DutyRule]:
    reading = DutyReading(case, (*case.situation.history, *ahead))
    return {rule for rule in DutyRule for _ in violations_of(rule, reading)}


@pytest.mark.parametrize("example", ROSTER_EXAMPLES, ids=lambda example: f"{example.rule}: {example.name}")
def test_lines_can_say_what_keeps_a_rule_and_cannot_say_what_breaks_it(example: RosterExample) -> None:
    assert read_by_lines(example.case, ahead_of(example.good)) is not None
    if not OF_THE_PAST & {example.rule, *example.besides}:
        assert read_by_lines(example.case, ahead_of(example.broken)) is None


def test_lines_and_checker_agree_on_duties_by_chance() -> None:
    kept = 0
    for seed in SEEDS:
        rng = seeded(f"lines {seed}")
        case = random_roster_case(seed)
        for chance in (0.1, 0.3, 0.6):
            first = case.first_ordinal_ahead
            ahead = random_duties(rng, case, first=first, chance=chance, is_lawful=rng.random() < 0.7)
            values = read_by_lines(case, ahead)
            assert (values is None) == bool(broken_by_checker(case, ahead)), seed
            if values is not None:
                kept += 1
                checked = goal_values(case, (*case.situation.history, *ahead))
                assert values == tuple(goal.value for goal in checked), seed
    assert kept > len(SEEDS) / 2


def test_an_officer_whose_share_asks_for_mornings_and_evenings_changes_once() -> None:
    case = roster_case(officers=[officer("A"), officer("B")])
    problem = crew_problem(case)
    nothing = (0,) * len(GOALS)
    floor = plan_of(problem).floor
    goal = GOAL_NUMBERS[DutyGoal.SWITCHES]
    assert [floor(number, goal, nothing) for number in range(2)] == [1, 1]
    dear = tuple(10**6 if GOALS[number] is DutyGoal.FAIRNESS else 0 for number in range(len(GOALS)))
    assert [floor(number, goal, dear) for number in range(2)] == [0, 0]
    assert floor(0, GOAL_NUMBERS[DutyGoal.COMMUTE], nothing) == 0
