"""What the whole test run shares."""

import os

import pytest


def system_part(name: str, *, present: bool) -> None:
    """Skip the test for want of a part of the system beside the project, or fail it if REQUIRE_ALL=1."""
    if present:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but {name} is missing")
    pytest.skip(f"{name} is missing here")
