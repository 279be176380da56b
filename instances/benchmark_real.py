"""Campaigns of the benchmark with what schedules of police really ask: clusters, schools, teams, moves, pins, mergers.

Made by `make_benchmark.py`. Quarters and schools of ward Kinh Bắc and the communes of Đồng Nai are those of
`make_levels.py`, communes of Bình Phước those of `make.py`; who is closed, pinned or merged is invented.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from benchmark_drawn import FIRST_DAY, HOLIDAYS, THREE_SHIFTS, drawn_communes, drawn_settings, everybody_mobile
from benchmark_ordinary import UnitRow, campaign, communes_of, every
from benchmark_variants import changed, named
from make import SHIFT_ROWS
from make_levels import province, ward

from planner.intake.blanks.content import WorkbookContent
from planner.intake.layout.calendar import CLOSURES, PHASES, SHIFTS, ClosureColumn, PhaseColumn
from planner.intake.layout.column import CellValue, SheetLayout, TableRow
from planner.intake.layout.machines import MACHINES, PINS, RATES, MachineColumn, PinColumn, RateColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import FORMER_UNITS, UNITS, FormerUnitColumn
from planner.intake.layout.units import UnitColumn as Unit

NUM_SCHOOLS = 8
LARGE_NEED = 800
"""From here on a visit is to stay two days."""


def real() -> Iterator[tuple[str, WorkbookContent]]:
    """Each campaign with the kind and the name that it has in the benchmark."""
    yield "real/kinh-bac-three-machines", kinh_bac()
    yield "real/dong-nai-teams-and-phases", dong_nai()
    yield "real/clusters-of-hamlets", clusters()
    yield "real/schools-and-works", schools_and_works()
    yield "real/min-stay-and-moves", min_stay_and_moves()
    yield "real/groups-two-at-once", groups()
    yield "real/pins-phases-rates", pins_phases_rates()
    yield "real/merger-in-the-midst", merger()
    yield "real/all-of-them", all_of_them()


def day(number: int) -> date:
    """The day of that number of a campaign that is drawn, from 1."""
    return FIRST_DAY + timedelta(days=number - 1)


def kinh_bac() -> WorkbookContent:
    """Ward Kinh Bắc with a third machine and its needs twice as large, so that the machines have to part."""
    content = ward()
    units = [
        row | {Unit.NEED: int(str(row[Unit.NEED])) * (2 if row.get(Unit.CLUSTER) else 1)} for row in units_of(content)
    ]
    machines = everybody_mobile(3, ["KP01"])
    return named(changed(content, {UNITS: units, MACHINES: machines}), "Phường Kinh Bắc, ba máy")


def units_of(content: WorkbookContent) -> list[UnitRow]:
    """The rows of sheet *Đơn vị*, to be changed."""
    return [dict(row) for row in content.tables[UNITS]]


def dong_nai() -> WorkbookContent:
    """The teams of Đồng Nai with a phase, two communes that were promised a day, and a team at rest for a week."""
    content = province()
    phase: TableRow = {PhaseColumn.NAME: "Đợt 1", PhaseColumn.LAST_DAY: date(2025, 12, 20), PhaseColumn.TARGET: 22_000}
    units = content.tables[UNITS]
    pins = [
        pinned("MÁY 1", str(units[0][Unit.CODE]), date(2025, 12, 8), 2),
        pinned("MÁY 2", str(units[0][Unit.CODE]), date(2025, 12, 8), 2),
    ]
    rest = [closed(f"MÁY {number}", date(2025, 12, 22), date(2025, 12, 24), "bảo dưỡng") for number in (5, 6)]
    closures = (*content.tables[CLOSURES], *rest)
    return named(changed(content, {PHASES: (phase,), PINS: pins, CLOSURES: closures}), "Đồng Nai, có mốc và ghim")


def pinned(machine: str, unit: str, first: date, num_days: int) -> TableRow:
    """The machine is at the unit on so many days from that one."""
    return {
        PinColumn.MACHINE: machine,
        PinColumn.UNIT: unit,
        PinColumn.FIRST_DAY: first,
        PinColumn.LAST_DAY: first + timedelta(days=num_days - 1),
    }


def closed(who: str | None, first: date, last: date, reason: str) -> TableRow:
    """A machine or a unit, or everybody, at rest on these days."""
    return {
        ClosureColumn.FIRST_DAY: first,
        ClosureColumn.LAST_DAY: last,
        ClosureColumn.SCOPE: who,
        ClosureColumn.REASON: reason,
    }


def clusters() -> WorkbookContent:
    """30 hamlets in ten clusters of two to four, half days, two machines."""
    rng = Random(71)  # noqa: S311 - nothing here is secret
    sizes = (3, 2, 4, 3, 2, 4, 3, 3, 2, 4)
    names = [f"Cụm {number + 1}" for number, size in enumerate(sizes) for _member in range(size)]
    hamlets = drawn_communes(rng, "Xã giả định", sum(sizes), usual_need=260)
    units = [
        row
        | {Unit.CLUSTER: name, Unit.NAME: f"Thôn {place + 1}", Unit.KIND: "thôn", Unit.NEED: rng.randint(8, 45) * 10}
        for place, (row, name) in enumerate(zip(hamlets, names, strict=True))
    ]
    return campaign("Thôn theo cụm", units, 2, 30, whole_days=False, closures=(every("CN", 30),))


def schools_and_works() -> WorkbookContent:
    """Twelve communes whole days, eight schools on two mornings each, two works in the evening."""
    rng = Random(72)  # noqa: S311 - nothing here is secret
    units = drawn_communes(rng, "Huyện giả định", 22, usual_need=900)
    for place, row in enumerate(units[12:]):
        is_school = place < NUM_SCHOOLS
        first = 2 + place
        row |= {
            Unit.NAME: f"Trường số {place + 1}" if is_school else f"Nhà máy số {place - NUM_SCHOOLS + 1}",
            Unit.KIND: "trường" if is_school else "nhà máy",
            Unit.NEED: rng.randint(10, 24) * 10 if is_school else rng.randint(30, 50) * 10,
            Unit.SHIFTS: "Ca sáng" if is_school else "Ca tối",
            Unit.DAYS: f"{day(first):%d/%m/%Y}, {day(first + 7):%d/%m/%Y}" if is_school else None,
            Unit.WHOLE_DAYS: "Không",
            Unit.VISITS: 2 if is_school else 6,
        }
    for row in units[:12]:
        row[Unit.SHIFTS] = "Ca sáng, Ca chiều"
    closures = (every("CN", 35), every("T7", 35, "Ca tối"))
    return campaign("Xã, trường và nhà máy", units, 3, 35, shifts=THREE_SHIFTS, capacity=120, closures=closures)


def min_stay_and_moves() -> WorkbookContent:
    """18 communes with a stay of two days at least, and half a day to move."""
    content = campaign(
        "Ở ít nhất hai ngày, nửa ngày chuyển chỗ",
        [row | {Unit.MIN_DAYS: 2} for row in communes_of("Phú Riềng", "Bù Gia Mập", share=0.6)],
        2,
        75,
    )
    return WorkbookContent({**content.settings, Setting.MOVE_SLOTS: 1}, content.tables)


def groups() -> WorkbookContent:
    """21 communes, three teams of two machines that move as one."""
    rng = Random(73)  # noqa: S311 - nothing here is secret
    units = [row | {Unit.TOGETHER: 2, Unit.VISITS: 2} for row in drawn_communes(rng, "Huyện giả định", 21)]
    content = campaign("Ba tổ, mỗi tổ hai máy", units, 6, 35, closures=(every("CN", 35), every("T7", 35, "Ca 02")))
    machines = [
        {**row, MachineColumn.GROUP: f"Tổ {number // 2 + 1}", MachineColumn.BASE: f"{90_000 + number // 2 * 7}"}
        for number, row in enumerate(content.tables[MACHINES])
    ]
    return changed(content, {MACHINES: machines})


def pins_phases_rates() -> WorkbookContent:
    """Lộc Ninh and Bù Đốp with promised days, two phases, slower communes, and a machine that comes late."""
    units = communes_of("Lộc Ninh", "Bù Đốp")
    content = campaign("Ghim, mốc và năng suất", units, 3, 75, closures=(HOLIDAYS, every("CN", 75)))
    codes = [str(row[Unit.CODE]) for row in units]
    rates: list[TableRow] = [{RateColumn.UNIT: code, RateColumn.DOSSIERS: 120} for code in codes[3::5]]
    pins = [pinned("MÁY 1", codes[4], day(8), 2), pinned("MÁY 2", codes[9], day(22), 3)]
    phases: list[TableRow] = [
        {PhaseColumn.NAME: "Đợt 1", PhaseColumn.LAST_DAY: day(21), PhaseColumn.TARGET: 15_000},
        {PhaseColumn.NAME: "Đợt 2", PhaseColumn.LAST_DAY: day(42), PhaseColumn.TARGET: 32_000},
    ]
    *others, last = content.tables[MACHINES]
    machines = [*others, {**last, MachineColumn.FIRST_DAY: day(15)}]
    shut = (closed(codes[6], day(10), day(14), "lễ hội"), closed("MÁY 1", day(30), day(31), "bảo dưỡng"))
    closures = (*content.tables[CLOSURES], *shut)
    return changed(content, {RATES: rates, PINS: pins, PHASES: phases, MACHINES: machines, CLOSURES: closures})


def merger() -> WorkbookContent:
    """Twelve communes of which four become part of two others after three weeks."""
    rng = Random(74)  # noqa: S311 - nothing here is secret
    units = drawn_communes(rng, "Huyện giả định", 12, usual_need=1_300)
    merged = ((units[3], units[1]), (units[5], units[1]), (units[8], units[7]), (units[10], units[7]))
    former: list[TableRow] = [
        {
            FormerUnitColumn.CODE: old[Unit.CODE],
            FormerUnitColumn.NAME: old[Unit.NAME],
            FormerUnitColumn.UNIT: new[Unit.CODE],
            FormerUnitColumn.FIRST_DAY: day(22),
        }
        for old, new in merged
    ]
    return changed(campaign("Sáp nhập giữa chiến dịch", units, 2, 45), {FORMER_UNITS: former})


def all_of_them() -> WorkbookContent:
    """16 places: teams, a fixed machine, clusters, schools, least stays, moves, half days, pins, a phase, closures."""
    rng = Random(75)  # noqa: S311 - nothing here is secret
    units = drawn_communes(rng, "Huyện giả định", 16, usual_need=1_100)
    for row in units[:10]:
        row |= {Unit.TOGETHER: 2, Unit.MIN_DAYS: 2 if int(str(row[Unit.NEED])) > LARGE_NEED else None}
    for row in units[10:13]:
        row |= {Unit.CLUSTER: "Cụm ba thôn", Unit.NEED: rng.randint(12, 30) * 10, Unit.TOGETHER: 2}
    for place, row in enumerate(units[13:]):
        row.update(_school(place, rng))
    settings = drawn_settings("Nhiều quy định cùng lúc", 40, capacity=120) | {Setting.MOVE_SLOTS: 1, Setting.REACH: 25}
    machines = _team_and_others([str(row[Unit.CODE]) for row in units])
    codes = [str(row[Unit.CODE]) for row in units]
    tables: dict[SheetLayout, Sequence[TableRow]] = {
        SHIFTS: SHIFT_ROWS,
        UNITS: units,
        MACHINES: machines,
        CLOSURES: (
            every("CN", 40),
            every("T7", 40, "Ca 02"),
            closed(codes[4], day(9), day(11), "họp"),
            closed("MÁY 3", day(18), day(19), "bảo dưỡng"),
        ),
        PINS: (pinned("MÁY 3", codes[6], day(3), 2),),
        PHASES: ({PhaseColumn.NAME: "Đợt 1", PhaseColumn.LAST_DAY: day(20), PhaseColumn.TARGET: 9_000},),
    }
    return WorkbookContent(settings, tables)


def _school(place: int, rng: Random) -> dict[StrEnum, CellValue]:
    return {
        Unit.NAME: f"Trường số {place + 1}",
        Unit.KIND: "trường",
        Unit.NEED: rng.randint(8, 20) * 10,
        Unit.SHIFTS: "Ca 01",
        Unit.DAYS: f"{day(4 + place):%d/%m/%Y}, {day(11 + place):%d/%m/%Y}",
        Unit.WHOLE_DAYS: "Không",
        Unit.TOGETHER: 2,
        Unit.VISITS: 2,
    }


def _team_and_others(codes: Sequence[str]) -> list[TableRow]:
    """Two machines that move as one, one alone, and one that stays at an office for the three nearest communes."""
    machines = [dict(row) for row in everybody_mobile(3, codes[:1])]
    for row in machines[:2]:
        row[MachineColumn.GROUP] = "Tổ 1"
    fixed: TableRow = {
        MachineColumn.NAME: "MÁY 4",
        MachineColumn.KIND: "Cố định",
        MachineColumn.PLACE: "Trụ sở Công an huyện giả định",
        MachineColumn.UNITS: ", ".join(codes[:3]),
    }
    return [*machines, fixed]
