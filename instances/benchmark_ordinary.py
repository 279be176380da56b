"""The benchmark's districts, provinces in parts, roving provinces, campaigns shift by shift and overloaded ones.

Made by `make_benchmark.py`. Communes of Bình Phước, Bình Gia and Đồng Nai stand where the facts have them; needs are
those that `make.py` derives, scaled where a docstring or an argument says so. Everything else is drawn.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from random import Random

from benchmark_drawn import (
    FIRST_DAY,
    HOLIDAYS,
    THREE_SHIFTS,
    drawn_communes,
    drawn_province,
    drawn_settings,
    everybody_mobile,
)
from make import SHIFT_ROWS, binh_gia, districts, mobile
from make_levels import province

from planner.intake.blanks.content import WorkbookContent
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

UnitRow = dict[StrEnum, CellValue]
EVENING = "Ca tối"


def ordinary() -> Iterator[tuple[str, WorkbookContent]]:
    """Each campaign with the kind and the name that it has in the benchmark."""
    yield from _districts()
    yield from _parts()
    yield from _roving()
    yield from _shift_by_shift()
    yield from _overloaded()


def communes_of(*names: str, share: float = 1.0) -> list[UnitRow]:
    """The communes of these districts of Bình Phước, with this share of their needs; with no name, of all districts."""
    return [
        {
            Unit.CODE: row["code"],
            Unit.NAME: row["unit"],
            Unit.KIND: next(kind for kind in ("thị trấn", "phường", "xã") if row["unit"].lower().startswith(kind)),
            Unit.ZONE: district.name,
            Unit.NEED: max(1, round(need * share)),
            Unit.LATITUDE: float(row["lat"]),
            Unit.LONGITUDE: float(row["lon"]),
        }
        for district in districts()
        if not names or district.name in names
        for row, need in zip(district.communes, district.needs, strict=True)
    ]


def campaign(
    name: str,
    units: Sequence[TableRow],
    num_machines: int,
    num_days: int,
    *,
    whole_days: bool = True,
    shifts: Sequence[TableRow] = SHIFT_ROWS,
    capacity: int = 160,
    closures: Sequence[TableRow] = (),
    reach: float | None = None,
) -> WorkbookContent:
    """Machines that may go to all these units and start at the first one."""
    settings = drawn_settings(name, num_days, capacity=capacity, whole_days=whole_days)
    if reach is not None:
        settings[Setting.REACH] = reach
    machines = everybody_mobile(num_machines, [str(units[0][Unit.CODE])])
    return WorkbookContent(settings, {SHIFTS: shifts, UNITS: units, MACHINES: machines, CLOSURES: closures})


def every(weekday: str, num_days: int, shifts: str | None = None) -> TableRow:
    """This weekday is closed throughout, or only these shifts of it."""
    return {
        ClosureColumn.FIRST_DAY: FIRST_DAY,
        ClosureColumn.LAST_DAY: FIRST_DAY + timedelta(days=num_days - 1),
        ClosureColumn.WEEKDAYS: weekday,
        ClosureColumn.SHIFTS: shifts,
        ClosureColumn.REASON: "nghỉ cuối tuần",
    }


def _districts() -> Iterator[tuple[str, WorkbookContent]]:
    yield "district/dong-phu-1-machine", campaign("Huyện Đồng Phú, một máy", communes_of("Đồng Phú"), 1, 90)
    hon_quan = campaign("Huyện Hớn Quản, hai máy", communes_of("Hớn Quản"), 2, 60, closures=(every("CN", 60),))
    yield "district/hon-quan-2-machines", hon_quan
    yield "district/loc-ninh-2-machines", campaign("Huyện Lộc Ninh, hai máy", communes_of("Lộc Ninh"), 2, 75)
    bu_dang = campaign("Huyện Bù Đăng, ba máy", communes_of("Bù Đăng"), 3, 75, closures=(HOLIDAYS,))
    yield "district/bu-dang-3-machines", bu_dang
    two = communes_of("Phú Riềng", "Bù Gia Mập")
    yield "district/phu-rieng-bu-gia-map", campaign("Phú Riềng và Bù Gia Mập, ba máy", two, 3, 75)
    rng = Random(30)  # noqa: S311 - nothing here is secret
    yield "district/30-communes", campaign("Huyện giả định 30 xã", drawn_communes(rng, "Huyện giả định", 30), 4, 75)


def _parts() -> Iterator[tuple[str, WorkbookContent]]:
    yield "parts/60-communes", drawn_province("Tỉnh giả định 60 xã", seed=60, sizes=(12,) * 5)
    yield "parts/120-communes", drawn_province("Tỉnh giả định 120 xã", seed=120, sizes=(15,) * 4 + (10,) * 6)
    yield "parts/200-communes", drawn_province("Tỉnh giả định 200 xã", seed=200, sizes=(14,) * 5 + (13,) * 10)


def _roving() -> Iterator[tuple[str, WorkbookContent]]:
    yield "roving/40-communes", drawn_province("Tỉnh giả định 40 xã", seed=40, sizes=(10,) * 4, roving=1)
    yield "roving/dong-nai-40", campaign("40 xã, phường của Bình Phước cũ, năm máy", units_of_dong_nai(), 5, 75)
    yield "roving/80-communes-all-roam", _all_roam(80, sizes=(20,) * 4, num_machines=7)
    yield (
        "roving/120-communes",
        drawn_province("Tỉnh giả định 120 xã, ba máy cơ động", seed=121, sizes=(12,) * 10, roving=3),
    )
    yield "roving/150-communes-all-roam", _all_roam(150, sizes=(15,) * 10, num_machines=14)


def units_of_dong_nai() -> list[UnitRow]:
    """The 40 communes and wards that were Bình Phước, with twice the needs of `make_levels.py` and no other wish."""
    return [
        {column: value for column, value in row.items() if column not in (Unit.TOGETHER, Unit.MIN_DAYS)}
        | {Unit.NEED: 2 * int(str(row[Unit.NEED]))}
        for row in province().tables[UNITS]
    ]


def _all_roam(seed: int, *, sizes: Sequence[int], num_machines: int) -> WorkbookContent:
    """A province where every machine may go anywhere, their bases at the districts' seats in turn."""
    bound = drawn_province(f"Tỉnh giả định {seed} xã, máy đi mọi nơi", seed=seed, sizes=sizes)
    seats = [f"{90_000 + number * 100}" for number in range(len(sizes))]
    tables = {**bound.tables, MACHINES: everybody_mobile(num_machines, seats)}
    return WorkbookContent(bound.settings, tables)


