"""Make the campaigns with crews from those without: python instances/make_crews.py

The campaigns are those of make.py; every officer, seat, leave, wish and pin is invented. The same lines give the same
bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from make import BINH_GIA_MACHINES, binh_gia, binh_phuoc, districts

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.calendar import ClosureColumn
from planner.intake.layout.column import NO, YES, SheetLayout, TableRow
from planner.intake.layout.crew_days import (
    DUTY_PINS,
    FORBIDDEN,
    LEAVES,
    OFF,
    PAST_DUTIES,
    WISHES,
    WORK,
    DutyPinColumn,
    LeaveColumn,
    PastDutyColumn,
    WishColumn,
)
from planner.intake.layout.crews import MOVING_DAY, OFFICERS, SEATS, OfficerColumn, SeatColumn
from planner.intake.layout.regulations import REGULATIONS

HERE = Path(__file__).resolve().parent
MORNING, EVENING = "Ca 01", "Ca 02"
COLLECT, CHECK, DRIVE = "thu nhận", "kiểm tra", "lái xe"
BOTH = f"{COLLECT}, {CHECK}"
MAY_DAY_ROWS: tuple[TableRow, ...] = tuple(
    {
        ClosureColumn.FIRST_DAY: day,
        ClosureColumn.LAST_DAY: day,
        ClosureColumn.REASON: reason,
        ClosureColumn.APPLIES: NO,
    }
    for day, reason in (
        (date(2023, 4, 29), "Giỗ Tổ Hùng Vương"),
        (date(2023, 4, 30), "Ngày Chiến thắng"),
        (date(2023, 5, 1), "Quốc tế Lao động"),
        (date(2023, 5, 2), "nghỉ bù Giỗ Tổ Hùng Vương"),
        (date(2023, 5, 3), "nghỉ bù Ngày Chiến thắng"),
    )
)
"""Bình Gia worked on these holidays of 2023."""

BINH_GIA_OFFICERS = (
    # number, name, rank, roles, crew, home
    ("CB01", "Hoàng Văn Bảo", "Đại úy, tổ trưởng", BOTH, "Kíp 1", "06112"),
    ("CB02", "Nông Thị Duyên", "Thượng úy", BOTH, "Kíp 2", "06112"),
    ("CB03", "Lý Văn Hưng", "Thượng úy", f"{COLLECT}, {DRIVE}", "Kíp 1", "06121"),
    ("CB04", "Vi Thị Khuyên", "Trung úy", BOTH, "Kíp 2", "06100"),
    ("CB05", "Lương Văn Nghĩa", "Trung úy", COLLECT, "Kíp 1", "06094"),
    ("CB06", "Đàm Văn Sáng", "Trung úy", f"{BOTH}, {DRIVE}", "Kíp 3", "06088"),
    ("CB07", "Triệu Thị Thơm", "Trung úy", CHECK, "Kíp 3", "06112"),
    ("CB08", "Hứa Văn Tiệp", "Thiếu úy", f"{CHECK}, {DRIVE}", "Kíp 2", "06079"),
    ("CB09", "Bế Thị Vân", "Thiếu úy", BOTH, "Kíp 1", "06112"),
    ("CB10", "Chu Văn Quyết", "Thiếu úy", COLLECT, "Kíp 3", "06091"),
    ("CB11", "Mã Thị Yến", "Thiếu úy", BOTH, "Kíp 2", "06121"),
    ("CB12", "Lộc Văn Thành", "Thượng sĩ", f"{BOTH}, {DRIVE}", "Kíp 3", "06103"),
)
WITH_A_BABY = "CB09"
"""Works until 15h00, so mornings alone: article 137 of the Labour Code."""
FEW = 9
"""Officers of whom two machines want more than there are."""

BINH_GIA_SEATS: tuple[TableRow, ...] = (
    {SeatColumn.ROLE: COLLECT, SeatColumn.OFFICERS: 1, SeatColumn.IS_REQUIRED: YES},
    {SeatColumn.ROLE: CHECK, SeatColumn.OFFICERS: 1, SeatColumn.IS_REQUIRED: NO},
    {
        SeatColumn.MACHINE: "MÁY 2",
        SeatColumn.SHIFT: MORNING,
        SeatColumn.ROLE: DRIVE,
        SeatColumn.OFFICERS: 1,
        SeatColumn.IS_REQUIRED: NO,
        SeatColumn.WHEN: MOVING_DAY,
    },
)
BINH_GIA_LEAVES: tuple[TableRow, ...] = tuple(
    {
        LeaveColumn.CODE: code,
        LeaveColumn.FIRST_DAY: first,
        LeaveColumn.LAST_DAY: last,
        LeaveColumn.SHIFTS: shift,
        LeaveColumn.KIND: kind,
        LeaveColumn.KNOWN_SINCE: known,
    }
    for code, first, last, shift, kind, known in (
        ("CB04", date(2023, 4, 24), date(2023, 4, 28), None, "P", date(2023, 4, 3)),
        ("CB07", date(2023, 4, 20), date(2023, 4, 20), EVENING, "H", date(2023, 4, 6)),
        ("CB05", date(2023, 4, 29), date(2023, 4, 30), None, "P", date(2023, 4, 3)),
        ("CB06", date(2023, 5, 9), date(2023, 5, 10), None, "CT", date(2023, 4, 7)),
    )
)
BINH_GIA_WISHES: tuple[TableRow, ...] = tuple(
    {
        WishColumn.CODE: code,
        WishColumn.DAY: day,
        WishColumn.SHIFT: shift,
        WishColumn.WANTS: wants,
        WishColumn.LEVEL: level,
    }
    for code, day, shift, wants, level in (
        ("CB01", date(2023, 4, 22), None, OFF, 3),
        ("CB02", date(2023, 4, 18), MORNING, WORK, 1),
        ("CB03", date(2023, 4, 30), None, OFF, 2),
        ("CB06", date(2023, 5, 1), None, OFF, 2),
        ("CB08", date(2023, 4, 15), EVENING, OFF, 1),
        ("CB04", date(2023, 5, 6), None, WORK, 1),
    )
)
BINH_GIA_PINS: tuple[TableRow, ...] = (
    {
        DutyPinColumn.CODE: "CB01",
        DutyPinColumn.DAY: date(2023, 4, 12),
        DutyPinColumn.SHIFT: MORNING,
        DutyPinColumn.MACHINE: "MÁY 1",
        DutyPinColumn.ROLE: COLLECT,
    },
    {
        DutyPinColumn.CODE: "CB02",
        DutyPinColumn.DAY: date(2023, 4, 26),
        DutyPinColumn.SHIFT: EVENING,
        DutyPinColumn.MACHINE: FORBIDDEN,
    },
)
BINH_GIA_PAST = (
    ("CB01", date(2023, 4, 7), MORNING),
    ("CB02", date(2023, 4, 8), MORNING),
    ("CB03", date(2023, 4, 10), EVENING),
    ("CB05", date(2023, 4, 10), MORNING),
    ("CB06", date(2023, 4, 9), EVENING),
    ("CB08", date(2023, 4, 10), EVENING),
)

FEWEST_OF_A_MACHINE = 6
WITH_ONE_MORE = ("Đồng Xoài", "Bình Long", "Chơn Thành", "Đồng Phú", "Bù Đốp")
"""Districts with an officer more than six for each machine."""
FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Điểu", "Võ", "Đặng", "Bùi", "Hoàng", "Hồ", "Ngô", "Dương", "Lý")
GIVEN_NAMES = (
    *("An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Hạnh", "Khoa", "Lan", "Minh"),
    *("Nga", "Phúc", "Quân", "Sơn", "Tâm", "Uyên", "Vinh", "Xuân", "Yên"),
)
RANKS = ("Đại úy", "Thượng úy", "Trung úy", "Thiếu úy", "Thượng sĩ")
DISTRICT_ROLES = (COLLECT, CHECK, BOTH)


def with_crews(content: WorkbookContent, tables: Mapping[SheetLayout, Sequence[TableRow]]) -> WorkbookContent:
    """The campaign with these sheets more, and the limits of the law."""
    return replace(content, tables={**content.tables, **tables, REGULATIONS: REGULATIONS.examples})


def binh_gia_with(num_officers: int) -> WorkbookContent:
    """Bình Gia 2023 with the first so many of the officers, and what is told of them."""
    officers: list[TableRow] = [
        {
            OfficerColumn.CODE: code,
            OfficerColumn.NAME: name,
            OfficerColumn.RANK: rank,
            OfficerColumn.WORKPLACE: "Công an huyện Bình Gia",
            OfficerColumn.ROLES: roles,
            OfficerColumn.CREW: crew,
            OfficerColumn.HOME: home,
            OfficerColumn.WORKS_UNTIL: "15h00" if code == WITH_A_BABY else None,
            OfficerColumn.NOTE: "Nuôi con dưới 12 tháng tuổi" if code == WITH_A_BABY else None,
        }
        for code, name, rank, roles, crew, home in BINH_GIA_OFFICERS[:num_officers]
    ]
    content = binh_gia(is_whole_day=True, machines=BINH_GIA_MACHINES, closures=MAY_DAY_ROWS)
    return with_crews(
        content,
        {
            OFFICERS: officers,
            SEATS: BINH_GIA_SEATS,
            LEAVES: BINH_GIA_LEAVES,
            WISHES: BINH_GIA_WISHES,
            DUTY_PINS: BINH_GIA_PINS,
            PAST_DUTIES: [_past(*told) for told in BINH_GIA_PAST],
        },
    )


def binh_phuoc_with_crews() -> WorkbookContent:
    """Bình Phước 2024 with 95 officers, each of one district: eleven crews that share nobody."""
    officers = list(_officers_of_districts())
    worked = [_past(str(officer[OfficerColumn.CODE]), date(2024, 4, 2), MORNING) for officer in officers[::9]]
    seats: tuple[TableRow, ...] = BINH_GIA_SEATS[:2]
    return with_crews(binh_phuoc(num_roving=0), {OFFICERS: officers, SEATS: seats, PAST_DUTIES: worked})


def _officers_of_districts() -> Iterator[TableRow]:
    numbers = count()
    for district in districts():
        size = FEWEST_OF_A_MACHINE * district.num_machines + (district.name in WITH_ONE_MORE)
        for place in range(size):
            number = next(numbers)
            family, given = FAMILY_NAMES[number % len(FAMILY_NAMES)], GIVEN_NAMES[number % len(GIVEN_NAMES)]
            yield {
                OfficerColumn.CODE: f"BP{number + 1:02}",
                OfficerColumn.NAME: f"{family} {'Văn' if number % 3 else 'Thanh'} {given}",
                OfficerColumn.RANK: RANKS[place % len(RANKS)],
                OfficerColumn.WORKPLACE: f"Công an {district.name}",
                OfficerColumn.ROLES: DISTRICT_ROLES[place % len(DISTRICT_ROLES)],
                OfficerColumn.ZONES: district.name,
                OfficerColumn.HOME: district.communes[place % len(district.communes)]["code"],
            }


def _past(code: str, day: date, shift: str) -> TableRow:
    return {PastDutyColumn.CODE: code, PastDutyColumn.DAY: day, PastDutyColumn.SHIFT: shift}


def make(instances: Path) -> None:
    """Write every workbook with crews under the folder of instances."""
    contents = {
        "binh-gia-2023-crews/binh-gia-2023-12-can-bo": binh_gia_with(len(BINH_GIA_OFFICERS)),
        "binh-gia-2023-crews/binh-gia-2023-9-can-bo": binh_gia_with(FEW),
        "binh-phuoc-2024-crews/binh-phuoc-2024-95-can-bo": binh_phuoc_with_crews(),
    }
    for name, content in contents.items():
        path = instances / f"{name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook_bytes(content))


if __name__ == "__main__":
    make(HERE)
