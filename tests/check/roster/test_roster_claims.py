"""What a roster says of itself is held against its case and its duties."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from planner.check.roster.claims import DUTY_CLAIM_JUDGES
from planner.check.roster.reading import DutyReading
from planner.check.roster.verdict import judge_roster, judge_roster_alone
from planner.check.roster.violation import DutyClaim
from planner.domain.policy import Proof
from planner.domain.record import MachineName
from planner.roster.case import RosterCase
from planner.roster.duties import DutyGoalResult, DutySituation, Roster, Vacancy
from planner.roster.policy import DutyGoal, DutyRule
from planner.roster.staffing import Role, SeatDemand
from tests.small_rosters import crew_campaign, duties, duty, label, officer, on_day, roster_case, rows_of, true_roster

CAMPAIGN = crew_campaign(days=5)


def case_ahead() -> RosterCase:
    """Day 2's second shift is the first ahead; day 1 was worked, day 3 is published, day 2 is frozen."""
    history = duties(CAMPAIGN, (1, 1), done=True)
    situation = DutySituation(
        as_of=on_day(CAMPAIGN, 2),
        as_of_shift=label(2),
        history=history,
        published_version=3,
        published_until=on_day(CAMPAIGN, 3),
        frozen_until=on_day(CAMPAIGN, 2),
        published=duties(CAMPAIGN, (2, 2), (3, 2)),
    )
    demands = (SeatDemand(role=Role(""), officers=2), SeatDemand(role=Role("thu"), is_required=True))
    officers = [officer("A", roles=("thu",)), officer("B")]
    return roster_case(CAMPAIGN, rows=rows_of(CAMPAIGN), officers=officers, situation=situation, demands=demands)


CASE = case_ahead()
GOOD = true_roster(CASE, [*CASE.situation.history, *duties(CASE, (2, 2)), duty(CASE, 4, role="thu")])


def told(result: Mapping[str, Any], goal: DutyGoal = DutyGoal.VACANT) -> dict[str, Any]:
    """The good roster with another claim of one goal."""
    return {"goals": tuple(one.model_copy(update=result) if one.goal is goal else one for one in GOOD.goals)}


def test_a_true_roster_is_sound() -> None:
    verdict = judge_roster(CASE, GOOD)
    assert verdict.sound
    assert verdict.vacant == GOOD.vacant
    assert [(one.goal, one.value) for one in verdict.goals] == [(one.goal, one.value) for one in GOOD.goals]


UNTRUE: dict[str, tuple[DutyClaim, dict[str, Any]]] = {
    "another campaign": (DutyClaim.BELONGS, {"campaign": "Khác"}),
    "another plan": (DutyClaim.BELONGS, {"plan_version": 2}),
    "another first day": (DutyClaim.BELONGS, {"as_of": date(2023, 4, 12)}),
    "another first shift": (DutyClaim.BELONGS, {"as_of_shift": None}),
    "another published version": (DutyClaim.BELONGS, {"published_version": None}),
    "another published day": (DutyClaim.BELONGS, {"published_until": date(2023, 4, 13)}),
    "another frozen day": (DutyClaim.BELONGS, {"frozen_until": None}),
    "another value": (DutyClaim.GOAL_VALUE, told({"value": 1})),
    "a goal twice": (DutyClaim.GOAL_VALUE, {"goals": (*GOOD.goals, GOOD.goals[0])}),
    "a bound above": (DutyClaim.BOUND, told({"bound": GOOD.goals[0].value + 1})),
    "no proof": (DutyClaim.PROOF, told({"proof": Proof.OPTIMAL, "bound": GOOD.goals[0].value - 1})),
    "no bound": (DutyClaim.PROOF, told({"proof": Proof.OPTIMAL})),
    "a vacancy kept silent": (DutyClaim.VACANT_LIST, {"vacant": GOOD.vacant[1:]}),
    "a vacancy told twice": (DutyClaim.VACANT_LIST, {"vacant": (*GOOD.vacant, GOOD.vacant[0])}),
    "a vacancy of too many": (
        DutyClaim.VACANT_LIST,
        {"vacant": (GOOD.vacant[0].model_copy(update={"officers": 7}), *GOOD.vacant[1:])},
    ),
    "a vacancy that is none": (
        DutyClaim.VACANT_LIST,
        {"vacant": (*GOOD.vacant, GOOD.vacant[0].model_copy(update={"machine": MachineName("MÁY 9")}))},
    ),
}


