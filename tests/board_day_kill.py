"""Power cuts in the middle of a day's work: a board is killed while somebody records, announces, adjusts and plans.

`python -m tests.board_day_kill [--points 100] [--seed 1]`. After each death the board is opened again, and what was
under way is sent once more, as whoever worked with it would. What was acknowledged has to be there, once.
"""

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer

from httpx2 import Client, HTTPError, Response

from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from tests.board.forms import Form, Offered
from tests.board.recorders import DayForm, Session, book_for, kept
from tests.board.served import Served, served
from tests.small_campaigns import day, small_campaign

WRITERS, DAYS = 2, 240
TODAY = 120
"""The number of the day on which the work is done."""
LONGEST_LIFE = 12.0
"""Seconds after which a board is killed at the latest, counted from its first answer."""
SEARCH_SECONDS = 30
SEE_OTHER = 303
KINDS = (*["record"] * 4, *["announce"] * 2, *["adjust"] * 3, *["withdraw"] * 2, "search")


@dataclass
class Deaths:
    """What was found after each of so many deaths."""

    points: int = 0
    within: Counter[str] = field(default_factory=Counter)
    """What was under way at each death: an act that was begun and not acknowledged, or nothing."""
    acknowledged: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    """Promises that were not kept."""

    @property
    def is_whole(self) -> bool:
        """Whether every promise was kept, and the board went on after each death."""
        return not self.broken

    def __str__(self) -> str:
        within, done = map(_counted, (self.within, self.acknowledged))
        return f"{self.points} deaths, within: {within}; acknowledged: {done}; broken: {self.broken or 'nothing'}"


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))


@dataclass
class Promised:
    """What was begun, and what of it was acknowledged."""

    forms: set[DayForm] = field(default_factory=set)
    begun_forms: set[DayForm] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    """Of breakdowns that were entered."""
    begun_reasons: set[str] = field(default_factory=set)
    withdrawn: set[int] = field(default_factory=set)
    announced: set[tuple[int, str]] = field(default_factory=set)
    versions: set[int] = field(default_factory=set)


class Refused(Exception):
    """The board does not do what nobody stands in the way of."""


class Person:
    """Somebody who works with the board for as long as it lives."""

    def __init__(self, dice: Random, promised: Promised, found: Deaths) -> None:
        self._dice, self._promised, self._found = dice, promised, found
        self._next_form = iter([DayForm(writer, number) for number in range(1, TODAY + 1) for writer in range(WRITERS)])
        self._num_reasons = 0
        self._again: Callable[[], None] | None = None
        self.under_way = ""
        self._client = Client()
        self._headers: dict[str, str] = {}

    def works(
        self, board: Served, is_enough: Callable[[], bool] = lambda: False, begins: Callable[[], None] = lambda: None
    ) -> None:
        """Do one thing after the other until that is enough, or until the board is killed.

        `begins` is called once the board has answered. A form that was under way at the last death is sent once more
        before anything else.
        """
        with Client(timeout=60, base_url=board.origin) as self._client:
            try:
                session = Session.at(board)
                self._headers = {"cookie": session.cookie, "origin": session.origin}
                begins()
                while board.process.poll() is None and not is_enough():
                    act = self._again or self._act()
                    self._again = act if act != self._search else None
                    act()
                    self._again, self.under_way = None, ""
            except HTTPError:
                return
            except Refused as refused:
                self._found.broken.append(str(refused))

    def _act(self) -> Callable[[], None]:
        kind = "search" if not self._promised.versions else self._dice.choice(KINDS)
        if kind == "record":
            form = next(self._next_form)
            return lambda: self._record(form)
        if kind == "adjust":
            self._num_reasons += 1
            number, reason = self._num_reasons, f"lần {self._num_reasons}"
            return lambda: self._adjust(TODAY + 1 + number % (DAYS - TODAY), reason)
        if kind == "announce":
            until = day(TODAY + self._dice.randint(5, 60)).isoformat()
            return lambda: self._announce(until)
        return self._withdraw if kind == "withdraw" else self._search

    def _record(self, form: DayForm) -> None:
        self.under_way = "record"
        self._promised.begun_forms.add(form)
        self._led(f"/ket-qua/{day(form.number).isoformat()}", form.fields)
        self._promised.forms.add(form)
        self._found.acknowledged["record"] += 1

    def _adjust(self, number: int, reason: str) -> None:
        self.under_way = "adjust"
        self._promised.begun_reasons.add(reason)
        the_day = day(number).isoformat()
        form = self._form("/nghi", "/nghi", kieu="hong")
        self._led("/nghi", form | {"may": f"M{number % WRITERS}", "tu": the_day, "den": the_day, "ly-do": reason})
        self._promised.reasons.add(reason)
        self._found.acknowledged["adjust"] += 1

    def _withdraw(self) -> None:
        self.under_way = "withdraw"
        forms = [each for each in Offered(self._page("/nghi")).forms if each.action.endswith("/huy")]
        if not forms:
            return
        form = self._dice.choice(forms)
        self._led(form.action, form.fields)
        self._promised.withdrawn.add(int(form.action.split("/")[2]))
        self._found.acknowledged["withdraw"] += 1

    def _announce(self, until: str) -> None:
        number = max(self._promised.versions)
        self.under_way = "announce"
        address = f"/phuong-an/{number}/thong-bao"
        page = self._page(address)
        form = next(each for each in Offered(page).forms if each.action == address)
        losing = re.search(r'class="headline">(?:<span[^>]*>[^<]*</span> )?([\d.]+) ', page)
        typed = {"cong-dan": losing[1].replace(".", "")} if losing and "cong-dan" in form.fields else {}
        self._led(address, form.fields | typed | {"den": until})
        self._promised.announced.add((number, until))
        self._found.acknowledged["announce"] += 1

    def _search(self) -> None:
        self.under_way = "search"
        running = re.search(r'href="(/lap-lai/[0-9]+)"', self._page("/lap-lai"))
        where = running[1] if running else self._started()
        stopped = False
        while True:
            page = self._page(where)
            stored = re.search(r'class="way main" href="/phuong-an/([0-9]+)', page)
            if stored is not None:
                self._promised.versions.add(int(stored[1]))
                self._found.acknowledged["search"] += 1
                return
            if 'data-stream="' not in page:
                self._found.broken.append(f"a search came to nothing: {self._told(page)}")
                return
            if not stopped and '<tr><th scope="row">' in page:
                self._led(f"{where}/dung", {})
                stopped, self.under_way = True, "storing"
            time.sleep(0.05)

    def _started(self) -> str:
        return self._led("/lap-lai", self._form("/lap-lai", "/lap-lai") | {"giay": str(SEARCH_SECONDS)})

    def _form(self, address: str, action: str, **chosen: str) -> dict[str, str]:
        forms: list[Form] = [each for each in Offered(self._page(address)).forms if each.action == action]
        return next(each.fields for each in forms if chosen.items() <= each.fields.items())

    def _page(self, address: str) -> str:
        answer = self._client.get(address, headers=self._headers)
        assert answer.status_code == 200, (address, answer.status_code, self._told(answer.text))
        return answer.text

    def _led(self, address: str, form: dict[str, str]) -> str:
        answer: Response = self._client.post(address, data=form, headers=self._headers, follow_redirects=False)
        if answer.status_code != SEE_OTHER:
            raise Refused(f"{address}: {answer.status_code} {self._told(answer.text)}")
        return str(answer.headers["location"])

    def _told(self, page: str) -> str:
        return " ".join(re.sub("<[^>]+>", " ", page.partition("<main")[2]).split())[:300]


