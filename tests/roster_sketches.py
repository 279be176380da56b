"""Small cases of rosters that a test can write down in a few words.

Day 1 is a Monday as in `small_campaigns`, but the campaign may begin on another day; shifts and machines count from 1.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind, Unit
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import FROM_THE_START, DutySituation
from planner.roster.staffing import Officer, OfficerCode, Role, Staffing

MORNING_AND_EVENING = ((7 * 60, 15 * 60), (15 * 60, 23 * 60))
MONDAY = date(2023, 4, 10)
PLACE = UnitCode("A")


def shift_label(number: int) -> ShiftLabel:
    """The name of the day's shift of this number."""
    return ShiftLabel(f"Ca {number:02}")


def machine_name(number: int) -> MachineName:
    """The name of the machine of this number."""
    return MachineName(f"MÁY {number}")


def one_place_campaign(first_day: date, num_days: int, hours: Sequence[tuple[int, int]], num_machines: int) -> Campaign:
    """A campaign of one place; shifts are told by their first and last minute."""
    last_day = first_day + timedelta(days=num_days - 1)
    shifts = tuple(
        Shift(label=shift_label(number), starts_minute=starts, ends_minute=ends)
        for number, (starts, ends) in enumerate(hours, 1)
    )
    place = Unit(
        code=PLACE,
        name="Xã A",
        place="CAX A",
        need=1,
        first_day=first_day,
        last_day=last_day,
        shifts=tuple(shift.label for shift in shifts),
        together=num_machines,
    )
    posting = Posting(kind=PostingKind.MOBILE, serves=(PLACE,), first_day=first_day, last_day=last_day)
    return Campaign(
        name="Chiến dịch thử",
        calendar=Calendar(first_day=first_day, last_day=last_day, shifts=shifts),
        units=(place,),
        machines=tuple(
            Machine(name=machine_name(number), postings=(posting,)) for number in range(1, num_machines + 1)
        ),
    )


def every_slot(campaign: Campaign) -> Plan:
    """Each machine at the one place in each slot."""
    rows = tuple(
        Assignment(machine=machine.name, unit=PLACE, date=day, shift=label, dossiers=0)
        for day in campaign.calendar.days()
        for label in campaign.calendar.shift_labels
        for machine in campaign.machines
    )
    return Plan(campaign=campaign.name, assignments=rows)


def officer(campaign: Campaign, number: int, roles: str = "", **fields: object) -> Officer:
    """`officer(campaign, 3, "thu nhận, lái xe", most_shifts_a_week=4)`: CB03, there for the whole campaign."""
    told: dict[str, object] = {
        "code": OfficerCode(f"CB{number:02}"),
        "name": f"Cán bộ {number}",
        "roles": tuple(Role(role.strip()) for role in roles.split(",") if role.strip()),
        "first_day": campaign.calendar.first_day,
        "last_day": campaign.calendar.last_day,
    }
    return Officer.model_validate(told | fields)


def case_of(
    campaign: Campaign, staffing: Staffing, situation: DutySituation = FROM_THE_START, plan: Plan | None = None
) -> RosterCase:
    """A case in which, unless another plan is given, each machine works in each slot."""
    return RosterCase(campaign, plan or every_slot(campaign), staffing, situation)
