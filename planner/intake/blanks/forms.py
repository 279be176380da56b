"""How a column looks and what Excel lets people enter in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from planner.intake import layout
from planner.intake.campaign.goals import GOAL_NAMES
from planner.intake.cells.limits import (
    CAPACITY,
    DOSSIERS,
    DOSSIERS_IN_ALL,
    FIRST_DATE,
    KEEP_DAYS,
    LAST_DATE,
    NOTICE_WEIGHT,
    NUM_MACHINES,
    PRIORITY,
    RESERVE_PERCENT,
    ROAD_FACTOR,
    ROAD_KM,
    TOLERANCE_PERCENT,
    VISITS,
    WAVE_MINUTES,
)
from planner.intake.layout import (
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
    SheetLayout,
    ShiftColumn,
    UnitColumn,
)

TEXT, DATE, WHOLE, DECIMAL = "@", "dd/mm/yyyy", "#,##0", "0.0##"


@dataclass(frozen=True)
class Form:
    """One column's (or setting's) width in characters, number format, and rule of entry (custom: no value twice)."""

    width: float = 14
    number_format: str = TEXT
    kind: Literal["whole", "decimal", "date", "list", "custom"] | None = None
    least: float | date | None = None
    most: float | date | None = None
    choices: tuple[str, ...] = ()
    source: str = ""
    """Cells of another sheet that hold the choices."""
    is_strict: bool = True
    """Whether Excel refuses what is not among the choices, or only asks."""

    @property
    def refusal(self) -> str:
        """What Excel says when an entry does not fit."""
        choices = f"Hãy chọn một trong các giá trị: {', '.join(self.choices)}."
        return {
            None: "",
            "whole": f"Hãy nhập số nguyên từ {self.least} đến {self.most}, không có dấu chấm hay dấu phẩy.",
            "decimal": f"Hãy nhập số từ {self.least} đến {self.most}.",
            "date": "Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 18/4/2023.",
            "custom": "Mã này đã có ở dòng khác. Mỗi đơn vị cần một mã riêng.",
            "list": choices if self.choices else "Giá trị này chưa có ở trang được tham chiếu. Vẫn giữ giá trị này?",
        }[self.kind]


def _whole(least: int, most: int, width: float = 12) -> Form:
    return Form(width, WHOLE, "whole", least, most)


def _decimal(least: float, most: float, width: float = 10, number_format: str = DECIMAL) -> Form:
    return Form(width, number_format, "decimal", least, most)


def _text(width: float) -> Form:
    return Form(width)


def _choice(*choices: str, width: float = 12, is_strict: bool = True) -> Form:
    return Form(width, TEXT, "list", choices=choices, is_strict=is_strict)


def _known(source: str, width: float = 24) -> Form:
    return Form(width, TEXT, "list", source=source, is_strict=False)


_DAY = Form(13, DATE, "date", FIRST_DATE, LAST_DATE)
_YES_NO = _choice("Có", "Không")
_UNIT_NAMES = "'Đơn vị'!$B$2:$B$5001"
_MACHINE_NAMES = "'Máy'!$A$2:$A$501"

SETTING_FORMS: dict[Setting, Form] = {
    Setting.FIRST_DAY: _DAY,
    Setting.LAST_DAY: _DAY,
    Setting.CAPACITY: _whole(1, CAPACITY),
    Setting.WHOLE_DAYS: _YES_NO,
    Setting.REACH: _decimal(0, ROAD_KM),
    Setting.ROAD_FACTOR: _decimal(0.1, ROAD_FACTOR),
    Setting.NOTICE_UNDER_3: _whole(0, NOTICE_WEIGHT),
    Setting.NOTICE_UNDER_7: _whole(0, NOTICE_WEIGHT),
    Setting.NOTICE_FROM_7: _whole(0, NOTICE_WEIGHT),
    Setting.DOCUMENT_DATE: _DAY,
    Setting.AMENDMENT_DATE: _DAY,
    Setting.NOTICE_DATE: _DAY,
    Setting.APPENDIX_LETTERHEAD: _YES_NO,
    Setting.SWAP_SHIFTS: _YES_NO,
    Setting.COUNTS_ACTIVATED: _YES_NO,
    Setting.ALL_REPORT: _YES_NO,
    Setting.WAVE_MINUTES: _whole(1, WAVE_MINUTES),
    Setting.RESERVE_PERCENT: _whole(0, RESERVE_PERCENT),
    Setting.KEEP_DAYS: _whole(0, KEEP_DAYS),
}
"""Settings that are not named here are text."""

COLUMN_FORMS: dict[SheetLayout, dict[StrEnum, Form]] = {
    layout.SHIFTS: {ShiftColumn.LABEL: _text(14), ShiftColumn.STARTS: _text(14), ShiftColumn.ENDS: _text(14)},
    layout.UNITS: {
        UnitColumn.CODE: Form(10, TEXT, "custom"),
        UnitColumn.NAME: _text(28),
        UnitColumn.KIND: _choice("xã", "phường", "thị trấn", "đặc khu", "trường", "khu công nghiệp", is_strict=False),
        UnitColumn.ZONE: _text(18),
        UnitColumn.PLACE: _text(26),
        UnitColumn.POPULATION: _whole(0, DOSSIERS),
        UnitColumn.TARGET: _whole(0, DOSSIERS),
        UnitColumn.COLLECTED_BEFORE: _whole(0, DOSSIERS),
        UnitColumn.NEED: _whole(0, DOSSIERS),
        UnitColumn.PRIORITY: _whole(1, PRIORITY, 9),
        UnitColumn.LATITUDE: _decimal(-90, 90, number_format="0.000###"),
        UnitColumn.LONGITUDE: _decimal(-180, 180, number_format="0.000###"),
        UnitColumn.FIRST_DAY: _DAY,
        UnitColumn.LAST_DAY: _DAY,
        UnitColumn.DAYS: _text(22),
        UnitColumn.SHIFTS: _text(16),
        UnitColumn.TOGETHER: _whole(1, NUM_MACHINES),
        UnitColumn.VISITS: _whole(1, VISITS),
        UnitColumn.ACTIVATED_BEFORE: _whole(0, DOSSIERS),
        UnitColumn.CONTACT: _text(30),
    },
    layout.MACHINES: {
        MachineColumn.NAME: _text(12),
        MachineColumn.KIND: _choice("Cố định", "Lưu động"),
        MachineColumn.PLACE: _text(34),
        MachineColumn.ZONES: _text(20),
        MachineColumn.UNITS: _text(34),
        MachineColumn.FIRST_DAY: _DAY,
        MachineColumn.LAST_DAY: _DAY,
        MachineColumn.CAPACITY: _whole(1, CAPACITY),
        MachineColumn.BASE: _known(_UNIT_NAMES),
        MachineColumn.NOTE: _text(50),
    },
    layout.CLOSURES: {
        ClosureColumn.FIRST_DAY: _DAY,
        ClosureColumn.LAST_DAY: _DAY,
        ClosureColumn.WEEKDAYS: _text(12),
        ClosureColumn.SHIFTS: _text(14),
        ClosureColumn.SCOPE: _text(22),
        ClosureColumn.REASON: _text(40),
        ClosureColumn.APPLIES: _YES_NO,
    },
    layout.ROADS: {
        RoadColumn.ORIGIN: _known(_UNIT_NAMES),
        RoadColumn.DESTINATION: _known(_UNIT_NAMES),
        RoadColumn.KM: _decimal(0, ROAD_KM),
    },
    layout.PHASES: {
        PhaseColumn.NAME: _text(24),
        PhaseColumn.FIRST_DAY: _DAY,
        PhaseColumn.LAST_DAY: _DAY,
        PhaseColumn.TARGET: _whole(0, DOSSIERS_IN_ALL),
    },
    layout.PINS: {
        PinColumn.MACHINE: _known(_MACHINE_NAMES, 14),
        PinColumn.UNIT: _known(_UNIT_NAMES),
        PinColumn.FIRST_DAY: _DAY,
        PinColumn.LAST_DAY: _DAY,
        PinColumn.SHIFTS: _text(14),
    },
    layout.GOALS: {
        GoalColumn.RANK: _whole(1, 1000, 9),
        GoalColumn.GOAL: _choice(*GOAL_NAMES.values(), width=18),
        GoalColumn.TOLERANCE: _decimal(0, TOLERANCE_PERCENT),
    },
    layout.RATES: {
        RateColumn.UNIT: _known(_UNIT_NAMES),
        RateColumn.MACHINE: _known(_MACHINE_NAMES, 14),
        RateColumn.SHIFT: _text(14),
        RateColumn.DOSSIERS: _whole(1, CAPACITY),
    },
    layout.FORMER_UNITS: {
        FormerUnitColumn.CODE: _text(10),
        FormerUnitColumn.NAME: _text(28),
        FormerUnitColumn.UNIT: _known(_UNIT_NAMES),
        FormerUnitColumn.FIRST_DAY: _DAY,
    },
    layout.DUTIES: {
        DutyColumn.UNIT: _known(_UNIT_NAMES),
        DutyColumn.HAMLET: _text(22),
        DutyColumn.TEAM: _text(28),
        DutyColumn.WEEKDAYS: _text(12),
        DutyColumn.DAILY_TARGET: _whole(0, DOSSIERS),
        DutyColumn.CONTACT: _text(30),
        DutyColumn.NOTE: _text(30),
    },
}
