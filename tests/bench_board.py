"""How long the board takes, beside what was wanted: `python -m tests.bench_board`, or `make bench-board`.

A province's campaign (Bình Phước: 15 machines, 111 communes, 91 days, 2 shifts) is served by the command and looked at
by Chromium. Seconds of the clock stand beside those of the board's processor: on a busy machine the second tell more.
"""

import gzip
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from html import unescape
from pathlib import Path
from statistics import median
from urllib.parse import parse_qsl

from httpx2 import Client
from playwright.sync_api import sync_playwright

import planner.board
from planner.domain.campaign import Campaign
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from planner.workflow.ledger.made_from import sha256_of
from tests.board.browsing import CHROMIUM, Entered, watched
from tests.board.forms import Offered
from tests.board.recorders import Session
from tests.board.served import Served, served
from tests.campaigns import filled_plan
from tests.cli.diary import AT, BY
from tests.cli.running import ROOT
from tests.ledger.samples import provenance
from tests.placements import Placement

WHOLE = "/?theo=may&ngay=ca-dot"
STAY = re.compile(r'<a class="stay"[^>]*href="(/nhap[^"]*)"')
DAYS_A_STAY = 3
FEW, MANY = 2, 200
TIMES = 5
SLOWER = 4
"""Times that a weak computer is slower."""
TICKS = os.sysconf("SC_CLK_TCK")
PAGES = ("/", WHOLE, "/tien-do", "/phuong-an", "/nhat-ky")


@dataclass
class Table:
    """What was measured, line by line."""

    lines: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, what: str, wanted: str, measured: str, worked: float | None = None) -> None:
        """One more line; `worked` are the board's processor seconds."""
        line = (what, wanted, measured, "" if worked is None else f"{worked:.2f} s")
        print(" | ".join(line), flush=True)
        self.lines.append(line)


def worked(process: int) -> float:
    """Processor seconds of a process so far."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock and of the board's processor."""

    wall: float
    cpu: float