def deaths(folder: Path, points: int, seed: int = 1, tell: Callable[[Deaths], None] = lambda _found: None) -> Deaths:
    """Kill the board at so many random moments of the work, and look at what it left after each.

    `tell` hears of each of them.
    """
    dice, found, promised = Random(seed), Deaths(), Promised()  # noqa: S311 - for a test
    book = book_for(folder, WRITERS, DAYS)
    person = Person(dice, promised, found)
    with served(book, "--today", f"{day(TODAY):%d/%m/%Y}") as board:
        person.works(board, lambda: bool(promised.versions))
        board.stop()
    while found.points < points and found.is_whole:
        with served(book, "--today", f"{day(TODAY):%d/%m/%Y}") as board:
            killing = Timer(dice.uniform(0, LONGEST_LIFE), board.process.kill)
            try:
                person.works(board, begins=killing.start)
            finally:
                killing.cancel()
                board.process.kill()
                board.process.wait(timeout=30)
        found.points += 1
        found.within[person.under_way or "nothing"] += 1
        found.broken += _broken(book, promised)
        tell(found)
    return found


def _broken(book: Path, promised: Promised) -> list[str]:
    """What the ledger lacks of what was promised, or has twice, or only a part of."""
    results = kept(book, sorted(promised.begun_forms, key=str))
    found = [f"lost: {each}" for each in promised.forms - results.whole]
    found += [f"torn: {each}" for each in results.torn]
    found += ["doubled results"] * bool(results.doubled)
    if not default_ledger(book).exists():
        return [*found, *(["no ledger"] if promised.versions else [])]
    with open_ledger(default_ledger(book), small_campaign().name) as ledger:
        found += [f"changed: {each}" for each in ledger.faults()]
        entered = ledger.adjustments.all()
        reasons = Counter(each.adjustment.reason for each in entered if each.withdraws is None)
        taken = Counter(each.withdraws for each in entered if each.withdraws is not None)
        announced = {(each.version, each.until.isoformat()) for each in ledger.announcements()}
        versions = {ledger.version(each.number).number for each in ledger.stored_versions()}
    found += [f"lost breakdown: {each}" for each in promised.reasons - reasons.keys()]
    found += [f"breakdown {each} times {count}" for each, count in reasons.items() if count > 1]
    found += [f"breakdown of nobody: {each}" for each in reasons.keys() - promised.begun_reasons]
    found += [f"lost withdrawal: {each}" for each in promised.withdrawn - taken.keys()]
    found += [f"withdrawn twice: {each}" for each, count in taken.items() if count > 1]
    found += [f"lost announcement: {each}" for each in promised.announced - announced]
    return found + [f"lost plan: {each}" for each in promised.versions - versions]


def main() -> int:
    """A line a death; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = deaths(Path(folder), asked.points, asked.seed, lambda so_far: print(so_far, flush=True))
    return 0 if found.is_whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
