"""A scenario changes what it says, and nothing else."""

import pytest

from planner.domain.campaign import Campaign, PostingKind
from planner.domain.openness import Openness
from planner.domain.record import MachineName
from planner.workflow.questions.scenarios import (
    breakdown,
    capacity,
    end_by,
    ended_by,
    evenings,
    more_machines,
    together,
    with_breakdown,
    with_capacity,
    with_evenings_only,
    with_more_machines,
)
from tests.campaigns import FIXED, closed, day, machine, posting, small_campaign, unit

MIXED = small_campaign(
    units=[unit("A", 10), unit("B", 7), unit("C", 4), unit("D", 2)],
    machines=[
        machine("M1", posting(3, base="A", serves="A B"), posting(7, kind=FIXED, first=4, serves="D")),
        machine("M2", posting(5, serves="C", last=3)),
        machine("MÁY +1", posting(5, serves="B C")),
    ],
)


def open_slots(campaign: Campaign, name: str) -> set[int]:
    openness = Openness(campaign)
    found = campaign.machines_by_name[MachineName(name)]
    return {slot for each in found.postings for slot in openness.of_posting(found, each)}


def changed_fields(before: Campaign, after: Campaign) -> set[str]:
    return {name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)}


def test_more_machines_go_where_mobile_machines_go() -> None:
    more = with_more_machines(MIXED, 2)
    assert changed_fields(MIXED, more) == {"machines"}
    assert more.machines[:3] == MIXED.machines
    assert [each.name for each in more.machines[3:]] == ["MÁY +2", "MÁY +3"]
    for new in more.machines[3:]:
        (duty,) = new.postings
        assert (duty.kind, duty.capacity, duty.base) == (PostingKind.MOBILE, 5, None)
        assert duty.serves == ("A", "B", "C"), "D is served at a fixed place only"
        assert (duty.first_day, duty.last_day) == (day(1), day(5))


def test_more_machines_where_none_is_mobile_serve_everybody() -> None:
    fixed = small_campaign(machines=[machine("M1", posting(6, kind=FIXED, serves="A"))])
    (duty,) = with_more_machines(fixed, 1).machines[-1].postings
    assert (duty.serves, duty.capacity) == (("A", "B", "C"), 6)


def test_a_broken_machine_is_closed_on_those_days_only() -> None:
    broken = with_breakdown(MIXED, MachineName("M1"), day(2), 2)
    assert changed_fields(MIXED, broken) == {"closures"}
    assert open_slots(MIXED, "M1") - open_slots(broken, "M1") == {3, 4, 5, 6}
    assert open_slots(MIXED, "M2") == open_slots(broken, "M2")


def test_another_capacity_holds_for_all() -> None:
    other = with_capacity(MIXED, 4)
    assert changed_fields(MIXED, other) == {"machines"}
    assert {each.capacity for found in other.machines for each in found.postings} == {4}
    assert [found.name for found in other.machines] == [found.name for found in MIXED.machines]


def test_evenings_are_the_last_shift_of_the_day() -> None:
    three = small_campaign(shifts=3, days=2, closures=[closed(2, shifts=(3,))])
    assert open_slots(with_evenings_only(three), "M1") == {3}
    assert with_evenings_only(small_campaign(shifts=1)) == small_campaign(shifts=1)


def test_nobody_works_after_the_end() -> None:
    ended = ended_by(MIXED, day(3))
    assert changed_fields(MIXED, ended) == {"closures"}
    assert max(Openness(ended).open_to_all) == 6
    assert ended_by(MIXED, day(5)) == MIXED


def test_all_together_is_one_after_the_other() -> None:
    machines = more_machines(1)
    both = together([machines, capacity(4), breakdown(MachineName("M2"), day(1), 1), end_by(day(4)), evenings(MIXED)])
    changed = both.change(MIXED)
    assert {each.capacity for found in changed.machines for each in found.postings} == {4}
    assert len(changed.machines) == 4
    assert open_slots(changed, "M2") == {4, 6}
    assert Openness(changed).open_to_all == (2, 4, 6, 8)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (more_machines(2).name, ("2", "máy lưu động")),
        (breakdown(MachineName("M1"), day(2), 3).name, ("M1", "3 ngày", "11/4/2023")),
        (capacity(1400).name, ("1.400",)),
        (evenings(MIXED).name, ("Ca 02",)),
        (end_by(day(3)).name, ("12/4/2023",)),
    ],
)
def test_a_scenario_is_called_by_what_it_changes(name: str, words: tuple[str, ...]) -> None:
    assert all(word in name for word in words)
