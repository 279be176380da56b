"""What others brought into the ledger while somebody worked on a roster from an older state of it, in words."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign
from planner.domain.meanwhile import Meanwhile
from planner.errors import LedgerMovedOn
from planner.next_steps import NextStep, Step
from planner.roster.version import RosterMeanwhile
from planner.texts import spoken_day, spoken_moment, texts_of
from planner.workflow.ledger.meanwhile import told as told_of_plans

_ = texts_of("workflow")


def moved_on(campaign: Campaign, meanwhile: RosterMeanwhile) -> LedgerMovedOn:
    """The refusal of what rests on an older state."""
    return LedgerMovedOn(
        _("nothing was written, because others have written into the ledger meanwhile: {what}").format(
            what="; ".join(told(campaign, meanwhile))
        ),
        NextStep(Step.LOOK_AND_REPEAT),
    )


def not_known(campaign: Campaign, meanwhile: RosterMeanwhile, again: str) -> tuple[str, ...]:
    """What a roster does not know, because it came while the roster was searched for; `again` makes one that does."""
    if meanwhile.is_nothing:
        return ()
    sentence = _(
        "while this roster was searched for, {what}. The roster does not know that. Before announcing it, run: {again}"
    )
    return (sentence.format(what="; ".join(told(campaign, meanwhile)), again=again),)


def told(campaign: Campaign, meanwhile: RosterMeanwhile) -> Iterator[str]:
    """One sentence for each plan, announcement, leave, roster and publication."""
    of_plans = Meanwhile(
        versions=meanwhile.versions, announcements=meanwhile.announcements, adjustments=meanwhile.leaves
    )
    yield from told_of_plans(campaign, of_plans)
    for publication in meanwhile.publications:
        yield _("{by} published roster {number} up to {until} ({at})").format(
            by=publication.published_by,
            number=publication.version,
            until=spoken_day(publication.until),
            at=spoken_moment(publication.published_at, campaign.clock),
        )
    for stored in meanwhile.rosters:
        yield _("{by} stored roster {number} ({at})").format(
            by=stored.made_by, number=stored.number, at=spoken_moment(stored.made_at, campaign.clock)
        )
