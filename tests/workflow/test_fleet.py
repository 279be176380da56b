"""The fewest machines and the lines around them: the figures are those of every fleet and every plan there is."""

import os
import signal
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import DEFAULT_GOALS, Goal, GoalSetting, Proof
from planner.domain.progress import nobody
from planner.domain.record import MachineName, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.errors import WrongUsage
from planner.model.solve import solve
from planner.workflow.fleet.allocation import Offer, cheapest
from planner.workflow.fleet.bases import base_choices
from planner.workflow.fleet.counting import Counting
from planner.workflow.fleet.fleets import TODAYS, Fleet, Variations
from planner.workflow.fleet.kinds import machines_of
from planner.workflow.fleet.parts import campaign_of, parts_of, situation_of
from planner.workflow.fleet.sized import COMPARED, AskedFleet, Line, Sized, Stage
from planner.workflow.fleet.sizing import size_fleet
from planner.workflow.planning.standpoint import Standpoint, Terms
from planner.workflow.solving.searching import Search
from tests.campaigns import (
    FIXED,
    SMALL,
    closed,
    day,
    machine,
    pin,
    posting,
    random_campaign,
    road,
    seeded,
    small_campaign,
    unit,
)
from tests.model.brute_force import Values, best_values, num_candidates
from tests.workbooks import write_workbook

ROADS = [road("A", "B", 8), road("B", "A", 9.5), road("B", "C", 4), road("C", "A", 12.25)]
TINY = small_campaign(
    units=[unit("A", 6), unit("B", 5)],
    machines=[machine("M1", posting(3, base="A")), machine("M2", posting(3, base="B"))],
    days=3,
    shifts=1,
    closures=(),
    roads=ROADS[:2],
)
SEARCH = Search(SearchTerms(seconds=30.0, workers=1, seed=0), nobody)
USUAL = tuple(GoalSetting(goal=goal) for goal in DEFAULT_GOALS)
GOALS = tuple(GoalSetting(goal=goal) for goal in COMPARED)


def sized(campaign: Campaign, folder: Path, by: date | None = None, most: int | None = None) -> Sized:
    write_workbook(campaign, folder / "campaign.xlsx")
    return size_fleet(folder / "campaign.xlsx", AskedFleet(by, most), SEARCH, Terms(), lambda *_: None)


def values(line: Line) -> list[float]:
    assert line.found is not None, line.why_not
    return [line.found.result(goal).value for goal in COMPARED]


def is_proven(line: Line) -> bool:
    assert line.found is not None
    return all(line.found.result(goal).proof is Proof.OPTIMAL for goal in COMPARED)


def of(found: Values | None) -> list[float]:
    assert found is not None
    return [found[goal] for goal in COMPARED]


def with_machines(campaign: Campaign, names: set[str]) -> Campaign:
    kept = tuple(one for one in campaign.machines if one.name in names)
    return campaign.model_copy(update={"machines": kept, "goals": GOALS})


def line_of(found: Sized, machines: int) -> Line:
    return next(line for line in found.lines if line.machines == machines)


def test_every_line_is_the_best_of_all_fleets_of_its_number(tmp_path: Path) -> None:
    found = sized(TINY, tmp_path, by=day(2))
    names = [one.name for one in TINY.machines]
    assert [line.machines for line in found.lines] == [1, 2], "more than two have no room"
    for number in (1, 2):
        fleets = [with_machines(TINY, set(chosen)) for chosen in combinations(names, number)]
        assert values(line_of(found, number)) == min(of(best_values(fleet)) for fleet in fleets), number
    assert all(is_proven(line) for line in found.lines)
    assert found.fewest == found.least == 2, "each unit takes two days of one machine"


def test_a_machine_that_comes_is_based_where_that_is_best_of_all(tmp_path: Path) -> None:
    few = small_campaign(
        units=[unit("A", 3), unit("B", 6)],
        machines=[machine("M1", posting(3, base="A"))],
        days=2,
        shifts=1,
        closures=(),
        roads=ROADS[:2],
    )
    found = sized(few, tmp_path, most=2)
    line = line_of(found, 2)
    assert line.found is not None
    assert [one.name for one in line.come] == ["M1+1"]
    bases = [UnitCode("A"), UnitCode("B"), None]
    like = few.machines[0].postings[0]
    fleets = [
        few.model_copy(
            update={
                "goals": GOALS,
                "machines": (
                    few.machines[0],
                    few.machines[0].model_copy(
                        update={
                            "name": MachineName("M1+1"),
                            "postings": (like.model_copy(update={"base": base}),),
                        }
                    ),
                ),
            }
        )
        for base in bases
    ]
    assert all(num_candidates(fleet) < 10_000 for fleet in fleets)
    assert values(line) == min(of(best_values(fleet)) for fleet in fleets)
    told = line.found.campaign.model_copy(update={"goals": GOALS})
    assert of(best_values(told)) == values(line), "the machines as they are told drive just that"


