"""What the whole test run shares."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from planner.cli.next_steps import CommandLineWords
from planner.next_steps import speaking_for

TESTS = Path(__file__).parent

REQUIRE_ALL = os.environ.get("REQUIRE_ALL", "0") not in {"", "0"}
"""Whether whoever runs the tests wants every one of them to have run."""


def system_part(name: str, *, present: bool) -> None:
    """Skip the test for want of a part of the system beside the project."""
    if not present:
        pytest.skip(f"{name} is missing here")


@pytest.fixture
def at_the_command_line() -> Iterator[None]:
    """Messages of rooms below the doors, told as the command line tells them."""
    with speaking_for(CommandLineWords()):
        yield


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With REQUIRE_ALL, a test that was skipped has failed, whatever let it be skipped."""
    return failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """With REQUIRE_ALL, so has a file that was skipped as a whole."""
    return failed_if_skipped((yield))


def failed_if_skipped(report: Report) -> Report:
    """The report, as a failure if it tells of a skip that nobody allowed."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"with REQUIRE_ALL nothing may be left out: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Seven thousand tests stay to the end, so whether one of them may go is not asked again at every tidying up."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


LONGEST = frozenset(
    [
        "board/test_browser",
        "board/test_crowd",
        "board/test_first_day",
        "board/test_fuzz_board",
        "board/test_hostile",
        "cli/test_child_kill",
        "cli/test_kill",
        "cli/test_orphans",
        "cli/test_unsound_answers",
        "guard/test_guard",
        "ledger/test_crowd",
        "ledger/test_kill",
        "model/test_wish",
        "prints/test_hamlet_teams",
        "test_documents",
        "test_fuzz_proofs",
        "test_hostile_prints",
        "test_layouts",
        "test_nation",
        "workflow/test_attempts",
        "workflow/test_races",
        "workflow/test_simulation",
    ]
)
"""Files that take long, most of them by few tests: begun last, one would go on when all the others have ended."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the rest stays in its order."""
    longest = {TESTS / f"{name}.py" for name in LONGEST}
    assert all(path.exists() for path in longest), "a file that takes long has another name now"
    items.sort(key=lambda item: item.path not in longest)
