"""Sheet *Quy định ca*: the limits of working hours, each with its basis."""

from planner.intake.cells.findings import Findings, shown
from planner.intake.layout.regulations import LAWS, Regulation, RegulationColumn
from planner.intake.staffing.ground import StaffingGround, hours_said
from planner.intake.tables.item_rows import ItemRows
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.roster.regulations import RegulationBasis, RegulationItem, Regulations
from planner.texts import spoken_clock, spoken_number, texts_of

_ = texts_of("intake")

MINUTES_AN_HOUR = 60
_HOURS = {
    Regulation.SHIFT_REST: "shift_rest_minutes",
    Regulation.WEEKLY_REST: "weekly_rest_minutes",
    Regulation.WEEK: "week_minutes",
    Regulation.WEEK_MOST: "week_most_minutes",
    Regulation.OVERTIME_MONTH: "overtime_month_minutes",
    Regulation.OVERTIME_YEAR: "overtime_year_minutes",
}
_COUNTS = {
    Regulation.SHIFTS_A_DAY: "shifts_a_day",
    Regulation.RUN_DAYS: "run_days",
    Regulation.EVENINGS_RUN: "evenings_run",
}
_CLOCKS = {
    Regulation.NIGHT_FROM: "night_from_minute",
    Regulation.NIGHT_TO: "night_to_minute",
    Regulation.EVENING_FROM: "evening_from_minute",
}
_LAST_MINUTE = 24 * MINUTES_AN_HOUR


def regulations_of(table: SheetTable, ground: StaffingGround, findings: Findings) -> Regulations:
    """The limits; an empty or missing row is what the law says. Notes limits that contradict each other."""
    rows = ItemRows(table, Regulation, findings)
    told: dict[str, int] = {}
    for item, field in _HOURS.items():
        if (hours := rows[item].decimal(RegulationColumn.VALUE)) is not None:
            told[field] = round(hours * MINUTES_AN_HOUR)
    for item, field in _COUNTS.items():
        if (count := rows[item].whole(RegulationColumn.VALUE)) is not None:
            told[field] = count
    for item, field in _CLOCKS.items():
        if (minute := rows[item].minute(RegulationColumn.VALUE)) is not None:
            told[field] = minute % _LAST_MINUTE
    regulations = Regulations.model_validate({**told, "bases": _bases(rows)})
    _note_contradictions(rows, regulations, ground)
    for item in Regulation:
        _note_beyond_the_law(rows, item)
    return regulations


def _bases(rows: ItemRows[Regulation]) -> tuple[RegulationBasis, ...]:
    """What stands beside each value; where it is empty, the law beside a value that the law gives."""
    bases = []
    for item in Regulation:
        row = rows[item]
        is_of_the_law = row.is_empty(RegulationColumn.VALUE)
        text = row.plain(RegulationColumn.BASIS) or (LAWS[item].text if is_of_the_law else "")
        if text:
            bases.append(RegulationBasis(item=RegulationItem(item.value), text=text))
    return tuple(bases)


def _note_contradictions(rows: ItemRows[Regulation], limits: Regulations, ground: StaffingGround) -> None:
    if limits.week_most_minutes < limits.week_minutes:
        _contradicts(rows, Regulation.WEEK_MOST, Regulation.WEEK, (limits.week_most_minutes, limits.week_minutes))
    if limits.overtime_year_minutes < limits.overtime_month_minutes:
        _contradicts(
            rows,
            Regulation.OVERTIME_YEAR,
            Regulation.OVERTIME_MONTH,
            (limits.overtime_year_minutes, limits.overtime_month_minutes),
        )
    shortest = min(shift.ends_minute - shift.starts_minute for shift in ground.campaign.calendar.shifts)
    if limits.week_most_minutes < min(
        [shortest, *(own.ends_minute - own.starts_minute for own in ground.campaign.own_hours)]
    ):
        rows[Regulation.WEEK_MOST].error(
            RegulationColumn.VALUE,
            _("the shortest shift lasts longer than a week's hours, so nobody can work"),
            _("Enter the hours that an officer may work in a week, for example 48"),
        )
    if limits.evenings_run is not None and limits.evenings_run > limits.run_days:
        rows[Regulation.EVENINGS_RUN].warn(
            RegulationColumn.VALUE,
            _("{evenings} evenings in a row never come about: {item} is {days}").format(
                evenings=limits.evenings_run, item=shown(Regulation.RUN_DAYS), days=limits.run_days
            ),
            _("Check both"),
        )
    if limits.night_from_minute == limits.night_to_minute:
        _told(rows, Regulation.NIGHT_TO, Regulation.NIGHT_FROM).error(
            RegulationColumn.VALUE,
            _("the night begins and ends at {hour}").format(hour=spoken_clock(limits.night_from_minute)),
            _("Enter the hour at which the night ends, for example 6h00"),
        )


def _contradicts(rows: ItemRows[Regulation], item: Regulation, other: Regulation, minutes: tuple[int, int]) -> None:
    """Tell in the row of the item, or of the other where only that one is entered, that the item is the smaller one."""
    _told(rows, item, other).error(
        RegulationColumn.VALUE,
        _("{item} is {hours}, less than {other}, which is {more}").format(
            item=shown(item), hours=hours_said(minutes[0]), other=shown(other), more=hours_said(minutes[1])
        ),
        _("Mend one of the two"),
    )


def _told(rows: ItemRows[Regulation], item: Regulation, other: Regulation) -> SheetRow:
    """The item's row, or the other's where only that one is entered."""
    return rows[other] if rows[item].is_empty(RegulationColumn.VALUE) else rows[item]


def _note_beyond_the_law(rows: ItemRows[Regulation], item: Regulation) -> None:
    """Warn of a value beyond what the law allows beside which no other basis stands."""
    law, row = LAWS[item], rows[item]
    if law.most is None and law.least is None:
        return
    value = row.whole(RegulationColumn.VALUE) if item in _COUNTS else row.decimal(RegulationColumn.VALUE)
    basis = row.text(RegulationColumn.BASIS)
    if value is not None and not law.allows(value) and basis in ("", law.text):
        row.warn(
            RegulationColumn.VALUE,
            _("{value} goes beyond the law: {law}").format(
                value=shown(spoken_number(value if value % 1 else int(value))), law=law.text
            ),
            _("Enter in Căn cứ the order that allows it, or mend the value"),
        )
