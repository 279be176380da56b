"""Campaigns of the benchmark whose communes are drawn: places and needs from a seed, in districts that do not exist.

The same seed gives the same campaign. Needs are spread as those of Bình Phước's communes are: most are near the usual
one, a few are several times as large.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from make import SHIFT_ROWS, mobile

from planner.intake.blanks.content import WorkbookContent
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn, ShiftColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

THREE_SHIFTS: tuple[TableRow, ...] = (
    {ShiftColumn.LABEL: "Ca sáng", ShiftColumn.STARTS: "7h00", ShiftColumn.ENDS: "11h30"},
    {ShiftColumn.LABEL: "Ca chiều", ShiftColumn.STARTS: "13h30", ShiftColumn.ENDS: "17h00"},
    {ShiftColumn.LABEL: "Ca tối", ShiftColumn.STARTS: "17h30", ShiftColumn.ENDS: "21h00"},
)
FIRST_DAY = date(2026, 3, 2)
"""A Monday, as nearly every campaign that is drawn begins."""
HOLIDAYS: TableRow = {
    ClosureColumn.FIRST_DAY: date(2026, 4, 30),
    ClosureColumn.LAST_DAY: date(2026, 5, 1),
    ClosureColumn.REASON: "nghỉ lễ",
}
LEAST_NEED, USUAL_NEED, SIGMA = 250, 1_700, 0.55
DOSSIERS_A_DAY = 320
WEST, SOUTH = 104.6, 18.6
CELL_DEGREES = 0.27
"""The side of the square in which a district's seat is drawn."""
SPREAD_DEGREES = 0.13
"""How far from its seat a commune may lie, north or east."""
NUM_COLUMNS = 4


def drawn_province(
    name: str,
    *,
    seed: int,
    sizes: Sequence[int],
    roving: int = 0,
    days_of_a_machine: int = 50,
    usual_need: int = USUAL_NEED,
    num_days: int = 90,
) -> WorkbookContent:
    """Districts of so many communes each, whole days; a machine of a district for each so many days of its need.

    The rest of a district's days is for those that roam; without any, days are rounded up instead.
    """
    rng = Random(seed)  # noqa: S311 - nothing here is secret
    units: list[TableRow] = []
    machines: list[TableRow] = []
    for district, size in enumerate(sizes):
        communes = drawn_communes(rng, f"Huyện {district + 1}", size, district, usual_need)
        units += communes
        days = sum(math.ceil(int(str(row[Unit.NEED])) / DOSSIERS_A_DAY) for row in communes)
        num_machines = days // days_of_a_machine if roving else math.ceil(days / days_of_a_machine)
        zone, seat = f"Huyện {district + 1}", str(communes[0][Unit.CODE])
        machines += [
            mobile(f"MÁY {len(machines) + number}", seat, ZONES=zone) for number in range(1, max(1, num_machines) + 1)
        ]
    machines += [mobile(f"MÁY {len(machines) + number}", "90000") for number in range(1, roving + 1)]
    settings = drawn_settings(name, num_days)
    return WorkbookContent(settings, {SHIFTS: SHIFT_ROWS, UNITS: units, MACHINES: machines, CLOSURES: (HOLIDAYS,)})


def drawn_settings(
    name: str, num_days: int, *, capacity: int = 160, whole_days: bool = True
) -> dict[Setting, CellValue]:
    """A campaign of so many days from the first Monday of March."""
    return {
        Setting.NAME: name,
        Setting.FIRST_DAY: FIRST_DAY,
        Setting.LAST_DAY: FIRST_DAY + timedelta(days=num_days - 1),
        Setting.CAPACITY: capacity,
        Setting.WHOLE_DAYS: "Có" if whole_days else "Không",
        Setting.PLACE: "Giả định",
    }


def drawn_communes(
    rng: Random, zone: str, num_communes: int, number: int = 0, usual_need: int = USUAL_NEED
) -> list[dict[StrEnum, CellValue]]:
    """The communes of the district of that number; the first is its seat."""
    column, row = number % NUM_COLUMNS, number // NUM_COLUMNS
    seat = (
        SOUTH + CELL_DEGREES * (row + rng.uniform(0.35, 0.65)),
        WEST + CELL_DEGREES * (column + rng.uniform(0.35, 0.65)),
    )
    communes: list[dict[StrEnum, CellValue]] = []
    for place in range(num_communes):
        spread = SPREAD_DEGREES if place else 0.0
        communes.append(
            {
                Unit.CODE: f"{90_000 + number * 100 + place}",
                Unit.NAME: f"Xã {number + 1}.{place + 1}",
                Unit.KIND: "xã",
                Unit.ZONE: zone,
                Unit.NEED: max(LEAST_NEED, round(usual_need * math.exp(rng.gauss(0.0, SIGMA)))),
                Unit.LATITUDE: round(seat[0] + rng.uniform(-spread, spread), 4),
                Unit.LONGITUDE: round(seat[1] + rng.uniform(-spread, spread), 4),
            }
        )
    return communes


def everybody_mobile(num_machines: int, bases: Sequence[str]) -> list[TableRow]:
    """Machines that may go anywhere, their bases taken in turn."""
    return [mobile(f"MÁY {number + 1}", bases[number % len(bases)]) for number in range(num_machines)]
