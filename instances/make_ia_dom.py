"""Make the campaign of Ia Dom and a month of invented results: python instances/make_ia_dom.py

Of the ten communes only Ia Dom's figures are told by a document. The same facts give the same bytes.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.domain.calendar import days_between
from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.layout.results import RESULTS, ResultColumn
from planner.intake.layout.settings import Setting
from planner.intake.layout.units import UNITS
from planner.intake.layout.units import UnitColumn as Unit

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts" / "ia-dom-2023-communes.csv"
FIRST_DAY, LAST_DAY = date(2023, 9, 15), date(2023, 11, 4)
LAST_RESULT = date(2023, 10, 15)
SATURDAY, SUNDAY = 5, 6


def communes() -> list[dict[str, str]]:
    """The rows of the facts."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def campaign() -> WorkbookContent:
    """The ten communes with one machine."""
    settings: dict[Setting, CellValue] = {
        Setting.NAME: "Cao điểm 50 ngày, đêm kích hoạt tài khoản định danh điện tử",
        Setting.FIRST_DAY: FIRST_DAY,
        Setting.LAST_DAY: LAST_DAY,
        Setting.COUNTS_ACTIVATED: "Có",
    }
    units: list[TableRow] = [
        {
            Unit.CODE: row["code"],
            Unit.NAME: row["unit"],
            Unit.POPULATION: int(row["population_over_14"]),
            Unit.TARGET: int(row["target"]),
            Unit.NEED: int(row["target"]) - int(row["activated_before"]),
            Unit.ACTIVATED_BEFORE: int(row["activated_before"]),
            Unit.LATITUDE: float(row["lat"]),
            Unit.LONGITUDE: float(row["lon"]),
        }
        for row in communes()
    ]
    machine: TableRow = {MachineColumn.NAME: "MÁY 1", MachineColumn.KIND: "Lưu động"}
    return WorkbookContent(settings, {UNITS: units, MACHINES: (machine,)})


def results() -> bytes:
    """What teams are made to have activated each day up to 15 October: fewer on Saturdays, nothing on Sundays."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(RESULTS.title)
    sheet.append([column.value for column in ResultColumn])
    for told in _told():
        sheet.append([told.get(column) for column in ResultColumn])
    return saved_bytes(book)


def _told() -> Iterator[dict[ResultColumn, CellValue]]:
    for number, day in enumerate(days_between(FIRST_DAY, LAST_RESULT)):
        for place, row in enumerate(communes()):
            usual = int(row["invented_a_day"]) + (number * 7 + place * 5) % 9 - 4
            activated = 0 if day.weekday() == SUNDAY else usual // 2 if day.weekday() == SATURDAY else usual
            yield {
                ResultColumn.DAY: day,
                ResultColumn.UNIT: row["code"],
                ResultColumn.COLLECTED: 0,
                ResultColumn.ACTIVATED: activated,
            }


def make(folder: Path) -> None:
    """Write both workbooks into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.xlsx").write_bytes(workbook_bytes(campaign()))
    (folder / "results-15-september-15-october.xlsx").write_bytes(results())


if __name__ == "__main__":
    make(HERE / "ia-dom-2023")
