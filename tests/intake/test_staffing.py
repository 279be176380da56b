"""The sheets on the crews: what a sound workbook means, and that a campaign without them is read as before."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.blanks.template import write_new_campaign
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.layout.regulations import LAWS, Regulation
from planner.intake.staffing.staffing_reader import read_staffing
from planner.roster.regulations import RegulationBasis, RegulationItem, Regulations
from planner.roster.staffing import (
    ANY_ROLE,
    DutyPin,
    DutyWish,
    Leave,
    LeaveKind,
    Officer,
    OfficerCode,
    PastDuty,
    Role,
    SeatDemand,
)
from tests.intake.books import put, sheet_of, sound_book
from tests.intake.staffing_books import SOUND_CREWS, Rows, crews, read_crews, staffing_of, with_rows

MORNING, EVENING = ShiftLabel("Ca 01"), ShiftLabel("Ca 02")
FIRST_DAY, LAST_DAY = date(2023, 4, 11), date(2023, 4, 30)
COLLECT, CHECK, DRIVE = Role("thu nhận"), Role("kiểm tra"), Role("lái xe")


def code(text: str) -> OfficerCode:
    return OfficerCode(text)


def test_a_sound_workbook_is_read_without_a_word(tmp_path: Path) -> None:
    assert read_crews(crews(), tmp_path).warnings == ()


def test_officers(tmp_path: Path) -> None:
    first, second, third, fourth, fifth, sixth = staffing_of(crews(), tmp_path).officers
    assert first == Officer(
        code=code("CB01"),
        name="Hoàng Văn A",
        rank="Đại úy",
        workplace="Xã Hòa Bình",
        roles=(COLLECT, CHECK),
        crew="Kíp 1",
        home=UnitCode("001"),
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        source="Cán bộ!A2",
    )
    assert (second.workplace, second.roles, second.zones) == ("Đội QLHC", (COLLECT,), ("Bắc", "Nam"))
    assert (third.machines, third.roles) == ((MachineName("MÁY 2"),), (COLLECT, DRIVE))
    assert (fourth.first_day, fourth.last_day) == (date(2023, 4, 13), date(2023, 4, 29))
    assert (fifth.most_shifts_a_week, fifth.works_until_minute, fifth.note) == (4, 15 * 60, "điều 137")
    assert fifth.is_protected
    assert (sixth.code, sixth.is_protected) == ("6", False)


def test_seats(tmp_path: Path) -> None:
    assert staffing_of(crews(), tmp_path).demands == (
        SeatDemand(role=COLLECT, is_required=True, source="Vị trí!C2"),
        SeatDemand(shift=MORNING, role=CHECK, source="Vị trí!C3"),
        SeatDemand(machine=MachineName("MÁY 2"), role=DRIVE, only_when_moving=True, source="Vị trí!C4"),
    )


def test_seats_of_several_shifts_and_of_any_role(tmp_path: Path) -> None:
    rows: Rows = [[None, "Ca 01, Ca 02", None, 3], [None, "Ca 02", "lái xe"]]
    demands = staffing_of(with_rows({"Vị trí": rows, "Ghim ca": []}), tmp_path).demands
    assert [(one.shift, one.role, one.officers) for one in demands] == [
        (None, ANY_ROLE, 3),
        (EVENING, DRIVE, 1),
    ]


def test_the_days_of_officers(tmp_path: Path) -> None:
    staffing = staffing_of(crews(), tmp_path)
    assert staffing.leaves == (
        Leave(
            officer=code("CB04"),
            first_day=date(2023, 4, 17),
            last_day=date(2023, 4, 19),
            kind=LeaveKind.ANNUAL,
            known_since=date(2023, 4, 1),
            note="về quê",
            source="Nghỉ phép!A2",
        ),
        Leave(
            officer=code("CB03"),
            first_day=date(2023, 4, 20),
            last_day=date(2023, 4, 20),
            shifts=(EVENING,),
            kind=LeaveKind.SICK,
            source="Nghỉ phép!A3",
        ),
    )
    assert staffing.wishes == (
        DutyWish(officer=code("CB01"), day=date(2023, 4, 15), wants_work=False, level=3, source="Nguyện vọng!A2"),
        DutyWish(officer=code("CB02"), day=date(2023, 4, 18), shift=MORNING, wants_work=True, source="Nguyện vọng!A3"),
    )
    assert staffing.pins == (
        DutyPin(
            officer=code("CB01"),
            day=date(2023, 4, 12),
            shift=MORNING,
            machine=MachineName("MÁY 1"),
            role=COLLECT,
            source="Ghim ca!A2",
        ),
        DutyPin(officer=code("CB02"), day=date(2023, 4, 14), shift=EVENING, forbids=True, source="Ghim ca!A3"),
        DutyPin(officer=code("CB04"), day=date(2023, 4, 21), forbids=True, source="Ghim ca!A4"),
    )
    assert staffing.past == (
        PastDuty(officer=code("CB01"), day=date(2023, 4, 9), shift=MORNING, source="Đã làm!A2"),
        PastDuty(officer=code("CB02"), day=date(2023, 4, 10), shift=EVENING, source="Đã làm!A3"),
    )


def test_all_shifts_of_a_leave_are_the_whole_day(tmp_path: Path) -> None:
    rows = [["CB04", date(2023, 4, 17), None, "Ca 01, Ca 02"], ["CB03", date(2023, 4, 17), None, "cả ngày"]]
    book = with_rows({"Nghỉ phép": rows})
    assert [leave.shifts for leave in staffing_of(book, tmp_path).leaves] == [(), ()]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (None, LeaveKind.ANNUAL),
        ("p", LeaveKind.ANNUAL),
        ("nghỉ ốm", LeaveKind.SICK),
        ("ô", LeaveKind.SICK),
        ("Thai sản", LeaveKind.MATERNITY),
        ("H", LeaveKind.STUDY),
        ("đi công tác", LeaveKind.MISSION),
        ("NB", LeaveKind.COMPENSATORY),
        ("kl", LeaveKind.UNPAID),
    ],
)
def test_kinds_of_leave(word: str | None, kind: LeaveKind, tmp_path: Path) -> None:
    book = with_rows({"Nghỉ phép": [["CB04", date(2023, 4, 17), None, None, word]]})
    assert [leave.kind for leave in staffing_of(book, tmp_path).leaves] == [kind]


def test_officers_are_named_by_number_or_name(tmp_path: Path) -> None:
    day = date(2023, 4, 18)
    rows = [["cb01", day, None, "Nghỉ"], ["Nông Thị B", day, None, "Nghỉ"], [6, day, None, "Nghỉ"]]
    found = read_crews(with_rows({"Nguyện vọng": rows}), tmp_path)
    assert found.staffing is not None
    assert [wish.officer for wish in found.staffing.wishes] == ["CB01", "CB02", "6"]
    assert [problem.where for problem in found.warnings] == ["Nguyện vọng!A2"]


def test_roles_are_one_however_they_are_spelt(tmp_path: Path) -> None:
    officers = [["1", "A", None, None, "Thu nhận"], ["2", "B", None, None, "THU NHẬN, thu nhâ\u0323n"]]
    rows = {"Cán bộ": officers, "Vị trí": [[None, None, "thu  nhận"]]}
    book = with_rows({**rows, **{title: [] for title in SOUND_CREWS if title not in rows}})
    staffing = staffing_of(book, tmp_path)
    assert {role for officer in staffing.officers for role in officer.roles} == {"Thu nhận"}
    assert [officer.roles for officer in staffing.officers] == [("Thu nhận",), ("Thu nhận",)]
    assert [demand.role for demand in staffing.demands] == ["Thu nhận"]


def test_regulations(tmp_path: Path) -> None:
    regulations = staffing_of(crews(), tmp_path).regulations
    assert regulations.evenings_run == 3
    assert regulations.model_copy(update={"evenings_run": None, "bases": ()}) == Regulations()
    assert regulations.bases[0] == RegulationBasis(
        item=RegulationItem.SHIFT_REST, text=LAWS[Regulation.SHIFT_REST].text
    )
    assert [basis.text for basis in regulations.bases if basis.item is RegulationItem.WEEK] == ["Điều 105"]


def test_every_regulation_may_be_changed(tmp_path: Path) -> None:
    rows: Rows = [
        ["Nghỉ giữa hai ca (giờ)", 13.5, "QĐ 1"],
        ["Số ca một ngày", 2],
        ["Số ngày liền tối đa", 5],
        ["Nghỉ tuần (giờ liền)", "36"],
        ["Giờ một tuần", 36],
        ["Giờ tối đa một tuần", 44],
        ["Làm thêm tối đa một tháng (giờ)", 20],
        ["Làm thêm tối đa một năm (giờ)", 100],
        ["Đêm từ", "21h30"],
        ["Đêm đến", "5h"],
        ["Ca tối liền tối đa", 2],
        ["Buổi tối từ", "18:00"],
    ]
    found = read_crews(with_rows({"Quy định ca": rows, "Ghim ca": []}), tmp_path)
    assert found.warnings == ()
    assert found.staffing is not None
    assert found.staffing.regulations == Regulations(
        shift_rest_minutes=810,
        shifts_a_day=2,
        run_days=5,
        weekly_rest_minutes=36 * 60,
        week_minutes=36 * 60,
        week_most_minutes=44 * 60,
        overtime_month_minutes=20 * 60,
        overtime_year_minutes=100 * 60,
        night_from_minute=21 * 60 + 30,
        night_to_minute=5 * 60,
        evenings_run=2,
        evening_from_minute=18 * 60,
        bases=(RegulationBasis(item=RegulationItem.SHIFT_REST, text="QĐ 1"),),
    )


def test_each_item_is_one_of_the_domain() -> None:
    assert [item.value for item in Regulation] == [item.value for item in RegulationItem]
    assert set(LAWS) == set(Regulation)


def test_holidays_are_whole_days_of_everyone_that_do_not_apply(tmp_path: Path) -> None:
    campaign = sound_book()
    sheet = sheet_of(campaign, "Ngày nghỉ")
    for row in (
        [date(2023, 4, 29), date(2023, 5, 3), None, None, None, "Lễ", "Không"],
        [date(2023, 4, 20), None, None, None, "Toàn bộ", "Giỗ Tổ", "Không"],
        [date(2023, 4, 21), None, None, "Ca 02", None, "một ca", "Không"],
        [date(2023, 4, 22), None, None, None, "MÁY 2", "một máy", "Không"],
        [date(2023, 4, 24), None, "T2", None, None, "theo thứ", "Không"],
        [date(2023, 4, 25), None, None, None, None, "nghỉ thật", "Có"],
        [date(2023, 4, 26), "hết đợt", None, None, None, "về sau", "Không"],
    ):
        sheet.append(row)
    staffing = staffing_of(with_rows({}, campaign=campaign), tmp_path)
    assert staffing.holidays == (date(2023, 4, 20), date(2023, 4, 29), date(2023, 4, 30))


def test_a_workbook_without_officers_has_no_staffing(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    sound_book().save(path)
    found = read_staffing(path, read_campaign(path).campaign)
    assert (found.staffing, found.warnings) == (None, ())


def test_sheets_without_officers_are_named(tmp_path: Path) -> None:
    found = read_crews(with_rows({"Cán bộ": []}), tmp_path)
    assert found.staffing is None
    assert [problem.where for problem in found.warnings] == [
        "Vị trí",
        "Nghỉ phép",
        "Nguyện vọng",
        "Ghim ca",
        "Đã làm",
    ]


def test_planning_reads_no_sheet_of_the_crews(tmp_path: Path) -> None:
    book = crews()
    before = tmp_path / "before.xlsx"
    sound_book().save(before)
    put(book, "Cán bộ!A3", "CB01")
    put(book, "Ghim ca!B2", "hôm nào đó")
    put(book, "Vị trí!C1", "cái gì đó")
    after = tmp_path / "before" / "before.xlsx"
    after.parent.mkdir()
    book.save(after)
    read = read_campaign(after)
    assert read.warnings == ()
    assert read.campaign == read_campaign(before).campaign


def test_the_template_has_no_officers_and_the_law(tmp_path: Path) -> None:
    template, example = write_new_campaign(tmp_path, None, None, 2026)
    campaign = read_campaign(example).campaign
    empty = read_staffing(template, campaign)
    assert (empty.staffing, empty.warnings) == (None, ())
    filled = read_staffing(example, campaign)
    assert filled.warnings == ()
    assert filled.staffing is not None
    assert filled.staffing.regulations.model_copy(update={"bases": ()}) == Regulations()
    assert [basis.item for basis in filled.staffing.regulations.bases] == [
        RegulationItem(item.value) for item in Regulation if LAWS[item].text
    ]
    assert all((filled.staffing.officers, filled.staffing.demands, filled.staffing.leaves, filled.staffing.wishes))
    assert filled.staffing.pins
    assert filled.staffing.past
