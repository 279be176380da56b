"""Teams: the search finds the least values and proves them, and the model forbids what the rules forbid."""

from collections import Counter

import pytest

from planner.check.teams.team_verdict import judge_teams
from planner.domain.policy import Proof
from planner.domain.search_terms import SearchTerms
from planner.model.effort import Effort
from planner.model.gate import Status, Stopper, ask
from planner.model.teams.first_visits import first_visits
from planner.model.teams.formulation import TeamFormulation
from planner.model.teams.moves import moved
from planner.model.teams.outings import MadeVisit, Option, parts_of
from planner.model.teams.search import assign_teams
from planner.model.teams.tallies import tallies
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Place, TeamsPlan, Visit
from tests.broken_teams import EXAMPLES, TeamExample
from tests.random_campaigns import seeded
from tests.small_campaigns import closed
from tests.team_cases import TeamCase, all_sets, best_values, case, hamlet, random_case, team, visit

TERMS = SearchTerms(seconds=20.0, workers=1)


def found(of: TeamCase, terms: SearchTerms = TERMS) -> TeamsPlan:
    """The best plan, accepted by the checker."""
    answer = assign_teams(of.campaign, of.outreach, terms, Stopper())
    made = TeamsPlan(campaign=of.campaign.name, visits=answer.visits, goals=answer.goals)
    assert judge_teams(of.campaign, of.outreach, made).violations == ()
    return made


def is_possible(of: TeamCase, visits: tuple[Visit, ...]) -> bool:
    """Whether the model has exactly these visits as a solution, with so many citizens where any are told."""
    first = of.campaign.calendar.first_day
    wanted = {
        Option(Place(one.unit, one.team), Place(one.unit, one.hamlet), (one.date - first).days + 1): one.guided
        for one in visits
    }
    if len(wanted) < len(visits):
        return False
    for part in parts_of(of.campaign, of.outreach):
        formulation = TeamFormulation(part)
        for option, chosen in formulation._visits.items():
            guided = wanted.pop(option, None)
            formulation.model.add(chosen == (guided is not None))
            if guided:
                formulation.model.add(formulation._guided[option] == guided)
        answer = ask(formulation.model, Effort(1, 0, 10.0), Stopper())
        assert answer.status in (Status.OPTIMAL, Status.INFEASIBLE)
        if answer.status is Status.INFEASIBLE:
            return False
    return not wanted


every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}: {example.name}")


@every_example
def test_the_model_has_the_good_visits_and_not_the_broken_ones(example: TeamExample) -> None:
    assert is_possible(example.case, example.good)
    assert not is_possible(example.case, example.broken)


@every_example
def test_with_the_limit_changed_the_model_has_them(example: TeamExample) -> None:
    assert is_possible(example.changed, example.broken)


@pytest.mark.parametrize("seed", range(60))
def test_the_least_values_are_found_and_proven(seed: int) -> None:
    of = random_case(seeded(f"teams {seed}"))
    made = found(of)
    assert tuple(result.value for result in made.goals) == best_values(of)
    assert all(result.proof is Proof.OPTIMAL for result in made.goals)


@pytest.mark.parametrize("seed", range(30))
def test_model_and_rules_agree_on_every_set_of_visits(seed: int) -> None:
    rng = seeded(f"sets {seed}")
    of = random_case(rng, most_triples=9)
    sound = {
        frozenset((one.unit, one.name, place.name, number) for one, place, number in chosen) for chosen in all_sets(of)
    }
    options = [option for part in parts_of(of.campaign, of.outreach) for option in part.options]
    for _try in range(8):
        chosen = [option for option in options if rng.random() < 0.4]
        visits = tuple(visit(one.team.name, one.hamlet.name, one.day, unit=one.team.unit) for one in chosen)
        keeps = frozenset((one.team.unit, one.team.name, one.hamlet.name, one.day) for one in chosen) in sound
        made = TeamsPlan(campaign="", visits=visits)
        broken = [one for one in judge_teams(of.campaign, of.outreach, made).violations if one.rule is not None]
        assert is_possible(of, visits) == keeps == (not broken)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_visits_are_sound(seed: int) -> None:
    of = random_case(seeded(f"first {seed}"), most_triples=60)
    visits = tuple(
        visit(one.option.team.name, one.option.hamlet.name, one.option.day, one.guided, unit=one.option.team.unit)
        for part in parts_of(of.campaign, of.outreach)
        for one in first_visits(part)
    )
    violations = judge_teams(of.campaign, of.outreach, TeamsPlan(campaign="", visits=visits)).violations
    assert [one for one in violations if one.rule is not None] == []


