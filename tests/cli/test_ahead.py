"""What citizens are told lies ahead of today: notices of a campaign under way, before it began and after its end."""

from pathlib import Path

import docx
import pytest

from planner.workflow.planning import storing
from tests.campaigns import day, stand
from tests.cli.diary import BOOK, FIRST, SECOND, THIRD, announce, answer_of, ask, record, store
from tests.cli.running import files_in
from tests.replans import reported

ENDED = "chiến dịch đã kết thúc ngày 14/4/2023 nên thông báo ghi cả những ngày đã qua"


def text_of(home: Path, unit: str) -> str:
    return (home / "o" / "thong-bao" / f"thong-bao-{unit}-xa-{unit}.txt").read_text(encoding="utf-8-sig")


def told_in(path: Path) -> str:
    """All text of a Word document's tables."""
    return " ".join(cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)


def test_notices_leave_out_the_days_that_are_over(home: Path) -> None:
    store(home, FIRST)
    printed = ask("print", BOOK, "--form", "notices", "--today", "11/4/2023", "-o", "o", folder=home)
    assert printed.code == 0, printed.err
    for told in (text_of(home, "a"), told_in(home / "o" / "thong-bao" / "thong-bao-a-xa-a.docx")):
        assert "11/4/2023" in told or "11, 12/4/2023" in told
        assert "10/4/2023" not in told
        assert "10, " not in told
    assert ENDED not in printed.err


def test_a_unit_whose_days_are_over_gets_no_notice_and_is_named(home: Path) -> None:
    store(home, FIRST)
    printed = ask("print", BOOK, "--form", "notices", "--today", "12/4/2023", "-o", "o", folder=home)
    assert "Không in thông báo cho 1 đơn vị vì mọi ngày trong lịch của đơn vị đã qua: Xã B" in printed.out
    assert {name.rpartition(".")[0] for name in files_in(home / "o")} == {
        "thong-bao/thong-bao-a-xa-a",
        "thong-bao/thong-bao-c-xa-c",
    }
    answer = answer_of("print", BOOK, "--unit", "B", "--form", "notices", "--today", "12/4/2023", folder=home)
    assert (answer["prints"], answer["over"], answer["without_slots"]) == ([], ["B"], [])


def test_the_last_day_of_the_campaign_still_is_one_of_it(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("print", BOOK, "--form", "notices", "--today", "14/4/2023", folder=home)
    assert (answer["prints"], answer["over"]) == ([], ["A", "B", "C"])
    assert not any(ENDED in warning for warning in answer["warnings"])


@pytest.mark.parametrize("form", ["appendix", "calendar", "itineraries"])
def test_official_papers_stay_whole(home: Path, form: str) -> None:
    store(home, FIRST)
    for today in ("9/4/2023", "12/4/2023"):
        assert ask("print", BOOK, "--form", form, "--today", today, "-o", today[:2].strip("/"), folder=home).code == 0
    name = {"appendix": "phu-luc.docx", "itineraries": "hanh-trinh/hanh-trinh-m1.docx"}.get(form)
    if name is None:
        assert files_in(home / "9") == files_in(home / "12") == {"lich-thang.xlsx", "lich-thang.pdf"}
    else:
        assert told_in(home / "9" / name) == told_in(home / "12" / name)


def test_before_it_begins_all_is_told(home: Path) -> None:
    store(home, FIRST)
    printed = ask("print", BOOK, "--form", "notices", "--today", "1/4/2023", "-o", "o", folder=home)
    assert "10" in text_of(home, "a")
    assert "đã qua" not in printed.all
    assert len(files_in(home / "o")) == 12


@pytest.mark.parametrize("today", [("--today", "15/4/2023"), ()])
def test_a_campaign_that_is_over_is_told_whole_and_that_is_said(home: Path, today: tuple[str, ...]) -> None:
    store(home, FIRST)
    printed = ask("print", BOOK, "--form", "notices", *today, "-o", "o", folder=home)
    assert printed.err.count(ENDED) == 1
    assert len(files_in(home / "o")) == 12
    assert ENDED not in ask("print", BOOK, "--form", "appendix", *today, "-o", "p", folder=home).all


def test_an_amendment_tells_citizens_what_lies_ahead_only(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    before = answer_of("changes", BOOK, "--today", "12/4/2023", "-o", "before", folder=home)
    assert {notice["unit"] for notice in before["notices"]} == {"B", "C"}
    assert before["over"] == []
    later = ask("changes", BOOK, "--today", "13/4/2023", "-o", "later", folder=home)
    over = "Không có câu thông báo cho 1 đơn vị vì mọi lịch được điều chỉnh của đơn vị đã qua: Xã B (B)."
    assert over in later.out.splitlines()
    (told,) = (line for line in later.out.splitlines() if "Kính gửi" in line)
    assert "bổ sung lịch" in told
    assert "13/4/2023" in told
    assert "12/4/2023" not in told
    notices = (home / "later" / "thong-bao-dieu-chinh.csv").read_text(encoding="utf-8-sig")
    assert told.strip() in notices
    assert "Xã B" not in notices
    amendment = "phu-luc-dieu-chinh.docx"
    assert told_in(home / "later" / amendment) == told_in(home / "before" / amendment)


def test_where_all_that_changes_is_over_nobody_is_told(home: Path) -> None:
    store(home, FIRST, THIRD)
    announce(home, 1, day(4))
    done = ask("changes", BOOK, "--today", "13/4/2023", "-o", "o", folder=home)
    assert "đã qua: Xã C (C)." in done.out
    assert "Kính gửi" not in done.out
    answer = answer_of("changes", BOOK, "--today", "13/4/2023", "-o", "o", folder=home)
    assert (answer["notices"], answer["over"], answer["citizens"]) == ([], ["C"], 0)


def test_an_amendment_of_a_campaign_that_is_over_is_told_whole(home: Path) -> None:
    store(home, FIRST, THIRD)
    announce(home, 1, day(4))
    done = ask("changes", BOOK, "-o", "o", folder=home)
    assert done.err.count(ENDED) == 1
    assert "- Xã C (C), 4 công dân:" in done.out


def test_a_replan_made_late_tells_nobody_of_days_that_are_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A is all collected, so its announced slots of day 3 are cancelled; on day 4 nobody has to hear of that."""
    store(home, FIRST)
    announce(home, 1, day(4))
    record(home, [reported(slot, 5) for slot in stand("M1", "A", "1.2 2.1")])
    options = ("--as-of", "12/4/2023", "--freeze-days", "0", "--workers", "1", "--seconds", "2")
    monkeypatch.setattr(storing, "today", lambda _campaign: day(4))
    done = ask("replan", BOOK, *options, "-o", "o", folder=home)
    assert done.code == 0, done.err
    notices = (home / "o" / "thong-bao-dieu-chinh.csv").read_text(encoding="utf-8-sig")
    assert "Kính gửi" not in notices
    assert "vì mọi lịch được điều chỉnh của đơn vị đã qua: Xã A (A)" in done.err
    assert "HỦY LỊCH ĐÃ THÔNG BÁO" in told_in(home / "o" / "phu-luc-dieu-chinh.docx")
