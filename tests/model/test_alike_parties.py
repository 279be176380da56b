"""Of parties that nothing tells apart, one alone is planned for the largest stop with one visit."""

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import AT_THE_START
from planner.domain.wish import Wish
from planner.model.instance.cluster_folding import folded
from planner.model.slotwise.alike_parties import without_twins
from planner.model.slotwise.slot_instance import slot_instance_of
from tests.small_campaigns import machine, pin, posting, small_campaign, unit

UNITS = (unit("A", 10), unit("B", 17), unit("C", 20, visits=2, whole=False))
TWINS = (machine("M1", posting(5)), machine("M2", posting(5)), machine("M3", posting(5)))


def closed_to(campaign: Campaign, wish: Wish | None = None) -> set[tuple[str, str]]:
    case = folded(campaign, AT_THE_START, wish)
    return set(without_twins(slot_instance_of(case.campaign, case.situation, case.wish)).closed_to)


def test_all_but_the_first_keep_away_from_the_largest() -> None:
    assert closed_to(small_campaign(units=UNITS, machines=TWINS)) == {("M2", "B"), ("M3", "B")}


def test_a_stop_that_is_closed_to_a_party_is_none_of_its_stops() -> None:
    case = folded(small_campaign(units=UNITS, machines=TWINS), AT_THE_START)
    stands = set(without_twins(slot_instance_of(case.campaign, case.situation)).stands())
    assert {group for group, code, _ordinal in stands if code == "B"} == {"M1"}
    assert {group for group, code, _ordinal in stands if code == "A"} == {"M1", "M2", "M3"}


def test_what_tells_them_apart() -> None:
    others = (machine("M1", posting(5)), machine("M2", posting(4)))
    bases = (machine("M1", posting(5, base="A")), machine("M2", posting(5, base="B")))
    together = tuple(unit(code, 10, together=2, visits=1) for code in "AB")
    assert not closed_to(small_campaign(units=UNITS, machines=others))
    assert not closed_to(small_campaign(units=UNITS, machines=bases))
    assert not closed_to(small_campaign(units=together, machines=TWINS))
    assert not closed_to(small_campaign(units=UNITS, machines=TWINS, pins=(pin("M2", "A", 2),)))
    assert not closed_to(
        small_campaign(units=UNITS, machines=TWINS), Wish(unit=UnitCode("A"), machine=MachineName("M2"))
    )
