"""Bounds never exceed what is found by other means, and the searches for large subproblems keep to the rules."""

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.domain.progress import Progress
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.model.formulations.assignment_relaxation import RelaxedAssignment, relaxed_assignment_for_most
from planner.model.gate import Effort, Status, Stopper
from planner.model.instance.counting_bounds import first_ordinal_with_time, least_waiting_by_counting
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import residual_of
from planner.model.instance.schedule import schedule_of
from planner.model.instance.subproblem import Subproblem, components, whole
from planner.model.instance.visits import MachineVisit
from planner.model.search import deciding, large_strategy, strategy
from planner.model.search.neighbourhood_search import Neighbourhood
from planner.model.search.phase_shares import shared_out
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.solve import Solution, solve
from tests.campaigns import machine, pin, posting, random_campaign, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_solver import MOST_CANDIDATES, plan_from, solved, tiny_campaign
from tests.model.brute_force import best_values, num_candidates


def values(solution: Solution) -> dict[Goal, float]:
    return {result.goal: result.value for result in solution.goals}


@pytest.mark.parametrize("seed", range(25))
def test_no_plan_leaves_less_than_the_allotment_says(seed: int) -> None:
    def plan(number: int) -> tuple[Campaign, Solution | None]:
        campaign = random_campaign(seeded(f"allotment {number}"))
        return campaign, solved(campaign)

    campaign, solution = first_that(seed, plan, lambda found: found[-1])
    assert solution is not None
    least = sum(
        relaxed_assignment_for_most(problem, EpsilonConstraints(), Effort(1, 0, 10.0), Stopper()).least_left
        for problem in components(whole(residual_of(campaign, AT_THE_START)))
    )
    assert least <= values(solution)[Goal.UNSERVED]


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_lets_people_wait_less_than_counting_says(seed: int) -> None:
    def draw(number: int) -> tuple[SubproblemSearch]:
        campaign = random_campaign(seeded(f"counted {number}"))
        targets = [phase.target for phase in campaign.phases]
        search = SubproblemSearch(whole(residual_of(campaign, AT_THE_START)), Stopper(), targets, (Goal.WAITING,))
        search.first_plan()
        return (search,)

    (search,) = first_that(seed, draw, lambda drawn: drawn[0].incumbent)
    assert search.incumbent is not None
    search.rebuild(Goal.WAITING, Effort(1, 0, 5.0, 0.02), lambda _schedule, _bound: None)
    assert least_waiting_by_counting(search.problem) <= search.value(Goal.WAITING, search.incumbent)


def test_who_finds_no_room_waits_until_after_the_last_slot() -> None:
    campaign = small_campaign(
        units=[unit("A", 5), unit("B", 6)],
        machines=[machine("M1", posting(3)), machine("M2", posting(1))],
        days=2,
        shifts=1,
        closures=(),
        roads=(),
    )
    problem = whole(residual_of(campaign, AT_THE_START))
    waiting = 4 * 1 + 4 * 2 + 3 * 3
    assert least_waiting_by_counting(problem) == waiting
    search = SubproblemSearch(problem, Stopper(), (), (Goal.UNSERVED, Goal.WAITING))
    search.first_plan()
    assert search.incumbent is not None
    assert search.value(Goal.WAITING, search.incumbent) == waiting
    effort = Effort(1, 0, 5.0, 1.0)
    settled = strategy.minimise(search, Goal.WAITING, Stopper(), effort, lambda _schedule, _bound: None)
    assert (settled.bound, settled.effort, settled.is_final) == (waiting, 0.0, True)


@pytest.mark.parametrize("seed", range(15))
def test_no_plan_that_serves_everybody_ends_before_counting_or_giving_out_units_says(seed: int) -> None:
    def draw(number: int) -> tuple[SubproblemSearch, int] | None:
        campaign = tiny_campaign(number)
        if num_candidates(campaign) > MOST_CANDIDATES:
            return None
        goals = (GoalSetting(goal=Goal.UNSERVED), GoalSetting(goal=Goal.FINISH))
        best = best_values(campaign.model_copy(update={"goals": goals}))
        search = SubproblemSearch(whole(residual_of(campaign, AT_THE_START)), Stopper(), (), (Goal.FINISH,))
        search.keep(Goal.UNSERVED, 0)
        return None if best is None or best[Goal.UNSERVED] else (search, int(best[Goal.FINISH]))

    drawn = first_that(1000 * seed, draw, lambda found: found)
    assert drawn is not None
    search, finish = drawn
    assert first_ordinal_with_time(search.problem) <= finish
    counted = deciding.least_finish(search)
    assert counted <= deciding.finish_by_assigning(search, counted, Effort(1, 0, 5.0, 1.0)).bound <= finish


