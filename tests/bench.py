"""Whole commands on every instance, with time, memory, goals and bounds: `python -m tests.bench [--runs 3]`.

Needs a system that tells the peak memory of a child process (Linux, macOS).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from pandas import DataFrame

INSTANCES = Path(__file__).parents[1] / "instances"
SECONDS = {
    "binh-gia-2023": 60,
    "binh-gia-2023-two-mobile": 60,
    "binh-phuoc-2024": 60,
    "province-roving": 60,
    "province-roving-180": 60,
}
KILOBYTES_PER_MEGABYTE = 1024


@dataclass(frozen=True)
class Run:
    """One whole command."""

    seconds: float
    megabytes: float
    plan: dict[str, Any]


def run(name: str, workers: int) -> Run:
    """Plan an instance in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "planner.cli.main", "plan", str(INSTANCES / name / "campaign.xlsx")]
        options = [
            "-o",
            folder,
            "--ledger",
            f"{folder}/bench.ledger.db",
            "--seconds",
            str(SECONDS[name]),
            "--workers",
            str(workers),
        ]
        started = monotonic()
        with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        took = monotonic() - started
        if process.returncode != 0:
            raise SystemExit(f"{name}: exit {process.returncode}")
        plan = json.loads((Path(folder) / "plan.json").read_text(encoding="utf-8"))
    return Run(took, usage.ru_maxrss / KILOBYTES_PER_MEGABYTE, plan)


def main() -> None:
    """Run every instance and print a line for it and a table of its goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("names", nargs="*", default=list(SECONDS))
    arguments = parser.parse_args()
    for name in arguments.names:
        runs = [run(name, arguments.workers) for _ in range(1 if name == "province-roving" else arguments.runs)]
        table = DataFrame(runs)
        took = table["seconds"].agg(["median", "min", "max"])
        print(
            f"{name}: {took['median']:.1f} s (from {took['min']:.1f} to {took['max']:.1f}), "
            f"{table['megabytes'].max():.0f} MB",
            flush=True,
        )
        goals = DataFrame(runs[-1].plan["goals"])
        print(goals[["goal", "value", "bound", "proof"]].to_string(index=False), flush=True)


if __name__ == "__main__":
    main()
