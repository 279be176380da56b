"""How long the board takes, beside what was wanted: `python -m tests.bench_board`, or `make bench-board`.

A province's campaign (Bình Phước: 15 machines, 111 communes, 91 days, 2 shifts) is served by the command and looked at
by Chromium; what is searched for is a district under way (Bình Gia). Seconds of the clock stand beside those of the
board's processor: on a busy machine the second tell more.
Between a page and what they do on it people take a moment, in which the board does what it can beforehand.
What eight people record at once is measured by `python -m tests.board_crowd --writers 8 --rows 500`.
"""

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
from tests.board import binh_gia
from tests.board.browsing import CHROMIUM, Entered, Watched, watched
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
NUM_ROWS = 40
A_LOOK = 2.0
"""Seconds that nobody is faster in reading a form, or in taking hold of a stay."""
SAME, A_TICK = 1.25, 0.02
"""A page that takes so many times as long, and a tick of the clock more, takes as long."""
FINDS_WITHIN = 120_000
"""Milliseconds after which a search is given up."""
SLOWER = 4
"""Times that a weak computer is slower."""
TICKS = os.sysconf("SC_CLK_TCK")
SCROLLED = """
() => new Promise((done) => {
  const area = document.querySelector(".scroll:has(.timeline)");
  const frames = [];
  let before = 0;
  function next(now) {
    if (before) { frames.push(now - before); }
    before = now;
    if (frames.length === 120) { done(frames); return; }
    area.scrollLeft += 40;
    window.scrollBy(0, frames.length % 40 < 20 ? 12 : -12);
    requestAnimationFrame(next);
  }
  requestAnimationFrame(next);
})
"""
"""Scrolls the schedule sideways and up and down, and tells how many milliseconds passed between frames."""
PAGES = ("/", WHOLE, "/tien-do", "/phuong-an", "/nhat-ky")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was measured."""

    what: str
    value: float
    limit: float
    unit: str
    worked: float | None
    """The board's processor seconds, where they tell something."""

    @property
    def is_reached(self) -> bool:
        """Whether it is what was wanted."""
        return self.value <= self.limit

    @property
    def cells(self) -> tuple[str, ...]:
        """As it is printed."""
        worked = "" if self.worked is None else f"{self.worked:.2f} s"
        reached = "reached" if self.is_reached else "NOT REACHED"
        return (self.what, f"{self.value:.3g} {self.unit}", f"{self.limit:g} {self.unit}", reached, worked)


@dataclass
class Table:
    """What was measured, line by line."""

    lines: list[Line] = field(default_factory=list)

    def add(self, what: str, value: float, limit: float, unit: str = "s", worked: float | None = None) -> None:
        """One more line; `worked` are the board's processor seconds."""
        line = Line(what, value, limit, unit, worked)
        print(" | ".join(line.cells), flush=True)
        self.lines.append(line)

    @property
    def is_reached(self) -> bool:
        """Whether everything is as it was wanted."""
        return all(line.is_reached for line in self.lines)


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

    def num_bytes(self, address: str) -> int:
        """How much of a page goes through the network to a browser."""
        with self.client.stream("GET", address, headers=self._headers | {"accept-encoding": "gzip"}) as answer:
            assert answer.headers["content-encoding"] == "gzip", address
            return sum(len(part) for part in answer.iter_raw())

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
        seconds = time.monotonic() - began
        table.add("Enter to first answer", seconds, 2.5, worked=worked(board.process.pid))
        table.add("solver or tables of pandas loaded by then", num_loaded(board.process.pid), 0, "")
        asking = Asking(board, session)
        asking.text("/nhat-ky")
        _measure_schedule(asking, table)
        _measure_results(asking, campaign, today, table)
        _measure_drop(asking, table)
        before = _pages(asking)
    with opened(many, today) as (board, session):
        asking = Asking(board, session)
        asking.text("/nhat-ky")
        for address, took in _pages(asking).items():
            limit = before[address].cpu * SAME + A_TICK
            table.add(f"{MANY} versions, processor of {address}", took.cpu, limit, worked=took.cpu)
    district = folder / "district"
    district.mkdir()
    with opened(binh_gia.prepared(district), binh_gia.TODAY) as (board, session), looked_at(board, session) as seen:
        _measure_search(seen, table)
    with opened(few, today) as (board, session), looked_at(board, session) as seen:
        _measure_page(seen, table)
        seen.expected.append("Failed to load resource")  # of pages whose board is gone
        for _page in range(3):
            seen.goes_to(seen.page(), "/")
        table.add("Ctrl-C with 4 pages open", board.stop(), 2)
    static = Path(planner.board.__file__).parent / "static"
    scripts = {path.name: path.stat().st_size / 1000 for path in static.rglob("*.js")}
    of_schedule = re.findall(r'src="/static/(\w+\.js)"', asked_once(few, today))
    table.add("scripts of the schedule's page", sum(scripts[name] for name in of_schedule), 15, "kB")
    table.add("all scripts", sum(scripts.values()), 70, "kB")


def asked_once(workbook: Path, today: date) -> str:
    """The schedule's page of a board that is opened for it alone."""
    with opened(workbook, today) as (board, session):
        return Asking(board, session).text("/")


