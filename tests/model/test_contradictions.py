"""Pins that exclude each other are found before any solving, and named."""

import pytest

from planner.domain.campaign import Campaign
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.errors import NoPlanPossible
from planner.model.explain.contradictions import contradictions
from planner.model.instance.residual import residual_of
from planner.model.solve import solve
from tests.campaigns import closed, machine, pin, posting, road, small_campaign, unit
from tests.small_campaigns import PinSketch


def pinned(*pins: PinSketch, whole_days: bool = True, reach_km: float | None = None, visits: int = 1) -> Campaign:
    return small_campaign(
        units=[unit("A", 20, visits=visits), unit("B", 20)],
        machines=[machine("M1", posting(3, base="A")), machine("M2", posting(4, base="B"))],
        days=5,
        shifts=2,
        closures=[closed(1)],
        roads=[road("A", "B", 30.0)],
        pins=pins,
        whole_days=whole_days,
        reach_km=reach_km,
    )


CONTRADICTIONS = {
    "two units in one slot": pinned(pin("M1", "A", 2), pin("M1", "B", 2)),
    "two units in one whole day": pinned(pin("M1", "A", 2, shifts=(1,)), pin("M1", "B", 2, shifts=(2,))),
    "more machines than may stand there": pinned(pin("M1", "A", 3), pin("M2", "A", 3), visits=2),
    "further than the reach": pinned(
        pin("M1", "A", 2, shifts=(1,)), pin("M1", "B", 2, shifts=(2,)), whole_days=False, reach_km=10.0
    ),
}


@pytest.mark.parametrize("campaign", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_named_by_its_cells(campaign: Campaign) -> None:
    found = contradictions(residual_of(campaign, AT_THE_START))
    assert found
    assert all("Ghim" in sentence for sentence in found)
    with pytest.raises(NoPlanPossible, match="Ghim"):
        solve(campaign, terms=SearchTerms(seconds=10.0))


AGREEMENTS = {
    "one after the other": pinned(pin("M1", "A", 2), pin("M1", "B", 3)),
    "visits that pins hold do not count": pinned(pin("M1", "A", 2), pin("M2", "A", 4)),
    "with a stay elsewhere between": pinned(pin("M1", "A", 2), pin("M1", "B", 3), pin("M1", "A", 4)),
    "within one day if it need not stay": pinned(
        pin("M1", "A", 2, shifts=(1,)), pin("M1", "B", 2, shifts=(2,)), whole_days=False
    ),
    "closed for one of them": pinned(pin("M1", "A", 1), pin("M1", "B", 1)),
}


@pytest.mark.parametrize("campaign", AGREEMENTS.values(), ids=AGREEMENTS)
def test_pins_that_can_be_kept_are_no_contradiction(campaign: Campaign) -> None:
    assert contradictions(residual_of(campaign, AT_THE_START)) == ()
    assert solve(campaign, terms=SearchTerms(seconds=10.0)).assignments
