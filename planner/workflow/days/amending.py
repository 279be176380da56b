"""Two versions laid side by side, on paper and as notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference, UnitChange
from planner.domain.told_apart import told_apart
from planner.domain.version import Announcement, PlanVersion
from planner.errors import Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.next_steps import NextStep, Step
from planner.pasted import pasted_word
from planner.prints.forms.amendment.notices import Notice, notices
from planner.prints.forms.amendment.paper import print_amendment
from planner.replan.difference import difference
from planner.texts import texts_of
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.printing.ahead import about_past_campaign, changes_over, first_day_told
from planner.workflow.printing.paper_folder import paper_folder

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one version changes of another, and the papers that say so."""

    campaign: Campaign
    old: PlanVersion
    new: PlanVersion
    announced_until: date | None
    """Up to which day the old version was announced; None if it never was."""
    difference: Difference
    notices: tuple[Notice, ...]
    """What to tell each unit whose people are concerned, of what lies ahead."""
    over: tuple[UnitChange, ...]
    """Units of which no notice tells, because all that changes for them is over."""
    paths: tuple[Path, ...]
    warnings: tuple[str, ...]
    """What the reader of the papers should know."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""
    changed_since: tuple[int, ...]
    """Which of the two versions were made from another workbook than this."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions to compare, and the last announcement of the old one."""

    old: PlanVersion
    new: PlanVersion
    announcement: Announcement | None


def amend(
    workbook: Path,
    folder: Path,
    *,
    old: int | None = None,
    new: int | None = None,
    address: str | None = None,
    today: date | None = None,
) -> Amendment:
    """Compare two versions from the first slot that the new one plans on, and print what changes into this folder.

    By default what was announced last against the latest version; where that is the same, what was announced before it.
    Notices leave out the days before `today`, by default the day that it is now where the campaign is.
    Raises UnreadableFile, WorkbookProblems, LedgerError, UnwritableFile, and WrongUsage where there are no two to
    compare.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    with ledger_of(workbook, read.campaign, address) as ledger:
        read = with_adjustments(read, ledger)
        pair = _chosen(workbook, ledger, old, new)
    until = pair.announcement.until if pair.announcement else None
    found = difference(
        told_apart(read.campaign),
        pair.old.plan,
        pair.new.plan,
        since_ordinal=pair.new.plan.first_ordinal_ahead(read.campaign.calendar),
        until=until,
    )
    day = today or this_day(read.campaign)
    told_from = first_day_told(read.campaign, day)
    told = notices(read.campaign, found, told_from)
    with paper_folder(folder, read.campaign, pair.new.plan) as kept:
        printed = print_amendment(
            read.campaign,
            found,
            folder,
            old_version=pair.old.number,
            new_version=pair.new.number,
            told_from=told_from,
        )
        kept.keep(printed.paths)
        old_papers = kept.settle(removes=False)
    return Amendment(
        campaign=read.campaign,
        old=pair.old,
        new=pair.new,
        announced_until=until,
        difference=found,
        notices=told,
        over=changes_over(found, (notice.unit for notice in told)),
        paths=printed.paths,
        changed_since=tuple(each.number for each in (pair.old, pair.new) if has_changed(sha256, each.provenance)),
        warnings=(*printed.warnings, *old_papers, *(about_past_campaign(read.campaign, day) if told else ())),
        problems=(*ledger.warnings, *read.warnings),
    )


def _chosen(workbook: Path, ledger: Ledger, old: int | None, new: int | None) -> _Pair:
    later = ledger.version(new) if new is not None else ledger.latest_version()
    if later is None:
        raise nothing_planned_yet(workbook)
    announcements = ledger.announcements()
    if old is None:
        others = [each.version for each in announcements if each.version != later.number]
        if not others:
            raise _nothing_to_compare(workbook, later, announcements)
        old = others[-1]
    if old == later.number:
        raise WrongUsage(
            _("Plan {number} cannot be compared with itself").format(number=old),
            NextStep(Step.COMPARE_OTHERS, workbook),
        )
    earlier = ledger.version(old)
    of_earlier = [each for each in announcements if each.version == earlier.number]
    return _Pair(earlier, later, of_earlier[-1] if of_earlier else None)


def _nothing_to_compare(workbook: Path, later: PlanVersion, announcements: Sequence[Announcement]) -> WrongUsage:
    if announcements:
        return WrongUsage(
            _("Nothing but plan {number} was announced so far, so there is nothing to compare it with").format(
                number=later.number
            ),
            NextStep(Step.COMPARE_TWO, workbook),
        )
    return WrongUsage(
        _(
            "No plan was announced so far, so nobody has to be told of changes. "
            "Name two plans: planner changes {workbook} FROM TO; planner status lists them"
        ).format(workbook=pasted_word(workbook))
    )
