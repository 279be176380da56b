"""Make the instances' workbooks from the facts in facts/: python instances/make.py

What is fact and what is derived stands in the README beside each workbook. The same facts give the same bytes.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.quota_form import FormContent, FormRow, quota_workbook_bytes
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn, ShiftColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.layout.quota import QuotaFact
from planner.intake.layout.results import RESULTS, ResultColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts"

DOSSIERS_A_DAY = 320
"""Of one machine: two shifts of 160."""
STILL_TO_COLLECT = 245_245
"""Citizens of Bình Phước with a card but no eID dossier on 25/3/2024."""
POPULATION_UNKNOWN = 6_000
"""Stands for the commune that the 2019 census does not have."""
DAYS_TO_FINISH = 84
"""Machines of a district: as many as its whole days need to end within so many days."""

SHIFT_ROWS: tuple[TableRow, ...] = (
    {ShiftColumn.LABEL: "Ca 01", ShiftColumn.STARTS: "7h00", ShiftColumn.ENDS: "15h00"},
    {ShiftColumn.LABEL: "Ca 02", ShiftColumn.STARTS: "15h00", ShiftColumn.ENDS: "23h00"},
)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one file of facts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def binh_gia(
    *,
    is_whole_day: bool,
    machines: Sequence[TableRow],
    closures: Sequence[TableRow] = (),
    more_needed: Mapping[str, int] | None = None,
) -> WorkbookContent:
    """The 19 communes of Bình Gia 2023 with these machines; `more_needed` adds dossiers to a commune's target."""
    settings: dict[Setting, CellValue] = {
        Setting.NAME: "Thu nhận hồ sơ CCCD, định danh điện tử huyện Bình Gia",
        Setting.FIRST_DAY: date(2023, 4, 11),
        Setting.LAST_DAY: date(2023, 6, 20),
        Setting.CAPACITY: 160,
        Setting.WHOLE_DAYS: "Có" if is_whole_day else "Không",
        Setting.PARENT_BODY: "UBND HUYỆN BÌNH GIA",
        Setting.ISSUING_BODY: "TỔ CÔNG TÁC ĐỀ ÁN 06 HUYỆN",
        Setting.DOCUMENT_NUMBER: "/KH-TCT-UBND",
        Setting.PLACE: "Bình Gia",
        Setting.CARD_TERM: "CCCD",
        Setting.APPENDIX_WORD: "PHỤ LỤC",
        Setting.ATTACHED_TO: "Kèm theo Kế hoạch số /KH-TCT-UBND, ngày /4/2023 của Tổ công tác Đề án 06 huyện",
        Setting.SWAP_SHIFTS: "Có",
        Setting.TO_BRING: "CMND hoặc CCCD cũ (nếu có); Giấy khai sinh (dưới 18 tuổi); Điện thoại đang dùng",
        Setting.CONTACT: "Trực ban Công an xã, thị trấn nơi đặt máy",
        Setting.REPORT_DUE: "15h30",
        Setting.COUNTS_ACTIVATED: "Có",
        Setting.ALL_REPORT: "Có",
    }
    units: list[TableRow] = [
        {
            Unit.CODE: row["code"],
            Unit.NAME: row["unit"] if row["unit"].startswith("Thị trấn ") else f"Xã {row['unit']}",
            Unit.KIND: "thị trấn" if row["unit"].startswith("Thị trấn ") else "xã",
            Unit.ZONE: "Bình Gia",
            Unit.POPULATION: int(row["population_over_14"]),
            Unit.TARGET: int(row["target"]) + (more_needed or {}).get(row["code"], 0),
            Unit.LATITUDE: float(row["lat"]),
            Unit.LONGITUDE: float(row["lon"]),
        }
        for row in rows_of("binh-gia-2023-targets.csv")
    ]
    tables = {SHIFTS: SHIFT_ROWS, UNITS: units, MACHINES: machines}
    return WorkbookContent(settings, {**tables, CLOSURES: closures} if closures else tables)


def mobile(name: str, base: str, **more: CellValue) -> TableRow:
    """A mobile machine that starts at a unit."""
    return {
        MachineColumn.NAME: name,
        MachineColumn.KIND: "Lưu động",
        MachineColumn.BASE: base,
        **{MachineColumn[column]: value for column, value in more.items()},
    }


BINH_GIA_MACHINES: tuple[TableRow, ...] = (
    {
        MachineColumn.NAME: "MÁY 1",
        MachineColumn.KIND: "Cố định",
        MachineColumn.PLACE: "Bộ phận Một cửa thuộc Văn phòng HĐND & UBND huyện",
        MachineColumn.UNITS: "Xã Hoàng Văn Thụ, Thị trấn Bình Gia, Xã Tân Văn",
        MachineColumn.FIRST_DAY: date(2023, 4, 12),
        MachineColumn.LAST_DAY: date(2023, 4, 30),
        MachineColumn.NOTE: "Từ ngày 01/5/2023, căn cứ kết quả thu nhận hồ sơ, MÁY 1 được điều đi lưu động tại các xã",
    },
    mobile("MÁY 1", "06112", FIRST_DAY=date(2023, 5, 1)),
    mobile("MÁY 2", "06112", FIRST_DAY=date(2023, 4, 11)),
)


