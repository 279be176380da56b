"""What citizens are told and what the goal counts are the same: random plans, reckoned here and by the checker."""

import random

from planner.check.announced import changed_unit_days
from planner.check.goals import changes
from planner.check.reading import Reading
from planner.domain.campaign import NoticeWeights
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import weight_of_notice
from planner.replan.difference import difference
from tests.campaigns import day, seeded, small_campaign, unit

CAMPAIGN = small_campaign(
    units=(unit("A", 10, together=2), unit("B", 7), unit("C", 14)), days=12, closures=()
).model_copy(update={"notice_weights": NoticeWeights(under_3_days=7, under_7_days=3, from_7_days=2)})
CALENDAR = CAMPAIGN.calendar


def random_rows(chance: random.Random, done_before: int = 0) -> tuple[Assignment, ...]:
    """About half of all slots of both machines, at any unit, with few dossiers or none."""
    slots = [(name, ordinal) for name in ("M1", "M2") for ordinal in range(1, CALENDAR.last_ordinal + 1)]
    return tuple(
        Assignment(
            machine=MachineName(name),
            unit=UnitCode(chance.choice("ABC")),
            date=CALENDAR.slot(ordinal).day,
            shift=CALENDAR.slot(ordinal).shift,
            dossiers=chance.randint(0, 4),
            done=ordinal < done_before,
        )
        for name, ordinal in slots
        if chance.random() < 1 / 2
    )


def test_citizens_times_notice_is_the_goal() -> None:
    num_costly = 0
    for seed in range(300):
        chance = seeded(seed)
        since, until = chance.randint(1, 10), day(chance.randint(5, 12))
        as_of = CALENDAR.slot(since)
        old = Plan(campaign="", assignments=random_rows(chance))
        new = Plan(
            campaign="",
            assignments=random_rows(chance, since),
            as_of=as_of.day,
            as_of_shift=as_of.shift,
            announced_until=until,
            elsewhere={UnitCode("B"): chance.randint(0, 5)},
        )
        found = difference(CAMPAIGN, old, new, since_ordinal=since, until=until)
        lost = [(change.unit, slot) for change in found.units for slot in change.cancelled]
        weights = CAMPAIGN.notice_weights
        cost = sum(slot.citizens * weight_of_notice(weights, as_of.day, slot.day) for _unit, slot in lost)
        reading = Reading(CAMPAIGN, new, old)
        assert cost == changes(reading), seed
        assert len({(code, slot.day) for code, slot in lost}) == changed_unit_days(reading), seed
        num_costly += cost > 0
    assert num_costly > 200
