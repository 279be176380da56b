"""What the whole test run shares."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

TESTS = Path(__file__).parent


REQUIRE_ALL = os.environ.get("REQUIRE_ALL", "0") not in {"", "0"}
"""Whether whoever runs the tests wants every one of them to have run."""


def system_part(name: str, *, present: bool) -> None:
    """Skip the test for want of a part of the system beside the project."""
    if not present:
        pytest.skip(f"{name} is missing here")


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


BY_THE_CLOCK = frozenset(
    [
        "cli/test_interruption",
        "cli/test_start",
        "cli/test_orphans",
        "cli/test_streams",
        "ledger/test_silent_network",
        "model/test_questions",
        "model/test_gate",
        "model/test_little_time",
        "model/test_rounds",
        "workflow/test_attempts",
        "test_punctual",
        "test_overloaded",
        "test_ordinary_campaigns",
        "prints/test_printing",
        "intake/test_hostile_files",
        "intake/test_problems",
        "intake/test_appendix_hostile",
    ]
)
"""Files whose tests hold the program to seconds of the clock: each needs the machine for itself."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what must run alone, so that `make test` may run everything else two at a time."""
    for item in items:
        if item.path in {TESTS / f"{name}.py" for name in BY_THE_CLOCK}:
            item.add_marker("alone")
