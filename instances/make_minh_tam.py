"""Make the campaign of commune Minh Tâm 2024, whose teams go out to hamlets: python instances/make_minh_tam.py

What of it stands in the commune's plan, and what is invented, tells the README beside the workbook. The same facts give
the same bytes.
"""

from datetime import date
from pathlib import Path

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.levels import commune_letterhead
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.calendar import CLOSURES, PHASES, ClosureColumn, PhaseColumn
from planner.intake.layout.column import TableRow
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.teams import HAMLETS, TEAMS, HamletColumn, TeamColumn
from planner.intake.layout.units import UNITS, UnitColumn

HERE = Path(__file__).resolve().parent
NAME = "minh-tam-2024"
FIRST_DAY, LAST_DAY = date(2024, 4, 8), date(2024, 7, 8)
CODE = "25349"
NEED = 2400

_HAMLETS = (
    ("Ấp Sông Bé", 12, 10, 7),
    ("Ấp Trà Thanh", 12, 10, 7),
    ("Ấp Lộc Khê", 12, 10, 7),
    ("Ấp Đồng Tân", 10, 8, 7),
    ("Ấp Cây Gõ", 14, 8, 7),
    ("Sóc Tranh", 15, 6, 3),
    ("Sóc Vàng", 16, 6, 3),
)
"""Name, visits, citizens a visit, days apart."""
_TEAMS = (
    ("Tổ xã", "Lê Văn Hải, Đỗ Thị Minh", "Sóc Tranh, Sóc Vàng", "7", 2, 15),
    ("Tổ 1", "Nguyễn Văn Bảy, Trần Thị Cúc", "Ấp Sông Bé", "3", 1, 10),
    ("Tổ 2", "Phạm Văn Dũng, Hồ Thị Em", "Ấp Trà Thanh", "5", 1, 10),
    ("Tổ 3", "Vũ Văn Giàu, Ngô Thị Hoa", "Ấp Lộc Khê", "4", 1, 10),
    ("Tổ 4", "Bùi Văn Khoa, Lý Thị Lan", "Ấp Đồng Tân, Ấp Cây Gõ", "2", 1, 10),
    ("Tổ 5", "Điểu Mạnh, Thị Nga", "Ấp Cây Gõ", "6", 1, 7),
    ("Tổ 6", "Điểu Phước, Thị Quyên", "Sóc Tranh, Sóc Vàng", "2", 1, 10),
    ("Tổ 7", "Điểu Sơn, Thị Nga", "Sóc Vàng", "5", 1, 10),
)
"""Name, members, hamlets, weekdays, hamlets a day, citizens a day."""


def content() -> WorkbookContent:
    """One commune, one machine, seven hamlets, a commune team and seven hamlet teams, thirteen weeks."""
    return WorkbookContent(
        settings=commune_letterhead("Bình Phước", "xã Minh Tâm")
        | {
            Setting.NAME: "Cao điểm cấp, kích hoạt định danh điện tử trên địa bàn xã Minh Tâm",
            Setting.FIRST_DAY: FIRST_DAY,
            Setting.LAST_DAY: LAST_DAY,
            Setting.CARD_TERM: "CCCD",
            Setting.CAPACITY: 160,
        },
        tables={
            UNITS: (
                {UnitColumn.CODE: CODE, UnitColumn.NAME: "Xã Minh Tâm", UnitColumn.KIND: "xã", UnitColumn.NEED: NEED},
            ),
            MACHINES: ({MachineColumn.NAME: "MÁY 1", MachineColumn.KIND: "Lưu động", MachineColumn.BASE: CODE},),
            CLOSURES: _closures(),
            PHASES: (
                {PhaseColumn.NAME: "Đợt 1", PhaseColumn.LAST_DAY: date(2024, 5, 8), PhaseColumn.TARGET: 800},
                {PhaseColumn.NAME: "Đợt 2", PhaseColumn.LAST_DAY: date(2024, 6, 9), PhaseColumn.TARGET: 1600},
            ),
            TEAMS: tuple(map(_team, _TEAMS)),
            HAMLETS: tuple(map(_hamlet, _HAMLETS)),
        },
    )


def _closures() -> tuple[TableRow, ...]:
    sundays: TableRow = {ClosureColumn.WEEKDAYS: "CN", ClosureColumn.REASON: "Nghỉ Chủ nhật"}
    holidays = ((date(2024, 4, 18), 1, "Giỗ Tổ Hùng Vương"), (date(2024, 4, 30), 2, "Ngày 30/4 và 1/5"))
    return (
        sundays,
        *(
            {
                ClosureColumn.FIRST_DAY: first,
                ClosureColumn.LAST_DAY: date.fromordinal(first.toordinal() + num_days - 1),
                ClosureColumn.REASON: reason,
            }
            for first, num_days, reason in holidays
        ),
    )


def _team(row: tuple[str, str, str, str, int, int]) -> TableRow:
    name, members, hamlets, weekdays, hamlets_a_day, citizens_a_day = row
    return {
        TeamColumn.TEAM: name,
        TeamColumn.MEMBERS: members,
        TeamColumn.HAMLETS: hamlets or None,
        TeamColumn.DAYS: weekdays,
        TeamColumn.HAMLETS_A_DAY: hamlets_a_day,
        TeamColumn.CITIZENS_A_DAY: citizens_a_day,
    }


def _hamlet(row: tuple[str, int, int, int]) -> TableRow:
    name, visits, target, days_apart = row
    return {
        HamletColumn.HAMLET: name,
        HamletColumn.VISITS: visits,
        HamletColumn.DAILY_TARGET: target,
        HamletColumn.DAYS_APART: days_apart,
    }


def make(instances: Path) -> None:
    """Write the workbook under the folder of instances."""
    (instances / NAME).mkdir(parents=True, exist_ok=True)
    (instances / NAME / "campaign.xlsx").write_bytes(workbook_bytes(content()))


if __name__ == "__main__":
    make(HERE)