@pytest.mark.parametrize("seed", range(40))
def test_moves_keep_the_rules_and_worsen_no_goal(seed: int) -> None:
    of = random_case(seeded(f"moves {seed}"), most_triples=60)
    for part in parts_of(of.campaign, of.outreach):
        begun = first_visits(part)
        made = moved(part, begun, Stopper())
        assert tuple(tallies(part, made).values()) <= tuple(tallies(part, begun).values())
        visits = tuple(
            visit(one.option.team.name, one.option.hamlet.name, one.option.day, one.guided, unit=one.option.team.unit)
            for one in made
        )
        violations = judge_teams(of.campaign, of.outreach, TeamsPlan(campaign="", visits=visits)).violations
        assert [one for one in violations if one.rule is not None] == []


def test_moves_make_the_load_even() -> None:
    of = case(
        [team("T1", "X Y Z", weekdays=(0, 1)), team("T2", "Z", weekdays=(2, 3))],
        [hamlet("X", 2), hamlet("Y", 2), hamlet("Z", 3)],
    )
    (part,) = parts_of(of.campaign, of.outreach)
    assert moved(part, (), Stopper()) == ()
    by_day = {1: "Z", 2: "Z", 8: "Z", 9: "X"}
    begun = tuple(
        MadeVisit(one, 0) for one in part.options if one.team.name == "T1" and by_day.get(one.day) == one.hamlet.name
    )
    assert tallies(part, begun)[TeamGoal.UNEVENNESS] == 8
    assert tallies(part, moved(part, begun, Stopper()))[TeamGoal.UNEVENNESS] == 0


def test_load_is_even_by_the_days_on_which_each_team_can_go() -> None:
    of = case(
        [team("T1", "X Y", weekdays=range(5)), team("T2", "X Y", weekdays=(0,))],
        [hamlet("X", 6), hamlet("Y", 6)],
    )
    loads = Counter(one.team for one in found(of).visits)
    assert loads == {"T1": 10, "T2": 2}


def test_teams_that_share_no_hamlet_do_not_share_the_load() -> None:
    of = case([team("T1", "X"), team("T2", "Y")], [hamlet("X", 6), hamlet("Y", 1)])
    made = found(of)
    assert {result.goal: result.value for result in made.goals}[TeamGoal.UNEVENNESS] == 0
    assert len(parts_of(of.campaign, of.outreach)) == 2


def test_a_person_in_two_teams_joins_parts_but_not_loads() -> None:
    of = case([team("T1", "X", members="ba"), team("T2", "Y", members="ba")], [hamlet("X", 6), hamlet("Y", 1)])
    (part,) = parts_of(of.campaign, of.outreach)
    assert len(part.sharing) == 2
    assert {result.goal: result.value for result in found(of).goals}[TeamGoal.UNEVENNESS] == 0


def test_visits_of_a_hamlet_keep_to_one_team_and_weekday_where_that_costs_nothing() -> None:
    of = case([team("T1", "X Y"), team("T2", "X Y")], [hamlet("X", 2, apart=7), hamlet("Y", 2, apart=7)])
    made = found(of)
    assert {result.goal: result.value for result in made.goals}[TeamGoal.LINES] == 0
    for name in "XY":
        assert len({(one.team, one.date.weekday()) for one in made.visits if one.hamlet == name}) == 1


def test_where_nobody_can_go_all_is_missed_and_that_is_proven() -> None:
    of = case([team("T1", "X", weekdays=(6,))], [hamlet("X", 2, 5)], closures=[closed(1, 14, weekdays=(6,))])
    made = found(of)
    assert made.visits == ()
    assert [(result.value, result.bound) for result in made.goals[:2]] == [(2, 2), (10, 10)]


def test_without_teams_or_hamlets_there_is_nothing_to_do() -> None:
    assert found(case([], [])).visits == ()
    assert [result.value for result in found(case([team("T1", "")], [])).goals] == [0] * len(TeamGoal)


def test_the_same_terms_give_the_same_plan() -> None:
    of = random_case(seeded("same"), most_triples=40)
    first, second = found(of), found(of)
    assert first.visits == second.visits


def test_stopped_before_it_begins_it_still_has_sound_visits() -> None:
    of = case([team("T1", "X Y", most=2)], [hamlet("X", 3), hamlet("Y", 3, 4)])
    stopper = Stopper()
    stopper.stop()
    answer = assign_teams(of.campaign, of.outreach, TERMS, stopper)
    made = TeamsPlan(campaign="", visits=answer.visits, goals=answer.goals)
    assert answer.was_stopped
    assert len(made.visits) == 6
    assert judge_teams(of.campaign, of.outreach, made).violations == ()


def test_tallies_are_what_the_bounds_speak_of() -> None:
    of = case([team("T1", "X Y", most=2, citizens=6)], [hamlet("X", 2, 5), hamlet("Y", 2, 5)], days=2)
    (part,) = parts_of(of.campaign, of.outreach)
    assert tallies(part, first_visits(part))[TeamGoal.MISSED_TARGETS] == 20 - 2 * 6
    assert {result.goal: result.value for result in found(of).goals}[TeamGoal.MISSED_TARGETS] == 8
