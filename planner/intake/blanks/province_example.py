"""The filled example of a province police team: seven communes of three former districts, merged on 1/7/2025."""

from datetime import date

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.levels import PROVINCE_KINDS, PROVINCE_SHIFTS, PROVINCE_STEPS, province_letterhead
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn
from planner.intake.layout.column import YES, TableRow
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import FORMER_UNITS, UNITS, FormerUnitColumn, UnitColumn

_FIRST_DAY, _LAST_DAY, _MERGED_ON = date(2025, 11, 3), date(2025, 11, 22), date(2025, 7, 1)
_TEAM = 2
"""Machines of each team."""
_MIN_DAYS = 2
_UNITS = (
    ("VD01", "Phường Suối Mơ", "Suối Mơ", 960, 21.602, 105.911),
    ("VD02", "Phường An Hòa", "Suối Mơ", 720, 21.640, 105.880),
    ("VD03", "Xã An Lộc", "Suối Mơ", 480, 21.571, 105.948),
    ("VD04", "Xã Bản Lim", "Bản Lim", 700, 21.700, 105.840),
    ("VD05", "Xã Nà Thơm", "Nà Thơm", 720, 21.690, 106.010),
    ("VD06", "Xã Phiêng Bông", "Nà Thơm", 600, 21.655, 106.080),
    ("VD07", "Xã Thác Mây", "Nà Thơm", 500, 21.720, 106.095),
)
_FORMER = (
    ("VD31", "Thị trấn Suối Mơ", "VD01"),
    ("VD32", "Xã Suối Cạn", "VD01"),
    ("VD33", "Xã An Thượng", "VD02"),
    ("VD34", "Xã An Hạ", "VD02"),
    ("VD35", "Xã Lim Hạ", "VD04"),
    ("VD36", "Xã Lim Thượng", "VD04"),
    ("VD37", "Xã Thơm Ngoài", "VD05"),
)
_TEAMS = (("Tổ 1", "Suối Mơ, Bản Lim", "VD01"), ("Tổ 2", "Nà Thơm", "VD05"))


def province_example() -> WorkbookContent:
    """Seven communes and wards of a province that does not exist, two teams of two machines that move as one."""
    units: tuple[TableRow, ...] = tuple(
        {
            UnitColumn.CODE: code,
            UnitColumn.NAME: name,
            UnitColumn.KIND: name.split()[0].lower(),
            UnitColumn.ZONE: former_district,
            UnitColumn.NEED: need,
            UnitColumn.LATITUDE: latitude,
            UnitColumn.LONGITUDE: longitude,
            UnitColumn.TOGETHER: _TEAM,
            UnitColumn.MIN_DAYS: _MIN_DAYS,
        }
        for code, name, former_district, need, latitude, longitude in _UNITS
    )
    machines: tuple[TableRow, ...] = tuple(
        {
            MachineColumn.NAME: f"MÁY {_TEAM * place + number}",
            MachineColumn.KIND: "Lưu động",
            MachineColumn.ZONES: zones,
            MachineColumn.BASE: base,
            MachineColumn.GROUP: team,
        }
        for place, (team, zones, base) in enumerate(_TEAMS)
        for number in range(1, _TEAM + 1)
    )
    former: tuple[TableRow, ...] = tuple(
        {
            FormerUnitColumn.CODE: code,
            FormerUnitColumn.NAME: name,
            FormerUnitColumn.UNIT: successor,
            FormerUnitColumn.FIRST_DAY: _MERGED_ON,
        }
        for code, name, successor in _FORMER
    )
    sundays: TableRow = {
        ClosureColumn.FIRST_DAY: _FIRST_DAY,
        ClosureColumn.LAST_DAY: _LAST_DAY,
        ClosureColumn.WEEKDAYS: "CN",
        ClosureColumn.REASON: "Nghỉ Chủ nhật",
    }
    return WorkbookContent(
        settings=province_letterhead("Ví Dụ")
        | {
            Setting.NAME: "Thu nhận hồ sơ cấp thẻ căn cước lưu động tại các xã, phường, tỉnh Ví Dụ",
            Setting.FIRST_DAY: _FIRST_DAY,
            Setting.LAST_DAY: _LAST_DAY,
            Setting.DOCUMENT_DATE: date(2025, 10, 24),
            Setting.CAPACITY: 120,
            Setting.WHOLE_DAYS: YES,
            Setting.MOVE_SLOTS: 1,
        },
        tables={
            UNITS: units,
            MACHINES: machines,
            SHIFTS: PROVINCE_SHIFTS,
            CLOSURES: (sundays,),
            FORMER_UNITS: former,
        },
        kinds=PROVINCE_KINDS,
        steps=PROVINCE_STEPS,
    )
