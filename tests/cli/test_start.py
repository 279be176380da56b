"""A quick answer: help needs none of the heavy packages."""

import os
import sys
from pathlib import Path

from tests.cli.running import PLANNER, planner

HEAVY = ("ortools", "pandas", "numpy", "openpyxl", "pydantic", "docx", "typst", "rapidfuzz", "holidays", "lark")
LIST_MODULES = """
import sys
from planner.cli.main import main
sys.argv = ["planner", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def _seconds_of_children() -> float:
    """Seconds of the processor, which a busy machine does not change, of all processes that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def heavy_modules(text: str) -> list[str]:
    return [name for name in text.split() if name.partition(".")[0] in HEAVY]


def test_help_is_quick(tmp_path: Path) -> None:
    started_anew = [*PLANNER]
    planner("--help", folder=tmp_path, command=started_anew)
    before = _seconds_of_children()
    shown = planner("--help", folder=tmp_path, command=started_anew)
    assert _seconds_of_children() - before < 0.5
    assert shown.code == 0
    for command in ("new", "check", "plan", "verify", "demo"):
        assert f"  {command} " in shown.out


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    for arguments in (["--help"], ["plan", "--help"], ["--version"], ["plam"]):
        shown = planner(*arguments, folder=tmp_path, command=(sys.executable, "-c", LIST_MODULES))
        assert "planner.cli.program" in shown.err.split()
        assert heavy_modules(shown.err) == []


def test_the_entry_itself_loads_nothing_heavy(tmp_path: Path) -> None:
    script = "import sys, planner.cli.main; print(*sys.modules)"
    shown = planner(folder=tmp_path, command=(sys.executable, "-c", script))
    assert heavy_modules(shown.out) == []
    assert "click" not in shown.out.split()


def test_check_needs_no_solver(home: Path) -> None:
    checked = planner("check", "nho/campaign.xlsx", folder=home, command=(sys.executable, "-c", LIST_MODULES))
    assert checked.code == 0
    assert {"ortools", "docx", "typst"}.isdisjoint(name.partition(".")[0] for name in checked.err.split())


def test_version(tmp_path: Path) -> None:
    assert planner("--version", folder=tmp_path).out == "planner, phiên bản 0.11.0\n"


def test_a_script_that_calls_the_command_line_without_a_guard_plans_once(home: Path) -> None:
    """The process that searches imports whatever script began it."""
    script = home / "unguarded.py"
    script.write_text(
        "import sys\nfrom planner.cli import main\n"
        "sys.argv = ['planner', 'plan', 'nho/campaign.xlsx', '-o', 'o', '--seconds', '4']\nmain.main()\n",
        encoding="utf-8",
    )
    answered = planner(folder=home, command=(sys.executable, str(script)))
    assert answered.code == 0, answered.err
    assert (home / "o" / "plan.json").exists()
    assert "dừng đột ngột" not in answered.err
