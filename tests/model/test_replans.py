"""Re-plans in the model; `python -m tests.fuzz_replans` asks the same of many more."""

from functools import cache

import pytest

from tests.campaigns import SMALL, TINY
from tests.fuzz_replans import (
    IMPOSSIBLE,
    MOST_WAYS,
    TOO_LARGE,
    UNPROVEN,
    complaint_about_best,
    complaint_about_replan,
    random_case,
)
from tests.model.brute_force_replan import num_ways


@cache
def complaint_about_small(seed: int) -> str:
    """Each is searched for once, whoever asks."""
    return complaint_about_replan(seed, SMALL)


@pytest.mark.parametrize("seed", range(60))
def test_the_checker_accepts_the_solvers_replan(seed: int) -> None:
    assert complaint_about_small(seed) in ("", UNPROVEN, IMPOSSIBLE)


@pytest.mark.parametrize("seed", range(100))
def test_the_proven_optimum_is_that_of_brute_force(seed: int) -> None:
    assert complaint_about_best(seed) in ("", TOO_LARGE)


def test_most_cases_are_small_enough_and_few_are_impossible() -> None:
    assert sum(num_ways(random_case(seed, TINY)) <= MOST_WAYS for seed in range(100)) > 70
    assert sum(complaint_about_small(seed) == IMPOSSIBLE for seed in range(20)) < 5
