"""Requests that no page sends, to a board that runs: `python -m tests.fuzz_board --requests 10000 [--seed 1]`.

Four of five reach the application in this process, a third of these that of a shared board as its administrator; the
fifth goes as bytes to a board in a process of its own. No
answer may be a fault of the program, show its inside, lack the fence's headers, or let in whom the fence or a role
keeps out; both boards have to answer afterwards, and to need no more memory than before. Prints what came of them; exit
1 if anything was wrong.
"""

import argparse
import asyncio
import os
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from threading import Event
from urllib.parse import unquote

from httpx2 import Client
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message

from planner.board.desk import Desk
from planner.board.faults import BoardLog
from planner.board.fence import HEADERS, TOO_LARGE, Fence
from planner.board.people import NOBODY, LocalEntry, Person, Role
from planner.board.people.callers import Caller, Place
from planner.board.site import Site
from planner.board.visit import POLICY, WITHOUT_SCRIPT
from planner.ledger.board_file.accounts import AccountRole
from tests.board.forms import Offered
from tests.board.odd_requests import Asked, OddRequests, Seen, Way, spoilt_wire
from tests.board.opened import HOST
from tests.board.served import Served, served
from tests.board.shared import shared_board
from tests.campaigns import day
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, SECOND, announce, ledger_in, record, store
from tests.workbooks import write_workbook

GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
"""Said to whoever asks whether to send the body; the answer comes after it."""
AT_ONCE, LINES_AT_ONCE = 4, 8
WAITS_SECONDS = 4
WIRE_SHARE, SHARED_SHARE = 5, 3
"""Of so many requests one goes over a socket; of so many others one goes to the shared board."""
MOST_GROWTH_MB = 40
"""More than this, in the second half of the requests, is a leak."""
WARM_AFTER = 2000
"""With fewer requests the first half has not yet loaded everything."""
INSIDE = re.compile(r"Traceback \(most|File \"/|site-packages|planner/board/|root:x:0|\bsqlalchemy\b|0x[0-9a-f]{10}")
OWN_PLACE = re.compile(r"/(?![/\\])|http://127\.0\.0\.1:\d+/(?![/\\])")
MISDIRECTED, FORBIDDEN, SERVER_FAULT = 421, 403, 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Findings:
    """What came of all requests."""

    hidden: Sequence[str] = ()
    """Folders of this machine, which no answer may name."""
    statuses: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    growth_mb: dict[str, int] = field(default_factory=dict)

    def judge(self, asked: Asked, answer: Answer, wire: bytes = b"") -> None:
        """Note the answer and whatever is wrong with it."""
        self.statuses[str(answer.status)] += 1
        for fault in _faults(asked, answer, self.hidden, wire):
            self.faults.append(f"{fault}: {answer.status} to {asked.told} {wire[:300]!r}")


def _is_kept(answer: Answer, name: str, value: str) -> bool:
    """Whether the answer bears this header, or a policy of its own that lets no script run either."""
    told = answer.headers.get(name, "")
    return told == value or (name == POLICY and told.startswith(WITHOUT_SCRIPT))


def _faults(asked: Asked, answer: Answer, hidden: Sequence[str], wire: bytes) -> Iterator[str]:
    text = answer.body.decode("utf-8", "replace")
    if answer.status >= SERVER_FAULT:
        yield "a fault of the program"
    if any(not _is_kept(answer, name, value) for name, value in HEADERS.items()):
        yield "without the fence's headers"
    if not answer.headers.get("cache-control"):
        yield "may be kept by anybody"
    if INSIDE.search(text) or any(path in text for path in hidden):
        yield "shows the inside"
    if not OWN_PLACE.match(answer.headers.get("location", "/")):
        yield f"leads to {answer.headers['location']}"
    if (asked.is_stranger or asked.is_misnamed) and "Xã A" in text:
        yield "tells a stranger"
    if wire:
        return  # whatever the bytes mean to the server may be another request
    if asked.is_misnamed and answer.status != MISDIRECTED:
        yield "heard by another name"
    if asked.is_foreign and answer.status not in (FORBIDDEN, MISDIRECTED, TOO_LARGE):
        yield "a foreign form was heard"


