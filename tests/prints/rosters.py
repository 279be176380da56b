"""Rosters to print and to count: a small one in a few words, and twelve officers on the 2023 machines of Bình Gia."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.domain.calendar import Calendar
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster, Vacancy
from planner.roster.regulations import Regulations
from planner.roster.seating import machine_shifts, may_sit, seats_of
from planner.roster.staffing import (
    DutyWish,
    Leave,
    LeaveKind,
    Officer,
    OfficerCode,
    PastDuty,
    Role,
    SeatDemand,
    Staffing,
)
from tests.prints.campaigns import EVENING, MORNING, TWO_SHIFTS, binh_gia_2023, unit

FIRST_DAY = date(2023, 4, 10)
"""A Monday."""
MADE_AT = datetime(2023, 4, 9, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
COLLECTS, CHECKS, DRIVES = Role("Thu nhận"), Role("Kiểm tra"), Role("Lái xe")
NAMES = (
    "Nguyễn Văn An",
    "Trần Thị Bích Ngọc",
    "Hoàng Văn Cường",
    "Nông Thị Diệp",
    "Lê Quang Đạo",
    "Vi Thị Hồng Gấm",
    "Phạm Minh Hiếu",
    "Lý Văn Khánh",
    "Nguyễn Thị Phương Thảo",
    "Đinh Xuân Lộc",
    "Hứa Thị Mai",
    "Nguyễn Văn An",
)
RANKS = ("Thiếu tá, Đội trưởng", "Đại úy", "Thượng úy", "Trung úy", "Thượng sĩ", "Trung sĩ")


def day(number: int) -> date:
    """The small campaign's day of this number; day 1 is a Monday."""
    return FIRST_DAY + timedelta(days=number - 1)


def shift(number: int) -> ShiftLabel:
    """Ca 01 from 7h00 to 15h00, Ca 02 from 15h00 to 23h00."""
    return (MORNING, EVENING)[number - 1]


def small_machines(days: int = 14, places: Sequence[str] = ("A",)) -> tuple[Campaign, Plan]:
    """Machines M1, M2, ... that stand in every slot at the unit of their place: one for each place that is named."""
    calendar = Calendar(first_day=day(1), last_day=day(days), shifts=TWO_SHIFTS)
    units = tuple(unit(code, f"Xã {code}", calendar) for code in sorted({*places, "A", "B"}))
    posting = Posting(
        kind=PostingKind.MOBILE,
        serves=tuple(each.code for each in units),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        capacity=100,
    )
    machines = tuple(
        Machine(name=MachineName(f"M{number}"), postings=(posting,)) for number in range(1, len(places) + 1)
    )
    campaign = Campaign(name="Chiến dịch thử", calendar=calendar, units=units, machines=machines)
    rows = tuple(
        Assignment(machine=machine.name, unit=UnitCode(place), date=on, shift=label, dossiers=100)
        for on in calendar.days()
        for label in calendar.shift_labels
        for machine, place in zip(machines, places, strict=True)
    )
    return campaign, Plan(campaign=campaign.name, assignments=rows)


def officer(code: str, *, name: str = "", first: int = 1, last: int = 70, **more: object) -> Officer:
    """An officer of the small campaign."""
    facts = {"code": code, "name": name or f"Cán bộ {code}", "first_day": day(first), "last_day": day(last)}
    return Officer.model_validate(facts | more)


def duty(code: str, on: int, label: int = 1, machine: str = "M1", unit: str = "A", *, role: str = "") -> Duty:
    """`duty("X", 3, 2)`: X in the evening of day 3, on machine M1 at unit A."""
    return Duty(
        officer=OfficerCode(code),
        machine=MachineName(machine),
        unit=UnitCode(unit),
        date=day(on),
        shift=shift(label),
        role=Role(role),
    )


def leave(code: str, first: int, last: int | None = None, kind: LeaveKind = LeaveKind.ANNUAL, *shifts: int) -> Leave:
    """Away from one day to another; without shifts the whole days."""
    labels = tuple(shift(number) for number in shifts)
    return Leave(officer=OfficerCode(code), first_day=day(first), last_day=day(last or first), shifts=labels, kind=kind)


def small_case(
    *officers: Officer,
    days: int = 14,
    places: Sequence[str] = ("A",),
    leaves: Sequence[Leave] = (),
    past: Sequence[PastDuty] = (),
    holidays: Sequence[date] = (),
    regulations: Regulations | None = None,
) -> RosterCase:
    """A case of one seat of any role for each machine-shift, so far without a history."""
    campaign, plan = small_machines(days, places)
    staffing = Staffing(
        officers=officers or (officer("X"), officer("Y")),
        leaves=tuple(leaves),
        past=tuple(past),
        holidays=tuple(holidays),
        regulations=regulations or Regulations(),
    )
    return RosterCase(campaign, plan, staffing)


