"""The tables of a roster, cell by cell: week, month, attendance, notice of changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.domain.calendar import Calendar
from planner.domain.campaign import OwnHours
from planner.domain.record import UnitCode
from planner.prints.forms.roster.attendance import attendance_paper
from planner.prints.forms.roster.changes import changes_paper
from planner.prints.forms.roster.month import month_paper
from planner.prints.forms.roster.telling import ABSENT, MISSING, WEEKEND, months_of, weeks_of
from planner.prints.forms.roster.week import week_paper
from planner.prints.paper.paper import Paper, Paragraph
from planner.prints.paper.table import Block, Table
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutySituation, Vacancy
from planner.roster.loads import DutyPeriod
from planner.roster.regulations import Regulations
from planner.roster.staffing import LeaveKind, Role, SeatDemand
from tests.prints.rosters import crews, day, duty, leave, officer, roster_of, shift, small_case
from tests.prints.same import filled

FIRST_WEEK = DutyPeriod(day(1), day(7))
APRIL = DutyPeriod(date(2023, 4, 1), date(2023, 4, 30))
AT_FIRST_DAY = 3
NUM_SUMS = 5
MORNING_TOLD = "Ca 01: từ 7h00 đến 15h00"


def table_of(paper: Paper) -> Table:
    (table,) = paper.tables
    return table


def week(case: RosterCase, *duties: Duty, period: DutyPeriod = FIRST_WEEK, vacant: Sequence[Vacancy] = ()) -> Table:
    roster = roster_of(case, *duties).model_copy(update={"vacant": tuple(vacant)})
    return table_of(week_paper(case, roster, period))


def texts(block: Block, table: Table) -> list[tuple[str, ...]]:
    return filled(block, len(table.columns))


def with_demands(case: RosterCase, *roles: str) -> RosterCase:
    demands = tuple(SeatDemand(role=Role(role)) for role in roles)
    return replace(case, staffing=case.staffing.model_copy(update={"demands": demands}))


def test_a_week_has_its_days_and_marks_those_that_most_people_are_off() -> None:
    table = week(small_case(holidays=(day(3),)), duty("X", 1))
    assert [(column.title, column.fill) for column in table.columns[2:]] == [
        ("Thứ Hai 10/4", ""),
        ("Thứ Ba 11/4", ""),
        ("Thứ Tư 12/4", WEEKEND),
        ("Thứ Năm 13/4", ""),
        ("Thứ Sáu 14/4", ""),
        ("Thứ Bảy 15/4", WEEKEND),
        ("Chủ nhật 16/4", WEEKEND),
    ]
    assert sum(column.width_mm for column in table.columns) == 252


def test_a_shift_has_its_place_and_a_row_a_seat_by_role() -> None:
    case = with_demands(small_case(), "Kiểm tra", "Thu nhận")
    table = week(
        case,
        duty("X", 1, role="Thu nhận"),
        duty("Y", 1, role="Thu nhận"),
        duty("Y", 3, role="Kiểm tra"),
    )
    (band,) = table.bands
    morning, evening = band.blocks
    assert band.title == "M1"
    assert texts(morning, table) == [
        (MORNING_TOLD, "Nơi làm việc", "CAX A"),
        (MORNING_TOLD, "Kiểm tra", "", "", "Cán bộ Y", "", "", "", ""),
        (MORNING_TOLD, "Thu nhận", "Cán bộ X", *[""] * 6),
        (MORNING_TOLD, "Thu nhận", "Cán bộ Y", *[""] * 6),
    ]
    assert texts(evening, table) == [("Ca 02: từ 15h00 đến 23h00", "Nơi làm việc", "CAX A")]


def test_a_vacant_seat_stands_out_after_those_that_are_taken() -> None:
    taken = duty("X", 2)
    missing = Vacancy(
        machine=taken.machine, unit=taken.unit, date=taken.date, shift=taken.shift, role=taken.role, officers=2
    )
    table = week(small_case(), taken, vacant=[missing])
    cells = [row.starting(3) for row in table.bands[0].blocks[0].rows[1:]]
    assert [(cell.text, cell.fill) for cell in cells if cell] == [
        ("Cán bộ X", ""),
        ("(thiếu người)", MISSING),
        ("(thiếu người)", MISSING),
    ]


def test_days_without_work_are_grey_and_places_are_told_once_for_days_in_a_row() -> None:
    case = small_case(days=5)
    rows = tuple(
        row.model_copy(update={"unit": UnitCode("B")}) if row.date >= day(4) else row
        for row in case.plan.assignments
        if row.date != day(2)
    )
    case = replace(case, plan=case.plan.model_copy(update={"assignments": rows}))
    first = week(case, duty("X", 1)).bands[0].blocks[0].rows[0]
    assert [(cell.column - 2, cell.columns, cell.text, cell.fill) for cell in first.cells[2:]] == [
        (0, 1, "CAX A", ""),
        (1, 1, "", ABSENT),
        (2, 1, "CAX A", ""),
        (3, 2, "CAX B", ""),
        (5, 1, "", ABSENT),
        (6, 1, "", ABSENT),
    ]
    assert first.cells[3].rows == 2


def test_hours_of_its_own_are_told_with_the_place() -> None:
    case = small_case()
    own = OwnHours(weekdays=frozenset({2}), shift=shift(1), starts_minute=8 * 60, ends_minute=16 * 60)
    case = replace(case, campaign=case.campaign.model_copy(update={"own_hours": (own,)}))
    first, _second = week(case, duty("X", 1)).bands[0].blocks[0].rows
    assert [cell.text for cell in first.cells] == [
        MORNING_TOLD,
        "Nơi làm việc",
        "CAX A",
        "CAX A (8h00–16h00)",
        "CAX A",
    ]


def test_labels_that_change_in_the_midst_of_a_week_say_from_when_on() -> None:
    case = small_case(days=30)
    letterhead = case.campaign.letterhead.model_copy(update={"swap_shifts_monthly": True})
    case = replace(case, campaign=case.campaign.model_copy(update={"letterhead": letterhead}))
    of_may = DutyPeriod(day(22), day(28))
    morning, evening = week(case, duty("X", 22), duty("Y", 22, 2), period=of_may).bands[0].blocks
    assert of_may.first_day == date(2023, 5, 1)
    assert (morning.rows[0].cells[0].text, evening.rows[0].cells[0].text) == (
        "Ca 02: từ 7h00 đến 15h00",
        "Ca 01: từ 15h00 đến 23h00",
    )
    calendar = Calendar(first_day=date(2023, 4, 24), last_day=date(2023, 5, 7), shifts=case.campaign.calendar.shifts)
    later = replace(case, campaign=case.campaign.model_copy(update={"calendar": calendar}))
    rows = tuple(row for row in case.plan.assignments if calendar.first_day <= row.date <= calendar.last_day)
    later = replace(later, plan=case.plan.model_copy(update={"assignments": rows}))
    # The last of April was a Sunday: these seven days begin on a Thursday.
    across = DutyPeriod(date(2023, 4, 27), date(2023, 5, 3))
    morning, _evening = week(later, period=across).bands[0].blocks
    assert morning.rows[0].cells[0].text == "Ca 01 (từ 1/5: Ca 02): từ 7h00 đến 15h00"


def test_machines_stand_in_workbook_order_and_idle_ones_are_left_out() -> None:
    case = small_case(places=("A", "B"), days=14)
    rows = tuple(row for row in case.plan.assignments if row.machine == "M2" or row.date > day(7))
    case = replace(case, plan=case.plan.model_copy(update={"assignments": rows}))
    assert [band.title for band in week(case).bands] == ["M2"]
    assert [band.title for band in week(case, period=DutyPeriod(day(8), day(14))).bands] == ["M1", "M2"]


def test_two_of_one_name_are_told_apart() -> None:
    case = small_case(officer("X", name="Lê  An"), officer("Y", name="lê an"), officer("Z", name="Lê Anh"))
    table = week(case, duty("X", 1), duty("Y", 2), duty("Z", 3), duty("W", 4))
    names = [cell.text for cell in table.bands[0].blocks[0].rows[1].cells[1:]]
    assert names == ["Lê An (X)", "lê an (Y)", "Lê Anh", "W"]


def month_row(case: RosterCase, *duties: Duty, number: int = 0) -> list[tuple[str, str]]:
    """Text and fill of April's cells of an officer, the sums included."""
    table = table_of(month_paper(case, roster_of(case, *duties), APRIL))
    cells = table.bands[0].blocks[number].rows[0].cells[AT_FIRST_DAY:]
    assert len(cells) == 30 + NUM_SUMS
    return [(cell.text, cell.fill) for cell in cells]


