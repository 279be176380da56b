"""All facts that can stand in the way of a wish."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from planner.domain.campaign import Campaign, Closure
from planner.domain.record import MachineName
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.fact import Drop, Fact, changed, unit_name
from planner.model.machine_facts import posting_facts
from planner.model.pin_facts import frozen_facts, pin_facts
from planner.model.remainder import Remainder
from planner.model.unit_facts import closure_facts, limit_facts, window_facts
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
        drop=lambda remainder: remainder,
    )


def facts_of(campaign: Campaign, situation: Situation, remainder: Remainder) -> tuple[Fact, ...]:
    """Every fact that may matter to the remainder's wish, those that people can change most easily first."""
    wish = remainder.wish
    if wish is None:
        return ()
    unit = campaign.units_by_code[wish.unit]
    return (
        *pin_facts(campaign, remainder),
        *closure_facts(campaign, wish),
        *window_facts(campaign, unit),
        *limit_facts(campaign, remainder, unit),
        *posting_facts(campaign, wish, unit),
        *_ways_of_moving(campaign, remainder),
        *frozen_facts(campaign, remainder),
        *_history(campaign, situation, remainder, wish),
    )


def _ways_of_moving(campaign: Campaign, remainder: Remainder) -> Iterator[Fact]:
    """How machines move within a day matters only where something else binds them on that day."""
    if not remainder.campaign.pins and not remainder.at_noon:
        return
    if campaign.whole_days:
        yield Fact(
            where="Chiến dịch › Đi trọn ngày",
            what=_("a machine stays whole days and changes unit only overnight"),
            advice=_("Enter Không"),
            drop=lambda remainder: changed(remainder, whole_days=False, reach_km=None),
        )
    elif campaign.reach_km is not None:
        yield Fact(
            where="Chiến dịch › Đi lại trong ngày tối đa (km)",
            what=_("a machine moves at most {km} km within a day").format(km=spoken_number(campaign.reach_km, 1)),
            advice=_("Allow more"),
            drop=lambda remainder: changed(remainder, reach_km=None),
        )


def _history(campaign: Campaign, situation: Situation, remainder: Remainder, wish: Wish) -> Iterator[Fact]:
    if situation.as_of is None:
        return
    past = [closure for closure in remainder.campaign.closures if closure not in campaign.closures]
    if campaign.calendar.first_day < situation.as_of or situation.as_of_shift is not None:
        yield Fact(
            where=_("the day to plan from (--as-of)"),
            what=_("planning begins on {day}; what lies before has happened").format(
                day=" ".join(filter(None, (spoken_day(situation.as_of), situation.as_of_shift)))
            ),
            advice=_("Wish for a later day"),
            drop=_without_closures(past),
        )
    for machine, here in remainder.at_noon.items():
        if machine == (wish.machine or machine) and here != wish.unit:
            yield Fact(
                where=_("the results of {day}").format(day=spoken_day(situation.as_of)),
                what=_("{machine} has already worked at {unit} on that day").format(
                    machine=machine, unit=unit_name(campaign, here)
                ),
                advice=_("Wish for another day or another machine"),
                drop=_without_morning(machine),
            )


def _without_morning(machine: MachineName) -> Drop:
    return lambda remainder: replace(
        remainder, at_noon={name: unit for name, unit in remainder.at_noon.items() if name != machine}
    )


def _without_closures(closures: Collection[Closure]) -> Drop:
    return lambda remainder: changed(
        remainder, closures=tuple(one for one in remainder.campaign.closures if one not in closures)
    )
