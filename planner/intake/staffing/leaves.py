"""Sheet *Nghỉ phép*: days and shifts on which officers are away."""

from planner.domain.folding import fold
from planner.intake.campaign.frame import Period, period_of
from planner.intake.cells.findings import shown
from planner.intake.layout.crew_days import LeaveColumn
from planner.intake.staffing.ground import StaffingGround, officer_named
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook
from planner.roster.staffing import Leave, LeaveKind, OfficerCode
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_WORDS = {
    LeaveKind.ANNUAL: ("phép", "nghỉ phép", "phép năm"),
    LeaveKind.SICK: ("ốm", "nghỉ ốm", "ốm đau"),
    LeaveKind.MATERNITY: ("thai sản", "nghỉ thai sản"),
    LeaveKind.STUDY: ("học", "đi học", "tập huấn"),
    LeaveKind.MISSION: ("công tác", "đi công tác"),
    LeaveKind.COMPENSATORY: ("nghỉ bù", "bù"),
    LeaveKind.UNPAID: ("không lương", "nghỉ không lương"),
}
_KINDS = {fold(word): kind for kind, words in _WORDS.items() for word in (kind.value, *words)}


def leaves_of(table: SheetTable, ground: StaffingGround, officers: NameBook) -> tuple[Leave, ...]:
    """The leaves in workbook order; a row that cannot be read is noted and left out."""
    rows = [(row, leave) for row in table if (leave := _leave(row, ground, officers)) is not None]
    _note_overlaps(rows)
    return tuple(leave for _row, leave in rows)


def _leave(row: SheetRow, ground: StaffingGround, officers: NameBook) -> Leave | None:
    errors_before = row.findings.num_errors
    officer = officer_named(row, LeaveColumn.CODE, officers)
    row.require(LeaveColumn.FIRST_DAY, _("Enter the first day of the leave"))
    first = row.day(LeaveColumn.FIRST_DAY)
    shifts = ground.shifts_named(row, LeaveColumn.SHIFTS)
    kind = _kind(row)
    known_since = row.day(LeaveColumn.KNOWN_SINCE)
    note = row.plain(LeaveColumn.NOTE)
    period = period_of(row, LeaveColumn.FIRST_DAY, LeaveColumn.LAST_DAY, Period(first, first)) if first else None
    if officer is None or period is None or row.findings.num_errors > errors_before:
        return None
    if period.within(ground.frame.days).is_empty:
        row.warn(
            LeaveColumn.FIRST_DAY,
            _("the leave lies outside the campaign and has no effect"),
            check_days(first, *ground.frame.days),
        )
    if known_since is not None and known_since > period.last_day:
        row.warn(
            LeaveColumn.KNOWN_SINCE,
            _("the leave became known on {day}, after it had ended").format(day=spoken_day(known_since)),
            _("Check the days"),
        )
    return Leave(
        officer=officer,
        first_day=period.first_day,
        last_day=period.last_day,
        shifts=shifts,
        kind=kind,
        known_since=known_since,
        note=note,
        source=row.where(LeaveColumn.CODE),
    )


def _kind(row: SheetRow) -> LeaveKind:
    word = row.text(LeaveColumn.KIND)
    kind = _KINDS.get(fold(word)) if word else LeaveKind.ANNUAL
    if kind is None:
        row.error(
            LeaveColumn.KIND,
            _("{value} is no kind of leave").format(value=shown(word)),
            _("Enter one of {signs}; what each means stands on sheet Hướng dẫn").format(signs=", ".join(LeaveKind)),
        )
        return LeaveKind.ANNUAL
    return kind


def _note_overlaps(rows: list[tuple[SheetRow, Leave]]) -> None:
    """Name each leave that lies over an earlier one of the same officer: the earlier one counts there."""
    by_officer: dict[OfficerCode, list[tuple[SheetRow, Leave]]] = {}
    for row, leave in rows:
        own = by_officer.setdefault(leave.officer, [])
        for other_row, other in own:
            if (
                leave.first_day <= other.last_day
                and other.first_day <= leave.last_day
                and (not leave.shifts or not other.shifts or set(leave.shifts) & set(other.shifts))
            ):
                row.warn(
                    LeaveColumn.FIRST_DAY,
                    _("the leave overlaps the one in row {row} of the same officer, which counts there").format(
                        row=other_row.number
                    ),
                    _("Let the one end before the other starts"),
                )
                break
        own.append((row, leave))
