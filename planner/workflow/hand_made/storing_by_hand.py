"""What becomes of a plan made by hand: a version of its own if it is sound, or pins for the next search."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.adjustment import Adjustment, AdjustmentKind, EnteredAdjustment, adjusted
from planner.domain.campaign import Campaign
from planner.domain.hand_edits import HandEdits
from planner.domain.meanwhile import LedgerSeen
from planner.domain.record import UnitCode
from planner.domain.situation import DEFAULT_FREEZE_DAYS
from planner.domain.version import PlanVersion, Provenance, SearchSettings
from planner.errors import LedgerMovedOn, UnsoundPlan, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.ledger.state import LedgerState
from planner.next_steps import NextStep, Step
from planner.texts import plurals_of, texts_of
from planner.workflow.days.contradictions import refuse_contradiction
from planner.workflow.hand_made.basis import HandBasis, basis_of
from planner.workflow.hand_made.judging import evidence_of, made_by_hand
from planner.workflow.hand_made.moving import Stretch, moved_stretches
from planner.workflow.ledger.adjusted import adjusted_by
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet, this_moment, writer
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import sha256_of

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


@dataclass(frozen=True, slots=True)
class EditedVersion:
    """Edits of a version, as somebody sends them."""

    number: int
    """Of the version."""
    edits: HandEdits


@dataclass(frozen=True, slots=True)
class PinnedByHand:
    """Stays of a plan made by hand that every later plan keeps to."""

    entered: tuple[EnteredAdjustment, ...]
    num_taken_out: int
    """Slots of the version that are given up; a pin cannot say that a machine stays away."""


@dataclass(frozen=True, slots=True)
class _LookedAt:
    """The campaign and its ledger at one moment, and the version that was edited."""

    ledger: Ledger
    campaign: Campaign
    state: LedgerState
    basis: HandBasis


def store_by_hand(
    workbook: Path,
    edited: EditedVersion,
    *,
    address: str | None = None,
    today: date | None = None,
    by: str | None = None,
    expecting: LedgerSeen | None = None,
) -> PlanVersion:
    """Store the latest version with these edits as the next one; it says by hand on which, and who did.

    Raises UnreadableFile, WorkbookProblems, LedgerError, UnsoundPlan for one that breaks a rule, WrongUsage where there
    is no version or nothing was edited, and LedgerMovedOn where the version is not the latest, or something else is not
    as the writer saw it.
    """
    sha256 = sha256_of(workbook)
    with _looked_at(workbook, address, edited, today) as found:
        made = made_by_hand(found.basis, edited.edits)
        if edited.edits.is_nothing:
            raise WrongUsage(_("nothing was moved, so there is nothing to store. Move a stay first"))
        broken = evidence_of(found.basis).judged(found.campaign, made.plan).verdict.violations
        if broken:
            raise UnsoundPlan(_refused([violation.message for violation in broken]))
        provenance = Provenance(
            workbook_sha256=sha256,
            last_result=found.state.mark.result,
            last_adjustment=found.state.mark.adjustment,
            settings=SearchSettings(seconds=0.0, workers=1, seed=0, freeze_days=DEFAULT_FREEZE_DAYS),
            solver="",
            by_hand_on=edited.number,
        )
        seen = (expecting or LedgerSeen()).model_copy(update={"version": edited.number})
        return found.ledger.store_version(
            made.plan, provenance, is_sound=True, by=writer(by), at=this_moment(), expecting=seen
        )


def pin_by_hand(
    workbook: Path,
    edited: EditedVersion,
    reason: str,
    *,
    address: str | None = None,
    today: date | None = None,
    by: str | None = None,
    expecting: LedgerSeen | None = None,
) -> PinnedByHand:
    """Enter every stay that the edits have moved as a pin, all or none; slots that are not open fall away.

    Raises as `store_by_hand` does, but takes edits that break rules, and WrongUsage where nothing can be pinned or a
    pin cannot be kept beside another.
    """
    with _looked_at(workbook, address, edited, today) as found:
        campaign, day = found.campaign, found.basis.moment.day
        pins = _pins(found.basis, edited.edits, reason)
        if not pins:
            raise WrongUsage(
                _(
                    "no stay was moved to slots ahead, and a pin says where a machine is, not where it is not. "
                    "Move a stay first"
                )
            )
        held = {each.adjustment for each in found.state.adjustments if each.holds}
        for number, pin in enumerate(pins, len(found.state.adjustments) + 1):
            if pin in held:
                continue
            refuse_contradiction(campaign, None, pin, day)
            entered = EnteredAdjustment(number=number, adjustment=pin, entered_at=this_moment(), entered_by="")
            campaign = adjusted(campaign, (entered,)).campaign
        seen = (expecting or LedgerSeen()).model_copy(update={"version": edited.number})
        entered_now = found.ledger.adjustments.enter_all(pins, by=writer(by), at=this_moment(), expecting=seen)
        return PinnedByHand(entered_now, _num_taken_out(edited.edits))


@contextmanager
def _looked_at(workbook: Path, address: str | None, edited: EditedVersion, today: date | None) -> Iterator[_LookedAt]:
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        state = ledger.state()
        campaign = adjusted_by(read, state.adjustments).campaign
        yield _LookedAt(ledger, campaign, state, _basis(workbook, campaign, state, edited, today))


def _basis(
    workbook: Path, campaign: Campaign, state: LedgerState, edited: EditedVersion, today: date | None
) -> HandBasis:
    basis = basis_of(campaign, state, today or this_day(campaign))
    if basis is None:
        raise nothing_planned_yet(workbook)
    if basis.number != edited.number:
        raise LedgerMovedOn(
            _("nothing was written: plan {latest} was stored meanwhile, and the edits are of plan {number}").format(
                latest=basis.number, number=edited.number
            ),
            NextStep(Step.LOOK_AND_REPEAT),
        )
    return basis


def _pins(basis: HandBasis, edits: HandEdits, reason: str) -> tuple[Adjustment, ...]:
    pins = []
    for stretch in moved_stretches(basis, edits):
        first, last = stretch.ends(basis.campaign)
        pins.append(
            Adjustment(
                kind=AdjustmentKind.PIN,
                machine=stretch.machine,
                unit=_served(basis.campaign, stretch, first.day),
                first_day=first.day,
                first_shift=first.shift,
                last_day=last.day,
                last_shift=last.shift,
                reason=" ".join(reason.split()),
            )
        )
    return tuple(pins)


def _served(campaign: Campaign, stretch: Stretch, day: date) -> UnitCode:
    """A unit of the stop that the machine's posting serves on this day; the stop's own where it serves none."""
    posting = campaign.machines_by_name[stretch.machine].posting_on(day)
    members = campaign.units_at(stretch.unit)
    return next((code for code in members if posting is not None and code in posting.serves), stretch.unit)


def _num_taken_out(edits: HandEdits) -> int:
    """Slots of machines that the edits send nowhere else then."""
    put = {(at.machine, at.day, at.shift) for at in edits.put}
    return sum((at.machine, at.day, at.shift) not in put for at in edits.taken)


def _refused(violations: list[str]) -> str:
    return ngettext(
        "the plan made by hand breaks a rule, so it was not stored:\n{why}",
        "the plan made by hand breaks rules, so it was not stored:\n{why}",
        len(violations),
    ).format(why="\n".join(violations))
