"""Breakdowns, closures and pins beside the workbook: new rows, nothing deleted; the same on both databases."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.adjustment import Adjustment, AdjustmentKind
from planner.domain.record import UnitCode
from planner.errors import LedgerDamaged, LedgerLacks
from planner.ledger.backups import back_up
from planner.ledger.ledger import open_ledger
from planner.ledger.restoring import restore
from planner.ledger.salvage import save_out
from tests.ledger.samples import AT, BY, CAMPAIGN, FIRST_DAY, breakdown, collected, report


def closure(unit: str = "06103") -> Adjustment:
    update = {"kind": AdjustmentKind.CLOSURE, "machine": None, "unit": UnitCode(unit)}
    return breakdown().model_copy(update=update)


def pin() -> Adjustment:
    return breakdown().model_copy(update={"kind": AdjustmentKind.PIN, "unit": UnitCode("06103")})


def leave() -> Adjustment:
    update = {"kind": AdjustmentKind.LEAVE, "machine": None, "officer": "CB01", "leave": "P"}
    return breakdown().model_copy(update=update)


def test_a_leave_is_kept_like_any_other_and_no_plan_hears_of_it(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        began, rosters = ledger.mark(), ledger.rosters.state().mark
        entered = ledger.adjustments.enter(leave(), by=BY, at=AT)
        assert ledger.adjustments.all() == (entered,)
        assert ledger.since(began).is_nothing
        assert ledger.rosters.since(rosters).leaves == (entered,)
        ledger.adjustments.withdraw(1, by=BY, at=AT)
        assert [each.withdraws for each in ledger.rosters.since(rosters).leaves] == [None, 1]
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
        assert [each.number for each in ledger.since(began).adjustments] == [3]
        assert len(ledger.rosters.since(rosters).leaves) == 2


def test_adjustments_are_told_in_order_with_who_and_when(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.adjustments.all() == ()
        for each in (breakdown(), closure(), pin()):
            ledger.adjustments.enter(each, by=BY, at=AT)
        entered = ledger.adjustments.all()
        assert [each.adjustment for each in entered] == [breakdown(), closure(), pin()]
        assert {(each.entered_by, each.entered_at, each.holds) for each in entered} == {(BY, AT, True)}
        assert ledger.mark().adjustment == 3
        assert ledger.state().adjustments == entered
        assert [(event.what, event.details["adjustment"]) for event in ledger.events()] == [
            ("adjust", 1),
            ("adjust", 2),
            ("adjust", 3),
        ]


def test_a_withdrawn_adjustment_holds_no_longer_and_stays(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
        ledger.adjustments.enter(closure(), by=BY, at=AT)
        assert ledger.adjustments.withdraw(1, by="Lan", at=AT).adjustment == breakdown()
        assert [(each.number, each.withdraws, each.holds) for each in ledger.adjustments.all()] == [
            (1, None, False),
            (2, None, True),
            (3, 1, False),
        ]
        assert ledger.events()[-1].by == "Lan"
        assert ledger.events()[-1].what == "withdraw-adjustment"
        assert ledger.since(ledger.mark().model_copy(update={"adjustment": 2})).adjustments[0].withdraws == 1


def test_withdrawing_what_does_not_hold_is_refused_and_changes_nothing(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        with pytest.raises(LedgerLacks, match="1"):
            ledger.adjustments.withdraw(1, by=BY, at=AT)
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
        ledger.adjustments.enter(closure(), by=BY, at=AT)
        ledger.adjustments.withdraw(1, by=BY, at=AT)
        for number in (1, 3, 9):
            with pytest.raises(LedgerLacks, match=rf"{number}.*2"):
                ledger.adjustments.withdraw(number, by=BY, at=AT)
        assert ledger.mark().adjustment == 3


def test_a_long_number_in_a_reason_is_not_kept(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        entered = ledger.adjustments.enter(breakdown(reason="gọi 012345678901"), by=BY, at=AT)
        assert "012345678901" not in entered.adjustment.reason
        assert ledger.adjustments.all() == (entered,)


def test_backup_and_restore_carry_adjustments(address: Path | str, tmp_path: Path) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
        entered = ledger.adjustments.all()
        assert back_up(ledger, tmp_path / "kept.db").adjustments == 1
    other = tmp_path / "other.ledger.db"
    assert restore(tmp_path / "kept.db", other, CAMPAIGN, by=BY, at=AT).held.adjustments == 1
    with open_ledger(other, CAMPAIGN) as ledger:
        assert ledger.adjustments.all() == entered


def test_a_restore_tells_of_adjustments_that_the_backup_lacks(ledger_file: Path, tmp_path: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        back_up(ledger, tmp_path / "kept.db")
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
    done = restore(tmp_path / "kept.db", ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=True)
    assert done.lost.adjustments == 1
    assert not done.lost.is_nothing
    assert "1" in str(done.lost)


def test_what_is_saved_out_has_the_adjustments(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
    (row,) = save_out(address, CAMPAIGN).adjustments
    assert (row.text("machine"), row.text("kind"), row.is_as_written) == ("MÁY 2", "breakdown", True)


@pytest.mark.parametrize("change", ["last_shift = 'Ca 07'", "machine = 'MÁY 3'"])
def test_an_adjustment_that_was_changed_outside_stops_everything(ledger_file: Path, change: str) -> None:
    """It decides where machines may go, as a result decides what is left."""
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
    with closing(sqlite3.connect(ledger_file)) as file:
        file.execute("DROP TRIGGER adjustments_no_update")
        file.execute(f"UPDATE adjustments SET {change}")  # noqa: S608
        file.commit()
    with pytest.raises(LedgerDamaged, match="1"):
        open_ledger(ledger_file, CAMPAIGN)


def test_the_last_adjustment_cannot_be_taken_away_unseen(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        ledger.adjustments.enter(breakdown(), by=BY, at=AT)
    with closing(sqlite3.connect(ledger_file)) as file:
        file.execute("DROP TRIGGER adjustments_no_delete")
        file.execute("DELETE FROM adjustments")
        file.commit()
    with pytest.raises(LedgerDamaged, match="1"):
        open_ledger(ledger_file, CAMPAIGN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"machine": None},
        {"unit": UnitCode("06103")},
        {"last_day": FIRST_DAY - timedelta(days=1)},
        {"officer": "CB01", "leave": "P"},
        {"kind": AdjustmentKind.LEAVE},
        {"kind": AdjustmentKind.LEAVE, "machine": None, "officer": "CB01"},
    ],
)
def test_an_adjustment_is_about_what_its_kind_says(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="adjustment"):
        Adjustment.model_validate({**breakdown().model_dump(), **wrong})