class InProcess:
    """The application in this process, asked without a port."""

    def __init__(self, home: Path) -> None:
        self.entry = LocalEntry()
        self.log = BoardLog(home / BOOK)
        desk = Desk(home / BOOK, today=day(3))
        self.app: Fence = Site(desk, self.entry, self.log, Event()).app([HOST])
        self.cookie = f"{self.entry.cookie}={self.entry.enter(self.entry.key)}"

    async def seen(self) -> Seen:
        """Every route, and the links and forms of all pages that links lead to."""
        ways = tuple(ways_of(self.app))
        links, forms, waiting = dict[str, None](), [], ["/", "/ket-qua/2023-04-12"]
        while waiting:
            address = waiting.pop()
            headers = (("host", HOST), ("cookie", self.cookie))
            answer = await asked_here(self.app, Asked("GET", address, headers))
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            offered = Offered(answer.body.decode())
            forms += offered.forms
            for link in offered.links:
                if link not in links and len(links) < 200:
                    links[link] = None
                    waiting += [link] if "." not in link else []
        return Seen(ways, tuple(links), tuple(forms))


class SharedInProcess(InProcess):
    """That of a shared board, whose administrator no request signs out or shuts out."""

    def __init__(self, home: Path) -> None:
        board = shared_board(home)
        self.log, self.app = board.log, board.app
        name, secret = board.entry.cookie(Place.HERE), "of-the-administrator"
        self.cookie = f"{name}={secret}"
        board.adds("Hà", AccountRole.ADMIN)
        admin = Person("Hà", Role.ADMIN, account=1)

        def person(caller: Caller, **_how: bool) -> Person:
            return admin if caller.cookies.get(name) == secret else NOBODY

        vars(board.entry)["person"] = person


def ways_of(app: Fence) -> Iterator[Way]:
    """Every route that the board has declared."""
    for route in vars(app)["_inside"].app.routes:
        if isinstance(route, Route):
            yield Way(route.path, tuple(sorted(route.methods or ())))
        elif isinstance(route, Mount):
            yield Way(f"{route.path}/{{file}}", ("GET",))


async def asked_here(app: ASGIApp, asked: Asked) -> Answer:
    """What the application answers; a stream is left after its first word."""
    raw, _mark, query = asked.target.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "scheme": "http",
        "method": asked.method, "path": unquote(raw), "raw_path": raw.encode(), "query_string": query.encode(),
        "root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
        "headers": [(name.encode(), value.encode("latin-1", "replace")) for name, value in asked.headers],
    }  # fmt: skip
    pieces = [asked.body[at : at + 2**16] for at in range(0, len(asked.body), 2**16)] or [b""]
    gone = asyncio.Event()
    status, headers, body = 0, dict[str, str](), b""

    async def receive() -> Message:
        if pieces:
            return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
        else:
            body += message.get("body", b"")
            if headers.get("content-type", "").startswith("text/event-stream") or not message.get("more_body"):
                gone.set()

    await app(scope, receive, send)
    return Answer(status, headers, body)


