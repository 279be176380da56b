"""When time is over, or about to be, nothing is begun that lasts; what is known by then is told all the same."""

from collections.abc import Iterator
from itertools import count
from time import monotonic
from typing import Any

import pytest
from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.model import gate
from planner.model.gate import Effort, Status, Stopper, ask, refute
from planner.model.heuristics.list_scheduling import held_stops, scheduled
from planner.model.heuristics.rounds import Rounds
from planner.model.heuristics.terrain import Terrain
from planner.model.instance.counting_bounds import least_waiting_by_counting
from planner.model.instance.criteria import Aim, EpsilonConstraints
from planner.model.instance.residual import residual_of
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.search import deciding, strategy, subproblem_search
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import LOOKED_THROUGH, SubproblemSearch
from planner.model.search.tour_search import by_tours
from planner.model.slotwise.part_search import PartSearch
from planner.model.slotwise.slot_formulation import SlotFormulation
from planner.model.solve import solve
from planner.model.subsets import zones as zones_file
from planner.model.subsets.small_part import small_part
from planner.model.subsets.zones import zones_of
from tests.campaigns import machine, posting, small_campaign, unit
from tests.drawn import first_that
from tests.model.subsets.test_zones import IN_A_ZONE, province

EFFORT = Effort(workers=1, seed=0, wall_seconds=10.0)
ORDER = (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL, Goal.WAITING)


def problem_of(campaign: Campaign) -> Subproblem:
    return whole(residual_of(campaign, AT_THE_START))


def searched(campaign: Campaign) -> SubproblemSearch:
    """With a first plan, and time to go on."""
    search = SubproblemSearch(problem_of(campaign), Stopper(), (), ORDER)
    search.first_plan()
    assert search.incumbent is not None
    return search


def is_over_after(looks: int) -> Iterator[bool]:
    return (look >= looks for look in count())


def test_zones_are_none_where_time_is_over_before_the_last_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones_file, "MOST_IN_A_ZONE", IN_A_ZONE)
    problem = problem_of(first_that(0, province, lambda campaign: zones_of(problem_of(campaign)) is not None))
    made: list[object] = []

    def counted(*given: Any) -> object:
        made.append(given)
        return small_part(*given)

    monkeypatch.setattr(zones_file, "small_part", counted)
    looks = is_over_after(1)
    assert zones_of(problem, lambda: next(looks)) is None
    assert len(made) == 1


def test_of_several_orders_only_the_first_is_carried_out_when_time_is_over() -> None:
    problem = problem_of(
        small_campaign(units=[unit("A", 8), unit("B", 5), unit("C", 9)], machines=[machine("M1", posting(4))])
    )
    terrain, made = Terrain(problem), []

    def make() -> Rounds:
        made.append(Rounds(terrain, Aim(ORDER, EpsilonConstraints(), ())))
        return made[-1]

    best = scheduled(make, held_stops(terrain), is_over=lambda: True)
    with_stops = [rounds for rounds in made if any(rounds.stops)]
    assert with_stops == [best]
    assert best is not None
    assert best.worth[0] == 0, "the first order puts everybody in, however late it is"
    assert sum(any(rounds.stops) for rounds in made) < len(made) - 1, "more orders than one are there to be tried"


def test_a_model_is_not_begun_whose_rows_cannot_be_read_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model = cp_model.CpModel()
    model.add(model.new_int_var(0, 9, "number") <= 4)
    monkeypatch.setattr(gate, "SECONDS_A_ROW", 100.0)
    assert ask(model, EFFORT, Stopper()).status is Status.OPTIMAL, "nobody said when it ends"
    assert ask(model, EFFORT, Stopper(ends=monotonic() + 60.0)).status is Status.UNKNOWN
    assert ask(model, EFFORT, Stopper(ends=monotonic() + 160.0)).status is Status.OPTIMAL


def test_nothing_is_refuted_a_second_time_when_time_is_over() -> None:
    stopper = Stopper()
    stopper.stop()

    def build() -> cp_model.CpModel:
        raise AssertionError("a model was built")

    assert not refute(build, EFFORT, stopper)


def test_a_model_is_not_built_where_one_before_took_longer_than_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    search = searched(small_campaign(units=[unit("A", 8)], machines=[machine("M1", posting(4))]))
    clock = count(100.0, 7.0)
    monkeypatch.setattr(subproblem_search, "monotonic", lambda: next(clock))
    search.stopper.ends = 1e9
    assert not search.is_too_late
    search.formulation(search.limits, Goal.WAITING)  # lasts 7 s by this clock
    assert not search.is_too_late
    monkeypatch.setattr(gate, "monotonic", lambda: 1e9 - 7.0 * LOOKED_THROUGH + 0.1)
    assert search.is_too_late
    monkeypatch.setattr(SubproblemSearch, "formulation", None)
    assert search.minimise_once(Goal.WAITING, EFFORT, lambda *_: None).bound == 0
    assert search.bound_without_routing(Goal.WAITING, EFFORT) == 0
    assert deciding.decide(search, search.limits, EFFORT).schedule is None


def test_a_goal_is_not_taken_up_when_time_is_over_but_what_counting_tells_of_it_is_told() -> None:
    campaign = small_campaign(units=[unit("A", 8), unit("B", 20)], machines=[machine("M1", posting(4))])
    search = searched(campaign)
    counted = least_waiting_by_counting(search.problem)
    assert counted > 0
    search.stopper.stop()
    for goal, bound in ((Goal.TRAVEL, 0), (Goal.WAITING, counted)):
        settled = strategy.minimise(search, goal, search.stopper, EFFORT, lambda *_: None)
        assert (settled.bound, settled.effort, settled.schedule) == (bound, 0.0, search.incumbent)
    assert all(choice.way is Way.FILLED for choice in search.choices.made), "what was counted may prove a plan"


def test_tours_are_not_told_when_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    search = searched(province(1))
    search.stopper.stop()
    monkeypatch.setattr("planner.model.search.tour_search.tour_problem", None)
    assert by_tours(search, EFFORT, lambda *_: None).bound == 0


def test_a_limit_that_comes_when_time_is_over_is_not_told_to_the_slot_model(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = small_campaign(units=[unit("A", 8), unit("B", 20)], machines=[machine("M1", posting(4))])
    stays = tuple(each.model_copy(update={"min_days": 2}) for each in campaign.units)
    campaign = campaign.model_copy(update={"units": stays})
    kept: list[object] = []
    keep, first = SlotFormulation.keep, PartSearch.first_plan
    stopper = Stopper()

    def first_plan(self: PartSearch, effort: Effort) -> None:
        first(self, effort)
        stopper.stop()

    def counted(self: SlotFormulation, limits: EpsilonConstraints) -> None:
        kept.append(limits)
        keep(self, limits)

    monkeypatch.setattr(SlotFormulation, "keep", counted)
    in_time = solve(campaign, terms=SearchTerms(seconds=5.0))
    assert kept
    kept.clear()
    monkeypatch.setattr(PartSearch, "first_plan", first_plan)
    late = solve(campaign, terms=SearchTerms(seconds=5.0), stopper=stopper)
    assert not kept
    assert [goal.goal for goal in late.goals] == [goal.goal for goal in in_time.goals]
