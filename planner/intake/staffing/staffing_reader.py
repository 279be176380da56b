"""Workbook and its campaign → who could work the machines, or every problem that the sheets on the crews have."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.errors import Problem, WorkbookProblems
from planner.intake.cells.findings import Findings
from planner.intake.cells.sheets import Sheet, read_sheets
from planner.intake.layout.calendar import CLOSURES
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.column import CellKind, SheetLayout
from planner.intake.layout.crew_days import DUTY_PINS, LEAVES, PAST_DUTIES, WISHES
from planner.intake.layout.crews import OFFICERS, SEATS
from planner.intake.layout.regulations import REGULATIONS
from planner.intake.layout.staffing import STAFFING_LAYOUTS
from planner.intake.staffing.duty_pins import duty_pins_of
from planner.intake.staffing.ground import RoleBook, StaffingGround
from planner.intake.staffing.holidays import holidays_of
from planner.intake.staffing.judged_pins import judge_pins
from planner.intake.staffing.leaves import leaves_of
from planner.intake.staffing.officers import note_roles_unasked, officer_names, officers_of
from planner.intake.staffing.past_duties import past_duties_of
from planner.intake.staffing.pins_together import judge_pins_together
from planner.intake.staffing.regulations import regulations_of
from planner.intake.staffing.seats import seats_of
from planner.intake.staffing.wishes import judge_wishes, wishes_of
from planner.intake.tables.month_first import note_month_first
from planner.intake.tables.shape.sheet_choice import is_known_title, may_be_known_title
from planner.intake.tables.shape.unread import TellUnread
from planner.intake.tables.sheet_tables import SheetTable, tables_of
from planner.roster.staffing import ANY_ROLE, Staffing
from planner.texts import texts_of

_ = texts_of("intake")

Tables = Mapping[SheetLayout, SheetTable]


@dataclass(frozen=True)
class ReadStaffing:
    """The staffing as read, and what a planner should look at before trusting it."""

    staffing: Staffing | None
    """None where the workbook has no sheet *Cán bộ*, or nobody on it."""
    warnings: tuple[Problem, ...]


def read_staffing(path: Path, campaign: Campaign) -> ReadStaffing:
    """Who could work the machines of a campaign, from the workbook that the campaign was read from.

    Raises UnreadableFile if it is no readable workbook, and WorkbookProblems with every problem of these sheets.
    """
    findings = Findings(keeps_notes=True, joins_alike=True)
    titles, sheets = read_sheets(path, partial(may_be_known_title, layouts=(*STAFFING_LAYOUTS, CLOSURES)))
    tables = _tables(titles, sheets, findings)
    staffing = None
    if tables[OFFICERS].rows:
        ground = StaffingGround(campaign)
        staffing = _staffing_from(tables, _closures(titles, sheets), ground, findings)
    else:
        _note_rows_without_officers(tables, findings)
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    return ReadStaffing(staffing, findings.warnings)


def _tables(titles: tuple[str, ...], sheets: tuple[Sheet, ...], findings: Findings) -> dict[SheetLayout, SheetTable]:
    """The tables on the crews; of other sheets nothing is said, for the campaign's reader tells of those."""
    own = [sheet for sheet in sheets if may_be_known_title(sheet.title, STAFFING_LAYOUTS)]
    strange = [title for title in titles if not is_known_title(title, LAYOUTS)]
    tables = tables_of(strange, own, findings, STAFFING_LAYOUTS, unread=TellUnread.FULL)
    for layout in STAFFING_LAYOUTS:
        for column in layout.columns:
            if column.declared.kind is CellKind.DAY:
                note_month_first(tables[layout].rows, column, findings)
    return tables


def _closures(titles: tuple[str, ...], sheets: tuple[Sheet, ...]) -> SheetTable:
    """Sheet *Ngày nghỉ*, of whose shape the campaign's reader has told."""
    own = [sheet for sheet in sheets if may_be_known_title(sheet.title, (CLOSURES,))]
    return tables_of(titles, own, Findings(), (CLOSURES,))[CLOSURES]


def _staffing_from(tables: Tables, closures: SheetTable, ground: StaffingGround, findings: Findings) -> Staffing:
    roles = RoleBook()
    officers = officers_of(tables[OFFICERS], ground, roles, findings)
    names = officer_names(officers)
    demands = seats_of(tables[SEATS], ground, roles, findings)
    leaves = leaves_of(tables[LEAVES], ground, names)
    wishes = wishes_of(tables[WISHES], ground, names)
    pins = duty_pins_of(tables[DUTY_PINS], ground, names, roles)
    staffing = Staffing(
        officers=tuple(one.officer for one in officers),
        demands=demands,
        leaves=leaves,
        wishes=tuple(wish for _row, wish in wishes),
        pins=tuple(pinned.pin for pinned in pins),
        past=past_duties_of(tables[PAST_DUTIES], ground, names, findings),
        holidays=holidays_of(closures, ground, findings),
        regulations=regulations_of(tables[REGULATIONS], ground, findings),
    )
    # What each sheet says of itself is told by now; how the sheets go together is told beside it, all at once.
    asked = frozenset(demand.role for demand in demands)
    if asked and ANY_ROLE not in asked:
        note_roles_unasked(officers, asked, roles)
    judge_wishes(wishes, staffing)
    holding = judge_pins(pins, staffing, ground)
    judge_pins_together(pins, holding, staffing, ground)
    return staffing


def _note_rows_without_officers(tables: Tables, findings: Findings) -> None:
    """Without officers nothing of these sheets counts; *Quy định ca* is filled in from the start, so is not told of."""
    for layout in STAFFING_LAYOUTS:
        if tables[layout].rows and layout is not REGULATIONS:
            findings.warn(
                layout.title,
                _("the sheet is not read, for nobody is entered on sheet Cán bộ"),
                _("Enter the officers, or delete these rows"),
            )
