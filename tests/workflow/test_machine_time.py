"""Days that machines work, slots that bring nothing, machines that could end earlier, and what a plan saves."""

from planner.domain.calendar import Slot
from planner.domain.campaign import Cluster
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.workflow.planning.machine_time import MachineEnd, machine_time
from tests.campaigns import day, label, small_campaign

CAMPAIGN = small_campaign(closures=[])
M1, M2 = MachineName("M1"), MachineName("M2")


def row(
    machine: MachineName, when: int, shift: int, dossiers: int, unit: str = "A", *, done: bool = False
) -> Assignment:
    return Assignment(
        machine=machine, unit=UnitCode(unit), date=day(when), shift=label(shift), dossiers=dossiers, done=done
    )


def plan(*rows: Assignment, **facts: object) -> Plan:
    return Plan.model_validate({"campaign": CAMPAIGN.name, "assignments": rows} | facts)


def test_a_slot_is_idle_where_the_machine_collects_nothing_at_all() -> None:
    """Two units of a cluster are one slot, of which one has dossiers."""
    campaign = CAMPAIGN.model_copy(update={"clusters": (Cluster(name="Cụm", units=(UnitCode("A"), UnitCode("B"))),)})
    time = machine_time(campaign, plan(row(M1, 2, 1, 0), row(M1, 2, 1, 4, "B"), row(M1, 2, 2, 0), row(M2, 2, 1, 5)))
    assert (time.days, time.slots, time.idle_slots) == (2, 3, 1)


def test_a_machine_could_end_after_its_last_dossier() -> None:
    time = machine_time(CAMPAIGN, plan(row(M1, 2, 1, 4), row(M1, 2, 2, 0), row(M1, 3, 1, 0), row(M2, 2, 2, 1)))
    assert time.ends == (MachineEnd(M1, Slot(day(2), label(1)), idle_after=2),)
    (never,) = machine_time(CAMPAIGN, plan(row(M1, 2, 1, 0))).ends
    assert never == MachineEnd(M1, None, idle_after=1)


def test_what_is_past_counts_for_nobody_but_is_the_last_dossier() -> None:
    before = plan(row(M1, 1, 1, 3), row(M1, 2, 1, 4), row(M2, 2, 1, 4), row(M1, 3, 1, 4))
    now = plan(row(M1, 1, 1, 3, done=True), row(M1, 2, 1, 0), as_of=day(2))
    time = machine_time(CAMPAIGN, now, before)
    assert (time.days, time.days_before, time.days_saved) == (1, 3, 2)
    assert time.ends == (MachineEnd(M1, Slot(day(1), label(1)), idle_after=1),)


def test_without_a_plan_before_nothing_is_saved() -> None:
    assert machine_time(CAMPAIGN, plan(row(M1, 2, 1, 4))).days_saved is None


def test_more_days_than_before_are_saved_below_zero() -> None:
    assert machine_time(CAMPAIGN, plan(row(M1, 2, 1, 4)), plan()).days_saved == -1
