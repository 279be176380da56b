"""Which way was taken for each goal, and why: told by the log, of each kind of campaign the right one."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.domain.campaign import Campaign, Phase
from planner.domain.policy import Goal, GoalSetting
from planner.domain.search_terms import SearchTerms
from planner.model.effort import Effort
from planner.model.outcome import Solution
from planner.model.search import component_search, deciding, finish_strategy, large_strategy, strategy
from planner.model.search.choices import Choice, Way, tell_together
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.tour_search import by_tours
from planner.model.settled import Improved, Settled
from planner.model.solve import solve
from planner.model.tours import waiting_bound
from planner.texts import Language, choose_language
from tests.drawn import first_that
from tests.executor.at_once import AtOnce
from tests.many_parts import districts
from tests.model.subsets.test_zones import province
from tests.small_campaigns import machine, posting, road, small_campaign, unit

A_DAY_BETWEEN = unit("A", 10, days=(1, 3))
TERMS = SearchTerms(20.0, 1, 7)

Told = Callable[[Campaign], list[str]]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Told:
    """What is told of the search for a plan of a campaign, in English."""

    def of(campaign: Campaign) -> list[str]:
        caplog.clear()
        choose_language(Language.ENGLISH)
        try:
            with caplog.at_level(logging.INFO, "planner"):
                solve(campaign, terms=TERMS)
        finally:
            choose_language(Language.VIETNAMESE)
        return [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]

    return of


def ways(lines: list[str], goal: str) -> list[str]:
    """How a goal was settled, way after way, without the reason."""
    return [line.partition(": ")[2].partition(", since")[0] for line in lines if line.startswith(f"{goal} of ")]


def with_visits(campaign: Campaign, visits: int) -> Campaign:
    units = tuple(one.model_copy(update={"visits": visits}) for one in campaign.units)
    return campaign.model_copy(update={"units": units})


def with_goals(campaign: Campaign, *goals: Goal) -> Campaign:
    return campaign.model_copy(update={"goals": tuple(GoalSetting(goal=goal) for goal in goals)})


def test_a_small_district_is_planned_by_tables(told: Told) -> None:
    lines = told(districts(1, units=5))
    assert lines[0] == "The campaign is searched as one part, since machines join all of its units"
    for goal in ("Travel", "Waiting"):
        assert ways(lines, goal) == ["by tables over all sets of units, without the solver"]
    assert ways(lines, "Unserved") == ["not searched"]
    assert any(line.startswith("Travel of 4 units and 1 machine: ") for line in lines)
    assert lines[-1].endswith("since there are at most 20 units, each served in one visit")


def test_too_many_units_for_tables_go_to_the_solver_from_visit_to_visit(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tours have not proven travel in their moment."""
    from_visit_to_visit = "by the solver from visit to visit (routing)"

    def proving_nothing(search: SubproblemSearch, effort: Effort, improved: Improved, way: Way) -> Settled:
        return replace(by_tours(search, effort, improved, way), bound=0)

    monkeypatch.setattr(large_strategy, "by_tours", proving_nothing)
    lines = told(with_goals(districts(1, units=23, machines=3), Goal.UNSERVED, Goal.TRAVEL))
    for_a_moment = "by tours of machines (column generation) for a moment first"
    assert ways(lines, "Travel") == [for_a_moment, from_visit_to_visit]


def test_waiting_before_travel_is_told_without_roads(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategy, "by_subsets", lambda *_asked: None)
    lines = told(with_goals(districts(1, units=5), Goal.UNSERVED, Goal.WAITING, Goal.TRAVEL))
    first_day = "by the solver, choosing machines and a first day or slot for each visit (time-indexed)"
    assert ways(lines, "Waiting") == [first_day]
    in_parts = told(with_goals(with_visits(districts(1, units=5), 2), Goal.UNSERVED, Goal.WAITING))
    assert ways(in_parts, "Waiting")[-1] == "by the solver period by period (time-indexed)"


