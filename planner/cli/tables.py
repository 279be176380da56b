"""What a command tells as one table, for --csv: a row for each unit, without sums.

A day is told as 2023-04-18, which Excel takes for a day whatever its settings; a decimal is parted by a comma in
Vietnamese and by a point in English, as Excel expects it where that language is set.
"""

from collections.abc import Callable
from typing import NamedTuple

from planner.domain.advance import FIGURES, ReportFigure, UnitAdvance
from planner.domain.difference import ReceivedSlot, RemannedSlot, UnitChange
from planner.domain.quota import Quota, QuotaRow
from planner.domain.report import ProgressReport
from planner.replan.standings import UnitStanding
from planner.telling.tables import Columns, as_csv
from planner.texts import texts_of
from planner.workflow.days.amending import Amendment
from planner.workflow.days.standing import CampaignStatus

_ = texts_of("cli")


def report_csv(report: ProgressReport) -> str:
    """How far each unit has come, in the figures of the command line, and what it lacks."""
    columns: Columns[UnitAdvance] = {
        _("Up to"): lambda unit: report.as_of,
        _("Rank"): lambda unit: unit.rank,
        _("Code"): lambda unit: unit.unit,
        _("Unit"): lambda unit: unit.name,
    }
    columns |= {each.head(report.kind): _figure(each, report) for each in FIGURES if each.head is not None}
    columns |= {_("left"): lambda unit: unit.left, _("behind"): lambda unit: unit.behind}
    return as_csv(columns, report.units)


def _figure(figure: ReportFigure, report: ProgressReport) -> Callable[[UnitAdvance], object]:
    return lambda unit: figure.of(unit, report.indicator)


def status_csv(status: CampaignStatus) -> str:
    """Where each unit stands; what rests on a plan that cannot be read stays empty."""
    knows_latest, knows_past = status.unread_latest is None, status.unread_past is None
    columns: Columns[UnitStanding] = {
        _("Code"): lambda unit: unit.unit,
        _("Unit"): lambda unit: unit.name,
        _("need"): lambda unit: unit.need,
        _("collected"): lambda unit: unit.collected,
        _("elsewhere"): lambda unit: unit.elsewhere,
        _("remaining"): lambda unit: unit.remaining,
        _("planned"): lambda unit: unit.planned_ahead if knows_latest else None,
        _("behind"): lambda unit: unit.behind if knows_past else None,
        _("activated"): lambda unit: unit.activated,
        _("done on"): lambda unit: unit.expected_done if knows_latest or not unit.remaining else None,
    }
    return as_csv(columns, status.progress.units)


def quota_csv(quota: Quota) -> str:
    """The target of each unit and indicator, in all and a day."""
    columns: Columns[QuotaRow] = {
        _("Indicator"): lambda row: row.indicator,
        _("Unit"): lambda row: row.unit,
        _("Target"): lambda row: row.target,
        _("A day"): lambda row: row.daily,
    }
    return as_csv(columns, quota.rows)


def changes_csv(amendment: Amendment) -> str:
    """Every slot of the units that change, one after the other, with what becomes of it."""
    columns: Columns[_ChangedSlot] = {
        _("Code"): lambda line: line.change.unit,
        _("Unit"): lambda line: line.change.name,
        _("Day"): lambda line: line.slot.day,
        _("Shift"): lambda line: line.slot.shift,
        _("Place"): lambda line: line.slot.place,
        _("Machine"): lambda line: ", ".join(line.slot.machines),
        _("dossiers"): lambda line: line.slot.dossiers,
        _("Schedule"): lambda line: line.fate,
        _("citizens concerned"): lambda line: line.citizens,
    }
    return as_csv(columns, [line for change in amendment.difference.units for line in _changed_slots(change)])


class _ChangedSlot(NamedTuple):
    change: UnitChange
    slot: ReceivedSlot
    fate: str
    citizens: int = 0


def _changed_slots(change: UnitChange) -> list[_ChangedSlot]:
    remanned = {(each.now.day, each.now.shift): each for each in change.remanned}
    lines = [
        *(_ChangedSlot(change, slot, _("cancelled"), slot.citizens) for slot in change.cancelled),
        *(_ChangedSlot(change, slot, _("new")) for slot in change.new),
        *(_ChangedSlot(change, slot, _("later")) for slot in change.later),
        *(_kept(change, slot, remanned.get((slot.day, slot.shift))) for slot in change.kept),
    ]
    return sorted(lines, key=lambda line: line.slot.day)


def _kept(change: UnitChange, slot: ReceivedSlot, remanned: RemannedSlot | None) -> _ChangedSlot:
    if remanned is None:
        return _ChangedSlot(change, slot, _("kept"))
    fate = _("is kept, at another place") if remanned.has_other_place else _("kept, other machine")
    return _ChangedSlot(change, slot, fate, remanned.citizens)