MINH_KHAI, QUY_HOA = "06094", "06076"
MORNING_OF_18_APRIL: tuple[TableRow, ...] = (
    {
        ClosureColumn.FIRST_DAY: date(2023, 4, 20),
        ClosureColumn.LAST_DAY: date(2023, 4, 21),
        ClosureColumn.SCOPE: "MÁY 2",
        ClosureColumn.REASON: "máy hỏng",
    },
    {
        ClosureColumn.FIRST_DAY: date(2023, 4, 25),
        ClosureColumn.LAST_DAY: date(2023, 4, 26),
        ClosureColumn.SCOPE: QUY_HOA,
        ClosureColumn.REASON: "bão",
    },
)


def first_week() -> bytes:
    """What the machines of Bình Gia collected from 11 to 17 April, as a results workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(RESULTS.title)
    sheet.append([column.value for column in ResultColumn])
    for row in rows_of("binh-gia-2023-first-week.csv"):
        told = {
            ResultColumn.DAY: date.fromisoformat(row["day"]),
            ResultColumn.SHIFT: row["shift"],
            ResultColumn.MACHINE: row["machine"],
            ResultColumn.UNIT: row["unit"],
            ResultColumn.COLLECTED: int(row["collected"]),
            ResultColumn.ACTIVATED: int(row["activated"]),
        }
        sheet.append([told.get(column) for column in ResultColumn])
    return saved_bytes(book)


@dataclass(frozen=True)
class District:
    """A district of Bình Phước, the communes in it, and what each of them still needs."""

    name: str
    communes: tuple[dict[str, str], ...]
    needs: tuple[int, ...]

    @property
    def num_machines(self) -> int:
        """Machines that finish the district's whole days in time."""
        return math.ceil(sum(math.ceil(need / DOSSIERS_A_DAY) for need in self.needs) / DAYS_TO_FINISH)


def districts() -> Iterator[District]:
    """The districts in the order of the target table, their needs spread over the communes by population."""
    targets = rows_of("binh-phuoc-2024-targets.csv")
    communes = rows_of("binh-phuoc-2024-communes.csv")
    activations = sum(int(row["eid_activation"]) for row in targets)
    for row in targets:
        cards = int(row["cccd_born_before_2010_07"]) + int(row["cccd_born_before_2009"])
        need = cards + STILL_TO_COLLECT * int(row["eid_activation"]) / activations
        mine = tuple(commune for commune in communes if commune["district"].endswith(f" {row['district']}"))
        people = [int(commune["population_2019"] or POPULATION_UNKNOWN) for commune in mine]
        yield District(row["district"], mine, tuple(round(need * one / sum(people)) for one in people))


def binh_phuoc(*, num_roving: int) -> WorkbookContent:
    """The 111 communes of Bình Phước 2024, machines bound to districts, and so many that may go anywhere."""
    settings: dict[Setting, CellValue] = {
        Setting.NAME: "Cao điểm 90 ngày, đêm tỉnh Bình Phước",
        Setting.FIRST_DAY: date(2024, 4, 4),
        Setting.LAST_DAY: date(2024, 7, 3),
        Setting.CAPACITY: 160,
        Setting.WHOLE_DAYS: "Có",
        Setting.PLACE: "Bình Phước",
        Setting.CARD_TERM: "CCCD",
    }
    known = list(districts())
    needs = {commune["code"]: need for one in known for commune, need in zip(one.communes, one.needs, strict=True)}
    zones = {commune["code"]: one.name for one in known for commune in one.communes}
    units: list[TableRow] = [
        {
            Unit.CODE: row["code"],
            Unit.NAME: row["unit"],
            Unit.KIND: next(kind for kind in ("thị trấn", "phường", "xã") if row["unit"].lower().startswith(kind)),
            Unit.ZONE: zones[row["code"]],
            Unit.NEED: needs[row["code"]],
            Unit.LATITUDE: float(row["lat"]),
            Unit.LONGITUDE: float(row["lon"]),
        }
        for row in rows_of("binh-phuoc-2024-communes.csv")
    ]
    posts = [(one.name, one.communes[0]["code"]) for one in known for _machine in range(one.num_machines)]
    bound = [mobile(f"MÁY {number}", base, ZONES=zone) for number, (zone, base) in enumerate(posts, start=1)]
    capital = known[0].communes[0]["code"]
    roving = [mobile(f"MÁY {len(bound) + number}", capital) for number in range(1, num_roving + 1)]
    closures: tuple[TableRow, ...] = (
        {
            ClosureColumn.FIRST_DAY: date(2024, 4, 18),
            ClosureColumn.LAST_DAY: date(2024, 4, 18),
            ClosureColumn.REASON: "Giỗ Tổ Hùng Vương",
        },
        {
            ClosureColumn.FIRST_DAY: date(2024, 4, 30),
            ClosureColumn.LAST_DAY: date(2024, 5, 1),
            ClosureColumn.REASON: "nghỉ lễ",
        },
    )
    return WorkbookContent(settings, {SHIFTS: SHIFT_ROWS, UNITS: units, MACHINES: bound + roving, CLOSURES: closures})