def test_a_month_tells_shifts_leaves_and_days_outside() -> None:
    leaves = (
        leave("X", 3, 4),
        leave("X", 5, 5, LeaveKind.SICK, 2),
        leave("X", 5, 5, LeaveKind.STUDY),
        leave("X", 6, 6, LeaveKind.MISSION, 2),
    )
    case = small_case(officer("X", last=12), leaves=leaves)
    cells = month_row(case, duty("X", 1, 2), duty("X", 2, 1), duty("X", 6, 1), duty("X", 11, 2))
    signs = {f"{place + 1}": text for place, (text, _fill) in enumerate(cells[:30]) if text}
    assert signs == {"10": "2", "11": "1", "12": "P", "13": "P", "14": "H", "15": "1", "20": "2"}
    grey = [place + 1 for place, (_text, fill) in enumerate(cells[:30]) if fill == ABSENT]
    assert grey == [*range(1, 10), *range(22, 31)]
    assert [place + 1 for place, (_text, fill) in enumerate(cells[:30]) if fill == WEEKEND] == [15, 16]


def test_a_month_sums_up_and_tells_the_spread() -> None:
    rules = Regulations(week_minutes=24 * 60)
    case = small_case(officer("X"), officer("Y"), leaves=(leave("Y", 4, 5, LeaveKind.COMPENSATORY),), regulations=rules)
    own = OwnHours(weekdays=frozenset({4}), shift=shift(1), starts_minute=7 * 60, ends_minute=15 * 60 + 30)
    case = replace(case, campaign=case.campaign.model_copy(update={"own_hours": (own,)}))
    duties = (*(duty("X", on) for on in (1, 2, 5, 6)), duty("Y", 6, 2))
    assert [text for text, _fill in month_row(case, *duties)[30:]] == ["4", "0", "1", "8,5", "0/2"]
    assert [text for text, _fill in month_row(case, *duties, number=1)[30:]] == ["1", "1", "1", "0", "2/0"]
    table = table_of(month_paper(case, roster_of(case, *duties), APRIL))
    spread = table.bands[0].blocks[-1].rows[0].cells
    assert [cell.text for cell in spread] == ["Chênh lệch giữa người nhiều nhất và người ít nhất", "3", "1", "0"]
    assert spread[0].columns == AT_FIRST_DAY + 30


