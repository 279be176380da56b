"""A routing program as rival, for the travel of whole days: a route a machine, its load the days at the units.

PyVRP finds short routes and knows nothing of windows, visits or pins, so it is asked only where there are none.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from math import ceil
from warnings import catch_warnings

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from tests.campaigns import MOBILE
from tests.rivals.ground import Ground, Judged

METRES = 1000
FORBIDDEN = 10**7
"""Metres to a unit that the machine does not serve."""


def is_installed() -> bool:
    """Whether the routing program is here."""
    return find_spec("pyvrp") is not None


def is_for_routes(campaign: Campaign) -> bool:
    """Whether nothing but needs, machines' days and roads matters for the plan."""
    calendar = campaign.calendar
    is_open = all(
        (unit.first_day, unit.last_day, unit.shifts) == (calendar.first_day, calendar.last_day, calendar.shift_labels)
        and unit.visits == 1
        for unit in campaign.units
    )
    postings = [posting for machine in campaign.machines for posting in machine.postings]
    capacities = {campaign.capacity(one, shift) for one in postings for shift in campaign.calendar.shift_labels}
    is_alike = len(capacities) == 1 and len(postings) == len(campaign.machines)
    is_free = not (campaign.pins or campaign.phases or campaign.rate_overrides)
    has_unit_closures = any(closure.unit for closure in campaign.closures)
    is_mobile = all(posting.kind is MOBILE for posting in postings)
    return campaign.whole_days and is_open and is_alike and is_free and is_mobile and not has_unit_closures


def routed_plan(campaign: Campaign, seconds: float, finish: int) -> Judged | None:
    """The plan with the shortest routes that are done by that slot; None if none was found."""
    ground = Ground(campaign)
    days = {name: _days(ground, name, finish) for name in ground.rank}
    slots_a_day = max((len(slots) for open_days in days.values() for slots in open_days), default=0)
    if not slots_a_day:
        return None
    capacity = campaign.capacity(campaign.machines[0].postings[0], campaign.calendar.shift_labels[0])
    loads = {code: ceil(need / (capacity * slots_a_day)) for code, need in ground.need.items()}
    routes = _routes(ground, {name: len(open_days) for name, open_days in days.items()}, loads, seconds)
    if routes is None:
        return None
    standing = {name: _tour(ground, days[name], routes[name], capacity) for name in ground.rank}
    return ground.judged(standing)


def _days(ground: Ground, name: MachineName, finish: int) -> list[list[int]]:
    """The machine's open slots up to the finish, by days."""
    opens = sorted({slot for (one, _code), slots in ground.opens.items() if one == name for slot in slots})
    by_day: dict[int, list[int]] = {}
    for slot in opens:
        if slot <= finish:
            by_day.setdefault(ground.day_of(slot), []).append(slot)
    return list(by_day.values())


def _routes(
    ground: Ground, most: dict[MachineName, int], loads: dict[UnitCode, int], seconds: float
) -> dict[MachineName, list[UnitCode]] | None:
    from pyvrp import Model  # noqa: PLC0415 - a rival that may be missing
    from pyvrp.stop import MaxRuntime  # noqa: PLC0415

    model = Model()
    codes = [code for code, load in loads.items() if load]
    places = {code: model.add_location(0, 0) for code in ground.need}
    nowhere = model.add_location(0, 0)
    for code in codes:
        model.add_client(places[code], delivery=loads[code])
    end = model.add_depot(nowhere)
    starts = {code: model.add_depot(places[code]) for code in sorted(_bases(ground))}
    for machine in ground.machines:
        posting = machine.postings[0]
        profile = model.add_profile()
        served = set(posting.serves)
        for origin, place in places.items():
            model.add_edge(nowhere, place, distance=0 if origin in served else FORBIDDEN, profile=profile)
            model.add_edge(place, nowhere, distance=0, profile=profile)
            for destination, other in places.items():
                if origin != destination:
                    metres = round(METRES * ground.km(origin, destination))
                    distance = metres if destination in served else FORBIDDEN
                    model.add_edge(place, other, distance=distance, profile=profile)
        start = end if posting.base is None else starts[posting.base]
        model.add_vehicle_type(1, most[machine.name], start_depot=start, end_depot=end, profile=profile)
    with catch_warnings(action="ignore"):
        best = model.solve(MaxRuntime(seconds), display=False, collect_stats=False).best
    if not best.is_feasible() or best.distance() >= FORBIDDEN:
        return None
    routes: dict[MachineName, list[UnitCode]] = {name: [] for name in ground.rank}
    for route in best.routes():
        machine = ground.machines[route.vehicle_type()]
        routes[machine.name] = [codes[stop.idx] for stop in route.schedule() if stop.is_client()]
    return routes


def _bases(ground: Ground) -> set[UnitCode]:
    return {machine.postings[0].base for machine in ground.machines} - {None}  # type: ignore[return-value]


def _tour(
    ground: Ground, days: Sequence[Sequence[int]], route: Sequence[UnitCode], capacity: int
) -> dict[int, UnitCode]:
    """The route driven as early as can be: each unit until its need ends."""
    tour: dict[int, UnitCode] = {}
    coming = iter(days)
    for code in route:
        left = ground.need[code]
        while left > 0:
            slots = next(coming, None)
            if slots is None:
                return tour
            tour.update(dict.fromkeys(slots, code))
            left -= capacity * len(slots)
    return tour
