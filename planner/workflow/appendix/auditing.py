"""An appendix that somebody made or edited, read as a plan, judged, and laid beside the best plan known.

    read_campaign, read_appendix → what is past by the ledger → dossiers by the rule → judge → the optimum beside it

Nothing is stored here.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Self

from planner.check.verdict import Verdict, judge
from planner.check.violation import Violation
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.record import ShiftLabel, UnitCode
from planner.domain.remaining import remaining_needs
from planner.domain.version import PlanVersion
from planner.errors import NoPlanInTime, NoPlanPossible, NumbersTooLarge, Problem, Severity
from planner.intake.appendix.appendix_reader import ReadAppendix, read_appendix
from planner.intake.appendix.document.account import ClosedAccount
from planner.intake.appendix.lines.slots import PlacedSlot
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import write_plan
from planner.ledger.ledger import Ledger
from planner.texts import plurals_of, texts_of
from planner.workflow.ledger.adjusted import adjusted_by
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.judging import NONE_AT_HAND, Evidence, Judged
from planner.workflow.solving.refilling import refilled
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")
ngettext = plurals_of("workflow")

PLAN_NAME = "plan-doc-lai.json"
"""The plan that was read, in the shape of plan.json."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The plan beside which an appendix is laid."""

    judged: Judged
    version: int | None
    """Its number where it is a stored one; None for one found now."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an appendix rests on: the version that it is an edit of, if there is any."""

    version: PlanVersion | None = None
    evidence: Evidence = NONE_AT_HAND
    """What was announced and reported when the version was made, as far as it can be held against it."""
    ledger: str = ""
    """Where the version is kept."""

    @property
    def replan(self) -> Plan | None:
        """The version's plan, if it begins after a past."""
        return self.version.plan if self.version is not None and self.version.plan.as_of is not None else None


@dataclass(frozen=True, slots=True)
class Audited:
    """An appendix as a plan."""

    campaign: Campaign
    basis: Basis
    appendix: Judged
    unreadable: tuple[Problem, ...]
    """What looks like a part of the schedule and could not be read."""
    notes: tuple[Problem, ...]
    """What was read otherwise than it is written, and what the reader of the figures should know."""
    account: ClosedAccount
    """What became of every piece of the file."""
    optimum: Optimum | None
    """None where nobody asked for it, or where there is none."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""

    @property
    def is_clean(self) -> bool:
        """Whether all was read and no rule is broken."""
        return not self.unreadable and self.appendix.verdict.sound


def audit_appendix(
    workbook: Path, appendix: Path, search: Search | None, number: int | None = None, *, address: str | None = None
) -> Audited:
    """Read and judge an appendix; beside it stands the best plan known, or found by this search; none without one.

    The appendix counts as an edit of the version of this number, by default of the latest one that the ledger has. If
    that begins after a past, the past is what its results say, whatever the appendix tells of those days. Raises
    UnreadableFile, WorkbookProblems, LedgerError.
    """
    search, sha256 = None if search is None else search.begun(), sha256_of(workbook)
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address, bears_none=True) as ledger:
        basis = _basis(ledger, number)
        entered = ledger.adjustments.all()
    read = adjusted_by(read, entered)
    found = read_appendix(appendix, read.campaign, basis.version.plan if basis.version is not None else None)
    judged = judged_appendix(read.campaign, basis, found)
    optimum, why_none = (
        _optimum(read.campaign, basis, _Facts(sha256, len(entered)), search) if search is not None else (None, ())
    )
    return Audited(
        campaign=read.campaign,
        basis=basis,
        appendix=judged,
        unreadable=found.unreadable,
        notes=(*found.notes, *_notes_on_past(read.campaign, basis, found), *why_none),
        account=found.account,
        optimum=optimum,
        problems=read.warnings,
    )


def write_read_plan(audited: Audited, folder: Path) -> Path:
    """Put the plan that was read into this folder. Raises UnwritableFile."""
    return write_plan(audited.appendix.plan, folder / PLAN_NAME)


def _basis(ledger: Ledger, number: int | None) -> Basis:
    version = ledger.latest_version() if number is None else ledger.version(number)
    if version is None:
        return Basis()
    told = version.plan.announced_version
    announced = ledger.version(told).plan if told is not None else None
    is_assumed = version.provenance.settings.assumes_planned
    results = None if is_assumed else ledger.results(up_to=version.provenance.last_result)
    evidence = Evidence(announced, results if version.plan.as_of is not None else None)
    return Basis(version, evidence, str(ledger))


def _is_ahead(campaign: Campaign, basis: Basis, slot: PlacedSlot) -> bool:
    """Whether the slot is still to be planned."""
    first = basis.replan.first_ordinal_ahead(campaign.calendar) if basis.replan is not None else 1
    return campaign.calendar.ordinal(slot.day, slot.shift) >= first


def judged_appendix(campaign: Campaign, basis: Basis, found: ReadAppendix) -> Judged:
    """What was read as a plan: the past as the version has it, then the slots ahead with the dossiers due to them."""
    before = basis.replan or Plan(campaign=campaign.name, assignments=())
    done = tuple(row for row in before.assignments if row.done)
    remaining = remaining_needs(campaign, before)
    ahead = refilled(
        campaign, [slot for slot in found.slots if _is_ahead(campaign, basis, slot)], remaining, before.rates
    )
    bare = before.model_copy(
        update={"campaign": campaign.name, "assignments": (*done, *ahead), "goals": (), "unserved": ()}
    )
    return _claiming(campaign, bare, basis)


def _claiming(campaign: Campaign, bare: Plan, basis: Basis) -> Judged:
    """The plan with the figures that the checker finds, judged with them."""
    judged = basis.evidence.claimed(campaign, bare)
    return replace(judged, verdict=with_shifts_to_enter(campaign, judged.plan, judged.verdict))


def _notes_on_past(campaign: Campaign, basis: Basis, found: ReadAppendix) -> tuple[Problem, ...]:
    """What an appendix of a running campaign tells of days that are over."""
    if basis.replan is None or basis.replan.as_of is None or basis.version is None:
        return ()
    done = {(row.machine, row.unit, row.date, row.shift) for row in basis.replan.assignments if row.done}
    told = {
        (slot.machine, slot.unit, slot.day, slot.shift): slot.where
        for slot in found.slots
        if not _is_ahead(campaign, basis, slot)
    }
    differing = [where for slot, where in told.items() if slot not in done]
    missing = len(done - told.keys())
    if not differing and not missing:
        return ()
    what = ngettext(
        "{told} past slot of the appendix is not in the results, {missing} of the results not in it",
        "{told} past slots of the appendix are not in the results, {missing} of the results not in it",
        len(differing),
    ).format(told=len(differing), missing=missing)
    advice = _("Version {number} begins after that past: there the results count, whatever the appendix tells").format(
        number=basis.version.number
    )
    return (Problem(differing[0] if differing else _("the past"), what, advice, Severity.WARNING),)


class _Facts(NamedTuple):
    """What a first plan is made from: the workbook's file, and how many adjustments there were."""

    workbook_sha256: str
    last_adjustment: int

    @classmethod
    def of(cls, version: PlanVersion) -> Self:
        """What this version was made from."""
        return cls(version.provenance.workbook_sha256, version.provenance.last_adjustment)


