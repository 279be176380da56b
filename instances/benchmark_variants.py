"""Eight campaigns that are hard each in a way of its own, most of them made of Bình Phước 2024 and Bình Gia 2023.

Made by `make_benchmark.py`, which says where they stand. Units, roads and needs are those of the campaigns in the
neighbouring folders; what was changed stands in each docstring.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from random import Random

from benchmark_drawn import THREE_SHIFTS, drawn_province, everybody_mobile
from make import BINH_GIA_MACHINES, binh_gia, binh_phuoc, districts

from planner.domain.policy import DEFAULT_GOALS, Goal
from planner.intake.blanks.content import WorkbookContent
from planner.intake.layout.calendar import CLOSURES, PHASES, SHIFTS, ClosureColumn, PhaseColumn
from planner.intake.layout.column import CellValue, SheetLayout, TableRow
from planner.intake.layout.machines import MACHINES
from planner.intake.layout.settings import GOAL_NAMES, GOALS, GoalColumn, Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

SEED_OF_NEEDS = 25
WARD_NEED = 9_000


def variants() -> Iterator[tuple[str, WorkbookContent]]:
    """Each campaign with the kind and the name that it has in the benchmark."""
    yield "shifts/25-units-40-machines", many_machines()
    yield "overloaded/12-wards-9000", twelve_wards()
    yield (
        "real/binh-gia-saturday-half-days",
        saturday_half_days(binh_gia(is_whole_day=True, machines=BINH_GIA_MACHINES)),
    )
    yield "roving/binh-phuoc-saturday-half-days", saturday_half_days(binh_phuoc(num_roving=2))
    yield "parts/binh-phuoc-phase-missed", phase_missed()
    yield "parts/binh-phuoc-two-at-once", two_at_once()
    yield "parts/binh-phuoc-waiting-first", waiting_first()
    yield "roving/194-communes", roving_194()


def changed(content: WorkbookContent, tables: Mapping[SheetLayout, Sequence[TableRow]]) -> WorkbookContent:
    """The same campaign with these tables in place of its own."""
    return replace(content, tables={**content.tables, **tables})


def named(content: WorkbookContent, name: str) -> WorkbookContent:
    """The same campaign under another name."""
    return replace(content, settings={**content.settings, Setting.NAME: name})


def many_machines() -> WorkbookContent:
    """25 communes of Bình Phước, 40 machines, three shifts, up to four visits, shift by shift, two machines at once."""
    rng = Random(SEED_OF_NEEDS)  # noqa: S311 - nothing here is secret
    communes = [commune for district in districts() for commune in district.communes][:25]
    units: list[TableRow] = [
        place(row, rng.randint(60, 150) * 10) | {Unit.TOGETHER: 2, Unit.VISITS: 4, Unit.ZONE: "Cụm chung"}
        for row in communes
    ]
    settings: dict[Setting, CellValue] = {
        Setting.NAME: "25 đơn vị, 40 máy, ba ca",
        Setting.FIRST_DAY: date(2026, 3, 2),
        Setting.LAST_DAY: date(2026, 3, 31),
        Setting.CAPACITY: 100,
        Setting.WHOLE_DAYS: "Không",
    }
    machines = everybody_mobile(40, [str(row["code"]) for row in communes[::5]])
    return WorkbookContent(settings, {SHIFTS: THREE_SHIFTS, UNITS: units, MACHINES: machines})


def twelve_wards() -> WorkbookContent:
    """Twelve wards of 9,000 dossiers each; four machines have room for 102,600 in 57 days of three shifts."""
    wards = [row for district in districts() for row in district.communes if row["unit"].startswith("Phường")][:12]
    units = [place(row, WARD_NEED) | {Unit.TOGETHER: 2, Unit.VISITS: 2, Unit.ZONE: "Cụm chung"} for row in wards]
    settings: dict[Setting, CellValue] = {
        Setting.NAME: "12 phường, mỗi phường 9.000 hồ sơ",
        Setting.FIRST_DAY: date(2026, 3, 2),
        Setting.LAST_DAY: date(2026, 4, 27),
        Setting.CAPACITY: 150,
        Setting.WHOLE_DAYS: "Không",
    }
    machines = everybody_mobile(4, [str(wards[0]["code"])])
    return WorkbookContent(settings, {SHIFTS: THREE_SHIFTS, UNITS: units, MACHINES: machines})


def place(row: Mapping[str, str], need: int) -> dict[StrEnum, CellValue]:
    """A commune of the facts with this need."""
    return {
        Unit.CODE: row["code"],
        Unit.NAME: row["unit"],
        Unit.KIND: next(kind for kind in ("thị trấn", "phường", "xã") if row["unit"].lower().startswith(kind)),
        Unit.NEED: need,
        Unit.LATITUDE: float(row["lat"]),
        Unit.LONGITUDE: float(row["lon"]),
    }


def saturday_half_days(content: WorkbookContent) -> WorkbookContent:
    """The same campaign, machines at rest in the second shift of every Saturday."""
    settings = content.settings
    saturdays: TableRow = {
        ClosureColumn.FIRST_DAY: settings[Setting.FIRST_DAY],
        ClosureColumn.LAST_DAY: settings[Setting.LAST_DAY],
        ClosureColumn.WEEKDAYS: "T7",
        ClosureColumn.SHIFTS: "Ca 02",
        ClosureColumn.REASON: "nghỉ chiều thứ Bảy",
    }
    return named(
        changed(content, {CLOSURES: (*content.tables.get(CLOSURES, ()), saturdays)}),
        f"{settings[Setting.NAME]}, nghỉ chiều thứ Bảy",
    )


def roving_194() -> WorkbookContent:
    """194 communes of a province that does not exist, 17 machines bound to a district and two that roam."""
    return drawn_province(
        "Tỉnh giả định 194 xã",
        seed=194,
        sizes=(17,) * 2 + (16,) * 10,
        roving=2,
        days_of_a_machine=42,
        usual_need=1_200,
    )


def phase_missed() -> WorkbookContent:
    """Bình Phước with a phase that no plan keeps, so that it joins all districts: 120,000 dossiers in three weeks."""
    phase: TableRow = {PhaseColumn.NAME: "Đợt 1", PhaseColumn.LAST_DAY: date(2024, 4, 24), PhaseColumn.TARGET: 120_000}
    return named(changed(binh_phuoc(num_roving=0), {PHASES: (phase,)}), "Bình Phước, mốc ba tuần đầu")


def two_at_once() -> WorkbookContent:
    """Bình Phước, where two machines may stand at a commune at once."""
    content = binh_phuoc(num_roving=0)
    units = [{**row, Unit.TOGETHER: 2} for row in content.tables[UNITS]]
    return named(changed(content, {UNITS: units}), "Bình Phước, hai máy cùng lúc")


def waiting_first() -> WorkbookContent:
    """Bình Phước with waiting before travel."""
    order = [goal for goal in DEFAULT_GOALS if goal not in (Goal.TRAVEL, Goal.WAITING)] + [Goal.WAITING, Goal.TRAVEL]
    goals: list[TableRow] = [
        {GoalColumn.RANK: rank, GoalColumn.GOAL: GOAL_NAMES[goal]} for rank, goal in enumerate(order, start=1)
    ]
    return named(changed(binh_phuoc(num_roving=0), {GOALS: goals}), "Bình Phước, chờ đợi trước quãng đường")