class Asking:
    """Somebody who looks at a board and holds a watch."""

    def __init__(self, board: Served, session: Session) -> None:
        self._board = board
        self._headers = {"cookie": session.cookie, "origin": session.origin, "accept-encoding": "identity"}
        self.client = Client(timeout=120, base_url=session.origin)

    def text(self, address: str) -> str:
        """A page."""
        answer = self.client.get(address, headers=self._headers)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def send(self, address: str, form: dict[str, str]) -> str:
        """A form; where it leads."""
        answer = self.client.post(address, data=form, headers=self._headers, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def timed(self, act: Callable[[], object]) -> Took:
        """How long something takes."""
        wall, cpu = time.monotonic(), worked(self._board.process.pid)
        act()
        return Took(time.monotonic() - wall, worked(self._board.process.pid) - cpu)


def prepared(folder: Path, versions: int) -> Path:
    """The province's campaign with so many stored versions, the first of them announced."""
    folder.mkdir()
    path = folder / "campaign.xlsx"
    shutil.copy(ROOT / "instances" / "binh-phuoc-2024" / "campaign.xlsx", path)
    campaign = read_campaign(path).campaign
    plan = filled_plan(campaign, [*_stays(campaign)])
    with open_ledger(default_ledger(path), campaign.name) as ledger:
        made_from = provenance(0).model_copy(update={"workbook_sha256": sha256_of(path)})
        for _number in range(versions):
            ledger.store_version(plan, made_from, is_sound=True, by=BY, at=AT)
        ledger.announce(1, campaign.calendar.first_day + timedelta(days=60), by=BY, at=AT)
    return path


def _stays(campaign: Campaign) -> Iterator[Placement]:
    """Every machine goes round its communes, a few days at each, in every shift."""
    calendar = campaign.calendar
    for machine in campaign.machines:
        for number in range((calendar.last_day - calendar.first_day).days + 1):
            day = calendar.first_day + timedelta(days=number)
            posting = machine.posting_on(day)
            if posting is not None:
                unit = posting.serves[number // DAYS_A_STAY % len(posting.serves)]
                yield from (Placement(machine.name, unit, day, shift) for shift in calendar.shift_labels)


@contextmanager
def opened(workbook: Path, today: date) -> Iterator[tuple[Served, Session]]:
    """The board of this workbook, and somebody who has entered it."""
    with served(workbook, "--today", f"{today:%d/%m/%Y}") as board:
        yield board, Session.at(board)


def measure(folder: Path, table: Table) -> None:
    """Everything, a line each."""
    few, many = prepared(folder / "few", FEW), prepared(folder / "many", MANY)
    campaign = read_campaign(few).campaign
    today = campaign.calendar.first_day + timedelta(days=30)
    began = time.monotonic()
    with opened(few, today) as (board, session):
        table.add("start to first answer", "2.5 s", f"{time.monotonic() - began:.2f} s", worked(board.process.pid))
        asking = Asking(board, session)
        asking.text("/nhat-ky")
        _measure_schedule(asking, table)
        _measure_results(asking, today, table)
        _measure_drop(asking, table)
        slow = _pages(asking)
    with opened(many, today) as (board, session):
        asking = Asking(board, session)
        asking.text("/nhat-ky")
        for address, took in _pages(asking).items():
            before = slow[address]
            told = (
                f"{took.wall:.2f} s against {before.wall:.2f} s, processor {took.cpu:.2f} s against {before.cpu:.2f} s"
            )
            table.add(f"{MANY} versions against {FEW}: {address}", "no slower", told)
    with opened(few, today) as (board, session):
        _measure_browser(board, session, table)
    scripts = (Path(planner.board.__file__).parent / "static").rglob("*.js")
    table.add("largest script", "15 kB", f"{max(path.stat().st_size for path in scripts) / 1000:.1f} kB")


def _measure_schedule(asking: Asking, table: Table) -> None:
    took = asking.timed(lambda: asking.text(WHOLE))
    table.add("whole schedule, first answer", "0.4 s", f"{took.wall:.2f} s", took.cpu)
    for address in (WHOLE, "/?theo=xa&ngay=ca-dot"):
        told = asking.text(address).encode()
        table.add(f"{address}, packed", "100 kB", f"{len(gzip.compress(told)) / 1000:.0f} kB of {len(told) / 1000:.0f}")


def _measure_results(asking: Asking, today: date, table: Table) -> None:
    address = f"/ket-qua/{(today - timedelta(days=1)).isoformat()}"
    sheet = next(form for form in Offered(asking.text(address)).forms if form.action == address)
    places = [name.partition(".")[2] for name in sheet.fields if name.startswith("thay.")]
    form = sheet.fields | {f"thu.{place}": "7" for place in places}
    took = asking.timed(lambda: asking.send(address, form))
    table.add(f"results of {len(places)} rows", "0.3 s for 40", f"{took.wall:.2f} s", took.cpu)


def _measure_drop(asking: Asking, table: Table) -> None:
    """A stay some days later, and the schedule with what that comes to; the first time, and once more."""
    address = unescape(STAY.findall(asking.text("/"))[-1])
    stay = dict(parse_qsl(address.partition("?")[2]))
    day = date.fromisoformat(stay["tu"])

    def drop(form: dict[str, str]) -> None:
        asking.text(asking.send("/nhap", form).partition("#")[0])

    for number, name in enumerate(("first drop", "second drop")):
        later = (day + timedelta(days=number + 1)).isoformat()
        took = asking.timed(partial(drop, stay | {"sang": later, "phien": str(2 * number), "ve": "/?ngay=14"}))
        table.add(f"{name}, answer shown", "0.3 s", f"{took.wall:.2f} s", took.cpu)
        asking.send("/nhap/lui", {"phien": str(2 * number + 1)})


def _pages(asking: Asking) -> dict[str, Took]:
    """The middle of some times, page by page."""
    times = {address: [asking.timed(partial(asking.text, address)) for _time in range(TIMES)] for address in PAGES}
    return {
        address: Took(median(one.wall for one in all_times), median(one.cpu for one in all_times))
        for address, all_times in times.items()
    }


def _measure_browser(board: Served, session: Session, table: Table) -> None:
    name, _is, value = session.cookie.partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True}
        state = {"cookies": [cookie | {"secure": True, "sameSite": "Strict"}], "origins": []}
        with watched(browser, Entered(board.origin, state)) as seen:  # type: ignore[arg-type]
            page = seen.page()
            for slower, wanted in ((1, "1 s"), (SLOWER, "3 s")):
                seen.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                ready = []
                for _time in range(3):
                    seen.goes_to(page, WHOLE)
                    ready.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
                table.add(f"whole schedule ready, computer {slower} x slower", wanted, f"{median(ready):.2f} s")
            seen.expected.append("Failed to load resource")  # of pages whose board is gone
            for _page in range(3):
                seen.goes_to(seen.page(), "/")

            table.add("Ctrl-C with 4 pages open", "2 s", f"{board.stop():.2f} s")
        browser.close()


def main() -> int:
    """Print the lines as they come, then the table."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), table)
    widths = [max(len(line[column]) for line in table.lines) for column in range(4)]
    print("\n" + "what".ljust(widths[0]), "wanted".ljust(widths[1]), "measured".ljust(widths[2]), "processor")
    for line in table.lines:
        print(*(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
