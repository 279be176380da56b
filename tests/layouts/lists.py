"""Layouts that are lists: a line a unit, or a line a visit."""

from collections import defaultdict
from datetime import date
from random import Random

from tests.layouts.cases import Case, Stand, Visit, stands_of
from tests.layouts.pages import Draft, Page, Place, Span, Value
from tests.layouts.words import DayStyle, decree_range, hours, month_lines, runs, shifts, short_range

Key = tuple[str, tuple[str, ...]]


def by_unit(visits: tuple[Visit, ...]) -> dict[Key, list[date]]:
    """The days of each unit and each set of its shifts."""
    found: dict[Key, list[date]] = defaultdict(list)
    for visit in visits:
        found[visit.unit, visit.shifts].append(visit.day)
    return found


def headings(rng: Random, case: Case) -> Draft:
    """The form of 2023: a heading a machine, a line a unit."""
    page = Page()
    page.add("TT", "Địa điểm", "Đơn vị", "Thời gian", "Ca thực hiện")
    for machine in case.machines:
        page.add_across(machine, 5)
        lines = by_unit(case.visits_of(machine)).items()
        for number, ((unit, labels), days) in enumerate(lines, start=1):
            place = case.campaign.units[0].place if unit == "X01" else f"UBND {case.name(unit).split(' ', 1)[1]}"
            page.add(number, place, case.name(unit), month_lines(days), shifts(rng, case, labels))
    return Draft((page,), case.stands)


def machine_column(rng: Random, case: Case) -> Draft:
    """A line a visit, the machine in it."""
    page = Page()
    order = rng.sample(range(4), 4)
    heads = (rng.choice(("Máy", "Tên máy")), rng.choice(("Đơn vị", "Xã, phường")), "Ngày", "Ca")
    page.add("STT", *(heads[place] for place in order))
    day = DayStyle(rng)
    for number, visit in enumerate(case.visits(), start=1):
        told: Value = visit.day if rng.random() < 0.3 else day(visit.day)
        values = (visit.machine, case.name(visit.unit), told, shifts(rng, case, visit.shifts))
        page.add(number, *(values[place] for place in order))
    return Draft((page,), case.stands)


def sessions_below_the_day(rng: Random, case: Case) -> Draft:
    """In the cell: the day, its sessions each on a line of its own."""
    page = Page()
    page.add("Máy", "Đơn vị", "Thời gian")
    day, form = DayStyle(rng), rng.choice(("- Từ {} đến {}", "{}-{}", "{} - {}"))
    by_label = rng.random() < 0.4
    for visit in case.visits():
        lines = [label if by_label else hours(case, label, form) for label in visit.shifts]
        page.add(visit.machine, case.name(visit.unit), "\n".join([day(visit.day), *lines]))
    return Draft((page,), case.stands)


def day_told_once(rng: Random, case: Case) -> Draft:
    """The day in its first line alone."""
    page = Page()
    has_machine = rng.random() < 0.5
    case = case if has_machine else case.of_one_machine()
    if not has_machine:
        page.add_across(case.machines[0], 3)
    page.add(*(["Ngày", "Máy", "Ca", "Đơn vị"] if has_machine else ["Ngày", "Ca", "Đơn vị"]))
    day = DayStyle(rng)
    for place, visit in enumerate(case.visits()):
        is_first = place == 0 or case.visits()[place - 1].day != visit.day
        told = day(visit.day) if is_first else None
        machine = [visit.machine] if has_machine else []
        page.add(told, *machine, shifts(rng, case, visit.shifts), case.name(visit.unit))
    return Draft((page,), case.stands)


def day_as_heading(rng: Random, case: Case) -> Draft:
    """A row a day, its lines below; a column for days stands empty or is missing."""
    page = Page()
    has_column = rng.random() < 0.5
    page.add(*(["TT", "Máy", "Đơn vị", "Ca"] + (["Thời gian"] if has_column else [])))
    width = 5 if has_column else 4
    day = DayStyle(rng)
    last = None
    for number, visit in enumerate(case.visits(), start=1):
        if visit.day != last:
            page.add_across(day(visit.day), width)
            last = visit.day
        page.add(number, visit.machine, case.name(visit.unit), shifts(rng, case, visit.shifts))
    return Draft((page,), case.stands)


