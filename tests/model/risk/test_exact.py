"""Where turnout is all or nobody and the campaign is tiny, all worlds can be gone through: draws must say the same."""

from collections import Counter
from fractions import Fraction
from math import comb

import pytest

from planner.domain.uncertainty import Draw, RiskCase, Uncertainty
from planner.model.risk.draw_range import DrawRange, draws_of
from tests.campaigns import machine, posting, small_campaign, unit
from tests.model.risk.trials import ALL_OR_NOBODY, case_of, outcome, worlds

DRAWS = 600
MOST_CHI_SQUARE = {1: 10.8, 2: 13.8, 3: 16.3, 4: 18.5, 5: 20.5, 6: 22.5, 7: 24.3, 8: 26.1, 9: 27.9}
"""By degrees of freedom, what one in a thousand samples of the true distribution exceeds."""
FEW = 5
"""Outcomes that are expected less often are taken together."""


def alone(days: int) -> RiskCase:
    """One unit that needs two slots, one machine, one slot a day."""
    campaign = small_campaign(
        units=(unit("A", 10),), machines=(machine("M1", posting(5)),), days=days, shifts=1, closures=()
    )
    return case_of(campaign, Uncertainty(turnout=0.5, turnout_spread=ALL_OR_NOBODY, breakdown=0, closure=0))


def two_units(*, breakdown: float = 0.0) -> RiskCase:
    """Two units, one machine, four slots on four days; with breakdowns three, so that the worlds are still few."""
    campaign = small_campaign(
        units=(unit("A", 10), unit("B", 5)),
        machines=(machine("M1", posting(5)),),
        days=3 if breakdown else 4,
        shifts=1,
        closures=(),
    )
    uncertainty = Uncertainty(turnout=0.5, turnout_spread=ALL_OR_NOBODY, breakdown=breakdown, repair_days=1, closure=0)
    return case_of(campaign, uncertainty, seed=3)


def what_came(draw: Draw) -> tuple[int, int, int]:
    """Of a draw what is compared."""
    return draw.finish, draw.left, draw.moved


def exact(case: RiskCase, *, breaks_down: bool = False) -> Counter[tuple[int, int, int]]:
    """The probability of everything that may come."""
    chances = Counter[tuple[int, int, int]]()
    for world, chance in worlds(case, breaks_down=breaks_down):
        chances[what_came(outcome(case, world))] += chance  # type: ignore[assignment]
    return chances


def test_one_unit_is_done_as_the_negative_binomial_distribution_says() -> None:
    case = alone(days=7)
    finishes = Counter[int]()
    for world, chance in worlds(case):
        draw = outcome(case, world)
        finishes[draw.finish if draw.left == 0 else 0] += chance  # type: ignore[assignment]
    for day in range(2, 8):
        assert finishes[day] == comb(day - 1, 1) * Fraction(1, 2) ** day
    assert finishes[0] == 1 - sum(comb(day - 1, 1) * Fraction(1, 2) ** day for day in range(2, 8))


@pytest.mark.parametrize("case", [alone(days=5), two_units()], ids=["alone", "two units"])
def test_draws_are_distributed_as_all_worlds_are(case: RiskCase) -> None:
    assert_alike(draws_of(DrawRange(case, range(DRAWS))), exact(case))


def test_with_breakdowns_too() -> None:
    case = two_units(breakdown=0.25)
    chances = exact(case, breaks_down=True)
    assert sum(chances.values()) == 1
    assert len(chances) > 5
    assert_alike(draws_of(DrawRange(case, range(DRAWS))), chances)


def test_a_distribution_that_is_not_the_true_one_is_noticed() -> None:
    case = two_units()
    other = case.model_copy(update={"uncertainty": case.uncertainty.model_copy(update={"turnout": 0.6})})
    with pytest.raises(AssertionError):
        assert_alike(draws_of(DrawRange(other, range(DRAWS))), exact(case))


def assert_alike(draws: tuple[Draw, ...], chances: Counter[tuple[int, int, int]]) -> None:
    """The draws may come from this distribution: Pearson's chi-square, rare outcomes taken together."""
    seen = Counter(map(what_came, draws))
    assert len(draws) == DRAWS
    assert not seen.keys() - chances.keys()
    rare = [key for key, chance in chances.items() if chance * DRAWS < FEW]
    groups = [[key] for key in chances if key not in rare] + ([rare] if rare else [])
    terms = [
        (sum(seen[key] for key in group) - expected) ** 2 / expected
        for group in groups
        for expected in [float(sum(chances[key] for key in group)) * DRAWS]
    ]
    assert sum(terms) <= MOST_CHI_SQUARE[min(9, len(groups) - 1)]
