"""The short run of printing plans and reading them back; the long one is `python -m tests.round_trips`."""

from pathlib import Path

import pytest

from planner.prints.forms.appendix.paper import print_appendix
from tests.campaigns import seeded
from tests.round_trips import SUFFIXES, compared, differences, random_case, random_real_case, random_replanned_case


@pytest.mark.parametrize("seed", range(25))
def test_a_printed_plan_is_read_back_as_it_was(tmp_path: Path, seed: int) -> None:
    campaign, plan = random_case(seeded(f"short/{seed}"))
    assert differences(campaign, plan, tmp_path) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_printed_replan_is_read_back_with_its_past(tmp_path: Path, seed: int) -> None:
    campaign, plan = random_replanned_case(seeded(f"short/{seed}"))
    assert differences(campaign, plan, tmp_path) == []


@pytest.mark.parametrize("seed", range(25))
def test_a_printed_plan_of_a_real_campaign_is_read_back_as_it_was(tmp_path: Path, seed: int) -> None:
    """Clusters, groups, own hours, nights, half days, mergers, and a unit that bears its old name in brackets."""
    campaign, plan = random_real_case(seeded(f"short/{seed}"))
    assert differences(campaign, plan, tmp_path) == []


def test_another_plan_is_told_apart(tmp_path: Path) -> None:
    """One slot less on paper is seen in both files."""
    campaign, plan = next(case for seed in range(9) if (case := random_case(seeded(f"short/{seed}")))[1].assignments)
    print_appendix(campaign, plan.model_copy(update={"assignments": plan.assignments[:-1]}), tmp_path)
    for suffix in SUFFIXES:
        assert len(compared(campaign, plan, tmp_path / f"phu-luc{suffix}")) == 1