def asked_by_wire(port: int, wire: bytes) -> Answer | None:
    """What the server writes back; None where it only closes."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=WAITS_SECONDS)) as line:
        heard = b""
        with suppress(OSError):  # it has answered and closed before it heard everything
            line.sendall(wire)
        with suppress(OSError):  # it waits for the rest, which never comes
            while piece := line.recv(2**16):
                heard += piece
                if b"text/event-stream" in heard and b"data:" in heard:
                    break
    heard = heard.removeprefix(GO_ON)
    head, _blank, body = heard.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) < 2 or not words[1].isdigit():
        assert not heard, heard[:200]
        return None
    return Answer(int(words[1]), dict(one.split(": ", 1) for one in lines[1:] if ": " in one), body)


@contextmanager
def homes() -> Iterator[tuple[Path, Path]]:
    """Two folders with the small campaign under way."""
    with tempfile.TemporaryDirectory(prefix="fuzz-board-") as folder:
        both = (Path(folder) / "one", Path(folder) / "other")
        for home in both:
            (home / BOOK).parent.mkdir(parents=True)
            write_workbook(CAMPAIGN, home / BOOK)
            store(home, FIRST)
            announce(home, 1, day(4))
            record(home, DAYS_1_AND_2[:-1])
            store(home, SECOND, last_result=5)
        yield both


def fuzzed(requests: int, seed: int) -> Findings:
    """So many requests, and what came of them."""
    found = Findings()
    with homes() as (here, there):
        found.hidden = (str(here.parent), sys.prefix, str(Path(__file__).parents[1]))
        board = InProcess(here)
        num_wire = requests // WIRE_SHARE
        num_shared = (requests - num_wire) // SHARED_SHARE
        seen = asyncio.run(_ask_here(board, requests - num_wire - num_shared, seed, found))
        board.log.close()
        shared = SharedInProcess(here)
        asyncio.run(_ask_here(shared, num_shared, seed, found))
        shared.log.close()
        with served(there / BOOK, "--today", f"{day(3):%d/%m/%Y}") as other:
            _ask_by_wire(other, seen, num_wire, seed, found)
        if requests >= WARM_AFTER:
            grown = {where: mb for where, mb in found.growth_mb.items() if mb > MOST_GROWTH_MB}
            found.faults += [f"memory grew by {mb} MB {where}" for where, mb in grown.items()]
        for home in (here, there):
            with ledger_in(home) as ledger:
                assert ledger.results()
    return found


async def _ask_here(board: InProcess, count: int, seed: int, found: Findings) -> Seen:
    seen = await board.seen()
    odd = iter(OddRequests(Random(seed), seen, HOST, board.cookie))  # noqa: S311 - for a test
    at_first = 0
    for done in range(0, count, AT_ONCE):
        batch = list(islice(odd, AT_ONCE))
        began = time.process_time()
        answers = await asyncio.gather(*(_answer(board.app, asked, found) for asked in batch))
        found.slowest = max(found.slowest, time.process_time() - began)
        for asked, answer in zip(batch, answers, strict=True):
            if answer is not None:
                found.judge(asked, answer)
        if done <= count // 2:
            at_first = memory_mb(os.getpid())
    found.growth_mb["in this process"] = memory_mb(os.getpid()) - at_first
    last = await asked_here(board.app, Asked("GET", "/tien-do", (("host", HOST), ("cookie", board.cookie))))
    if last.status != 200 or "Xã A" not in last.body.decode():
        found.faults.append(f"afterwards the board answers {last.status}")
    return seen


async def _answer(app: ASGIApp, asked: Asked, found: Findings) -> Answer | None:
    try:
        return await asyncio.wait_for(asked_here(app, asked), 60)
    except Exception as error:
        found.faults.append(f"{error!r} of {asked.told}")
        return None


def _ask_by_wire(board: Served, seen: Seen, count: int, seed: int, found: Findings) -> None:
    origin, process = board.origin, board.process.pid
    host, port = origin.removeprefix("http://"), int(origin.rpartition(":")[2])
    with Client(timeout=60) as client:
        cookie = client.get(board.once).headers["set-cookie"].partition(";")[0]
        rng = Random(seed)  # noqa: S311 - for a test
        odd = OddRequests(rng, seen, host, cookie)
        all_asked = [(asked, spoilt_wire(rng, asked)) for asked in islice(odd, count)]
        at_first = 0
        with ThreadPoolExecutor(LINES_AT_ONCE) as lines:
            answers = lines.map(lambda one: asked_by_wire(port, one[1]), all_asked)
            for done, ((asked, wire), answer) in enumerate(zip(all_asked, answers, strict=True)):
                if answer is None:
                    found.statuses["no answer"] += 1
                else:
                    found.judge(asked, answer, wire)
                if done <= count // 2:
                    at_first = memory_mb(process)
        found.growth_mb["in its own process"] = memory_mb(process) - at_first
        last = client.get(f"{origin}/tien-do", headers={"cookie": cookie})
        if last.status_code != 200 or "Xã A" not in last.text:
            found.faults.append(f"afterwards the board answers {last.status_code}")


def memory_mb(process: int) -> int:
    """What a process holds in memory."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) // 1024


def main() -> int:
    """Ask, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began, used = time.monotonic(), time.process_time()
    found = fuzzed(options.requests, options.seed)
    for fault in found.faults[:40]:
        print(fault)
    told = ", ".join(f"{count} x {status}" for status, count in sorted(found.statuses.items()))
    wall, worked = time.monotonic() - began, time.process_time() - used
    print(
        f"{options.requests} requests in {wall:.0f} s ({worked:.0f} s of the processor here): {told}; "
        f"{len(found.faults)} faults; growth in MB {found.growth_mb}; slowest {AT_ONCE} at once {found.slowest:.2f} s"
    )
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