def test_both_shifts_of_a_day_are_told() -> None:
    assert month_row(small_case(), duty("X", 1, 2), duty("X", 1, 1))[9][0] == "1,2"


def test_officers_stand_with_their_workplace() -> None:
    case = small_case(officer("X", workplace="CA B"), officer("Y", workplace="CA A"), officer("Z", workplace="CA B"))
    table = table_of(month_paper(case, roster_of(case), APRIL))
    assert [(band.title, len(band.blocks)) for band in table.bands] == [("CA B", 2), ("CA A", 1 + 1)]
    assert [bool(band.notes) for band in table.bands] == [False, True]
    assert [block.rows[0].cells[0].text for block in table.bands[0].blocks] == ["1", "2"]


def test_the_signs_of_a_month_are_those_of_its_labels() -> None:
    case = small_case(days=30)
    letterhead = case.campaign.letterhead.model_copy(update={"swap_shifts_monthly": True})
    case = replace(case, campaign=case.campaign.model_copy(update={"letterhead": letterhead}))
    may = DutyPeriod(date(2023, 5, 1), date(2023, 5, 31))
    table = table_of(month_paper(case, roster_of(case, duty("X", 22, 1)), may))
    assert table.bands[0].blocks[0].rows[0].cells[AT_FIRST_DAY].text == "2"
    assert "1: Ca 01 (15h00–23h00); 2: Ca 02 (7h00–15h00); P: nghỉ phép" in table.bands[0].notes[0]


