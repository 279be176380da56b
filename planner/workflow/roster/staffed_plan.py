"""The plan whose machine-shifts a roster staffs: the one in force by the ledger, or one out of a file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.check.verdict import judge
from planner.check.violation import Claim, Violation
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.errors import UnsoundPlan, WrongUsage
from planner.intake.plan_file import read_plan
from planner.ledger.ledger import Ledger
from planner.next_steps import Given, Term
from planner.pasted import pasted
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.ledger.keeping import nothing_planned_yet

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


@dataclass(frozen=True, slots=True)
class StaffedPlan:
    """A plan that a roster may be made for."""

    plan: Plan
    later: int | None = None
    """A plan that was stored after it and is not announced; None where there is none."""
    num_broken: int = 0
    """Rules that it breaks in the workbook as it is now."""

    @property
    def sha256(self) -> str:
        """What tells it from another of its number."""
        return hashlib.sha256(self.plan.model_dump_json().encode()).hexdigest()


def plan_in_force(workbook: Path, campaign: Campaign, ledger: Ledger) -> StaffedPlan:
    """The plan announced last, or else stored last. Raises WrongUsage where there is none, UnsoundPlan, LedgerError."""
    state = ledger.state()
    version = state.announced or state.latest
    if version is None:
        raise nothing_planned_yet(workbook)
    is_later = state.latest is not None and state.latest.number > version.number
    later = state.latest.number if state.latest is not None and is_later else None
    return StaffedPlan(version.plan, later, _num_broken(campaign, version.plan))


def plan_out_of_file(workbook: Path, campaign: Campaign, path: Path, ledger: Ledger) -> StaffedPlan:
    """The plan in a file.

    Raises UnreadableFile, UnsoundPlan, LedgerError, and WrongUsage for a plan of another campaign, one that is in no
    ledger, and one that is older than the plan announced last.
    """
    plan = plan_of_campaign(campaign, path)
    if plan.version < 1:
        raise WrongUsage(
            _("{path}: this plan is in no ledger. Store it first with: {command}").format(
                path=path, command=pasted("adopt", workbook, path)
            )
        )
    announced = ledger.latest_announcement()
    if announced is not None and plan.version < announced.version:
        raise WrongUsage(
            _(
                "{path}: plan {number} is older than plan {announced}, which is announced. Name the file of that one"
            ).format(path=path, number=plan.version, announced=announced.version)
        )
    return StaffedPlan(plan, num_broken=_num_broken(campaign, plan))


def about_staffed(workbook: Path, staffed: StaffedPlan) -> Iterator[str]:
    """What the reader of its roster should know: that a later plan is not staffed, and what this one breaks."""
    number = staffed.plan.version
    if staffed.later is not None:
        yield _(
            "the roster staffs plan {number}, which is announced; plan {later} is stored, but not announced. "
            "To staff that one, announce it, or name its plan.json"
        ).format(number=number, later=staffed.later)
    if staffed.num_broken:
        yield ngettext(
            "in the workbook as it is now, plan {number} breaks {count} rule; the roster staffs it as it is. "
            "Plan anew with: {command}",
            "in the workbook as it is now, plan {number} breaks {count} rules; the roster staffs it as it is. "
            "Plan anew with: {command}",
            staffed.num_broken,
        ).format(number=number, count=spoken_number(staffed.num_broken), command=pasted("replan", workbook))


def plan_of_campaign(campaign: Campaign, path: Path) -> Plan:
    """The plan in a file. Raises UnreadableFile, and WrongUsage for a plan of another campaign."""
    plan = read_plan(path)
    if plan.campaign != campaign.name:
        raise WrongUsage(
            _("{path}: a plan of the campaign “{other}”, not of “{campaign}”. Name a plan of this campaign").format(
                path=path, other=plan.campaign, campaign=campaign.name
            )
        )
    return plan


def up_to(plan: Plan, until: date | None) -> Plan:
    """The plan with its rows up to this day, inclusive; all of them for None."""
    if until is None:
        return plan
    return plan.model_copy(update={"assignments": tuple(row for row in plan.assignments if row.date <= until)})


def refuse_day_outside(term: Term, day: date, first: date, last: date) -> None:
    """Raise WrongUsage where the day that this term was given is not one of these."""
    if not first <= day <= last:
        raise WrongUsage(
            _("choose a day from {first} to {last}").format(first=spoken_day(first), last=spoken_day(last)),
            about=Given(term, spoken_day(day)),
        )


def refuse_unknown_names(campaign: Campaign, plan: Plan) -> None:
    """Raise UnsoundPlan where the plan names a machine, unit or shift that the workbook does not have."""
    _refuse_unknown(plan, judge(campaign, plan).violations)


def _refuse_unknown(plan: Plan, violations: Iterable[Violation]) -> None:
    unknown = [each.message for each in violations if each.rule is Claim.KNOWN]
    if unknown:
        raise UnsoundPlan(
            _(
                "plan {number} does not fit the workbook, so no roster can be made for it. Plan anew first:\n{why}"
            ).format(number=plan.version, why="\n".join(unknown))
        )


def _num_broken(campaign: Campaign, plan: Plan) -> int:
    """How many rules the plan breaks in the workbook as it is now. Raises UnsoundPlan for unknown names."""
    violations = judge(campaign, plan).violations
    _refuse_unknown(plan, violations)
    return len(violations)
