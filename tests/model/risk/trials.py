"""Small plans to be tried, and all worlds that there are where turnout is all or nobody."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Rule
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import Situation
from planner.domain.uncertainty import Draw, RiskCase, Uncertainty
from planner.model.risk.lived_draw import lived
from planner.model.risk.risk_parts import together
from planner.model.risk.world import World
from planner.model.solve import solve
from tests.placements import Placement
from tests.real_situations import announced_plan
from tests.replans import reported

ALL_OR_NOBODY = 0.5
"""The largest spread there is: with a mean of one half all come or nobody."""
EVERYTHING_GOES_WELL = Uncertainty(turnout=1, turnout_spread=0, breakdown=0, closure=0)


def case_of(
    campaign: Campaign, uncertainty: Uncertainty, *, seed: int = 0, freeze_days: int = 2, announced_days: int = 14
) -> RiskCase:
    """The best plan of the campaign, tried under this uncertainty."""
    found = solve(campaign, terms=SearchTerms(seconds=1, workers=1))
    left = {unit.code: unit.need for unit in campaign.units}
    for row in found.assignments:
        left[row.unit] -= row.dossiers
    return RiskCase(
        campaign=campaign,
        situation=Situation(previous=found.assignments),
        leaves={code: dossiers for code, dossiers in left.items() if dossiers},
        uncertainty=uncertainty,
        seed=seed,
        freeze_days=freeze_days,
        announced_days=announced_days,
    )


def outcome(case: RiskCase, world: World, number: int = 0) -> Draw:
    """What the world makes of the plan."""
    return together(case, number, [lived(case, world)])


def worlds(case: RiskCase, *, breaks_down: bool = False) -> Iterator[tuple[World, Fraction]]:
    """Every world of all or nobody with its probability; with breakdowns of one day where asked for.

    Turnout is told by unit and day, breakdowns by machine and day, each on its own.
    """
    uncertainty = case.uncertainty
    comes, breaks = Fraction(uncertainty.turnout), Fraction(uncertainty.breakdown)
    units = [unit.code for unit in case.campaign.units]
    machines = [machine.name for machine in case.campaign.machines] if breaks_down else []
    days = range(case.num_days)
    for shares in product((0, 1), repeat=len(units) * len(days)):
        for broken in product((0, 1), repeat=len(machines) * len(days)):
            chance = _chance(shares, comes) * _chance(broken, breaks)
            yield World(_by_unit(units, days, shares), _by_machine(machines, days, broken), {}), chance


def _chance(outcomes: tuple[int, ...], probability: Fraction) -> Fraction:
    happened = sum(outcomes)
    return probability**happened * (1 - probability) ** (len(outcomes) - happened)


def _by_unit(units: list[UnitCode], days: range, shares: tuple[int, ...]) -> Mapping[UnitCode, tuple[float, ...]]:
    return {
        code: tuple(map(float, shares[place * len(days) : (place + 1) * len(days)])) for place, code in enumerate(units)
    }


def _by_machine(
    machines: list[MachineName], days: range, broken: tuple[int, ...]
) -> Mapping[MachineName, frozenset[int]]:
    return {
        name: frozenset(day for day in days if broken[place * len(days) + day]) for place, name in enumerate(machines)
    }


def broken_rules(campaign: Campaign, situation: Situation, rows: tuple[Assignment, ...]) -> list[str]:
    """What the checker says against these rows as a plan from this situation on; claims are not asked."""
    verdict = judge(campaign, *as_plans(campaign, situation, rows), results_of(situation))
    return [f"{one.rule}: {one.message}" for one in verdict.violations if isinstance(one.rule, Rule)]


def as_plans(campaign: Campaign, situation: Situation, rows: tuple[Assignment, ...]) -> tuple[Plan, Plan]:
    """These rows as a plan from this situation on, without goals, and what was announced before it."""
    plan = Plan(
        campaign=campaign.name,
        assignments=(*situation.history, *rows),
        as_of=situation.as_of,
        announced_version=situation.announced_version,
        announced_until=situation.announced_until,
        frozen_until=situation.frozen_until,
        elsewhere=situation.elsewhere,
    )
    return plan, announced_plan(campaign, situation)


def results_of(situation: Situation) -> tuple[Result, ...]:
    """What was reported by then."""
    return tuple(
        reported(Placement(row.machine, row.unit, row.date, row.shift), row.dossiers) for row in situation.history
    )
