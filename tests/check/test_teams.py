"""Each rule of teams accepts what is at its edge and names what is beyond it; each goal is what its visits come to."""

from collections.abc import Iterator
from inspect import getdoc

import pytest

from planner.check.teams.team_goals import TEAM_VALUES
from planner.check.teams.team_reading import TeamReading, TeamViolation
from planner.check.teams.team_rules import TEAM_JUDGES
from planner.check.teams.team_verdict import judge_teams
from planner.domain.policy import Proof
from planner.roster.team_policy import TeamGoal, TeamRule
from planner.roster.teams import TeamGoalResult, TeamsPlan, Visit
from tests.broken_teams import EXAMPLES, TWO_TEAMS_ON_ONE_DAY, TeamExample
from tests.random_campaigns import seeded
from tests.small_campaigns import closed
from tests.team_cases import TeamCase, all_sets, case, hamlet, plan, random_case, team, triples, values, visit

every_example = pytest.mark.parametrize(
    "example", [*EXAMPLES, TWO_TEAMS_ON_ONE_DAY], ids=lambda example: f"{example.rule}: {example.name}"
)


def broken_rules(of: TeamCase, visits: tuple[Visit, ...]) -> set[TeamRule]:
    """The rules that visits break; of their goals the plan says nothing."""
    verdict = judge_teams(of.campaign, of.outreach, plan(of, *visits))
    return {violation.rule for violation in verdict.violations if violation.rule is not None}


@every_example
def test_good_visits_are_accepted(example: TeamExample) -> None:
    assert broken_rules(example.case, example.good) == set()


@every_example
def test_broken_visits_are_named_and_nothing_else(example: TeamExample) -> None:
    assert broken_rules(example.case, example.broken) == {example.rule}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}: {example.name}")
def test_with_the_limit_changed_they_are_accepted(example: TeamExample) -> None:
    assert broken_rules(example.changed, example.broken) == set()


def nothing_to_say(_reading: TeamReading) -> Iterator[TeamViolation]:
    return iter(())


@every_example
def test_without_its_function_the_rule_goes_unnoticed(example: TeamExample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEAM_JUDGES, example.rule, nothing_to_say)
    assert broken_rules(example.case, example.broken) == set()


def test_each_rule_and_goal_has_one_function_and_each_rule_an_example() -> None:
    assert list(TEAM_JUDGES) == list(TeamRule)
    assert list(TEAM_VALUES) == list(TeamGoal)
    assert {example.rule for example in EXAMPLES} == set(TeamRule)
    assert all(getdoc(function) for function in (*TEAM_JUDGES.values(), *TEAM_VALUES.values()))


@every_example
def test_violations_say_what_and_where(example: TeamExample) -> None:
    verdict = judge_teams(example.case.campaign, example.case.outreach, plan(example.case, *example.broken))
    for violation in verdict.violations:
        if violation.visit is not None:
            assert violation.visit in example.broken
            assert violation.visit.hamlet in violation.message or violation.visit.team in violation.message


def test_a_person_of_two_units_is_two_people() -> None:
    of = case(
        [team("T1", "X", unit="A", members="ba"), team("T1", "X", unit="B", members="ba")],
        [hamlet("X", unit="A"), hamlet("X", unit="B")],
    )
    assert broken_rules(of, (visit("T1", "X", 3, unit="A"), visit("T1", "X", 3, unit="B"))) == set()


def test_closures_of_a_machine_or_a_unit_do_not_bind_teams() -> None:
    of = case([team("T1", "X")], [hamlet("X", 3)], closures=[closed(3, unit="A"), closed(4, machine="M1")])
    assert broken_rules(of, (visit("T1", "X", 3), visit("T1", "X", 4))) == set()


