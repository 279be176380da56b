"""Publications to test with: of small campaigns, of 111 communes, and of the plan of 2023 before and after a change."""

from datetime import UTC, date, datetime

from planner.domain.campaign import Campaign, Cluster
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.prints.pages.publication import FormerPromise, Publication
from planner.prints.pages.schedule import PublishedUnit
from planner.replan.difference import difference
from tests.campaigns import day, filled_plan, label, small_campaign, stand
from tests.prints.amendments import AS_OF, UNTIL, announced_2023, replanned_2023
from tests.prints.campaigns import FULL_LETTERHEAD

MADE_AT = datetime(2023, 4, 10, 1, 30, tzinfo=UTC)
"""8h30 where campaigns are."""
WITH_ALL = FULL_LETTERHEAD.model_copy(
    update={
        "card_term": "căn cước",
        "to_bring": ("Thẻ CCCD cũ (nếu có);", "- Giấy khai sinh", " "),
        "contact": "Trực ban: 0900 000 001.",
    }
)
ADDRESS = "https://congan.example.vn/lich"


def published(campaign: Campaign, plan: Plan, **facts: object) -> Publication:
    """A first plan that nobody was told of before, unless more is said."""
    return Publication(**({"campaign": campaign, "plan": plan, "made_at": MADE_AT} | facts))  # type: ignore[arg-type]


def of_unit(publication: Publication, code: str) -> PublishedUnit:
    return next(each for each in publication.units if each.unit.code == code)


def first_2023() -> Publication:
    """What was made known of 2023."""
    campaign, plan = announced_2023()
    return published(with_all(campaign), plan, until=UNTIL, address=ADDRESS)


def changed_2023(until: date = UNTIL) -> Publication:
    """What is made known of the plan after MÁY 2 was closed on two days, as the second version."""
    campaign, plan = announced_2023()
    again = replanned_2023().model_copy(update={"version": 2, "as_of": AS_OF})
    shown = with_all(campaign)
    changes = difference(shown, plan, again, since_ordinal=again.first_ordinal_ahead(campaign.calendar), until=UNTIL)
    return published(
        shown,
        again,
        until=until,
        address=ADDRESS,
        former=(FormerPromise(plan, UNTIL),),
        difference=changes,
        made_at=datetime(2023, 4, 17, 23, 5, tzinfo=UTC),
        announced_at=datetime(2023, 4, 18, 1, 0, tzinfo=UTC),
    )


def dropped() -> Publication:
    """A is to be received as it was promised, C no more; B has only what nobody was told of before."""
    campaign = with_all(small_campaign(closures=[], days=10))
    before = filled_plan(campaign, stand("M1", "A", "2.1 3.1"), stand("M2", "C", "3.1 3.2"))
    now = filled_plan(campaign, stand("M1", "A", "2.1 3.1"), stand("M2", "B", "9.1"))
    now = now.model_copy(update={"version": 3, "as_of": day(2)})
    return published(
        campaign,
        now,
        until=day(9),
        former=(FormerPromise(before, day(5)),),
        difference=difference(campaign, before, now, since_ordinal=3, until=day(5)),
    )


def dropped_from_a_cluster() -> Publication:
    """B and C are one cluster of equal shares on day 3; on day 4, which comes instead, C has a quarter."""
    codes = (UnitCode("B"), UnitCode("C"))
    campaign = with_all(small_campaign(closures=[], days=10))
    campaign = campaign.model_copy(update={"clusters": (Cluster(name="Cụm Đông", units=codes),)})
    before, now = (
        Plan(
            campaign=campaign.name,
            assignments=tuple(
                Assignment(machine=MachineName("M1"), unit=code, date=day(number), shift=label(1), dossiers=dossiers)
                for code, dossiers in zip(codes, shares, strict=True)
            ),
        )
        for number, shares in ((3, (5, 5)), (4, (9, 3)))
    )
    return published(
        campaign,
        now.model_copy(update={"version": 2}),
        former=(FormerPromise(before, day(5)),),
        difference=difference(campaign, before, now, since_ordinal=1, until=day(5)),
    )


def with_all(campaign: Campaign) -> Campaign:
    """The campaign whose workbook says everything that is printed."""
    return campaign.model_copy(update={"letterhead": WITH_ALL})