def test_the_best_bases_are_those_of_all_there_are(tmp_path: Path) -> None:
    found = sized(TINY, tmp_path)
    line = line_of(found, 1)
    assert line.anywhere is not None
    only = with_machines(TINY, {one.name for one in line.at_work})
    based = [
        only.model_copy(
            update={
                "machines": tuple(
                    one.model_copy(
                        update={"postings": tuple(each.model_copy(update={"base": base}) for each in one.postings)}
                    )
                    for one in only.machines
                )
            }
        )
        for base in (UnitCode("A"), UnitCode("B"))
    ]
    least = min(of(best_values(one)) for one in based)
    assert line.anywhere.result(Goal.TRAVEL).value == least[2]
    assert line.anywhere.result(Goal.TRAVEL).proof is Proof.OPTIMAL
    told = line.anywhere.campaign.model_copy(update={"goals": GOALS})
    closed_too = told.model_copy(
        update={"machines": tuple(one for one in told.machines if one in line_at_work(told, line))}
    )
    assert of(best_values(closed_too)) == least


def line_at_work(campaign: Campaign, line: Line) -> list[object]:
    return [one for one in campaign.machines if one.name not in line.fleet.away]


def test_a_machine_more_is_never_worse(tmp_path: Path) -> None:
    for seed in range(3):
        campaign = random_campaign(seeded(seed), SMALL)
        folder = tmp_path / str(seed)
        folder.mkdir()
        found = sized(campaign, folder, most=len(campaign.machines) + 1)
        best = [values(line)[:2] for line in found.lines if line.found is not None and not line.is_todays]
        assert best == sorted(best, reverse=True), seed


def test_counting_never_asks_for_more_than_there_is() -> None:
    for seed in range(40):
        campaign = random_campaign(seeded(seed), SMALL).model_copy(update={"goals": GOALS})
        here = Standpoint(campaign)
        machines = machines_of(here)
        variations = Variations.of(here, machines.kinds)
        unserved = finish = 0
        for part in parts_of(here, machines):
            own = campaign_of(part, campaign)
            least = Counting(own, part, machines.kinds, situation_of(part, here.situation)).least(TODAYS)
            unserved, finish = unserved + least.unserved, max(finish, least.finish)
        found = {goal.goal: goal.value for goal in solve(variations.campaign(campaign, TODAYS)).goals}
        assert unserved <= found[Goal.UNSERVED], seed
        assert found[Goal.UNSERVED] > 0 or finish <= found[Goal.FINISH], seed


def test_counting_by_whole_days_is_sharp() -> None:
    here = Standpoint(
        small_campaign(
            units=[unit("A", 7), unit("B", 7), unit("C", 7)],
            machines=[machine("M1", posting(3))],
            days=5,
            closures=(),
            roads=(),
        )
    )
    machines = machines_of(here)
    (part,) = parts_of(here, machines)
    counting = Counting(here.campaign, part, machines.kinds, here.situation)
    assert counting.least(TODAYS).unserved == 1, "six machine-days of 6, 1, 6, 1, 6, 1 dossiers; five are there"
    assert counting.least(Fleet(more=(0,))).unserved == 0
    assert counting.least(Fleet(more=(0,))).finish == 5, "the third day, whose first slot is the fifth"
    assert counting.least_of_any(1).unserved == 1


def test_machines_are_shared_out_as_cheaply_as_can_be() -> None:
    chance = seeded(7)
    for _round in range(30):
        parts = [
            [Offer(number, (float(chance.randint(0, 9)), float(chance.randint(0, 2))), TODAYS) for number in range(4)]
            for _part in range(3)
        ]
        for machines in range(10):
            ways = [
                (one.cost[0] + two.cost[0] + three.cost[0], one.cost[1] + two.cost[1] + three.cost[1])
                for one in parts[0]
                for two in parts[1]
                for three in parts[2]
                if one.machines + two.machines + three.machines == machines
            ]
            found = cheapest(parts, machines)
            assert found is not None
            assert found.cost == min(ways)
            assert found.num_ways == ways.count(min(ways))
    assert cheapest(parts, 10) is None


TWO_ZONES = small_campaign(
    units=[unit("A", 12, together=2), unit("B", 3), unit("C", 3)],
    machines=[
        machine("M1", posting(3, serves="A", base="A")),
        machine("M2", posting(3, serves="B C", base="B")),
        machine("M3", posting(3, serves="B C", base="C")),
    ],
    days=4,
    shifts=1,
    closures=(),
    roads=ROADS,
)


