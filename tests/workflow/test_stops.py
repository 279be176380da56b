"""Clusters, mergers and half days, where dossiers are filled into placements and what is left is explained."""

from collections.abc import Iterator, Sequence

import pytest

from planner.domain.campaign import Campaign, Cluster, Succession
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey, rate_label
from planner.domain.succession import left_after, unit_on
from planner.intake.appendix.lines.slots import PlacedSlot
from planner.texts import Language, choose_language
from planner.workflow.planning.chances import Chances
from planner.workflow.planning.joint_shortage import joint_shortages
from planner.workflow.planning.shortfall import shortfalls
from planner.workflow.solving.refilling import refilled
from tests.campaigns import day, label, machine, posting, small_campaign, stand, unit

A, B, C = UnitCode("A"), UnitCode("B"), UnitCode("C")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def campaign_of(*units: object, **more: object) -> Campaign:
    """One machine of 5 a slot, two shifts a day, nothing closed."""
    given: dict[str, object] = {
        "units": units,
        "machines": [machine("M1", posting(5))],
        "closures": [],
        "roads": [],
        **more,
    }
    return small_campaign(**given)  # type: ignore[arg-type]


def clustered(campaign: Campaign, *codes: UnitCode) -> Campaign:
    return campaign.model_copy(update={"clusters": (Cluster(name="Đông", units=codes),)})


def merged(campaign: Campaign, *mergers: tuple[UnitCode, UnitCode, int]) -> Campaign:
    found = tuple(Succession(unit=old, successor=new, day=day(number)) for old, new, number in mergers)
    return campaign.model_copy(update={"successions": found})


def slots(unit_code: str, when: str) -> list[PlacedSlot]:
    return [PlacedSlot(one.machine, one.unit, one.day, one.shift, where="") for one in stand("M1", unit_code, when)]


def needs(campaign: Campaign) -> dict[UnitCode, int]:
    return {one.code: one.need for one in campaign.units}


def brief(rows: Sequence[Assignment]) -> list[tuple[str, int, str, int]]:
    return [(row.unit, row.date.day - day(1).day + 1, row.shift, row.dossiers) for row in rows]


def test_a_cluster_is_filled_in_the_order_of_its_units_and_ends_with_the_first() -> None:
    campaign = clustered(campaign_of(unit("A", 3), unit("B", 4)), B, A)
    rows = refilled(campaign, [*slots("A", "1.1"), *slots("B", "1.1 1.2 2.1")], needs(campaign))
    assert brief(rows) == [
        ("B", 1, "Ca 01", 4),
        ("A", 1, "Ca 01", 1),
        ("A", 1, "Ca 02", 2),
        ("B", 2, "Ca 01", 0),
    ]


def test_of_learned_rates_of_a_cluster_the_lowest_binds() -> None:
    campaign = clustered(campaign_of(unit("A", 4), unit("B", 4)), A, B)
    rates = {rate_label(RateKey(code, MachineName("M1"), label(1))): rate for code, rate in ((A, 4.0), (B, 2.0))}
    rows = refilled(campaign, slots("A", "1.1 1.2"), needs(campaign), rates)
    assert brief(rows) == [("A", 1, "Ca 01", 2), ("A", 1, "Ca 02", 2), ("B", 1, "Ca 02", 3)]


def test_what_an_old_unit_has_left_is_collected_at_its_successor_from_the_merger_on() -> None:
    campaign = merged(
        campaign_of(unit("A", 9, last=1), unit("B", 2, first=2, last=2), unit("C", 0, first=3)), (A, B, 2), (B, C, 3)
    )
    rows = refilled(campaign, [*slots("A", "1.1"), *slots("B", "2.1"), *slots("C", "3.1 3.2")], needs(campaign))
    assert brief(rows) == [("A", 1, "Ca 01", 5), ("B", 2, "Ca 01", 5), ("C", 3, "Ca 01", 1), ("C", 3, "Ca 02", 0)]
    assert left_after(campaign, needs(campaign), rows[:2]) == {A: 0, B: 0, C: 1}


