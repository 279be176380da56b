"""What a double click starts on Windows: read here as text, since no Windows is at hand.

Its steps are those that the tests of the package take on other systems.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTED = ROOT / "instances" / "planner.cmd"
BYTES = STARTED.read_bytes()
LINES = BYTES.decode("utf-8").split("\r\n")
COMMANDS = [line.strip() for line in LINES if not line.strip().startswith(("rem ", "echo "))]


def test_each_line_ends_as_windows_wants_it() -> None:
    assert BYTES.endswith(b"\r\n")
    assert BYTES.count(b"\r\n") == BYTES.count(b"\n") == BYTES.count(b"\r")
    assert "*.cmd -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_the_code_page_is_that_of_its_letters() -> None:
    """Before the code page is set, and in what is no text, every letter is ASCII; no mark of UTF-8 is in front."""
    before, told = BYTES.split(b"chcp 65001 >nul\r\n")
    assert before.isascii()
    assert before.startswith(b"@echo off\r\n")
    assert not told.isascii()
    assert all(command.isascii() for command in COMMANDS)


def test_it_works_from_any_folder() -> None:
    assert 'pushd "%~dp0.."' in COMMANDS
    assert (STARTED.parent / "..").resolve() == ROOT
    assert not re.search(r"\b[A-Za-z]:[\\/]|\\\\|(?<![\w:/])/work", "\n".join(COMMANDS))
    for command in COMMANDS:
        for written in re.finditer(r"%~dp0|%CD%|%PATH%|\S*\\\S*", command):
            assert command[: written.start() + 1].count('"') % 2 == 1, command


def test_no_letter_of_a_folder_is_taken_for_a_command() -> None:
    """An exclamation mark in a folder's name stays one; PATH is only spelt out between quotes, outside of brackets."""
    assert "setlocal EnableExtensions DisableDelayedExpansion" in COMMANDS
    assert [command for command in COMMANDS if "%PATH%" in command] == [r'set "PATH=%CD%\.venv\Scripts;%PATH%"']
    assert LINES.index(r'set "PATH=%CD%\.venv\Scripts;%PATH%"') > max(i for i, line in enumerate(LINES) if line == ")")


def test_brackets_are_blocks_and_there_are_no_labels() -> None:
    assert not [line for line in LINES if line.startswith((":", "goto", "call"))]
    assert not [line for line in LINES if line.strip().startswith("echo ") and re.search(r"[()&|<>^%!]", line)]
    opened = [line for line in LINES if line.endswith("(")]
    assert len(opened) == LINES.count(")") == 5


def test_each_failure_is_told_and_waits_to_be_read() -> None:
    for place, line in enumerate(LINES):
        if line.strip().startswith("echo Lỗi: "):
            assert [follows.strip() for follows in LINES[place + 1 : place + 4]] == ["pause", "exit /b 1", ")"]
    assert sum("Lỗi: " in line for line in LINES) == 3


def test_it_installs_what_was_tested_and_starts_what_is_installed() -> None:
    install = next(command for command in COMMANDS if "pip install" in command)
    assert install.endswith(r'--constraint ".ci\constraints.txt" .')
    assert (ROOT / ".ci" / "constraints.txt").exists()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "planner" in project["scripts"]
    assert f"Python {project['requires-python'].removeprefix('>=')} trở lên" in BYTES.decode("utf-8")
    assert COMMANDS[-2:] == ["cmd /k planner --help", ""]