@pytest.mark.parametrize(("needs", "first"), [((3, 3, 3), 3), ((4, 4, 4), 3), ((4, 4, 4, 1), 3), ((4, 4, 4, 4, 1), 5)])
def test_who_is_at_a_unit_for_a_part_of_a_day_is_at_no_other_one(needs: tuple[int, ...], first: int) -> None:
    problem = days_of_two_machines(*needs)
    assert first_ordinal_with_time(problem) == first


def test_nobody_in_need_takes_no_time() -> None:
    assert first_ordinal_with_time(days_of_two_machines()) == 0


def test_units_that_cannot_be_given_out_are_a_bound_where_counting_says_nothing() -> None:
    """Three visits of two days: by the third day two machines have six, of which each can use but two."""
    search = SubproblemSearch(days_of_two_machines(7, 7, 7), Stopper(), (), (Goal.FINISH,))
    search.keep(Goal.UNSERVED, 0)
    counted = deciding.least_finish(search)
    assert search.problem.period_of[counted] == 2
    assert deciding.finish_by_assigning(search, counted, Effort(1, 0, 5.0, 1.0)).bound == counted + 2


def days_of_two_machines(*needs: int) -> Subproblem:
    """Units with these needs, and machines that collect 4 a day in two shifts."""
    campaign = small_campaign(
        units=[unit(f"U{number}", need) for number, need in enumerate(needs or (0,))],
        machines=[machine("M1", posting(2, base="U0")), machine("M2", posting(2))],
        days=6,
        shifts=2,
        closures=(),
        roads=(),
    )
    return whole(residual_of(campaign, AT_THE_START))


