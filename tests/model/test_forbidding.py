"""What forbids a wish is named: all of it, nothing else, and where it is told."""

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.model.explain.smallest_conflict import forbidding_facts
from planner.model.gate import Stopper
from tests.campaigns import FIXED, closed, day, label, machine, pin, posting, road, small_campaign, unit
from tests.small_campaigns import ClosureSketch, MachineSketch, PinSketch, UnitSketch


def campaign_with(
    *,
    units: tuple[UnitSketch, ...] = (unit("A", 20), unit("B", 15), unit("C", 6)),
    machines: tuple[MachineSketch, ...] = (machine("M1", posting(3, base="A")), machine("M2", posting(4))),
    closures: tuple[ClosureSketch, ...] = (),
    pins: tuple[PinSketch, ...] = (),
    whole_days: bool = True,
    reach_km: float | None = None,
) -> Campaign:
    return small_campaign(
        units=units,
        machines=machines,
        days=6,
        shifts=2,
        closures=closures,
        pins=pins,
        roads=[road("A", "B", 30.0), road("B", "C", 4.0)],
        whole_days=whole_days,
        reach_km=reach_km,
    )


M1_AT_B_ON_3 = Wish(unit=UnitCode("B"), machine=MachineName("M1"), day=day(3))
B_ON_3 = Wish(unit=UnitCode("B"), day=day(3))
B_BY_M1 = Wish(unit=UnitCode("B"), machine=MachineName("M1"))


def at(code: str, machine_name: str, day_number: int, *shifts: int, dossiers: int = 3) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(
            machine=MachineName(machine_name),
            unit=UnitCode(code),
            date=day(day_number),
            shift=label(shift),
            dossiers=dossiers,
        )
        for shift in shifts
    )


def places(campaign: Campaign, wish: Wish, situation: Situation = AT_THE_START) -> list[str]:
    found = forbidding_facts(campaign, situation, wish, Stopper())
    assert all(fact.what and fact.advice for fact in found.facts)
    assert found.are_fewest
    return [fact.where for fact in found.facts]


ONE_FACT = {
    "the machine is closed": (campaign_with(closures=(closed(3, machine="M1"), closed(2))), M1_AT_B_ON_3, "Ngày nghỉ"),
    "the unit is closed": (campaign_with(closures=(closed(2, 4, unit="B"),)), B_ON_3, "Ngày nghỉ"),
    "all is closed": (campaign_with(closures=(closed(3), closed(5, machine="M1"))), B_ON_3, "Ngày nghỉ"),
    "the unit opens later": (
        campaign_with(units=(unit("A", 20), unit("B", 15, first=4))),
        M1_AT_B_ON_3,
        "Đơn vị › Xã B › Từ ngày",
    ),
    "other days are named": (
        campaign_with(units=(unit("A", 20), unit("B", 15, days=(1, 2)))),
        B_ON_3,
        "Đơn vị › Xã B › Ngày được phép",
    ),
    "the unit closes before": (
        campaign_with(units=(unit("A", 20), unit("B", 15, last=2))),
        B_ON_3,
        "Đơn vị › Xã B › Đến ngày",
    ),
    "the machine comes later": (
        campaign_with(machines=(machine("M1", posting(3, first=4)), machine("M2", posting(4)))),
        M1_AT_B_ON_3,
        "Máy › M1 › Từ ngày",
    ),
    "the machine has left": (
        campaign_with(machines=(machine("M1", posting(3, last=2)), machine("M2", posting(4)))),
        M1_AT_B_ON_3,
        "Máy › M1 › Đến ngày",
    ),
    "the machine serves others": (
        campaign_with(machines=(machine("M1", posting(3, serves="A C")), machine("M2", posting(4)))),
        B_BY_M1,
        "Máy › M1 › Khu vực, Đơn vị phục vụ",
    ),
    "on that day it stands still elsewhere": (
        campaign_with(
            machines=(machine("M1", posting(3), posting(5, kind=FIXED, first=3, serves="A")), machine("M2", posting(4)))
        ),
        M1_AT_B_ON_3,
        "Máy › M1 › Khu vực, Đơn vị phục vụ",
    ),
    "nobody serves it": (
        campaign_with(machines=(machine("M1", posting(3, serves="A")), machine("M2", posting(4, serves="A C")))),
        B_ON_3,
        "Máy › Khu vực, Đơn vị phục vụ",
    ),
    "it is pinned elsewhere": (
        campaign_with(pins=(pin("M2", "A", 3), pin("M1", "C", 2, 4))),
        M1_AT_B_ON_3,
        "Ghim!A2",
    ),
    "closed, so that the pin does not bind": (
        campaign_with(closures=(closed(3, machine="M1"),), pins=(pin("M1", "C", 3, 4),)),
        M1_AT_B_ON_3,
        "Ngày nghỉ",
    ),
    "nothing is left to collect": (
        campaign_with(units=(unit("A", 20), unit("B", 0))),
        M1_AT_B_ON_3,
        "Đơn vị › Xã B › Cần thu nhận",
    ),
    "outside the campaign": (
        campaign_with(closures=(closed(3),)),
        Wish(unit=UnitCode("B"), machine=MachineName("M1"), day=day(9)),
        "Chiến dịch › Ngày bắt đầu, Ngày kết thúc",
    ),
}


