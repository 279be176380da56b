"""Texts that want to be more than text, on all pages in Chromium: `python -m tests.hostile_board --texts 200`.

Each stands as commune, machine, campaign, reason, note and name of whoever recorded. No script of theirs may run,
nothing may be asked for elsewhere, nothing breach the page's policy, no element come of them, and what the program has
read has to be shown as it stands.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from openpyxl.utils.exceptions import IllegalCharacterError
from playwright.sync_api import Browser, Page, sync_playwright

from planner.board.site import PAGES
from planner.board.views.guide import PICTURES
from planner.domain.adjustment import Adjustment, AdjustmentKind
from planner.domain.campaign import Campaign
from planner.domain.record import MachineName
from planner.errors import PlannerError
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from planner.prints.words.text import printable
from planner.workflow.ledger.made_from import sha256_of
from tests.board.browsing import CHROMIUM, Entered, Watched, watched
from tests.board.served import served
from tests.board.test_site import address_of
from tests.campaigns import filled_plan, machine, posting, small_campaign, stand, unit
from tests.cli.diary import AT
from tests.hostile_texts import hostile_texts, writable
from tests.ledger.samples import file_named, provenance
from tests.replans import reported
from tests.small_campaigns import day, label
from tests.workbooks import write_workbook

A_BOARD = 10
"""Texts that one board shows at once."""
TODAY = day(3)
NO_PAGES = ("/lap-lai/{number}", "/lich-truc/{number}", "/phuong-an/{number}/cong-bo/{file:path}", PICTURES)
"""Of a search, which names nothing of the campaign but its goals; of a roster, which this campaign has none of (see
`board/test_rostering`); what is no page of the board; and pictures."""
ALL_TEXT = """() => JSON.stringify([
  document.title, document.body.textContent,
  ...[...document.querySelectorAll("*")].flatMap((each) => [
    String(each.value ?? ""), each.getAttribute("title") || "", each.getAttribute("aria-label") || ""])])"""
STRANGE_ELEMENTS = """() => [...document.querySelectorAll(
  "img:not(.lock, [src^='/huong-dan/hinh/']), b, iframe, object, embed, base, svg script, style, t, r, [onerror], " +
  "[onload], [style], a[href^='javascript:']"
)].map((each) => each.outerHTML.slice(0, 200)).concat(
  [...document.scripts].every((each) => each.src.startsWith(`${location.origin}/static/`) && !each.textContent)
    ? [] : ["more scripts than the page's own"])"""


@dataclass(frozen=True, slots=True)
class Staged:
    """A campaign under way in which everything that people name is hostile."""

    workbook: Path
    to_show: frozenset[str]
    """What has to be seen on one page or another."""


def shown_as(text: str) -> str:
    """The text as a page's words: without what controls a screen, blanks as one."""
    return " ".join(printable(text).split())


def readable(texts: Iterator[str], folder: Path, count: int) -> list[str]:
    """The first so many that the readers of workbooks take for a name; what they refuse no page shows."""
    found = dict[str, str]()
    for text in texts:
        if len(found) == count:
            break
        with_role = f"{writable(text)[:200]} u0"
        path = folder / "one.xlsx"
        try:
            write_workbook(_campaign([writable(text)[:200]]), path)
            read = read_campaign(path).campaign.units[0].name
        except (PlannerError, IllegalCharacterError, ValueError):
            continue
        if shown_as(with_role) == shown_as(read):
            found.setdefault(shown_as(read), writable(text)[:200])
    return list(found.values())


def _campaign(texts: Sequence[str]) -> Campaign:
    plain = small_campaign(
        units=[unit(f"U{number}", 8) for number in range(len(texts))],
        machines=[machine(f"M{number}", posting(3)) for number in range(len(texts))],
        closures=[],
        roads=[],
    )
    return plain.model_copy(
        update={
            "name": f"{texts[0]} c0",
            "units": tuple(
                each.model_copy(update={"name": f"{text} u{number}", "kind": "Xã"})
                for number, (each, text) in enumerate(zip(plain.units, texts, strict=True))
            ),
            "machines": tuple(
                each.model_copy(update={"name": MachineName(f"{text} m{number}")})
                for number, (each, text) in enumerate(zip(plain.machines, texts, strict=True))
            ),
        }
    )