@pytest.mark.parametrize("name", UNTRUE)
def test_an_untrue_claim_is_named_and_no_other(name: str) -> None:
    claim, update = UNTRUE[name]
    verdict = judge_roster(CASE, GOOD.model_copy(update=update))
    assert [violation.rule for violation in verdict.violations] == [claim]
    assert verdict.violations[0].message


def test_each_claim_is_untrue_somewhere() -> None:
    assert {claim for claim, _update in UNTRUE.values()} == set(DUTY_CLAIM_JUDGES)


def test_the_first_shift_may_stay_unsaid() -> None:
    campaign = crew_campaign(days=5)
    situation = DutySituation(as_of=on_day(campaign, 2), as_of_shift=label(1))
    case = roster_case(campaign, situation=situation)
    roster = true_roster(case, duties(case, (2, 1)), as_of_shift=None)
    assert judge_roster(case, roster).sound


def test_required_seats_are_taken_first() -> None:
    demands = (SeatDemand(role=Role(""), officers=2), SeatDemand(role=Role(""), officers=2, is_required=True))
    campaign = crew_campaign(days=1, shifts=((7, 15),))
    case = roster_case(campaign, officers=[officer(code) for code in "ABCD"], demands=demands)
    told_rows = [
        [(one.is_required, one.officers) for one in judge_roster(case, true_roster(case, worked)).vacant]
        for worked in ([duty(case, 1, code=code) for code in "ABCD"[:number]] for number in range(5))
    ]
    assert told_rows == [
        [(True, 2), (False, 2)],
        [(True, 1), (False, 2)],
        [(False, 2)],
        [(False, 1)],
        [],
    ]


def test_alone_what_a_roster_rests_on_is_unverified() -> None:
    verdict = judge_roster_alone(CASE, GOOD)
    assert verdict.sound
    assert set(verdict.unverified) == {DutyRule.WORKED, DutyRule.FROZEN_DUTY, DutyGoal.DUTY_CHANGES}
    assert DutyGoal.DUTY_CHANGES not in {one.goal for one in verdict.goals}
    first = roster_case(CAMPAIGN)
    assert judge_roster_alone(first, true_roster(first, [])).unverified == ()


def test_alone_rules_and_claims_are_judged_all_the_same() -> None:
    wrong = GOOD.model_copy(update={"duties": (*GOOD.duties, duty(CASE, 5, code="Z")), **told({"value": 1})})
    assert {violation.rule for violation in judge_roster_alone(CASE, wrong).violations} == {
        DutyRule.SEAT,
        DutyClaim.GOAL_VALUE,
    }


def test_done_duties_of_what_there_is_no_more_are_no_trouble() -> None:
    strange = [
        duty(CAMPAIGN, 1, done=True).model_copy(update=update)
        for update in ({"machine": "MÁY 7"}, {"unit": "77", "shift": "Ca 02"}, {"officer": "Z"})
    ]
    gone = duty(CAMPAIGN, 1, code="B", done=True).model_copy(update={"shift": "Ca 09"})
    history = (*strange[:1], strange[2], gone)
    situation = DutySituation(as_of=on_day(CAMPAIGN, 2), history=history)
    case = roster_case(CAMPAIGN, officers=[officer("A"), officer("B")], situation=situation)
    assert judge_roster(case, true_roster(case, history)).sound
    reading = DutyReading(case, history)
    assert [len(working.turns) for working in reading.workings] == [1, 0]


def test_a_vacancy_of_a_far_day_is_no_trouble() -> None:
    vacancy = Vacancy(
        machine=MachineName("MÁY 1"), unit=GOOD.vacant[0].unit, date=date.max, shift=label(1), role=Role("")
    )
    roster: Roster = GOOD.model_copy(update={"vacant": (*GOOD.vacant, vacancy)})
    far = duty(CASE, 1).model_copy(update={"date": date.max})
    assert {one.rule for one in judge_roster(CASE, roster).violations} == {DutyClaim.VACANT_LIST}
    rules = {one.rule for one in judge_roster(CASE, true_roster(CASE, [*GOOD.duties, far])).violations}
    assert DutyRule.SEAT in rules


def test_goals_may_be_left_out() -> None:
    some = tuple(
        DutyGoalResult(goal=one.goal, value=one.value, bound=one.value, proof=Proof.OPTIMAL) for one in GOOD.goals
    )
    assert judge_roster(CASE, GOOD.model_copy(update={"goals": some[:3]})).sound
