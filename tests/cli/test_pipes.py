"""Somebody who reads only the beginning: `planner check campaign.xlsx | head -1`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import PLANNER, surroundings


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe that is closed is told otherwise")
@pytest.mark.parametrize("arguments", [("check", "nho/campaign.xlsx"), ("check", "nho/campaign.xlsx", "--json")])
def test_a_reader_who_has_read_enough_is_no_fault_of_the_program(home: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PLANNER, *arguments],
            cwd=home,
            env=surroundings(),
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    told = done.stderr.decode("utf-8")
    assert "Traceback" not in told
    assert "BrokenPipe" not in told