def test_machines_move_from_one_zone_to_another(tmp_path: Path) -> None:
    found = sized(TWO_ZONES, tmp_path, by=day(2))
    assert (found.fewest, found.least) == (3, 3), "A takes four machine-days, B and C one each"
    line = found.answer
    assert line is not None
    assert [one.name for one in line.come] == ["M1+1"]
    assert len(line.fleet.away) == 1
    assert [each.is_todays for each in found.lines if each.machines == 3] == [True, False]
    assert all(is_proven(each) for each in found.lines)


def test_which_bases_are_given_up() -> None:
    here = Standpoint(TWO_ZONES)
    kinds = machines_of(here).kinds
    taken = Fleet(away=frozenset({MachineName("M3")}))
    choices = base_choices(TWO_ZONES, kinds, taken)
    assert choices.are_all
    assert {one.away for one in choices.fleets} == {frozenset({"M2"}), frozenset({"M3"})}


def test_what_stays_stays() -> None:
    campaign = small_campaign(
        machines=[
            machine("fixed", posting(3, kind=FIXED, serves="A")),
            machine("pinned", posting(3)),
            machine("one", posting(3), group="G"),
            machine("two", posting(3), group="G"),
            machine("both", posting(3, kind=FIXED, serves="A"), posting(3, first=3)),
            machine("mobile", posting(3, base="B")),
            machine("alike", posting(3, base="C")),
        ],
        units=[unit("A", 10, together=2), unit("B", 7, together=2), unit("C", 4, together=2)],
        pins=[pin("pinned", "B", 2)],
    )
    machines = machines_of(Standpoint(campaign))
    assert [one.name for one in machines.staying] == ["fixed", "pinned", "one", "two"]
    assert [([one.name for one in kind.machines], kind.new is not None) for kind in machines.kinds] == [
        (["both"], False),
        (["mobile", "alike"], True),
    ]


def test_a_place_that_is_manned_for_a_while_is_not_manned_by_others(tmp_path: Path) -> None:
    """A machine with a fixed place goes only where none comes in its stead."""
    campaign = small_campaign(
        units=[unit("A", 6), unit("B", 6)],
        machines=[
            machine("M1", posting(3, kind=FIXED, serves="A"), posting(3, first=4)),
            machine("M2", posting(3, first=2)),
        ],
        days=5,
        shifts=1,
        closures=(),
        roads=ROADS[:2],
    )
    found = sized(campaign, tmp_path, most=3)
    for line in found.lines:
        assert not (line.fleet.more and "M1" in line.fleet.away)


def test_each_line_finishes_when_a_plan_for_its_machines_does(tmp_path: Path) -> None:
    """With the goals of the workbook, and the machines in the workbook's stead."""
    for seed in range(4):
        campaign = random_campaign(seeded(100 + seed), SMALL).model_copy(update={"phases": (), "goals": USUAL})
        folder = tmp_path / str(seed)
        folder.mkdir()
        for line in sized(campaign, folder).lines:
            if line.found is None or not line.at_work:
                continue
            there = line.found.campaign
            kept = {one.name for one in line.at_work}
            workbook = campaign.model_copy(
                update={
                    "machines": line.at_work,
                    "closures": tuple(one for one in there.closures if one.machine is None or one.machine in kept),
                    "rate_overrides": there.rate_overrides,
                }
            )
            planned = {goal.goal: goal.value for goal in solve(workbook).goals}
            assert [planned[goal] for goal in (Goal.UNSERVED, Goal.FINISH)] == values(line)[:2], (seed, line.machines)


def test_a_day_outside_the_campaign(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        sized(TINY, tmp_path, by=date(2023, 5, 1))


def test_even_the_most_are_proven_too_few(tmp_path: Path) -> None:
    far = small_campaign(
        units=[unit("A", 30)],
        machines=[machine("M1", posting(3))],
        days=3,
        closures=[closed(1)],
        roads=(),
    )
    found = sized(far, tmp_path)
    assert found.fewest is None
    assert found.least > found.most, "one machine at once, and two days"


def test_ctrl_c_keeps_what_is_known(tmp_path: Path) -> None:
    write_workbook(TINY, tmp_path / "campaign.xlsx")

    def press(stage: Stage, _machines: int) -> None:
        if stage is not Stage.TODAY:
            os.kill(os.getpid(), signal.SIGINT)

    found = size_fleet(tmp_path / "campaign.xlsx", AskedFleet(), SEARCH, Terms(), press)
    assert found.was_stopped
    assert found.lines[0].is_todays
    assert found.num_missing > 0
