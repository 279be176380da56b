"""Layouts that are grids: days against teams, units against days, sessions in columns, teams side by side."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from tests.layouts.cases import Case, Stand, Visit
from tests.layouts.pages import Draft, Page, Span
from tests.layouts.words import DayStyle, shifts


def _sessions(case: Case) -> dict[tuple[date, str], str]:
    """The unit of each session, at most one."""
    return {(stand.day, stand.shift): stand.unit for stand in sorted(case.stands)}


def unit_column_a_session(rng: Random, case: Case) -> Draft:
    """A line a day, a column of units a session."""
    case = case.of_one_machine().one_unit_a_slot()
    page = Page()
    page.add_across(case.machines[0], 1 + len(case.labels))
    form = rng.choice(("Đơn vị {}", "{}", "Đơn vị ({})"))
    page.add("Ngày", *(form.format(label.lower() if "Đơn" in form else label) for label in case.labels))
    _fill_sessions(rng, case, page)
    return Draft((page,), case.stands)


def unit_column_a_session_two_rows(rng: Random, case: Case) -> Draft:
    """The same under a merged head."""
    case = case.of_one_machine().one_unit_a_slot()
    page = Page()
    page.add_across(case.machines[0], 1 + len(case.labels))
    page.add("Thời gian", rng.choice(("Đơn vị", "Địa điểm", "Xã, phường")), *[None] * (len(case.labels) - 1))
    page.add(None, *case.labels)
    page.merged += [Span(1, 1, 1, len(case.labels)), Span(1, 0, 2, 0)]
    _fill_sessions(rng, case, page)
    return Draft((page,), case.stands)


def _fill_sessions(rng: Random, case: Case, page: Page) -> None:
    day, at = DayStyle(rng), _sessions(case)
    for on in case.days:
        units = [at.get((on, label)) for label in case.labels]
        page.add(day(on), *(case.name(unit) if unit else rng.choice((None, "-")) for unit in units))


def team_columns(rng: Random, case: Case) -> Draft:
    """A line a day, a column a team."""
    case = case.one_visit_a_day()
    page = Page()
    page.add(rng.choice(("Ngày", "Thời gian")), *case.machines)
    return Draft((page,), _fill_teams(rng, case, page))


def team_columns_under_units(rng: Random, case: Case) -> Draft:
    """The same under a merged *Đơn vị*."""
    case = case.one_visit_a_day()
    page = Page()
    page.add("Ngày", "Đơn vị", *[None] * (len(case.machines) - 1))
    page.add(None, *case.machines)
    page.merged.append(Span(0, 0, 1, 0))
    if len(case.machines) > 1:
        page.merged.append(Span(0, 1, 0, len(case.machines)))
    return Draft((page,), _fill_teams(rng, case, page))


def _fill_teams(rng: Random, case: Case, page: Page) -> frozenset[Stand]:
    """Units alone where a team stays all day, else with their shifts in brackets."""
    day = DayStyle(rng)
    for on in case.days:
        texts: list[str | None] = []
        for machine in case.machines:
            visits = [visit for visit in case.visits_of(machine) if visit.day == on]
            texts.append("; ".join(_with_shifts(case, visit) for visit in visits) or None)
        page.add(day(on), *texts)
    return case.stands


def _with_shifts(case: Case, visit: Visit) -> str:
    name = case.name(visit.unit)
    return name if visit.shifts == case.labels else f"{name} ({', '.join(visit.shifts)})"


def team_and_session_columns(rng: Random, case: Case) -> Draft:
    """A line a day, a column a team, in each a column a session."""
    case = case.one_unit_a_slot()
    page = Page()
    width = len(case.labels)
    page.add("Ngày", *(value for machine in case.machines for value in (machine, *[None] * (width - 1))))
    page.add(None, *(label for _machine in case.machines for label in case.labels))
    page.merged.append(Span(0, 0, 1, 0))
    page.merged += [Span(0, 1 + place * width, 0, (place + 1) * width) for place in range(len(case.machines))]
    day = DayStyle(rng)
    at = {(stand.machine, stand.day, stand.shift): stand.unit for stand in case.stands}
    for on in case.days:
        units = [at.get((machine, on, label)) for machine in case.machines for label in case.labels]
        page.add(day(on), *(case.name(unit) if unit else None for unit in units))
    return Draft((page,), case.stands)


def _side_by_side(rng: Random, case: Case, visits: Sequence[Sequence[Visit]]) -> Page:
    page = Page()
    heads = ("Đơn vị", "Thời gian", "Ca")
    page.add(*(value for machine in case.machines for value in (machine, None, None)))
    page.merged += [Span(0, place * 3, 0, place * 3 + 2) for place in range(len(case.machines))]
    page.add(*(head for _machine in case.machines for head in heads))
    day = DayStyle(rng)
    for number in range(max(map(len, visits))):
        row: list[str | None] = []
        for own in visits:
            if number < len(own):
                visit = own[number]
                row += [case.name(visit.unit), day(visit.day), shifts(rng, case, visit.shifts)]
            else:
                row += [None, None, None]
        page.add(*row)
    return page


def side_by_side(rng: Random, case: Case) -> Draft:
    """A table a team, one beside the other."""
    return Draft((_side_by_side(rng, case, [case.visits_of(machine) for machine in case.machines]),), case.stands)


def side_by_side_same_days(rng: Random, case: Case) -> Draft:
    """One column of days; a column of units and one of shifts for each team."""
    case = case.one_visit_a_day()
    page = Page()
    page.add("Ngày", *(value for machine in case.machines for value in (machine, None)))
    page.add(None, *(head for _machine in case.machines for head in ("Đơn vị", "Ca")))
    page.merged += [Span(0, 0, 1, 0), *(Span(0, 1 + 2 * at, 0, 2 + 2 * at) for at in range(len(case.machines)))]
    day = DayStyle(rng)
    for on in case.days:
        row: list[str | None] = []
        for machine in case.machines:
            visit = next((one for one in case.visits_of(machine) if one.day == on), None)
            row += [case.name(visit.unit), shifts(rng, case, visit.shifts)] if visit else [None, None]
        page.add(day(on), *row)
    return Draft((page,), case.stands)


def _transposed(rng: Random, case: Case, cell: Callable[[Visit], str], *, has_machine: bool) -> Page:
    """Units down, days across."""
    page = Page()
    one_row = rng.random() < 0.5
    days = case.days
    machine_head = ["Máy"] if has_machine else []
    if one_row:
        page.add("Đơn vị", *machine_head, *(f"{day.day}/{day.month}/{day.year}" for day in days))
    else:
        page.add("Đơn vị", *machine_head, *([""] if not days else [None] * len(days)))
        page.rows[0] = ["Đơn vị", *machine_head, *(f"Tháng {day.month}/{day.year}" for day in days)]
        first = 1 + len(machine_head)
        page.add(None, *[None for _head in machine_head], *(day.day for day in days))
        page.merged += [Span(0, column, 1, column) for column in range(first)]
        months = [(day.year, day.month) for day in days]
        start = 0
        for place in range(len(days)):
            if place + 1 == len(days) or months[place + 1] != months[place]:
                page.rows[0][first + start + 1 : first + place + 1] = [None] * (place - start)
                if place > start:
                    page.merged.append(Span(0, first + start, 0, first + place))
                start = place + 1
    keys = sorted({(visit.unit, visit.machine if has_machine else "") for visit in case.visits()})
    for unit, machine in keys:
        row: list[str | None] = []
        for day in days:
            here = [
                visit
                for visit in case.visits()
                if visit.unit == unit and visit.day == day and machine in ("", visit.machine)
            ]
            row.append(", ".join(map(cell, here)) or None)
        page.add(case.name(unit), *([machine] if has_machine else []), *row)
    return page


def transposed_ticks(rng: Random, case: Case) -> Draft:
    """Units and machines down, days across, ticks within: whole days."""
    case = case.whole_days()
    mark = rng.choice(("x", "X", "☑", "✓"))
    return Draft((_transposed(rng, case, lambda _visit: mark, has_machine=True),), case.stands)


def transposed_shifts(rng: Random, case: Case) -> Draft:
    """Units and machines down, days across, shifts within."""
    return Draft((_transposed(rng, case, lambda visit: ", ".join(visit.shifts), has_machine=True),), case.stands)


def transposed_machines(rng: Random, case: Case) -> Draft:
    """Units down, days across, machines within: whole days."""
    case = case.whole_days()
    return Draft((_transposed(rng, case, lambda visit: visit.machine, has_machine=False),), case.stands)


def transposed_one_machine(rng: Random, case: Case) -> Draft:
    """Units down, days across, the machine in a heading."""
    case = case.of_one_machine()
    page = _transposed(rng, case, lambda visit: ", ".join(visit.shifts), has_machine=False)
    page.before.append(case.machines[0])
    return Draft((page,), case.stands)


def calendar_of_machines(rng: Random, case: Case) -> Draft:
    """Machines and shifts down, days across, units within, as the program's own calendar but typed."""
    case = case.one_unit_a_slot()
    pages = []
    for year, month in sorted({(day.year, day.month) for day in case.days}):
        days = [day for day in case.campaign.calendar.days() if (day.year, day.month) == (year, month)]
        page = Page(before=[f"Tháng {month}/{year}"])
        page.add("Máy", "Ca", *(("T2", "T3", "T4", "T5", "T6", "T7", "CN")[day.weekday()] for day in days))
        page.add(None, None, *(day.day for day in days))
        page.merged += [Span(0, 0, 1, 0), Span(0, 1, 1, 1)]
        at = {(stand.machine, stand.day, stand.shift): stand.unit for stand in case.stands}
        for machine in case.machines:
            first = len(page.rows)
            for label in case.labels:
                units = [at.get((machine, day, label)) for day in days]
                page.add(
                    machine if len(page.rows) == first else None,
                    label,
                    *(case.name(unit) if unit else None for unit in units),
                )
            if len(case.labels) > 1:
                page.merged.append(Span(first, 0, len(page.rows) - 1, 0))
        pages.append(page)
    return Draft(tuple(pages), case.stands)
