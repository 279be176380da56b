"""Same input, same plan: one worker, one seed, many runs.

    python -m tests.sameness --runs 20 [CAMPAIGN.xlsx ...]

Each run is a process of its own, under one of three PYTHONHASHSEEDs, half of them from a copy of the workbook whose
rows are shuffled (those that carry no order). Seconds may differ; assignments and goals may not.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.campaigns import seeded

ROOT = Path(__file__).resolve().parents[1]
BINH_GIA = ROOT / "instances" / "binh-gia-2023" / "campaign.xlsx"
HASH_SEEDS = ("0", "1", "4242")
WITHOUT_ORDER = ("Đơn vị", "Ngày nghỉ", "Quãng đường", "Giai đoạn", "Ghim")
"""The order of *Ca* and of *Máy* carries meaning."""


def shuffled(workbook: Path, copy: Path, seed: int) -> None:
    """The same workbook with the rows below each header in another order."""
    order = seeded(seed)
    book = openpyxl.load_workbook(workbook)
    for title in WITHOUT_ORDER:
        sheet = book[title] if title in book.sheetnames else None
        if isinstance(sheet, Worksheet):
            _shuffle(sheet, order.sample(range(sheet.max_row - 1), sheet.max_row - 1))
    book.save(copy)


def _shuffle(sheet: Worksheet, order: Sequence[int]) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    filled = sum(1 for row in rows if any(value is not None for value in row))
    places = [place for place in order if place < filled]
    for target, source in enumerate(places):
        for cell, value in zip(sheet[target + 2], rows[source], strict=True):
            cell.value = value


def identity(workbook: Path, hash_seed: str) -> str:
    """A fingerprint of the plan that one worker makes of this workbook: its assignments and goals without seconds."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "planner.cli.main",
                "plan",
                workbook,
                "-o",
                folder,
                "--ledger",
                f"{folder}/x.ledger.db",
                "--workers",
                "1",
                "--seed",
                "7",
            ],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
        )
        plan = json.loads((Path(folder) / "plan.json").read_text(encoding="utf-8"))
    goals = [{key: value for key, value in goal.items() if key != "seconds"} for goal in plan["goals"]]
    return hashlib.sha256(json.dumps([plan["assignments"], goals], sort_keys=True).encode()).hexdigest()


def identities(workbook: Path, runs: int) -> list[str]:
    """The fingerprint of each run."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            copy = Path(folder) / f"campaign-{run}.xlsx"
            copy.write_bytes(workbook.read_bytes())
            if run % 2:
                shuffled(workbook, copy, run)
            found.append(identity(copy, HASH_SEEDS[run % len(HASH_SEEDS)]))
    return found


def main() -> int:
    """Run, and say for each workbook how many runs gave the plan of the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("workbooks", nargs="*", type=Path, default=[BINH_GIA])
    arguments = parser.parse_args()
    all_same = True
    for workbook in arguments.workbooks:
        found = identities(workbook, arguments.runs)
        same = found.count(found[0])
        all_same = all_same and same == len(found)
        print(f"{workbook}: {same} of {len(found)} runs gave the same plan ({found[0][:12]})", flush=True)
    return 0 if all_same else 1


if __name__ == "__main__":
    sys.exit(main())
