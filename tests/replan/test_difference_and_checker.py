"""What citizens are told and what the goal counts are the same: random plans, reckoned here and by the checker."""

import random

from planner.check.announced import changed_unit_days
from planner.check.goals import changes
from planner.check.reading import Reading
from planner.domain.campaign import Campaign, NoticeWeights
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import weight_of_notice
from planner.replan.difference import difference
from tests.campaigns import day, seeded, small_campaign, unit

CAMPAIGN = small_campaign(
    units=(unit("A", 10, together=2), unit("B", 7), unit("C", 14)), days=12, closures=()
).model_copy(update={"notice_weights": NoticeWeights(under_3_days=7, under_7_days=3, from_7_days=2)})
CALENDAR = CAMPAIGN.calendar
NOTHING = ((), (), (), (), ())


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


def test_units_that_keep_their_slots_and_machines_lose_nobody() -> None:
    """So nobody need look at them to know how many citizens have to come another time, or elsewhere."""
    num_left_out = num_moved = 0
    for seed in range(300):
        chance = seeded(f"moved alone {seed}")
        campaign = perhaps_with_a_cluster(chance)
        old = random_rows(chance)
        kept = tuple(row.model_copy(update={"dossiers": chance.randint(0, 4)}) for row in old if row.unit != "A")
        new = (*kept, *(row for row in random_rows(chance) if row.unit == "A"))
        before, after = (Plan(campaign="", assignments=rows) for rows in (old, new))
        since, until = chance.randint(1, 10), day(chance.randint(5, 12))
        whole, moved = (
            difference(campaign, before, after, since_ordinal=since, until=until, moved_alone=alone)
            for alone in (False, True)
        )
        told = {change.unit for change in moved.units}
        left_out = [change for change in whole.units if change.unit not in told]
        assert not any((one.cancelled, one.new, one.later, one.remanned, one.retimed) != NOTHING for one in left_out)
        assert (moved.citizens, moved.citizens_sent_elsewhere) == (whole.citizens, whole.citizens_sent_elsewhere)
        num_left_out += len(left_out)
        num_moved += moved.citizens > 0
    assert min(num_left_out, num_moved) > 50


def perhaps_with_a_cluster(chance: random.Random) -> Campaign:
    """The campaign, of which now and then two units stand together."""
    if chance.random() < 0.5:
        return CAMPAIGN
    return small_campaign(
        units=(unit("A", 10, together=2), unit("B", 7), unit("C", 14)), days=12, closures=(), clusters=("A B",)
    )
