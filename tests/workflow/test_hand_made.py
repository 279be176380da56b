"""A plan made by hand: what a move makes of it, and what the checker, the promise and the needs say to that."""

from dataclasses import replace

import pytest

from planner.check.verdict import judge
from planner.domain.hand_edits import HandEdits, HandMove, MachineAt
from planner.domain.policy import Goal, Proof, Rule
from planner.domain.record import MachineName, ShiftLabel
from planner.errors import WrongUsage
from planner.replan.situation import Announced
from planner.workflow.hand_made.basis import HandBasis
from planner.workflow.hand_made.judging import HandMade, figures_by_hand, made_by_hand
from planner.workflow.hand_made.moving import edits_towards, laid_on, movable_stretches, moved, moved_stretches
from tests.campaigns import Placement, day, filled_plan, label, stand
from tests.hand_campaign import CAMPAIGN, DAY_1, PLAN, basis, move
from tests.replans import reported

NOTHING = HandEdits()


def at(*slots: list[Placement] | tuple[Placement, ...]) -> set[MachineAt]:
    return {MachineAt(*each) for some in slots for each in some}


def made(*moves: HandMove, on: HandBasis | None = None) -> HandMade:
    start, edits = on or basis(), NOTHING
    for each in moves:
        edits = moved(start, edits, each)
    return made_by_hand(start, edits)


def rules(found: HandMade) -> set[object]:
    return {violation.rule for violation in found.verdict.violations}


def test_a_version_that_nobody_has_touched_is_itself() -> None:
    found = made()
    assert found.verdict.sound
    assert (found.comes_to.left, found.citizens, found.weighed) == (0, 0, 0)
    assert [row for row in found.plan.assignments if not row.done] == [
        row for row in PLAN.assignments if row.date > day(1)
    ]
    assert (found.plan.as_of, found.plan.as_of_shift) == (day(2), label(1))
    assert found.plan.frozen_until == day(3)
    assert found.comes_to.finish == day(6)


def test_figures_are_had_without_a_verdict() -> None:
    found = made(move("M2", "D", "6.1 6.2", "6.1", "M1"))
    assert figures_by_hand(found.basis, found.edits) == found.comes_to
    assert figures_by_hand(found.basis, NOTHING) == made().comes_to


def test_a_stay_on_another_day_costs_its_citizens_their_slots() -> None:
    found = made(move("M1", "C", "5.1 5.2", "6.1"))
    assert set(found.edits.taken) == at(stand("M1", "C", "5.1 5.2"))
    assert set(found.edits.put) == at(stand("M1", "C", "6.1 6.2"))
    assert found.verdict.sound
    assert (found.citizens, found.comes_to.left) == (6, 0)
    assert found.weighed == 12, "three days before, each counts twice"
    goal = next(each for each in found.plan.goals if each.goal is Goal.CHANGES)
    assert (goal.value, goal.proof, goal.bound) == (12, Proof.NOT_OPTIMISED, None)


def test_dossiers_are_filled_anew() -> None:
    found = made(move("M2", "D", "6.1 6.2", "6.1", "M1"))
    assert found.verdict.sound
    assert found.comes_to.left == sum(found.verdict.left.values()) == 4, "M1 takes 3 a slot where M2 took 5"
    assert found.citizens == 0, "somebody receives them at the announced time and place"


def test_two_stays_of_one_machine_at_once_are_red() -> None:
    found = made(move("M1", "C", "5.1 5.2", "6.1", "M2"))
    assert Rule.ONE_PLACE in rules(found)
    broken = next(each for each in found.verdict.violations if each.rule is Rule.ONE_PLACE)
    assert (broken.machine, broken.day) == ("M2", day(6))


def test_slots_that_are_closed_are_passed_over() -> None:
    found = made(move("M2", "D", "6.1 6.2", "6.2"))
    assert set(found.edits.taken) == at(stand("M2", "D", "6.1"))
    assert set(found.edits.put) == at(stand("M2", "D", "8.1"))
    (stay,) = moved_stretches(found.basis, found.edits)
    assert stay.ordinals == (12, 15), "one stay all the same"


def test_a_stay_that_is_put_into_closed_slots_is_red() -> None:
    found = made(move("M2", "D", "6.1 6.2", "7.1"))
    assert set(found.edits.put) == at(stand("M2", "D", "7.1 7.2"))
    assert Rule.MACHINE_OPEN in rules(found)


def test_back_again_nothing_is_edited() -> None:
    found = made(move("M1", "C", "5.1 5.2", "6.1"), move("M1", "C", "6.1 6.2", "5.1"))
    assert found.edits == NOTHING


def test_the_move_may_name_more_than_what_stands_there() -> None:
    assert made(move("M1", "C", "4.1 6.2", "6.1")).edits == made(move("M1", "C", "5.1 5.2", "6.1")).edits


