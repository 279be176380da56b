"""The checker of rosters, and brute force beside it, know the records of rosters and nothing that computes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RECORDS = {"case", "duties", "policy", "regulations", "staffing"}
CHECKER = sorted((ROOT / "planner" / "check" / "roster").rglob("*.py"))
BRUTE_FORCE = [
    ROOT / "tests" / f"{name}.py"
    for name in ("roster_brute", "roster_facts", "roster_goals_brute", "roster_rules_brute")
]


def imported(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module} - {""}


@pytest.mark.parametrize("path", [*CHECKER, *BRUTE_FORCE], ids=lambda path: path.stem)
def test_of_the_room_of_rosters_only_records_are_read(path: Path) -> None:
    read = {name for name in imported(path) if name.startswith("planner.roster")}
    assert read <= {f"planner.roster.{record}" for record in RECORDS}


@pytest.mark.parametrize("path", BRUTE_FORCE, ids=lambda path: path.stem)
def test_brute_force_knows_neither_checker_nor_search(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith(("planner.check", "planner.model"))}
    assert "planner.domain.hours" not in imported(path)
