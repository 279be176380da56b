"""Small campaigns with targets, and what was told of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from planner.domain.advance import ReportKind, UnitAdvance
from planner.domain.campaign import Campaign, Phase, Unit
from planner.domain.office import Reporting
from planner.domain.record import MachineName, UnitCode
from planner.domain.report import ProgressReport, Punctuality
from planner.domain.results import Result
from planner.reporting.period import Scope, span_of
from planner.reporting.progress_report import progress_report
from tests.campaigns import day, label, small_campaign, unit

NOBODY_LATE = Punctuality(due_minute=930, num_expected=0, is_open=False, silences=())


def with_targets(days: int, facts: Mapping[str, tuple[int | None, int, int]], **reporting: object) -> Campaign:
    """A campaign of so many days; of each unit its target, and what was collected and activated before."""
    campaign = small_campaign(units=[unit(code, 7) for code in facts], days=days, closures=())
    units = [_with_target(one, *facts[one.code]) for one in campaign.units]
    return campaign.model_copy(
        update={"units": tuple(units), "reporting": Reporting.model_validate(reporting)},
    )


def _with_target(unit: Unit, target: int | None, collected: int, activated: int) -> Unit:
    facts = {"target": target, "collected_before": collected, "activated_before": activated}
    return unit.model_copy(update=facts)


def with_phases(campaign: Campaign, *phases: tuple[str, int | None, int, int]) -> Campaign:
    """Phases as (name, number of the first day, number of the last, target)."""
    told = tuple(
        Phase(name=name, first_day=None if first is None else day(first), last_day=day(last), target=target)
        for name, first, last, target in phases
    )
    return campaign.model_copy(update={"phases": told})


def told(unit: str, when: date, collected: int, approved: int | None = None, activated: int | None = None) -> Result:
    """What a unit's day brought in the first shift with M1."""
    return Result(
        day=when,
        shift=label(1),
        machine=MachineName("M1"),
        unit=UnitCode(unit),
        collected=collected,
        approved=approved,
        activated=activated,
    )


def by_hamlets(unit: str, when: date, activated: int) -> Result:
    """Accounts that teams without a machine have activated."""
    return Result(day=when, shift=None, machine=None, unit=UnitCode(unit), collected=0, activated=activated)


def report(
    campaign: Campaign,
    results: Sequence[Result],
    when: date,
    kind: ReportKind = ReportKind.DAY,
    phase: Phase | None = None,
) -> ProgressReport:
    """The report of that day in which nobody had to report by any hour."""
    scope = Scope(kind, when, phase)
    return progress_report(campaign, results, scope, span_of(campaign.calendar, scope), NOBODY_LATE)


def by_code(found: ProgressReport) -> dict[str, UnitAdvance]:
    """The units of a report by their code."""
    return {str(each.unit): each for each in found.units}


def codes(found: Iterable[UnitCode]) -> list[str]:
    """As plain texts."""
    return [str(code) for code in found]
