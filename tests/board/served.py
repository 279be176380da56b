"""The board as its user starts it: the command in a process of its own, on a port that is free."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.running import PLANNER, surroundings

COMES_UP_WITHIN = 60.0
ENDS_WITHIN = 2.0


@dataclass(frozen=True)
class Served:
    """A board that is open."""

    process: "subprocess.Popen[str]"
    once: str
    """The address that works once."""
    seconds: float
    """From the start to the address."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.once.partition("/vao")[0]

    def stop(self) -> float:
        """Press Ctrl-C, and say after how many seconds it had ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        return time.monotonic() - began


@contextmanager
def served(workbook: Path, *arguments: str) -> Iterator[Served]:
    """Open the board of this workbook, or of this folder, without a browser; it is gone afterwards."""
    words = [*PLANNER, "board", workbook.name, "--no-browser", "--json", *arguments]
    began = time.monotonic()
    process = subprocess.Popen(
        words,
        cwd=workbook.parent,
        env=surroundings(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        if not told.strip():
            raise AssertionError(process.communicate(timeout=30)[1])
        while True:
            try:
                address = json.loads(told)["address"]
                break
            except json.JSONDecodeError:
                more = process.stdout.readline()
                assert more, told
                told += more
        yield Served(process, address, time.monotonic() - began)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=30)
