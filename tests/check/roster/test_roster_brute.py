"""Checker and brute force agree on duties by chance, and brute force is held against trying every set of duties."""

from collections import Counter
from itertools import combinations

import pytest

from planner.check.roster.goals import goal_values
from planner.check.roster.verdict import judge_roster
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal, DutyRule
from tests.drawn import first_that
from tests.fuzz_rosters import differing_judgements
from tests.random_campaigns import seeded
from tests.random_rosters import random_roster_case, random_worked
from tests.roster_brute import ORDER, TooLargeToTry, best_values
from tests.small_rosters import true_roster

MOST_PLACES = 11
"""Of an officer in a seat: 2,048 sets of duties."""


@pytest.mark.parametrize("seed", range(40))
def test_checker_and_brute_force_judge_alike(seed: int) -> None:
    assert differing_judgements(random_roster_case(seed), seed) == ""


def test_duties_by_chance_break_every_rule_and_cost_in_every_goal() -> None:
    broken, costs = Counter[str](), Counter[DutyGoal]()
    for seed in range(120):
        case = random_roster_case(seed)
        worked = random_worked(seeded(f"duties {seed}"), case)
        broken.update(
            {str(found.rule) for found in judge_roster(case, true_roster(case, worked)).violations} or {"none"}
        )
        costs.update({told.goal for told in goal_values(case, worked) if told.value})
    assert {*map(str, DutyRule), "none"} <= broken.keys()
    assert costs.keys() == set(DutyGoal)


def places_of(case: RosterCase) -> list[Duty]:
    """Every officer in every kind of seat ahead; of seats that are alike, only once."""
    empty = true_roster(case, case.situation.history).vacant
    return list(
        dict.fromkeys(
            Duty(
                officer=one.code, machine=seat.machine, unit=seat.unit, date=seat.date, shift=seat.shift, role=seat.role
            )
            for seat in empty
            for one in case.staffing.officers
        )
    )


def best_of_all_sets(case: RosterCase) -> dict[DutyGoal, int] | None:
    """The least values of all sets of duties against which the checker has nothing to say."""
    places = places_of(case)
    best: tuple[int, ...] | None = None
    for size in range(len(places) + 1):
        for chosen in combinations(places, size):
            worked = [*case.situation.history, *chosen]
            verdict = judge_roster(case, true_roster(case, worked))
            if verdict.sound:
                values = tuple(told.value for told in verdict.goals)
                best = values if best is None else min(best, values)
    return None if best is None else dict(zip(ORDER, best, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_the_best_of_lines_is_the_best_of_all_sets(seed: int) -> None:
    case = first_that(seed, random_roster_case, lambda case: 4 <= len(places_of(case)) <= MOST_PLACES)
    assert best_values(case) == best_of_all_sets(case)


def test_some_cases_have_no_roster_and_few_are_too_large() -> None:
    found = Counter[str]()
    for seed in range(20):
        try:
            found["some" if best_values(random_roster_case(seed)) else "none"] += 1
        except TooLargeToTry:
            found["too large"] += 1
    assert found["some"] > 10
    assert found["none"]
    assert found["too large"] < 5
