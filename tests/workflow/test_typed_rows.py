"""Rows that somebody types: the rules of a results workbook, what the writer saw, and each form once."""

from pathlib import Path

import pytest

from planner.domain.adjustment import AdjustmentKind
from planner.domain.meanwhile import LedgerSeen, SeenResult
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result
from planner.errors import LedgerMovedOn, WorkbookProblems
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.workflow.days.adjusting import AskedAdjustment, record_adjustment
from planner.workflow.days.recording import record_results, record_rows
from tests.campaigns import day, small_campaign
from tests.workbooks import write_results, write_workbook

CAMPAIGN = small_campaign()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    write_workbook(CAMPAIGN, tmp_path / "campaign.xlsx")
    return tmp_path / "campaign.xlsx"


def row(
    figure: int = 3, *, on: int = 2, shift: str | None = "Ca 01", machine: str | None = "M1", unit: str = "A"
) -> Result:
    return Result(
        day=day(on),
        shift=None if shift is None else ShiftLabel(shift),
        machine=None if machine is None else MachineName(machine),
        unit=UnitCode(unit),
        collected=figure,
    )


def ledger_of(workbook: Path) -> Ledger:
    return open_ledger(default_ledger(workbook), CAMPAIGN.name)


def test_typed_rows_are_recorded_under_the_name_of_who_typed_them(workbook: Path) -> None:
    rows = [row(), row(2, shift=None, machine=None, unit="B")]
    done = record_rows(workbook, rows, key="k1", origin="bảng", today=day(3), by="Lan")
    assert (done.recorded.new, done.file_name, done.has_plan) == (2, "bảng", False)
    with ledger_of(workbook) as ledger:
        assert set(ledger.results()) == set(rows)
        assert {each.recorded_by for each in ledger.all_result_rows()} == {"Lan"}
        assert ledger.events()[-1].details["file"] == "bảng"
    again = record_rows(workbook, rows, key="k1", origin="bảng", today=day(3), by="Lan")
    assert again.recorded.is_nothing_new


def test_what_the_writer_did_not_see_is_told_and_nothing_written(workbook: Path) -> None:
    seen = LedgerSeen(results=(SeenResult(key=row().key, row=0),))
    record_rows(workbook, [row(2)], key="k1", origin="bảng", today=day(3), by="Minh", expecting=seen)
    with pytest.raises(LedgerMovedOn, match=r"Minh") as refused:
        record_rows(workbook, [row(3)], key="k2", origin="bảng", today=day(3), by="Lan", expecting=seen)
    assert (refused.value.figures[0].collected, refused.value.figures[0].yours) == (2, 3)
    with ledger_of(workbook) as ledger:
        assert ledger.results() == (row(2),)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (row(on=9), "18/4/2023"),
        (row(on=4), "13/4/2023"),
        (row(unit="Z"), "Z"),
        (row(machine="M9"), "M9"),
        (row(shift="Ca 07"), "Ca 07"),
        (row(5_000_001), r"5\.000\.001"),
    ],
)
def test_what_a_workbook_would_be_refused_for_is_refused(workbook: Path, wrong: Result, why: str) -> None:
    with pytest.raises(WorkbookProblems, match=why) as refused:
        record_rows(workbook, [row(unit="B"), wrong], key="k1", origin="bảng", today=day(3))
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].where
    assert not default_ledger(workbook).exists()


def test_two_rows_of_one_slot_are_refused(workbook: Path) -> None:
    with pytest.raises(WorkbookProblems, match="M1"):
        record_rows(workbook, [row(1), row(2)], key="k1", origin="bảng", today=day(3))


def test_a_typed_row_and_a_row_of_a_workbook_are_warned_of_alike(workbook: Path, tmp_path: Path) -> None:
    """Beyond the capacity, and where an adjustment has closed the slot."""
    record_adjustment(
        workbook, AskedAdjustment(AdjustmentKind.BREAKDOWN, day(2), machine="M1", last_day=day(3)), today=day(1)
    )
    typed = record_rows(workbook, [row(4)], key="k1", origin="bảng", today=day(3)).problems
    write_results([row(4)], tmp_path / "results.xlsx")
    read = record_results(workbook, tmp_path / "results.xlsx", today=day(3)).problems
    assert {problem.what for problem in typed} == {problem.what for problem in read}
    assert len(typed) >= 2
    assert all(problem.where for problem in typed)
