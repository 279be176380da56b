"""What a draw counts, when it plans anew, and that every plan on its way keeps the rules."""

from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import Situation
from planner.domain.uncertainty import RiskCase, Uncertainty
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.risk.draw_range import DrawRange, draws_of
from planner.model.risk.lived_draw import lived
from planner.model.risk.world import World, drawn_world
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.campaigns import machine, posting, random_campaign, seeded, small_campaign, unit
from tests.model.risk.trials import EVERYTHING_GOES_WELL, as_plans, broken_rules, case_of, outcome, results_of

BINH_GIA = Path(__file__).parents[3] / "instances" / "binh-gia-2023" / "campaign.xlsx"
ROUGH = Uncertainty(turnout=0.7, turnout_spread=0.3, breakdown=0.1, closure=0.1)


def one_after_the_other() -> Campaign:
    """Two units that one machine serves one after the other, two days each, with days to spare."""
    return small_campaign(
        units=(unit("A", 20), unit("B", 20)),
        machines=(machine("M1", posting(5)),),
        days=9,
        shifts=2,
        closures=(),
    )


def world(case: RiskCase, share: float = 1.0, **more: object) -> World:
    """The same share comes everywhere on all days."""
    turnout = {one.code: (share,) * case.num_days for one in case.campaign.units}
    return World(turnout, more.get("broken", {}), more.get("shut", {}))  # type: ignore[arg-type]


def test_where_everything_goes_well_the_plan_is_what_comes() -> None:
    case = case_of(one_after_the_other(), EVERYTHING_GOES_WELL)
    draw = outcome(case, world(case))
    assert (draw.finish, draw.left, draw.moved, draw.replans) == (8, 0, 0, 0)
    assert not draw.late
    assert not draw.short


def test_a_breakdown_moves_those_of_its_days_and_is_planned_around() -> None:
    case = case_of(one_after_the_other(), EVERYTHING_GOES_WELL)
    draw = outcome(case, world(case, broken={MachineName("M1"): frozenset({0, 1})}))
    assert draw.replans == 1
    assert draw.left == 0
    assert draw.finish == 12
    assert draw.moved >= 20
    assert draw.late == {case.planned[0].unit: 4}


def test_a_unit_that_is_shut_on_a_day_is_served_later() -> None:
    case = case_of(one_after_the_other(), EVERYTHING_GOES_WELL)
    first = case.planned[0].unit
    draw = outcome(case, world(case, shut={first: frozenset({0})}))
    assert draw.left == 0
    assert draw.finish > 8


def test_who_does_not_come_is_still_needed() -> None:
    case = case_of(one_after_the_other(), EVERYTHING_GOES_WELL)
    draw = outcome(case, world(case, 0.5))
    assert draw.left == 0 or draw.short
    assert draw.finish > 8
    assert outcome(case, world(case, 0.0)).left == 40


def test_a_plan_that_leaves_somebody_is_not_planned_anew_every_evening() -> None:
    campaign = small_campaign(
        units=(unit("A", 100),), machines=(machine("M1", posting(5)),), days=6, shifts=1, closures=()
    )
    case = case_of(campaign, EVERYTHING_GOES_WELL)
    draw = outcome(case, world(case))
    assert (draw.left, draw.short, draw.replans) == (70, (), 0)


def test_a_draw_is_the_same_whoever_works_it_out() -> None:
    case = case_of(one_after_the_other(), ROUGH, seed=5)
    together = draws_of(DrawRange(case, range(12)))
    apart = [draws_of(DrawRange(case, range(first, first + 4))) for first in (8, 0, 4)]
    assert together == apart[1] + apart[2] + apart[0]
    assert draws_of(DrawRange(case.model_copy(update={"seed": 6}), range(12))) != together


@pytest.mark.parametrize("seed", range(24))
def test_every_plan_on_the_way_keeps_the_rules(seed: int) -> None:
    case = case_of(random_campaign(seeded(f"risk {seed}")), ROUGH, seed=seed, freeze_days=seed % 4)
    wrong = []

    def hear(campaign: Campaign, situation: Situation, rows: tuple[Assignment, ...]) -> None:
        wrong.extend(broken_rules(campaign, situation, rows))

    for number in range(3):
        lived(case, drawn_world(case, number), hear)
    assert not wrong


@pytest.mark.skipif(not ARBITER.exists(), reason="the arbiter is not part of the project")
def test_the_arbiter_finds_no_unsound_plan_in_thirty_days_of_binh_gia(tmp_path: Path) -> None:
    campaign = read_campaign(BINH_GIA).campaign
    case = case_of(campaign, Uncertainty(turnout=0.85, breakdown=0.05, closure=0.02), seed=1)
    arbiter = load_arbiter()
    wrong: list[str] = []
    heard = 0

    def hear(campaign: Campaign, situation: Situation, rows: tuple[Assignment, ...]) -> None:
        nonlocal heard
        heard += 1
        wrong.extend(broken_rules(campaign, situation, rows))
        plan, announced = as_plans(campaign, situation, rows)
        ruling = Bench(arbiter, campaign, tmp_path / f"{heard}.xlsx").ruling(plan, announced, results_of(situation))
        wrong.extend(sorted(ruling.broken - {"goal"}))

    for number in range(2):
        lived(case, drawn_world(case, number), hear)
    assert heard > 8
    assert not wrong


def test_codes_of_units_stand_in_their_order() -> None:
    case = case_of(one_after_the_other(), EVERYTHING_GOES_WELL)
    assert outcome(case, world(case, 0.0)).short == (UnitCode("A"), UnitCode("B"))
