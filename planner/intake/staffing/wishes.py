"""Sheet *Nguyện vọng*: what officers would like."""

from datetime import date

from planner.domain.folding import fold
from planner.domain.record import ShiftLabel
from planner.intake.cells.findings import shown
from planner.intake.layout.crew_days import OFF, WORK, WishColumn
from planner.intake.staffing.ground import StaffingGround, day_named, officer_named
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook, suggestion
from planner.roster.staffing import DutyWish, OfficerCode, Staffing
from planner.texts import texts_of

_ = texts_of("intake")


def wishes_of(table: SheetTable, ground: StaffingGround, officers: NameBook) -> tuple[tuple[SheetRow, DutyWish], ...]:
    """The wishes with their rows, in workbook order; several shifts that an officer would like off are a wish each."""
    return tuple((row, wish) for row in table for wish in _wishes(row, ground, officers))


def _wishes(row: SheetRow, ground: StaffingGround, officers: NameBook) -> tuple[DutyWish, ...]:
    errors_before = row.findings.num_errors
    officer = officer_named(row, WishColumn.CODE, officers)
    day = day_named(row, WishColumn.DAY)
    shifts: tuple[ShiftLabel | None, ...] = ground.shifts_named(row, WishColumn.SHIFT) or (None,)
    wants_work = _wants_work(row)
    level = row.whole(WishColumn.LEVEL)
    if wants_work and len(shifts) > 1:
        row.error(
            WishColumn.SHIFT,
            _("several shifts in which the officer would like to work"),
            _("Enter one shift, or leave it empty: then any shift of the day will do"),
        )
    if officer is None or day is None or wants_work is None or row.findings.num_errors > errors_before:
        return ()
    if not ground.holds(day):
        row.warn(
            WishColumn.DAY,
            _("the day lies outside the campaign, so the wish has no effect"),
            check_days(day, *ground.frame.days),
        )
    source = row.where(WishColumn.CODE)
    return tuple(
        DutyWish(officer=officer, day=day, shift=shift, wants_work=wants_work, level=level or 1, source=source)
        for shift in shifts
    )


def _wants_work(row: SheetRow) -> bool | None:
    if not row.require(WishColumn.WANTS, _("Choose Làm or Nghỉ")):
        return None
    word = row.text(WishColumn.WANTS)
    if fold(word) not in (fold(WORK), fold(OFF)):
        row.error(
            WishColumn.WANTS,
            _("{value} is neither Làm nor Nghỉ").format(value=shown(word)),
            suggestion(word, [WORK, OFF]) or _("Choose Làm or Nghỉ"),
        )
        return None
    return fold(word) == fold(WORK)


def judge_wishes(wishes: tuple[tuple[SheetRow, DutyWish], ...], staffing: Staffing) -> None:
    """Note wishes of one day that contradict each other, and those to work of somebody who is not there."""
    seen: dict[tuple[OfficerCode, date], list[tuple[SheetRow, DutyWish]]] = {}
    for row, wish in wishes:
        earlier = seen.setdefault((wish.officer, wish.day), [])
        _note_beside(row, wish, earlier)
        earlier.append((row, wish))
        if wish.wants_work:
            _note_absence(row, wish, staffing)


def _note_beside(row: SheetRow, wish: DutyWish, earlier: list[tuple[SheetRow, DutyWish]]) -> None:
    for other_row, other in earlier:
        if _contradict(wish, other):
            row.error(
                WishColumn.WANTS,
                _("row {row} wishes the contrary for the same officer and day").format(row=other_row.number),
                _("Keep one of the two"),
            )
            return
        if (wish.shift, wish.wants_work) == (other.shift, other.wants_work):
            row.warn(
                WishColumn.DAY,
                _("row {row} wishes the same; the two add up").format(row=other_row.number),
                _("Delete one row"),
            )
            return


def _contradict(one: DutyWish, other: DutyWish) -> bool:
    """Whether no day fulfils both. Work in any shift, and one shift off, go together."""
    if one.wants_work == other.wants_work:
        return False
    work, off = (one, other) if one.wants_work else (other, one)
    return off.shift is None or off.shift == work.shift


def _note_absence(row: SheetRow, wish: DutyWish, staffing: Staffing) -> None:
    """Note that an officer who would like to work is on leave then, or does not take part."""
    leaves = staffing.leaves_by_officer.get(wish.officer, ())
    if any(leave.is_whole(wish.day) or (wish.shift and leave.covers(wish.day, wish.shift)) for leave in leaves):
        row.warn(
            WishColumn.WANTS,
            _("the officer is on leave then, so the wish cannot be fulfilled"),
            _("Delete the wish, or mend the days on sheet Nghỉ phép"),
        )
    officer = staffing.officers_by_code[wish.officer]
    if not officer.first_day <= wish.day <= officer.last_day:
        row.warn(
            WishColumn.DAY,
            _("the officer does not take part on this day (see {where})").format(where=officer.source),
            _("Check the day against Từ ngày and Đến ngày on sheet Cán bộ"),
        )
