"""Two plans compared: what citizens of each unit have to be told, and how many they are."""

from planner.domain.campaign import Campaign, Cluster
from planner.domain.difference import ChangeKind, Difference, ReceivedSlot, UnitChange
from planner.domain.plan import Plan
from planner.domain.record import UnitCode
from planner.replan.difference import difference
from tests.campaigns import FIXED, day, label, machine, posting, small_campaign, unit
from tests.replan.plans import plan, rows

CAMPAIGN = small_campaign(units=(unit("A", 10, together=2), unit("B", 7), unit("C", 4)), days=6)


def compared(old: Plan, new: Plan, *, since: int = 1, until: int | None = None, of: Campaign = CAMPAIGN) -> Difference:
    return difference(of, old, new, since_ordinal=since, until=None if until is None else day(until))


def change_of(found: Difference, code: str) -> UnitChange:
    return next(change for change in found.units if change.unit == code)


def slots(received: tuple[ReceivedSlot, ...]) -> str:
    return " ".join(f"{(slot.day - day(1)).days + 1}.{slot.shift[-1]}={slot.dossiers}" for slot in received)


def test_equal_plans_change_nothing() -> None:
    same = plan(rows("M1", "A", "1.2=3 2.1=3"), rows("M2", "B", "2.1=5"))
    found = compared(same, same)
    assert found.is_empty
    assert not found.concerns_citizens
    assert [change.kind for change in found.units] == [ChangeKind.KEPT, ChangeKind.KEPT]
    assert slots(change_of(found, "A").kept) == "1.2=3 2.1=3"


def test_each_fate() -> None:
    old = plan(rows("M1", "A", "2.1=3 2.2=3 3.1=3"), rows("M2", "B", "2.1=5 2.2=2"))
    new = plan(rows("M1", "A", "2.1=3 4.1=3 4.2=3"), rows("M1", "C", "3.1=3 3.2=1"), rows("M2", "B", "2.1=5"))
    found = compared(old, new)
    assert {change.unit: change.kind for change in found.units} == {
        "A": ChangeKind.MOVED,
        "B": ChangeKind.DROPPED,
        "C": ChangeKind.ADDED,
    }
    moved = change_of(found, "A")
    assert (slots(moved.kept), slots(moved.cancelled), slots(moved.new)) == ("2.1=3", "2.2=3 3.1=3", "4.1=3 4.2=3")
    assert slots(change_of(found, "B").cancelled) == "2.2=2"
    assert [change.unit for change in found.of_kind(ChangeKind.ADDED)] == ["C"]
    assert (moved.citizens, found.citizens) == (6, 8)


def test_only_slots_still_to_come_are_compared() -> None:
    """Planning begins at noon of day 2: its morning is history, whatever the old plan had there."""
    old = plan(rows("M1", "A", "1.2=3 2.1=3 2.2=3"))
    new = plan(rows("M1", "A", "1.2=1 2.1=0", done=True), rows("M1", "A", "3.1=3"), as_of=2)
    found = compared(old, new, since=4)
    assert (found.since_day, found.since_shift) == (day(2), label(2))
    assert slots(change_of(found, "A").cancelled) == "2.2=3"


def test_citizens_are_counted_up_to_what_is_still_needed_from_the_earliest_slot_on() -> None:
    """A needs 10 and got 3 + 2: of 3, 3, 3 announced the last slot has none left, the middle one 2."""
    old = plan(rows("M1", "A", "2.1=3 2.2=3 3.1=3"))
    new = plan(rows("M2", "A", "1.2=3", done=True), rows("M1", "A", "2.1=3 4.1=2"), elsewhere={"A": 2}, as_of=2)
    change = change_of(compared(old, new, since=3), "A")
    assert [slot.citizens for slot in change.cancelled] == [2, 0]
    assert change.citizens == 2


