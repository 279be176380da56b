"""Make the workbook of a province that does not exist: python instances/make_province.py

180 communes in 12 districts, 19 machines bound to a district and 3 that may go anywhere. Where communes lie and what
they need is drawn from one seed; the same seed gives the same bytes.
"""

import math
from datetime import date
from pathlib import Path
from random import Random

from make import DOSSIERS_A_DAY, SHIFT_ROWS, mobile

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

HERE = Path(__file__).resolve().parent
SEED = 180
DISTRICTS, COMMUNES_EACH = 12, 15
ROVING = 3
DAYS_OF_A_MACHINE = 50
"""A district has so many machines of its own that each would be busy for so long, rounded down: the rest is for those
that roam.
"""
WIDTH_DEGREES, HEIGHT_DEGREES = 1.1, 0.8
WEST, SOUTH = 104.6, 18.6
SPREAD_DEGREES = 0.13
LEAST_NEED, USUAL_NEED, SIGMA = 250, 1_700, 0.55


def province() -> WorkbookContent:
    """The campaign of 90 days."""
    rng = Random(SEED)  # noqa: S311 - nothing here is secret
    settings: dict[Setting, CellValue] = {
        Setting.NAME: "Chiến dịch 90 ngày, tỉnh giả định",
        Setting.FIRST_DAY: date(2026, 3, 2),
        Setting.LAST_DAY: date(2026, 5, 30),
        Setting.CAPACITY: 160,
        Setting.WHOLE_DAYS: "Có",
        Setting.PLACE: "Tỉnh giả định",
    }
    units: list[TableRow] = []
    machines: list[TableRow] = []
    for district in range(DISTRICTS):
        column, row = district % 4, district // 4
        seat = (
            SOUTH + HEIGHT_DEGREES * (row + rng.uniform(0.35, 0.65)) / 3,
            WEST + WIDTH_DEGREES * (column + rng.uniform(0.35, 0.65)) / 4,
        )
        zone, days = f"Huyện {district + 1}", 0
        for number in range(COMMUNES_EACH):
            code = f"{90_000 + district * 100 + number}"
            need = max(LEAST_NEED, round(USUAL_NEED * math.exp(rng.gauss(0.0, SIGMA))))
            days += math.ceil(need / DOSSIERS_A_DAY)
            spread = SPREAD_DEGREES if number else 0.0
            units.append(
                {
                    Unit.CODE: code,
                    Unit.NAME: f"Xã {district + 1}.{number + 1}",
                    Unit.KIND: "xã",
                    Unit.ZONE: zone,
                    Unit.NEED: need,
                    Unit.LATITUDE: round(seat[0] + rng.uniform(-spread, spread), 4),
                    Unit.LONGITUDE: round(seat[1] + rng.uniform(-spread, spread), 4),
                }
            )
        for _machine in range(max(1, days // DAYS_OF_A_MACHINE)):
            machines.append(mobile(f"MÁY {len(machines) + 1}", f"{90_000 + district * 100}", ZONES=zone))
    for _machine in range(ROVING):
        machines.append(mobile(f"MÁY {len(machines) + 1}", "90000"))
    closures: tuple[TableRow, ...] = (
        {
            ClosureColumn.FIRST_DAY: date(2026, 4, 30),
            ClosureColumn.LAST_DAY: date(2026, 5, 1),
            ClosureColumn.REASON: "nghỉ lễ",
        },
    )
    return WorkbookContent(settings, {SHIFTS: SHIFT_ROWS, UNITS: units, MACHINES: machines, CLOSURES: closures})


def make(instances: Path) -> None:
    """Write the workbook into its folder."""
    folder = instances / "province-roving-180"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.xlsx").write_bytes(workbook_bytes(province()))


if __name__ == "__main__":
    make(HERE)
