"""`planner publish`: what was announced is what everybody reads, and what lay there before is replaced whole."""

from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, FIRST, SECOND, THIRD, announce, answer_of, ask, store
from tests.cli.running import files_in
from tests.prints.published.test_site import Outline

OURS = {".planner-papers.json", ".planner-papers.lock"}


def pages(*codes: str) -> set[str]:
    return {f"don-vi/{code}-xa-{code}.html" for code in codes} | {"index.html"}


def texts(*codes: str) -> set[str]:
    """What there is of a unit that is received, or was promised to be."""
    folders = (("don-vi", "ics"), ("truyen-thanh", "txt"), ("tin-nhan", "txt"))
    return {f"{folder}/{code}-xa-{code}.{suffix}" for folder, suffix in folders for code in codes} | {
        "tin-nhan/tin-nhan.csv"
    }


def words_of(path: Path) -> str:
    return " ".join(Outline(path.read_bytes()).words.split())


def test_before_any_announcement_the_latest_plan_is_published_and_said_to_bind_nobody(home: Path) -> None:
    store(home, FIRST, SECOND)
    done = ask("publish", BOOK, "-o", "o", folder=home)
    assert done.code == 0
    assert done.out.splitlines()[:2] == ["Phương án 2, chưa thông báo.", "Đã ghi vào o:"]
    assert "phương án 2 chưa được thông báo" in done.err
    assert f"planner announce {BOOK} --version 2" in done.err
    assert files_in(home / "o") - OURS == pages("a", "b", "c") | texts("a", "b", "c")


def test_what_was_announced_is_published_up_to_its_day(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(2))
    answer = answer_of("publish", BOOK, "-o", "o", folder=home)
    assert (answer["version"], answer["announced_until"], answer["without_days"]) == (1, "2023-04-11", ["C"])
    assert len(answer["files"]) == len(files_in(home / "o") - OURS)
    assert files_in(home / "o") - OURS == pages("a", "b", "c") | texts("a", "b")
    (warning,) = answer["warnings"]
    assert "phương án 2 đã lưu nhưng chưa thông báo" in warning


def test_a_replan_tells_what_it_changes_and_cancels_appointments(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    announce(home, 2, day(4))
    done = ask("publish", BOOK, "-o", "o", folder=home)
    assert done.code == 0
    assert done.err == ""
    assert "Trang của 2 đơn vị có thay đổi: Xã B, Xã C" in done.out
    page = words_of(home / "o/don-vi/c-xa-c.html")
    assert "Lịch có thay đổi" in page
    assert "nay chuyển sang ngày 13/4/2023" in page
    assert "giữ nguyên" in words_of(home / "o/don-vi/a-xa-a.html")
    calendar = (home / "o/don-vi/c-xa-c.ics").read_text(encoding="utf-8")
    assert (calendar.count("STATUS:CANCELLED"), calendar.count("STATUS:CONFIRMED")) == (1, 1)
    assert calendar.count("SEQUENCE:1") == 2


def test_the_folder_is_replaced_whole_but_for_what_somebody_changed(home: Path) -> None:
    store(home, FIRST, THIRD)
    announce(home, 1, day(4))
    assert ask("publish", BOOK, "-o", "o", folder=home).code == 0
    (home / "o/loi-nhan.txt").write_text("của tôi", encoding="utf-8")
    edited = home / "o/truyen-thanh/b-xa-b.txt"
    edited.write_text("đã sửa", encoding="utf-8")
    announce(home, 2, day(4))
    done = ask("publish", BOOK, "-o", "o", folder=home)
    left = files_in(home / "o") - OURS
    assert not left & {"don-vi/b-xa-b.ics", "tin-nhan/b-xa-b.txt"}
    assert {"loi-nhan.txt", "truyen-thanh/b-xa-b.txt"} <= left
    assert edited.read_text(encoding="utf-8") == "đã sửa"
    assert "truyen-thanh/b-xa-b.txt" in done.err


def test_shorter_promises_leave_nothing_behind(home: Path) -> None:
    """The same plan, made known up to an earlier day: what was written for the days after it goes."""
    store(home, FIRST)
    assert ask("publish", BOOK, "-o", "o", folder=home).code == 0
    announce(home, 1, day(2))
    assert ask("publish", BOOK, "-o", "o", folder=home).code == 0
    assert files_in(home / "o") - OURS == pages("a", "b", "c") | texts("a", "b")


def test_earlier_pages_never_take_the_place_of_later_ones_unsaid(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 2, day(4))
    assert ask("publish", BOOK, "-o", "o", folder=home).code == 0
    done = ask("publish", BOOK, "-o", "o", "--version", "1", folder=home)
    assert done.code == 0
    assert "o trước đây chứa nội dung công bố của phương án 2; nay là phương án 1, cũ hơn" in done.err


def test_the_same_plan_gives_the_same_bytes(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    announce(home, 2, day(4))
    for folder in ("o", "p"):
        assert ask("publish", BOOK, "-o", folder, "--address", "https://xa.example.vn/lich", folder=home).code == 0
    for name in files_in(home / "o") - OURS:
        assert (home / "o" / name).read_bytes() == (home / "p" / name).read_bytes(), name


def test_by_default_it_goes_below_the_campaigns_papers(home: Path) -> None:
    store(home, FIRST)
    done = ask("publish", BOOK, folder=home)
    assert done.code == 0
    assert (home / "outputs/nho/cong-bo/index.html").is_file()


def test_messages_without_marks(home: Path) -> None:
    store(home, FIRST)
    assert ask("publish", BOOK, "-o", "o", "--without-marks", folder=home).code == 0
    told = (home / "o/tin-nhan/c-xa-c.txt").read_bytes().decode("utf-8-sig")
    assert told == "Lich thu ho so xa C: 12/4 5h-15h tai CAX C.\r\n"


@pytest.mark.parametrize(
    "address", ["xa.example.vn", "ftp://x.vn", "https://x.vn/a b", 'https://x.vn/"><script>', "https://x.vn/?a=1"]
)
def test_an_address_is_one_that_a_browser_opens(address: str, home: Path) -> None:
    store(home, FIRST)
    done = ask("publish", BOOK, "-o", "o", "--address", address, folder=home)
    assert done.code == 2
    assert "https://example.vn/lich" in done.err
    assert not (home / "o").exists()


def test_without_a_plan_there_is_nothing_to_publish(home: Path) -> None:
    done = ask("publish", BOOK, "-o", "o", folder=home)
    assert done.code == 2
    assert f"planner plan {BOOK}" in done.err


def test_notices_bear_the_code_of_their_page(home: Path) -> None:
    store(home, FIRST)
    without = ask("print", BOOK, "--form", "notices", "-o", "o", "--today", "10/4/2023", folder=home)
    with_code = ask(
        *("print", BOOK, "--form", "notices", "-o", "p", "--today", "10/4/2023"),
        *("--address", "https://xa.example.vn/lich"),
        folder=home,
    )
    assert (without.code, with_code.code) == (0, 0)
    sizes = [(home / folder / "thong-bao/thong-bao-a-xa-a.docx").stat().st_size for folder in ("o", "p")]
    assert sizes[1] > sizes[0]
