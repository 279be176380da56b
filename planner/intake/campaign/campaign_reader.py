"""Workbook → campaign, or every problem that it has."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.errors import Problem, WorkbookProblems
from planner.files import readable_name
from planner.intake.campaign.closures import closures_of
from planner.intake.campaign.clusters import clustered
from planner.intake.campaign.former_units import with_former_units
from planner.intake.campaign.frame import CampaignFrame
from planner.intake.campaign.goals import goals_of
from planner.intake.campaign.groups import note_units_out_of_reach
from planner.intake.campaign.hamlet_duties import hamlet_duties_of
from planner.intake.campaign.machines import machines_of
from planner.intake.campaign.own_hours import own_hours_of
from planner.intake.campaign.phases import phases_of
from planner.intake.campaign.pins import PinnedRow, judge_pins, pinned_rows_of
from planner.intake.campaign.rates import rates_of
from planner.intake.campaign.roads import note_places_unknown, roads_of
from planner.intake.campaign.settings import settings_of
from planner.intake.campaign.shifts import DEFAULT_SHIFTS, shifts_of
from planner.intake.campaign.stays import note_long_stays, note_stays_closed
from planner.intake.campaign.teams import outreach_of
from planner.intake.campaign.units import units_of
from planner.intake.campaign.ways_round import note_ways_round
from planner.intake.cells.findings import Findings
from planner.intake.cells.open_in_excel import note_open_in_excel
from planner.intake.cells.sheets import read_sheets
from planner.intake.layout.calendar import CLOSURES, OWN_HOURS, PHASES, SHIFTS, ClosureColumn
from planner.intake.layout.column import CellKind, SheetLayout
from planner.intake.layout.machines import MACHINES, PINS, RATES
from planner.intake.layout.settings import GOALS, SETTINGS, SettingColumn
from planner.intake.layout.teams import HAMLETS, TEAMS
from planner.intake.layout.units import DUTIES, FORMER_UNITS, ROADS, UNITS
from planner.intake.tables.month_first import note_month_first
from planner.intake.tables.shape.sheet_choice import may_be_known_title
from planner.intake.tables.shape.unread import TellUnread
from planner.intake.tables.sheet_tables import SheetTable, tables_of
from planner.roster.teams import Outreach
from planner.texts import texts_of

_ = texts_of("intake")

_PERIODS = (UNITS, MACHINES, CLOSURES, PHASES, PINS, FORMER_UNITS, TEAMS, HAMLETS)
"""Sheets with columns of days that change what is planned."""
ROWS_GLANCED_AT = 30
"""Of a sheet that no table is called by, to tell what it is."""


@dataclass(frozen=True)
class ReadCampaign:
    """A campaign as read, and what a planner should look at before trusting it."""

    campaign: Campaign
    warnings: tuple[Problem, ...]
    outreach: Outreach = field(default_factory=Outreach)
    """The teams that go out to hamlets, which no plan of machines depends on."""


def read_campaign(path: Path) -> ReadCampaign:
    """The campaign that a workbook tells, the same whatever the order of rows that carry no order.

    Raises UnreadableFile if it is no readable workbook, and WorkbookProblems with every problem of its content.
    """
    findings = Findings(keeps_notes=True, joins_alike=True)
    titles, sheets = read_sheets(path, may_be_known_title, glance=ROWS_GLANCED_AT)
    tables = tables_of(titles, sheets, findings, unread=TellUnread.FULL)
    found = _campaign_from(tables, findings, _name_from(path))
    note_open_in_excel(path, findings)
    if found is None or findings.errors:
        raise WorkbookProblems(findings.problems)
    return ReadCampaign(found.campaign, findings.warnings, found.outreach)


class _Found(NamedTuple):
    """All that the sheets tell."""

    campaign: Campaign
    outreach: Outreach


def _campaign_from(tables: dict[SheetLayout, SheetTable], findings: Findings, default_name: str) -> _Found | None:
    _note_month_first_days(tables, findings)
    settings = settings_of(tables[SETTINGS], findings, default_name)
    shifts = shifts_of(tables[SHIFTS], settings.capacity, findings)
    frame = CampaignFrame(
        settings.days,
        shifts or DEFAULT_SHIFTS,
        are_shifts_known=shifts is not None,
        are_days_known=settings.are_days_known,
    )
    units = units_of(tables[UNITS], frame, settings.places, findings)
    units = with_former_units(tables[FORMER_UNITS], units, frame)
    units = clustered(units, whole_days=settings.whole_days)
    note_long_stays(units)
    machines = machines_of(tables[MACHINES], frame, units, findings)
    closures = closures_of(tables[CLOSURES], frame, units, machines, findings)
    roads = roads_of(tables[ROADS], units)
    note_places_unknown(units, roads.roads, findings)
    phases = phases_of(tables[PHASES], frame, units.units, findings)
    goals = goals_of(tables[GOALS])
    rate_overrides = rates_of(tables[RATES], frame, units, machines)
    hamlet_duties = hamlet_duties_of(tables[DUTIES], units)
    outreach = outreach_of(tables[TEAMS], tables[HAMLETS], frame, units, closures=closures, findings=findings)
    pinned_rows = pinned_rows_of(tables[PINS], frame, units, machines, findings)
    if not settings.are_days_known or shifts is None or not machines:
        return None
    campaign = Campaign(
        name=settings.name,
        calendar=Calendar(first_day=settings.days.first_day, last_day=settings.days.last_day, shifts=frame.shifts),
        units=units.units,
        machines=machines,
        closures=closures,
        roads=roads.roads,
        phases=phases,
        pins=tuple(pinned.pin for pinned in pinned_rows),
        rate_overrides=rate_overrides,
        hamlet_duties=hamlet_duties,
        goals=goals,
        clusters=units.clusters,
        successions=units.successions,
        own_hours=own_hours_of(tables[OWN_HOURS], frame, units, machines, findings),
        whole_days=settings.whole_days,
        move_slots=settings.move_slots,
        reach_km=settings.reach_km,
        road_factor=settings.road_factor,
        notice_weights=settings.notice_weights,
        letterhead=settings.letterhead,
        reporting=settings.reporting,
        inviting=settings.inviting,
        zone=settings.zone,
    )
    if not findings.num_errors:
        # What was refused in one cell would look wrong in others that are right.
        _judge_together(campaign, pinned_rows, findings)
        note_units_out_of_reach(machines, units)
        note_stays_closed(campaign, units)
        note_ways_round(campaign, roads, findings)
    return _Found(campaign, outreach)


def _note_month_first_days(tables: dict[SheetLayout, SheetTable], findings: Findings) -> None:
    note_month_first(tables[SETTINGS].rows, SettingColumn.VALUE, findings)
    for layout in _PERIODS:
        for column in layout.columns:
            if column.declared.kind in (CellKind.DAY, CellKind.DAY_OR_WORD):
                note_month_first(tables[layout].rows, column, findings)


def _judge_together(campaign: Campaign, pinned_rows: tuple[PinnedRow, ...], findings: Findings) -> None:
    """What only the whole campaign shows: whether any slot is open at all, and whether pins can hold."""
    if not any(map(Openness.of(campaign).of_machine, campaign.machines)):
        findings.error(
            CLOSURES.title,
            _("no slot of the campaign is open to any machine"),
            _("Choose Không in {column} for some closures, or mend the days in Chiến dịch and Máy").format(
                column=ClosureColumn.APPLIES
            ),
        )
        return
    judge_pins(campaign, pinned_rows)


def _name_from(path: Path) -> str:
    is_plain = path.stem.casefold() == "campaign"
    return readable_name((path.absolute().parent.name if is_plain else path.stem) or path.stem)
