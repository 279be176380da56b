"""Days of a campaign, recorded and planned anew; the long form is `python -m tests.simulation`."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.plan import Plan
from planner.domain.policy import Goal, GoalSetting
from planner.domain.results import history_of
from planner.intake.plan_file import write_plan
from planner.model.solve import Solution
from planner.workflow.planning.planning import Planned, replan_campaign
from planner.workflow.planning.standpoint import Standpoint, Terms
from planner.workflow.solving.judging import Evidence
from planner.workflow.solving.searching import Search
from tests.arbiter import ARBITER
from tests.campaigns import machine, posting, small_campaign, unit
from tests.conftest import system_part
from tests.simulation import BINH_GIA, Lived, Simulation, Variant
from tests.workbooks import write_workbook

BINH_GIA_DAYS = 8
SMALL_DAYS = 6
QUICKLY_PROVEN = (Goal.UNSERVED, Goal.CHANGES, Goal.FINISH)


@pytest.fixture(scope="module")
def binh_gia(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("binh-gia")
    return Simulation(folder, seed=4, seconds=1, instance=BINH_GIA).live(BINH_GIA_DAYS)


def test_every_version_of_binh_gia_is_sound(binh_gia: Lived) -> None:
    assert binh_gia.wrong == []
    assert len(binh_gia.days) == BINH_GIA_DAYS
    assert 0 < binh_gia.collected < binh_gia.need
    assert any(day.facts for day in binh_gia.days), "dice that change nothing show nothing"
    assert any(day.changed_unit_days for day in binh_gia.days)


def test_the_arbiter_was_asked(binh_gia: Lived) -> None:
    system_part("the outside arbiter", present=ARBITER.exists())
    assert binh_gia.arbiter_asked


@pytest.fixture(scope="module")
def small_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two machines for some eight days' work, in a calendar of twelve."""
    path = tmp_path_factory.mktemp("small") / "campaign.xlsx"
    campaign = small_campaign(
        units=[unit("A", 58, visits=2), unit("B", 47, visits=2), unit("C", 39), unit("D", 30, visits=2)],
        machines=[machine("M1", posting(7, base="A")), machine("M2", posting(5))],
        days=12,
        goals=[GoalSetting(goal=goal) for goal in QUICKLY_PROVEN],
    )
    write_workbook(campaign, path)
    return path


@pytest.mark.parametrize("variant", Variant)
def test_every_way_of_leading_a_campaign_is_sound(tmp_path: Path, small_instance: Path, variant: Variant) -> None:
    lived = Simulation(tmp_path, seed=2, seconds=2, variant=variant, instance=small_instance, opinions=True).live(
        SMALL_DAYS
    )
    assert lived.wrong == []
    assert lived.days[-1].frozen_lost + sum(day.changed_unit_days for day in lived.days) > 0
    assert lived.opinions > 0
    assert any(day.shift is not None for day in lived.days) == (variant is Variant.NOON)


def _forgets_to_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_frozen_days(workbook: Path, folder: Path, search: Search, terms: Terms) -> Planned:
        return replan_campaign(workbook, folder, search, replace(terms, freeze_days=0))

    monkeypatch.setattr("tests.simulation.replan_campaign", without_frozen_days)


def _loses_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.replan.situation.history_of", lambda *words: history_of(*words)[1:])
    monkeypatch.setattr(Evidence, "accepted", Evidence.judged)


def _claims_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    plan_of = Standpoint._plan_of

    def boasting(start: Standpoint, solution: Solution) -> Plan:
        plan = plan_of(start, solution)
        finish = [goal.model_copy(update={"value": goal.value - 1}) for goal in plan.goals if goal.goal is Goal.FINISH]
        return plan.model_copy(update={"goals": (*finish, *(g for g in plan.goals if g.goal is not Goal.FINISH))})

    monkeypatch.setattr(Standpoint, "_plan_of", boasting)
    monkeypatch.setattr(Evidence, "accepted", Evidence.judged)


def _writes_another_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "planner.workflow.printing.papers.write_plan",
        lambda plan, path, *made_from: write_plan(plan.model_copy(update={"version": 1}), path, *made_from),
    )


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_forgets_to_freeze, "frozen up to None"),
        (_loses_a_figure, "were reported"),
        (_claims_too_much, "checker: goal"),
        (_writes_another_plan, "plan.json is not the version"),
    ],
)
def test_what_is_wrong_is_seen(
    tmp_path: Path,
    small_instance: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[pytest.MonkeyPatch], None],
    complaint: str,
) -> None:
    spoil(monkeypatch)
    lived = Simulation(tmp_path, seed=2, seconds=2, instance=small_instance).live(2)
    assert any(complaint in wrong for wrong in lived.wrong), lived.wrong