def day_merged(rng: Random, case: Case) -> Draft:
    """The day's cell merged over its lines."""
    page = Page()
    page.add("Ngày", "Máy", "Đơn vị", "Ca")
    day = DayStyle(rng)
    first_rows: dict[date, int] = {}
    for visit in case.visits():
        is_first = visit.day not in first_rows
        row = page.add(
            day(visit.day) if is_first else None, visit.machine, case.name(visit.unit), shifts(rng, case, visit.shifts)
        )
        first_rows.setdefault(visit.day, row)
    ends = [*list(first_rows.values())[1:], len(page.rows)]
    for first, end in zip(first_rows.values(), ends, strict=True):
        if end - first > 1:
            page.merged.append(Span(first, 0, end - 1, 0))
    return Draft((page,), case.stands)


def shift_rows_below_days(rng: Random, case: Case) -> Draft:
    """A line a visit, and below it a row a session that holds nothing else."""
    case = case.of_one_machine()
    page = Page()
    page.add_across(case.machines[0], 3)
    page.add("TT", "Đơn vị", "Thời gian")
    day, by_label = DayStyle(rng), rng.random() < 0.4
    for number, visit in enumerate(case.visits(), start=1):
        page.add(number, case.name(visit.unit), day(visit.day))
        for label in visit.shifts:
            page.add(None, None, label if by_label else hours(case, label, "Từ {} đến {}"))
    return Draft((page,), case.stands)


def merged_units(rng: Random, case: Case) -> Draft:
    """Unit and machine merged over the lines of one visit after the other."""
    page = Page()
    page.add("Máy", "Đơn vị", "Ngày", "Ca")
    day = DayStyle(rng)
    for machine in case.machines:
        visits = sorted(case.visits_of(machine), key=lambda visit: (visit.unit, visit.day))
        first_of_machine = len(page.rows)
        for place, visit in enumerate(visits):
            is_first = place == 0 or visits[place - 1].unit != visit.unit
            page.add(
                machine if place == 0 else None,
                case.name(visit.unit) if is_first else None,
                day(visit.day),
                shifts(rng, case, visit.shifts),
            )
        _merge_runs(page, first_of_machine, [visit.unit for visit in visits], 1)
        _merge_runs(page, first_of_machine, [machine for _visit in visits], 0)
    return Draft((page,), case.stands)


def _merge_runs(page: Page, first_row: int, values: list[str], column: int) -> None:
    start = 0
    for place in range(len(values)):
        if place + 1 == len(values) or values[place + 1] != values[place]:
            if place > start:
                page.merged.append(Span(first_row + start, column, first_row + place, column))
            start = place + 1


def several_machines(rng: Random, case: Case) -> Draft:
    """Machines that go together stand in one cell."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Thời gian", "Ca")
    day = DayStyle(rng)
    together: dict[tuple[str, date, tuple[str, ...]], list[str]] = defaultdict(list)
    for visit in case.visits():
        machines = list(case.machines[: rng.choice((1, 2))]) if rng.random() < 0.4 else [visit.machine]
        together[visit.unit, visit.day, visit.shifts] = sorted(
            {*together[visit.unit, visit.day, visit.shifts], *machines}
        )
    visits = []
    mark = rng.choice((", ", "; ", "\n", " và "))
    for number, ((unit, on, labels), machines) in enumerate(together.items(), start=1):
        page.add(number, mark.join(machines), case.name(unit), day(on), shifts(rng, case, labels))
        visits += [Visit(on, machine, unit, labels) for machine in machines]
    return Draft((page,), frozenset(stands_of(visits)))


def several_units(rng: Random, case: Case) -> Draft:
    """Units that are visited one after the other on a day stand in one cell."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Thời gian")
    day = DayStyle(rng)
    visits = []
    mark = rng.choice((", ", "; ", "\n"))
    for number, visit in enumerate(case.one_visit_a_day().visits(), start=1):
        units = [visit.unit]
        others = [unit.code for unit in case.campaign.units if unit.code != visit.unit]
        if rng.random() < 0.3:
            units.append(rng.choice(others))
        page.add(number, visit.machine, mark.join(map(case.name, units)), day(visit.day))
        visits += [Visit(visit.day, visit.machine, unit, case.labels) for unit in units]
    return Draft((page,), frozenset(stands_of(visits)))


