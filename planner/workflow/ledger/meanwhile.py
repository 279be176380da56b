"""What others brought into the ledger while somebody worked from an older state of it, in words."""

from collections.abc import Iterator

from planner.domain.adjustment import EnteredAdjustment
from planner.domain.campaign import Campaign
from planner.domain.meanwhile import Meanwhile
from planner.domain.plan import Plan
from planner.errors import LedgerError, LedgerMovedOn
from planner.ledger.ledger import Ledger
from planner.next_steps import NextStep, Step
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


def moved_on(campaign: Campaign, meanwhile: Meanwhile) -> LedgerMovedOn:
    """The refusal of what rests on an older state."""
    return LedgerMovedOn(
        _("nothing was written, because others have written into the ledger meanwhile: {what}").format(
            what="; ".join(told(campaign, meanwhile))
        ),
        NextStep(Step.LOOK_AND_REPEAT),
    )


def warnings_of(campaign: Campaign, meanwhile: Meanwhile, again: str) -> tuple[str, ...]:
    """What a plan does not know, because it came while the plan was searched for; `again` is the command that does."""
    if meanwhile.is_nothing:
        return ()
    sentence = _(
        "while this plan was searched for, {what}. The plan does not know that. Before announcing, run: {again}"
    )
    return (sentence.format(what="; ".join(told(campaign, meanwhile)), again=again),)


def outdated(campaign: Campaign, ledger: Ledger, plan: Plan, again: str) -> tuple[str, ...]:
    """What to say of papers or lists of a stored plan where others have stored a later one while they were written.

    To be asked when they are written and before their folder is given free, so that later papers are never replaced by
    earlier ones unsaid; `again` is the command that writes those of the latest plan. Empty where the ledger cannot be
    asked any more: the plan itself is stored.
    """
    try:
        now = ledger.mark()
        later = ledger.since(now.model_copy(update={"version": min(plan.version, now.version)})).versions
    except LedgerError:
        return ()
    if not later:
        return ()
    sentence = _(
        "meanwhile {what}. What was written here is of plan {number}, which is not the latest any more. "
        "For the latest, run: {again}"
    )
    what = "; ".join(told(campaign, Meanwhile(versions=later)))
    return (sentence.format(what=what, number=plan.version, again=again),)


def told(campaign: Campaign, meanwhile: Meanwhile) -> Iterator[str]:
    """One sentence for each announcement, version and adjustment, and one for all results."""
    for each in meanwhile.announcements:
        yield _("{by} announced plan {number} up to {until} ({at})").format(
            by=each.announced_by,
            number=each.version,
            until=spoken_day(each.until),
            at=spoken_moment(each.announced_at, campaign.clock),
        )
    for plan in meanwhile.versions:
        yield _("{by} stored plan {number} ({at})").format(
            by=plan.made_by, number=plan.number, at=spoken_moment(plan.made_at, campaign.clock)
        )
    for entered in meanwhile.adjustments:
        yield _told_of(campaign, entered)
    if meanwhile.num_results:
        yield ngettext("{by} recorded {count} result", "{by} recorded {count} results", meanwhile.num_results).format(
            by=", ".join(meanwhile.recorded_by), count=spoken_number(meanwhile.num_results)
        )


def _told_of(campaign: Campaign, entered: EnteredAdjustment) -> str:
    at = spoken_moment(entered.entered_at, campaign.clock)
    if entered.withdraws is not None:
        return _("{by} withdrew adjustment {number} ({at})").format(
            by=entered.entered_by, number=entered.withdraws, at=at
        )
    return _("{by} entered adjustment {number} ({at})").format(by=entered.entered_by, number=entered.number, at=at)
