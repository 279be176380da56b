"""Layouts of several tables or sheets: one a day, a unit, a machine, a month; and the program's own calendar."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from planner.domain.plan import Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.prints.forms.calendar.grid import calendar_paper
from planner.prints.forms.registry import CALENDAR
from planner.prints.written import Format, print_paper
from tests.campaigns import filled
from tests.layouts.cases import Case, Visit
from tests.layouts.lists import by_unit
from tests.layouts.pages import Draft, Page
from tests.layouts.words import DayStyle, month_lines, shifts
from tests.placements import Placement


def second_table_without_head(rng: Random, case: Case) -> Draft:
    """The head in the first table or sheet alone."""
    pages = [Page(), Page()]
    has_machine = len(case.machines) > 1
    if not has_machine:
        pages[0].add_across(case.machines[0], 4)
    machine_head = ["Máy"] if has_machine else []
    pages[0].add("TT", *machine_head, "Đơn vị", "Thời gian", "Ca")
    day, visits = DayStyle(rng), case.visits()
    for number, visit in enumerate(visits, start=1):
        machine = [visit.machine] if has_machine else []
        page = pages[0] if number <= len(visits) // 2 or number == 1 else pages[1]
        page.add(number, *machine, case.name(visit.unit), day(visit.day), shifts(rng, case, visit.shifts))
    for number, page in enumerate(pages, start=1):
        page.title = f"Trang {number}"
    return Draft(tuple(page for page in pages if page.rows), case.stands)


def _tables(
    rng: Random, case: Case, caption: Callable[[Visit], str], heads: tuple[str, ...], *, in_sheets: bool = False
) -> tuple[Page, ...]:
    """A table for each caption, in the order of their first visits; under its heads what each visit says of them."""
    day = DayStyle(rng)
    pages: dict[str, Page] = {}
    for visit in case.visits():
        text = caption(visit)
        if text not in pages:
            pages[text] = Page(title=text.replace("/", "-") if in_sheets else "", before=[] if in_sheets else [text])
            pages[text].add("TT", *heads)
        page = pages[text]
        known = {
            "Máy": visit.machine,
            "Đơn vị": case.name(visit.unit),
            "Ngày": day(visit.day),
            "Ca": shifts(rng, case, visit.shifts),
        }
        page.add(len(page.rows), *(known[head] for head in heads))
    return tuple(pages.values())


def table_a_day(rng: Random, case: Case) -> Draft:
    """The day stands above its table."""
    day = DayStyle(rng)
    return Draft(_tables(rng, case, lambda visit: day(visit.day), ("Máy", "Đơn vị", "Ca")), case.stands)


def table_a_unit(rng: Random, case: Case) -> Draft:
    """The unit stands above its table."""
    return Draft(_tables(rng, case, lambda visit: case.name(visit.unit), ("Ngày", "Máy", "Ca")), case.stands)


def table_a_machine(rng: Random, case: Case) -> Draft:
    """The machine stands above its table."""
    return Draft(_tables(rng, case, lambda visit: visit.machine, ("Đơn vị", "Ngày", "Ca")), case.stands)


def sheet_a_machine(rng: Random, case: Case) -> Draft:
    """The machine is the sheet's name."""
    pages = _tables(rng, case, lambda visit: visit.machine, ("Đơn vị", "Ngày", "Ca"), in_sheets=True)
    return Draft(pages, case.stands)


def sheet_a_month(rng: Random, case: Case) -> Draft:
    """The month is the sheet's name; days are told by their numbers."""
    pages = []
    for year, month in sorted({(day.year, day.month) for day in case.days}):
        page = Page(title=f"Tháng {month}-{year}")
        page.add("TT", "Máy", "Đơn vị", "Ngày", "Ca")
        number = 0
        for machine in case.machines:
            within = [visit for visit in case.visits_of(machine) if (visit.day.year, visit.day.month) == (year, month)]
            for (unit, labels), days in by_unit(tuple(within)).items():
                number += 1
                told = month_lines(days).split(": ", 1)[1]
                page.add(number, machine, case.name(unit), told, shifts(rng, case, labels))
        pages.append(page)
    return Draft(tuple(pages), case.stands)


def print_own_calendar(case: Case, folder: Path, suffix: str) -> Path:
    """The program's calendar of the months as a file."""
    placements = [
        Placement(MachineName(stand.machine), UnitCode(stand.unit), stand.day, ShiftLabel(stand.shift))
        for stand in sorted(case.stands)
    ]
    plan = Plan(campaign=case.campaign.name, assignments=filled(case.campaign, placements))
    form = Format.XLSX if suffix == ".xlsx" else Format.DOCX
    print_paper(calendar_paper(case.campaign, plan), folder, CALENDAR.stem, (form,))
    return folder / f"{CALENDAR.stem}{suffix}"
