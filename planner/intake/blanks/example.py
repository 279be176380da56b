"""The filled example that stands beside the template: wards and communes of a province that does not exist."""

from datetime import date
from enum import StrEnum

from planner.domain.campaign import DEFAULT_ZONE
from planner.intake.blanks.content import CellValue, TableRow, WorkbookContent
from planner.intake.layout import (
    CLOSURES,
    DUTIES,
    FORMER_UNITS,
    GOALS,
    MACHINES,
    PHASES,
    PINS,
    RATES,
    ROADS,
    SHIFTS,
    UNITS,
    ClosureColumn,
    DutyColumn,
    FormerUnitColumn,
    GoalColumn,
    MachineColumn,
    PhaseColumn,
    PinColumn,
    RateColumn,
    RoadColumn,
    Setting,
    ShiftColumn,
    UnitColumn,
)

_FIRST_DAY, _LAST_DAY = date(2026, 5, 4), date(2026, 5, 31)


def example_content() -> WorkbookContent:
    """Nine units, two machines, four weeks; something in every sheet."""
    return WorkbookContent(
        settings={
            Setting.NAME: "Đợt cao điểm thu nhận hồ sơ căn cước cụm Suối Mơ, tỉnh Ví Dụ",
            Setting.FIRST_DAY: _FIRST_DAY,
            Setting.LAST_DAY: _LAST_DAY,
            Setting.CAPACITY: 120,
            Setting.WHOLE_DAYS: "Có",
            Setting.ROAD_FACTOR: 1.3,
            Setting.NOTICE_UNDER_3: 4,
            Setting.NOTICE_UNDER_7: 2,
            Setting.NOTICE_FROM_7: 1,
            Setting.PARENT_BODY: "CÔNG AN TỈNH VÍ DỤ",
            Setting.ISSUING_BODY: "TỔ CÔNG TÁC CỤM SUỐI MƠ",
            Setting.DOCUMENT_NUMBER: "05/KH-TCT",
            Setting.PLACE: "Suối Mơ",
            Setting.DOCUMENT_DATE: date(2026, 4, 24),
            Setting.SIGNER_POWER: "TM. TỔ CÔNG TÁC",
            Setting.SIGNER_TITLE: "TỔ TRƯỞNG",
            Setting.RECIPIENTS: "- Như trên; - Các thành viên Tổ công tác; - Lưu: VT",
            Setting.CARD_TERM: "thẻ căn cước",
            Setting.APPENDIX_WORD: "PHỤ LỤC",
            Setting.APPENDIX_TITLE: "LỊCH THU NHẬN HỒ SƠ CĂN CƯỚC",
            Setting.ATTACHED_TO: "Kèm theo Kế hoạch số 05/KH-TCT ngày 24/4/2026 của Tổ công tác cụm Suối Mơ",
            Setting.SWAP_SHIFTS: "Không",
            Setting.TO_BRING: "Thẻ căn cước hoặc giấy khai sinh; Điện thoại đang dùng số chính chủ",
            Setting.CONTACT: "Trực ban Tổ công tác, điện thoại 0205 000 0000",
            Setting.REPORT_DUE: "15h30",
            Setting.COUNTS_ACTIVATED: "Không",
            Setting.ALL_REPORT: "Không",
            Setting.ZONE: DEFAULT_ZONE,
            Setting.WAVE_MINUTES: 30,
            Setting.RESERVE_PERCENT: 10,
            Setting.KEEP_DAYS: 90,
        },
        tables={
            SHIFTS: (
                {ShiftColumn.LABEL: "Ca sáng", ShiftColumn.STARTS: "7h00", ShiftColumn.ENDS: "11h30"},
                {ShiftColumn.LABEL: "Ca chiều", ShiftColumn.STARTS: "13h30", ShiftColumn.ENDS: "17h30"},
            ),
            UNITS: _units(),
            MACHINES: _machines(),
            CLOSURES: _closures(),
            ROADS: (
                {RoadColumn.ORIGIN: "SM01", RoadColumn.DESTINATION: "SM06", RoadColumn.KM: 29},
                {RoadColumn.ORIGIN: "SM08", RoadColumn.DESTINATION: "SM06", RoadColumn.KM: 29.5},
                {RoadColumn.ORIGIN: "SM05", RoadColumn.DESTINATION: "SM06", RoadColumn.KM: 14},
            ),
            PHASES: (
                {
                    PhaseColumn.NAME: "Giai đoạn 1",
                    PhaseColumn.FIRST_DAY: _FIRST_DAY,
                    PhaseColumn.LAST_DAY: date(2026, 5, 16),
                    PhaseColumn.TARGET: 2000,
                },
            ),
            PINS: (
                {
                    PinColumn.MACHINE: "MÁY 2",
                    PinColumn.UNIT: "SM08",
                    PinColumn.FIRST_DAY: date(2026, 5, 11),
                    PinColumn.LAST_DAY: date(2026, 5, 12),
                },
            ),
            GOALS: tuple(
                {GoalColumn.RANK: rank, GoalColumn.GOAL: name, GoalColumn.TOLERANCE: tolerance}
                for rank, (name, tolerance) in enumerate(
                    (
                        ("Còn sót", 0),
                        ("Mốc giai đoạn", 0),
                        ("Xáo trộn", 0),
                        ("Ngày xong", 0),
                        ("Quãng đường", 0),
                        ("Chờ đợi", 0),
                    ),
                    start=1,
                )
            ),
            RATES: (
                {RateColumn.UNIT: "SM06", RateColumn.DOSSIERS: 80},
                {RateColumn.MACHINE: "MÁY 2", RateColumn.SHIFT: "Ca chiều", RateColumn.DOSSIERS: 100},
            ),
            FORMER_UNITS: (
                {
                    FormerUnitColumn.CODE: "SM41",
                    FormerUnitColumn.NAME: "Xã Lim Hạ",
                    FormerUnitColumn.UNIT: "SM04",
                    FormerUnitColumn.FIRST_DAY: date(2025, 7, 1),
                },
            ),
            DUTIES: tuple(
                {
                    DutyColumn.UNIT: "SM02",
                    DutyColumn.HAMLET: hamlet,
                    DutyColumn.TEAM: team,
                    DutyColumn.WEEKDAYS: weekdays,
                    DutyColumn.DAILY_TARGET: 5,
                }
                for hamlet, team, weekdays in (
                    ("Tổ dân phố 1", "Tổ số 1", "2, 5"),
                    ("Tổ dân phố 2", "Tổ số 1", "3, 6"),
                    ("Tổ dân phố 3", "Tổ số 2", "4, 7"),
                )
            ),
        },
    )


