"""What stands around the table: only blocks whose facts are present, in the decree's form."""

from datetime import date

import pytest

from planner.domain.campaign import Campaign
from planner.domain.office import Letterhead
from planner.prints.forms.unit_notice.wording import opening
from planner.prints.paper.frame import amendment_frame, frame_of
from planner.prints.words.wording import full_date
from tests.prints.campaigns import FULL_LETTERHEAD, binh_gia_2023


def with_letterhead(letterhead: Letterhead) -> Campaign:
    return binh_gia_2023()[0].model_copy(update={"letterhead": letterhead})


def test_a_full_letterhead() -> None:
    frame = frame_of(with_letterhead(FULL_LETTERHEAD))
    assert frame.parent_body == "ỦY BAN NHÂN DÂN HUYỆN BÌNH GIA"
    assert frame.issuing_body == "TỔ CÔNG TÁC ĐỀ ÁN 06"
    assert frame.nation == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert frame.motto == "Độc lập - Tự do - Hạnh phúc"
    assert frame.number == "Số: 05/KH-TCT"
    assert frame.place_and_date == "Bình Gia, ngày 05 tháng 02 năm 2024"
    assert frame.signer == ("TM. TỔ CÔNG TÁC", "TỔ TRƯỞNG")
    assert frame.recipients == ("- Như trên;", "- UBND các xã, thị trấn;", "- Lưu: VT, TCT.")


def test_an_appendix_bears_its_own_head_alone_unless_a_setting_says_otherwise() -> None:
    """The order it goes with bears the letterhead, the number and the recipients (Decree 30/2020, annex I)."""
    frame = frame_of(with_letterhead(FULL_LETTERHEAD.model_copy(update={"appendix_has_letterhead": False})))
    assert not frame.has_head
    assert (frame.nation, frame.motto, frame.recipients_word, frame.recipients) == ("", "", "", ())
    assert (frame.word, frame.attached_to) == (
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số 05/KH-TCT ngày 05/02/2024 của Tổ công tác Đề án 06 huyện Bình Gia)",
    )
    assert frame.signer == ("TM. TỔ CÔNG TÁC", "TỔ TRƯỞNG")


@pytest.mark.parametrize(
    ("told", "attached_to"),
    [
        (
            {"attached_to": "Kế hoạch số 05/KH-CAX ngày 05/4/2026 của Công an xã Hòa Bình"},
            "(Kèm theo Kế hoạch số ......../KH-CAX ngày ...... tháng ...... năm ........ của Công an xã Hòa Bình)",
        ),
        (
            {
                "attached_to": "Kế hoạch số 05/KH-CAX ngày 05/4/2026",
                "amendment_number": "7/KH-CAX",
                "amendment_date": date(2026, 5, 9),
            },
            "(Kèm theo Kế hoạch số 07/KH-CAX ngày 9/5/2026)",
        ),
        ({}, "(Kèm theo Văn bản số ......../KH-CAX ngày ...... tháng ...... năm ........)"),
    ],
)
def test_an_amendment_has_a_number_and_a_day_of_its_own(told: dict[str, object], attached_to: str) -> None:
    plan = {"document_number": "05/KH-CAX", "document_date": date(2026, 4, 5), "place": "Hòa Bình"}
    whole = amendment_frame(Letterhead.model_validate(plan | told | {"appendix_has_letterhead": True}), ("ĐIỀU CHỈNH",))
    assert whole.attached_to == attached_to
    assert "05/KH" not in whole.number
    assert "ngày 05 tháng 4" not in whole.place_and_date
    assert not amendment_frame(Letterhead.model_validate(plan | told), ("ĐIỀU CHỈNH",)).has_head


def test_an_empty_letterhead_leaves_its_blocks_out() -> None:
    frame = frame_of(with_letterhead(Letterhead()))
    assert not frame.has_head
    assert not frame.has_foot
    assert (frame.word, frame.nation, frame.attached_to, frame.recipients_word) == ("PHỤ LỤC", "", "", "")
    assert frame.title == ("LỊCH BỐ TRÍ MÁY", "THU NHẬN HỒ SƠ CCCD, ĐỊNH DANH ĐIỆN TỬ HUYỆN BÌNH GIA")


def test_own_words_and_title() -> None:
    frame = frame_of(with_letterhead(Letterhead(appendix_word="Phụ lục II", appendix_title="Lịch thu nhận")))
    assert (frame.word, frame.title) == ("Phụ lục II", ("LỊCH THU NHẬN",))


def test_a_place_alone_leaves_room_for_the_date() -> None:
    frame = frame_of(with_letterhead(Letterhead(place="Bình Gia", appendix_has_letterhead=True)))
    assert frame.place_and_date == "Bình Gia, ngày ...... tháng ...... năm ........"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("5/KH", "Số: 05/KH"),
        ("05/KH", "Số: 05/KH"),
        ("15/KH", "Số: 15/KH"),
        ("/KH", "Số: ......../KH"),
        ("5", "Số: 05"),
    ],
)
def test_numbers_under_ten_get_a_zero(number: str, printed: str) -> None:
    letterhead = Letterhead(document_number=number, appendix_has_letterhead=True)
    assert frame_of(with_letterhead(letterhead)).number == printed


@pytest.mark.parametrize("line", ["Kèm theo Kế hoạch số 1", "(Kèm theo Kế hoạch số 1)", "Kế hoạch số 1"])
def test_what_it_is_attached_to_stands_in_brackets(line: str) -> None:
    assert frame_of(with_letterhead(Letterhead(attached_to=line))).attached_to == "(Kèm theo Kế hoạch số 1)"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Kế hoạch số /KH-TCT, ngày /4/2023 của Tổ", "Kế hoạch số ......../KH-TCT, ngày ...../4/2023 của Tổ"),
        ("Kế hoạch số   /KH ngày  /  /2026", "Kế hoạch số ......../KH ngày ...../...../2026"),
        ("Kế hoạch số /KH ngày tháng 4 năm 2026", "Kế hoạch số ......../KH ngày ...... tháng 4 năm 2026"),
        ("Kế hoạch ngày tháng năm 2026 của xã", "Kế hoạch ngày ...... tháng ...... năm 2026 của xã"),
        ("Kế hoạch số 5/KH ngày tháng năm", "Kế hoạch số 5/KH ngày ...... tháng ...... năm ........"),
        ("Kế hoạch số ..../KH ngày ../4/2026", "Kế hoạch số ..../KH ngày ../4/2026"),
        ("Quyết định số 12/QĐ-UBND ngày 2 tháng năm năm 2026", "Quyết định số 12/QĐ-UBND ngày 2 tháng năm năm 2026"),
        ("Kế hoạch về dân số / hộ", "Kế hoạch về dân số / hộ"),
    ],
)
def test_a_number_or_day_that_the_workbook_leaves_out_has_room_to_be_written_by_hand(line: str, printed: str) -> None:
    campaign = with_letterhead(Letterhead(attached_to=line, document_number="/KH-TCT"))
    assert frame_of(campaign).attached_to == f"(Kèm theo {printed})"
    assert opening(campaign, campaign.units[0]).startswith(f"Căn cứ {printed}, ")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2024, 1, 5), "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 15), "ngày 15 tháng 02 năm 2024"),
        (date(2024, 6, 9), "ngày 09 tháng 6 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_dates_as_the_decree_writes_them(day: date, printed: str) -> None:
    assert full_date(day) == printed