def roster_of(case: RosterCase, *duties: Duty, version: int = 1) -> Roster:
    """These duties in the order that a roster has."""
    calendar = case.campaign.calendar
    machines = [machine.name for machine in case.campaign.machines]
    rank = {each.code: number for number, each in enumerate(case.staffing.officers)}
    ordered = sorted(
        duties,
        key=lambda each: (
            calendar.ordinal(each.date, each.shift),
            machines.index(each.machine) if each.machine in machines else len(machines),
            each.role,
            rank.get(each.officer, len(rank)),
        ),
    )
    return Roster(campaign=case.campaign.name, version=version, duties=tuple(ordered))


def crews(num_officers: int = 12) -> tuple[RosterCase, Roster]:
    """Officers of made-up names on the two machines of 2023, shared out in turn; what nobody can take is vacant."""
    campaign, plan = binh_gia_2023()
    calendar = campaign.calendar
    codes = [OfficerCode(f"CB{number:02}") for number in range(1, num_officers + 1)]
    officers = tuple(
        Officer(
            code=code,
            name=NAMES[number % len(NAMES)] if number < len(NAMES) else f"{NAMES[number % len(NAMES)]} {number}",
            rank=RANKS[number % len(RANKS)],
            workplace="Công an huyện Bình Gia",
            roles=(COLLECTS, CHECKS) if number % 2 else (COLLECTS, DRIVES),
            first_day=calendar.first_day,
            last_day=calendar.last_day,
        )
        for number, code in enumerate(codes)
    )
    staffing = Staffing(
        officers=officers,
        demands=(
            SeatDemand(role=COLLECTS, is_required=True),
            SeatDemand(role=CHECKS),
            SeatDemand(role=DRIVES, only_when_moving=True),
        ),
        leaves=(
            Leave(officer=codes[2], first_day=date(2023, 4, 17), last_day=date(2023, 4, 19), kind=LeaveKind.ANNUAL),
            Leave(officer=codes[3], first_day=date(2023, 4, 20), last_day=date(2023, 4, 20), kind=LeaveKind.SICK),
            Leave(officer=codes[5], first_day=date(2023, 5, 8), last_day=date(2023, 5, 31), kind=LeaveKind.MATERNITY),
            Leave(officer=codes[6], first_day=date(2023, 4, 24), last_day=date(2023, 4, 25), kind=LeaveKind.MISSION),
            Leave(officer=codes[7], first_day=date(2023, 5, 3), last_day=date(2023, 5, 3), kind=LeaveKind.COMPENSATORY),
        ),
        wishes=(DutyWish(officer=codes[0], day=date(2023, 4, 15), wants_work=False),),
        holidays=(date(2023, 4, 29), date(2023, 4, 30), date(2023, 5, 1)),
    )
    case = RosterCase(campaign, plan, staffing)
    return case, in_turn(case)


def in_turn(case: RosterCase) -> Roster:
    """Each seat to the officer who has worked least of those who may take it and are off since the day before."""
    count = dict.fromkeys(case.staffing.officers_by_code, 0)
    last: dict[OfficerCode, tuple[date, ShiftLabel]] = {}
    duties, vacant = [], []
    for stood in machine_shifts(case.campaign, case.plan):
        for group in seats_of(case.staffing, stood):
            free = [
                each
                for each in case.staffing.officers
                if may_sit(case.campaign, each, group)
                and case.staffing.leave_on(each.code, stood.day, stood.shift) is None
                and _is_rested(last.get(each.code), stood.day, stood.shift)
            ]
            if not free:
                vacant.append(
                    Vacancy(machine=stood.machine, unit=stood.unit, date=stood.day, shift=stood.shift, role=group.role)
                )
                continue
            chosen = min(free, key=lambda each: count[each.code])
            count[chosen.code] += 1
            last[chosen.code] = stood.day, stood.shift
            duties.append(
                Duty(
                    officer=chosen.code,
                    machine=stood.machine,
                    unit=stood.unit,
                    date=stood.day,
                    shift=stood.shift,
                    role=group.role,
                )
            )
    return roster_of(case, *duties).model_copy(update={"vacant": tuple(vacant)})


def _is_rested(before: tuple[date, ShiftLabel] | None, on: date, label: ShiftLabel) -> bool:
    if before is None:
        return True
    worked, worked_in = before
    return (on - worked).days > 1 or ((on - worked).days == 1 and worked_in == label)
