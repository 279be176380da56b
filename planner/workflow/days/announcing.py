"""A plan made known: from then on its days are promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from planner.domain.adjustment import num_for_plans
from planner.domain.campaign import Campaign
from planner.domain.meanwhile import LedgerMark, Meanwhile
from planner.domain.plan import Assignment, Plan
from planner.domain.version import Announcement, PlanVersion
from planner.errors import Problem, UnsoundPlan, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.next_steps import Given, Term
from planner.texts import spoken_day, texts_of
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet, this_moment, writer
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.ledger.meanwhile import moved_on

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class PromisedWork:
    """What citizens may rely on, from the first day that the plan still plans up to the announced one."""

    num_units: int
    num_slots: int
    """Slots in which a unit is received, however many machines stand there."""
    dossiers: int


@dataclass(frozen=True, slots=True)
class AnnouncedVersion:
    """A version that was made known, and how that stands to the announcement before it."""

    campaign: Campaign
    announcement: Announcement
    is_new: bool
    """False where the very same had been announced last."""
    promise: PromisedWork
    former: Announcement | None
    """The announcement that this one takes the place of."""
    withdrawn_from: date | None
    """The first day that the former announcement promised and this one does not; None where it reaches as far."""
    older_than: Announcement | None
    """The announcement before, where the version was made without it: what it promised may be broken unsaid."""
    num_results_since: int
    """Result rows that the version was made without, where it is announced anew."""
    num_adjustments_since: int
    """Adjustments entered or withdrawn that the version was made without, where it is announced anew."""
    workbook_has_changed: bool
    """Whether the workbook is another than the one that the version was made from."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""


def announce_version(
    workbook: Path,
    *,
    until: date | None = None,
    number: int | None = None,
    address: str | None = None,
    by: str | None = None,
    looked_at: LedgerMark | None = None,
) -> AnnouncedVersion:
    """Note that the latest version, or the one of this number, was made known up to a day, inclusive.

    `looked_at` is how far the ledger had come when that was decided, by default as far as it has come now.
    The day defaults to that of the announcement before if the plan has not passed it, else to the plan's last day.
    Raises UnreadableFile, WorkbookProblems, LedgerError, UnsoundPlan, and WrongUsage where there is no plan yet or the
    day lies before the plan's first or after the campaign's last, and LedgerMovedOn where others write meanwhile.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        looked_at = looked_at or ledger.mark()
        read = with_adjustments(read, ledger)
        campaign = read.campaign
        version = _chosen(workbook, ledger, number)
        known = ledger.adjustments.all()[: looked_at.adjustment]
        num_adjustments = num_for_plans(known, version.provenance.last_adjustment)
        former = ledger.latest_announcement()
        last = until or _default_until(campaign, version.plan, former)
        _refuse_wrong_day(campaign, version, last)
        is_new = former is None or (former.version, former.until) != (version.number, last)
        announcement = former
        if is_new or announcement is None:
            announcement = _announced(campaign, ledger, looked_at, version, last, by=by)
    return AnnouncedVersion(
        campaign=campaign,
        announcement=announcement,
        is_new=is_new,
        promise=_promise(_rows_ahead(version.plan), last),
        former=former,
        withdrawn_from=last + timedelta(days=1) if former and former.until > last else None,
        older_than=former if former is not None and _knows_not(version, former) else None,
        num_results_since=_since(version, former, looked_at.result - version.provenance.last_result),
        num_adjustments_since=_since(version, former, num_adjustments),
        workbook_has_changed=has_changed(sha256, version.provenance),
        problems=read.warnings,
    )


def _announced(
    campaign: Campaign,
    ledger: Ledger,
    looked_at: LedgerMark,
    version: PlanVersion,
    until: date,
    *,
    by: str | None,
) -> Announcement:
    """Raises LedgerMovedOn where others wrote anything since the ledger was looked at."""
    announced = ledger.announce_from(looked_at, version.number, until, by=writer(by), at=this_moment())
    if isinstance(announced, Meanwhile):
        raise moved_on(campaign, announced)
    return announced


def _knows_not(version: PlanVersion, former: Announcement) -> bool:
    """Whether the version was made without this announcement."""
    if former.version == version.number:
        return False
    return (version.plan.announced_version, version.plan.announced_until) != (former.version, former.until)


def _since(version: PlanVersion, former: Announcement | None, rows: int) -> int:
    """None where the version is announced for more or fewer days only: then results are what it was announced for."""
    if former is not None and former.version == version.number:
        return 0
    return max(0, rows)


def _chosen(workbook: Path, ledger: Ledger, number: int | None) -> PlanVersion:
    version = ledger.version(number) if number is not None else ledger.latest_version()
    if version is None:
        raise nothing_planned_yet(workbook)
    if not version.is_sound:
        raise UnsoundPlan(
            _("Plan {number} was refused by the checker and cannot be announced. Plan again first").format(
                number=version.number
            )
        )
    return version


def _rows_ahead(plan: Plan) -> tuple[Assignment, ...]:
    return tuple(row for row in plan.assignments if not row.done)


def _first_day(campaign: Campaign, plan: Plan) -> date:
    return plan.as_of or campaign.calendar.first_day


def _default_until(campaign: Campaign, plan: Plan, former: Announcement | None) -> date:
    first = _first_day(campaign, plan)
    if former is not None and first <= former.until <= campaign.calendar.last_day:
        return former.until
    return max((row.date for row in _rows_ahead(plan)), default=max(first, campaign.calendar.last_day))


def _refuse_wrong_day(campaign: Campaign, version: PlanVersion, until: date) -> None:
    first, last = _first_day(campaign, version.plan), campaign.calendar.last_day
    if not first <= until <= last:
        raise WrongUsage(
            _("plan {number} plans from {first} to {last}. Choose a day of these").format(
                number=version.number, first=spoken_day(first), last=spoken_day(last)
            ),
            about=Given(Term.LAST_DAY, spoken_day(until)),
        )


def _promise(rows: Iterable[Assignment], until: date) -> PromisedWork:
    promised = [row for row in rows if row.date <= until]
    return PromisedWork(
        num_units=len({row.unit for row in promised}),
        num_slots=len({(row.unit, row.date, row.shift) for row in promised}),
        dossiers=sum(row.dossiers for row in promised),
    )
