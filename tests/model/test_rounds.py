"""Plans as ordered stops: what they are said to be worth is what their visits are worth, and they keep the rules."""

from time import monotonic

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.situation import AT_THE_START
from planner.model.aim import Aim
from planner.model.formulations.limits import Limits
from planner.model.gate import Effort, Stopper
from planner.model.heuristics.list_scheduling import Insertion, held_stops, scheduled
from planner.model.heuristics.rebuilding import Rebuilding
from planner.model.heuristics.rounds import Rounds
from planner.model.heuristics.ruin_and_recreate import RuinAndRecreate, Turn
from planner.model.heuristics.terrain import Terrain
from planner.model.instance.pooling import pool_of
from planner.model.instance.residual import remainder_of
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Part, whole
from planner.model.soundness import obeys_rules
from tests.campaigns import machine, plan_of, posting, random_campaign, seeded, small_campaign, unit

ORDER = tuple(goal for goal in Goal if goal is not Goal.CHANGES)


def part_of(campaign: Campaign) -> Part:
    return whole(remainder_of(campaign, AT_THE_START), tell_apart=campaign.reach_km is not None)


def aim_of(part: Part) -> Aim:
    return Aim(ORDER, Limits(), tuple(phase.target for phase in part.campaign.phases))


def first_rounds(part: Part) -> Rounds | None:
    terrain = Terrain(part)
    return scheduled(lambda: Rounds(terrain, aim_of(part)), held_stops(terrain))


@pytest.mark.parametrize("seed", range(60))
def test_rounds_are_worth_what_their_visits_are_worth(seed: int) -> None:
    part = part_of(random_campaign(seeded(f"rounds {seed}")))
    rounds = first_rounds(part)
    if rounds is None:
        assert any(meeting.pinned for meeting in part.meeting.values()), "only pins can be in the way"
        return
    search = RuinAndRecreate(rounds, seed)
    search.go_on(Turn(400, monotonic() + 20, lambda: False, len(ORDER)), lambda _better: None)
    schedule = schedule_of(part, rounds.visits())
    told = dict(zip(ORDER, rounds.worth, strict=True))
    assert told[Goal.UNSERVED] == schedule.scores[Goal.UNSERVED]
    assert told[Goal.WAITING] == schedule.scores[Goal.WAITING]
    assert told[Goal.FINISH] >= schedule.scores[Goal.FINISH], "only useless ends are taken away"
    if not part.detours_can_pay and told[Goal.FINISH] == schedule.scores[Goal.FINISH]:
        assert told[Goal.TRAVEL] >= schedule.scores[Goal.TRAVEL]


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_by_list_scheduling_is_sound(seed: int) -> None:
    campaign = random_campaign(seeded(f"scheduled {seed}"))
    part = part_of(campaign)
    schedule = Rebuilding(part, Stopper()).first_plan(aim_of(part))
    if schedule is None or not obeys_rules(part, schedule.visits):
        assert campaign.pins, "without pins there is always a plan"
        return
    assert not judge(campaign, plan_of(campaign, schedule.assignments(part))).violations


def test_what_is_rebuilt_is_better_each_time_that_it_is_heard_of() -> None:
    num_improved = 0
    for seed in range(40):
        part = part_of(random_campaign(seeded(f"rebuilt {seed}")))
        rebuilding, aim = Rebuilding(part, Stopper()), aim_of(part)
        first = rebuilding.first_plan(aim)
        if first is None:
            continue
        heard: list[Schedule] = []
        rebuilding.better(aim, first, Effort(1, 0, 5.0, 0.05), heard.append)
        left = [schedule.scores[Goal.UNSERVED] for schedule in (first, *heard)]
        assert left == sorted(left, reverse=True)
        num_improved += bool(heard)
    assert num_improved >= 5


def test_a_turn_ends_when_it_is_told_to() -> None:
    part = part_of(random_campaign(seeded("rounds 3")))
    rounds = first_rounds(part)
    assert rounds is not None
    search = RuinAndRecreate(rounds, 0)
    assert search.go_on(Turn(10**9, monotonic() + 60, lambda: True, len(ORDER)), lambda _better: None) == 0
    began = monotonic()
    search.go_on(Turn(10**9, monotonic() + 0.2, lambda: False, len(ORDER)), lambda _better: None)
    assert monotonic() - began < 5


def test_the_same_seed_gives_the_same_rounds() -> None:
    part = part_of(random_campaign(seeded("rounds 5")))
    worths = []
    for _attempt in range(2):
        rounds = first_rounds(part)
        assert rounds is not None
        search = RuinAndRecreate(rounds, 7)
        search.go_on(Turn(2000, monotonic() + 60, lambda: False, 4), lambda _better: None)
        worths.append((rounds.worth, rounds.stops))
    assert worths[0] == worths[1]


def test_a_unit_is_put_in_as_several_visits_where_that_ends_earlier() -> None:
    campaign = small_campaign(
        units=[unit("A", 12, together=3, visits=3)],
        machines=[machine(f"M{number}", posting(2)) for number in range(3)],
        days=6,
        shifts=1,
        closures=(),
    )
    rounds = first_rounds(part_of(campaign))
    assert rounds is not None
    assert dict(zip(ORDER, rounds.worth, strict=True))[Goal.FINISH] == 2


def test_machines_that_differ_only_in_their_base_are_pooled_and_told_apart_again() -> None:
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 4)],
        machines=[machine("M1", posting(2, base="A")), machine("M2", posting(2, base="B")), machine("M3", posting(1))],
        days=4,
        shifts=1,
        closures=(),
    )
    part = part_of(campaign)
    pool = pool_of(part)
    assert sorted(duty.count for duty in pool.part.duties) == [1, 2]
    rounds = first_rounds(part)
    assert rounds is not None
    visits = list(rounds.visits())
    assert list(pool.meant(pool.told(visits))) == visits


def test_without_a_source_of_chance_every_place_is_looked_at() -> None:
    part = part_of(random_campaign(seeded("rounds 8")))
    terrain = Terrain(part)
    plans = []
    for _attempt in range(2):
        rounds = Rounds(terrain, aim_of(part))
        held = rounds.tried(held_stops(terrain))
        assert held is not None
        rounds.take(held)
        Insertion(rounds).put_in(range(len(terrain.units)))
        plans.append(rounds.worth)
    assert plans[0] == plans[1]