def machine_told_once(rng: Random, case: Case) -> Draft:
    """The machine in its first line alone."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Ngày", "Ca")
    day, number = DayStyle(rng), 0
    for machine in case.machines:
        for place, visit in enumerate(case.visits_of(machine)):
            number += 1
            told = machine if place == 0 else None
            page.add(number, told, case.name(visit.unit), day(visit.day), shifts(rng, case, visit.shifts))
    return Draft((page,), case.stands)


UNIT_HEADS = ("Thôn", "Điểm", "Điểm thu nhận", "Đơn vị thu nhận", "Địa bàn", "Địa điểm", "Địa chỉ")


def other_heads(rng: Random, case: Case) -> Draft:
    """*Thôn*, *Điểm*, *Địa chỉ*, *Buổi*, *Từ* and *Đến*."""
    page = Page()
    page.add_across(case.machines[0], 4)
    case = case.of_one_machine()
    from_to = rng.random() < 0.5
    page.add(
        rng.choice(("TT", "STT", "Số TT")),
        rng.choice(UNIT_HEADS),
        *(rng.choice((("Từ", "Đến"), ("Từ ngày", "Đến ngày"))) if from_to else (rng.choice(("Ngày", "Thời gian")),)),
        rng.choice(("Buổi", "Ca", "Ca thực hiện")),
    )
    day = DayStyle(rng)
    number = 0
    for (unit, labels), days in by_unit(case.visits()).items():
        for first, last in runs(days):
            number += 1
            told = (day(first), day(last)) if from_to else (short_range(first, last),)
            page.add(number, case.name(unit), *told, ", ".join(labels))
    return Draft((page,), case.stands)


def two_row_head(rng: Random, case: Case) -> Draft:
    """*Thời gian* parted into *Từ ngày* and *Đến ngày* below it."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Thời gian", None, "Ca")
    page.add(None, None, None, *rng.choice((("Từ ngày", "Đến ngày"), ("Bắt đầu", "Kết thúc"), ("Từ", "Đến"))), None)
    page.merged += [Span(0, 3, 0, 4), *(Span(0, column, 1, column) for column in (0, 1, 2, 5))]
    day, number = DayStyle(rng), 0
    for machine in case.machines:
        for (unit, labels), days in by_unit(case.visits_of(machine)).items():
            for first, last in runs(days):
                number += 1
                page.add(number, machine, case.name(unit), day(first), day(last), shifts(rng, case, labels))
    return Draft((page,), case.stands)


def _listed(rng: Random, case: Case, told: dict[str, list[tuple[str, str, tuple[str, ...]]]]) -> Page:
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Thời gian", "Ca")
    number = 0
    for machine, lines in told.items():
        for unit, days, labels in lines:
            number += 1
            page.add(number, machine, case.name(unit), days, shifts(rng, case, labels))
    return page


def decree_words(rng: Random, case: Case) -> Draft:
    """Days as Decree 30 writes them."""
    told = {
        machine: [
            (unit, decree_range(first, last), labels)
            for (unit, labels), days in by_unit(case.visits_of(machine)).items()
            for first, last in runs(days)
        ]
        for machine in case.machines
    }
    return Draft((_listed(rng, case, told),), case.stands)


def ranges(rng: Random, case: Case) -> Draft:
    """*15-19/3/2021; 22/3/2021*."""
    mark = rng.choice(("; ", ", ", "\n"))
    told = {
        machine: [
            (unit, mark.join(short_range(*run) for run in runs(days)), labels)
            for (unit, labels), days in by_unit(case.visits_of(machine)).items()
        ]
        for machine in case.machines
    }
    return Draft((_listed(rng, case, told),), case.stands)


def exceptions(rng: Random, case: Case) -> Draft:
    """Ranges without their week-ends."""
    calendar = case.campaign.calendar
    form = rng.choice(
        ("{} (trừ thứ Bảy, Chủ nhật)", "{} trừ Thứ 7, Chủ nhật", "{} (trừ T7, CN)", "{}, nghỉ thứ Bảy và Chủ nhật")
    )
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Thời gian", "Ca")
    stands: set[Stand] = set()
    all_days = list(calendar.days())
    for number, machine in enumerate(case.machines, start=1):
        start = rng.randrange(len(all_days))
        within = all_days[start : start + rng.randint(3, 12)]
        days = [day for day in within if day.weekday() < 5]
        if not days:
            continue
        visit = rng.choice(case.visits())
        page.add(
            number,
            machine,
            case.name(visit.unit),
            form.format(f"{within[0].day}/{within[0].month} - {within[-1].day}/{within[-1].month}/{within[-1].year}"),
            shifts(rng, case, visit.shifts),
        )
        stands |= {Stand(machine, visit.unit, day, label) for day in days for label in visit.shifts}
    return Draft((page,), frozenset(stands))


