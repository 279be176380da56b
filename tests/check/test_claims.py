"""What a plan says of itself is held against its assignments."""

from collections.abc import Iterator

import pytest

from planner.check.claims import CLAIM_JUDGES
from planner.check.reading import Reading
from planner.check.verdict import judge
from planner.check.violation import Claim, Violation
from planner.domain.plan import GoalResult, Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.record import ShiftLabel, UnitCode
from tests.campaigns import day, filled_plan, machine, posting, road, small_campaign, stand, unit

CAMPAIGN = small_campaign(
    units=[unit("A", 10), unit("B", 2)],
    machines=[machine("M1", posting(3, base="B"))],
    days=4,
    shifts=1,
    closures=(),
    roads=[road("B", "A", 7.25)],
)
PLAN = filled_plan(CAMPAIGN, stand("M1", "A", "1.1 2.1"))
"""Leaves 4 at A and 2 at B, ends in slot 2 and travels 7.25 km, which is told as 7.2."""


def telling(goal: Goal, value: float, bound: float | None, proof: Proof) -> Plan:
    return PLAN.model_copy(update={"goals": (GoalResult(goal=goal, value=value, bound=bound, proof=proof),)})


TRUE_PLANS = (
    PLAN,
    telling(Goal.UNSERVED, 6, 6, Proof.OPTIMAL),
    telling(Goal.FINISH, 2, 1, Proof.BEST_FOUND),
    telling(Goal.FINISH, 2, None, Proof.NOT_OPTIMISED),
    telling(Goal.TRAVEL, 7.2, 7.2, Proof.OPTIMAL),
    telling(Goal.TRAVEL, 7.3, 7.25, Proof.OPTIMAL),
    telling(Goal.CHANGES, 12, 12, Proof.OPTIMAL),
    PLAN.model_copy(update={"unserved": tuple(reversed(PLAN.unserved)), "campaign": "another name"}),
)


@pytest.mark.parametrize("plan", TRUE_PLANS)
def test_true_claims_are_accepted(plan: Plan) -> None:
    assert judge(CAMPAIGN, plan).violations == ()


def test_a_unit_with_nothing_left_may_be_listed_with_0() -> None:
    plan = filled_plan(CAMPAIGN, stand("M1", "A", "1.1 2.1 3.1 4.1"))
    assert judge(CAMPAIGN, plan).sound
    listed = (*plan.unserved, Shortfall(unit=UnitCode("A"), dossiers=0))
    assert judge(CAMPAIGN, plan.model_copy(update={"unserved": listed})).sound


def listing(*told: tuple[str, int]) -> Plan:
    shortfalls = tuple(Shortfall(unit=UnitCode(code), dossiers=dossiers) for code, dossiers in told)
    return PLAN.model_copy(update={"unserved": shortfalls})


def renamed(**update: str) -> Plan:
    """The plan with a row more, at a time when M1 is free, that names something unknown."""
    row = PLAN.assignments[0].model_copy(update={"date": day(4), "dossiers": 0, **update})
    return PLAN.model_copy(update={"assignments": (*PLAN.assignments, row)})


UNTRUE_PLANS = (
    (Claim.KNOWN, renamed(machine="M9")),
    (Claim.KNOWN, renamed(unit="Z")),
    (Claim.KNOWN, renamed(shift="Ca 09")),
    (Claim.KNOWN, listing(("A", 4), ("B", 2), ("Z", 0))),
    (Claim.KNOWN, PLAN.model_copy(update={"elsewhere": {UnitCode("Z"): 1}})),
    (Claim.KNOWN, PLAN.model_copy(update={"as_of": day(1), "as_of_shift": ShiftLabel("Ca 09")})),
    (Claim.GOAL_VALUE, telling(Goal.UNSERVED, 5, 5, Proof.OPTIMAL)),
    (Claim.GOAL_VALUE, telling(Goal.TRAVEL, 7.1, 7.1, Proof.OPTIMAL)),
    (Claim.GOAL_VALUE, telling(Goal.TRAVEL, 7.4, 7.4, Proof.OPTIMAL)),
    (Claim.GOAL_VALUE, PLAN.model_copy(update={"goals": 2 * telling(Goal.FINISH, 2, 2, Proof.OPTIMAL).goals})),
    (Claim.BOUND, telling(Goal.FINISH, 2, 3, Proof.BEST_FOUND)),
    (Claim.PROOF, telling(Goal.FINISH, 2, 1, Proof.OPTIMAL)),
    (Claim.PROOF, telling(Goal.FINISH, 2, None, Proof.OPTIMAL)),
    (Claim.PROOF, telling(Goal.TRAVEL, 7.2, 7.1, Proof.OPTIMAL)),
    (Claim.UNSERVED_LIST, listing(("A", 4))),
    (Claim.UNSERVED_LIST, listing(("A", 3), ("B", 3))),
    (Claim.UNSERVED_LIST, listing(("A", 4), ("B", 1), ("B", 1))),
)


@pytest.mark.parametrize(("claim", "plan"), UNTRUE_PLANS)
def test_untrue_claim_is_named_and_only_thanks_to_its_function(
    claim: Claim, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {violation.rule for violation in judge(CAMPAIGN, plan).violations} == {claim}

    def nothing_to_say(_reading: Reading) -> Iterator[Violation]:
        return iter(())

    monkeypatch.setitem(CLAIM_JUDGES, claim, nothing_to_say)
    assert judge(CAMPAIGN, plan).sound


def test_each_claim_has_a_function_and_an_untrue_plan() -> None:
    assert set(CLAIM_JUDGES) == set(Claim) == {claim for claim, _ in UNTRUE_PLANS}


@pytest.mark.parametrize(
    ("plan", "fragment"),
    [
        (renamed(machine="M9"), "không có máy M9"),
        (renamed(unit="Z"), "không có đơn vị mã Z"),
        (renamed(shift="Ca 09"), "không có ca Ca 09"),
    ],
)
def test_unknown_name_is_told(plan: Plan, fragment: str) -> None:
    (violation,) = judge(CAMPAIGN, plan).violations
    assert fragment in violation.message
