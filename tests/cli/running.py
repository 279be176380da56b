"""The command line run as its user runs it: in a process of its own, in an empty folder, in Vietnamese."""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE

from tests.cli.ready import SEARCHES

LONGEST = 120.0
ROOT = Path(__file__).parents[2]
REMEMBERED = Path(tempfile.gettempdir()) / f"searches-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
"""What was searched for in this test run; shared by its processes, and used by no other run."""
PLANNER = (sys.executable, "-m", "planner.cli.main")


@dataclass(frozen=True)
class Answered:
    """What came back."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Everything that was said."""
        return self.out + self.err


def surroundings(**more: str) -> dict[str, str]:
    """The environment without what would choose a language, and with more."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PLANNER_LANG", "LANGUAGE", "LANG"}}
    return kept | more


def planner(*arguments: object, folder: Path, command: Sequence[str] = PLANNER, **environment: str) -> Answered:
    """Run `planner` with these arguments in this folder; another command, or Python told otherwise, is started anew."""
    words = [*map(str, arguments)]
    is_usual = command is PLANNER and not any(name.startswith("PYTHON") for name in environment)
    run = _become if is_usual and hasattr(os, "fork") else _start
    answered = run(words, folder, command, surroundings(**environment))
    assert "Traceback" not in answered.all, answered.all
    return answered


def _start(words: Sequence[str], folder: Path, command: Sequence[str], environment: dict[str, str]) -> Answered:
    done = subprocess.run(
        [*command, *words], cwd=folder, env=environment, capture_output=True, timeout=LONGEST, check=False
    )
    return Answered(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


_of_thread = threading.local()


def _become(words: Sequence[str], folder: Path, _command: Sequence[str], environment: dict[str, str]) -> Answered:
    """By the server of this thread, which has loaded the program already (`tests.cli.ready`)."""
    server = getattr(_of_thread, "server", None)
    if server is None or server.poll() is not None:
        server = _of_thread.server = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.ready"],
            stdin=PIPE,
            stdout=PIPE,
            text=True,
            cwd=ROOT,
            env=surroundings(**{SEARCHES: str(REMEMBERED)}),
        )
        atexit.register(_let_go, server)
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        asked = {
            "arguments": words,
            "folder": str(folder),
            "environment": environment,
            "out": out.name,
            "err": err.name,
        }
        alarm = threading.Timer(LONGEST, server.kill)
        alarm.start()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = server.stdout.readline()
        alarm.cancel()
        assert code, f"no end of planner {' '.join(words)} within {LONGEST} s, or its server is gone"
        return Answered(int(code), out.read().decode("utf-8"), err.read().decode("utf-8"))


def files_in(folder: Path, *, ledgers: bool = False) -> set[str]:
    """Every file below the folder, by its way from there; ledgers and what a folder of papers keeps hidden if asked."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix()
        for path in found
        if ledgers or not (path.name.endswith(".ledger.db") or path.name.startswith(".planner-papers"))
    }


def _let_go(server: subprocess.Popen[str]) -> None:
    """Close the server's door, so that it ends by itself and can leave what it has counted; kill it if it does not."""
    assert server.stdin is not None
    with contextlib.suppress(OSError):
        server.stdin.close()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
