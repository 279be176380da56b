"""A small campaign under way: its plans are stored, its days are reported, and the command line is asked about it."""

import json
from collections.abc import Iterable, Sequence
from contextlib import chdir
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from planner.cli.program import planner as command_line
from planner.domain.plan import Plan
from planner.domain.results import Result
from planner.domain.version import PlanVersion
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.workflow.ledger.made_from import sha256_of
from tests.campaigns import day, filled_plan, small_campaign, stand
from tests.cli.running import Answered
from tests.ledger.samples import provenance
from tests.replans import collected, replan, reported
from tests.workbooks import write_results

BOOK = "nho/campaign.xlsx"
LEDGER = "nho/campaign.ledger.db"
BY, AT = "trực ban", datetime(2023, 4, 10, 11, 0, tzinfo=UTC)
CAMPAIGN = small_campaign()
"""Days 1 to 5 are 10 to 14 April 2023; A needs 10 dossiers, B 7 and C 4."""

FIRST = filled_plan(
    CAMPAIGN,
    stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"),
    stand("M2", "B", "1.2 2.1 2.2"),
    stand("M2", "C", "3.1 3.2"),
)
"""M1 collects 3, 3, 3, 1, 0 at A; M2 5, 2, 0 at B, then 4, 0 at C."""

HAPPENED = [
    *(collected(slot, dossiers) for slot, dossiers in zip(stand("M1", "A", "1.2 2.1 2.2"), (2, 3, 1), strict=True)),
    *(collected(slot, dossiers) for slot, dossiers in zip(stand("M2", "B", "1.2 2.1 2.2"), (5, 1, 0), strict=True)),
]
SECOND = replan(
    CAMPAIGN,
    HAPPENED,
    [*stand("M1", "A", "3.1 3.2"), *stand("M2", "B", "3.1"), *stand("M2", "C", "4.1 4.2")],
    as_of=day(3),
    announced_until=day(4),
)
"""From day 3 on: A keeps its slots, C moves to day 4, B gets one more."""

THIRD = replan(CAMPAIGN, HAPPENED, stand("M1", "A", "3.1 3.2"), as_of=day(3), announced_until=day(4))
"""From day 3 on: A keeps its slots, C loses its own."""

DAYS_1_AND_2 = [
    reported(slot, dossiers)
    for machine, unit, figures in (("M1", "A", (2, 3, 1)), ("M2", "B", (5, 1, 0)))
    for slot, dossiers in zip(stand(machine, unit, "1.2 2.1 2.2"), figures, strict=True)
]
"""What the first two days brought, as it stands in the later plans."""


def ledger_in(home: Path) -> Ledger:
    """The campaign's ledger beside its workbook."""
    return open_ledger(default_ledger(home / BOOK), CAMPAIGN.name)


def store(home: Path, *plans: Plan, last_result: int = 0, is_sound: bool = True) -> list[PlanVersion]:
    """Store these as the next versions, made from the workbook as it is now."""
    made_from = provenance(last_result).model_copy(update={"workbook_sha256": sha256_of(home / BOOK)})
    with ledger_in(home) as ledger:
        return [ledger.store_version(plan, made_from, is_sound=is_sound, by=BY, at=AT) for plan in plans]


def announce(home: Path, version: int, until: date) -> None:
    """Note that this version was made known up to this day."""
    with ledger_in(home) as ledger:
        ledger.announce(version, until, by=BY, at=AT)


def events_in(home: Path) -> list[str]:
    """What was done, in one word each."""
    with ledger_in(home) as ledger:
        return [event.what for event in ledger.events()]


def results_file(home: Path, results: Iterable[Result], name: str = "kq.xlsx") -> str:
    """A results workbook in the empty folder, by its name there."""
    write_results(results, home / name)
    return name


def ask(*arguments: object, folder: Path) -> Answered:
    """Run `planner` with these arguments in this folder, in Vietnamese, without a process of its own."""
    with chdir(folder):
        done = CliRunner().invoke(command_line, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "lỗi của chính chương trình" not in done.output
    return Answered(done.exit_code, done.stdout, done.stderr)


def record(home: Path, results: Sequence[Result], name: str = "kq.xlsx", today: str = "14/4/2023") -> Answered:
    """`planner record` of these results in a new file, on a day on which all of them are over."""
    return record_file(home, results_file(home, results, name), today)


def record_file(home: Path, name: str, today: str = "14/4/2023") -> Answered:
    """`planner record` of a file that is there."""
    return ask("record", BOOK, name, "--today", today, folder=home)


def answer_of(*arguments: object, folder: Path) -> Any:
    """What the command gives a program; it has to succeed."""
    answered = ask(*arguments, "--json", folder=folder)
    assert answered.code == 0, answered.err
    return json.loads(answered.out)


def break_pages(home: Path) -> bytes:
    """Spoil the ledger's second and third page, and return what stands there then."""
    broken = bytearray((home / LEDGER).read_bytes())
    broken[4096:12288] = b"\xa5" * 8192
    (home / LEDGER).write_bytes(broken)
    return bytes(broken)
