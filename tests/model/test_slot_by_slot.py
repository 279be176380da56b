"""Campaigns that are planned slot by slot: small ones against brute force; the long form is `tests.fuzz_real_plans`."""

import pytest

from tests.fuzz_real_plans import wrong_with_seed


@pytest.mark.parametrize("seed", range(1, 25))
def test_plans_of_small_real_campaigns_are_the_best_there_are(seed: int) -> None:
    assert wrong_with_seed(seed, rounds=1) == []


@pytest.mark.parametrize("seed", range(100, 104))
def test_plans_of_larger_real_campaigns_are_sound(seed: int) -> None:
    assert wrong_with_seed(seed, is_tiny=False, rounds=1) == []
