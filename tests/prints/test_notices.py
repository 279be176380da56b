"""What is sent out: the sentence for each kind of change, and the file that carries it."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from planner.domain.difference import CancelledSlot, ChangeKind, Difference, ReceivedSlot, RemannedSlot, UnitChange
from planner.domain.hours import Hours
from planner.domain.record import ShiftLabel, UnitCode
from planner.prints.forms.amendment.lines import parts_of
from planner.prints.forms.amendment.notices import Notice, notice_text, notices
from planner.prints.forms.amendment.notices_paper import notices_csv
from planner.prints.forms.amendment.paper import print_amendment
from planner.prints.words.received import times_told
from tests.prints.amendments import OFFICE, amended_2023, unchanged_2023
from tests.prints.campaigns import EVENING, MORNING, binh_gia_2023
from tests.prints.reading import rows_of_docx

SORRY = "Trân trọng thông báo và mong công dân thông cảm."
KEPT = "Các lịch khác đã thông báo được giữ nguyên."


def told() -> dict[str, str]:
    return {notice.name: notice.text for notice in notices(*amended_2023())}


def slot(day: date, shift: ShiftLabel, place: str = "CAX X") -> ReceivedSlot:
    return ReceivedSlot(day=day, shift=shift, place=place, machines=(), dossiers=160)


def both(*days: date) -> list[ReceivedSlot]:
    return [slot(day, shift) for day in days for shift in (MORNING, EVENING)]


def cancelled(*slots: ReceivedSlot, citizens: int = 100) -> tuple[CancelledSlot, ...]:
    return tuple(CancelledSlot(**each.model_dump(), citizens=citizens) for each in slots)


def test_units_in_the_order_of_what_they_lose() -> None:
    assert [(notice.name, notice.kind, notice.citizens) for notice in notices(*amended_2023())] == [
        ("Thị trấn Bình Gia", ChangeKind.DROPPED, 0),
        ("Xã Thiện Long", ChangeKind.DROPPED, 320),
        ("Xã Tân Văn", ChangeKind.MOVED, 0),
        ("Xã Thiện Hòa", ChangeKind.MOVED, 320),
        ("Xã Yên Lỗ", ChangeKind.MOVED, 640),
        ("Xã Tân Hòa", ChangeKind.MOVED, 640),
        ("Xã Minh Khai", ChangeKind.ADDED, 0),
    ]


def test_each_kind_of_change_in_words() -> None:
    found = told()
    assert found["Xã Thiện Long"] == (
        "Kính gửi công dân xã Thiện Long: lịch thu nhận hồ sơ ngày 27/4/2023 (từ 7h00 đến 23h00) và ngày 30/4/2023 "
        f"(từ 15h00 đến 23h00) tại CAX Thiện Long đã thông báo nay không tổ chức. {KEPT} "
        f"Việc điều chỉnh liên quan đến khoảng 320 công dân. {SORRY}"
    )
    assert found["Xã Yên Lỗ"] == (
        "Kính gửi công dân xã Yên Lỗ: lịch thu nhận hồ sơ các ngày 21, 22/4/2023 (từ 7h00 đến 23h00) tại CAX Yên Lỗ đã "
        f"thông báo nay chuyển sang các ngày 25, 26/4/2023 (từ 7h00 đến 23h00) tại CAX Yên Lỗ. {KEPT} "
        f"Việc điều chỉnh liên quan đến khoảng 640 công dân. {SORRY}"
    )
    assert found["Xã Minh Khai"] == (
        "Kính gửi công dân xã Minh Khai: bổ sung lịch thu nhận hồ sơ ngày 24/4/2023 (từ 7h00 đến 15h00) tại "
        f"{OFFICE}. Trân trọng thông báo."
    )


def test_another_place_at_the_same_time() -> None:
    assert told()["Xã Tân Văn"] == (
        "Kính gửi công dân xã Tân Văn: lịch thu nhận hồ sơ ngày 30/4/2023 (từ 15h00 đến 23h00) đã thông báo tại "
        f"{OFFICE} nay chuyển đến CAX Tân Văn, thời gian giữ nguyên. {KEPT} {SORRY}"
    )


def test_of_two_places_the_one_given_up_is_named_with_its_citizens() -> None:
    campaign, _plan = binh_gia_2023()
    now = slot(date(2023, 4, 20), MORNING)
    both = now.model_copy(update={"place": "CAX X; Trụ sở", "dossiers_at": {"CAX X": 100, "Trụ sở": 60}})
    change = UnitChange(
        unit=UnitCode("X"),
        name="Xã X",
        in_workbook=True,
        kept=(now,),
        remanned=(RemannedSlot(announced=both, now=now, citizens=60),),
    )
    assert notice_text(campaign, change) == (
        "Kính gửi công dân xã X: lịch thu nhận hồ sơ ngày 20/4/2023 (từ 7h00 đến 15h00) đã thông báo tại Trụ sở nay "
        "chuyển đến CAX X, thời gian giữ nguyên. Việc điều chỉnh liên quan đến khoảng 60 công dân. " + SORRY
    )
    found = Difference(since_day=date(2023, 4, 18), since_shift=MORNING, until=None, units=(change,))
    (notice,) = notices(campaign, found)
    assert notice.citizens == 60
    (part,) = parts_of(campaign, found)
    assert "ĐỔI ĐỊA ĐIỂM" in part.title
    assert part.units[0].now[0].time == "Chuyển từ Trụ sở"
    assert part.units[0].remark == "Khoảng 60 công dân liên quan"
    assert b"60" in notices_csv((notice,))


def test_another_part_of_the_same_slot() -> None:
    campaign, _plan = binh_gia_2023()
    before = slot(date(2023, 4, 20), MORNING).model_copy(update={"part": Hours(7 * 60, 9 * 60)})
    now = before.model_copy(update={"part": Hours(9 * 60, 11 * 60)})
    moved = RemannedSlot(announced=before, now=now, citizens=0)
    change = UnitChange(unit=UnitCode("X"), name="Xã X", in_workbook=True, kept=(now,), retimed=(moved,))
    assert notice_text(campaign, change) == (
        "Kính gửi công dân xã X: lịch thu nhận hồ sơ ngày 20/4/2023 (từ 7h00 đến 9h00) tại CAX X đã thông báo nay đổi "
        "giờ: ngày 20/4/2023 (từ 9h00 đến 11h00) tại CAX X. " + SORRY
    )
    found = Difference(since_day=date(2023, 4, 18), since_shift=MORNING, until=None, units=(change,))
    (part,) = parts_of(campaign, found)
    assert part.title == "I. ĐỔI GIỜ TRONG CA, GIỮ NGUYÊN NGÀY VÀ ĐỊA ĐIỂM"
    assert part.units[0].announced[0].time == "- Tháng 4/2023 (Từ 7h00 đến 9h00): 20"
    assert part.units[0].now[0].time == "- Tháng 4/2023 (Từ 9h00 đến 11h00): 20"


def test_what_is_not_announced_yet_is_not_promised() -> None:
    assert "tại CAX Tân Hòa, phần còn lại sẽ được thông báo sau. " in told()["Xã Tân Hòa"]
    assert "6/6" not in told()["Xã Tân Hòa"]
    campaign, _plan = binh_gia_2023()
    later = UnitChange(
        unit=UnitCode("X"),
        name="Xã X",
        in_workbook=True,
        cancelled=cancelled(slot(date(2023, 4, 20), MORNING)),
        later=(slot(date(2023, 6, 6), MORNING),),
    )
    assert notice_text(campaign, later) == (
        "Kính gửi công dân xã X: lịch thu nhận hồ sơ ngày 20/4/2023 (từ 7h00 đến 15h00) tại CAX X đã thông báo nay tạm "
        "hoãn, thời gian mới sẽ được thông báo sau. Việc điều chỉnh liên quan đến khoảng 100 công dân. " + SORRY
    )


def test_a_unit_that_the_workbook_lost_and_a_shift_that_it_lost() -> None:
    campaign, _plan = binh_gia_2023()
    gone = UnitChange(
        unit=UnitCode("06103"),
        name="06103",
        in_workbook=False,
        cancelled=cancelled(slot(date(2023, 4, 20), ShiftLabel("Ca 09"), place=""), citizens=1200),
    )
    assert notice_text(campaign, gone) == (
        "Kính gửi công dân đơn vị mã 06103: lịch thu nhận hồ sơ ngày 20/4/2023 (Ca 09) đã thông báo nay không tổ chức. "
        "Việc điều chỉnh liên quan đến khoảng 1.200 công dân. " + SORRY
    )


def test_the_card_is_named_as_the_workbook_names_it() -> None:
    campaign, change = amended_2023()
    named = campaign.model_copy(
        update={"letterhead": campaign.letterhead.model_copy(update={"card_term": "thẻ căn cước"})}
    )
    assert "bổ sung lịch thu nhận hồ sơ cấp thẻ căn cước ngày 24/4/2023" in notices(named, change)[-1].text


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([slot(date(2023, 4, 19), EVENING)], "ngày 19/4/2023 (từ 15h00 đến 23h00)"),
        (both(date(2023, 4, 19), date(2023, 4, 20)), "các ngày 19, 20/4/2023 (từ 7h00 đến 23h00)"),
        (
            both(*(date(2023, 4, number) for number in (19, 20, 21, 24))),
            "từ ngày 19/4/2023 đến hết ngày 21/4/2023 và ngày 24/4/2023 (từ 7h00 đến 23h00)",
        ),
        (
            both(date(2023, 4, 28), date(2023, 4, 30), date(2023, 5, 3)),
            "các ngày 28, 30/4/2023 và ngày 3/5/2023 (từ 7h00 đến 23h00)",
        ),
        (
            [*both(date(2023, 4, 19)), *(slot(date(2023, 4, day), MORNING) for day in (20, 22, 23))],
            "ngày 19/4/2023 (từ 7h00 đến 23h00) và các ngày 20, 22, 23/4/2023 (từ 7h00 đến 15h00)",
        ),
    ],
)
def test_days_and_hours_in_words(slots: list[ReceivedSlot], expected: str) -> None:
    campaign, _plan = binh_gia_2023()
    assert times_told(campaign, slots) == expected


def test_files_hold_every_notice(tmp_path: Path) -> None:
    print_amendment(*amended_2023(), tmp_path, old_version=1, new_version=2)
    content = (tmp_path / "thong-bao-dieu-chinh.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert head == ["Mã", "Đơn vị", "Điều chỉnh", "Số công dân liên quan", "Nội dung thông báo"]
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        (notice.name, notice.kind_word, str(notice.citizens), notice.text) for notice in notices(*amended_2023())
    ]
    in_word = [row for row in rows_of_docx(tmp_path / "thong-bao-dieu-chinh.docx") if row[0].isdecimal()]
    assert [(row[1], row[2]) for row in in_word] == list(told().items())


def test_nobody_to_tell(tmp_path: Path) -> None:
    print_amendment(*unchanged_2023(), tmp_path, old_version=1, new_version=2)
    assert len((tmp_path / "thong-bao-dieu-chinh.csv").read_text("utf-8-sig").splitlines()) == 1
    assert rows_of_docx(tmp_path / "thong-bao-dieu-chinh.docx") == []


@pytest.mark.parametrize("payload", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "＝1", "\r\n=1", "=cmd|' /C calc'!A0"])
def test_no_cell_of_the_csv_becomes_a_formula(payload: str) -> None:
    notice = Notice(unit=UnitCode(payload), name=payload, kind=ChangeKind.MOVED, citizens=3, text=payload)
    *_head, row = csv.reader(StringIO(notices_csv([notice]).decode("utf-8-sig")))
    assert [row[place][0] for place in (0, 1, 4)] == ["'"] * 3
    assert row[3] == "3"