def staged(folder: Path, texts: Sequence[str]) -> Staged:
    """The workbook and the ledger of such a campaign."""
    path = folder / "campaign.xlsx"
    write_workbook(_campaign(texts), path)
    campaign = read_campaign(path).campaign
    plan = filled_plan(
        campaign,
        *(
            stand(each.name, of.code, "1.1 2.1 3.1 5.1")
            for each, of in zip(campaign.machines, campaign.units, strict=True)
        ),
    )
    with open_ledger(default_ledger(path), campaign.name) as ledger:
        made_from = provenance(0).model_copy(update={"workbook_sha256": sha256_of(path)})
        for _version in range(2):  # one beside the other
            ledger.store_version(plan, made_from, is_sound=True, by=f"{texts[0]} b", at=AT)
        ledger.announce(1, day(4), by=f"{texts[-1]} b", at=AT)
        for number, (text, each, of) in enumerate(zip(texts, campaign.machines, campaign.units, strict=True)):
            (slot,) = stand(each.name, of.code, "2.1")
            row = reported(slot, 2).model_copy(update={"note": f"{text} n{number}"})
            ledger.record([row], file_named(f"{number}.xlsx"), by=f"{text} b{number}", at=AT)
            broken = Adjustment(
                kind=AdjustmentKind.BREAKDOWN, machine=each.name, first_day=day(4), first_shift=label(2),
                last_day=day(4), last_shift=label(2), reason=f"{text} r{number}",
            )  # fmt: skip
            ledger.adjustments.enter(broken, by=f"{text} a{number}", at=AT)
        rows = ledger.all_result_rows()
    to_show = [campaign.name, *(each.name for each in campaign.units), *(each.name for each in campaign.machines)]
    to_show += [text for row in rows for text in (row.result.note, row.recorded_by)]
    return Staged(path, frozenset(map(shown_as, to_show)))


def faults(browser: Browser, folder: Path, texts: Sequence[str]) -> list[str]:
    """What goes wrong on the pages of such a board; whatever a script did fails the session itself."""
    stage = staged(folder, texts)
    told, seen = [], ""
    with (
        served(stage.workbook, "--today", f"{TODAY:%d/%m/%Y}") as board,
        watched(browser, Entered.at(browser, board)) as session,
    ):
        page = session.page()
        for address in _addresses():
            session.goes_to(page, address)
            seen += _words(page.evaluate(ALL_TEXT))
            told += [f"{address}: {element}" for element in page.evaluate(STRANGE_ELEMENTS)]
        told += [f"draft: {element}" for element in _moved_by_hand(session, page, len(texts))]
        session.expected.append("Failed to load resource")
        session.goes_to(page, f"/ket-qua/{TODAY.isoformat()}")
        for number, text in enumerate(texts):
            page.locator("input[name^='ghichu.']").nth(number).fill(text)
            page.locator("input[name^='thu.']").nth(number).fill("x")
        page.locator("form.sheet button.main").click()
        page.get_by_role("alert").wait_for()
        told += [f"refused form: {element}" for element in page.evaluate(STRANGE_ELEMENTS)]
    return told + [f"not shown as it is: {text[:120]!r}" for text in sorted(stage.to_show) if text not in seen]


def _moved_by_hand(session: Watched, page: Page, count: int) -> list[str]:
    """Elements that came of a text on the forms that move stays, and on the schedule with a draft."""
    told = []
    for number in range(count):
        session.goes_to(page, "/")
        page.locator("table.timeline a.stay").nth(number).click()
        told += page.evaluate(STRANGE_ELEMENTS)
        page.get_by_label("Dời đến ngày").fill((TODAY + timedelta(days=1)).isoformat())
        page.locator("form.move button.main").click()
        page.locator("#nhap strong").wait_for()
        told += page.evaluate(STRANGE_ELEMENTS)
    session.goes_to(page, "/nhap")
    return [*told, *page.evaluate(STRANGE_ELEMENTS)]


def _words(told: str) -> str:
    return " ".join(" ".join(json.loads(told)).split())


def _addresses() -> list[str]:
    """Every page that is shown but for a running search, and those that name what others do not."""
    pages = [page for page in PAGES if page.method == "GET" and not page.path.startswith(NO_PAGES)]
    pages = [page for page in pages if "{suffix}" not in page.path and not page.path.endswith(".zip")]
    return [*map(address_of, pages), "/?theo=xa&ngay=ca-dot", "/?theo=may&ngay=ca-dot", "/ket-qua/2023-04-12"]


def main() -> int:
    """Show so many texts, and say what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    count = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        texts = iter(readable(hostile_texts(3 * asked.texts, asked.seed), Path(folder), asked.texts))
        found = list[str]()
        while batch := list(islice(texts, A_BOARD)):
            count += len(batch)
            below = Path(folder) / str(count)
            below.mkdir()
            found += faults(browser, below, batch)
        browser.close()
    for fault in found:
        print(fault)
    print(f"{count} texts on {len(_addresses())} pages: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
