"""Nations that do not exist: communes in districts, districts in provinces, two machines bound to each district.

In every 88th district there is one machine only, so that 10,599 communes have 705 districts and 1,402 machines. Where
communes lie and what they need is drawn from one seed; the same numbers give the same bytes.
"""

import math
from datetime import date
from pathlib import Path
from random import Random

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn, ShiftColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

SEED = 10_599
UNITS_OF_A_NATION, DISTRICTS_OF_A_NATION = 10_599, 705
DISTRICTS_OF_A_PROVINCE = 11
"""As before the districts were given up in July 2025: 63 provinces of about so many."""
UNITS_SINCE_2025, PROVINCES_SINCE_2025 = 3_321, 34
MACHINES_EACH, EVERY_SO_MANYTH_HAS_ONE = 2, 88
SHIFT_ROWS: tuple[TableRow, ...] = (
    {ShiftColumn.LABEL: "Ca 01", ShiftColumn.STARTS: "7h00", ShiftColumn.ENDS: "15h00"},
    {ShiftColumn.LABEL: "Ca 02", ShiftColumn.STARTS: "15h00", ShiftColumn.ENDS: "23h00"},
)
WIDTH_DEGREES, HEIGHT_DEGREES, SPREAD_DEGREES = 6.5, 14.0, 0.13
WEST, SOUTH = 102.6, 8.6
LEAST_NEED, USUAL_NEED, SIGMA = 250, 1_100, 0.5


def districts_of(units: int) -> int:
    """Into how many districts so many communes are put: 15 a district on average."""
    return max(1, round(units * DISTRICTS_OF_A_NATION / UNITS_OF_A_NATION))


def provinces_of(units: int) -> int:
    """Into how many provinces: those of 2025 where the communes are those of 2025, else by districts."""
    if units == UNITS_SINCE_2025:
        return PROVINCES_SINCE_2025
    return max(1, districts_of(units) // DISTRICTS_OF_A_PROVINCE)


def nation(num_units: int, seed: int = SEED) -> WorkbookContent:
    """A campaign of 60 days in whole days, with so many communes."""
    rng = Random(seed)  # noqa: S311 - nothing here is secret
    settings: dict[Setting, CellValue] = {
        Setting.NAME: f"Chiến dịch toàn quốc giả định, {num_units} đơn vị",
        Setting.FIRST_DAY: date(2026, 3, 2),
        Setting.LAST_DAY: date(2026, 4, 30),
        Setting.CAPACITY: 160,
        Setting.WHOLE_DAYS: "Có",
        Setting.PLACE: "Hà Nội",
    }
    units: list[TableRow] = []
    machines: list[TableRow] = []
    num_districts, num_provinces = districts_of(num_units), provinces_of(num_units)
    columns = max(1, math.isqrt(num_districts // 2))
    rows = math.ceil(num_districts / columns)
    for district in range(num_districts):
        province = district * num_provinces // num_districts
        zone = f"Tỉnh {province + 1:02} - Huyện {district + 1:03}"
        seat = (
            SOUTH + HEIGHT_DEGREES * (district // columns + rng.uniform(0.35, 0.65)) / rows,
            WEST + WIDTH_DEGREES * (district % columns + rng.uniform(0.35, 0.65)) / columns,
        )
        first, last = num_units * district // num_districts, num_units * (district + 1) // num_districts
        for number in range(first, last):
            spread = SPREAD_DEGREES if number > first else 0.0
            units.append(
                {
                    Unit.CODE: f"{10_000 + number}",
                    Unit.NAME: f"Xã {district + 1}.{number - first + 1}",
                    Unit.KIND: "xã",
                    Unit.ZONE: zone,
                    Unit.NEED: max(LEAST_NEED, round(USUAL_NEED * math.exp(rng.gauss(0.0, SIGMA)))),
                    Unit.LATITUDE: round(seat[0] + rng.uniform(-spread, spread), 4),
                    Unit.LONGITUDE: round(seat[1] + rng.uniform(-spread, spread), 4),
                }
            )
        for _machine in range(1 if (district + 1) % EVERY_SO_MANYTH_HAS_ONE == 0 else MACHINES_EACH):
            machines.append(
                {
                    MachineColumn.NAME: f"MÁY {len(machines) + 1}",
                    MachineColumn.KIND: "Lưu động",
                    MachineColumn.BASE: f"{10_000 + first}",
                    MachineColumn.ZONES: zone,
                }
            )
    closures: tuple[TableRow, ...] = (
        {
            ClosureColumn.FIRST_DAY: date(2026, 4, 27),
            ClosureColumn.LAST_DAY: date(2026, 4, 27),
            ClosureColumn.REASON: "nghỉ lễ",
        },
    )
    return WorkbookContent(settings, {SHIFTS: SHIFT_ROWS, UNITS: units, MACHINES: machines, CLOSURES: closures})


def write_nation(folder: Path, num_units: int, seed: int = SEED) -> Path:
    """Write the workbook into a folder, if it is not there yet, and say where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook = folder / "campaign.xlsx"
    if not workbook.exists():
        workbook.write_bytes(workbook_bytes(nation(num_units, seed)))
    return workbook
