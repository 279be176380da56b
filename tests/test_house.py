"""What the house promises of itself: one name for each rule, small files, and no door but the command line speaks."""

import ast
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from planner.check.claims import CLAIM_JUDGES
from planner.check.roster.claims import DUTY_CLAIM_JUDGES
from planner.check.roster.goals import VALUES as DUTY_GOALS
from planner.check.roster.rules.registry import OFFICER_JUDGES, ROSTER_JUDGES
from planner.check.roster.violation import DutyClaim
from planner.check.rules.registry import JUDGES
from planner.check.violation import Claim
from planner.domain.policy import DEFAULT_GOALS, Goal, Rule
from planner.roster.policy import DutyGoal, DutyRule
from tests.conftest import system_part
from tests.documents import documents

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "planner").rglob("*.py"))
MOST_LINES = 350
LOOSE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "data", "info"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_each_rule_has_its_judge() -> None:
    assert set(JUDGES) == set(Rule)
    assert set(CLAIM_JUDGES) == set(Claim)


def test_each_goal_has_its_place_in_the_default_order() -> None:
    assert set(DEFAULT_GOALS) == set(Goal)


def test_each_rule_of_rosters_has_its_judge() -> None:
    assert {*OFFICER_JUDGES, *ROSTER_JUDGES} == set(DutyRule)
    assert not OFFICER_JUDGES.keys() & ROSTER_JUDGES.keys()
    assert set(DUTY_CLAIM_JUDGES) == set(DutyClaim)
    assert list(DUTY_GOALS) == list(DutyGoal)
    for judges in (OFFICER_JUDGES, ROSTER_JUDGES):
        assert [judging.__name__ for judging in judges.values()] == [rule.name.lower() for rule in judges]


def test_rules_and_goals_are_not_spelt_a_second_time() -> None:
    """Names with a dash are unmistakable: outside the enum they stand in documents only."""
    spelt = re.compile("|".join(f'"{rule}"' for rule in (*Rule, *DutyRule, *DutyGoal) if "-" in rule))
    for path in SOURCES:
        if path.name != "policy.py":
            assert not spelt.search(path.read_text(encoding="utf-8")), named(path)


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_names_say_something() -> None:
    for path in SOURCES:
        assert not LOOSE_NAMES & set(path.relative_to(ROOT).with_suffix("").parts), named(path)


def test_only_the_command_line_prints() -> None:
    for path in SOURCES:
        if path.is_relative_to(ROOT / "planner" / "cli"):
            continue
        tree = tree_of(path)
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert not any(isinstance(call, ast.Name) and call.id == "print" for call in calls), named(path)


def test_nothing_here_talks_to_the_network() -> None:
    network = {"socket", "http", "urllib", "requests", "httpx", "ftplib", "smtplib"}
    for path in SOURCES:
        tree = tree_of(path)
        imported = {
            name.partition(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not imported & network, named(path)


def test_the_top_level_stays() -> None:
    """Of what belongs to the repository; beside it people may keep campaigns, wheels and builds."""
    system_part("git and a clone", present=shutil.which("git") is not None and (ROOT / ".git").exists())
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {line.partition("/")[0].strip('"') for line in listed.splitlines()}
    allowed = {"planner", "instances", "outputs", "tests", "pyproject.toml", "README.md", "Makefile"}
    assert {name for name in found if not name.startswith(".")} == allowed


def test_each_room_says_what_it_is() -> None:
    for path in SOURCES:
        assert ast.get_docstring(tree_of(path)), named(path)


def test_no_document_points_out_of_the_repository() -> None:
    for path in [
        *SOURCES,
        *documents(),
        ROOT / "Makefile",
        ROOT / ".ci/run",
    ]:
        text = path.read_text(encoding="utf-8")
        assert "/work/" not in text, named(path)
        assert "../shared" not in text, named(path)
