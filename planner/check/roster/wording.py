"""How the checker's messages name officers, duties and lengths of time."""

from planner.check.roster.clock import midnight
from planner.check.roster.reading import DutyReading, Turn
from planner.domain.calendar import MINUTES_A_DAY
from planner.roster.duties import Duty
from planner.roster.staffing import Officer, OfficerCode
from planner.texts import spoken_clock, spoken_day, texts_of

_ = texts_of("check")


def spoken_officer(officer: Officer) -> str:
    """An officer by name and code, because two may bear one name."""
    return f"{officer.name} ({officer.code})"


def spoken_duration(minutes: int) -> str:
    """A length of time in hours: *8 h*, *8 h 30*; a negative one, of duties that overlap, with its sign."""
    sign, minutes = ("−" if minutes < 0 else ""), abs(minutes)
    sentence = _("{hours} h {minutes:02}") if minutes % 60 else _("{hours} h")
    return sign + sentence.format(hours=minutes // 60, minutes=minutes % 60)


def spoken_slot(duty: Duty | Turn) -> str:
    """Day and shift."""
    day = duty.day if isinstance(duty, Turn) else duty.date
    return _("{day}, {shift}").format(day=spoken_day(day), shift=duty.shift)


def spoken_end(turn: Turn) -> str:
    """When it ends, by the clock; past midnight with the next day's own hour."""
    minute = turn.hours.ends - midnight(turn.day)
    return spoken_clock(minute if minute <= MINUTES_A_DAY else minute % MINUTES_A_DAY)


def spoken_start(turn: Turn) -> str:
    """When it begins, by the clock."""
    return spoken_clock(turn.hours.begins - midnight(turn.day))


def spoken_role(duty: Duty) -> str:
    """The role, or that any will do."""
    return duty.role or _("any role")


def spoken_officer_code(reading: DutyReading, code: OfficerCode) -> str:
    """An officer by his code, which the sheet may not have."""
    officer = reading.staffing.officers_by_code.get(code)
    return code if officer is None else spoken_officer(officer)


def spoken_duty(reading: DutyReading, duty: Duty) -> str:
    """Who, at which machine, when and as what."""
    return _("{officer} at {machine} on {slot} ({role})").format(
        officer=spoken_officer_code(reading, duty.officer),
        machine=duty.machine,
        slot=spoken_slot(duty),
        role=spoken_role(duty),
    )
