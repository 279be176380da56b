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
    at_this_machine: str = ""
    """Of a board that is shared: where whoever opened it finds it."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.once.partition("/vao")[0].removesuffix("/")

    @property
    def here(self) -> str:
        """Scheme, host and port for whoever opened it."""
        return (self.at_this_machine or self.once).partition("/vao")[0].removesuffix("/")

    def stop(self) -> float:
        """Press Ctrl-C, and say after how many seconds it had ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        return time.monotonic() - began


@contextmanager
def served(workbook: Path, *arguments: str, own_group: bool = False) -> Iterator[Served]:
    """Open the board of this workbook, or of this folder, without a browser; it is gone afterwards.

    With a group of its own it is alone in its terminal, so to say.
    """
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
        start_new_session=own_group,
    )
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        if not told.strip():
            raise AssertionError(process.communicate(timeout=30)[1])
        while True:
            try:
                answer = json.loads(told)
                break
            except json.JSONDecodeError:
                more = process.stdout.readline()
                assert more, told
                told += more
        seconds = time.monotonic() - began
        yield Served(process, answer["address"], seconds, answer.get("at_this_machine", ""))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=30)
