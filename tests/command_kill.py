"""Power cuts at the command line: `planner record` and `planner replan` are killed at random points of their lives.

`python -m tests.command_kill [--points 300] [--seed 1]` on a file, and a sixth as many on a PostgreSQL that it starts.
What a command has told as done must be there, nothing may be half there, and the next commands must work.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from click.testing import CliRunner

from planner.cli.program import planner
from planner.domain.policy import Goal, GoalSetting
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.intake.plan_file import read_plan
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from tests.campaigns import machine, posting, small_campaign, unit
from tests.cli.running import PLANNER, surroundings
from tests.postgres import private_server
from tests.small_campaigns import day, label
from tests.workbooks import write_results, write_workbook

POINTS_A_ROUND = 30
"""After so many deaths the rest of them happens in a new folder."""
LAST_PAST_DAY = 8
CAMPAIGN = small_campaign(
    units=[unit(code, need, visits=3) for code, need in zip("ABCDEF", (70, 55, 48, 61, 39, 30), strict=True)],
    machines=[machine("M1", posting(7, base="A")), machine("M2", posting(5)), machine("M3", posting(6, base="C"))],
    days=16,
    closures=[],
    goals=[GoalSetting(goal=goal) for goal in (Goal.UNSERVED, Goal.CHANGES, Goal.FINISH)],
)
"""What takes longest to prove is no goal here, so that a re-plan is as short as its storing and printing allow."""
ROWS_A_REPORT = 3 * 2 * LAST_PAST_DAY
AIMED = 0.5
"""Of the deaths, those that wait until the command begins to write; the others come at any time."""
LONGEST_AFTER_WRITING = {"record": 0.08, "replan": 0.5}
LONGEST_WAIT = 60.0
ORPHANS_END_WITHIN = 5.0


@dataclass
class Deaths:
    """What was found after so many deaths."""

    points: int = 0
    before_storing: int = 0
    """Deaths of commands that had stored nothing yet."""
    while_finishing: int = 0
    """Deaths of commands that had stored everything, and had not told so: prints, plan.json, the answer."""
    too_late: int = 0
    """Commands that were done before they could be killed."""
    acknowledged: int = 0
    """Reports and plans that were told to be stored, by those that were killed and those that followed."""
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    litter: int = 0
    """Files with temporary names that were left behind."""

    @property
    def is_whole(self) -> bool:
        """Whether every promise was kept."""
        return not self.lost and not self.torn and not self.stuck

    def __str__(self) -> str:
        return (
            f"{self.points} deaths: {self.before_storing} before anything was stored, {self.while_finishing} after "
            f"it and before the answer, {self.too_late} came too late; {self.acknowledged} acknowledged, "
            f"{len(self.lost)} lost, {len(self.torn)} torn, {len(self.stuck)} next commands stuck, "
            f"{self.litter} temporary files left"
        )


def deaths(points: int, *, seed: int = 1, servers: Iterator[str] | None = None) -> Deaths:
    """Kill commands at so many random points, and look at what they left after each."""
    dice, found = random.Random(seed), Deaths()  # noqa: S311 - for a test
    while found.points < points:
        with tempfile.TemporaryDirectory() as folder:
            round_ = _Round(Path(folder), dice, found, next(servers) if servers else None)
            for _point in range(min(POINTS_A_ROUND, points - found.points)):
                round_.one_death("replan" if found.points % 2 else "record")
            round_.look_at_everything()
    return found


class _Died(NamedTuple):
    was_killed: bool
    answer: dict[str, Any] | None
    """What it had told when it ended; None if it had not come so far."""


class _Round:
    """A campaign under way in a folder of its own."""

    def __init__(self, folder: Path, dice: random.Random, found: Deaths, server: str | None) -> None:
        self.folder, self.dice, self.found = folder, dice, found
        self.book, self.outputs = folder / "campaign.xlsx", folder / "outputs"
        self.ledger = [] if server is None else ["--ledger", server]
        self.address: Path | str = server or default_ledger(self.book)
        self.num_reports = 0
        self.told_reports: set[str] = set()
        self.told_versions: set[int] = set()
        self.children: list[int] = []
        """Processes that those which were killed had started."""
        write_workbook(CAMPAIGN, self.book)
        self._must("plan", self.book, "-o", self.outputs, "--seconds", 20, "--workers", 1)
        self._must("announce", self.book)
        self.life = {command: self._life(command) for command in ("record", "replan")}

    def one_death(self, command: str) -> None:
        """Start a command, kill it, look at what it has left, and go on with the next commands."""
        before = self._versions() if command == "replan" else 0
        report = f"{self.num_reports}"
        died = self._killed(command)
        self.found.points += 1
        if died.answer is not None and "error" not in died.answer:
            self._acknowledge(command, died.answer, report)
        elif not died.was_killed:
            self.found.stuck.append(f"{command} failed by itself: {died.answer}")
        stored = self._versions() > before if command == "replan" else report in self._whole_reports()
        if not died.was_killed:
            self.found.too_late += 1
        elif stored:
            self.found.while_finishing += 1
        else:
            self.found.before_storing += 1
        self._look()
        self._go_on(command)

    def look_at_everything(self) -> None:
        """Every version and report, and every process that was left alone, at the end."""
        time.sleep(ORPHANS_END_WITHIN)
        self.found.stuck += [f"process {number} lives on" for number in self.children if _is_alive(number)]
        with self._open() as ledger:
            versions = ledger.versions()
        numbers = [version.number for version in versions]
        if numbers != list(range(1, len(numbers) + 1)):
            self.found.torn.append(f"versions {numbers}")
        self.found.lost += [f"version {number}" for number in self.told_versions - set(numbers)]
        self.found.litter += sum(path.name.endswith(".part") for path in self.folder.rglob("*"))

    def _look(self) -> None:
        if isinstance(self.address, Path):
            with closing(sqlite3.connect(self.address)) as connection:
                if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    self.found.torn.append("the ledger's file")
        self.found.lost += [f"report {name}" for name in self.told_reports - self._whole_reports()]
        with self._open() as ledger:
            latest = ledger.latest_version()
            assert latest is not None
            if self.told_versions and latest.number < max(self.told_versions):
                self.found.lost.append(f"version {max(self.told_versions)}")
            plan = read_plan(self.outputs / "plan.json")
            if ledger.version(plan.version).plan != plan:
                self.found.torn.append(f"plan.json of version {plan.version}")
        if self.told_versions and plan.version < max(self.told_versions):
            self.found.lost.append(f"plan.json of version {max(self.told_versions)}")
        self.found.torn += [path.name for path in self.outputs.iterdir() if not _is_whole(path)]

    def _whole_reports(self) -> set[str]:
        """The reports that are in the ledger; those of which a part is there are noted as torn."""
        rows: dict[str, int] = {}
        with self._open() as ledger:
            for row in ledger.all_result_rows():
                name = row.result.note.split()[0]
                rows[name] = rows.get(name, 0) + 1
        self.found.torn += [f"report {name}: {count} rows" for name, count in rows.items() if count != ROWS_A_REPORT]
        return {name for name, count in rows.items() if count == ROWS_A_REPORT}

    def _go_on(self, command: str) -> None:
        """The next commands work, without any mending."""
        follow = ["status", "record", *(["replan"] if command == "replan" else [])]
        for next_command in follow:
            report = f"{self.num_reports}"
            done = CliRunner().invoke(planner, [*map(str, self._words(next_command))])
            if done.exit_code:
                self.found.stuck.append(f"{next_command} after {command}: {done.output[-300:]} {done.exception!r}")
            elif next_command != "status":
                self._acknowledge(next_command, json.loads(done.stdout), report)

    def _acknowledge(self, command: str, answer: dict[str, Any], report: str) -> None:
        self.found.acknowledged += 1
        if command == "record":
            self.told_reports.add(report)
        else:
            self.told_versions.add(answer["version"])

    def _killed(self, command: str) -> _Died:
        words = [*PLANNER, *map(str, self._words(command))]
        out = self.folder / "out.json"
        before = self._traces()
        with out.open("wb") as stdout:
            victim = subprocess.Popen(
                words, cwd=self.folder, env=surroundings(), stdout=stdout, stderr=subprocess.DEVNULL
            )
            if self.dice.random() < AIMED:
                while victim.poll() is None and self._traces() == before:
                    time.sleep(0.0005)
                time.sleep(self.dice.uniform(0, LONGEST_AFTER_WRITING[command]))
            else:
                time.sleep(self.dice.uniform(0, self.life[command]))
            was_killed = victim.poll() is None
            self.children += _children(victim.pid)
            victim.kill()
            victim.wait(LONGEST_WAIT)
        try:
            return _Died(was_killed, json.loads(out.read_text(encoding="utf-8")))
        except ValueError:
            return _Died(was_killed, None)

    def _traces(self) -> tuple[bool, int]:
        """What changes when a command begins to write: a journal beside the ledger, files in the folder."""
        path = default_ledger(self.book)
        journal = path.with_name(path.name + "-journal")
        return journal.exists(), self.outputs.stat().st_mtime_ns

    def _words(self, command: str) -> list[object]:
        if command == "record":
            return ["record", self.book, self._new_report(), *self.ledger, "--json", "--today", day(LAST_PAST_DAY)]
        if command == "status":
            return ["status", self.book, *self.ledger, "--json"]
        as_of = day(LAST_PAST_DAY) + timedelta(days=1)
        search = ["-o", self.outputs, "--seconds", 20, "--workers", 1]
        return ["replan", self.book, "--as-of", as_of, *search, *self.ledger, "--json"]

    def _new_report(self) -> Path:
        """All past slots once more, with other figures."""
        name = f"{self.num_reports}"
        self.num_reports += 1
        results = [
            Result(
                day=day(number),
                shift=label(shift),
                machine=MachineName(which),
                unit=UnitCode("ABC"[rank]),
                collected=self.dice.randint(0, 5),
                note=f"{name} " + "ghi chú " * 20,
            )
            for number in range(1, LAST_PAST_DAY + 1)
            for shift in (1, 2)
            for rank, which in enumerate(("M1", "M2", "M3"))
        ]
        path = self.folder / "results.xlsx"
        write_results(results, path)
        return path

    def _life(self, command: str) -> float:
        report, began = f"{self.num_reports}", time.monotonic()
        done = subprocess.run(
            [*PLANNER, *map(str, self._words(command))],
            cwd=self.folder,
            env=surroundings(),
            capture_output=True,
            check=True,
            timeout=LONGEST_WAIT,
        )
        self._acknowledge(command, json.loads(done.stdout), report)
        return time.monotonic() - began

    def _must(self, *words: object) -> None:
        done = CliRunner().invoke(planner, [*map(str, words), *self.ledger])
        assert done.exit_code == 0, done.output

    def _versions(self) -> int:
        with self._open() as ledger:
            latest = ledger.latest_version()
        return latest.number if latest else 0

    def _open(self) -> Ledger:
        return open_ledger(self.address, CAMPAIGN.name)


def _children(number: int) -> list[int]:
    """The processes that this one has started and that live, where the system tells."""
    found: list[int] = []
    with suppress(OSError):  # it has ended meanwhile
        for path in Path(f"/proc/{number}/task").glob("*/children"):
            found += map(int, path.read_text(encoding="ascii").split())
    return found


def _is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _is_whole(path: Path) -> bool:
    """Whether a print is a file of its kind from its first byte to its last."""
    content = path.read_bytes()
    match path.suffix:
        case ".xlsx" | ".docx":
            return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
        case ".pdf":
            return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
        case ".svg":
            return ElementTree.fromstring(content).tag.endswith("svg")  # noqa: S314 - the program's own
        case ".json" | ".csv":
            return content.endswith((b"\n", b"}"))
        case ".lock":
            return not content
        case _:
            return path.name.endswith(".part")


def main() -> int:
    """Both databases, one line each; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    on_file = deaths(asked.points, seed=asked.seed)
    print(f"sqlite: {on_file}", *on_file.lost, *on_file.torn, *on_file.stuck, sep="\n  ", flush=True)
    with private_server() as server:
        addresses = iter(server.new_database, "")
        on_server = deaths(max(1, asked.points // 6), seed=asked.seed, servers=addresses)
    print(f"postgresql: {on_server}", *on_server.lost, *on_server.torn, *on_server.stuck, sep="\n  ")
    return 0 if on_file.is_whole and on_server.is_whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
