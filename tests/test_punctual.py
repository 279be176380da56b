"""Commands and their clock; `python -m tests.punctual` asks the same of all instances and cases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns import small_campaign
from tests.case_table import row_of, workbooks
from tests.punctual import Drawn, Run, Runner, summed_up
from tests.workbooks import write_workbook


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    path = tmp_path_factory.mktemp("punctual") / "campaign.xlsx"
    write_workbook(small_campaign(days=9), path)
    with Runner([path]) as ready:
        yield ready


@pytest.mark.alone
@pytest.mark.parametrize("command", ["plan", "why", "fleet", "risk"])
def test_a_command_keeps_its_time(runner: Runner, command: str) -> None:
    run = runner.one(1, most_seconds=5.0, only=command)
    assert run.drawn.command == command
    assert run.code in (0, 1)
    assert run.searched is not None
    assert 0.0 < run.searched < run.took
    assert run.faults == []


def of(*, searched: float | None = 1.0, code: int = 0, error: str = "") -> Run:
    return Run(Drawn("plan", "campaign.xlsx", 10.0, 1), code, 20.0, searched, error)


def test_what_takes_longer_than_its_seconds_and_the_grace_is_at_fault() -> None:
    assert of(searched=12.9).faults == []
    assert of(searched=13.1).faults == ["over its time: 13.1 s of 13.0"]


def test_no_plan_is_excused_by_the_data_alone() -> None:
    assert of(code=1, error="workbook").faults == []
    assert of(code=1, error="NoPlanPossible").faults == []
    assert of(code=3, error="NoPlanInTime").faults == ["no plan: exit 3 NoPlanInTime"]
    assert of(code=1, error="fault").faults == ["no plan: exit 1 fault"]


def test_runs_that_never_searched_prove_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert summed_up([of()], 1) == 0
    assert summed_up([of(searched=None, code=1, error="workbook")], 1) == 1
    assert summed_up([of(), of(searched=30.0)], 1) == 1
    assert "at fault: plan" in capsys.readouterr().out


def test_a_table_of_cases_tells_good_plans_from_none(tmp_path: Path) -> None:
    good, bad = tmp_path / "one" / "campaign-a.xlsx", tmp_path / "two" / "case-b.xlsx"
    for path in (good, bad):
        path.parent.mkdir()
    write_workbook(small_campaign(days=3), good)
    bad.write_bytes(b"no workbook")
    assert list(workbooks(tmp_path)) == [good, bad]
    assert list(workbooks(tmp_path, "two")) == [bad]
    row = row_of(good, "one", ["--seconds", 5, "--workers", 1])
    assert row.is_good, row
    assert "unserved " in str(row)
    refused = row_of(bad, "two", ["--seconds", 5])
    assert (refused.code, refused.is_good) == (2, False)