def _optimum(
    campaign: Campaign, basis: Basis, facts: _Facts, search: Search
) -> tuple[Optimum | None, tuple[Problem, ...]]:
    """The stored version where it was planned from the same facts, else one searched for now; or why there is none."""
    stored = basis.version
    if stored is not None and (basis.replan is not None or facts == _Facts.of(stored)):
        return Optimum(basis.evidence.judged(campaign, stored.plan), stored.number), ()
    try:
        with hearing_ctrl_c() as was_pressed:
            found = Standpoint(campaign).best_plan(search, was_pressed)
    except (NoPlanPossible, NoPlanInTime, NumbersTooLarge) as error:
        return None, (Problem(_("the optimum"), str(error), "", Severity.WARNING),)
    return Optimum(Judged(found.plan, found.verdict), None), ()


def with_shifts_to_enter(campaign: Campaign, plan: Plan, verdict: Verdict) -> Verdict:
    """The verdict, its messages on `visits` saying what to enter at units where *Ca được phép* alone mends them."""
    broken = {violation.unit for violation in verdict.violations if violation.rule is Rule.VISITS}
    worked = {code: _shifts_worked(campaign, plan, code) for code in broken if code is not None}
    narrowed = campaign.model_copy(
        update={
            "units": tuple(
                unit.model_copy(update={"shifts": worked[unit.code]}) if unit.code in worked else unit
                for unit in campaign.units
            )
        }
    )
    if narrowed == campaign:
        return verdict
    still_broken = {one.unit for one in judge(narrowed, plan).violations if one.rule is Rule.VISITS}
    violations = tuple(
        _with_advice(one, worked[one.unit])
        if one.rule is Rule.VISITS and one.unit is not None and one.unit not in still_broken
        else one
        for one in verdict.violations
    )
    return verdict.model_copy(update={"violations": violations})


def _shifts_worked(campaign: Campaign, plan: Plan, code: UnitCode) -> tuple[ShiftLabel, ...]:
    """The shifts in which the plan still sends somebody to the unit, in the order of the day."""
    planned = {row.shift for row in plan.assignments if row.unit == code and not row.done}
    return tuple(label for label in campaign.calendar.shift_labels if label in planned)


def _with_advice(violation: Violation, shifts: tuple[ShiftLabel, ...]) -> Violation:
    advice = _(
        "Every day takes {shifts} alone: enter {shifts} under Ca được phép of this unit on sheet Đơn vị, "
        "and its days count as one stay"
    ).format(shifts=", ".join(shifts))
    return violation.model_copy(update={"message": f"{violation.message}. {advice}"})