def test_february_of_a_leap_year_has_29_columns() -> None:
    february = DutyPeriod(date(2024, 2, 10), date(2024, 3, 1))
    months = months_of(february)
    assert [(each.first_day, each.last_day) for each in months] == [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 3, 1), date(2024, 3, 31)),
    ]
    case = small_case()
    table = table_of(month_paper(case, roster_of(case), months[0]))
    assert len(table.columns) == AT_FIRST_DAY + 29 + NUM_SUMS
    assert abs(table.width_mm - 252) < 0.1


def test_weeks_begin_on_mondays() -> None:
    weeks = weeks_of(DutyPeriod(day(7), day(8)))
    assert weeks == (DutyPeriod(day(1), day(7)), DutyPeriod(day(8), day(14)))
    assert weeks_of(DutyPeriod(day(2), day(1))) == ()
    december = months_of(DutyPeriod(date(2023, 12, 31), date(2024, 1, 1)))
    assert [each.last_day for each in december] == [date(2023, 12, 31), date(2024, 1, 31)]


def attendance_row(case: RosterCase, *duties: Duty) -> list[str]:
    table = table_of(attendance_paper(case, roster_of(case, *duties), APRIL))
    return [cell.text for cell in table.bands[0].blocks[0].rows[0].cells[AT_FIRST_DAY:]]


def test_attendance_is_what_was_worked_and_why_he_was_away() -> None:
    leaves = [
        leave("X", on, on, kind)
        for on, kind in enumerate(
            (
                LeaveKind.ANNUAL,
                LeaveKind.SICK,
                LeaveKind.MATERNITY,
                LeaveKind.STUDY,
                LeaveKind.MISSION,
                LeaveKind.COMPENSATORY,
                LeaveKind.UNPAID,
            ),
            start=1,
        )
    ]
    leaves.append(leave("X", 11, 12))
    situation = DutySituation(as_of=day(12))
    case = replace(small_case(leaves=leaves), situation=situation)
    done = [duty("X", on).model_copy(update={"done": True}) for on in (8, 9)]
    cells = attendance_row(case, *done, duty("X", 13))
    assert cells[9:21] == ["P", "Ô", "Ts", "H", "+", "Nb", "No", "+", "+", "", "P", ""]
    assert set(cells[21:30]) == set(cells[:9]) == {""}
    # Paid: P, H, +, Nb, +, +, P; unpaid: No; insured: Ô, Ts.
    assert cells[30:] == ["7", "1", "2"]


def test_attendance_ends_with_its_sums() -> None:
    situation = DutySituation(as_of=day(12))
    leaves = (leave("Y", 1, 3), leave("Y", 4, 4, LeaveKind.UNPAID))
    case = replace(small_case(officer("X", workplace="CA A"), officer("Y"), leaves=leaves), situation=situation)
    done = [duty("X", on).model_copy(update={"done": True}) for on in (8, 9)]
    bands = table_of(attendance_paper(case, roster_of(case, *done), APRIL)).bands
    assert [len(band.blocks) for band in bands] == [1, 1 + 1]
    assert [cell.text for cell in bands[-1].blocks[-1].rows[0].cells] == ["Cộng", "5", "1", "0"]


def test_nothing_is_filled_in_before_anything_has_happened() -> None:
    cells = attendance_row(small_case(leaves=(leave("X", 1),)), duty("X", 2))
    assert (set(cells[:30]), cells[30:]) == ({""}, ["0", "0", "0"])


