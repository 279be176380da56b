"""What hamlets do not get, and why."""

from collections import defaultdict
from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.model.teams.outings import parts_of, so_far_apart
from planner.roster.teams import Hamlet, Outreach, Place, TeamsPlan, Visit
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


@dataclass(frozen=True, slots=True)
class MissedHamlet:
    """A hamlet that does not get all that it wants."""

    hamlet: Hamlet
    visits: int
    """How many visits it lacks."""
    citizens: int
    """Citizens of its target whom nobody guides, those of the missing visits included."""
    reason: str
    """One sentence, without its end, that somebody can act on."""


def missed_hamlets(campaign: Campaign, outreach: Outreach, plan: TeamsPlan) -> tuple[MissedHamlet, ...]:
    """Every hamlet that lacks something, in workbook order."""
    visits: dict[Place, list[Visit]] = defaultdict(list)
    for visit in plan.visits:
        visits[Place(visit.unit, visit.hamlet)].append(visit)
    days = _days(campaign, outreach)
    found = []
    for hamlet in outreach.hamlets:
        made = visits[hamlet.place]
        lacking = hamlet.visits - len(made)
        citizens = hamlet.visits * hamlet.daily_target - sum(visit.guided for visit in made)
        if lacking or citizens:
            found.append(MissedHamlet(hamlet, lacking, citizens, _reason(hamlet, lacking, days[hamlet.place])))
    return tuple(found)


def _days(campaign: Campaign, outreach: Outreach) -> dict[Place, list[int]]:
    """The days on which some team can go to each hamlet, in order."""
    days: dict[Place, set[int]] = defaultdict(set)
    for part in parts_of(campaign, outreach):
        for option in part.options:
            days[option.hamlet].add(option.day)
    return defaultdict(list, {place: sorted(found) for place, found in days.items()})


def _reason(hamlet: Hamlet, lacking: int, days: list[int]) -> str:
    if not lacking:
        return _("its teams cannot guide more citizens a day; enter more in Sức/ngày, or more teams")
    if not days:
        return _("no team can go there on any day; see Thôn, khu phố and Ngày đi on sheet Tổ, and sheet Ngày nghỉ")
    most = so_far_apart(days, hamlet.days_apart)
    if most < hamlet.visits:
        return ngettext(
            "the days of its teams have room for {count} visit only, were they nowhere else; give it more days",
            "the days of its teams have room for {count} visits only, were they nowhere else; give it more days",
            most,
        ).format(count=spoken_number(most))
    return _("its teams are elsewhere; give them more days or more in Số thôn/ngày, or let other teams go there")