def _shift_by_shift() -> Iterator[tuple[str, WorkbookContent]]:
    twice = [row | {Unit.VISITS: 2} for row in communes_of("Lộc Ninh", share=0.6)]
    loc_ninh = campaign("Lộc Ninh theo ca, hai đợt", twice, 2, 50, whole_days=False, closures=(every("CN", 50),))
    yield "shifts/loc-ninh-two-visits", loc_ninh
    gia = binh_gia(is_whole_day=False, machines=[mobile(f"MÁY {number}", "06112") for number in (1, 2, 3)])
    settings = {**gia.settings, Setting.REACH: 15, Setting.NAME: "Bình Gia theo ca, ba máy, mỗi ngày đi tối đa 15 km"}
    yield "shifts/binh-gia-reach-15-km", WorkbookContent(settings, gia.tables)
    wards = [
        row | {Unit.SHIFTS: None if place % 3 == 0 else "Ca sáng, Ca chiều"}
        for place, row in enumerate(communes_of("Đồng Xoài", "Bình Long", share=0.4))
    ]
    yield "shifts/14-wards-evenings", _by_shifts("14 phường, xã, ba ca", wards, 3, 30)
    rng = Random(31)  # noqa: S311 - nothing here is secret
    thirty = [row | {Unit.VISITS: 3} for row in drawn_communes(rng, "Huyện giả định", 30, usual_need=700)]
    yield "shifts/30-communes-three-visits", _by_shifts("30 xã theo ca, ba đợt", thirty, 6, 30)
    rng = Random(41)  # noqa: S311 - nothing here is secret
    forty = [
        row | {Unit.TOGETHER: 2, Unit.VISITS: 2} for row in drawn_communes(rng, "Huyện giả định", 40, usual_need=900)
    ]
    yield "shifts/40-communes-two-at-once", _by_shifts("40 xã theo ca, hai máy cùng lúc", forty, 8, 40)


def _by_shifts(name: str, units: Sequence[TableRow], num_machines: int, num_days: int) -> WorkbookContent:
    return campaign(
        name,
        units,
        num_machines,
        num_days,
        whole_days=False,
        shifts=THREE_SHIFTS,
        capacity=100,
        closures=(every("CN", num_days), every("T7", num_days, EVENING)),
    )


def _overloaded() -> Iterator[tuple[str, WorkbookContent]]:
    wards = communes_of("Đồng Xoài")
    yield "overloaded/dong-xoai-8", campaign("Đồng Xoài, nhiều hơn sức máy", wards, 2, 30)
    twice = [row | {Unit.TOGETHER: 2, Unit.VISITS: 3} for row in communes_of("Bình Long", "Chơn Thành", share=0.5)]
    yield "overloaded/15-units-three-visits", _by_shifts("15 đơn vị, ba đợt, nhiều hơn sức máy", twice, 3, 18)
    ranked = [row | {Unit.PRIORITY: 1 + 4 * (place % 4 == 0)} for place, row in enumerate(communes_of("Lộc Ninh"))]
    yield "overloaded/loc-ninh-priorities", campaign("Lộc Ninh, có xã ưu tiên", ranked, 2, 42)
    rng = Random(20)  # noqa: S311 - nothing here is secret
    windows = [_within(row, rng, 38) for row in drawn_communes(rng, "Huyện giả định", 20)]
    yield "overloaded/20-communes-windows", campaign("20 xã, mỗi xã một khoảng ngày", windows, 3, 38)
    rng = Random(29)  # noqa: S311 - nothing here is secret
    many = [row | {Unit.VISITS: 2} for row in drawn_communes(rng, "Huyện giả định", 30)]
    yield "overloaded/30-communes-two-visits", campaign("30 xã, hai đợt, nhiều hơn sức máy", many, 4, 40)


def _within(row: UnitRow, rng: Random, num_days: int) -> UnitRow:
    """The commune open for a third to all of the campaign."""
    length = rng.randint(num_days // 3, num_days)
    first = FIRST_DAY + timedelta(days=rng.randint(0, num_days - length))
    return row | {Unit.FIRST_DAY: first, Unit.LAST_DAY: first + timedelta(days=length - 1)}
