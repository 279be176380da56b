"""The colours of the calendar grid: a unit has one, and units next to each other have different ones."""

from collections.abc import Iterable

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode

LIGHT = ("DDEBF7", "FFF2CC", "E2EFDA", "FCE4D6", "E4DFEC")
DARKER = ("F4B183", "9DC3E6", "A9D18E", "FFD966", "B4A7D6")
COLOURS = tuple(colour for pair in zip(LIGHT, DARKER, strict=True) for colour in pair)
"""Light and darker in turn: a black-and-white printer tells those two apart; black letters are readable on both."""
CLOSED, OFF_DUTY, WEEKEND = "BFBFBF", "EDEDED", "F8CBAD"


def colours_of_units(campaign: Campaign, plan: Plan) -> dict[UnitCode, str]:
    """The colour of each planned unit or cluster, the first ones of the paler and darker tones in turn."""
    neighbours = neighbours_of(plan.assignments, campaign)
    chosen: dict[UnitCode, str] = {}
    for number, (unit, beside) in enumerate(neighbours.items()):
        taken = {chosen[each] for each in beside if each in chosen}
        tones_taken = {colour in DARKER for colour in taken}
        start = COLOURS[number % len(COLOURS) :] + COLOURS[: number % len(COLOURS)]
        free = [colour for colour in start if colour not in taken] or list(start)
        chosen[unit] = next((colour for colour in free if (colour in DARKER) not in tones_taken), free[0])
    return chosen


def neighbours_of(assignments: Iterable[Assignment], campaign: Campaign) -> dict[UnitCode, set[UnitCode]]:
    """For each stop in order of time those that some machine works right before or after it, and at its side."""
    order = {label: place for place, label in enumerate(campaign.calendar.shift_labels)}
    machines: dict[MachineName, list[UnitCode]] = {}
    neighbours: dict[UnitCode, set[UnitCode]] = {}
    for each in sorted(assignments, key=lambda each: (each.date, order[each.shift])):
        stop = campaign.stop_of(each.unit)
        tour = machines.setdefault(each.machine, [])
        beside = neighbours.setdefault(stop, set())
        if tour and tour[-1] != stop:
            beside.add(tour[-1])
            neighbours[tour[-1]].add(stop)
        tour.append(stop)
    return neighbours
