"""What is said of a wish holds for the whole campaign: never impossible what some plan does, nor possible what none."""

import pickle
from collections.abc import Collection, Sequence
from time import monotonic, process_time

import pytest

from planner.domain.campaign import Campaign, Machine, RateOverride, Unit
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Fact, Forbidden
from planner.model.explain.question import Refutation, WishQuestion
from planner.model.explain.smallest_conflict import forbidding_facts, is_forbidden
from planner.model.gate import Stopper
from planner.model.instance.residual import residual_of
from tests.campaigns import TINY, closed, day, machine, pin, posting, road, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_replans import random_case
from tests.model.brute_force_replan import num_ways
from tests.model.brute_wishes import (
    MOST_PLANS,
    all_wishes,
    fulfilled_wishes,
    fulfilled_wishes_ahead,
    num_plans,
    tied_campaign,
)
from tests.small_campaigns import ClosureSketch


def is_said_to_be_forbidden(campaign: Campaign, wish: Wish, situation: Situation = AT_THE_START) -> bool:
    return is_forbidden(residual_of(campaign, situation, wish), Stopper())


@pytest.mark.parametrize("seed", range(80))
def test_impossible_is_what_no_plan_does_and_nothing_else(seed: int) -> None:
    campaign = tied_campaign(seeded(f"tied {seed}"))
    fulfilled = fulfilled_wishes(campaign) if num_plans(campaign) <= MOST_PLANS else None
    if fulfilled is not None:
        for wish in all_wishes(campaign):
            assert is_said_to_be_forbidden(campaign, wish) == (wish not in fulfilled), wish


@pytest.mark.parametrize("seed", range(50))
def test_impossible_is_what_no_re_plan_does_and_nothing_else(seed: int) -> None:
    case = random_case(seed, TINY)
    fulfilled = fulfilled_wishes_ahead(case) if num_ways(case) <= MOST_PLANS else None
    if fulfilled is not None:
        for wish in all_wishes(case.known.campaign):
            said = is_said_to_be_forbidden(case.known.campaign, wish, case.situation)
            assert said == (wish not in fulfilled), wish


def with_pins_told_apart(campaign: Campaign) -> Campaign:
    pins = tuple(one.model_copy(update={"source": f"Ghim!A{row}"}) for row, one in enumerate(campaign.pins, start=2))
    return campaign.model_copy(update={"pins": pins})


def with_nothing_but(campaign: Campaign, wish: Wish, facts: Sequence[Fact]) -> Campaign:
    """The campaign without everything that could stand in the way of the wish and is not among the facts."""
    told = {fact.where for fact in facts}
    keeps_moves = any(where.startswith("Chiến dịch") for where in told)
    return campaign.model_copy(
        update={
            "units": tuple(_unit(campaign, one, wish, told) for one in campaign.units),
            "machines": campaign.machines
            if any(where.startswith("Máy") for where in told)
            else tuple(_serving(one, wish) for one in campaign.machines),
            "pins": tuple(one for one in campaign.pins if one.source in told),
            "closures": campaign.closures if "Ngày nghỉ" in told else (),
            "reach_km": campaign.reach_km if keeps_moves else None,
            "whole_days": campaign.whole_days and keeps_moves,
        }
    )


def _unit(campaign: Campaign, one: Unit, wish: Wish, told: Collection[str]) -> Unit:
    free: dict[str, tuple[str, object]] = {"Số đợt tối đa": ("visits", 9)}
    if one.code == wish.unit:
        free |= {
            "Số máy cùng lúc": ("together", 9),
            "Cần thu nhận": ("need", 50),
            "Từ ngày": ("first_day", campaign.calendar.first_day),
            "Ca được phép": ("shifts", campaign.calendar.shift_labels),
        }
    kept = {column for column in free if f"Đơn vị › {one.name} › {column}" in told}
    return one.model_copy(update=dict(change for column, change in free.items() if column not in kept))


def _serving(one: Machine, wish: Wish) -> Machine:
    postings = tuple(
        each.model_copy(update={"serves": tuple(sorted({*each.serves, wish.unit}))}) for each in one.postings
    )
    return one.model_copy(update={"postings": postings})


def is_fulfilled(campaign: Campaign, wish: Wish) -> bool | None:
    """None if there are too many plans to try."""
    if num_plans(campaign) > MOST_PLANS // 5:
        return None
    return wish in (fulfilled_wishes(campaign) or ())


@pytest.mark.parametrize("seed", range(60))
def test_named_facts_forbid_by_themselves_and_each_is_needed(seed: int) -> None:
    def tied(number: int) -> tuple[Campaign, list[Wish]]:
        """A campaign small enough to try every plan, and some of the wishes that none of them fulfils."""
        campaign = with_pins_told_apart(tied_campaign(seeded(f"tied {number}")))
        fulfilled = fulfilled_wishes(campaign) if num_plans(campaign) <= MOST_PLANS // 5 else None
        unfulfilled = [wish for wish in all_wishes(campaign) if fulfilled is not None and wish not in fulfilled]
        return campaign, unfulfilled[::7]

    campaign, forbidden = first_that(seed, tied, lambda drawn: drawn[-1])
    for wish in forbidden:
        found = forbidding_facts(campaign, AT_THE_START, wish, Stopper())
        assert found.facts
        assert found.are_fewest
        assert not is_fulfilled(with_nothing_but(campaign, wish, found.facts), wish)
        for fact in found.facts:
            others = [other for other in found.facts if other != fact]
            assert is_fulfilled(with_nothing_but(campaign, wish, others), wish) is not False


