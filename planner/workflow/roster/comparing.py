"""A stored roster beside the one that officers were told of: who gets or loses which duty, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.ledger.ledger import Ledger
from planner.roster.case import RosterCase
from planner.roster.changes import DutyChange, duty_changes
from planner.roster.duties import DutySituation, Roster
from planner.roster.staffing import Staffing
from planner.roster.version import Publication, RosterVersion
from planner.workflow.roster.standpoint import refuse_lost_duties


@dataclass(frozen=True, slots=True)
class ComparedRoster:
    """A stored roster, and what it changes for officers."""

    version: RosterVersion
    against: Publication | None
    """The last publication of another roster: what officers know, or knew before this one. None where none was."""
    changes: tuple[DutyChange, ...]
    """By day, then officer; empty where nothing changes, and without another publication."""


def compare_roster(campaign: Campaign, staffing: Staffing, ledger: Ledger, number: int) -> ComparedRoster:
    """What the roster of this number changes of the last publication of another, over the days that both have.

    Raises LedgerError, among them LedgerLacks for an unknown number, and WorkbookProblems where the workbook has lost a
    unit, a machine or a shift in which somebody has a duty.
    """
    version = ledger.rosters.roster(number)
    against = last_of_another(ledger.rosters.publications(), number)
    if against is None:
        return ComparedRoster(version, None, ())
    told = ledger.rosters.roster(against.version).roster
    refuse_lost_duties(campaign, (*told.duties, *version.roster.duties))
    plan = ledger.version(version.roster.plan_version).plan
    situation = _situation(campaign, version.roster, told, against)
    case = RosterCase(campaign, _known(campaign, plan), staffing, situation)
    return ComparedRoster(version, against, duty_changes(case, version.roster))


def last_of_another(publications: Sequence[Publication], number: int) -> Publication | None:
    """The last of these publications that is not of the roster of this number; None where there is none."""
    return next((each for each in reversed(publications) if each.version != number), None)


def _situation(campaign: Campaign, roster: Roster, told: Roster, against: Publication) -> DutySituation:
    return DutySituation(
        as_of=roster.as_of,
        as_of_shift=roster.as_of_shift,
        published_version=against.version,
        published_until=min(against.until, _last_day(campaign, roster)),
        published=tuple(duty.model_copy(update={"done": False}) for duty in told.duties),
    )


def _last_day(campaign: Campaign, roster: Roster) -> date:
    return roster.until or campaign.calendar.last_day


def _known(campaign: Campaign, plan: Plan) -> Plan:
    """The plan's rows in units and shifts that the workbook has."""
    labels = set(campaign.calendar.shift_labels)
    rows = tuple(row for row in plan.assignments if row.unit in campaign.units_by_code and row.shift in labels)
    return plan.model_copy(update={"assignments": rows})
