"""The filled example of a commune's police: hamlets in clusters, schools in the morning, works in the evening."""

from datetime import date

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.levels import (
    AFTERNOON,
    COMMUNE_KINDS,
    COMMUNE_SHIFTS,
    COMMUNE_STEPS,
    EVENING,
    MORNING,
    PATTERN_OF_HAMLETS,
    commune_letterhead,
)
from planner.intake.layout.calendar import CLOSURES, OWN_HOURS, SHIFTS, ClosureColumn, OwnHoursColumn
from planner.intake.layout.column import NO, YES, TableRow
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.teams import HAMLETS, TEAMS, HamletColumn, TeamColumn
from planner.intake.layout.units import UNITS, UnitColumn

_FIRST_DAY, _LAST_DAY = date(2026, 5, 4), date(2026, 5, 23)
_HAMLETS = (
    ("TH01", "Thôn Đầm Sen", "Cụm Đầm Sen", 340, (21.602, 105.911)),
    ("TH02", "Thôn Cầu Gỗ", "Cụm Đầm Sen", 280, (21.606, 105.915)),
    ("TH03", "Thôn Bãi Dâu", "Cụm Đầm Sen", 260, (21.599, 105.918)),
    ("TH04", "Thôn Đồi Chè", "Cụm Đồi Chè", 310, (21.621, 105.897)),
    ("TH05", "Thôn Suối Ngang", "Cụm Đồi Chè", 240, (21.627, 105.893)),
    ("TH06", "Thôn Hang Hùm", None, 180, (21.634, 105.931)),
)
_SCHOOLS = (
    ("TR01", "Trường THCS Suối Mơ", 190, "5/5, 12/5", (21.604, 105.909)),
    ("TR02", "Trường Tiểu học Suối Mơ", 140, "6/5, 13/5", (21.601, 105.908)),
    ("TR03", "Trường THPT Suối Mơ", 230, "7/5, 14/5", (21.609, 105.920)),
    ("TR04", "Trường THCS Đồi Chè", 110, "8/5, 15/5", (21.622, 105.899)),
)
_WORKS = (
    ("NM01", "Nhà máy may Suối Mơ", 330, (21.612, 105.925)),
    ("NM02", "Nhà máy chè Đồi Chè", 210, (21.626, 105.901)),
)

_TEAMS = (
    ("Tổ 1", "Nguyễn Văn An, Lê Thị Bình", "Thôn Đầm Sen, Thôn Cầu Gỗ, Thôn Bãi Dâu", "3, 5"),
    ("Tổ 2", "Trần Văn Cường, Vũ Thị Dung", "Thôn Đồi Chè, Thôn Suối Ngang, Thôn Hang Hùm", "2, 4"),
    ("Tổ 3", "Phạm Văn Em, Hồ Thị Giang", "Thôn Bãi Dâu, Thôn Hang Hùm", "T7"),
)


def commune_example() -> WorkbookContent:
    """Six hamlets, four schools, two works, two machines, three teams, three weeks of a commune that does not exist."""
    sundays: TableRow = {
        ClosureColumn.FIRST_DAY: _FIRST_DAY,
        ClosureColumn.LAST_DAY: _LAST_DAY,
        ClosureColumn.WEEKDAYS: "CN",
        ClosureColumn.REASON: "Nghỉ Chủ nhật",
    }
    machines: tuple[TableRow, ...] = tuple(
        {MachineColumn.NAME: name, MachineColumn.KIND: "Lưu động", MachineColumn.BASE: "TH01"}
        for name in ("MÁY 1", "MÁY 2")
    )
    return WorkbookContent(
        settings=commune_letterhead("Ví Dụ", "xã Suối Mơ")
        | {
            Setting.NAME: "Thu nhận hồ sơ cấp thẻ căn cước trên địa bàn xã Suối Mơ",
            Setting.FIRST_DAY: _FIRST_DAY,
            Setting.LAST_DAY: _LAST_DAY,
            Setting.DOCUMENT_DATE: date(2026, 4, 24),
            Setting.CAPACITY: 140,
            Setting.WHOLE_DAYS: YES,
            Setting.REACH: 10,
        },
        tables={
            UNITS: (*_hamlets(), *_schools(), *_works()),
            MACHINES: machines,
            SHIFTS: COMMUNE_SHIFTS,
            OWN_HOURS: _own_hours(),
            CLOSURES: (sundays,),
            TEAMS: tuple(map(_team, _TEAMS)),
            HAMLETS: tuple(map(_wanted, _HAMLETS)),
        },
        place_patterns={"thôn": PATTERN_OF_HAMLETS},
        kinds=COMMUNE_KINDS,
        steps=COMMUNE_STEPS,
    )


def _hamlets() -> tuple[TableRow, ...]:
    by_day = f"{MORNING}, {AFTERNOON}"
    return tuple(
        {
            **_unit((code, name, "thôn"), need, place),
            UnitColumn.CLUSTER: cluster,
            UnitColumn.SHIFTS: by_day,
        }
        for code, name, cluster, need, place in _HAMLETS
    )


def _team(row: tuple[str, str, str, str]) -> TableRow:
    name, members, hamlets, weekdays = row
    return {
        TeamColumn.TEAM: name,
        TeamColumn.MEMBERS: members,
        TeamColumn.HAMLETS: hamlets,
        TeamColumn.DAYS: weekdays,
        TeamColumn.CITIZENS_A_DAY: 10,
    }


def _wanted(row: tuple[str, str, str | None, int, tuple[float, float]]) -> TableRow:
    """Every hamlet wants two visits, a week apart, of eight citizens each."""
    _code, name, *_rest = row
    return {
        HamletColumn.HAMLET: name,
        HamletColumn.VISITS: 2,
        HamletColumn.DAILY_TARGET: 8,
        HamletColumn.DAYS_APART: 7,
    }


def _schools() -> tuple[TableRow, ...]:
    return tuple(
        {
            **_unit((code, name, "trường"), need, place),
            UnitColumn.DAYS: days,
            UnitColumn.SHIFTS: MORNING,
            UnitColumn.WHOLE_DAYS: NO,
            UnitColumn.VISITS: 2,
        }
        for code, name, need, days, place in _SCHOOLS
    )


def _works() -> tuple[TableRow, ...]:
    return tuple(
        {
            **_unit((code, name, "nhà máy"), need, place),
            UnitColumn.SHIFTS: EVENING,
            UnitColumn.WHOLE_DAYS: NO,
            UnitColumn.VISITS: 4,
        }
        for code, name, need, place in _WORKS
    )


def _unit(named: tuple[str, str, str], need: int, place: tuple[float, float]) -> TableRow:
    """A unit by its code, name and kind, its dossiers, and where it lies."""
    code, name, kind = named
    return {
        UnitColumn.CODE: code,
        UnitColumn.NAME: name,
        UnitColumn.KIND: kind,
        UnitColumn.NEED: need,
        UnitColumn.LATITUDE: place[0],
        UnitColumn.LONGITUDE: place[1],
    }


def _own_hours() -> tuple[TableRow, ...]:
    """Schools begin and end earlier; the second works changes its shifts at seven in the evening."""
    hours = (*((code, MORNING, "7h15", "10h45") for code, *_rest in _SCHOOLS), ("NM02", EVENING, "19h00", "22h00"))
    return tuple(
        {
            OwnHoursColumn.UNIT: unit,
            OwnHoursColumn.SHIFT: shift,
            OwnHoursColumn.STARTS: starts,
            OwnHoursColumn.ENDS: ends,
        }
        for unit, shift, starts, ends in hours
    )
