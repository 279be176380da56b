"""Make the campaigns of the two levels of government since 1/7/2025: python instances/make_levels.py

A province police team of Đồng Nai at the communes and wards of what was Bình Phước, and the police of ward Kinh Bắc,
Bắc Ninh, at its quarters, schools and works. What is public, and by which rule the other figures are made, stands in
the README beside each workbook:

- communes of Đồng Nai and which former ones each was made of: resolution 1662/NQ-UBTVQH15 of 16/6/2025, with codes and
  coordinates from the open data set vietnamadminunits 1.0.4; people of the former communes: census of 2019, as in
  binh-phuoc-2024;
- ward Kinh Bắc: resolution 1658/NQ-UBTVQH15 of 16/6/2025; names of its quarters: vi.wikipedia, page Kinh Bắc, and the
  list of old quan họ villages of the national institute of culture; secondary school Khúc Xuyên: decision 1101/QĐ-UBND
  of Bắc Ninh.

The same facts give the same bytes.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.levels import COMMUNE_SHIFTS, PROVINCE_SHIFTS, commune_letterhead, province_letterhead
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.calendar import CLOSURES, OWN_HOURS, SHIFTS, ClosureColumn, OwnHoursColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES, RATES, MachineColumn, RateColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import FORMER_UNITS, UNITS
from planner.intake.layout.units import FormerUnitColumn as Former
from planner.intake.layout.units import UnitColumn as Unit

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts"
PROVINCE = "tinh-dong-nai-2025"
WARD = "phuong-kinh-bac-2026"

MERGED_ON, NEW_YEAR = date(2025, 7, 1), date(2026, 1, 1)
POPULATION_UNKNOWN = 6_000
"""Stands for the former commune that the 2019 census does not have."""
NEEDED_OF_A_THOUSAND = 40
"""Dossiers of a commune, of a thousand of its people of 2019; rounded up to tens."""
TEAMS: tuple[tuple[str, str, str], ...] = (
    ("Tổ 1", "Đồng Xoài, Đồng Phú", "25195"),
    ("Tổ 2", "Chơn Thành, Hớn Quản, Bình Long", "25432"),
    ("Tổ 3", "Lộc Ninh, Bù Đốp", "25270"),
    ("Tổ 4", "Phước Long, Bù Gia Mập, Phú Riềng", "25217"),
    ("Tổ 5", "Bù Đăng", "25396"),
)
"""Each team's name, its former districts, and the code of the unit where it starts; two machines a team."""


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one file of facts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sundays(settings: Mapping[Setting, CellValue]) -> TableRow:
    """Every Sunday of the campaign is closed."""
    return {
        ClosureColumn.FIRST_DAY: settings[Setting.FIRST_DAY],
        ClosureColumn.LAST_DAY: settings[Setting.LAST_DAY],
        ClosureColumn.WEEKDAYS: "CN",
        ClosureColumn.REASON: "Nghỉ Chủ nhật",
    }


def province() -> WorkbookContent:
    """The 40 communes and wards that were Bình Phước, five teams of two machines, two days at least at each place."""
    settings: dict[Setting, CellValue] = province_letterhead("Đồng Nai") | {
        Setting.NAME: "Thu nhận hồ sơ cấp thẻ căn cước lưu động tại các xã, phường, tỉnh Đồng Nai",
        Setting.FIRST_DAY: date(2025, 12, 1),
        Setting.LAST_DAY: date(2026, 1, 17),
        Setting.CAPACITY: 120,
        Setting.WHOLE_DAYS: "Có",
        Setting.MOVE_SLOTS: 1,
    }
    former = rows_of("dong-nai-2025-former-communes.csv")
    people = {row["code"]: int(row["population_2019"] or POPULATION_UNKNOWN) for row in _communes_of_2024()}
    units = [_commune(row, [one for one in former if one["successor"] == row["code"]], people) for row in _communes()]
    machines: list[TableRow] = [
        {
            MachineColumn.NAME: f"MÁY {2 * number + 1 + extra}",
            MachineColumn.KIND: "Lưu động",
            MachineColumn.ZONES: zones,
            MachineColumn.BASE: base,
            MachineColumn.GROUP: team,
        }
        for number, (team, zones, base) in enumerate(TEAMS)
        for extra in (0, 1)
    ]
    new_year: TableRow = {
        ClosureColumn.FIRST_DAY: NEW_YEAR,
        ClosureColumn.LAST_DAY: NEW_YEAR,
        ClosureColumn.REASON: "Tết Dương lịch",
    }
    closures = (sundays(settings), new_year)
    return WorkbookContent(
        settings,
        {
            UNITS: units,
            MACHINES: machines,
            SHIFTS: PROVINCE_SHIFTS,
            CLOSURES: closures,
            FORMER_UNITS: _former_units(former),
        },
    )


def _communes() -> list[dict[str, str]]:
    return rows_of("dong-nai-2025-communes.csv")


def _communes_of_2024() -> list[dict[str, str]]:
    return rows_of("binh-phuoc-2024-communes.csv")


