"""The commands that race, each in a process that lives on, with pauses by chance around what they ask the ledger."""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from planner.domain.meanwhile import LedgerMark
from planner.errors import PlannerError
from planner.ledger.ledger import Ledger
from planner.prints.forms.registry import APPENDIX
from planner.prints.written import Printed
from planner.texts import Language, choose_language
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.recording import record_results
from planner.workflow.days.withdrawing import withdraw_results
from planner.workflow.invitations import inviting
from planner.workflow.invitations.inviting import InviteWanted, invite_citizens
from planner.workflow.ledger.meanwhile import told as told_in_words
from planner.workflow.planning import standpoint, storing
from planner.workflow.planning.adopting import adopt_plan
from planner.workflow.planning.planning import plan_campaign, replan_campaign
from planner.workflow.printing import papers
from planner.workflow.printing.printing import Wanted, print_version
from tests.race_campaign import (
    ADDRESS_NAME,
    ANNOUNCED_UNTIL,
    BOOK,
    FIX,
    KEPT,
    NEW,
    OTHER,
    OUTPUTS,
    PEOPLE,
    SEARCH,
    TERMS,
    TODAY,
    WITHDRAWN,
    at_once,
)

LONGEST_PAUSE = 0.12
SHARE_PAUSED, SHARE_HELD = 0.5, 0.2
LONGEST_HELD = 0.05
LATEST_START = 0.3


@dataclass
class Told:
    """What a command has told, in a form that another process can read."""

    action: str
    by: str
    """Under whose name it wrote."""
    refusal: str = ""
    """The error that it ended with, as *Kind: words*; empty where it was done."""
    is_crash: bool = False
    began_at: LedgerMark | None = None
    """How far the ledger had come when it first asked for that."""
    version: int = 0
    """Of the plan that it stored, announced, printed or invited by."""
    meanwhile: str = ""
    """Its words about what came meanwhile."""
    wrote_at: float = 0.0
    """When it began to write a list of invitations, by the system's clock."""
    stored_at: float = 0.0
    """When a plan of it was stored for certain."""
    is_new: bool = True
    older_than: tuple[int, str] | None = None
    num_results_since: int = 0
    added: int = 0
    """Result rows that it said it has added."""
    corrected: list[tuple[str, int]] = field(default_factory=list)
    """Of each correction that it told: what about, and the figure before."""
    too_late: list[str] = field(default_factory=list)


class _Run:
    """The command that this process is at work on."""

    dice = random.Random(0)  # noqa: S311 - for a test
    told = Told("", "")


def get_ready() -> None:
    """Once in each process: pauses around the ledger, and searches without a process of their own."""
    choose_language(Language.ENGLISH)
    standpoint.solve_until = at_once  # type: ignore[attr-defined, assignment]
    reading, writing = Ledger._reading, Ledger._writing

    @contextmanager
    def reads_slowly(ledger: Ledger) -> Iterator[Any]:
        with reading(ledger) as place:
            yield place
        _pause(SHARE_PAUSED, LONGEST_PAUSE)

    @contextmanager
    def writes_slowly(ledger: Ledger) -> Iterator[Any]:
        _pause(SHARE_PAUSED, LONGEST_PAUSE)
        with writing(ledger) as place:
            yield place
            _pause(SHARE_HELD, LONGEST_HELD)
        _Run.told.stored_at = time.monotonic()
        _pause(SHARE_PAUSED, LONGEST_PAUSE)

    write_book = inviting.write_invitation_book  # type: ignore[attr-defined]

    def writes_list(*arguments: Any) -> Any:
        _pause(SHARE_PAUSED, LONGEST_PAUSE)
        _Run.told.wrote_at = time.monotonic()
        return write_book(*arguments)

    Ledger._reading, Ledger._writing = reads_slowly, writes_slowly  # type: ignore[method-assign, assignment]
    inviting.write_invitation_book = writes_list  # type: ignore[attr-defined, assignment]
    papers.print_appendix = _prints_nothing  # type: ignore[attr-defined]
    storing.print_amendment = _prints_nothing  # type: ignore[attr-defined]
    _notice_how_far_it_was()


def _prints_nothing(*_arguments: object, **_named: object) -> Printed:
    """What is drawn takes most of the time, and no race turns on it: plan.json says whose the papers are."""
    _pause(SHARE_PAUSED, LONGEST_PAUSE)
    return Printed((), ())


