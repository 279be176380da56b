"""Who works when in a month: officers against its days, and what each of them bears."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from planner.prints.forms.roster import wording
from planner.prints.forms.roster.telling import ABSENT, Telling, usual_hours
from planner.prints.paper.paper import Orientation, Paper
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.typesetting.room import SIZES
from planner.prints.words.wording import NUMBER
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster
from planner.roster.loads import DutyPeriod, OfficerLoad, officer_loads, spread_of
from planner.roster.policy import Load
from planner.roster.staffing import Leave, Officer, OfficerCode

SIZE = 8.0
SIDE_ROOM = 0.2
"""A sign of two letters has to stand in a column of less than five millimetres."""
NUMBER_MM, NAME_MM, RANK_MM, SUM_MM = 7.5, 38.0, 25.5, 7.6
AT_NUMBER, AT_NAME, AT_RANK, AT_FIRST_DAY = range(4)
SUMS = (wording.ALL_SHIFTS, wording.EVENINGS, wording.WEEKENDS, wording.OVERTIME, wording.COMPENSATORY)


def month_paper(case: RosterCase, roster: Roster, month: DutyPeriod) -> Paper:
    """The table of one month before any format: a band a workplace, a row an officer, at the end the spread."""
    telling = Telling(case, roster)
    days = month.days()
    loads = officer_loads(case, roster, month)
    return Paper(
        frame=telling.frame(wording.MONTH, wording.month(month.first_day), wording.MADE_BY, wording.COMMANDER),
        parts=(
            Table(
                columns=_columns(telling, days),
                bands=tuple(_bands(telling, days, loads)),
                size=SIZE,
                side_room=SIDE_ROOM,
            ),
        ),
        orientation=Orientation.LANDSCAPE,
        sheet="Lịch trực",
        mark=telling.mark,
    )


def officers_by_workplace(officers: Iterable[Officer]) -> list[tuple[str, list[Officer]]]:
    """Officers of one workplace together, in the order in which the workbook names the first of each."""
    together: dict[str, list[Officer]] = defaultdict(list)
    for officer in officers:
        together[officer.workplace].append(officer)
    return list(together.items())


def _columns(telling: Telling, days: tuple[date, ...]) -> tuple[PaperColumn, ...]:
    taken = NUMBER_MM + NAME_MM + RANK_MM + SUM_MM * len(SUMS)
    width = (SIZES[Orientation.LANDSCAPE].width_mm - taken) / len(days)
    return (
        PaperColumn(title=NUMBER, width_mm=NUMBER_MM, align=Align.CENTER, counts=True),
        PaperColumn(title=wording.NAME, width_mm=NAME_MM),
        PaperColumn(title=wording.RANK, width_mm=RANK_MM),
        *(telling.day_column(day, width, wording.TWO_LETTERED_WEEKDAYS[day.weekday()]) for day in days),
        *(PaperColumn(title=title, width_mm=SUM_MM, align=Align.CENTER, counts=True) for title in SUMS),
    )


def _bands(telling: Telling, days: tuple[date, ...], loads: tuple[OfficerLoad, ...]) -> Iterator[Band]:
    duties: dict[tuple[OfficerCode, date], list[Duty]] = defaultdict(list)
    for duty in telling.roster.duties:
        duties[duty.officer, duty.date].append(duty)
    load_of = {load.officer: load for load in loads}
    places = officers_by_workplace(telling.case.staffing.officers)
    for number, (workplace, officers) in enumerate(places, start=1):
        blocks = [
            Block(rows=(_row(telling, place, officer, days, duties=duties, load=load_of[officer.code]),))
            for place, officer in enumerate(officers, start=1)
        ]
        is_last = number == len(places)
        if is_last:
            blocks.append(_spread(len(days), loads))
        yield Band(
            title=workplace if len(places) > 1 else "",
            blocks=tuple(blocks),
            notes=(_signs(telling, days), wording.MONTH_NOTE) if is_last else (),
        )


def _row(
    telling: Telling,
    number: int,
    officer: Officer,
    days: tuple[date, ...],
    *,
    duties: dict[tuple[OfficerCode, date], list[Duty]],
    load: OfficerLoad,
) -> PaperRow:
    cells = [
        PaperCell(column=AT_NUMBER, text=str(number)),
        PaperCell(column=AT_NAME, text=telling.name(officer.code)),
        PaperCell(column=AT_RANK, text=officer.rank),
    ]
    for place, day in enumerate(days):
        is_his = telling.is_his(officer, day)
        worked = duties.get((officer.code, day), [])
        fill = telling.fill(day) if is_his or worked else ABSENT
        sign = _sign(telling, officer, day, worked, is_his=is_his)
        cells.append(PaperCell(column=AT_FIRST_DAY + place, text=sign, fill=fill))
    sums = (
        str(load.shifts),
        str(load.evenings),
        str(load.weekends),
        wording.hours(load.overtime_minutes),
        f"{load.compensatory_days_taken}/{load.compensatory_days_due}",
    )
    cells += [
        PaperCell(column=AT_FIRST_DAY + len(days) + place, text=text, bold=place == 0)
        for place, text in enumerate(sums)
    ]
    return PaperRow(cells=tuple(cells))


def _sign(telling: Telling, officer: Officer, day: date, worked: list[Duty], *, is_his: bool) -> str:
    """The shifts that he works, else why he is away; nothing for a day off."""
    if worked:
        return ",".join(dict.fromkeys(telling.sign(day, duty.shift) for duty in worked))
    leave = leave_told(telling.case, officer.code, day) if is_his else None
    return "" if leave is None else leave.kind.value


def leave_told(case: RosterCase, officer: OfficerCode, day: date) -> Leave | None:
    """The leave that a day without a duty is told by: one of the whole day before one of a shift."""
    leaves = case.staffing.leaves_by_officer.get(officer, ())
    touching = [leave for leave in leaves if leave.first_day <= day <= leave.last_day]
    return min(touching, key=lambda leave: not leave.is_whole(day), default=None)


def _spread(num_days: int, loads: tuple[OfficerLoad, ...]) -> Block:
    """How far those who bear most and least lie apart, of each load that is to be shared out fairly."""
    first_sum = AT_FIRST_DAY + num_days
    cells = [PaperCell(column=0, text=wording.SPREAD, columns=first_sum, bold=True, align=Align.RIGHT)]
    cells += [
        PaperCell(column=first_sum + place, text=str(spread_of(loads, load).difference), bold=True)
        for place, load in enumerate(Load)
    ]
    return Block(rows=(PaperRow(cells=tuple(cells)),))


def _signs(telling: Telling, days: tuple[date, ...]) -> str:
    """What the signs in the cells say, the shifts' first; labels are those of the month."""
    case = telling.case
    inside = next((day for day in days if telling.is_in_campaign(day)), days[0])
    labels = case.campaign.calendar.shift_labels
    shifts = sorted(
        (telling.sign(inside, shift), telling.shift_and_hours(inside, shift, usual_hours(telling.case, shift)))
        for shift in labels
    )
    leaves = [(kind.value, told) for kind, told in wording.LEAVES.items()]
    return "Ký hiệu: " + "; ".join(f"{sign}: {told}" for sign, told in (*shifts, *leaves)) + "."
