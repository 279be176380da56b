"""Pins and frozen days that can stand in the way of a wish."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from planner.domain.campaign import Campaign, Pin
from planner.domain.record import MachineName, UnitCode
from planner.model.explain.fact import Demand, Ground, GroundedFact, grounded, spoken_days, unit_name
from planner.model.instance.residual import ResidualInstance
from planner.texts import spoken_day, texts_of

_ = texts_of("model")


def pin_facts(campaign: Campaign, residual: ResidualInstance) -> Iterator[GroundedFact]:
    """Every pin that is not over."""
    for number, pin in enumerate(residual.campaign.pins):
        if not residual.is_frozen(pin):
            yield grounded(
                pin.source,
                _("{machine} is pinned at {unit}, {days}").format(
                    machine=pin.machine,
                    unit=unit_name(campaign, pin.unit),
                    days=spoken_days(pin.first_day, pin.last_day),
                ),
                _("Remove or move this pin"),
                Ground(Demand.PIN, number),
            )


def frozen_facts(campaign: Campaign, residual: ResidualInstance) -> Iterator[GroundedFact]:
    """What was announced for the frozen days: one fact for each machine, day and unit."""

    def announced(numbered: tuple[int, Pin]) -> tuple[MachineName, date, UnitCode]:
        return numbered[1].machine, numbered[1].first_day, numbered[1].unit

    frozen = [(number, pin) for number, pin in enumerate(residual.campaign.pins) if residual.is_frozen(pin)]
    for (machine, day, unit), numbered in groupby(sorted(frozen, key=announced), key=announced):
        yield grounded(
            _("the announced plan"),
            _("{machine} is announced at {unit} on {day}, a frozen day").format(
                machine=machine, unit=unit_name(campaign, unit), day=spoken_day(day)
            ),
            _("Freeze fewer days with --freeze-days, and tell the citizens of {unit}").format(
                unit=unit_name(campaign, unit)
            ),
            *(Ground(Demand.PIN, number) for number, _pin in numbered),
        )
