"""Pinned days on which nothing is left to collect are told of; the machine stands there all the same."""

from collections.abc import Iterator

import pytest

from planner.domain.campaign import Cluster, Pin
from planner.domain.record import MachineName, UnitCode
from planner.texts import Language, choose_language
from planner.workflow.planning.empty_pins import about_empty_pins
from tests.campaigns import day, filled_plan, small_campaign, stand


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def pin(first: int, last: int) -> Pin:
    return Pin(machine=MachineName("M1"), unit=UnitCode("A"), first_day=day(first), last_day=day(last), shifts=())


def test_days_with_nothing_left_are_named_once_a_unit() -> None:
    campaign = small_campaign().model_copy(update={"pins": (pin(1, 1), pin(4, 4), pin(5, 5))})
    plan = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2 3.1 4.1 4.2 5.1 5.2"))
    (told,) = about_empty_pins(campaign, plan)
    assert told == (
        "Ghim: on 2 pinned days nothing is left to collect at Xã A: 13/4/2023, 14/4/2023. Delete the rows of days on "
        "which nobody has to be there"
    )


def test_nothing_is_said_of_days_that_bring_something_or_are_not_pinned() -> None:
    campaign = small_campaign().model_copy(update={"pins": (pin(1, 3),)})
    plan = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2 4.1"))
    assert [row.dossiers for row in plan.assignments][-2:] == [0, 0]
    assert about_empty_pins(campaign, plan) == ()


def test_a_pin_of_one_unit_is_one_of_its_cluster() -> None:
    """Machine M1 stands at A and B together on day 5, for which a pin names A; only B gets dossiers."""
    cluster = Cluster(name="Đông", units=(UnitCode("B"), UnitCode("A")))
    campaign = small_campaign().model_copy(update={"pins": (pin(4, 5),)})
    plan = filled_plan(campaign, (*stand("M1", "B", "4.1"), *stand("M1", "A", "1.2 2.1 2.2 3.1 4.2 5.1")))
    assert [(row.unit, row.dossiers) for row in plan.assignments][-3:] == [("B", 3), ("A", 0), ("A", 0)]
    (alone,) = about_empty_pins(campaign, plan)
    (together,) = about_empty_pins(campaign.model_copy(update={"clusters": (cluster,)}), plan)
    assert ("13/4/2023, 14/4/2023" in alone, "13/4/2023" in together) == (True, False)