def _units() -> tuple[TableRow, ...]:
    rows = (
        ("SM01", "Phường Suối Mơ", "phường", "Trung tâm", 4200, 1400, 180, 21.602, 105.911),
        ("SM02", "Phường An Hòa", "phường", "Trung tâm", 2600, 860, 120, 21.640, 105.880),
        ("SM03", "Xã An Lộc", "xã", "Trung tâm", 2100, 700, 95, 21.571, 105.948),
        ("SM04", "Xã Bản Lim", "xã", "Vùng cao", 1500, 510, 30, 21.700, 105.840),
        ("SM05", "Xã Đồng Cọ", "xã", "Vùng cao", 1350, 455, 25, 21.735, 105.905),
        ("SM06", "Xã Khe Sương", "xã", "Vùng cao", 900, 320, 10, 21.775, 105.962),
        ("SM07", "Xã Nà Thơm", "xã", "Vùng cao", 1150, 400, 15, 21.690, 106.010),
        ("SM08", "Trường THPT Suối Mơ", "trường", "Trung tâm", 600, 480, 0, 21.598, 105.915),
        ("SM09", "Khu công nghiệp An Hòa", "khu công nghiệp", "Trung tâm", 900, 400, 0, 21.652, 105.872),
    )
    columns = (
        UnitColumn.CODE,
        UnitColumn.NAME,
        UnitColumn.KIND,
        UnitColumn.ZONE,
        UnitColumn.POPULATION,
        UnitColumn.TARGET,
        UnitColumn.COLLECTED_BEFORE,
        UnitColumn.LATITUDE,
        UnitColumn.LONGITUDE,
    )
    units: list[dict[StrEnum, CellValue]] = [dict(zip(columns, row, strict=True)) for row in rows]
    units[0] |= {UnitColumn.PLACE: "Công an phường Suối Mơ", UnitColumn.VISITS: 2}
    units[1][UnitColumn.PLACE] = "Công an phường An Hòa"
    units[5][UnitColumn.PRIORITY] = 2
    units[7] |= {
        UnitColumn.PLACE: "Nhà đa năng Trường THPT Suối Mơ",
        UnitColumn.FIRST_DAY: date(2026, 5, 11),
        UnitColumn.LAST_DAY: date(2026, 5, 22),
    }
    units[8][UnitColumn.PLACE] = "Nhà ăn ca Khu công nghiệp An Hòa"
    return tuple(units)


def _machines() -> tuple[TableRow, ...]:
    return (
        {
            MachineColumn.NAME: "MÁY 1",
            MachineColumn.KIND: "Cố định",
            MachineColumn.PLACE: "Trung tâm Phục vụ hành chính công phường Suối Mơ",
            MachineColumn.UNITS: "SM01, SM02, SM03",
            MachineColumn.LAST_DAY: date(2026, 5, 16),
            MachineColumn.NOTE: "Từ ngày 18/5/2026, căn cứ kết quả thu nhận, máy đi lưu động tại các xã.",
        },
        {
            MachineColumn.NAME: "MÁY 1",
            MachineColumn.KIND: "Lưu động",
            MachineColumn.FIRST_DAY: date(2026, 5, 18),
            MachineColumn.BASE: "SM01",
        },
        {MachineColumn.NAME: "MÁY 2", MachineColumn.KIND: "Lưu động", MachineColumn.BASE: "SM01"},
    )


def _closures() -> tuple[TableRow, ...]:
    return (
        {
            ClosureColumn.FIRST_DAY: _FIRST_DAY,
            ClosureColumn.LAST_DAY: _LAST_DAY,
            ClosureColumn.WEEKDAYS: "CN",
            ClosureColumn.REASON: "Nghỉ Chủ nhật",
            ClosureColumn.APPLIES: "Có",
        },
        {
            ClosureColumn.FIRST_DAY: date(2026, 5, 20),
            ClosureColumn.LAST_DAY: date(2026, 5, 20),
            ClosureColumn.SHIFTS: "Ca chiều",
            ClosureColumn.SCOPE: "MÁY 2",
            ClosureColumn.REASON: "Bảo dưỡng máy",
            ClosureColumn.APPLIES: "Có",
        },
        {
            ClosureColumn.FIRST_DAY: date(2026, 5, 25),
            ClosureColumn.LAST_DAY: date(2026, 5, 25),
            ClosureColumn.SCOPE: "Xã Nà Thơm",
            ClosureColumn.REASON: "Ngày hội của xã",
            ClosureColumn.APPLIES: "Có",
        },
    )