REFUSED = {
    "past": (move("M1", "A", "1.1 1.2", "4.1"), "không còn đứng"),
    "frozen": (move("M1", "A", "2.1 2.2", "4.1"), "đã thông báo"),
    "nobody there": (move("M2", "C", "5.1 5.2", "6.1"), "không còn đứng"),
    "into the past": (move("M1", "C", "5.1 5.2", "1.2"), "đã qua"),
    "beyond the end": (move("M1", "C", "5.1 5.2", "9.2"), "không đủ chỗ"),
    "no machine": (move("M1", "C", "5.1 5.2", "6.1", "M9"), "M9"),
    "no shift": (move("M1", "C", "5.1 5.2", "6.1").model_copy(update={"to_shift": ShiftLabel("Ca 9")}), "Ca 9"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_does_not_move(why: str) -> None:
    wanted, told = REFUSED[why]
    with pytest.raises(WrongUsage, match=told):
        moved(basis(), NOTHING, wanted)


def test_without_a_promise_nothing_is_frozen() -> None:
    found = made(move("M1", "A", "2.1 2.2", "3.1"), on=basis(is_announced=False))
    assert found.verdict.sound
    assert (found.changed, found.citizens, found.plan.frozen_until) == (None, 0, None)


def test_a_stay_that_cannot_be_kept_is_not_frozen() -> None:
    day_off = CAMPAIGN.closures[0].model_copy(update={"first_day": day(2), "last_day": day(2)})
    broken = CAMPAIGN.model_copy(update={"closures": (*CAMPAIGN.closures, day_off)})
    start = replace(basis(), campaign=broken)
    assert not {each for each in start.frozen if each.day == day(2)}
    assert made_by_hand(start, moved(start, NOTHING, move("M1", "A", "2.1 2.2", "3.1"))).verdict.sound


def test_what_the_version_has_given_up_already_is_no_fault_of_the_hand() -> None:
    other = filled_plan(CAMPAIGN, stand("M1", "A", "1.1 1.2 4.1 4.2"), stand("M2", "B", "1.1 1.2"))
    start = replace(basis(), plan=other, announced=Announced(PLAN, day(6)))
    assert start.frozen_until is None
    assert Rule.FROZEN not in rules(made_by_hand(start, NOTHING))


def test_what_an_appendix_takes_from_the_frozen_days_is_red() -> None:
    start = basis()
    edits = edits_towards(start, start.ahead - at(stand("M1", "A", "2.1 2.2")))
    assert Rule.FROZEN in rules(made_by_hand(start, edits))


def test_the_verdict_is_the_checkers_own() -> None:
    for found in (made(), made(move("M1", "C", "5.1 5.2", "6.1", "M2"))):
        again = judge(CAMPAIGN, found.plan, PLAN, DAY_1)
        assert again.violations == found.verdict.violations


def test_edits_of_another_version_are_laid_on_this_one() -> None:
    edits = made(move("M1", "C", "5.1 5.2", "6.1")).edits
    same = laid_on(basis(), edits)
    assert (same.edits, same.num_fallen) == (edits, 0)
    fulfilled = filled_plan(CAMPAIGN, stand("M1", "A", "1.1 1.2 2.1 2.2"), stand("M1", "C", "6.1 6.2"))
    assert laid_on(replace(basis(), plan=fulfilled), edits) == (NOTHING, 4)
    half = filled_plan(CAMPAIGN, stand("M1", "C", "6.1"))
    kept = laid_on(replace(basis(), plan=half), edits)
    assert set(kept.edits.put) == at(stand("M1", "C", "6.2"))
    assert kept.num_fallen == 3


def test_what_has_become_past_or_left_the_workbook_falls_away() -> None:
    strange = MachineAt(MachineName("M9"), *stand("M1", "C", "6.1")[0][1:])
    edits = HandEdits(put=(*sorted(at(stand("M1", "C", "1.1 6.1"))), strange))
    found = made_by_hand(basis(), edits)
    assert [row.date for row in found.plan.assignments if row.unit == "C"] == [day(5), day(5), day(6)]
    assert laid_on(basis(), edits).num_fallen == 2


def test_stays_are_found_as_they_can_be_moved() -> None:
    assert [(each.machine, each.unit, each.ordinals) for each in movable_stretches(basis(), NOTHING)] == [
        ("M1", "C", (9, 10)),
        ("M2", "D", (11, 12)),
    ]


def test_results_that_differ_from_the_plan_are_what_is_past() -> None:
    fewer = tuple(reported(slot, 1) for slot in stand("M1", "A", "1.1 1.2"))
    found = made_by_hand(replace(basis(), results=(*fewer, *DAY_1[2:])), NOTHING)
    assert found.verdict.sound
    assert found.comes_to.left == sum(found.verdict.left.values()) == 4