@pytest.mark.parametrize("seed", range(25))
def test_searching_as_if_parts_were_large_gives_sound_plans_and_true_bounds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small campaigns take the ways of large ones when the sizes are set so; what is proven must stay the same."""
    campaign = random_campaign(seeded(f"large {seed}"))
    small = _known(campaign)
    monkeypatch.setattr(strategy, "UNITS_AT_ONCE", 0)
    monkeypatch.setattr(large_strategy, "UNITS_AT_ONCE", 0)
    monkeypatch.setattr(deciding, "UNITS_WORTH_ASSIGNING", 0)
    large = _known(campaign)
    if small is None or large is None:
        assert small is large
        return
    assert judge(campaign, plan_from(campaign, large)).sound
    for one, other in zip(small.goals, large.goals, strict=True):
        if Proof.NOT_OPTIMISED not in (one.proof, other.proof):
            assert one.bound is not None
            assert other.bound is not None
            assert other.bound <= one.value + 0.051
        if one.value != other.value:
            break


def _known(campaign: Campaign) -> Solution | None:
    tight = tuple(setting.model_copy(update={"tolerance_percent": 0.0}) for setting in campaign.goals)
    return solved(campaign.model_copy(update={"goals": tight}), seconds=8.0)


def test_a_search_ended_before_the_parts_were_joined_keeps_the_plan_of_the_parts() -> None:
    """A phase that cannot be met joins the subproblems; whoever stops then still has the plan made part by part."""
    campaign = small_campaign(
        units=[unit("A", 9), unit("B", 9)],
        machines=[machine("M1", posting(2, serves="A")), machine("M2", posting(2, serves="B"))],
        days=5,
        shifts=1,
        closures=(),
        roads=(),
        phases=[(1, 9)],
    )
    stopper = Stopper()

    def stop_after_the_parts(progress: Progress) -> None:
        if progress.goal is Goal.WAITING and progress.is_final:
            stopper.stop()

    solution = solve(campaign, terms=SearchTerms(seconds=8.0), observer=stop_after_the_parts, stopper=stopper)
    assert solution.was_stopped
    assert judge(campaign, plan_from(campaign, solution)).sound
    found = {result.goal: result for result in solution.goals}
    assert found[Goal.UNSERVED].value == 0
    assert (found[Goal.MILESTONES].value, found[Goal.MILESTONES].bound) == (5, 0)
    assert found[Goal.MILESTONES].proof is Proof.BEST_FOUND


def test_groups_planned_at_once_do_not_both_take_up_a_unit_that_nobody_visited() -> None:
    campaign = small_campaign(
        units=[unit("A", 3), unit("B", 3), unit("C", 2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(3))],
        days=3,
        shifts=1,
        closures=(),
        roads=(),
    )
    problem = whole(residual_of(campaign, AT_THE_START))
    names = [one.name for one in campaign.machines]
    codes = [one.code for one in campaign.units]
    search = SubproblemSearch(problem, Stopper())
    search.incumbent = schedule_of(
        problem, [MachineVisit(names[0], 0, codes[0], 0, 0), MachineVisit(names[1], 0, codes[1], 0, 0)]
    )
    first, second = (Neighbourhood(search, (name,)) for name in names)
    for one in (first, second):
        one.minimise(Goal.UNSERVED, Effort(1, 0, 10.0), Stopper())
        assert codes[2] in {visit.unit for visit in one.found.visits}
    assert not first.meets_others(search)
    assert search.offer(Goal.UNSERVED, first.merged(search))
    assert second.meets_others(search)


def test_a_tolerance_is_given_up_only_as_far_as_it_goes() -> None:
    for seed in range(12):
        campaign = random_campaign(seeded(f"tolerance {seed}"))
        strict = _known(campaign)
        loose = tuple(s.model_copy(update={"tolerance_percent": 20.0}) for s in campaign.goals)
        solution = (
            None
            if strict is None
            else solve(campaign.model_copy(update={"goals": loose}), terms=SearchTerms(seconds=8.0))
        )
        if strict is None or solution is None:
            continue
        first = next(setting.goal for setting in campaign.goals if setting.goal is not Goal.CHANGES)
        assert values(solution)[first] <= values(strict)[first] * 1.2 + 1e-9


def test_a_pin_is_kept_where_the_bound_of_what_is_left_finds_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hard subproblem may take all the time that its relaxation has; then nothing is known of who can be served."""
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 6), unit("C", 4)],
        machines=[machine("M1", posting(2))],
        days=5,
        shifts=1,
        closures=(),
        pins=[pin("M1", "B", 3)],
    )
    unknown = RelaxedAssignment(Status.UNKNOWN, 0, {})
    monkeypatch.setattr(strategy, "relaxed_assignment_for_most", lambda *_asked: unknown)
    solution = solve(campaign, terms=SearchTerms(seconds=30.0))
    assert solution is not None
    assert judge(campaign, plan_from(campaign, solution)).sound
    assert values(solution)[Goal.UNSERVED] == 4


@pytest.mark.parametrize("seed", range(12))
def test_no_bound_that_is_told_on_the_way_is_above_the_plan_told_with_it(seed: int) -> None:
    """Where phases join subproblems, each subproblem is asked for all that it can; what is told meanwhile is of the
    whole."""
    random = seeded(f"told {seed}")
    needs = [random.randint(3, 9) for _ in range(4)]
    campaign = small_campaign(
        units=[unit(name, need) for name, need in zip("ABCD", needs, strict=True)],
        machines=[machine("M1", posting(2, serves="AB")), machine("M2", posting(2, serves="CD"))],
        days=10,
        shifts=1,
        closures=(),
        roads=(),
        phases=[(2, random.randint(6, 12)), (6, random.randint(15, 28))],
    )
    told: list[Progress] = []
    solve(campaign, terms=SearchTerms(seconds=20.0), observer=told.append)
    assert any(progress.goal is Goal.MILESTONES for progress in told)
    assert all(progress.value is None or progress.bound <= progress.value for progress in told)


@pytest.mark.parametrize("seed", range(30))
def test_a_target_is_shared_out_whole_and_nobody_is_asked_for_more_than_it_can(seed: int) -> None:
    random = seeded(f"shared {seed}")
    most = [random.randint(0, 50) for _ in range(random.randint(1, 5))]
    liked = [random.randint(0, 50) for _ in most]
    target = random.randint(0, 160)
    shares = shared_out(target, most, liked)
    assert all(0 <= share <= can for share, can in zip(shares, most, strict=True))
    assert sum(shares) >= min(target, sum(most))