def test_another_machine_at_the_same_place_costs_citizens_nothing() -> None:
    old = plan(rows("M1", "A", "2.1=3 2.2=3"), rows("M2", "A", "2.1=5"))
    new = plan(rows("M2", "A", "2.1=5 2.2=5"))
    found = compared(old, new)
    change = change_of(found, "A")
    assert change.kind is ChangeKind.KEPT
    assert not found.concerns_citizens
    assert not found.is_empty
    assert [(slot.announced.machines, slot.now.machines) for slot in change.remanned] == [
        (("M1", "M2"), ("M2",)),
        (("M1",), ("M2",)),
    ]
    assert [slot.citizens for slot in change.remanned] == [0, 0]


def test_another_place_at_the_same_time_is_told() -> None:
    campaign = small_campaign(
        units=(unit("A", 10), unit("B", 4)),
        machines=(machine("M1", posting(3, kind=FIXED, serves="B A")), machine("M2", posting(5))),
    )
    old, new = plan(rows("M1", "A", "2.1=3 2.2=3")), plan(rows("M2", "A", "2.1=5 2.2=5"))
    change = change_of(compared(old, new, of=campaign), "A")
    assert change.kind is ChangeKind.MOVED
    assert [(slot.announced.place, slot.now.place) for slot in change.sent_elsewhere] == [("CAX B", "CAX A")] * 2
    assert (change.citizens, change.citizens_sent_elsewhere) == (0, 6)


TWO_PLACES = small_campaign(
    units=(unit("A", 20, together=3), unit("B", 4)),
    machines=(
        machine("M1", posting(3, kind=FIXED, serves="B A")),
        machine("M2", posting(5)),
        machine("M3", posting(4, kind=FIXED, serves="A B")),
    ),
)
"""At A people are received at CAX B by M1, at CAX A by the two others."""


def test_of_two_places_only_those_of_the_one_given_up_are_told() -> None:
    old = plan(rows("M1", "A", "2.1=3"), rows("M2", "A", "2.1=5"))
    found = compared(old, plan(rows("M2", "A", "2.1=5")), of=TWO_PLACES)
    (slot,) = change_of(found, "A").sent_elsewhere
    assert (slot.places_left, slot.now.place, slot.citizens) == (("CAX B",), "CAX A", 3)
    assert (found.citizens, found.citizens_sent_elsewhere) == (0, 3)
    assert found.concerns_citizens


def test_of_those_at_a_place_given_up_no_more_are_counted_than_still_need_it() -> None:
    old = plan(rows("M1", "A", "2.1=3"), rows("M2", "A", "2.1=5"))
    new = plan(rows("M2", "A", "2.1=2"), elsewhere={"A": 18})
    assert change_of(compared(old, new, of=TWO_PLACES), "A").citizens_sent_elsewhere == 2


def test_one_more_place_and_another_machine_at_the_same_place_send_nobody_elsewhere() -> None:
    old = plan(rows("M2", "A", "2.1=5 2.2=5"))
    new = plan(rows("M1", "A", "2.1=3"), rows("M2", "A", "2.1=5"), rows("M3", "A", "2.2=4"))
    change = change_of(compared(old, new, of=TWO_PLACES), "A")
    assert change.kind is ChangeKind.KEPT
    assert change.sent_elsewhere == ()
    assert len(change.remanned) == 2


def test_what_was_not_announced_yet_is_no_promise() -> None:
    """Announced to day 3. B's draft of day 5 may go, and A's make-up on day 4 is a draft; C only appears in a draft."""
    old = plan(rows("M1", "A", "3.1=3 3.2=3"), rows("M2", "B", "3.1=5 5.1=2"))
    new = plan(rows("M1", "A", "3.1=3 4.1=3"), rows("M2", "B", "3.1=5"), rows("M2", "C", "4.1=4"))
    found = compared(old, new, until=3)
    assert [change.unit for change in found.units] == ["A", "B"]
    moved = change_of(found, "A")
    assert (slots(moved.cancelled), slots(moved.new), slots(moved.later)) == ("3.2=3", "", "4.1=3")
    assert moved.kind is ChangeKind.MOVED
    assert change_of(found, "B").kind is ChangeKind.KEPT


