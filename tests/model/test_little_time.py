"""A province with little time by the clock: a sound plan, and bounds that are true."""

import pytest

from planner.check.verdict import judge
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.model.solve import solve
from tests.fuzz_solver import plan_from
from tests.model.test_instances import campaign_of


@pytest.mark.alone
def test_a_province_in_one_part_gets_a_sound_plan_with_bounds() -> None:
    """111 communes, 17 machines of which two may go anywhere; little time, so little proof, but nothing untrue."""
    campaign = campaign_of("province-roving")
    solution = solve(campaign, terms=SearchTerms(seconds=15.0, workers=2))
    assert judge(campaign, plan_from(campaign, solution)).sound
    found = {result.goal: result for result in solution.goals}
    assert found[Goal.UNSERVED].proof is Proof.OPTIMAL
    assert found[Goal.FINISH].value == found[Goal.FINISH].bound == 116
    assert all(result.bound is not None and result.bound <= result.value for result in solution.goals)
    assert found[Goal.TRAVEL].value < 2000
