"""What a double click starts on Windows: read here as text, since no Windows is at hand.

Its steps are those that the tests of the package and of the command line take on other systems.
"""

import re
import tomllib
from pathlib import Path

import pytest

from planner.cli.program import DOORS

ROOT = Path(__file__).resolve().parents[1]
SET_UP = ROOT / "instances" / "planner.cmd"
BOARD = ROOT / "instances" / "Mở bảng.cmd"
PLAN = ROOT / "instances" / "Lập lịch.cmd"
INSTALL = ROOT / "instances" / "bundle" / "Cài đặt.cmd"
DRAGGED_ONTO = pytest.mark.parametrize("started", [BOARD, PLAN], ids=lambda path: path.name)
EACH = pytest.mark.parametrize("started", [SET_UP, BOARD, PLAN, INSTALL], ids=lambda path: path.name)
ERRORS = {SET_UP: 3, BOARD: 1, PLAN: 2, INSTALL: 4}
"""How many failures each tells of."""
DELAYED = "setlocal EnableDelayedExpansion"


def lines_of(started: Path) -> list[str]:
    return started.read_bytes().decode("utf-8").split("\r\n")


def commands_of(started: Path) -> list[str]:
    return [line.strip() for line in lines_of(started) if not line.strip().startswith(("rem ", "echo "))]


def test_all_that_are_shipped_are_read_here() -> None:
    assert {*(ROOT / "instances").rglob("*.cmd")} == {*ERRORS}


@EACH
def test_each_line_ends_as_windows_wants_it(started: Path) -> None:
    read = started.read_bytes()
    assert read.endswith(b"\r\n")
    assert read.count(b"\r\n") == read.count(b"\n") == read.count(b"\r")
    assert "*.cmd -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


@EACH
def test_the_code_page_is_that_of_its_letters(started: Path) -> None:
    """Before the code page is set, and in what is no text, every letter is ASCII; no mark of UTF-8 is in front."""
    before, told = started.read_bytes().split(b"chcp 65001 >nul\r\n")
    assert before.isascii()
    assert before.startswith(b"@echo off\r\n")
    assert not told.isascii()
    assert all(command.isascii() for command in commands_of(started))


@EACH
def test_it_works_from_any_folder(started: Path) -> None:
    commands = commands_of(started)
    assert ('pushd "%~dp0.."' if started == SET_UP else 'pushd "%~dp0"') in commands
    assert not re.search(r"\b[A-Za-z]:[\\/]|\\\\|(?<![\w:/])/work", "\n".join(commands))
    for command in commands:
        for written in re.finditer(r"%~dp0|%CD%|%PATH%|%~1|!PROGRAM!|\S*\\\S*", command):
            assert command[: written.start() + 1].count('"') % 2 == 1, command


@EACH
def test_no_letter_of_a_folder_is_taken_for_a_command(started: Path) -> None:
    """An exclamation mark in a folder's name stays one: whatever is spelt out by % comes before they mean anything."""
    commands = commands_of(started)
    assert "setlocal EnableExtensions DisableDelayedExpansion" in commands
    if DELAYED in commands:
        assert not [command for command in commands[commands.index(DELAYED) :] if "%" in command]


def test_the_path_is_spelt_out_between_quotes_outside_of_brackets() -> None:
    lines = lines_of(SET_UP)
    assert [command for command in commands_of(SET_UP) if "%PATH%" in command] == [
        r'set "PATH=%CD%\.venv\Scripts;%PATH%"'
    ]
    assert lines.index(r'set "PATH=%CD%\.venv\Scripts;%PATH%"') > max(i for i, line in enumerate(lines) if line == ")")


@EACH
def test_brackets_are_blocks_and_there_are_no_labels(started: Path) -> None:
    lines = lines_of(started)
    assert not [line for line in lines if line.startswith((":", "goto", "call"))]
    assert not [line for line in lines if line.strip().startswith("echo ") and re.search(r"[()&|<>^%!]", line)]
    assert len([line for line in lines if line.endswith("(")]) == lines.count(")") >= ERRORS[started]


@EACH
def test_each_failure_is_told_and_waits_to_be_read(started: Path) -> None:
    lines = lines_of(started)
    for place, line in enumerate(lines):
        if line.strip().startswith("echo Lỗi: "):
            waits, ends, closes = (follows.strip() for follows in lines[place + 1 : place + 4])
            assert (waits, closes) == ("pause", ")")
            assert ends in {"exit 1", "exit /b 1"}
    assert sum("Lỗi: " in line for line in lines) == ERRORS[started]


def test_it_installs_what_was_tested_and_starts_what_is_installed() -> None:
    install = next(command for command in commands_of(SET_UP) if "pip install" in command)
    assert install.endswith(r'--constraint ".ci\constraints.txt" .')
    assert (ROOT / ".ci" / "constraints.txt").exists()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "planner" in project["scripts"]
    assert f"Python {project['requires-python'].removeprefix('>=')} trở lên" in "\n".join(lines_of(SET_UP))
    assert commands_of(SET_UP)[-2:] == ["cmd /k planner --help", ""]


@DRAGGED_ONTO
def test_what_is_dragged_onto_it_is_read_as_it_was_typed(started: Path) -> None:
    """Windows puts no quotation marks round a name with & but no space: %1 would lose what follows."""
    commands = commands_of(started)
    assert commands.index('set "TYPED=%~1"') < commands.index(DELAYED)
    taken = commands[commands.index(DELAYED) + 1 :][:5]
    assert taken == [
        'set "WORKBOOK=!TYPED!"',
        'set "DROPPED=!CMDCMDLINE!"',
        'if defined DROPPED set "DROPPED=!DROPPED:*.cmd" =!"',
        'if not "!DROPPED!"=="!CMDCMDLINE!" set "WORKBOOK=!DROPPED!"',
        'if defined WORKBOOK set "WORKBOOK=!WORKBOOK:"=!"',
    ]
    assert commands[-2:] == ["exit", ""], "or Windows would go on with what stands behind the &"


@DRAGGED_ONTO
def test_it_starts_a_command_that_there_is(started: Path) -> None:
    calls = [re.findall(r'"!PROGRAM!" (\S+)(.*)', command) for command in commands_of(started)]
    named = [call for found in calls for call in found]
    door = "board" if started == BOARD else "plan"
    assert door in DOORS
    assert named == [(door, ' "!WORKBOOK!"'), *([(door, "")] if started == BOARD else [])]


@DRAGGED_ONTO
def test_it_waits_where_the_command_fails(started: Path) -> None:
    commands = commands_of(started)
    assert commands[-3] == ("if errorlevel 1 pause" if started == BOARD else "pause")