def morning_or_all_day(rng: Random, case: Case) -> Draft:
    """*Sáng 15/3*, *cả ngày 16/3* in the cell of days."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Thời gian")
    day = DayStyle(rng, with_words=False)
    before = rng.random() < 0.5
    for number, visit in enumerate(case.visits(), start=1):
        is_whole = visit.shifts == case.labels and len(visit.shifts) > 1
        told = "cả ngày" if is_whole else "/".join(visit.shifts) if len(visit.shifts) < 3 else ", ".join(visit.shifts)
        told = told.lower() if rng.random() < 0.5 else told
        text = f"{told} {day(visit.day)}" if before else f"{day(visit.day)} ({told})"
        page.add(number, visit.machine, case.name(visit.unit), text)
    return Draft((page,), case.stands)


def marks(rng: Random, case: Case) -> Draft:
    """A column a shift with a tick where it is worked."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Ngày", *case.labels)
    yes, no = rng.choice((("x", None), ("X", ""), ("☑", "☐"), ("✓", None), ("☒", "☐")))
    day = DayStyle(rng)
    for number, visit in enumerate(case.visits(), start=1):
        ticks = [yes if label in visit.shifts else no for label in case.labels]
        page.add(number, visit.machine, case.name(visit.unit), day(visit.day), *ticks)
    return Draft((page,), case.stands)


def boxes_in_cells(rng: Random, case: Case) -> Draft:
    """*☑ Sáng ☐ Chiều* in one cell."""
    page = Page()
    page.add("TT", "Máy", "Đơn vị", "Ngày", "Ca")
    day = DayStyle(rng)
    yes = rng.choice("☑☒")
    mark = rng.choice((" ", "\n", "  "))
    for number, visit in enumerate(case.visits(), start=1):
        ticks = [f"{yes if label in visit.shifts else '☐'} {label}" for label in case.labels]
        page.add(number, visit.machine, case.name(visit.unit), day(visit.day), mark.join(ticks))
    return Draft((page,), case.stands)


def wrong_weekday(rng: Random, case: Case) -> Draft:
    """One day bears the weekday of another."""
    draft = machine_column(rng, case)
    names = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
    page = draft.pages[0]
    column = page.rows[0].index("Ngày")
    for number, visit in enumerate(case.visits(), start=1):
        page.rows[number][column] = f"{names[visit.day.weekday()]}, {visit.day.day}/{visit.day.month}/{visit.day.year}"
    number = rng.randint(1, len(page.rows) - 1)
    day = case.visits()[number - 1].day
    wrong = names[(day.weekday() + rng.randint(1, 6)) % 7]
    page.rows[number][column] = f"{wrong}, {day.day}/{day.month}/{day.year}"
    return Draft((page,), case.stands, is_contradictory=True)


def hidden_rows(rng: Random, case: Case) -> Draft:
    """Rows that nobody sees stand between those that count."""
    draft = machine_column(rng, case)
    page = draft.pages[0]
    if len(page.rows) > 3:
        number = rng.randint(1, len(page.rows) - 1)
        page.hidden_rows.append(number)
        stands = case.stands - set(stands_of([case.visits()[number - 1]]))
        return Draft((page,), frozenset(stands))
    return draft


def crossed_out(rng: Random, case: Case) -> Draft:
    """Lines that somebody struck through."""
    draft = machine_column(rng, case)
    page = draft.pages[0]
    number = rng.randint(1, len(page.rows) - 1)
    page.crossed_out += [Place(number, column) for column in range(len(page.rows[0]))]
    stands = case.stands - set(stands_of([case.visits()[number - 1]]))
    return Draft((page,), frozenset(stands))


def totals_and_titles(rng: Random, case: Case) -> Draft:
    """A title row above the head, the columns numbered below it, a total in the end."""
    page = Page()
    page.add_across("LỊCH THU NHẬN HỒ SƠ CĂN CƯỚC CÔNG DÂN LƯU ĐỘNG", 6)
    page.add_across(f"(Kèm theo Kế hoạch số {rng.randint(1, 300)}/KH-CAH)", 6)
    page.add("TT", "Máy", "Đơn vị", "Thời gian", "Ca", "Số hồ sơ")
    if rng.random() < 0.5:
        page.add("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    day, total = DayStyle(rng), 0
    for number, visit in enumerate(case.visits(), start=1):
        count = 100
        total += count
        page.add(number, visit.machine, case.name(visit.unit), day(visit.day), shifts(rng, case, visit.shifts), count)
    page.add(None, rng.choice(("Tổng cộng", "Tổng", "Cộng")), None, None, None, total)
    return Draft((page,), case.stands)
