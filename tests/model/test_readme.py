"""The room's README is true: its example gives what it shows, its names exist, and its tables hold the enums."""

import ast
import doctest
import re
from pathlib import Path

import pytest

from planner.domain.policy import Goal, Rule

ROOM = Path(__file__).resolve().parents[2] / "planner" / "model"
TEXT = (ROOM / "README.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"\[`([\w.]+)`\]\(([\w/]+\.py)\)", TEXT)))
"""A name and the file that is to define it."""


def names_in(path: Path) -> set[str]:
    """All that a file defines at its top, and all that its classes define, with the class's name before it."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        found |= set(_names_of(node))
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _names_of(inner)}
    return found


def _names_of(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return (
        [target.id for target in node.targets if isinstance(target, ast.Name)] if isinstance(node, ast.Assign) else []
    )


def test_the_example_gives_what_it_shows() -> None:
    block = doctest.DocTestParser().get_doctest(TEXT, {}, "README.md", "README.md", 0)
    assert len(block.examples) > 10
    told: list[str] = []
    results = doctest.DocTestRunner().run(block, out=told.append)
    assert results.failed == 0, "".join(told)


@pytest.mark.parametrize(("name", "file"), NAMED)
def test_each_name_stands_where_it_is_said_to(name: str, file: str) -> None:
    assert name in names_in(ROOM / file)


@pytest.mark.parametrize("file", sorted(set(re.findall(r"\]\(([\w/]+\.py)\)", TEXT))))
def test_each_file_is_there(file: str) -> None:
    assert (ROOM / file).is_file()


def told_in(heading: str) -> list[str]:
    """The names in code in the first column of a section's table."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]*`[^|]*) \|", section, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([\w-]+)`", row)]


def test_the_constraints_are_all_rules() -> None:
    assert sorted(told_in("Constraints")) == sorted(rule.value for rule in Rule)


def test_the_goals_are_all_goals_in_order() -> None:
    assert told_in("Goals") == [goal.value for goal in Goal]


def test_each_goal_has_a_bound() -> None:
    assert set(told_in("Bounds")) == {goal.value for goal in Goal}
