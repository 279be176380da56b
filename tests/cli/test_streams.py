"""Where there is no stderr, no stdout, no terminal and no home: a command does its work and ends with its own code."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click.core
import click.utils
import pytest

from planner.cli.main import main
from tests.cli.diary import BOOK
from tests.cli.running import PLANNER, files_in, surroundings
from tests.conftest import system_part

PLAN = ("plan", BOOK, "-o", "o", "--workers", "1", "--seconds", "20")


def in_shell(home: Path, streams: str, *arguments: str, bare: bool = False) -> subprocess.CompletedProcess[str]:
    """The command with its streams as a shell opens, closes or fills them; `bare` in an empty environment."""
    system_part("a POSIX shell", present=os.name == "posix")
    import_path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {streams}', "sh", *PLANNER, *arguments],
        cwd=home,
        env=import_path if bare else surroundings(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("streams", ["2>&-", ">&- 2>&- <&-", "2>/dev/full"])
def test_a_plan_needs_no_stderr(home: Path, streams: str) -> None:
    done = in_shell(home, streams, *PLAN, bare=True)
    assert done.returncode == 0, done.stderr
    assert "o/plan.json" in files_in(home)


def test_progress_that_nobody_reads_is_no_reason_to_end(home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run([*PLANNER, *PLAN], cwd=home, env=surroundings(), stderr=writing, timeout=120, check=False)
    finally:
        os.close(writing)
    assert done.returncode == 0
    assert "o/plan.json" in files_in(home)


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_full_stdout_is_told_and_what_was_done_stands(home: Path, more: tuple[str, ...]) -> None:
    done = in_shell(home, ">/dev/full", "check", BOOK, *more)
    assert done.returncode == 2
    assert "stdout" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_reader_leaves_the_code_as_it_is(home: Path) -> None:
    assert in_shell(home, ">/dev/full", "check", "nix.xlsx", "--json").returncode == 2
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PLANNER, "check", BOOK], cwd=home, env=surroundings(), stdout=writing, timeout=120, check=False
        )
    finally:
        os.close(writing)
    assert done.returncode == 0


def test_windows_leaves_arguments_as_they_were_typed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """campaign[1].xlsx, as a browser calls a second download, is not campaign1.xlsx."""
    book = home / BOOK
    other = book.with_name("campaign[1].xlsx")
    book.rename(book.with_name("campaign1.xlsx"))
    windows = SimpleNamespace(**{name: getattr(os, name) for name in dir(os)} | {"name": "nt"})
    monkeypatch.setattr(click.core, "os", windows)
    monkeypatch.setattr(sys, "argv", ["planner", "check", str(other)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "campaign[1].xlsx" in capsys.readouterr().err