def test_attendance_groups_its_columns_as_the_form_does() -> None:
    case = small_case()
    paper = attendance_paper(case, roster_of(case), APRIL)
    columns = table_of(paper).columns
    assert [column.group for column in columns[AT_FIRST_DAY:]] == ["Ngày trong tháng"] * 30 + ["Quy ra công"] * 3
    assert paper.frame.signatures == ("NGƯỜI CHẤM CÔNG", "PHỤ TRÁCH BỘ PHẬN", "NGƯỜI DUYỆT")


def published(case: RosterCase, *duties: Duty) -> RosterCase:
    situation = DutySituation(as_of=day(3), published_version=2, published_until=day(9), published=tuple(duties))
    return replace(case, situation=situation)


def change_rows(case: RosterCase, *now: Duty) -> list[tuple[str, ...]]:
    paper = changes_paper(case, roster_of(case, *now))
    return [tuple(cell.text for cell in block.rows[0].cells) for block in table_of(paper).bands[0].blocks]


def test_the_notice_tells_old_new_place_and_reason() -> None:
    case = small_case(
        officer("X"),
        officer("Y"),
        officer("Z"),
        places=("A", "B"),
        leaves=(leave("X", 4, 4, LeaveKind.SICK),),
    )
    case = published(case, duty("X", 4, 2), duty("Y", 5, 1, "M2", "B"), duty("Y", 6), duty("Z", 7, role="Lái xe"))
    assert change_rows(case, duty("Z", 4, 2), duty("Y", 5, 2), duty("Y", 6), duty("Z", 7, role="Thu nhận")) == [
        ("1", "Cán bộ X", "Thứ Năm, 13/4/2023", "Ca 02 (15h00–23h00), M1", "Nghỉ", "–", "Nghỉ ốm", ""),
        (
            "2",
            "Cán bộ Z",
            "Thứ Năm, 13/4/2023",
            "Nghỉ",
            "Ca 02 (15h00–23h00), M1",
            "CAX A",
            "Thay đ/c Cán bộ X nghỉ ốm",
            "",
        ),
        (
            "3",
            "Cán bộ Y",
            "Thứ Sáu, 14/4/2023",
            "Ca 01 (7h00–15h00), M2",
            "Ca 02 (15h00–23h00), M1",
            "CAX A",
            "Bổ sung người vào vị trí trước đây chưa có",
            "",
        ),
        (
            "4",
            "Cán bộ Z",
            "Chủ nhật, 16/4/2023",
            "Ca 01 (7h00–15h00), M1, Lái xe",
            "Ca 01 (7h00–15h00), M1, Thu nhận",
            "CAX A",
            "Bổ sung người vào vị trí trước đây chưa có",
            "",
        ),
    ]


def opening(case: RosterCase, *now: Duty) -> str:
    paper = changes_paper(case, roster_of(case, *now))
    first = paper.parts[0]
    assert isinstance(first, Paragraph)
    return first.text


def test_the_notice_says_what_it_changes_or_that_nothing_is() -> None:
    case = published(small_case(), duty("X", 4))
    assert opening(case) == (
        "Bảng phân ca số 2 đã công bố đến hết ngày 18/4/2023 được thay đổi như dưới đây; các ca khác giữ nguyên."
    )
    nothing = "Không có thay đổi so với bảng phân ca đã công bố."
    assert opening(case, duty("X", 4)) == nothing
    assert changes_paper(case, roster_of(case, duty("X", 4))).tables == ()
    assert opening(small_case(), duty("X", 4)) == nothing


def test_no_paper_tells_what_a_note_or_a_home_says() -> None:
    """Personal data stay in the workbook."""
    case, roster = crews()
    telephone = "0912345678"
    officers = tuple(
        each.model_copy(update={"note": telephone, "source": telephone}) for each in case.staffing.officers
    )
    case = replace(case, staffing=case.staffing.model_copy(update={"officers": officers}))
    for paper in (
        week_paper(case, roster, DutyPeriod(date(2023, 4, 17), date(2023, 4, 23))),
        month_paper(case, roster, APRIL),
        attendance_paper(case, roster, APRIL),
    ):
        assert telephone not in paper.model_dump_json()
