"""A plan that could not be stored when it was found goes into the ledger now, if it still fits what is there."""

from dataclasses import dataclass, replace
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.identity import identity_of
from planner.domain.meanwhile import LedgerMark, MadeFrom, Meanwhile
from planner.domain.plan import Plan
from planner.errors import LedgerMovedOn, Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import read_made_from, read_plan
from planner.ledger.address import campaign_key
from planner.ledger.ledger import Ledger
from planner.ledger.state import LedgerState
from planner.next_steps import NextStep, Step
from planner.pasted import pasted
from planner.texts import plurals_of, spoken_day, texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.adjusted import adjusted_by
from planner.workflow.ledger.keeping import ledger_of, this_moment, writer
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.ledger.meanwhile import moved_on, outdated, told
from planner.workflow.planning.storing import UNSTORED
from planner.workflow.printing.paper_folder import paper_folder
from planner.workflow.printing.papers import Papers, saying_what_is_stored, write_papers
from planner.workflow.solving.judging import Evidence

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


@dataclass(frozen=True, slots=True)
class Adopted:
    """A plan that is stored at last, and where its papers are."""

    campaign: Campaign
    plan: Plan
    papers: Papers
    meanwhile: Meanwhile
    """Versions that others have stored since it was begun; of results and announcements there are none."""
    workbook_has_changed: bool
    """Whether the workbook is another than the one that it was made from; it is sound by the one of today."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""


def adopt_plan(
    workbook: Path,
    plan_path: Path,
    *,
    folder: Path | None = None,
    address: str | None = None,
    by: str | None = None,
) -> Adopted:
    """Store a plan of a file that is marked as not stored, and write its papers anew, by default beside the file.

    Raises UnreadableFile, WorkbookProblems, UnsoundPlan, LedgerError, UnwritableFile, WrongUsage for a plan of another
    campaign, one that is stored already or does not say what it was made from, and LedgerMovedOn for one that does not
    know what was recorded, announced or entered since.
    """
    sha256, read = sha256_of(workbook), read_campaign(workbook)
    plan, made_from = read_plan(plan_path), read_made_from(plan_path)
    _refuse_another_campaign(plan_path, read.campaign, plan)
    _refuse_namesake(plan_path, read.campaign, made_from)
    target = folder or plan_path.parent
    assert_writable(target)
    with ledger_of(workbook, read.campaign, address, writes=True, folder=target) as ledger:
        state = ledger.state()
        read = adjusted_by(read, state.adjustments)
        _refuse_stored(plan_path, ledger, state.mark, plan, made_from)
        if made_from is None:
            raise _says_nothing_of_its_making(plan_path)
        meanwhile = ledger.since(made_from.mark)
        _refuse_stale(workbook, read.campaign, plan_path, meanwhile)
        _refuse_broken(read.campaign, plan, state, made_from)
        stored = ledger.store_from(state.mark, plan, made_from.provenance, by=writer(by), at=this_moment())
        if isinstance(stored, Meanwhile):
            raise moved_on(read.campaign, stored)
        with (
            saying_what_is_stored(workbook, stored.plan),
            paper_folder(target, read.campaign, stored.plan) as shelf,
        ):
            papers = write_papers(read.campaign, stored.plan, target, workbook=workbook)
            shelf.keep(papers.prints)
            again = pasted("print", workbook, ledger=str(ledger) if address else None)
            later = outdated(read.campaign, ledger, stored.plan, again)
    return Adopted(
        campaign=read.campaign,
        plan=stored.plan,
        papers=replace(papers, warnings=(*papers.warnings, *later)),
        meanwhile=meanwhile,
        workbook_has_changed=has_changed(sha256, made_from.provenance),
        problems=read.warnings,
    )


def _refuse_another_campaign(plan_path: Path, campaign: Campaign, plan: Plan) -> None:
    if campaign_key(plan.campaign) != campaign_key(campaign.name):
        raise WrongUsage(
            _(
                "{path}: a plan of the campaign “{other}”, not of “{campaign}”. Name the workbook of that campaign"
            ).format(path=plan_path, other=plan.campaign, campaign=campaign.name)
        )


def _refuse_namesake(plan_path: Path, campaign: Campaign, made_from: MadeFrom | None) -> None:
    """A plan of another campaign that bears the same name; where nothing tells of its campaign, its name has to do."""
    known = made_from.campaign_identity if made_from is not None else None
    if known is not None and not known.may_be_of(identity_of(campaign)):
        raise WrongUsage(
            ngettext(
                "{path}: a plan of another campaign that is also called “{campaign}”: from "
                "{first} to {last}, {common} of its {count} units stands in this workbook. Name "
                "the workbook of that campaign",
                "{path}: a plan of another campaign that is also called “{campaign}”: from "
                "{first} to {last}, {common} of its {count} units stand in this workbook. Name "
                "the workbook of that campaign",
                known.num_common(identity_of(campaign)),
            ).format(
                path=plan_path,
                campaign=campaign.name,
                first=spoken_day(known.first_day),
                last=spoken_day(known.last_day),
                common=known.num_common(identity_of(campaign)),
                count=len(known.units),
            )
        )


def _refuse_stored(
    plan_path: Path, ledger: Ledger, looked_at: LedgerMark, plan: Plan, made_from: MadeFrom | None
) -> None:
    """Also where the ledger took it, but could not say so before the line was cut."""
    since = 1 if made_from is None else made_from.mark.version + 1
    for number in range(since, looked_at.version + 1):
        if _same(ledger.version(number).plan, plan):
            raise WrongUsage(
                _("{path}: this plan is in the ledger already, as plan {number}. Nothing is left to do").format(
                    path=plan_path, number=number
                )
            )


def _same(stored: Plan, plan: Plan) -> bool:
    """But for its number and the seconds of its search, of which a file keeps fewer digits."""

    def essence(each: Plan) -> Plan:
        goals = tuple(goal.model_copy(update={"seconds": 0.0}) for goal in each.goals)
        return each.model_copy(update={"version": UNSTORED, "goals": goals})

    return essence(stored) == essence(plan)


def _says_nothing_of_its_making(plan_path: Path) -> WrongUsage:
    return WrongUsage(
        _("{path}: does not say what it was made from, so nobody can tell whether it still fits").format(
            path=plan_path
        ),
        NextStep(Step.REPLAN_ANEW),
    )


def _refuse_stale(workbook: Path, campaign: Campaign, plan_path: Path, meanwhile: Meanwhile) -> None:
    if meanwhile.num_results or meanwhile.announcements or meanwhile.adjustments:
        raise LedgerMovedOn(
            _(
                "{path}: the plan is out of date, nothing was written. Since it was begun, {what}. Plan anew: {again}"
            ).format(path=plan_path, what="; ".join(told(campaign, meanwhile)), again=pasted("replan", workbook))
        )


def _refuse_broken(campaign: Campaign, plan: Plan, state: LedgerState, made_from: MadeFrom) -> None:
    """Judge it by the workbook of today, what was announced, and the results that it counts. Raises UnsoundPlan.

    All of one moment: what others write from then on makes the plan out of date, not unsound.
    """
    announced = state.announced.plan if state.announced and plan.announced_version is not None else None
    is_replan = plan.as_of is not None and not made_from.provenance.settings.assumes_planned
    Evidence(announced, state.results if is_replan else None).accepted(campaign, plan)
