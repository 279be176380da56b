"""Adjustments folded into the campaign close and pin exactly the slots that they name."""

from datetime import UTC, datetime
from itertools import product

from planner.domain.adjustment import Adjustment, AdjustmentKind, EnteredAdjustment, adjusted, whole_spans
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from tests.small_campaigns import calendar, day, label, small_campaign

AT = datetime(2023, 4, 12, tzinfo=UTC)


def entered(
    kind: AdjustmentKind, first: tuple[int, int], last: tuple[int, int], *, number: int = 1, **about: str
) -> EnteredAdjustment:
    adjustment = Adjustment(
        kind=kind,
        machine=MachineName(about["machine"]) if "machine" in about else None,
        unit=UnitCode(about["unit"]) if "unit" in about else None,
        first_day=day(first[0]),
        first_shift=label(first[1]),
        last_day=day(last[0]),
        last_shift=label(last[1]),
    )
    return EnteredAdjustment(number=number, adjustment=adjustment, entered_at=AT, entered_by="Lan")


def slots_of(campaign: Campaign, name: str) -> set[int]:
    return set(Openness.of(campaign).of_machine(campaign.machines_by_name[MachineName(name)]))


def test_spans_hold_every_slot_between_and_no_other() -> None:
    for shifts in (1, 2, 3):
        time = calendar(4, shifts)
        ordinals = range(1, time.last_ordinal + 1)
        for first, last in product(ordinals, ordinals):
            spans = list(whole_spans(time, time.slot(first), time.slot(last)))
            held = [
                Slot(each, shift)
                for span in spans
                for each in time.days()
                if span.first_day <= each <= span.last_day
                for shift in span.shifts
            ]
            assert held == [time.slot(ordinal) for ordinal in range(first, last + 1)]
            assert len(spans) <= 3


def test_slots_outside_the_campaign_fall_away() -> None:
    time = calendar(2, 2)
    spans = list(whole_spans(time, Slot(day(-3), label(1)), Slot(day(9), label(2))))
    assert [(span.first_day, span.last_day) for span in spans] == [(day(1), day(2))]
    assert not list(whole_spans(time, Slot(day(5), label(1)), Slot(day(9), label(2))))


def test_a_breakdown_closes_the_machine_from_slot_to_slot() -> None:
    campaign = small_campaign(closures=())
    broken = adjusted(campaign, [entered(AdjustmentKind.BREAKDOWN, (1, 2), (3, 1), machine="M1")]).campaign
    assert slots_of(campaign, "M1") - slots_of(broken, "M1") == {2, 3, 4, 5}
    assert slots_of(campaign, "M2") == slots_of(broken, "M2")


def test_a_closure_closes_the_unit_and_a_pin_asks_for_its_slots() -> None:
    campaign = small_campaign(closures=())
    both = [
        entered(AdjustmentKind.CLOSURE, (2, 1), (2, 1), unit="A"),
        entered(AdjustmentKind.PIN, (3, 1), (3, 2), machine="M1", unit="B", number=2),
    ]
    now = adjusted(campaign, both).campaign
    unit = campaign.units_by_code[UnitCode("A")]
    assert set(Openness.of(campaign).of_unit(unit)) - set(Openness.of(now).of_unit(unit)) == {3}
    (pin,) = now.pins
    assert (pin.machine, pin.unit, pin.first_day, pin.shifts) == ("M1", "B", day(3), (label(1), label(2)))
    assert "2" in pin.source


def test_what_was_withdrawn_adjusts_nothing() -> None:
    campaign = small_campaign()
    gone = entered(AdjustmentKind.BREAKDOWN, (1, 1), (2, 2), machine="M1").model_copy(update={"is_withdrawn": True})
    taking_back = gone.model_copy(update={"number": 2, "withdraws": 1, "is_withdrawn": False})
    assert adjusted(campaign, [gone, taking_back]).campaign is campaign


def test_what_the_workbook_no_longer_has_is_left_out_and_named() -> None:
    campaign = small_campaign()
    lost = [
        entered(AdjustmentKind.BREAKDOWN, (1, 1), (2, 2), machine="M9"),
        entered(AdjustmentKind.CLOSURE, (1, 1), (2, 2), unit="Z", number=2),
        entered(AdjustmentKind.BREAKDOWN, (1, 1), (2, 3), machine="M1", number=3),
    ]
    found = adjusted(campaign, lost)
    assert found.campaign is campaign
    assert [each.number for each in found.left_out] == [1, 2, 3]
