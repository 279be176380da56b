"""Small crews that a test can write down in a few words.

Days are counted from 1, the campaign's first; shifts are counted from 1 too. Unless it is said otherwise the campaign
begins on a Monday and has two shifts, 7h00–15h00 and 15h00–23h00, and *MÁY 1* stands at unit 01 in every one of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from planner.check.roster.goals import goal_values, vacancies
from planner.check.roster.reading import DutyReading
from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Location, Machine, Posting, PostingKind, Unit
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Proof
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import FROM_THE_START, Duty, DutyGoalResult, DutySituation, Roster
from planner.roster.regulations import Regulations
from planner.roster.staffing import Leave, LeaveKind, Officer, OfficerCode, PastDuty, Role, Staffing

MONDAY = date(2023, 4, 10)
USUAL_SHIFTS = ((7, 15), (15, 23))
"""From hour to hour."""
STAND = ("MÁY 1", "01")


def label(number: int) -> ShiftLabel:
    """The name of the day's shift of this number."""
    return ShiftLabel(f"Ca {number:02}")


def crew_campaign(
    *,
    first_day: date = MONDAY,
    days: int = 14,
    shifts: Sequence[tuple[float, float]] = USUAL_SHIFTS,
    machines: int = 1,
    **more: Any,
) -> Campaign:
    """A campaign of three units, two in the zone Đông, one in the zone Tây, and of machines that serve them all."""
    last_day = first_day + timedelta(days=days - 1)
    labels = tuple(label(number) for number in range(1, len(shifts) + 1))
    calendar = Calendar(
        first_day=first_day,
        last_day=last_day,
        shifts=tuple(
            Shift(label=name, starts_minute=round(60 * begins), ends_minute=round(60 * ends))
            for name, (begins, ends) in zip(labels, shifts, strict=True)
        ),
    )
    units = tuple(
        Unit(
            code=UnitCode(code),
            name=f"Xã {code}",
            zone=zone,
            place=f"CAX {code}",
            need=10,
            first_day=first_day,
            last_day=last_day,
            shifts=labels,
            location=Location(latitude=21.8 + int(code) / 10, longitude=106.5 + int(code) / 20),
        )
        for code, zone in (("01", "Đông"), ("02", "Đông"), ("03", "Tây"))
    )
    serves = tuple(unit.code for unit in units)
    posting = Posting(kind=PostingKind.MOBILE, serves=serves, first_day=first_day, last_day=last_day)
    names = (MachineName(f"MÁY {number}") for number in range(1, machines + 1))
    crews = tuple(Machine(name=name, postings=(posting,)) for name in names)
    return Campaign(name="Chiến dịch", calendar=calendar, units=units, machines=crews).model_copy(update=more)


def rows_of(
    campaign: Campaign,
    machine: str = "MÁY 1",
    unit: str = "01",
    *,
    first: int = 1,
    last: int | None = None,
    shifts: Iterable[int] | None = None,
) -> tuple[Assignment, ...]:
    """A machine at a unit in these shifts of these days; without a last day and shifts, in all of them."""
    calendar = campaign.calendar
    wanted = None if shifts is None else {label(number) for number in shifts}
    return tuple(
        Assignment(machine=MachineName(machine), unit=UnitCode(unit), date=day, shift=shift, dossiers=0)
        for number, day in enumerate(calendar.days(), 1)
        for shift in calendar.shift_labels
        if first <= number <= (last or calendar.num_days) and (wanted is None or shift in wanted)
    )


def officer(code: str = "A", campaign: Campaign | None = None, **more: Any) -> Officer:
    """An officer who is there from 1900 to 2200, or on the days of the campaign."""
    first_day = date(1900, 1, 1) if campaign is None else campaign.calendar.first_day
    last_day = date(2200, 1, 1) if campaign is None else campaign.calendar.last_day
    bare = {"code": code, "name": f"Nguyễn {code}", "first_day": first_day, "last_day": last_day}
    return Officer.model_validate(bare | more)


def roster_case(
    campaign: Campaign | None = None,
    *,
    rows: Sequence[Assignment] | None = None,
    officers: Sequence[Officer] | None = None,
    situation: DutySituation = FROM_THE_START,
    regulations: Regulations | None = None,
    **staffing: Any,
) -> RosterCase:
    """A case of this campaign and these rows of its plan, with one officer *A* where none is given."""
    campaign = campaign or crew_campaign()
    plan = Plan(campaign=campaign.name, assignments=tuple(rows_of(campaign) if rows is None else rows))
    staff = Staffing(officers=tuple(officers or (officer(),)), regulations=regulations or Regulations(), **staffing)
    return RosterCase(campaign, plan, staff, situation)


Setting = RosterCase | Campaign
"""What knows the days."""


def on_day(setting: Setting, number: int) -> date:
    """The campaign's day of this number; 0 is the day before it."""
    campaign = setting.campaign if isinstance(setting, RosterCase) else setting
    return campaign.calendar.first_day + timedelta(days=number - 1)


def duty(case: Setting, number: int, shift: int = 1, code: str = "A", at: tuple[str, str] = STAND, **more: Any) -> Duty:
    """A duty on the day of this number, at a machine and unit."""
    machine, unit = at
    return Duty(
        officer=OfficerCode(code),
        machine=MachineName(machine),
        unit=UnitCode(unit),
        date=on_day(case, number),
        shift=label(shift),
        role=Role(more.get("role", "")),
        done=more.get("done", False),
    )


def duties(case: Setting, *slots: tuple[int, int], code: str = "A", **more: Any) -> tuple[Duty, ...]:
    """Duties of one officer, each by the number of its day and of its shift."""
    return tuple(duty(case, number, shift, code, **more) for number, shift in slots)


def past(case: Setting, *slots: tuple[int, int], code: str = "A") -> tuple[PastDuty, ...]:
    """Rows of *Đã làm*, each by the number of its day (0 and less) and of its shift."""
    return tuple(
        PastDuty(officer=OfficerCode(code), day=on_day(case, number), shift=label(shift)) for number, shift in slots
    )


def leave(case: Setting, first: int, last: int, *shifts: int, code: str = "A") -> Leave:
    """A leave from day to day; without shifts, of whole days."""
    return Leave(
        officer=OfficerCode(code),
        first_day=on_day(case, first),
        last_day=on_day(case, last),
        shifts=tuple(label(number) for number in shifts),
        kind=LeaveKind.SICK,
    )


def true_roster(case: RosterCase, worked: Iterable[Duty], **more: Any) -> Roster:
    """A roster of these duties whose every claim is true."""
    rows = tuple(worked)
    situation = case.situation
    told: dict[str, Any] = {
        "campaign": case.campaign.name,
        "plan_version": case.plan.version,
        "duties": rows,
        "vacant": tuple(vacancies(DutyReading(case, rows))),
        "goals": tuple(
            DutyGoalResult(goal=one.goal, value=one.value, bound=None, proof=Proof.BEST_FOUND)
            for one in goal_values(case, rows)
        ),
        "as_of": situation.as_of,
        "as_of_shift": situation.as_of_shift,
        "published_version": situation.published_version,
        "published_until": situation.published_until,
        "frozen_until": situation.frozen_until,
    }
    return Roster.model_validate(told | more)
