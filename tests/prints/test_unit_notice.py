"""What a notice tells a unit's people: days, hours, places, what to bring, whom to call; and nothing that is past."""

from datetime import date
from pathlib import Path

import docx
import pytest

from planner.domain.campaign import Campaign
from planner.domain.office import Letterhead
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName
from planner.prints.forms.unit_notice.message import message_of, text_file
from planner.prints.forms.unit_notice.paper import notice_paper, print_notice
from planner.prints.forms.unit_notice.table import COLUMNS, times_table
from planner.prints.forms.unit_notice.times import UnitTimes, unit_times
from planner.prints.paper.paper import Illustration, Paragraph
from planner.prints.words.addressed import dossiers_of, in_sentence, people_of
from planner.prints.words.weekdays import days_told_with_weekdays
from planner.prints.writers.qr_code import qr_png
from tests.campaigns import FIXED, closed, filled_plan, machine, posting, small_campaign, stand, unit
from tests.prints.campaigns import EVENING, FULL_LETTERHEAD, LONG_NAME, MORNING, binh_gia_2023, made
from tests.prints.same import assert_same_everywhere

Period = tuple[int, int, str, list[tuple[str, int]]]
TO_BRING = ("Thẻ CCCD cũ (nếu có);", "- Giấy khai sinh", " ")
WITH_ALL = FULL_LETTERHEAD.model_copy(
    update={"card_term": "căn cước", "to_bring": TO_BRING, "contact": "Trực ban: 0900 000 001."}
)
BASIS = "Căn cứ Kế hoạch số 05/KH-TCT ngày 05/02/2024 của Tổ công tác Đề án 06 huyện Bình Gia, "


def periods(times: UnitTimes) -> list[list[Period]]:
    """Occasions with their periods: first and last day of the month, place, labels with dossiers."""
    return [
        [
            (
                period.first_day.day,
                period.last_day.day,
                period.place,
                [(shift.label, shift.dossiers) for shift in period.shifts],
            )
            for period in occasion.periods
        ]
        for occasion in times.occasions
    ]


def times_of(campaign: Campaign, plan: Plan) -> dict[str, UnitTimes]:
    return {times.unit.code: times for times in unit_times(campaign, plan)}


def texts(campaign: Campaign, times: UnitTimes) -> list[str]:
    """The running text."""
    return [part.text for part in notice_paper(campaign, times).parts if isinstance(part, Paragraph)]


def test_days_with_the_same_shifts_are_told_together() -> None:
    campaign = small_campaign(closures=[], days=8)
    plan = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2 4.1"))
    assert periods(times_of(campaign, plan)["A"]) == [
        [
            (10, 10, "CAX A", [("Ca 02", 3)]),
            (11, 12, "CAX A", [("Ca 01", 4), ("Ca 02", 3)]),
            (13, 13, "CAX A", [("Ca 01", 0)]),
        ]
    ]


def test_only_days_left_out_though_open_part_occasions() -> None:
    campaign = small_campaign(closures=[closed(2)], days=8)
    plan = filled_plan(campaign, stand("M1", "A", "1.1 1.2 3.1 3.2 5.1"))
    first, second = periods(times_of(campaign, plan)["A"])
    assert [(start, end) for start, end, _place, _shifts in first] == [(10, 10), (12, 12)]
    assert [(start, end) for start, end, _place, _shifts in second] == [(14, 14)]


def test_machines_at_one_place_are_one_and_at_two_places_two() -> None:
    campaign = small_campaign(
        units=[unit("A", 40, together=3), unit("B", 2)],
        machines=[
            machine("M1", posting(3)),
            machine("M2", posting(5)),
            machine("M3", posting(7, kind=FIXED, serves="A")),
        ],
        closures=[],
    )
    machines = campaign.machines
    fixed = machines[2].postings[0].model_copy(update={"place": "Bộ phận Một cửa"})
    campaign = campaign.model_copy(
        update={"machines": (*machines[:2], machines[2].model_copy(update={"postings": (fixed,)}))}
    )
    plan = filled_plan(campaign, stand("M1", "A", "1.1"), stand("M2", "A", "1.1 2.1"), stand("M3", "A", "1.1"))
    assert periods(times_of(campaign, plan)["A"]) == [
        [(10, 10, "Bộ phận Một cửa", [("Ca 01", 7)]), (10, 11, "CAX A", [("Ca 01", 13)])]
    ]