def _notice_how_far_it_was() -> None:
    mark, state = Ledger.mark, Ledger.state

    def noted_mark(ledger: Ledger) -> LedgerMark:
        found = mark(ledger)
        _Run.told.began_at = _Run.told.began_at or found
        return found

    def noted_state(ledger: Ledger) -> Any:
        found = state(ledger)
        _Run.told.began_at = _Run.told.began_at or found.mark
        return found

    Ledger.mark, Ledger.state = noted_mark, noted_state  # type: ignore[method-assign, assignment]


def _pause(share: float, longest: float) -> None:
    if _Run.dice.random() < share:
        time.sleep(_Run.dice.uniform(0, longest))


def run(action: str, place: Path, seed: float) -> Told:
    """Let the command run in a race's folder."""
    _Run.dice = random.Random(seed)  # noqa: S311 - for a test
    told = _Run.told = Told(action, f"{action}-{os.getpid()}")
    os.environ["LOGNAME"] = told.by
    named = place / ADDRESS_NAME
    address = named.read_text() if named.exists() else None
    _pause(1, LATEST_START)
    try:
        ACTIONS[action](place, address, told)
    except PlannerError as error:
        told.refusal = f"{type(error).__name__}: {error}"
    except Exception as error:
        told.refusal, told.is_crash = f"{type(error).__name__}: {error}", True
    return told


def _plan(place: Path, address: str | None, told: Told) -> None:
    done = plan_campaign(place / BOOK, place / OUTPUTS, SEARCH, address=address, is_fresh=True)
    _found(told, done.plan.version, done.warnings, done.trouble)


def _replan(place: Path, address: str | None, told: Told) -> None:
    done = replan_campaign(place / BOOK, place / OUTPUTS, SEARCH, TERMS, address=address)
    _found(told, done.plan.version, done.warnings, done.trouble)


def _found(told: Told, version: int, warnings: Sequence[str], trouble: PlannerError | None) -> None:
    if trouble is not None:
        raise trouble
    told.version, told.meanwhile = version, _about_others(warnings)


def _adopt(place: Path, address: str | None, told: Told) -> None:
    done = adopt_plan(place / BOOK, place / KEPT / "plan.json", folder=place / OUTPUTS, address=address)
    told.version = done.plan.version
    told.meanwhile = _about_others([*told_in_words(done.campaign, done.meanwhile), *done.papers.warnings])


def _announce(place: Path, address: str | None, told: Told) -> None:
    done = announce_version(place / BOOK, until=ANNOUNCED_UNTIL, address=address)
    told.version, told.is_new, told.num_results_since = done.announcement.version, done.is_new, done.num_results_since
    if done.older_than is not None:
        told.older_than = (done.older_than.version, done.older_than.until.isoformat())
        told.meanwhile = "older"


def _record(name: str, place: Path, address: str | None, told: Told) -> None:
    done = record_results(place / BOOK, place / name, address=address, today=TODAY)
    told.added = done.recorded.new + done.recorded.corrected
    told.corrected = [(str(each.now.key), each.was.collected) for each in done.corrections]
    told.too_late = [str(result.key) for result in done.too_late]


def _withdraw(place: Path, address: str | None, told: Told) -> None:
    done = withdraw_results(place / BOOK, [WITHDRAWN], address=address, today=TODAY)
    told.added = len(done.withdrawals)


def _print(place: Path, address: str | None, told: Told) -> None:
    wanted = Wanted(forms=(APPENDIX,))
    done = print_version(place / BOOK, place / OUTPUTS, wanted, lambda _progress: None, address=address)
    told.version, told.meanwhile = done.plan.version, _about_others(done.warnings)


def _invite(place: Path, address: str | None, told: Told) -> None:
    wanted = InviteWanted(unit="A")
    done = invite_citizens(place / BOOK, place / PEOPLE, place / OUTPUTS, wanted, address=address, today=TODAY)
    told.version, told.meanwhile = done.plan.version, _about_others(done.outdated)


def _about_others(warnings: Sequence[str]) -> str:
    return "\n".join(
        warning
        for warning in warnings
        if " stored plan " in warning or "recorded " in warning or " announced plan " in warning
    )


ACTIONS: dict[str, Callable[[Path, str | None, Told], None]] = {
    "plan": _plan,
    "replan": _replan,
    "adopt": _adopt,
    "announce": _announce,
    "record": partial(_record, NEW),
    "record-other": partial(_record, OTHER),
    "correct": partial(_record, FIX),
    "withdraw": _withdraw,
    "print": _print,
    "invite": _invite,
}
"""What may race, by name."""
