"""A board without a workbook: it shows those that are near, begins a new campaign, and then is the board of one."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from httpx2 import Client
from openpyxl import load_workbook
from starlette.testclient import TestClient

from planner.board.desk import Desk
from planner.board.faults import BoardLog
from planner.board.pages import choosing
from planner.board.pages.choosing import Choosing
from planner.board.people import LocalEntry, Role
from planner.board.site import Site
from planner.errors import UnwritableFile
from planner.intake.blanks.template import write_new_campaign
from planner.intake.campaign.looks_like import looks_like_campaign
from planner.workflow.planning.campaigns_near import MOST_SHOWN, campaigns_near
from tests.board.opened import HOST, ORIGIN, Opened
from tests.board.served import served
from tests.cli.diary import BOOK, CAMPAIGN
from tests.hostile_texts import CALLS, LETTERS, MARKUP, PATHS
from tests.workbooks import write_workbook

KEY = re.compile(r'name="tep" value="([0-9a-f]{16})"')
NEW = {"ten": "Thu nhận 2026", "noi": "0", "tu": "2026-05-04", "den": "2026-05-31", "cap": ""}
READY = "Tệp Excel đã điền đủ"


@dataclass
class Chooser:
    """A board that nothing was chosen for yet, and what it was told to open."""

    board: Opened
    folder: Path
    chosen: list[Path] = field(default_factory=list)

    def keys(self) -> list[str]:
        """Under which the list offers its workbooks."""
        return KEY.findall(self.board.text("/chon"))


def chooser_of(*folders: Path) -> Chooser:
    nothing = folders[0] / "planner.xlsx"
    desk, entry, log = Desk(nothing), LocalEntry(), BoardLog(nothing)
    site = Site(desk, entry, log, Event())
    cookie = entry.enter(entry.key)
    assert cookie is not None
    found = Chooser(Opened(desk, entry, log, None, cookie, site.searches), folders[0])  # type: ignore[arg-type]
    app = site.app([HOST], Choosing(folders, found.chosen.append).pages())
    client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
    found.board = replace(found.board, client=client)
    return found


@pytest.fixture
def chooser(tmp_path: Path) -> Iterator[Chooser]:
    found = chooser_of(tmp_path)
    yield found
    found.board.close()


def test_workbooks_of_campaigns_are_shown_and_nothing_else(chooser: Chooser, home: Path) -> None:
    folder = chooser.folder
    shutil.copy(home / BOOK, folder / "Đợt 1 & 2.xlsx")
    shutil.copy(home / BOOK, folder / "~$mở.xlsx")
    shutil.copy(home / BOOK, folder / "bản.xls")
    (folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "một hai.xlsx").mkdir()
    with zipfile.ZipFile(folder / "khác.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="Kết quả"/></sheets></workbook>')
    told = chooser.board.text("/chon")
    assert "Đợt 1 &amp; 2.xlsx" in told
    assert BOOK.rpartition("/")[2] in told, "it lies in a folder below"
    for name in ("~$", "bản.xls<", "hỏng", "một hai", "khác.xlsx"):
        assert name not in told.partition("<section>")[2].partition("</section>")[0], name
    assert len(chooser.keys()) == 2


def test_the_newest_come_first_and_not_without_end(tmp_path: Path) -> None:
    for number in range(MOST_SHOWN + 2):
        with zipfile.ZipFile(tmp_path / f"{number}.xlsx", "w") as archive:
            sheets = "".join(f'<x:sheet sheetId="1" name="{name}"/>' for name in ("Chiến dịch", "Đơn vị", "Máy"))
            archive.writestr("xl/workbook.xml", f"<x:workbook>{sheets}</x:workbook>")
    found = campaigns_near([tmp_path, tmp_path])
    assert len(found) == MOST_SHOWN
    assert [each.saved_at for each in found] == sorted((each.saved_at for each in found), reverse=True)
    assert not campaigns_near([tmp_path / "không có"])


def test_only_a_campaign_looks_like_one(tmp_path: Path) -> None:
    empty, example = write_new_campaign(tmp_path, None, None, 2026)
    assert looks_like_campaign(empty)
    assert looks_like_campaign(example)
    root = Path(__file__).parents[2] / "instances"
    assert looks_like_campaign(root / "binh-gia-2023" / "campaign.xlsx")
    assert not looks_like_campaign(root / "binh-gia-2023-first-week" / "results-11-17-april.xlsx")
    assert not looks_like_campaign(root / "vinh-yen-citizens" / "cong-dan.xlsx")


def test_what_is_chosen_is_opened(chooser: Chooser, home: Path) -> None:
    (key,) = chooser.keys()
    answer = chooser.board.post("/chon/mo", {"tep": key})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert [path.resolve() for path in chooser.chosen] == [(home / BOOK).resolve()]


@pytest.mark.parametrize("key", ["", "0" * 16, "../../etc/passwd", str(BOOK), "/etc/passwd", "\x00"])
def test_nothing_that_was_not_shown_is_opened(chooser: Chooser, home: Path, key: str) -> None:
    assert chooser.keys()
    assert chooser.board.post("/chon/mo", {"tep": key}).status_code == 404
    assert chooser.board.post("/chon/mo", {"tep": str(home / BOOK)}).status_code == 404
    assert not chooser.chosen


def test_a_new_campaign_is_begun_filled_in_and_opened(chooser: Chooser) -> None:
    answer = chooser.board.post("/chon/moi", NEW)
    assert answer.status_code == 303
    workbook = chooser.folder / NEW["ten"] / "campaign.xlsx"
    told = chooser.board.text(answer.headers["location"])
    assert str(workbook) in told
    assert "Đơn vị!A2" in told
    assert "Chiến dịch!B3" not in told, "the days are there already"
    assert "campaign-vi-du.xlsx" in told
    chooser.board.post("/chon/mo", {"tep": answer.headers["location"].rpartition("/")[2]})
    assert not chooser.chosen, "it cannot be planned yet"
    write_workbook(CAMPAIGN, workbook)
    told = chooser.board.text(answer.headers["location"])
    assert READY in told
    opened = chooser.board.post("/chon/mo", {"tep": KEY.findall(told)[0], "lap": "1"})
    assert opened.headers["location"] == "/lap-lai"
    assert chooser.chosen == [workbook]


def test_nothing_is_replaced(chooser: Chooser) -> None:
    there = chooser.folder / NEW["ten"]
    there.mkdir()
    (there / "campaign.xlsx").write_bytes(b"of somebody")
    answer = chooser.board.post("/chon/moi", NEW)
    assert answer.status_code == 422
    assert "Đã có thư mục mang tên này" in answer.text
    assert (there / "campaign.xlsx").read_bytes() == b"of somebody"
    assert [*there.iterdir()] == [there / "campaign.xlsx"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *(
            ("ten", text)
            for text in ("", "..", "a/b", "a\\b", "C:x", "con", "LPT1.txt", "x" * 61, ".ẩn", "a.", "a\x00b")
        ),
        *(("ten", text) for text in (*MARKUP, *CALLS, *PATHS, *LETTERS) if re.search(r'[<>:"/\\|?*]', text)),
        ("noi", "1"),
        ("noi", "-1"),
        ("noi", "/etc"),
        ("tu", "2026-13-01"),
        ("tu", "1066-10-14"),
        ("den", "2026-05-01"),
        ("den", "2099-01-01"),
        ("cap", "huyện"),
    ],
)
def test_what_cannot_be_is_named_beside_its_field_and_writes_nothing(chooser: Chooser, field: str, typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    answer = chooser.board.post("/chon/moi", {**NEW, field: typed})
    assert answer.status_code == 422
    assert 'class="fault"' in answer.text
    assert "aria-invalid" in answer.text
    assert "<script>alert" not in answer.text
    assert not [*chooser.folder.iterdir()]


@pytest.mark.parametrize("level", ["", "tinh", "xa"])
def test_a_workbook_of_each_level(chooser: Chooser, level: str) -> None:
    answer = chooser.board.post("/chon/moi", {**NEW, "ten": f"đợt {level}".strip(), "cap": level, "tu": "", "den": ""})
    assert answer.status_code == 303
    sheets = load_workbook(chooser.folder / f"đợt {level}".strip() / "campaign.xlsx").sheetnames
    assert {"Chiến dịch", "Đơn vị", "Máy"} <= {*sheets}


def test_a_place_that_takes_nothing_is_told(chooser: Chooser, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_told: Any, **_more: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)
    answer = chooser.board.post("/chon/moi", NEW)
    assert answer.status_code == 422
    assert "Không ghi được vào đó" in answer.text


def test_a_folder_that_nothing_could_be_written_into_is_taken_back(
    chooser: Chooser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_told: Any, **_more: Any) -> None:
        raise UnwritableFile(NEW["ten"])

    monkeypatch.setattr(choosing, "write_new_campaign", refuse)
    assert "Không ghi được vào đó" in chooser.board.post("/chon/moi", NEW).text
    assert not [*chooser.folder.iterdir()]


def test_what_is_still_in_a_cloud_is_not_fetched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = (home / BOOK).stat()

    class Marked:
        st_file_attributes, st_mode, st_size = 0x400000, found.st_mode, found.st_size

    monkeypatch.setattr(Path, "stat", lambda *_told, **_more: Marked)
    assert not looks_like_campaign(home / BOOK)


def test_whatever_else_is_asked_for_leads_to_the_list(chooser: Chooser) -> None:
    for address in ("/", "/ket-qua", "/phuong-an/1", "/x/y/z"):
        answer = chooser.board.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/chon"), address
    assert 'href="/tien-do"' not in chooser.board.text("/huong-dan/16"), "its bar leads to what there is"


def test_nobody_else_is_let_in(chooser: Chooser) -> None:
    stranger = replace(chooser.board, cookie="nobody")
    for page in Choosing([chooser.folder], chooser.chosen.append).pages():
        assert page.role is not None
        assert page.role > Role.ANYBODY
        address = page.path.replace("{key}", "0" * 16).replace("{elsewhere:path}", "x").replace("{number}", "1")
        answer = stranger.get(address) if page.method == "GET" else stranger.post(address, NEW)
        assert answer.status_code == 401, address
    assert chooser.board.post("/chon/moi", NEW, origin="http://evil.test").status_code == 403
    assert not [*chooser.folder.iterdir()]


def test_the_command_hands_over_to_the_board_that_was_chosen(home: Path) -> None:
    with served(home, "--today", "12/4/2023") as board, Client(timeout=60, headers={"origin": board.origin}) as client:
        entered = client.get(board.once)
        cookie = {"cookie": entered.headers["set-cookie"].partition(";")[0]}

        def asked(method: str, address: str, **more: Any) -> Any:
            return client.request(method, board.origin + address, headers=cookie, **more)

        assert asked("GET", "/").headers["location"] == "/chon"
        (key,) = KEY.findall(asked("GET", "/chon").text)
        assert asked("POST", "/chon/mo", data={"tep": key}).headers["location"] == "/"
        assert "Chưa có lịch" in asked("GET", "/").text
        assert asked("POST", "/chon/mo", data={"tep": key}).headers["location"] == "/", "a second click"
        assert asked("GET", "/chon").headers["location"] == "/"
        assert "Xã A" in asked("GET", "/tien-do").text
        board.stop()
        assert board.process.returncode == 0


def test_a_board_that_nothing_was_chosen_for_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path) as board, Client(timeout=60) as client:
        entered = client.get(board.once)
        cookie = {"cookie": entered.headers["set-cookie"].partition(";")[0]}
        assert "Chưa thấy tệp Excel nào" in client.get(f"{board.origin}/chon", headers=cookie).text
        board.stop()
    assert not [*tmp_path.iterdir()]