BINH_GIA_PRINTED_TOTAL = 17_410
"""Its rows add up to one more."""
BINH_PHUOC_INDICATORS = {
    "cccd_born_before_2010_07": "Cấp CCCD cho công dân sinh trước tháng 7/2010",
    "cccd_born_before_2009": "Cấp CCCD cho công dân sinh trước năm 2009",
    "eid_activation": "Kích hoạt tài khoản định danh điện tử",
    "smartphone_4g": "Điện thoại thông minh dùng mạng 4G",
    "sim_signature": "Chữ ký số trên SIM",
}
BINH_PHUOC_PRINTED_TOTALS = (8_676, 11_207, 357_048, 22_095, 374_443)


def binh_gia_quota() -> FormContent:
    """The 19 communes' accounts to activate, with the total as it was printed."""
    return FormContent(
        indicators=("Kích hoạt tài khoản định danh điện tử",),
        rows=tuple(
            FormRow(row["unit"], (int(row["target"]),), int(row["population_over_14"]))
            for row in rows_of("binh-gia-2023-targets.csv")
        ),
        totals=(BINH_GIA_PRINTED_TOTAL,),
        facts={
            QuotaFact.TITLE: "Chỉ tiêu kích hoạt tài khoản định danh điện tử",
            QuotaFact.FIRST_DAY: date(2023, 4, 11),
            QuotaFact.LAST_DAY: date(2023, 6, 20),
            QuotaFact.APPENDIX_WORD: "PHỤ LỤC",
            QuotaFact.ATTACHED_TO: "Kèm theo Kế hoạch số 136/KH-TCT-UBND ngày 13/4/2023 của Tổ công tác Đề án 06 huyện",
        },
    )


def binh_phuoc_quota() -> FormContent:
    """The 11 districts' five targets, with the totals as they were printed."""
    return FormContent(
        indicators=tuple(BINH_PHUOC_INDICATORS.values()),
        rows=tuple(
            FormRow(row["district"], tuple(int(row[indicator]) for indicator in BINH_PHUOC_INDICATORS))
            for row in rows_of("binh-phuoc-2024-targets.csv")
        ),
        totals=BINH_PHUOC_PRINTED_TOTALS,
        facts={
            QuotaFact.TITLE: "Chỉ tiêu cao điểm 90 ngày, đêm các huyện, thị xã, thành phố",
            QuotaFact.FIRST_DAY: date(2024, 4, 4),
            QuotaFact.LAST_DAY: date(2024, 7, 3),
            QuotaFact.APPENDIX_WORD: "PHỤ LỤC",
            QuotaFact.ATTACHED_TO: "Kèm theo Kế hoạch số 128/KH-UBND của UBND tỉnh",
        },
    )


def make(instances: Path, demo: Path) -> None:
    """Write every workbook under the folder of instances, and the one that ships with the program."""
    contents = {
        "binh-gia-2023": binh_gia(is_whole_day=True, machines=BINH_GIA_MACHINES),
        "binh-gia-2023-two-mobile": binh_gia(
            is_whole_day=False, machines=(mobile("MÁY 1", "06112"), mobile("MÁY 2", "06112"))
        ),
        "binh-phuoc-2024": binh_phuoc(num_roving=0),
        "province-roving": binh_phuoc(num_roving=2),
    }
    for name, content in contents.items():
        (instances / name).mkdir(parents=True, exist_ok=True)
        (instances / name / "campaign.xlsx").write_bytes(workbook_bytes(content))
    tables = {"binh-gia-2023-quota": binh_gia_quota(), "binh-phuoc-2024-quota": binh_phuoc_quota()}
    for name, table in tables.items():
        (instances / name).mkdir(parents=True, exist_ok=True)
        (instances / name / f"{name}.xlsx").write_bytes(quota_workbook_bytes(table))
    week = instances / "binh-gia-2023-first-week"
    week.mkdir(parents=True, exist_ok=True)
    (week / "results-11-17-april.xlsx").write_bytes(first_week())
    changed = binh_gia(
        is_whole_day=True,
        machines=BINH_GIA_MACHINES,
        closures=MORNING_OF_18_APRIL,
        more_needed={MINH_KHAI: 300},
    )
    (week / "campaign-18-april.xlsx").write_bytes(workbook_bytes(changed))
    demo.mkdir(parents=True, exist_ok=True)
    (demo / "campaign.xlsx").write_bytes(workbook_bytes(contents["binh-gia-2023"]))


if __name__ == "__main__":
    make(HERE, HERE.parent / "planner" / "demo")
