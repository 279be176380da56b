"""Two versions laid side by side: what the later one changes of the earlier, and whom that concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference, UnitChange
from planner.domain.told_apart import told_apart
from planner.domain.version import Announcement, PlanVersion
from planner.errors import WrongUsage
from planner.ledger.ledger import Ledger
from planner.next_steps import NextStep, Step
from planner.pasted import pasted_word
from planner.prints.forms.amendment.notices import Notice, notices
from planner.replan.difference import difference
from planner.texts import texts_of
from planner.workflow.ledger.keeping import nothing_planned_yet
from planner.workflow.printing.ahead import changes_over, first_day_told

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Compared:
    """What one version changes of another."""

    campaign: Campaign
    old: PlanVersion
    new: PlanVersion
    announced_until: date | None
    """Up to which day the old version was announced; None if it never was."""
    difference: Difference
    told_from: date | None
    """The day before which notices tell nothing; None where they tell of every day."""
    notices: tuple[Notice, ...]
    """What to tell each unit whose people are concerned, of what lies ahead."""
    over: tuple[UnitChange, ...]
    """Units of which no notice tells, because all that changes for them is over."""

    @property
    def citizens(self) -> int:
        """To be told: whose announced slot is cancelled, or who have to go elsewhere, over what lies ahead."""
        return sum(notice.citizens for notice in self.notices)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions to compare, and the last announcement of the old one."""

    old: PlanVersion
    new: PlanVersion
    announcement: Announcement | None


def compared(
    workbook: Path, campaign: Campaign, ledger: Ledger, *, old: int | None, new: int | None, today: date
) -> Compared:
    """Compare two versions from the first slot that the new one plans on; notices leave out the days before `today`.

    By default what was announced last against the latest version; where that is the same, what was announced before it.
    Raises LedgerError, and WrongUsage where there are no two to compare.
    """
    pair = _chosen(workbook, ledger, old, new)
    until = pair.announcement.until if pair.announcement else None
    found = difference(
        told_apart(campaign),
        pair.old.plan,
        pair.new.plan,
        since_ordinal=pair.new.plan.first_ordinal_ahead(campaign.calendar),
        until=until,
    )
    told_from = first_day_told(campaign, today)
    told = notices(campaign, found, told_from)
    return Compared(
        campaign=campaign,
        old=pair.old,
        new=pair.new,
        announced_until=until,
        difference=found,
        told_from=told_from,
        notices=told,
        over=changes_over(found, (notice.unit for notice in told)),
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