def test_what_is_past_is_told_to_nobody() -> None:
    campaign = small_campaign()
    plan = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2"), stand("M2", "B", "1.2"))
    rows = tuple(row.model_copy(update={"done": row.date == date(2023, 4, 10)}) for row in plan.assignments)
    found = times_of(campaign, plan.model_copy(update={"assignments": rows}))
    assert list(found) == ["A"]
    assert periods(found["A"]) == [[(11, 11, "CAX A", [("Ca 01", 3), ("Ca 02", 3)])]]


def test_the_label_changes_with_the_month() -> None:
    campaign, _plan = binh_gia_2023()
    rows = tuple(
        Assignment(machine=MachineName("MÁY 2"), unit=campaign.units[3].code, date=day, shift=shift, dossiers=160)
        for day in (date(2023, 4, 29), date(2023, 4, 30), date(2023, 5, 1))
        for shift in (MORNING, EVENING)
    )
    (times,) = unit_times(campaign, Plan(campaign=campaign.name, assignments=rows))
    assert periods(times) == [
        [
            (29, 30, "CAX Hòa Bình", [("Ca 01", 320), ("Ca 02", 320)]),
            (1, 1, "CAX Hòa Bình", [("Ca 02", 160), ("Ca 01", 160)]),
        ]
    ]
    assert [shift.hours for shift in times.occasions[0].periods[1].shifts] == [
        "7h00–15h00",
        "15h00–23h00",
    ]


def test_days_in_words() -> None:
    assert days_told_with_weekdays(date(2023, 4, 9), date(2023, 4, 9)) == "Chủ nhật, 9/4/2023"
    assert days_told_with_weekdays(date(2023, 4, 10), date(2023, 4, 11)) == "Thứ Hai, 10/4/2023 và thứ Ba, 11/4/2023"
    assert (
        days_told_with_weekdays(date(2023, 4, 30), date(2023, 5, 2))
        == "Từ Chủ nhật, 30/4/2023 đến hết thứ Ba, 2/5/2023 (3 ngày)"
    )


def test_the_whole_letter() -> None:
    campaign, plan = made(num_units=4, num_machines=2, num_days=9, letterhead=WITH_ALL)
    times = unit_times(campaign, plan)[0]
    paper = notice_paper(campaign, times)
    assert paper.frame.word == "THÔNG BÁO"
    assert paper.frame.number == "Số: ......../TB-TCT"
    assert paper.frame.attached_to == ""
    assert paper.frame.title == ("Về việc thu nhận hồ sơ căn cước tại xã Thử nghiệm 1",)
    assert texts(campaign, times) == [
        "Kính gửi: Công dân xã Thử nghiệm 1",
        BASIS + "lịch thu nhận hồ sơ căn cước đối với công dân xã Thử nghiệm 1 được bố trí như sau:",
        "Khi đến, đề nghị công dân mang theo:",
        "- Thẻ CCCD cũ (nếu có);",
        "- Giấy khai sinh.",
        "Đề nghị công dân sắp xếp thời gian, đến đúng địa điểm theo ngày, giờ nêu trên để được tiếp nhận hồ sơ.",
        "Mọi vướng mắc, đề nghị liên hệ: Trực ban: 0900 000 001.",
        "Trân trọng thông báo./.",
    ]


def test_what_the_workbook_does_not_say_is_left_out() -> None:
    campaign, plan = made(num_units=2, num_machines=1, num_days=9, letterhead=Letterhead())
    times = unit_times(campaign, plan)[0]
    assert notice_paper(campaign, times).frame.title == ("Về việc thu nhận hồ sơ tại xã Thử nghiệm 1",)
    frame = notice_paper(campaign, times).frame
    assert (frame.number, frame.place_and_date) == ("Số: ......../........", "Ngày ...... tháng ...... năm ........")
    told = " ".join(texts(campaign, times))
    assert "Thực hiện chiến dịch “Cao điểm 90 ngày, đêm tỉnh Bình Phước”, lịch thu nhận hồ sơ đối với" in told
    assert "mang theo" not in told
    assert "liên hệ" not in told


