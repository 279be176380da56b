"""The command line run as its user runs it: in a process of its own, in an empty folder, in Vietnamese."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 120.0
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
    """Run `planner` with these arguments in this folder."""
    done = subprocess.run(
        [*command, *map(str, arguments)],
        cwd=folder,
        env=surroundings(**environment),
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )
    answered = Answered(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in answered.all, answered.all
    return answered


def files_in(folder: Path, *, ledgers: bool = False) -> set[str]:
    """Every file below the folder, by its way from there; ledgers and what a folder of papers keeps hidden if asked."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix()
        for path in found
        if ledgers or not (path.name.endswith(".ledger.db") or path.name.startswith(".planner-papers"))
    }
