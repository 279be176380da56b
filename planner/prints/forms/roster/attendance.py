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
    bands = []
    sums = [0] * len(COUNTED_AS)
    for number, (workplace, officers) in enumerate(places, start=1):
        blocks = []
        for place, officer in enumerate(officers, start=1):
            signs = [_sign(telling, officer, day, worked) for day in days]
            counts = [sum(sign in counted for sign in signs) for _title, counted in COUNTED_AS]
            sums = [before + more for before, more in zip(sums, counts, strict=True)]
            blocks.append(
                Block(rows=(_row(telling, place, officer, _day_cells(telling, officer, days, signs), counts),))
            )
        is_last = number == len(places)
        if is_last:
            blocks.append(_total(len(days), sums))
        title = workplace if len(places) > 1 else ""
        bands.append(Band(title=title, blocks=tuple(blocks), notes=(_note(),) if is_last else ()))
    signers = (wording.TIMEKEEPER, wording.HEAD_OF_SECTION, wording.APPROVED_BY)
    return Paper(
        frame=telling.frame(wording.ATTENDANCE, wording.month(month.first_day, wording.ATTENDANCE_FORM), *signers),
        parts=(Table(columns=_columns(telling, days), bands=tuple(bands), size=SIZE, side_room=SIDE_ROOM),),
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


def _row(telling: Telling, number: int, officer: Officer, day_cells: list[PaperCell], counts: list[int]) -> PaperRow:
    about = (str(number), telling.name(officer.code), officer.rank)
    return PaperRow(
        cells=(
            *(PaperCell(column=column, text=text) for column, text in enumerate(about)),
            *day_cells,
            *_count_cells(AT_FIRST_DAY + len(day_cells), counts),
        )
    )


def _day_cells(telling: Telling, officer: Officer, days: tuple[date, ...], signs: list[str]) -> list[PaperCell]:
    return [
        PaperCell(
            column=AT_FIRST_DAY + place,
            text=sign,
            fill=telling.fill(day) if sign or telling.is_his(officer, day) else ABSENT,
        )
        for place, (day, sign) in enumerate(zip(days, signs, strict=True))
    ]


def _total(num_days: int, sums: list[int]) -> Block:
    """The form's last row."""
    first_sum = AT_FIRST_DAY + num_days
    title = PaperCell(column=0, text=wording.TOTAL, columns=first_sum, bold=True, align=Align.RIGHT)
    return Block(rows=(PaperRow(cells=(title, *_count_cells(first_sum, sums))),))


def _count_cells(first: int, counts: list[int]) -> Iterator[PaperCell]:
    for place, count in enumerate(counts):
        yield PaperCell(column=first + place, text=str(count), bold=True)


def _sign(telling: Telling, officer: Officer, day: date, worked: set[tuple[OfficerCode, date]]) -> str:
    if (officer.code, day) in worked:
        return WORKED
    return _leave_sign(telling.case, officer, day) if telling.is_his(officer, day) else ""


def _leave_sign(case: RosterCase, officer: Officer, day: date) -> str:
    """Why he was away on a day that is over; nothing for a day off or ahead."""
    as_of = case.situation.as_of
    if as_of is None or day >= as_of:
        return ""
    leave = leave_told(case, officer.code, day)
    return "" if leave is None else SIGNS[leave.kind]


def _note() -> str:
    told = "; ".join(f"{sign}: {meaning}" for sign, meaning in wording.ATTENDANCE_SIGNS)
    return f"Ký hiệu chấm công: {told}. {wording.ONLY_THE_PAST}"