def test_a_units_own_contact_comes_first_and_the_subject_may_be_given() -> None:
    campaign, plan = made(
        num_units=2,
        num_machines=1,
        num_days=9,
        letterhead=WITH_ALL.model_copy(update={"notice_subject": "V/v cấp thẻ căn cước lưu động"}),
    )
    own = campaign.units[0].model_copy(update={"contact": "Ông Mẫu, 0900 000 002"})
    campaign = campaign.model_copy(update={"units": (own, campaign.units[1])})
    first, second = unit_times(campaign, plan)
    assert notice_paper(campaign, first).frame.title == ("V/v cấp thẻ căn cước lưu động",)
    assert "Mọi vướng mắc, đề nghị liên hệ: Ông Mẫu, 0900 000 002." in texts(campaign, first)
    assert "Mọi vướng mắc, đề nghị liên hệ: Trực ban: 0900 000 001." in texts(campaign, second)
    assert message_of(campaign, first).endswith("Liên hệ: Ông Mẫu, 0900 000 002.")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Xã Hòa Bình", "xã Hòa Bình"),
        ("Thị trấn Bình Gia", "thị trấn Bình Gia"),
        ("Phường Suối Mơ", "phường Suối Mơ"),
        ("Phường 12", "Phường 12"),
        ("Xãng Lớn", "Xãng Lớn"),
        ("Khu phố Niềm Xá", "khu phố Niềm Xá"),
        ("Thôn Đồi Chè", "thôn Đồi Chè"),
        ("Tổ dân phố 5", "Tổ dân phố 5"),
        ("Trường THPT Suối Mơ", "Trường THPT Suối Mơ"),
        ("KCN Bắc Đồng Phú", "KCN Bắc Đồng Phú"),
    ],
)
def test_a_kind_is_written_small_inside_a_sentence(name: str, told: str) -> None:
    assert in_sentence(name) == told


@pytest.mark.parametrize(
    ("name", "kind", "people"),
    [
        ("Phường Suối Mơ", "phường", "công dân"),
        ("Trường THPT Suối Mơ", "trường", "học sinh"),
        ("Trường Đại học Suối Mơ", "trường đại học", "sinh viên"),
        ("Khu công nghiệp An Hòa", "khu công nghiệp", "người lao động"),
        ("Khu công nghiệp An Hòa", "", "người lao động"),
        ("Công ty may Suối Mơ", "Công ty", "người lao động"),
        ("Xã Trường Sơn", "xã", "công dân"),
        ("Xã Trường Sơn", "", "công dân"),
    ],
)
def test_people_are_called_by_the_kind_of_their_unit(name: str, kind: str, people: str) -> None:
    unit = small_campaign().units[0].model_copy(update={"name": name, "kind": kind})
    assert people_of(unit) == people


@pytest.mark.parametrize(
    ("card", "told"),
    [("thẻ căn cước", "hồ sơ cấp thẻ căn cước"), ("CCCD", "hồ sơ CCCD"), ("căn cước", "hồ sơ căn cước"), ("", "hồ sơ")],
)
def test_dossiers_are_for_a_card(card: str, told: str) -> None:
    assert dossiers_of(Letterhead(card_term=card)) == told


def test_the_short_text() -> None:
    campaign, plan = made(num_units=4, num_machines=2, num_days=9, letterhead=WITH_ALL)
    lines = message_of(campaign, unit_times(campaign, plan)[0]).split("\n")
    assert lines == [
        "THÔNG BÁO lịch thu nhận hồ sơ căn cước cho công dân xã Thử nghiệm 1.",
        "Thời gian: từ ngày 4/4/2024 đến hết ngày 8/4/2024 (từ 7h00 đến 23h00) tại CAX Thử nghiệm 1.",
        "Mang theo: Thẻ CCCD cũ (nếu có); Giấy khai sinh.",
        "Liên hệ: Trực ban: 0900 000 001.",
    ]
    assert text_file("a\nb") == b"\xef\xbb\xbfa\r\nb\r\n"