def test_a_stop_on_the_way_is_within_reach() -> None:
    """From A to B is too far for one day, but C lies between, and has somebody to receive."""
    roads = [road("A", "B", 15), road("A", "C", 8), road("C", "B", 8)]

    def campaign(need_of_c: int) -> Campaign:
        return small_campaign(
            units=[unit("A", 3), unit("B", 3), unit("C", need_of_c)],
            machines=[machine("M1", posting(3))],
            days=1,
            shifts=3,
            closures=(),
            roads=roads,
            pins=[pin("M1", "A", 1, shifts=(1,))],
            whole_days=False,
            reach_km=10,
        )

    wish = Wish(unit=UnitCode("B"), day=day(1))
    assert forbidding_facts(campaign(1), AT_THE_START, wish, Stopper()) == Forbidden()
    found = forbidding_facts(campaign(0), AT_THE_START, wish, Stopper())
    assert [fact.where for fact in found.facts] == ["Ghim!A2", "Chiến dịch › Đi lại trong ngày tối đa (km)"]


def test_a_pinned_machine_collects_no_more_than_its_rate() -> None:
    """At its capacity M2 would have collected all of B before M1 comes; by the sheet Năng suất some are left."""
    campaign = small_campaign(
        units=[unit("A", 3), unit("B", 7)],
        machines=[machine("M1", posting(3)), machine("M2", posting(4))],
        closures=(),
        pins=[pin("M2", "B", 1)],
    )
    wish = Wish(unit=UnitCode("B"), machine=MachineName("M1"), day=day(3))
    assert is_said_to_be_forbidden(campaign, wish)
    slow = RateOverride(machine=MachineName("M2"), dossiers=2)
    assert not is_said_to_be_forbidden(campaign.model_copy(update={"rate_overrides": (slow,)}), wish)


def closed_day_by_day(days: int, closures: Sequence[ClosureSketch]) -> Campaign:
    return small_campaign(
        units=[unit("A", 100)],
        machines=[machine("M1", posting(3)), machine("M2", posting(3))],
        days=days,
        shifts=1,
        closures=closures,
    )


BY_M2 = Wish(unit=UnitCode("A"), machine=MachineName("M2"))


def test_many_equal_facts_take_seconds() -> None:
    campaign = closed_day_by_day(200, [closed(number, machine="M2") for number in range(1, 201)])
    began = process_time()
    found = forbidding_facts(campaign, AT_THE_START, BY_M2, Stopper(), 60.0)
    assert found.are_fewest
    assert len(found.facts) == 200
    assert process_time() - began < 30


def test_where_two_facts_forbid_each_day_the_first_is_named() -> None:
    days = range(1, 31)
    campaign = closed_day_by_day(30, [each for day in days for each in (closed(day, machine="M2"), closed(day))])
    found = forbidding_facts(campaign, AT_THE_START, BY_M2, Stopper())
    assert found.are_fewest
    assert len(found.facts) == 30
    assert all("M2" in fact.what for fact in found.facts)


def test_what_time_ends_is_not_said_to_be_the_fewest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be spared is left out all the same, and what is named forbids."""
    monkeypatch.setattr(WishQuestion, "fewest_dropped", lambda *_: Refutation())
    campaign = closed_day_by_day(12, [*(closed(number, machine="M2") for number in range(1, 13)), closed(2), closed(9)])
    found = forbidding_facts(campaign, AT_THE_START, BY_M2, Stopper(), 60.0)
    assert not found.are_fewest
    assert len(found.facts) == 12


@pytest.mark.alone
def test_the_naming_keeps_to_its_time() -> None:
    campaign = closed_day_by_day(300, [closed(number, machine="M2") for number in range(1, 301)])
    began = monotonic()
    forbidding_facts(campaign, AT_THE_START, BY_M2, Stopper(), 1.0)
    assert monotonic() - began < 3.1


def test_ctrl_c_ends_the_naming() -> None:
    campaign = closed_day_by_day(120, [closed(number, machine="M2") for number in range(1, 121)])
    stopper = Stopper()
    stopper.stop()
    assert forbidding_facts(campaign, AT_THE_START, BY_M2, stopper) == Forbidden()


def test_what_forbids_can_be_sent_from_one_process_to_another() -> None:
    campaign = closed_day_by_day(3, [closed(1, 3, machine="M2")])
    found = forbidding_facts(campaign, AT_THE_START, BY_M2, Stopper())
    assert found.facts
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
