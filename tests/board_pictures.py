"""The board's pictures in the documents, made anew in Chromium: `python -m tests.board_pictures`.

The command is started on copies of Bình Gia's campaign, as on 18/4/2023: before anything is planned, under way, and
with a spoilt workbook. Every screen is gone to; those that a document shows are kept, in few colours.
"""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from planner.intake.blanks.template import TEMPLATE_NAME
from tests.board.binh_gia import NAME, SILENT, TODAY
from tests.board.browsing import CHROMIUM, NARROW, WIDE, Entered, watched
from tests.board.served import served
from tests.board.test_desk import spoil
from tests.cli.running import ROOT, planner
from tests.pictures import OF_MANUAL

BINH_GIA = ROOT / "instances" / "binh-gia-2023" / NAME
RESULTS = ROOT / "instances" / "binh-gia-2023-first-week" / "results-11-17-april.xlsx"
WHO = "Lan"
TODAY_TOLD = f"{TODAY.day}/{TODAY.month}/{TODAY.year}"
COLOURS = 48
MOST_BYTES, MOST_BYTES_IN_ALL = 80_000, 600_000
FINDS_WITHIN = 90_000
"""Milliseconds until a search of a few seconds is over, on a machine that is busy."""
Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the board that is gone to."""

    route: str
    """As the board declares it."""
    address: str
    """Empty where what was done before has led to it."""
    picture: str = ""
    """Its name without suffix; empty where no document shows it."""
    size: tuple[int, int] = WIDE
    before: Act | None = None
    """What is done on the page that was shown before; it leads to this one."""


def _begin_campaign(page: Page) -> None:
    page.get_by_label("Tên chiến dịch").fill("Thu nhận 2026")
    page.get_by_label("Ngày đầu").fill("2026-05-04")
    page.get_by_label("Ngày cuối").fill("2026-06-20")
    page.get_by_role("button", name="Tạo chiến dịch").click()


def _search(page: Page) -> None:
    page.get_by_label("Tìm tối đa (giây)").fill("60")
    page.get_by_role("button", name="Bắt đầu tìm lịch").click()
    page.locator("#tim-muc-tieu tr").nth(2).wait_for(timeout=FINDS_WITHIN)


def _wait_for_comparison(page: Page) -> None:
    page.wait_for_url("**/so-voi/*", timeout=FINDS_WITHIN)


def _report_breakdown(page: Page) -> None:
    page.get_by_label("Đến ngày").first.fill("2023-04-19")
    page.get_by_label("Lý do").first.fill("hỏng đầu đọc")
    page.get_by_role("button", name="Báo hỏng").click()


def _open_a_stay(page: Page) -> None:
    page.locator("a.stay").last.click()


CHOOSING = (
    Screen("/chon", "/chon", "bang-chon"),
    Screen("/chon/tep/{key}", "", "bang-dien-tep", before=_begin_campaign),
)
BEFORE_A_PLAN = (Screen("/lap-lai", "/lap-lai", "bang-lap-lan-dau"),)
UNDER_WAY = (
    Screen("/", "/", "bang-lich"),
    Screen("/", "/?theo=xa"),
    Screen("/nhap", "/", "bang-doi-cho", before=_open_a_stay),
    Screen("/ket-qua", "/ket-qua"),
    Screen("/ket-qua/{day}", "/ket-qua/2023-04-17", "bang-ket-qua"),
    Screen("/ket-qua/{day}", "/ket-qua/2023-04-17", "bang-dien-thoai", NARROW),
    Screen("/ket-qua/tep", "/ket-qua/tep"),
    Screen("/tien-do", "/tien-do", "bang-tien-do"),
    Screen("/ban-do", "/ban-do", "bang-ban-do"),
    Screen("/nghi", "/nghi?kieu=hong&may=M%C3%81Y+2"),
    Screen("/nghi", "", "bang-bao-hong", before=_report_breakdown),
    Screen("/lap-lai", "/lap-lai"),
    Screen("/lap-lai/{number}", "", "bang-tim-lich", before=_search),
    Screen("/phuong-an/{number}/so-voi/{other}", "", "bang-so-sanh", before=_wait_for_comparison),
    Screen("/phuong-an/{number}/thong-bao", "/phuong-an/2/thong-bao", "bang-thong-bao"),
    Screen("/phuong-an", "/phuong-an"),
    Screen("/phuong-an/{number}", "/phuong-an/2", "bang-phuong-an"),
    Screen("/phuong-an/{number}/cong-bo", "/phuong-an/2/cong-bo"),
    Screen("/lich-truc", "/lich-truc"),
    Screen("/lich-truc/lap", "/lich-truc/lap"),
    Screen("/doc-phu-luc", "/doc-phu-luc"),
    Screen("/nhat-ky", "/nhat-ky"),
    Screen("/huong-dan", "/huong-dan"),
    Screen("/huong-dan/{number}", "/huong-dan/16"),
)
SPOILT = (Screen("/", "/", "bang-tep-hong"),)
SCREENS = (*CHOOSING, *BEFORE_A_PLAN, *UNDER_WAY, *SPOILT)
NO_SCREENS = frozenset(
    {
        "/huong-dan/hinh/{name}",
        "/lap-lai/{number}/tien-trinh",
        "/phuong-an/{number}/cong-bo/{file:path}",
        "/lich-truc/{number}",
    }
)
"""What is asked for and is no page, beside the files to download: a picture, a stream; and a roster, which Bình Gia,
whose workbook names no officers, does not have."""


def small(png: bytes) -> bytes:
    """The picture in few colours."""
    with Image.open(io.BytesIO(png)) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        kept = io.BytesIO()
        reduced.save(kept, "PNG", optimize=True)
        return kept.getvalue()


def taken(browser: Browser, entered: Entered, screens: tuple[Screen, ...], folder: Path) -> Iterator[Path]:
    """Go to these screens, and keep their pictures in the folder."""
    for size in (WIDE, NARROW):
        with watched(browser, entered, size) as session:
            page = session.page()
            for screen in (each for each in screens if each.size == size):
                if screen.address:
                    session.goes_to(page, screen.address)
                if screen.before is not None:
                    screen.before(page)
                page.wait_for_load_state("load")
                assert page.locator("h1").count() == 1, screen
                if screen.picture:
                    path = folder / f"{screen.picture}.png"
                    path.write_bytes(small(_photographed(page, size)))
                    yield path


def _photographed(page: Page, size: tuple[int, int]) -> bytes:
    """What the window shows of the page, without what is empty below its end."""
    ends = float(page.evaluate("document.querySelector('main').getBoundingClientRect().bottom"))
    return page.screenshot(clip={"x": 0, "y": 0, "width": size[0], "height": min(size[1], ends)})


def main(folder: Path = OF_MANUAL) -> int:
    """Take all pictures, and say how large they are; 1 where one is too large."""
    os.environ["LOGNAME"] = WHO
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        paths = [*_all_taken(browser, Path(name), folder)]
        browser.close()
    sizes = {path.name: path.stat().st_size for path in paths}
    print("\n".join(f"{size:7,} {name}" for name, size in sizes.items()))
    print(f"{sum(sizes.values()):7,} in all")
    return int(max(sizes.values()) > MOST_BYTES or sum(sizes.values()) > MOST_BYTES_IN_ALL)


def _all_taken(browser: Browser, scratch: Path, folder: Path) -> Iterator[Path]:
    with _documents() as documents:
        begun = documents / "Bình Gia 2023"
        begun.mkdir()
        shutil.copy(BINH_GIA, begun / TEMPLATE_NAME)
        with served(documents, "--today", TODAY_TOLD) as board:
            yield from taken(browser, Entered.at(browser, board), CHOOSING, folder)
    fresh = Path(shutil.copy(BINH_GIA, scratch / NAME))
    with served(fresh, "--today", TODAY_TOLD) as board:
        yield from taken(browser, Entered.at(browser, board), BEFORE_A_PLAN, folder)
    workbook = _under_way(scratch / "under-way")
    with served(workbook, "--today", TODAY_TOLD) as board:
        entered = Entered.at(browser, board)
        yield from taken(browser, entered, UNDER_WAY, folder)
        spoil(workbook)
        yield from taken(browser, entered, SPOILT, folder)


def _under_way(folder: Path) -> Path:
    """The workbook, with a plan that is announced and the results of a week, of which one machine's last day lacks."""
    folder.mkdir()
    workbook = Path(shutil.copy(BINH_GIA, folder / NAME))
    book = load_workbook(RESULTS)
    sheet = book["Kết quả"]
    for row in range(sheet.max_row, 1, -1):
        day, *told = (cell.value for cell in sheet[row])
        if isinstance(day, datetime) and (day.date(), told.count(SILENT[1])) == (SILENT[0], 1):
            sheet.delete_rows(row)
    book.save(folder / "ket-qua.xlsx")
    for command in (
        ("plan", NAME, "--workers", "1"),
        ("announce", NAME, "--until", "30/4/2023"),
        ("record", NAME, "ket-qua.xlsx", "--today", "17/4/2023"),
    ):
        done = planner(*command, folder=folder, LOGNAME=WHO)
        assert done.code == 0, done.err
    return workbook


@contextmanager
def _documents() -> Iterator[Path]:
    """A folder whose name can be shown."""
    folder = Path(tempfile.gettempdir()) / "Documents"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
