"""All facts that can stand in the way of a wish."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Demand, Fact, Ground, GroundedFact, grounded, unit_name
from planner.model.explain.machine_facts import posting_facts
from planner.model.explain.pin_facts import frozen_facts, pin_facts
from planner.model.explain.unit_facts import closure_facts, limit_facts, need_facts, window_facts
from planner.model.instance.residual import ResidualInstance
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("model")


def campaign_dates(campaign: Campaign) -> Fact:
    """The wished day lies outside the campaign, which nothing but its dates can change."""
    calendar = campaign.calendar
    return Fact(
        where="Chiến dịch › Ngày bắt đầu, Ngày kết thúc",
        what=_("the campaign lasts from {first} to {last}").format(
            first=spoken_day(calendar.first_day), last=spoken_day(calendar.last_day)
        ),
        advice=_("Wish for a day within it, or change its dates"),
    )


def facts_of(campaign: Campaign, situation: Situation, residual: ResidualInstance) -> tuple[GroundedFact, ...]:
    """Every fact that may matter to the wish, those that people can change most easily first."""
    wish = residual.wish
    if wish is None:
        return ()
    unit = campaign.units_by_code[wish.unit]
    found = (
        *pin_facts(campaign, residual),
        *closure_facts(campaign, wish),
        *window_facts(campaign, unit),
        *limit_facts(campaign, residual, unit),
        *posting_facts(campaign, wish, unit),
        *_ways_of_moving(campaign, residual),
        *need_facts(campaign, residual, unit),
        *frozen_facts(campaign, residual),
        *_history(campaign, situation, residual, wish),
    )
    by_grounds = {each.grounds: each for each in reversed(found)}
    return tuple(each for each in found if by_grounds[each.grounds] is each)


def _ways_of_moving(campaign: Campaign, residual: ResidualInstance) -> Iterator[GroundedFact]:
    """How machines move within a day matters only where something else binds them on that day."""
    if not residual.campaign.pins and not residual.at_noon:
        return
    if campaign.whole_days:
        yield grounded(
            "Chiến dịch › Đi trọn ngày",
            _("a machine stays whole days and changes unit only overnight"),
            _("Enter Không"),
            Ground(Demand.WHOLE_DAYS),
        )
    elif campaign.reach_km is not None:
        yield grounded(
            "Chiến dịch › Đi lại trong ngày tối đa (km)",
            _("a machine moves at most {km} km within a day").format(km=spoken_number(campaign.reach_km, 1)),
            _("Allow more"),
            Ground(Demand.REACH),
        )


def _history(
    campaign: Campaign, situation: Situation, residual: ResidualInstance, wish: Wish
) -> Iterator[GroundedFact]:
    if situation.as_of is None:
        return
    if campaign.calendar.first_day < situation.as_of or situation.as_of_shift is not None:
        yield grounded(
            _("the day to plan from (--as-of)"),
            _("planning begins on {day}; what lies before has happened").format(
                day=" ".join(filter(None, (spoken_day(situation.as_of), situation.as_of_shift)))
            ),
            _("Wish for a later day"),
            Ground(Demand.PAST),
        )
    for machine, here in residual.at_noon.items():
        if machine == (wish.machine or machine) and here != wish.unit:
            yield grounded(
                _("the results of {day}").format(day=spoken_day(situation.as_of)),
                _("{machine} has already worked at {unit} on that day").format(
                    machine=machine, unit=unit_name(campaign, here)
                ),
                _("Wish for another day or another machine"),
                Ground(Demand.MORNING, machine),
            )
