"""A plan made by hand is stored only if it is sound, on the latest version alone, by name; or it becomes pins."""

from pathlib import Path

import pytest

from planner.domain.adjustment import AdjustmentKind
from planner.domain.hand_edits import HandEdits, HandMove
from planner.domain.meanwhile import LedgerSeen
from planner.errors import LedgerMovedOn, UnsoundPlan, WrongUsage
from planner.workflow.days.adjusting import AskedAdjustment, record_adjustment
from planner.workflow.days.announcing import announce_version
from planner.workflow.hand_made.judging import made_by_hand
from planner.workflow.hand_made.moving import edits_towards, moved
from planner.workflow.hand_made.storing_by_hand import EditedVersion, pin_by_hand, store_by_hand
from planner.workflow.planning.verifying import verify_plan
from tests.campaigns import day
from tests.hand_campaign import PLAN, TODAY, UNTIL, basis, ledger_beside, move, stored
from tests.ledger.samples import AT, provenance

LATER = move("M1", "C", "5.1 5.2", "6.1")
CLASH = move("M1", "C", "5.1 5.2", "6.1", "M2")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return stored(tmp_path)


def edited(*moves: HandMove, number: int = 1) -> EditedVersion:
    edits = HandEdits()
    for each in moves:
        edits = moved(basis(), edits, each)
    return EditedVersion(number, edits)


def num_versions(workbook: Path) -> int:
    with ledger_beside(workbook) as ledger:
        return len(ledger.stored_versions())


def test_a_sound_plan_becomes_a_version_that_says_who_made_it_on_which(workbook: Path) -> None:
    version = store_by_hand(workbook, edited(LATER), today=TODAY, by="Lan")
    assert (version.number, version.is_sound, version.made_by) == (2, True, "Lan")
    made_from = version.provenance
    assert (made_from.by_hand_on, made_from.solver, made_from.last_result) == (1, "", 4)
    assert version.plan.model_copy(update={"version": 1}) == made_by_hand(basis(), edited(LATER).edits).plan
    with ledger_beside(workbook) as ledger:
        assert ledger.version(2) == version
        event = ledger.events()[-1]
    assert (event.what, event.by, event.details["by_hand_on"]) == ("replan", "Lan", 1)
    assert announce_version(workbook, until=UNTIL).announcement.version == 2


def test_what_is_stored_can_be_verified(workbook: Path, tmp_path: Path) -> None:
    version = store_by_hand(workbook, edited(LATER), today=TODAY, by="Lan")
    (tmp_path / "plan.json").write_text(version.plan.model_dump_json(), encoding="utf-8")
    assert verify_plan(workbook, tmp_path / "plan.json").verdict.sound


def test_a_red_plan_is_never_stored(workbook: Path) -> None:
    with pytest.raises(UnsoundPlan, match="M2"):
        store_by_hand(workbook, edited(CLASH), today=TODAY)
    assert num_versions(workbook) == 1


def test_where_nothing_was_moved_nothing_is_stored(workbook: Path) -> None:
    with pytest.raises(WrongUsage):
        store_by_hand(workbook, edited(), today=TODAY)
    with pytest.raises(WrongUsage):
        pin_by_hand(workbook, edited(), "x", today=TODAY)
    assert num_versions(workbook) == 1


def test_edits_of_a_version_that_is_not_the_latest_are_refused(workbook: Path) -> None:
    with ledger_beside(workbook) as ledger:
        ledger.store_version(PLAN, provenance(4), is_sound=True, by="Minh", at=AT)
    for use in (
        lambda: store_by_hand(workbook, edited(LATER), today=TODAY),
        lambda: pin_by_hand(workbook, edited(LATER), "x", today=TODAY),
    ):
        with pytest.raises(LedgerMovedOn):
            use()
    assert num_versions(workbook) == 2


def test_what_its_maker_did_not_see_stops_it(workbook: Path) -> None:
    seen = LedgerSeen(announcement=1, adjustment=0)
    asked = AskedAdjustment(AdjustmentKind.BREAKDOWN, day(9), machine="M1")
    record_adjustment(workbook, asked, today=TODAY, by="Minh")
    with pytest.raises(LedgerMovedOn, match="Minh"):
        store_by_hand(workbook, edited(LATER), today=TODAY, expecting=seen)
    assert store_by_hand(workbook, edited(LATER), today=TODAY).number == 2


def test_a_breakdown_that_was_entered_since_makes_it_red(workbook: Path) -> None:
    record_adjustment(workbook, AskedAdjustment(AdjustmentKind.BREAKDOWN, day(6), machine="M1"), today=TODAY)
    with pytest.raises(UnsoundPlan):
        store_by_hand(workbook, edited(LATER), today=TODAY)


def test_what_was_moved_becomes_pins(workbook: Path) -> None:
    pinned = pin_by_hand(workbook, edited(LATER), "nháp của Lan trên phương án 1", today=TODAY, by="Lan")
    (entered,) = pinned.entered
    pin = entered.adjustment
    assert (pin.kind, pin.machine, pin.unit) == (AdjustmentKind.PIN, "M1", "C")
    assert (pin.first, pin.last) == ((day(6), "Ca 01"), (day(6), "Ca 02"))
    assert pin.reason == "nháp của Lan trên phương án 1"
    assert entered.entered_by == "Lan"
    assert pinned.num_taken_out == 2
    again = pin_by_hand(workbook, edited(LATER), "nháp của Lan trên phương án 1", today=TODAY, by="Lan")
    assert again.entered == pinned.entered


def test_a_red_plan_can_be_pinned(workbook: Path) -> None:
    (entered,) = pin_by_hand(workbook, edited(CLASH), "x", today=TODAY).entered
    assert entered.adjustment.machine == "M2"


def test_pins_are_entered_all_or_none(workbook: Path) -> None:
    both = edited(LATER, move("M2", "D", "6.1 6.2", "7.1"))
    with pytest.raises(WrongUsage):
        pin_by_hand(workbook, both, "x", today=TODAY)
    with ledger_beside(workbook) as ledger:
        assert not ledger.adjustments.all()


def test_a_stay_that_was_only_taken_out_cannot_be_pinned(workbook: Path) -> None:
    start = basis()
    gone = edits_towards(start, [at for at in start.ahead if at.unit != "C"])
    with pytest.raises(WrongUsage):
        pin_by_hand(workbook, EditedVersion(1, gone), "x", today=TODAY)