def test_a_draft_that_was_there_before_makes_up_for_nothing() -> None:
    old = plan(rows("M1", "A", "3.1=3 3.2=3 4.1=3"))
    new = plan(rows("M1", "A", "3.1=3 4.1=3"))
    assert change_of(compared(old, new, until=3), "A").kind is ChangeKind.DROPPED


def test_units_machines_and_shifts_that_vanished_from_the_workbook() -> None:
    """Of a vanished unit nobody knows what it needs, so all who were announced count."""
    old = plan(rows("M9", "Z", "2.1=3 3.1=6"), rows("M9", "B", "2.1=5"), rows("M2", "B", "4.Tối=2 4.2=3"))
    new = plan(rows("M2", "B", "2.1=5"))
    found = compared(old, new)
    gone = change_of(found, "Z")
    assert (gone.name, gone.in_workbook, gone.kind, gone.citizens) == ("Z", False, ChangeKind.DROPPED, 9)
    assert gone.cancelled[0].place == ""
    stayed = change_of(found, "B")
    assert stayed.remanned[0].announced.machines == ("M9",)
    assert [(slot.shift, slot.citizens) for slot in stayed.cancelled] == [("Ca 02", 2), ("Tối", 0)]


def test_slots_without_dossiers_are_told_but_concern_nobody() -> None:
    old = plan(rows("M1", "C", "2.1=3 2.2=1 3.1=0"))
    change = change_of(compared(old, plan(rows("M1", "C", "2.1=3 2.2=1"))), "C")
    assert (change.kind, slots(change.cancelled), change.citizens) == (ChangeKind.DROPPED, "3.1=0", 0)
    assert UnitCode("C") == change.unit


def test_people_of_a_cluster_are_told_where_a_machine_stays_for_others_alone() -> None:
    cluster = Cluster(name="Đông", units=(UnitCode("A"), UnitCode("B")))
    campaign = CAMPAIGN.model_copy(update={"clusters": (cluster,)})
    old = plan(rows("M1", "A", "2.1=1"), rows("M1", "B", "2.1=2 2.2=3"))
    new = plan(rows("M1", "A", "2.1=3"), rows("M1", "B", "2.2=3"))
    told = compared(old, new, of=campaign)
    found = change_of(told, "B")
    assert (slots(found.kept), slots(found.cancelled), found.citizens) == ("2.2=3", "2.1=2", 2)
    assert slots(change_of(told, "A").kept) == "2.1=3"


def test_people_of_a_cluster_are_told_where_another_part_of_a_slot_is_theirs() -> None:
    """Half an hour more or less is nothing that people need to be told."""
    cluster = Cluster(name="Đông", units=(UnitCode("A"), UnitCode("B")))
    campaign = CAMPAIGN.model_copy(update={"clusters": (cluster,)})
    old = plan(rows("M1", "A", "2.1=1"), rows("M1", "B", "2.1=3"))
    new = plan(rows("M1", "A", "2.1=3"), rows("M1", "B", "2.1=1"))
    for code in "AB":
        found = change_of(compared(old, new, of=campaign), code)
        (retimed,) = found.retimed
        assert (found.kind, found.citizens, retimed.citizens) == (ChangeKind.MOVED, 0, 0)
        assert retimed.announced.part != retimed.now.part
    assert not change_of(compared(old, old, of=campaign), "A").retimed
    assert not change_of(compared(old, new), "A").retimed
    hardly = plan(rows("M1", "A", "2.1=10"), rows("M1", "B", "2.1=31"))
    assert change_of(compared(old, hardly, of=campaign), "B").kind is ChangeKind.KEPT