def _commune(row: dict[str, str], former: Sequence[dict[str, str]], people: dict[str, int]) -> TableRow:
    """A commune or ward; its zone is the former district from which most of its former communes came."""
    districts = Counter(one["district"] for one in former)
    num_people = sum(people[one["code"]] for one in former)
    return {
        Unit.CODE: row["code"],
        Unit.NAME: row["unit"],
        Unit.KIND: row["unit"].split()[0].lower(),
        Unit.ZONE: _without_kind(districts.most_common(1)[0][0]),
        Unit.NEED: -(-num_people * NEEDED_OF_A_THOUSAND // 10_000) * 10,
        Unit.LATITUDE: float(row["lat"]),
        Unit.LONGITUDE: float(row["lon"]),
        Unit.TOGETHER: 2,
        Unit.MIN_DAYS: 2,
    }


def _without_kind(district: str) -> str:
    return next(
        district.removeprefix(kind) for kind in ("Thành phố ", "Thị xã ", "Huyện ") if district.startswith(kind)
    )


def _former_units(former: Sequence[dict[str, str]]) -> list[TableRow]:
    """The former communes, but for those that bear code and name of a commune of today; a code of today is left out."""
    codes, names = ({row[column] for row in _communes()} for column in ("code", "unit"))
    return [
        {
            Former.CODE: None if one["code"] in codes else one["code"],
            Former.NAME: one["unit"],
            Former.UNIT: one["successor"],
            Former.FIRST_DAY: MERGED_ON,
        }
        for one in former
        if one["code"] not in codes or one["unit"] not in names
    ]


SCHOOL_NEEDS = (95, 195)
QUARTER_NEEDS = (310, 620)
WORKS_NEEDS = (350, 600)
"""The least and the most of each kind; `_spread` lays the needs between them."""


def ward() -> WorkbookContent:
    """Ward Kinh Bắc: nine quarters in three clusters, 14 schools on given mornings, two works in the evening."""
    settings: dict[Setting, CellValue] = commune_letterhead("Bắc Ninh", "phường Kinh Bắc") | {
        Setting.NAME: "Thu nhận hồ sơ cấp thẻ căn cước trên địa bàn phường Kinh Bắc",
        Setting.FIRST_DAY: date(2026, 3, 2),
        Setting.LAST_DAY: date(2026, 3, 28),
        Setting.CAPACITY: 160,
        Setting.WHOLE_DAYS: "Có",
        Setting.REACH: 8,
    }
    rows = rows_of("kinh-bac-2026-units.csv")
    of_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in ("khu phố", "trường", "nhà máy")}
    units: list[TableRow] = [
        *(
            _place(row, need) | {Unit.CLUSTER: row["cluster"], Unit.SHIFTS: "Ca sáng, Ca chiều"}
            for row, need in zip(of_kind["khu phố"], _spread(QUARTER_NEEDS, 9), strict=True)
        ),
        *(
            _place(row, need)
            | {Unit.SHIFTS: "Ca sáng", Unit.DAYS: row["mornings"], Unit.WHOLE_DAYS: "Không", Unit.VISITS: 2}
            for row, need in zip(of_kind["trường"], _spread(SCHOOL_NEEDS, 14), strict=True)
        ),
        *(
            _place(row, need) | {Unit.SHIFTS: "Ca tối", Unit.WHOLE_DAYS: "Không", Unit.VISITS: 6}
            for row, need in zip(of_kind["nhà máy"], WORKS_NEEDS, strict=True)
        ),
    ]
    machines: tuple[TableRow, ...] = tuple(
        {MachineColumn.NAME: name, MachineColumn.KIND: "Lưu động", MachineColumn.BASE: "KP01"}
        for name in ("MÁY 1", "MÁY 2")
    )
    own_hours: tuple[TableRow, ...] = (
        *(
            {
                OwnHoursColumn.UNIT: row["code"],
                OwnHoursColumn.SHIFT: "Ca sáng",
                OwnHoursColumn.STARTS: "7h15",
                OwnHoursColumn.ENDS: "10h45",
            }
            for row in of_kind["trường"]
        ),
        {
            OwnHoursColumn.UNIT: "NM02",
            OwnHoursColumn.SHIFT: "Ca tối",
            OwnHoursColumn.STARTS: "19h00",
            OwnHoursColumn.ENDS: "22h00",
        },
    )
    rates: tuple[TableRow, ...] = ({RateColumn.UNIT: "NM02", RateColumn.DOSSIERS: 100},)
    return WorkbookContent(
        settings,
        {
            UNITS: units,
            MACHINES: machines,
            SHIFTS: COMMUNE_SHIFTS,
            OWN_HOURS: own_hours,
            RATES: rates,
            CLOSURES: (sundays(settings),),
        },
        place_patterns={"khu phố": "Nhà văn hóa khu phố {tên}"},
    )


def _place(row: dict[str, str], need: int) -> TableRow:
    return {
        Unit.CODE: row["code"],
        Unit.NAME: row["unit"],
        Unit.KIND: row["kind"],
        Unit.NEED: need,
        Unit.LATITUDE: float(row["lat"]),
        Unit.LONGITUDE: float(row["lon"]),
    }


def _spread(limits: tuple[int, int], count: int) -> list[int]:
    """So many needs from the least to the most in even steps, rounded down to fives; every fifth follows the other."""
    least, most = limits
    return [least + (most - least) * (place * 5 % count) // (count - 1) // 5 * 5 for place in range(count)]


def make(instances: Path) -> None:
    """Write both workbooks under the folder of instances."""
    for name, content in ((PROVINCE, province()), (WARD, ward())):
        (instances / name).mkdir(parents=True, exist_ok=True)
        (instances / name / "campaign.xlsx").write_bytes(workbook_bytes(content))


if __name__ == "__main__":
    make(HERE)
