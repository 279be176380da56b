"""`planner new --level`: its example is planned with nobody left out, and the independent checker finds it sound."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import planner


def only_leave_nobody_out(book: Path) -> None:
    """Let the search end once all dossiers are collected: the other goals take longer than a test may."""
    workbook = load_workbook(book)
    workbook["Mục tiêu"]["A2"] = 1
    workbook["Mục tiêu"]["B2"] = "Còn sót"
    workbook.save(book)


@pytest.mark.parametrize("level", ["tinh", "xa"])
def test_the_example_of_a_level_is_planned(tmp_path: Path, level: str) -> None:
    assert planner("new", "d", "--level", level, folder=tmp_path).code == 0
    only_leave_nobody_out(tmp_path / "d" / "campaign-vi-du.xlsx")
    planned = planner("plan", "d/campaign-vi-du.xlsx", "-o", "p", "--seconds", "60", folder=tmp_path)
    assert planned.code == 0, planned.err
    assert "đã xếp lịch, 0 còn sót" in planned.out
    judged = planner("verify", "d/campaign-vi-du.xlsx", "p/plan.json", folder=tmp_path)
    assert judged.code == 0, judged.out


def test_another_level_is_refused(tmp_path: Path) -> None:
    refused = planner("new", "d", "--level", "huyen", folder=tmp_path)
    assert refused.code == 2
    assert "'tinh', 'xa'" in refused.err
    assert not list(tmp_path.iterdir())