def num_loaded(process: int) -> int:
    """How many libraries that a page never needs the process has in its memory."""
    told = Path(f"/proc/{process}/maps").read_text(encoding="utf-8")
    return sum(f"/{name}/" in told for name in ("ortools", "pandas"))


def _measure_schedule(asking: Asking, table: Table) -> None:
    took = asking.timed(lambda: asking.text(WHOLE))
    table.add("whole schedule, first answer", took.wall, 0.4, worked=took.cpu)
    for address in (WHOLE, "/?theo=xa&ngay=ca-dot"):
        table.add(f"{address}, as it is sent", asking.num_bytes(address) / 1000, 100, "kB")


def _measure_results(asking: Asking, campaign: Campaign, today: date, table: Table) -> None:
    """What was planned on a day, and beside it what communes collected without a machine."""
    address = f"/ket-qua/{(today - timedelta(days=1)).isoformat()}"
    sheet = next(form for form in Offered(asking.text(address)).forms if form.action == address)
    places = [name.partition(".")[2] for name in sheet.fields if name.startswith("thay.")][:NUM_ROWS]
    form = {name: value for name, value in sheet.fields.items() if name != "them"}  # that is another button
    form |= {f"thu.{place}": "7" for place in places}
    for number, unit in enumerate(campaign.units[: NUM_ROWS - len(places)]):
        form |= {f"xa.t{number}": unit.code, f"may.t{number}": "", f"ca.t{number}": "", f"thu.t{number}": "3"}
    led = ""

    def send() -> None:
        nonlocal led
        led = asking.send(address, form)

    took = asking.timed(send)
    assert led.endswith(f"da-ghi={NUM_ROWS}"), led
    table.add(f"results of {NUM_ROWS} rows", took.wall, 0.3, worked=took.cpu)


def _measure_drop(asking: Asking, table: Table) -> None:
    """A stay some days later, and the schedule with what that comes to; the first time, and once more."""
    address = unescape(STAY.findall(asking.text("/"))[-1])
    time.sleep(A_LOOK)
    stay = dict(parse_qsl(address.partition("?")[2]))
    day = date.fromisoformat(stay["tu"])

    def drop(form: dict[str, str]) -> None:
        asking.text(asking.send("/nhap", form).partition("#")[0])

    for number, name in enumerate(("first drop", "second drop")):
        later = (day + timedelta(days=number + 1)).isoformat()
        took = asking.timed(partial(drop, stay | {"sang": later, "phien": str(2 * number), "ve": "/?ngay=14"}))
        table.add(f"{name}, answer shown", took.wall, 0.3, worked=took.cpu)
        asking.send("/nhap/lui", {"phien": str(2 * number + 1)})


def _pages(asking: Asking) -> dict[str, Took]:
    """The middle of some times, page by page."""
    times = {address: [asking.timed(partial(asking.text, address)) for _time in range(TIMES)] for address in PAGES}
    return {
        address: Took(median(one.wall for one in all_times), median(one.cpu for one in all_times))
        for address, all_times in times.items()
    }


@contextmanager
def looked_at(board: Served, session: Session) -> Iterator[Watched]:
    """A browser of somebody who has entered the board."""
    name, _is, value = session.cookie.partition("=")
    cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True}
    state = {"cookies": [cookie | {"secure": True, "sameSite": "Strict"}], "origins": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with watched(browser, Entered(board.origin, state)) as seen:  # type: ignore[arg-type]
            yield seen
        browser.close()


def _measure_page(seen: Watched, table: Table) -> None:
    page = seen.page()
    throttle = seen.context.new_cdp_session(page)
    for slower, limit in ((1, 1.0), (SLOWER, 3.0)):
        throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        ready = []
        for _time in range(3):
            seen.goes_to(page, WHOLE)
            ready.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
        table.add(f"whole schedule ready, computer {slower} x slower", median(ready), limit)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    frames = sorted(page.evaluate(SCROLLED))
    table.add("scrolling, 95 of 100 frames within", frames[round(0.95 * (len(frames) - 1))], 34, "ms")


def _measure_search(seen: Watched, table: Table) -> None:
    """Of a district, which is proven too late to end by itself."""
    page = seen.page()
    seen.goes_to(page, "/lap-lai")
    page.get_by_label("Tìm tối đa (giây)").fill("120")
    time.sleep(A_LOOK)
    began = time.monotonic()
    page.get_by_role("button", name="Bắt đầu tìm lịch").click()
    page.locator("#tim-muc-tieu tr").first.wait_for(timeout=FINDS_WITHIN)
    table.add("search, click to first line", time.monotonic() - began, 2)
    began = time.monotonic()
    page.get_by_role("button", name="Dừng và giữ lịch tốt nhất").click()
    page.wait_for_url(re.compile("/so-voi/[0-9]+$"), timeout=FINDS_WITHIN)
    table.add("search, stop to comparison", time.monotonic() - began, 3)


def main() -> int:
    """Print the lines as they come, then the table; 1 where something is not as it was wanted."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), table)
    head = ("what", "measured", "wanted", "", "processor")
    rows = [head, *(line.cells for line in table.lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    print()
    for row in rows:
        print(*(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    return 0 if table.is_reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