def flowing() -> Campaign:
    """Machines that are alike and roam, units that several may come to at several times."""
    return small_campaign(
        units=(unit("A", 9, visits=3, together=2), unit("B", 7, visits=3, together=2)),
        machines=(machine("M1", posting(2)), machine("M2", posting(2))),
        roads=(road("A", "B", 3), road("B", "A", 3)),
        shifts=2,
        whole_days=False,
        closures=(),
    )


def test_machines_that_are_alike_are_one_flow(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategy, "by_subsets", lambda *_asked: None)
    lines = told(flowing())
    assert ways(lines, "Waiting") == ["by the solver, machines that are alike told as one flow"]


def test_a_large_part_is_planned_by_tours(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(districts(1, units=45, machines=5, days=60))
    (by_tours,) = [line for line in lines if line.startswith("Travel") and "column generation" in line]
    assert by_tours == (
        "Travel of 44 units and 5 machines: by tours of machines (column generation), since there are more than 40 "
        "units and every one of them has to be visited"
    )
    assert ways(lines, "Finish") == ["by counting alone"]
    assert ways(lines, "Waiting")[0] == (
        "bounded by tours of machines (column generation) in which every metre has its price"
    )
    monkeypatch.setattr(waiting_bound, "USUAL_ROUNDS", 1e9)
    lines = told(districts(1, units=45, machines=5, days=60))
    assert ways(lines, "Waiting")[0] == "bounded by the solver as if roads were no matter"


def test_a_large_part_is_given_out_and_packed_where_counting_does_not_tell_when_it_ends(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "first_ordinal_with_time", lambda _problem: 0)
    monkeypatch.setattr(deciding, "refuted_assignment", lambda *_asked: (False, 0.0))
    lines = told(with_goals(districts(1, units=45, machines=5, days=60), Goal.UNSERVED, Goal.FINISH))
    assert ways(lines, "Finish")[:2] == [
        "bounded by giving out units to machines, whatever the order",
        "by packing visits into tours of machines first",
    ]


def test_rules_of_slots_are_named(told: Told) -> None:
    campaign = small_campaign(units=(unit("A", 10, least=2), unit("B", 5)), shifts=1, closures=())
    lines = told(campaign.model_copy(update={"move_slots": 1}))
    why, how = lines
    assert why == (
        "The campaign is planned slot by slot, since units ask for a least stay of several days, "
        "a move takes time of its own"
    )
    assert how == "1 part, every goal of it by the solver, which decides who stands where in each slot"


def test_interrupted_visits_are_planned_in_several_ways(told: Told) -> None:
    lines = told(
        small_campaign(
            units=(A_DAY_BETWEEN, unit("B", 5)), machines=(machine("M1", posting(5)),), shifts=1, closures=()
        )
    )
    assert lines[0].startswith("The campaign is planned with every visit as days in a row first, since 1 unit is shut")
    assert sum(line.startswith("It is planned once more with a visit for each part") for line in lines) == 1
    assert not any("slot by slot" in line for line in lines), "its plan keeps to the number of visits"


def test_interrupted_visits_are_planned_slot_by_slot_where_nothing_else_tells(told: Told) -> None:
    lines = told(
        small_campaign(
            units=(A_DAY_BETWEEN, unit("B", 5, first=2), unit("C", 10)),
            machines=(machine("M1", posting(5)), machine("M2", posting(5))),
            roads=(
                *(road("A", "B", 5), road("A", "C", 4), road("B", "A", 1)),
                *(road("B", "C", 3), road("C", "A", 7), road("C", "B", 7)),
            ),
            shifts=1,
            closures=(),
        )
    )
    assert "It is planned slot by slot as well, since that plan makes more visits than units may get" in lines


def test_zones_are_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategy, "UNITS_AT_ONCE", 1)
    monkeypatch.setattr(large_strategy, "UNITS_AT_ONCE", 1)
    monkeypatch.setattr(large_strategy, "is_small", lambda _search: False)
    monkeypatch.setattr(finish_strategy, "is_small", lambda _search: False)
    monkeypatch.setattr(strategy, "by_subsets", lambda *_asked: None)
    by_zones = "by zones, each with tables over all sets of its units"
    lines = first_that(0, lambda number: told(province(number)), lambda lines: by_zones in ways(lines, "Travel"))
    assert ways(lines, "Travel")[0] == "by tours of machines (column generation)"