@pytest.mark.parametrize(("campaign", "wish", "place"), ONE_FACT.values(), ids=ONE_FACT)
def test_one_fact_forbids(campaign: Campaign, wish: Wish, place: str) -> None:
    assert places(campaign, wish) == [place]


SEVERAL_FACTS = {
    "closed and pinned": (
        campaign_with(closures=(closed(3, machine="M2"), closed(4, machine="M1")), pins=(pin("M1", "A", 3),)),
        B_ON_3,
        ["Ghim!A2", "Ngày nghỉ"],
    ),
    "pinned in the morning, and it stays whole days": (
        campaign_with(pins=(pin("M1", "A", 3, shifts=(1,)),)),
        M1_AT_B_ON_3,
        ["Ghim!A2", "Chiến dịch › Đi trọn ngày"],
    ),
    "pinned in the morning, and it is too far": (
        campaign_with(pins=(pin("M1", "A", 3, shifts=(1,)),), whole_days=False, reach_km=10.0),
        M1_AT_B_ON_3,
        ["Ghim!A2", "Chiến dịch › Đi lại trong ngày tối đa (km)"],
    ),
    "people come in the evening, when it is closed": (
        campaign_with(
            units=(unit("A", 20), unit("B", 15, shifts=(2,))), closures=(closed(3, shifts=(2,), machine="M1"),)
        ),
        M1_AT_B_ON_3,
        ["Ngày nghỉ", "Đơn vị › Xã B › Ca được phép"],
    ),
    "somebody pinned collects all before": (
        campaign_with(units=(unit("A", 20), unit("B", 7)), pins=(pin("M2", "B", 1),)),
        M1_AT_B_ON_3,
        ["Ghim!A2", "Đơn vị › Xã B › Số máy cùng lúc", "Đơn vị › Xã B › Cần thu nhận"],
    ),
    "somebody pinned takes the only place": (
        campaign_with(pins=(pin("M2", "B", 3),)),
        M1_AT_B_ON_3,
        ["Ghim!A2", "Đơn vị › Xã B › Số máy cùng lúc"],
    ),
    "every day it could come": (
        campaign_with(closures=(closed(1, 2), closed(5, 6, machine="M1")), pins=(pin("M1", "A", 3, 4),)),
        B_BY_M1,
        ["Ghim!A2", "Ngày nghỉ", "Ngày nghỉ"],
    ),
}


@pytest.mark.parametrize(("campaign", "wish", "expected"), SEVERAL_FACTS.values(), ids=SEVERAL_FACTS)
def test_several_facts_forbid_together(campaign: Campaign, wish: Wish, expected: list[str]) -> None:
    assert places(campaign, wish) == expected


def test_the_past_forbids() -> None:
    situation = Situation(as_of=day(4), history=at("A", "M1", 3, 1, 2))
    assert places(campaign_with(), M1_AT_B_ON_3, situation) == ["ngày bắt đầu lập lại (--as-of)"]


def test_the_morning_forbids() -> None:
    situation = Situation(as_of=day(3), as_of_shift=label(2), history=at("A", "M1", 3, 1))
    assert places(campaign_with(), M1_AT_B_ON_3, situation) == [
        "Chiến dịch › Đi trọn ngày",
        "kết quả ngày 12/4/2023",
    ]


def test_frozen_days_forbid() -> None:
    announced = (*at("A", "M1", 2, 1, 2), *at("A", "M1", 3, 1, 2), *at("C", "M2", 3, 1))
    situation = Situation(
        as_of=day(2), announced_version=1, announced_until=day(5), frozen_until=day(3), announced=announced
    )
    assert places(campaign_with(), M1_AT_B_ON_3, situation) == ["lịch đã thông báo"]
    assert places(campaign_with(), M1_AT_B_ON_3.model_copy(update={"day": day(4)}), situation) == []


def test_a_frozen_visit_may_be_the_only_one() -> None:
    """A visit that a pin holds does not count, but one that was announced does."""
    announced = (*at("C", "M1", 2, 1, 2), *at("B", "M2", 5, 1, 2))
    situation = Situation(
        as_of=day(2), announced_version=1, announced_until=day(5), frozen_until=day(5), announced=announced
    )
    assert places(campaign_with(), M1_AT_B_ON_3, situation) == ["Đơn vị › Xã B › Số đợt tối đa", "lịch đã thông báo"]


@pytest.mark.parametrize(
    "campaign",
    [
        campaign_with(pins=(pin("M2", "B", 5), pin("M1", "C", 1))),
        campaign_with(closures=(closed(3, shifts=(1,)), closed(2, machine="M1"))),
        campaign_with(pins=(pin("M1", "A", 2), pin("M1", "C", 4))),
        campaign_with(pins=(pin("M1", "A", 3, shifts=(1,)),), whole_days=False),
    ],
)
def test_nothing_forbids_what_can_be(campaign: Campaign) -> None:
    assert places(campaign, M1_AT_B_ON_3) == []
