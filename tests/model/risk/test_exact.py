"""Where turnout is all or nobody and the campaign is tiny, all worlds can be gone through: draws must say the same."""

from collections import Counter
from fractions import Fraction
from math import comb

import pytest

from planner.domain.risk_figures import risk_figures
from planner.domain.uncertainty import Draw, RiskCase, Uncertainty
from planner.model.risk.draw_range import DrawRange, draws_of
from planner.model.risk.lived_draw import lived
from tests.campaigns import day, machine, posting, small_campaign, unit
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


def with_a_remainder(days: int) -> RiskCase:
    """One unit whose third slot is for one citizen alone, of 201; two of them are told apart as the last."""
    campaign = small_campaign(
        units=(unit("A", 201),), machines=(machine("M1", posting(100)),), days=days, shifts=1, closures=()
    )
    return case_of(campaign, Uncertainty(turnout=0.5, turnout_spread=ALL_OR_NOBODY, breakdown=0, closure=0), seed=7)


def two_with_remainders() -> RiskCase:
    """Two units of which one is small enough to be among the last."""
    campaign = small_campaign(
        units=(unit("A", 198), unit("B", 2)),
        machines=(machine("M1", posting(99)),),
        days=4,
        shifts=1,
        closures=(),
    )
    return case_of(campaign, Uncertainty(turnout=0.5, turnout_spread=ALL_OR_NOBODY, breakdown=0, closure=0), seed=5)


Came = tuple[int, int, int, int | None, tuple[tuple[str, int], ...]]


def what_came(draw: Draw) -> Came:
    """Of a draw what is compared."""
    return draw.finish, draw.left, draw.moved, draw.nearly, tuple(draw.last.items())


def exact(case: RiskCase, *, breaks_down: bool = False) -> Counter[Came]:
    """The probability of everything that may come."""
    chances = Counter[Came]()
    for world, chance in worlds(case, breaks_down=breaks_down):
        chances[what_came(outcome(case, world))] += chance  # type: ignore[assignment]
    return chances


def test_one_unit_is_done_as_the_negative_binomial_distribution_says() -> None:
    case = alone(days=7)
    finishes = Counter[int]()
    for world, chance in worlds(case):
        draw = outcome(case, world)
        finishes[draw.finish if draw.left == 0 else 0] += chance  # type: ignore[assignment]
    for last in range(2, 8):
        assert finishes[last] == comb(last - 1, 1) * Fraction(1, 2) ** last
    assert finishes[0] == 1 - sum(comb(last - 1, 1) * Fraction(1, 2) ** last for last in range(2, 8))


def test_all_but_the_last_are_done_as_the_negative_binomial_distribution_says() -> None:
    """Two slots that come bring all but one citizen; for that one a third has to come."""
    case = with_a_remainder(days=8)
    assert case.spared == 2
    nearly, finishes = Counter[int | None](), Counter[int]()
    for world, chance in worlds(case):
        draw = outcome(case, world)
        nearly[draw.nearly] += chance  # type: ignore[assignment]
        finishes[draw.finish if draw.left == 0 else 0] += chance  # type: ignore[assignment]
        if draw.nearly is not None:
            assert sum(draw.last.values()) == 1
    for last in range(1, 9):
        assert nearly[last] == comb(last - 1, 1) * Fraction(1, 2) ** last
        assert finishes[last] == comb(last - 1, 2) * Fraction(1, 2) ** last
    assert sum(nearly.values()) == sum(finishes.values()) == 1


def test_the_last_are_those_still_needed_after_that_slot_in_every_world() -> None:
    """Counted forwards, slot after slot, from what the case needs."""
    case = two_with_remainders()
    for world, _chance in worlds(case):
        part, draw = lived(case, world), outcome(case, world)
        needed, nearly = {code.code: code.need for code in case.campaign.units}, None
        last = dict(needed)
        for row in part.collected:
            needed[row.unit] -= row.dossiers
            if nearly is None and sum(needed.values()) <= case.spared:
                nearly, last = row.date, dict(needed)
        last = needed if nearly is None else last
        assert (draw.nearly is None) == (nearly is None)
        assert draw.nearly is None or case.campaign.calendar.slot(draw.nearly).day == nearly
        assert draw.last == {code: dossiers for code, dossiers in last.items() if dossiers}


def test_figures_on_the_last_are_those_of_the_true_distribution() -> None:
    """Of all worlds, each as often as it is likely: quantiles and reserve of both distributions by hand."""
    case = with_a_remainder(days=8)
    told = risk_figures(case, [outcome(case, world) for world, _chance in worlds(case)])
    assert told.nearly is not None
    assert [one.day for one in told.nearly.finish] == [day(2), day(3), day(7)]
    assert [one.day for one in told.finish] == [day(3), day(5), None]
    assert told.planned_finish == day(3)
    assert (told.nearly.reserve_days, told.reserve_days) == (4, None)
    assert told.nearly.in_time.value == pytest.approx(1 - 9 / 256)
    assert [(one.unit, one.open.value) for one in told.nearly.units] == [("A", 1.0)]


@pytest.mark.parametrize(
    "case",
    [alone(days=5), two_units(), with_a_remainder(days=6), two_with_remainders()],
    ids=["alone", "two units", "a remainder", "two, one of them a remainder"],
)
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


def assert_alike(draws: tuple[Draw, ...], chances: Counter[Came]) -> None:
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