def test_what_a_unit_is_on_a_day() -> None:
    campaign = merged(campaign_of(unit("A", 1), unit("B", 1), unit("C", 1)), (A, B, 2), (B, C, 4))
    assert [unit_on(campaign, A, day(number)) for number in (1, 2, 3, 4, 5)] == [A, B, B, C, C]
    assert unit_on(campaign, C, day(5)) == C


def test_a_shortfall_after_a_merger_is_that_of_the_successor() -> None:
    campaign = merged(campaign_of(unit("A", 60, last=2), unit("B", 4, first=3)), (A, B, 3))
    (short,) = shortfalls(campaign, refilled(campaign, slots("A", "1.1 1.2 2.1 2.2"), needs(campaign)))
    assert (short.unit, short.dossiers) == ("B", 44)
    assert "hold 30 of 44" in short.reason


def test_a_shortfall_of_a_cluster_counts_what_the_cluster_needs() -> None:
    campaign = clustered(campaign_of(unit("A", 30), unit("B", 30)), A, B)
    rows = refilled(campaign, slots("A", "1.1 1.2 2.1 2.2 3.1 3.2 4.1 4.2 5.1 5.2"), needs(campaign))
    (short,) = shortfalls(campaign, rows)
    assert (short.unit, short.dossiers, "hold 50 of 60" in short.reason) == ("B", 10, True)


def half_day(campaign: Campaign, *codes: UnitCode) -> Campaign:
    units = [one.model_copy(update={"whole_days": False}) if one.code in codes else one for one in campaign.units]
    return campaign.model_copy(update={"units": tuple(units)})


@pytest.mark.parametrize(("halves", "idle"), [((), 0), ((A,), 1), ((B,), 1), ((A, B), 1)])
def test_a_machine_has_time_on_a_day_elsewhere_only_where_one_unit_is_of_half_days(
    halves: tuple[UnitCode, ...], idle: int
) -> None:
    campaign = half_day(campaign_of(unit("A", 9, shifts=(1,)), unit("B", 9), days=1), *halves)
    rows = refilled(campaign, slots("A", "1.1"), needs(campaign))
    (chance,) = Chances(campaign, rows).at(campaign.units_by_code[B])
    assert len(chance.idle) == idle


def test_a_machine_at_a_cluster_is_at_each_of_its_units() -> None:
    campaign = clustered(campaign_of(unit("A", 3), unit("B", 30), days=1), A, B)
    rows = refilled(campaign, slots("A", "1.1"), needs(campaign))
    chances = Chances(campaign, rows)
    for code in (A, B):
        (chance,) = chances.at(campaign.units_by_code[code])
        assert (set(chance.taken), chance.idle, chances.visits_at(code)) == ({1}, (2,), 1)


NOBODY = Plan(campaign="x", assignments=(), unserved=(Shortfall(unit=A, dossiers=1),))


def schools(**more: object) -> Campaign:
    """Three units of 2 dossiers that are open in the same two shifts, and a machine of 5."""
    return campaign_of(*(unit(code, 2, last=1) for code in "ABC"), whole_days=False, **more)


def test_units_of_a_cluster_do_not_take_each_others_turn() -> None:
    (joint,) = joint_shortages(schools(), NOBODY)
    assert (joint.need, joint.room) == (6, 4)
    assert joint_shortages(clustered(schools(), A, B), NOBODY) == ()


def test_what_an_old_unit_lacks_its_successor_may_give() -> None:
    campaign = campaign_of(unit("A", 12, last=1), unit("B", 8, last=1), unit("C", 0, first=2))
    (joint,) = joint_shortages(campaign, NOBODY)
    assert (joint.need, joint.room) == (20, 10)
    assert joint_shortages(merged(campaign, (A, C, 2)), NOBODY) == ()