def test_a_few_parts_are_summed_up(told: Told) -> None:
    lines = told(districts(3, units=4))
    assert (
        lines[0] == "The campaign is searched as 3 parts, which no machine joins, since each is smaller than the whole"
    )
    (travel,) = [line for line in lines if line.startswith("Travel")]
    assert travel.startswith("Travel of 3 of 3 parts: by tables over all sets of units, without the solver, since")
    assert ways(lines, "Finish")[0] == "not searched further"


def test_phases_that_parts_miss_are_shared_out(told: Told) -> None:
    campaign = districts(3, units=6, days=40)
    needs = sum(one.need for one in campaign.units)
    early = Phase(name="G1", last_day=campaign.calendar.first_day.replace(day=16), target=needs * 9 // 10)
    lines = told(campaign.model_copy(update={"phases": (early,)}))
    once_more = "All parts are searched once more, each with its share of every phase"
    assert sum(line.startswith(once_more) for line in lines) == 1
    assert ways(lines, "Milestones")


def test_many_parts_are_told_together_wherever_they_are_searched(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component_search, "MANY_PARTS", 5)
    monkeypatch.setattr(component_search, "open_executor", lambda _cluster, _workers: AtOnce())
    lines = told(districts(8, units=4))
    assert lines[0].endswith("each by whichever process is free, since there are at least 5")
    assert lines[-4:] == [f"{goal}: proven in 8 of 8 parts" for goal in ("Unserved", "Finish", "Travel", "Waiting")]
    assert len(lines) < 14, "a line a way, not a line a part"
    assert ways(lines, "Waiting") == ["by tables over all sets of units, without the solver"]
    assert any(line.startswith("Waiting of 8 of 8 parts: ") for line in lines)


def test_ways_are_counted_by_parts(caplog: pytest.LogCaptureFixture) -> None:
    tables, asked = (Choice(Goal.WAITING, way, 4, 1) for way in (Way.TABLES, Way.ROUTING))
    with caplog.at_level(logging.INFO, "planner"):
        tell_together(Goal.WAITING, [[tables]] * 690 + [[tables, asked]] * 15)
        tell_together(Goal.TRAVEL, [[tables]])
    first, second = (record.getMessage() for record in caplog.records)
    assert first.startswith("Chờ đợi (705 trên 705 phần): lập bảng")
    assert second.startswith("Chờ đợi (15 trên 705 phần): dùng bộ giải theo đường đi")


@pytest.mark.parametrize("language", list(Language))
def test_every_way_has_its_sentence(language: Language, caplog: pytest.LogCaptureFixture) -> None:
    choose_language(language)
    try:
        with caplog.at_level(logging.INFO, "planner"):
            for way in Way:
                tell_together(Goal.TRAVEL, [[Choice(Goal.TRAVEL, way, 2, 1)], []])
    finally:
        choose_language(Language.VIETNAMESE)
    sentences = [record.getMessage() for record in caplog.records]
    assert len(set(sentences)) == len(Way)
    reason = {Language.ENGLISH: ", since ", Language.VIETNAMESE: ", vì "}[language]
    assert not [one for one in sentences if reason not in one and Way.TOO_LARGE not in one]


def test_nobody_who_does_not_ask_hears_anything(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "planner"):
        quiet = solve(districts(1, units=4), terms=TERMS)
    assert not caplog.records
    with caplog.at_level(logging.INFO, "planner"):
        heard: Solution = solve(districts(1, units=4), terms=TERMS)
    assert heard.assignments == quiet.assignments


def test_why_a_part_is_large_is_told_of_each(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "planner"):
        tell_together(Goal.TRAVEL, [[Choice(Goal.TRAVEL, Way.TOURS, units, 3)] for units in (41, 90, 12)])
    many, far = (record.getMessage() for record in caplog.records)
    assert many.startswith("Quãng đường (2 trên 3 phần)")
    assert "có trên 40 đơn vị" in many
    assert far.startswith("Quãng đường (1 trên 3 phần)")
    assert "quá nhiều đường đi" in far
