"""Power cuts: a board that people record with is killed at random moments; what it has acknowledged is there.

`python -m tests.board_kill [--points 20] [--seed 1]`. After each death the board is opened again, and the form that was
under way is sent once more.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Timer

from httpx2 import Client, HTTPError

from tests.board.recorders import ROWS_A_FORM, DayForm, Session, book_for, kept
from tests.board.served import Served, served
from tests.small_campaigns import day

FORMS_A_LIFE = 6
"""On average, within which the board is killed."""
MOST_FORMS = 400
PAUSE_SECONDS = 0.1
"""Of whoever types: in it some deaths come between two requests."""


@dataclass(frozen=True, slots=True)
class Deaths:
    """What was found after each of so many deaths."""

    points: int
    within_a_form: int
    """Deaths while a form was sent and not acknowledged."""
    acknowledged: int
    """Forms."""
    lost: int
    torn: int
    doubled: int

    @property
    def is_whole(self) -> bool:
        """Whether every promise was kept, and the board went on after each death."""
        return not (self.lost or self.torn or self.doubled)


@dataclass(frozen=True, slots=True)
class _Life:
    """How far recording came before a death."""

    told: frozenset[DayForm]
    under_way: DayForm | None


def deaths(folder: Path, points: int, seed: int = 1) -> Deaths:
    """Kill the board at so many random moments, and look at what it left."""
    dice = Random(seed)  # noqa: S311 - for a test
    book = book_for(folder, points + 1, MOST_FORMS)
    told, begun = set[DayForm](), set[DayForm]()
    within = lost = torn = 0
    again: DayForm | None = None
    longest = 0.0
    for point in range(points + 1):
        forms = iter([*([again] if again else []), *(DayForm(point, number) for number in range(1, MOST_FORMS + 1))])
        with served(book, "--today", f"{day(MOST_FORMS):%d/%m/%Y}") as board:
            session = Session.at(board)
            longest = longest or FORMS_A_LIFE * _seconds_a_form(session, forms, told)
            if point == points:
                _send_last(session, again, told)
                break
            life = _killed(board, session, forms, dice.uniform(0, 2 * longest))
        again = life.under_way
        within += again is not None
        told |= life.told
        begun |= told | ({again} if again else set())
        found = kept(book, sorted(begun, key=str))
        lost += len(told - found.whole)
        torn += len(found.torn)
    last = kept(book, sorted(told, key=str))
    return Deaths(points, within, len(told), lost + len(told - last.whole), torn, last.doubled)


def _seconds_a_form(session: Session, forms: Iterator[DayForm], told: set[DayForm]) -> float:
    with Client(timeout=60) as client:
        began = time.monotonic()
        for _number in range(2):
            form = next(forms)
            assert session.send(client, form) == ROWS_A_FORM
            told.add(form)
        return (time.monotonic() - began) / 2 + PAUSE_SECONDS


def _send_last(session: Session, again: DayForm | None, told: set[DayForm]) -> None:
    """After the last death the form that was under way is recorded as well."""
    if again is not None:
        with Client(timeout=60) as client:
            session.send(client, again)
        told.add(again)


def _killed(board: Served, session: Session, forms: Iterator[DayForm], after_seconds: float) -> _Life:
    """Record until the board is killed, so long from now."""
    told, under_way = set[DayForm](), None
    killing = Timer(after_seconds, board.process.kill)
    killing.start()
    with Client(timeout=60) as client:
        try:
            for form in forms:
                under_way = form
                session.send(client, form)
                told.add(form)
                under_way = None
                if board.process.poll() is not None:
                    break
                time.sleep(PAUSE_SECONDS)
        except HTTPError:
            pass
    killing.join()
    board.process.wait(timeout=30)
    return _Life(frozenset(told), under_way)


def main() -> int:
    """One line; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = deaths(Path(folder), asked.points, asked.seed)
    print(found)
    return 0 if found.is_whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
