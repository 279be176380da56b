"""Results whose hours are those of sheet *Giờ riêng*, or of a shift that ends on the next day."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.calendar import Shift
from planner.domain.campaign import Campaign, OwnHours
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.blanks.results_form import write_results_form
from planner.intake.campaign.frame import Period
from planner.intake.results.results_reader import read_results
from tests.campaigns import day
from tests.intake.results_books import CAMPAIGN, TODAY, WITH_HOURS, Content, problems_of, results_book

MORNING, NIGHT = ShiftLabel("Ca 01"), ShiftLabel("Ca 02")
FIRST_WEEKDAY = day(2).weekday()


def own(shift: ShiftLabel, starts: int, ends: int, unit: str | None = None, machine: str | None = None) -> OwnHours:
    return OwnHours(
        unit=UnitCode(unit) if unit else None,
        machine=MachineName(machine) if machine else None,
        shift=shift,
        starts_minute=starts * 60,
        ends_minute=ends * 60,
    )


OWN = CAMPAIGN.model_copy(
    update={
        "own_hours": (
            own(MORNING, 7, 11, unit="A"),
            own(NIGHT, 13, 17, unit="A"),
            own(MORNING, 9, 15, machine="MÁY 2"),
            own(MORNING, 6, 9, unit="B").model_copy(update={"weekdays": frozenset({FIRST_WEEKDAY})}),
        )
    }
)
"""Ca 01 is 5h00–10h00 and Ca 02 10h00–15h00 elsewhere."""
LATE = CAMPAIGN.model_copy(
    update={
        "calendar": CAMPAIGN.calendar.model_copy(
            update={
                "shifts": (
                    Shift(label=MORNING, starts_minute=5 * 60, ends_minute=22 * 60),
                    Shift(label=NIGHT, starts_minute=22 * 60, ends_minute=28 * 60),
                )
            }
        )
    }
)


def read_one(row: list[Content], campaign: Campaign, folder: Path) -> tuple[ShiftLabel | None, int]:
    """The shift of the only row, and how many warnings speak of its hours."""
    path = folder / "results.xlsx"
    results_book([row], WITH_HOURS).save(path)
    found = read_results(path, campaign, TODAY)
    (result,) = found.results
    return result.shift, len([one for one in found.warnings if "giờ" in one.what and "nhãn" in one.what])


@pytest.mark.parametrize(
    ("machine", "unit", "hours", "meant"),
    [
        ("MÁY 1", "A", ("7h00", "11h00"), MORNING),
        ("MÁY 1", "A", ("13h00", "17h00"), NIGHT),
        ("MÁY 1", "A", ("5h00", "10h00"), MORNING),
        ("MÁY 2", "C", ("9h00", "15h00"), MORNING),
        ("MÁY 1", "C", ("10h00", "15h00"), NIGHT),
        ("MÁY 1", "B", ("6h00", "9h00"), MORNING),
    ],
)
def test_the_hours_that_hold_there_are_trusted(
    tmp_path: Path, machine: str, unit: str, hours: tuple[str, str], meant: ShiftLabel
) -> None:
    """Hours of sheet *Ca* are read too, where they are not another shift's there."""
    row: list[Content] = [day(2), None, machine, unit, 3, None, None, None, *hours]
    assert read_one(row, OWN, tmp_path)[0] == meant


@pytest.mark.parametrize(("number", "unit", "starts", "ends"), [(3, "B", "6h00", "9h00"), (2, "C", "7h00", "11h00")])
def test_own_hours_hold_nowhere_else(tmp_path: Path, number: int, unit: str, starts: str, ends: str) -> None:
    row: list[Content] = [day(number), None, "MÁY 1", unit, 3, None, None, None, starts, ends]
    assert [one.where for one in problems_of(results_book([row], WITH_HOURS), tmp_path, OWN)] == ["Kết quả!I2"]


@pytest.mark.parametrize(
    ("shift", "starts", "ends"),
    [(None, "22h00", "4h00"), (None, None, "4h00"), ("Ca 02 (22h00–4h00)", None, None), ("Ca 01", "22:00", "04:00")],
)
def test_a_shift_over_midnight(tmp_path: Path, shift: Content, starts: Content, ends: Content) -> None:
    row: list[Content] = [day(2), shift, "MÁY 1", "A", 3, None, None, None, starts, ends]
    assert read_one(row, LATE, tmp_path)[0] == NIGHT


@pytest.mark.parametrize(("campaign", "hours"), [(OWN, ("13h00", "17h00")), (LATE, ("22h00", "4h00"))])
def test_the_form_shows_the_hours_that_hold_and_reads_back(
    tmp_path: Path, campaign: Campaign, hours: tuple[str, str]
) -> None:
    planned = Assignment(machine=MachineName("MÁY 1"), unit=UnitCode("A"), date=day(2), shift=NIGHT, dossiers=10)
    path = write_results_form(campaign, Period(day(2), day(2)), (planned,), tmp_path / "form.xlsx")
    book = load_workbook(path)
    sheet = book["Kết quả"]
    assert (sheet["C2"].value, sheet["D2"].value) == hours
    sheet["H2"] = 9
    book.save(path)
    (result,) = read_results(path, campaign, TODAY).results
    assert (result.day, result.shift, result.collected) == (day(2), NIGHT, 9)
