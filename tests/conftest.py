"""What the whole test run shares."""

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def system_part(name: str, *, present: bool) -> None:
    """Skip the test for want of a part of the system beside the project, or fail it if REQUIRE_ALL=1."""
    if present:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but {name} is missing")
    pytest.skip(f"{name} is missing here")


BY_THE_CLOCK = frozenset(
    [
        "cli/test_interruption",
        "cli/test_start",
        "cli/test_orphans",
        "cli/test_streams",
        "ledger/test_silent_network",
        "model/test_questions",
        "model/test_gate",
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
        if item.path.relative_to(TESTS).with_suffix("").as_posix() in BY_THE_CLOCK:
            item.add_marker("alone")