def told(of: TeamCase, *visits: Visit, **changed: int) -> TeamsPlan:
    """A plan that says of its goals what is true, but for what is changed."""
    bare = plan(of, *visits)
    true = judge_teams(of.campaign, of.outreach, bare).goals
    goals = tuple(
        TeamGoalResult(
            goal=goal, value=value + changed.get("value", 0), bound=value + changed.get("bound", 0), proof=Proof.OPTIMAL
        )
        for goal, value in true.items()
    )
    return bare.model_copy(update={"goals": goals})


def test_untrue_claims_are_named() -> None:
    of = case([team("T1", "X")], [hamlet("X", 3, 5)])
    first = visit("T1", "X", 3, 5)
    assert judge_teams(of.campaign, of.outreach, told(of, first)).sound
    for changed in ({"value": 1, "bound": 1}, {"bound": 1}, {"value": 1}):
        violations = judge_teams(of.campaign, of.outreach, told(of, first, **changed)).violations
        assert violations
        assert {violation.rule for violation in violations} == {None}
    one_less = told(of, first)
    one_less = one_less.model_copy(update={"goals": one_less.goals[1:]})
    assert len(judge_teams(of.campaign, of.outreach, one_less).violations) == 1


def test_goals_by_hand() -> None:
    """Ten visits wanted, four made: T1 three on two days, T2 one; T1 can go on 4 days, T2 on 2."""
    of = case(
        [team("T1", "X Y", weekdays=(0, 1), most=2, citizens=7), team("T2", "X Y", weekdays=(2,))],
        [hamlet("X", 6, 5), hamlet("Y", 4, 3)],
    )
    visits = (visit("T1", "X", 1, 5), visit("T1", "Y", 1, 2), visit("T1", "X", 9, 5), visit("T2", "Y", 3, 3))
    assert judge_teams(of.campaign, of.outreach, plan(of, *visits)).goals == {
        TeamGoal.MISSED_VISITS: 6,
        TeamGoal.MISSED_TARGETS: 42 - 15,
        TeamGoal.UNEVENNESS: 0,
        TeamGoal.LINES: 1 + 1,
        TeamGoal.OUTINGS: 3,
        TeamGoal.DELAY: 1 + 1 + 9 + 3,
    }
    alone = tuple(one for one in visits if one.team == "T1")
    assert judge_teams(of.campaign, of.outreach, plan(of, *alone)).goals[TeamGoal.UNEVENNESS] == 1 + 1


@pytest.mark.parametrize("seed", range(150))
def test_checker_and_counting_by_hand_agree(seed: int) -> None:
    """On a few of all sound assignments of a random case: no rule is broken and the goals are the same."""
    rng = seeded(f"check teams {seed}")
    of = random_case(rng)
    sets = list(all_sets(of))
    for chosen in rng.sample(sets, min(6, len(sets))):
        room = {(one.unit, one.name, number): one.citizens_a_day for one, _place, number in chosen}
        visits = []
        for one, place, number in chosen:
            most = room[one.unit, one.name, number]
            guided = place.daily_target if most is None else min(most, place.daily_target)
            if most is not None:
                room[one.unit, one.name, number] = most - guided
            visits.append(visit(one.name, place.name, number, guided, unit=one.unit))
        assert broken_rules(of, tuple(visits)) == set()
        verdict = judge_teams(of.campaign, of.outreach, plan(of, *visits))
        assert tuple(verdict.goals.values()) == values(of, chosen)


@pytest.mark.parametrize("seed", range(80))
def test_checker_names_every_set_that_is_not_sound(seed: int) -> None:
    rng = seeded(f"unsound teams {seed}")
    of = random_case(rng)
    sound = {frozenset(map(str, chosen)) for chosen in all_sets(of)}
    for _try in range(6):
        chosen = [one for one in triples(of) if rng.random() < 0.4]
        visits = tuple(visit(one.name, place.name, number, unit=one.unit) for one, place, number in chosen)
        assert (broken_rules(of, visits) == set()) == (frozenset(map(str, chosen)) in sound)
