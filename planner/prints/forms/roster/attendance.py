"""The attendance sheet of a month (form C01a-HD, 01a-LĐTL), filled from what was worked."""

from collections.abc import Iterator
from datetime import date

from planner.prints.forms.roster import wording
from planner.prints.forms.roster.month import leave_told, officers_by_workplace
from planner.prints.forms.roster.telling import ABSENT, Telling
from planner.prints.paper.paper import Orientation, Paper
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.typesetting.room import SIZES
from planner.prints.words.wording import NUMBER
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.roster.loads import DutyPeriod
from planner.roster.staffing import LeaveKind, Officer, OfficerCode

SIZE = 8.0
SIDE_ROOM = 0.2
NUMBER_MM, NAME_MM, RANK_MM, SUM_MM = 7.5, 37.0, 25.5, 14.0
AT_NUMBER, AT_NAME, AT_RANK, AT_FIRST_DAY = range(4)
WORKED = "+"
SIGNS = {
    LeaveKind.ANNUAL: "P",
    LeaveKind.SICK: "Ô",
    LeaveKind.MATERNITY: "Ts",
    LeaveKind.STUDY: "H",
    LeaveKind.MISSION: WORKED,
    LeaveKind.COMPENSATORY: "Nb",
    LeaveKind.UNPAID: "No",
}
"""As the form writes them; who is sent elsewhere works there."""
COUNTED_AS = (
    (wording.PAID, frozenset({WORKED, "P", "H", "Nb"})),
    (wording.UNPAID, frozenset({"No"})),
    (wording.INSURED, frozenset({"Ô", "Ts"})),
)


def attendance_paper(case: RosterCase, roster: Roster, month: DutyPeriod) -> Paper:
    """The sheet of one month before any format; days from the first one still ahead stay empty."""
    telling = Telling(case, roster)
    days = month.days()
    worked = {(duty.officer, duty.date) for duty in roster.duties if duty.done}
    places = officers_by_workplace(case.staffing.officers)
    bands = tuple(
        Band(
            title=workplace if len(places) > 1 else "",
            blocks=tuple(
                Block(rows=(_row(telling, place, officer, days, worked),))
                for place, officer in enumerate(officers, start=1)
            ),
            notes=tuple(_notes()) if number == len(places) else (),
        )
        for number, (workplace, officers) in enumerate(places, start=1)
    )
    signers = (wording.TIMEKEEPER, wording.HEAD_OF_SECTION, wording.APPROVED_BY)
    return Paper(
        frame=telling.frame(wording.ATTENDANCE, wording.month(month.first_day), *signers),
        parts=(Table(columns=_columns(telling, days), bands=bands, size=SIZE, side_room=SIDE_ROOM),),
        orientation=Orientation.LANDSCAPE,
        sheet="Chấm công",
        mark=telling.mark,
    )


def _columns(telling: Telling, days: tuple[date, ...]) -> tuple[PaperColumn, ...]:
    taken = NUMBER_MM + NAME_MM + RANK_MM + SUM_MM * len(COUNTED_AS)
    width = (SIZES[Orientation.LANDSCAPE].width_mm - taken) / len(days)
    return (
        PaperColumn(title=NUMBER, width_mm=NUMBER_MM, align=Align.CENTER, counts=True),
        PaperColumn(title=wording.NAME, width_mm=NAME_MM),
        PaperColumn(title=wording.RANK, width_mm=RANK_MM),
        *(telling.day_column(day, width, wording.DAYS_OF_MONTH) for day in days),
        *(
            PaperColumn(title=title, width_mm=SUM_MM, align=Align.CENTER, counts=True, group=wording.IN_DAYS_OF_WORK)
            for title, _signs in COUNTED_AS
        ),
    )


def _row(
    telling: Telling,
    number: int,
    officer: Officer,
    days: tuple[date, ...],
    worked: set[tuple[OfficerCode, date]],
) -> PaperRow:
    cells = [
        PaperCell(column=AT_NUMBER, text=str(number)),
        PaperCell(column=AT_NAME, text=telling.name(officer.code)),
        PaperCell(column=AT_RANK, text=officer.rank),
    ]
    signs = []
    for place, day in enumerate(days):
        is_his = telling.is_in_campaign(day) and officer.first_day <= day <= officer.last_day
        has_worked = (officer.code, day) in worked
        signs.append(WORKED if has_worked else _leave_sign(telling.case, officer, day) if is_his else "")
        fill = telling.fill(day) if is_his or has_worked else ABSENT
        cells.append(PaperCell(column=AT_FIRST_DAY + place, text=signs[-1], fill=fill))
    cells += [
        PaperCell(column=AT_FIRST_DAY + len(days) + place, text=str(sum(sign in counted for sign in signs)))
        for place, (_title, counted) in enumerate(COUNTED_AS)
    ]
    return PaperRow(cells=tuple(cells))


def _leave_sign(case: RosterCase, officer: Officer, day: date) -> str:
    """Why he was away on a day that is over; nothing for a day off or ahead."""
    as_of = case.situation.as_of
    if as_of is None or day >= as_of:
        return ""
    leave = leave_told(case, officer.code, day)
    return "" if leave is None else SIGNS[leave.kind]


def _notes() -> Iterator[str]:
    told = "; ".join(f"{sign}: {meaning}" for sign, meaning in wording.ATTENDANCE_SIGNS)
    yield f"Ký hiệu chấm công: {told}."
    yield wording.ATTENDANCE_FORM
