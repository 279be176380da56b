"""Campaigns with plans to print: the 2023 appendix of Bình Gia, and made ones of any size."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Closure, Machine, Posting, PostingKind, Unit
from planner.domain.office import Letterhead
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode

APPENDIX = Path(__file__).parent / "binh-gia-2023-appendix.csv"
MORNING, EVENING = ShiftLabel("Ca 01"), ShiftLabel("Ca 02")
TWO_SHIFTS = (
    Shift(label=MORNING, starts_minute=7 * 60, ends_minute=15 * 60),
    Shift(label=EVENING, starts_minute=15 * 60, ends_minute=23 * 60),
)
BY_HOUR = {"7": MORNING, "15": EVENING}


class PrintedLine(NamedTuple):
    """One line of an appendix with its merged cells filled in."""

    machine: str
    tt: str
    place: str
    unit: str
    time: str
    shift: str
    quota: str


def facts_2023() -> list[dict[str, str]]:
    """The 2023 appendix, row for row."""
    with APPENDIX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines_2023() -> list[PrintedLine]:
    """The lines as the original prints them."""
    return [
        PrintedLine(
            fact["machine"],
            fact["tt"],
            fact["place"],
            fact["unit"],
            f"- Tháng {fact['month']}/{fact['year']} (Từ {fact['from_hour']}h00 đến {fact['to_hour']}h00): "
            + fact["days"].replace(" ", ","),
            fact["shift_label"],
            f"{fact['quota_per_shift']} hồ sơ/ Ca/ngày",
        )
        for fact in facts_2023()
    ]


def unit(code: str, name: str, calendar: Calendar, place: str = "") -> Unit:
    """A unit open all through the campaign."""
    return Unit(
        code=UnitCode(code),
        name=name,
        place=place or f"CAX {name.split(' ', 1)[-1]}",
        need=1000,
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        shifts=calendar.shift_labels,
        visits=2,
    )


def binh_gia_2023() -> tuple[Campaign, Plan]:
    """The campaign and the plan that the 2023 appendix tells of."""
    facts = facts_2023()
    calendar = Calendar(first_day=date(2023, 4, 11), last_day=date(2023, 6, 20), shifts=TWO_SHIFTS)
    names = list(dict.fromkeys(fact["unit"] for fact in facts))
    codes = {name: UnitCode(f"{number:05d}") for number, name in enumerate(names, start=1)}
    first = [name for name in names if any(f["unit"] == name and f["machine"] == "MÁY 1" for f in facts)]
    fixed_place = next(fact["place"] for fact in facts if fact["machine"] == "MÁY 1")
    campaign = Campaign(
        name="Thu nhận hồ sơ CCCD, định danh điện tử huyện Bình Gia",
        calendar=calendar,
        units=tuple(unit(codes[name], name, calendar) for name in names),
        machines=(
            Machine(
                name=MachineName("MÁY 1"),
                postings=(
                    Posting(
                        kind=PostingKind.FIXED,
                        place=fixed_place,
                        serves=tuple(codes[name] for name in first),
                        first_day=date(2023, 4, 12),
                        last_day=date(2023, 4, 30),
                        capacity=160,
                        note="Từ ngày 01/5/2023, căn cứ kết quả thu nhận hồ sơ, máy được điều động đến các xã.",
                    ),
                ),
            ),
            Machine(
                name=MachineName("MÁY 2"),
                postings=(
                    Posting(
                        kind=PostingKind.MOBILE,
                        serves=tuple(codes.values()),
                        first_day=calendar.first_day,
                        last_day=calendar.last_day,
                        capacity=160,
                    ),
                ),
            ),
        ),
        letterhead=Letterhead(
            attached_to="Kèm theo Kế hoạch số 136/KH-TCT-UBND ngày 13/4/2023 của Tổ công tác Đề án 06 huyện",
            swap_shifts_monthly=True,
        ),
    )
    assignments = [
        Assignment(
            machine=MachineName(fact["machine"]),
            unit=codes[fact["unit"]],
            date=date(int(fact["year"]), int(fact["month"]), int(day)),
            shift=BY_HOUR[fact["from_hour"]],
            dossiers=160,
        )
        for fact in facts
        for day in fact["days"].split()
    ]
    assignments.sort(key=lambda each: (each.date, each.shift, each.machine))
    return campaign, Plan(campaign=campaign.name, assignments=tuple(assignments))


FULL_LETTERHEAD = Letterhead(
    parent_body="Ủy ban nhân dân huyện Bình Gia",
    issuing_body="Tổ công tác Đề án 06",
    document_number="5/KH-TCT",
    place="Bình Gia",
    document_date=date(2024, 2, 5),
    signer_power="TM. Tổ công tác",
    signer_title="Tổ trưởng",
    signer_name="Nguyễn Văn Mẫu",
    recipients=("Như trên", "UBND các xã, thị trấn", "Lưu: VT, TCT"),
    attached_to="Kèm theo Kế hoạch số 05/KH-TCT ngày 05/02/2024 của Tổ công tác Đề án 06 huyện Bình Gia",
    appendix_has_letterhead=True,
)
LONG_NAME = "Khu công nghiệp và đô thị Bắc Đồng Phú mở rộng giai đoạn hai"


def made(
    *,
    num_units: int = 111,
    num_machines: int = 15,
    num_days: int = 90,
    num_fixed: int = 0,
    letterhead: Letterhead = FULL_LETTERHEAD,
) -> tuple[Campaign, Plan]:
    """Units shared out in order over machines, each worked for as many days as there are; one holiday."""
    first_day = date(2024, 4, 4)
    calendar = Calendar(first_day=first_day, last_day=first_day + timedelta(days=num_days), shifts=TWO_SHIFTS)
    units = tuple(
        unit(f"{number:05d}", LONG_NAME if number == 3 else f"Xã Thử nghiệm {number}", calendar)
        for number in range(1, num_units + 1)
    )
    holiday = first_day + timedelta(days=14)
    machines = tuple(
        _machine(number, units, calendar, is_fixed=number <= num_fixed) for number in range(1, num_machines + 1)
    )
    campaign = Campaign(
        name="Cao điểm 90 ngày, đêm tỉnh Bình Phước",
        calendar=calendar,
        units=units,
        machines=machines,
        closures=(
            Closure(first_day=holiday, last_day=holiday, shifts=calendar.shift_labels, reason="Giỗ Tổ Hùng Vương"),
        ),
        letterhead=letterhead,
    )
    assignments = [
        assignment
        for number, machine in enumerate(machines)
        for assignment in _tour(machine, units[number::num_machines], calendar, holiday)
    ]
    assignments.sort(key=lambda each: (each.date, each.shift))
    return campaign, Plan(campaign=campaign.name, assignments=tuple(assignments))


def _machine(number: int, units: tuple[Unit, ...], calendar: Calendar, *, is_fixed: bool) -> Machine:
    posting = Posting(
        kind=PostingKind.FIXED if is_fixed else PostingKind.MOBILE,
        place="Bộ phận tiếp nhận và trả kết quả" if is_fixed else "",
        serves=tuple(each.code for each in units),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        capacity=160,
        note="Nghỉ ngày Giỗ Tổ." if is_fixed else "",
    )
    return Machine(name=MachineName(f"MÁY {number}"), postings=(posting,))


def _tour(machine: Machine, units: tuple[Unit, ...], calendar: Calendar, holiday: date) -> Iterator[Assignment]:
    days = [day for day in calendar.days() if day != holiday]
    for position, each in enumerate(units):
        first, last = (len(days) * place // len(units) for place in (position, position + 1))
        for day in days[first:last]:
            for shift in calendar.shift_labels:
                yield Assignment(machine=machine.name, unit=each.code, date=day, shift=shift, dossiers=160)