def three_visits() -> tuple[Campaign, Plan]:
    """The unit with the long name is visited three times over two months."""
    campaign, plan = made(num_units=3, num_machines=1, num_days=70, letterhead=WITH_ALL)
    of_first = {date(2024, 4, 6), date(2024, 4, 7), date(2024, 4, 8), date(2024, 5, 2), date(2024, 5, 3)}
    last = {date(2024, 6, 10), date(2024, 6, 11), date(2024, 6, 12)}
    rows = tuple(
        row.model_copy(update={"unit": campaign.units[2].code})
        for row in plan.assignments
        if row.date in of_first or row.date in last
    )
    return campaign, plan.model_copy(update={"assignments": rows})


def test_several_visits_are_told_apart() -> None:
    campaign, plan = three_visits()
    (times,) = unit_times(campaign, plan)
    (band,) = times_table(times).bands
    assert [block.rows[0].cells[0].text for block in band.blocks[:-1]] == [
        "Đợt 1: từ ngày 6/4/2024 đến hết ngày 8/4/2024",
        "Đợt 2: từ ngày 2/5/2024 đến hết ngày 3/5/2024",
        "Đợt 3: từ ngày 10/6/2024 đến hết ngày 12/6/2024",
    ]
    assert [cell.text for cell in band.blocks[-1].rows[0].cells] == ["Tổng cộng", "2.560"]
    assert message_of(campaign, times).split("\n")[1] == (
        "Thời gian: từ ngày 6/4/2024 đến hết ngày 8/4/2024, các ngày 2, 3/5/2024 và từ ngày 10/6/2024 đến hết ngày "
        "12/6/2024 (từ 7h00 đến 23h00) tại CAX công nghiệp và đô thị Bắc Đồng Phú mở rộng giai đoạn hai."
    )


def test_the_table_is_as_wide_as_a_page() -> None:
    assert sum(column.width_mm for column in COLUMNS) == 165


@pytest.mark.parametrize("number", range(3))
def test_every_format_says_the_same(number: int, tmp_path: Path) -> None:
    campaign, plan = [binh_gia_2023(), made(num_units=3, num_machines=1, letterhead=WITH_ALL), three_visits()][number]
    assert_same_everywhere(notice_paper(campaign, unit_times(campaign, plan)[-1]), tmp_path, "thong-bao")


def test_the_files_of_a_notice(tmp_path: Path) -> None:
    campaign, plan = made(num_units=3, num_machines=1, letterhead=WITH_ALL)
    times = unit_times(campaign, plan)[2]
    printed = print_notice(campaign, times, tmp_path, "00003")
    suffixes = ("docx", "pdf", "png", "txt")
    assert {path.name for path in printed.paths} == {f"thong-bao-00003.{suffix}" for suffix in suffixes}
    assert (tmp_path / "thong-bao-00003.png").read_bytes().startswith(b"\x89PNG")
    told = [paragraph.text for paragraph in docx.Document(str(tmp_path / "thong-bao-00003.docx")).paragraphs]
    assert [text for text in told if text in texts(campaign, times)] == texts(campaign, times)
    assert LONG_NAME in (tmp_path / "thong-bao-00003.txt").read_text(encoding="utf-8-sig")


def test_a_code_leads_to_the_units_page() -> None:
    campaign = small_campaign()
    (times,) = unit_times(campaign, filled_plan(campaign, stand("M1", "A", "1.2")))
    assert not [part for part in notice_paper(campaign, times).parts if isinstance(part, Illustration)]
    with_code = notice_paper(campaign, times, page_address="https://xa.example.vn/lich/don-vi/a-xa-a.html")
    (code,) = (part for part in with_code.parts if isinstance(part, Illustration))
    assert code.png.startswith(b"\x89PNG")
    assert (code.png, code.width_mm) == (qr_png("https://xa.example.vn/lich/don-vi/a-xa-a.html"), code.height_mm)
    assert with_code.parts[-1] is code


def test_a_code_is_in_every_format(tmp_path: Path) -> None:
    campaign = small_campaign()
    (times,) = unit_times(campaign, filled_plan(campaign, stand("M1", "A", "1.2")))
    print_notice(campaign, times, tmp_path, "a", page_address="https://xa.example.vn/lich/don-vi/a-xa-a.html")
    document = docx.Document(str(tmp_path / "thong-bao-a.docx"))
    assert len(document.inline_shapes) == 1
    assert b"/Subtype /Image" in (tmp_path / "thong-bao-a.pdf").read_bytes().replace(
        b"/Subtype/Image", b"/Subtype /Image"
    )
