"""What a new plan changes of what was announced: the promise that holds, the difference, and the amendment of it."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.domain.plan import Plan
from planner.domain.told_apart import told_apart
from planner.errors import LedgerError
from planner.ledger.ledger import Ledger
from planner.prints.forms.amendment.paper import print_amendment
from planner.replan.difference import difference
from planner.replan.situation import Announced
from planner.workflow.ledger.keeping import today
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.planning.storing import Kept, Site
from planner.workflow.printing.ahead import about_changes_over, first_day_told
from planner.workflow.printing.papers import saying_what_is_stored


def promised_now(ledger: Ledger, start: Standpoint, kept: Kept) -> Announced | None:
    """What was announced last, so that an amendment never tells of changes to a promise that holds no longer.

    None where nothing was announced, and for a first plan, which amends nothing.
    """
    if start.is_the_beginning or not kept.meanwhile.announcements:
        return start.announced
    last = kept.meanwhile.announcements[-1]
    try:
        return Announced(ledger.version(last.version).plan, last.until)
    except LedgerError:  # gone since; that the promise has changed is told all the same
        return None


def what_changes(start: Standpoint, promised: Announced | None, plan: Plan) -> Difference | None:
    """What a plan changes of a promise, from its first slot on; None where nothing was promised."""
    if promised is None:
        return None
    return difference(
        told_apart(start.campaign),
        promised.plan,
        plan,
        since_ordinal=start.situation.first_ordinal_ahead(start.campaign.calendar),
        until=promised.until,
    )


def print_amendment_of(
    site: Site, campaign: Campaign, promised: Announced | None, kept: Kept, changed: Difference | None
) -> tuple[Path, ...]:
    """None for a plan that is not stored: an amendment names the plan that it is by."""
    if changed is None or promised is None or kept.trouble is not None:
        return ()
    with saying_what_is_stored(site.workbook, kept.plan):
        return print_amendment(
            campaign,
            changed,
            site.folder,
            old_version=promised.plan.version,
            new_version=kept.plan.version,
            told_from=first_day_told(campaign, today(campaign)),
        ).paths


def whom_no_notice_tells(campaign: Campaign, kept: Kept, changed: Difference | None) -> tuple[str, ...]:
    """A sentence on the units that get no notice, because all that changes for them is over by today."""
    if changed is None or kept.trouble is not None:
        return ()
    return about_changes_over(campaign, changed, first_day_told(campaign, today(campaign)))
