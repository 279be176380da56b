"""With -v a command that searches tells which way was taken and why; without it nothing more than before."""

import json
import re
import sys
from pathlib import Path

import click
import pytest

from planner.cli.program import DOORS
from planner.cli.program import planner as command_line
from tests.campaigns import day
from tests.cli.diary import BOOK, FIRST, announce, store
from tests.cli.running import ROOT, Answered, planner

SEARCH = ("--workers", "1", "--seconds", "20")
VIETNAMESE = "  Chờ đợi với 3 đơn vị và 2 máy: "
ENGLISH = "  Waiting of 3 units and 2 machines: "
WORKED_OUT_ELSEWHERE = {"worker"}
"""It plans for others, who ask there."""


def lines(answered: Answered) -> list[str]:
    """What was said beside the result, without what differs from run to run."""
    without_seconds = re.sub(r"[\d.,]+ (giây|s)\b", "N", answered.err)
    return [" ".join(line.split()) for line in without_seconds.splitlines()]


def test_every_command_that_searches_has_it() -> None:
    ctx = click.Context(command_line)
    for name in set(DOORS) - WORKED_OUT_ELSEWHERE:
        command = command_line.get_command(ctx, name)
        assert command is not None
        options = {word for option in command.params for word in option.opts}
        assert ("--seconds" in options) == ({"-v", "--verbose"} <= options), name


def test_a_plan_is_the_same_and_its_ways_are_told_on_stderr(home: Path) -> None:
    quiet = planner("plan", BOOK, "-o", "a", *SEARCH, folder=home)
    told = planner("plan", BOOK, "-o", "b", *SEARCH, "-v", folder=home)
    assert (quiet.code, told.code) == (0, 0), told.err
    plans = [json.loads((home / folder / "plan.json").read_text(encoding="utf-8")) for folder in "ab"]
    assert plans[0]["assignments"] == plans[1]["assignments"]
    assert "Cả chiến dịch được tìm như một phần, vì các máy nối mọi đơn vị với nhau" in told.err
    assert VIETNAMESE in told.err
    more = [line for line in lines(told) if line not in lines(quiet)]
    assert all(", vì " in line for line in more if "Đã" not in line), more
    assert [line for line in lines(quiet) if line not in lines(told)] == []


def test_it_is_told_in_english(home: Path) -> None:
    told = planner("plan", BOOK, *SEARCH, "--verbose", "--lang", "en", folder=home)
    assert ENGLISH in told.err
    assert ", since " in told.err
    assert " vì " not in told.err


def test_a_program_gets_json_alone(home: Path) -> None:
    told = planner("plan", BOOK, *SEARCH, "-v", "--json", folder=home)
    assert json.loads(told.out)["goals"]
    assert VIETNAMESE in told.err


def test_questions_name_what_is_searched_for(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    asked = planner("whatif", BOOK, "--machines", "+1", *SEARCH, "-v", folder=home)
    assert [line for line in asked.err.splitlines() if line.startswith("  Giả định: ")] == [
        "  Giả định: như hiện nay",
        "  Giả định: thêm 1 máy lưu động",
    ]
    weighed = planner("repairs", BOOK, *SEARCH, "-v", "--as-of", "11/4/2023", folder=home)
    assert "  Khi đổi nhiều nhất 0 ngày-đơn vị:" in weighed.err.splitlines()
    tried = planner("risk", BOOK, "--draws", "4", "--workers", "1", "-v", folder=home)
    assert sum("xếp lần lượt từng đơn vị" in line for line in tried.err.splitlines()) == 1
    assert "Chiến dịch được" not in tried.err, "not of every draw"
    sized = planner("fleet", BOOK, *SEARCH, "-v", folder=home)
    assert "  Lịch với 2 máy:" in sized.err.splitlines()
    assert "Traceback" not in sized.err


LOGGING = """
import logging
from planner.cli.session import telling_errors

@telling_errors
def command(session):
    log = logging.getLogger("planner.executor.local")
    log.info("what was chosen")
    log.warning("a process died")
    try:
        raise ZeroDivisionError("0901234567")
    except ZeroDivisionError:
        log.exception("it went wrong")

command(as_json=False, is_verbose={is_verbose})
"""


@pytest.mark.parametrize("is_verbose", [False, True])
def test_warnings_of_the_log_are_for_whoever_looks_on(tmp_path: Path, *, is_verbose: bool) -> None:
    words = (sys.executable, "-c", LOGGING.format(is_verbose=is_verbose))
    answered = planner(folder=tmp_path, command=words)
    assert answered.out == ""
    told = ["  what was chosen", "Lưu ý: a process died", "Lỗi: it went wrong (ZeroDivisionError, <string>:11)"]
    assert answered.err.splitlines() == (told if is_verbose else [])


@pytest.mark.parametrize(("manual", "language"), [("manual.md", "en"), ("huong-dan.md", "vi")])
def test_the_manual_shows_what_is_told(tmp_path: Path, manual: str, language: str) -> None:
    text = (ROOT / "planner" / "manual" / manual).read_text(encoding="utf-8")
    shown = text.partition("`-v` (`--verbose`)")[2].partition("```\n")[2].partition("```\n")[0].splitlines()
    told = planner(
        *("plan", ROOT / "instances" / "binh-gia-2023" / "campaign.xlsx", "-o", "o", "--ledger", "l.db"),
        *("--new-ledger", "--workers", "1", "-v", "--lang", language),
        folder=tmp_path,
    )
    assert len(shown) == 5
    because = {"en": ", since ", "vi": ", vì "}[language]
    assert [line for line in told.err.splitlines() if line.startswith("  ") and because in line] == shown
