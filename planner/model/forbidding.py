"""Why a wish cannot be fulfilled: a smallest set of facts that leaves no plan which does.

Demand stands in the way only where there is none: any of it may stay uncollected. So what is asked is small: the wished
unit, what is pinned, and the machines concerned.

Source of the search: a smallest unsatisfiable subset by hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva,
Smallest MUS extraction with minimal hitting set dualization, CP 2015). Cores of assumptions are not used: presolve may
name literals that are none, google/or-tools #5141.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from planner.domain.campaign import Campaign, Closure, Machine, Pin
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.fact import Fact
from planner.model.facts import campaign_dates, facts_of
from planner.model.gate import Effort, Status, Stopper, ask, refute
from planner.model.limits import Limits
from planner.model.packing import Packing
from planner.model.part import Part, whole
from planner.model.pin_facts import as_they_bind
from planner.model.remainder import Remainder, remainder_of
from planner.model.touring import Touring

SECONDS_A_QUESTION = 10.0
"""By far more than such a small question takes."""

Forbids = Callable[[Collection[int]], bool]
"""Whether facts of these numbers alone, all others dropped, leave no plan that fulfils the wish."""


def is_forbidden(remainder: Remainder, stopper: Stopper) -> bool:
    """Whether it is proven that no plan fulfils the remainder's wish."""
    return remainder.wish is not None and _is_impossible(_without_demand(remainder, remainder.wish), stopper)


def forbidding_facts(campaign: Campaign, situation: Situation, wish: Wish, stopper: Stopper) -> tuple[Fact, ...]:
    """A smallest set of facts that forbids the wish; empty if some plan fulfils it, or none is proven impossible."""
    remainder = remainder_of(campaign, situation, wish)
    if not is_forbidden(remainder, stopper):
        return ()
    facts = facts_of(campaign, situation, remainder)
    question = _without_demand(as_they_bind(remainder), wish)

    def forbids(kept: Collection[int]) -> bool:
        dropped = question
        for number, fact in enumerate(facts):
            if number not in kept:
                dropped = fact.drop(dropped)
        return _is_impossible(dropped, stopper)

    if forbids(()):
        return (campaign_dates(campaign),)
    return tuple(facts[number] for number in _smallest(len(facts), forbids, stopper))


def _smallest(num_facts: int, forbids: Forbids, stopper: Stopper) -> Sequence[int]:
    """All facts together forbid, none forbids nothing; a smallest set that forbids, or all if the search is ended.

    What is left out of a largest set that does not forbid must be met by every set that does.
    """
    to_be_met: list[frozenset[int]] = []
    everything = frozenset(range(num_facts))
    while not stopper.stopped.is_set():
        chosen = _meeting_each(to_be_met)
        if forbids(chosen):
            return sorted(chosen)
        allowed = set(chosen)
        for number in sorted(everything - chosen, reverse=True):
            if not forbids({*allowed, number}):
                allowed.add(number)
        to_be_met.append(everything - allowed)
    return sorted(everything)


def _meeting_each(sets: Sequence[frozenset[int]]) -> frozenset[int]:
    """A smallest set that has a member of each; the first such in order."""
    members = sorted(frozenset().union(*sets))
    choices = (frozenset(choice) for size in range(len(sets) + 1) for choice in combinations(members, size))
    return next(choice for choice in choices if all(choice & one for one in sets))


def _is_impossible(remainder: Remainder, stopper: Stopper) -> bool:
    part = whole(remainder)
    effort = Effort(1, 0, SECONDS_A_QUESTION)
    shape: Callable[[Part, Limits], Packing | Touring] = Touring if part.limits_reach else Packing
    answer = ask(shape(part, Limits()).model, effort, stopper)
    return answer.status is Status.INFEASIBLE and refute(lambda: shape(part, Limits()).model, effort, stopper)


def _without_demand(remainder: Remainder, wish: Wish) -> Remainder:
    """Only what can stand in the way of the wish: its unit, pinned units, and the machines that go to either.

    A machine has nothing to do but at the wished unit and where it is pinned, and that only on days for which
    something is pinned or wished.
    """
    campaign = remainder.campaign
    machines = tuple(_with_little_to_do(campaign, machine, wish) for machine in _concerned(campaign, wish))
    names = {machine.name for machine in machines}
    pins = tuple(pin for pin in campaign.pins if pin.machine in names)
    places = {
        wish.unit,
        *(pin.unit for pin in pins),
        *(posting.base for machine in machines for posting in machine.postings if posting.base is not None),
        *remainder.standing.values(),
        *remainder.at_noon.values(),
    }
    closures = (
        closure
        for closure in campaign.closures
        if (closure.machine is None or closure.machine in names) and (closure.unit is None or closure.unit in places)
    )
    smaller = {
        "units": tuple(unit for unit in campaign.units if unit.code in places),
        "machines": machines,
        "closures": (*closures, *_days_without_purpose(campaign, pins, wish)),
        "pins": pins,
        "phases": (),
    }
    return replace(remainder, campaign=campaign.model_copy(update=smaller), promises={}, rates={})


def _concerned(campaign: Campaign, wish: Wish) -> list[Machine]:
    """The machines that may fulfil the wish, and those that pins tie to its unit or, by way of others, to them."""
    names = {machine.name for machine in campaign.machines if machine.name == (wish.machine or machine.name)}
    units = {wish.unit}
    while True:
        reached = {pin.unit for pin in campaign.pins if pin.machine in names} - units
        joined = {pin.machine for pin in campaign.pins if pin.unit in units | reached} - names
        if not reached and not joined:
            return [machine for machine in campaign.machines if machine.name in names]
        units |= reached
        names |= joined


def _with_little_to_do(campaign: Campaign, machine: Machine, wish: Wish) -> Machine:
    purposes = {wish.unit, *(pin.unit for pin in campaign.pins if pin.machine == machine.name)}
    postings = tuple(
        posting.model_copy(update={"serves": tuple(code for code in posting.serves if code in purposes)})
        for posting in machine.postings
    )
    return machine.model_copy(update={"postings": postings})


def _days_without_purpose(campaign: Campaign, pins: Sequence[Pin], wish: Wish) -> Iterator[Closure]:
    """To close these changes nothing: whoever is somewhere before and after may as well have stayed."""
    if wish.day is None:
        return
    for day in campaign.calendar.days():
        if day != wish.day and not any(pin.first_day <= day <= pin.last_day for pin in pins):
            yield Closure(first_day=day, last_day=day, shifts=campaign.calendar.shift_labels)
