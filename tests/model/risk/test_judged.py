"""Every plan that draws make anew on Bình Gia is sound; the long form is `python -m tests.risk_judged --draws 100`."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.situation import Situation
from planner.domain.uncertainty import RiskCase, Uncertainty
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import read_plan
from planner.model.risk import lived_draw
from planner.model.risk.fast_rule import fast_plan
from tests.model.risk.trials import case_of
from tests.risk_judged import BINH_GIA, ROUGH, DrawsToJudge, judged_draws


@pytest.fixture(scope="module")
def binh_gia() -> RiskCase:
    return case_of(read_campaign(BINH_GIA).campaign, Uncertainty())


@pytest.mark.parametrize("uncertainty", [Uncertainty(), ROUGH], ids=["usual", "rough"])
def test_every_plan_made_anew_is_sound(binh_gia: RiskCase, uncertainty: Uncertainty) -> None:
    case = binh_gia.model_copy(update={"uncertainty": uncertainty})
    found = judged_draws(DrawsToJudge(case, range(4)))
    assert found.num_draws == 4
    assert found.num_plans > 8
    assert found.unsound == []


def test_the_files_of_the_first_plans_are_kept_where_somebody_wants_them(binh_gia: RiskCase, tmp_path: Path) -> None:
    found = judged_draws(DrawsToJudge(binh_gia, range(1), tmp_path, 2))
    assert found.num_plans >= 2
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == 2
    for folder in kept:
        assert {path.name for path in folder.iterdir()} == {
            "campaign.xlsx",
            "plan.json",
            "announced.json",
            "results.xlsx",
        }
        assert read_plan(folder / "plan.json").as_of is not None


Spoil = Callable[[tuple[Assignment, ...]], tuple[Assignment, ...]]


def twice(rows: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """A machine is at two units in its last slot, where the plan has so many."""
    others = [row.unit for row in rows if row.unit != rows[-1].unit]
    return (*rows, *(rows[-1].model_copy(update={"unit": unit, "dossiers": 0}) for unit in others[:1]))


def too_many(rows: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """One citizen more than a slot has room for."""
    return (rows[0].model_copy(update={"dossiers": rows[0].dossiers + 161}), *rows[1:])


def thawed(rows: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """What was announced for the frozen days falls away."""
    first = min(row.date for row in rows)
    return tuple(row for row in rows if row.date > first + timedelta(days=1))


@pytest.mark.parametrize(("spoil", "rule"), [(twice, "one-place"), (too_many, "capacity"), (thawed, "frozen")])
def test_a_plan_that_breaks_a_rule_is_counted(
    binh_gia: RiskCase, monkeypatch: pytest.MonkeyPatch, spoil: Spoil, rule: str
) -> None:
    def spoilt(campaign: Campaign, situation: Situation) -> tuple[Assignment, ...] | None:
        rows = fast_plan(campaign, situation)
        return None if rows is None else spoil(rows)

    monkeypatch.setattr(lived_draw, "fast_plan", spoilt)
    found = judged_draws(DrawsToJudge(binh_gia, range(1)))
    assert found.unsound
    assert f"{rule}: " in found.unsound[0]
