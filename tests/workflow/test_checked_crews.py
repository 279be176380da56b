"""`planner check` looks at the sheets on the crews too; planning does not."""

from pathlib import Path

import pytest

from planner.errors import WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from planner.workflow.planning.verifying import check_workbook
from tests.intake.books import put
from tests.intake.staffing_books import crews, with_rows


def test_errors_of_the_crews_are_told_by_check_alone(tmp_path: Path) -> None:
    book, path = crews(), tmp_path / "book.xlsx"
    put(book, "Ghim ca!A2", "CB99")
    book.save(path)
    with pytest.raises(WorkbookProblems) as caught:
        check_workbook(path)
    assert [problem.where for problem in caught.value.problems] == ["Ghim ca!A2"]
    assert read_campaign(path).warnings == ()


def test_warnings_of_the_crews_are_told_by_check(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with_rows({"Đã làm": []}).save(path)
    assert "Đã làm" in [problem.where for problem in check_workbook(path).warnings]
