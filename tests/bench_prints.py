"""Seconds for every form of the 111 communes of Bình Phước: `python -m tests.bench_prints`.

Each form is printed by a process of its own, start of the program included. `--plan-seconds` bounds the search for the
plan that is printed, which is not measured.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

from planner.prints.forms.registry import FORMS
from tests.bench import INSTANCES

NAME = "binh-phuoc-2024"


def planner(*arguments: object) -> float:
    """Run the command and tell how long it took, in seconds."""
    command = [sys.executable, "-m", "planner.cli.main", *map(str, arguments)]
    started = monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return monotonic() - started


def main() -> None:
    """Plan once, then print each form, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan-seconds", type=float, default=20)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        workbook = Path(home) / NAME / "campaign.xlsx"
        workbook.parent.mkdir()
        shutil.copyfile(INSTANCES / NAME / "campaign.xlsx", workbook)
        planner("plan", workbook, "-o", Path(home) / "plan", "--seconds", arguments.plan_seconds)
        for form in FORMS:
            folder = Path(home) / form.name
            seconds = [planner("print", workbook, "--form", form, "-o", folder) for _ in range(arguments.runs)]
            num_files = sum(path.is_file() for path in folder.rglob("*"))
            print(f"{form}: {min(seconds):.1f} to {max(seconds):.1f} s, {num_files} files", flush=True)


if __name__ == "__main__":
    main()
