"""The slip for one officer: his own duties of a period, and the same as appointments for his calendar."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from planner.prints.forms.roster import wording
from planner.prints.forms.roster.telling import WEEKEND, Telling, usual_hours
from planner.prints.paper.paper import Paper, Paragraph, ParagraphAlign
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.clock_hours import hours_in_short
from planner.prints.words.text import printable
from planner.prints.words.weekdays import begins_with_capital, day_with_weekday
from planner.prints.writers.as_ics import Appointment, calendar_file, moment, uid_of
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster
from planner.roster.loads import DutyPeriod, LoadedDuty, duty_hours, loaded_duties, officer_loads
from planner.roster.staffing import Officer, OfficerCode
from planner.texts import spoken_days, spoken_hours

COLUMNS = (
    PaperColumn(title=wording.DAY, width_mm=40),
    PaperColumn(title=wording.SHIFT, width_mm=15, align=Align.CENTER),
    PaperColumn(title=wording.HOURS, width_mm=30, align=Align.CENTER),
    PaperColumn(title="Máy", width_mm=20),
    PaperColumn(title=wording.WORKPLACE, width_mm=38),
    PaperColumn(title=wording.SEAT, width_mm=22),
)
"""165 mm in all."""
SIZE = 11.0


class Slips:
    """The slips of one roster for one period."""

    def __init__(self, case: RosterCase, roster: Roster, period: DutyPeriod) -> None:
        self._case = case
        self._period = period
        self._telling = Telling(case, roster)
        self._loads = {load.officer: load for load in officer_loads(case, roster, period)}
        self._duties: dict[OfficerCode, list[LoadedDuty]] = defaultdict(list)
        for loaded in loaded_duties(case, roster):
            if period.holds(loaded.duty.date):
                self._duties[loaded.duty.officer].append(loaded)
        self._told: dict[OfficerCode, list[Duty]] = defaultdict(list)
        for duty in case.situation.published:
            if period.holds(duty.date):
                self._told[duty.officer].append(duty)

    def concerns(self, officer: Officer) -> bool:
        """Whether he has, or was told, a duty in the period."""
        return officer.code in self._duties or officer.code in self._told

    def paper(self, officer: Officer) -> Paper:
        """The slip before any format: a row a duty, what they sum to, and when he is away."""
        telling = self._telling
        rows = tuple(Block(rows=(_row(telling, each),)) for each in self._duties.get(officer.code, ()))
        frame = telling.frame(wording.SLIP, wording.period(*self._period))
        return Paper(
            frame=frame.model_copy(update={"title": (telling.name(officer.code).upper(),)}),
            parts=(
                *_lines(_about(officer)),
                *((Table(columns=COLUMNS, bands=(Band(title="", blocks=rows),), size=SIZE),) if rows else ()),
                *_lines(self._sums(officer)),
            ),
            sheet="Phiếu phân ca",
            mark=telling.mark,
        )

    def calendar(self, officer: Officer, made_at: datetime) -> bytes:
        """The same duties as a calendar file; what was published once and is his no longer is cancelled in it.

        Empty bytes for an officer who has neither.
        """
        telling = self._telling
        held = {_uid(telling, loaded.duty): loaded.duty for loaded in self._duties.get(officer.code, ())}
        once = {_uid(telling, duty): duty for duty in self._told.get(officer.code, ())}
        appointments = [_appointment(telling, uid, duty, made_at) for uid, duty in held.items()]
        appointments += [
            _appointment(telling, uid, duty, made_at).model_copy(update={"is_cancelled": True})
            for uid, duty in once.items()
            if uid not in held
        ]
        return calendar_file(f"Lịch trực: {telling.name(officer.code)}", appointments) if appointments else b""

    def _sums(self, officer: Officer) -> Iterator[str]:
        """What his duties sum to, then each of his leaves that touches the period."""
        load = self._loads[officer.code]
        yield wording.sums(load) if load.shifts else wording.NO_DUTY
        for leave in self._case.staffing.leaves_by_officer.get(officer.code, ()):
            first, last = max(leave.first_day, self._period.first_day), min(leave.last_day, self._period.last_day)
            if first <= last:
                hours = [spoken_hours(*usual_hours(self._case, shift)) for shift in leave.shifts]
                told = f"{spoken_days(first, last)} ({', '.join(hours)})" if hours else spoken_days(first, last)
                yield f"{begins_with_capital(wording.LEAVES[leave.kind])}: {told}."


def _row(telling: Telling, loaded: LoadedDuty) -> PaperRow:
    duty = loaded.duty
    texts = (
        begins_with_capital(day_with_weekday(duty.date)),
        telling.label(duty.date, duty.shift),
        hours_in_short(loaded.hours),
        duty.machine,
        telling.place(duty.machine, duty.unit, duty.date),
        telling.role(duty.role),
    )
    fill = WEEKEND if loaded.is_weekend else ""
    return PaperRow(
        cells=tuple(
            PaperCell(column=column, text=text, fill="" if column else fill) for column, text in enumerate(texts)
        )
    )


def _lines(texts: Iterator[str]) -> Iterator[Paragraph]:
    for text in texts:
        yield Paragraph(text=text, align=ParagraphAlign.LEFT, indented=False)


def _about(officer: Officer) -> Iterator[str]:
    for title, told in (
        (wording.RANK, officer.rank),
        (wording.OWN_UNIT, officer.workplace),
        (wording.CREW, officer.crew),
    ):
        if printable(told):
            yield f"{title}: {printable(told)}"


def _uid(telling: Telling, duty: Duty) -> str:
    return uid_of(telling.case.campaign.name, "duty", duty.officer, duty.date.isoformat(), duty.shift)


def _appointment(telling: Telling, uid: str, duty: Duty, made_at: datetime) -> Appointment:
    hours = duty_hours(telling.case, duty)
    zone = telling.case.campaign.clock
    return Appointment(
        uid=uid,
        sequence=telling.roster.version - 1,
        stamp=made_at,
        starts=moment(duty.date, hours.starts_minute, zone),
        ends=moment(duty.date, hours.ends_minute, zone),
        summary=f"{telling.label(duty.date, duty.shift)}: {duty.machine}, {telling.role(duty.role)}",
        place=telling.place(duty.machine, duty.unit, duty.date),
        description="",
    )
