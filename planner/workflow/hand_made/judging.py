"""The answer to a plan made by hand: its dossiers, the rules it breaks, who loses a slot, what is left."""

from dataclasses import dataclass
from datetime import date

from planner.check.verdict import Verdict
from planner.check.violation import Claim
from planner.domain.difference import Difference
from planner.domain.hand_edits import HandEdits
from planner.domain.plan import Plan
from planner.domain.policy import Goal
from planner.domain.remaining import remaining_needs
from planner.domain.told_apart import told_apart
from planner.replan.difference import difference
from planner.replan.situation import situation_of
from planner.workflow.hand_made.basis import HandBasis, placements_with
from planner.workflow.solving.judging import Evidence, claiming
from planner.workflow.solving.refilling import refilled


@dataclass(frozen=True, slots=True)
class HandFigures:
    """What a plan made by hand comes to, without any verdict."""

    left: int
    """Dossiers that stay uncollected."""
    finish: date | None
    """The last day on which anything is to be collected; None where nothing is."""


@dataclass(frozen=True, slots=True)
class HandMade:
    """A plan made by hand, and all that is to be said of it."""

    basis: HandBasis
    edits: HandEdits
    plan: Plan
    verdict: Verdict
    changed: Difference | None
    """What it changes of what was announced, of units to which others come, or at other times; None where nothing was
    announced.
    """

    @property
    def citizens(self) -> int:
        """Whose announced slot is cancelled, or who have to go elsewhere."""
        return 0 if self.changed is None else self.changed.citizens + self.changed.citizens_sent_elsewhere

    @property
    def weighed(self) -> int:
        """The announced dossiers that lose their slot, weighed by the notice that their people get."""
        return next((int(found.value) for found in self.verdict.goals if found.goal is Goal.CHANGES), 0)

    @property
    def comes_to(self) -> HandFigures:
        """What it leaves, and when it is done."""
        return _comes_to(self.basis, self.plan)


def made_by_hand(basis: HandBasis, edits: HandEdits) -> HandMade:
    """The version with these edits from now on, its past as the results have it, judged by the independent checker.

    Edits of slots that are past are as if nobody had made them. Raises WorkbookProblems where something with results
    is no longer in the workbook.
    """
    bare = _filled(basis, edits)
    found = evidence_of(basis).judged(basis.campaign, bare).verdict
    plan = claiming(bare, found)
    rules = tuple(each for each in found.violations if each.rule is not Claim.UNSERVED_LIST)  # it lists them now
    return HandMade(basis, edits, plan, found.model_copy(update={"violations": rules}), _changed(basis, plan))


def figures_by_hand(basis: HandBasis, edits: HandEdits) -> HandFigures:
    """What the version with these edits comes to; far quicker than to judge it."""
    return _comes_to(basis, _filled(basis, edits))


def _comes_to(basis: HandBasis, plan: Plan) -> HandFigures:
    ahead = sum(row.dossiers for row in plan.assignments if not row.done)
    return HandFigures(
        left=sum(remaining_needs(basis.campaign, plan).values()) - ahead,
        finish=max((row.date for row in plan.assignments if row.dossiers), default=None),
    )


def evidence_of(basis: HandBasis) -> Evidence:
    """What plans made by hand are held against."""
    return Evidence(basis.announced.plan if basis.announced is not None else None, basis.results)


def _changed(basis: HandBasis, plan: Plan) -> Difference | None:
    announced = basis.announced
    if announced is None:
        return None
    campaign = told_apart(basis.campaign)
    return difference(campaign, announced.plan, plan, since_ordinal=basis.now, until=announced.until, moved_alone=True)


def _filled(basis: HandBasis, edits: HandEdits) -> Plan:
    """The plan with the dossiers that are due to its slots, without any claim of its own."""
    campaign, before = basis.campaign, basis.plan
    situation = situation_of(
        campaign, basis.moment, basis.results, previous=before, announced=basis.announced, freeze_days=0
    )
    past = Plan(
        campaign=campaign.name,
        assignments=situation.history,
        as_of=situation.as_of,
        as_of_shift=situation.as_of_shift,
        announced_version=situation.announced_version,
        announced_until=situation.announced_until,
        frozen_until=basis.frozen_until,
        elsewhere=situation.elsewhere,
        rates=before.rates,
    )
    ahead = refilled(campaign, placements_with(basis, edits), remaining_needs(campaign, past), before.rates)
    return past.model_copy(update={"assignments": (*situation.history, *ahead)})
