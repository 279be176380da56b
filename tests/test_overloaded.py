"""Small overloaded campaigns, shift by shift: never worse than the plain slot model.

`python -m tests.bench_overloaded` asks the same of many more.
"""

import pytest

from planner.domain.policy import DEFAULT_GOALS, Goal
from tests.bench_overloaded import complaints, contest
from tests.rivals.contest import Contest, Entry

SECONDS = 2.0


@pytest.mark.alone
@pytest.mark.parametrize("seed", [0, 2, 4, 6, 8, 9])
def test_we_leave_no_more_than_the_slot_model(seed: int) -> None:
    held = contest(seed, SECONDS)
    assert held.rivals[0].counts
    assert complaints(held, SECONDS) == []


def entry(name: str, seconds: float, unserved: float) -> Entry:
    return Entry(name, seconds, {goal: unserved if goal is Goal.UNSERVED else 0.0 for goal in DEFAULT_GOALS})


def test_a_worse_and_late_plan_is_told() -> None:
    held = Contest(tuple(DEFAULT_GOALS), (entry("ours", 9.0, 300), entry("slots", 1.0, 100)))
    assert complaints(held, 4.0) == ["left 300 against 100: worse than the slot model", "over time: 9.0 s"]
