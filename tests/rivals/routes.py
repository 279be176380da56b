"""A routing program as rival, for the travel of whole days: a route a machine, its load the days at the units.

PyVRP finds short routes and knows nothing of windows, visits or pins, so it is asked only where there are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from time import monotonic
from warnings import catch_warnings

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from tests.campaigns import MOBILE
from tests.rivals.ground import Ground, Judged
from tests.rivals.periods import Periods

METRES = 1000
DEAREST_PENALTY = 2e6
"""The library's own limit is too low where loads are tight."""


@dataclass(frozen=True)
class _Kind:
    """Machines that are alike: where they start, for how many periods they work, and whom they serve."""

    base: UnitCode | None
    num_periods: int
    served: tuple[UnitCode, ...]


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
    periods = Periods(ground)
    most = {name: sum(slots[-1] <= finish for slots in numbers.values()) for name, numbers in periods.slots.items()}
    routes = _routes(periods, most, seconds) if any(most.values()) else None
    return None if routes is None else ground.judged(periods.driven(routes))


def _routes(periods: Periods, most: dict[MachineName, int], seconds: float) -> dict[MachineName, list[UnitCode]] | None:
    from pyvrp import Model, PenaltyParams, SolveParams  # noqa: PLC0415 - a rival that may be missing
    from pyvrp.stop import MaxRuntime  # noqa: PLC0415

    started = monotonic()
    model = Model()
    codes = [code for code, length in periods.lengths.items() if length]
    nowhere = model.add_location(0, 0)
    places = {code: model.add_location(0, 0) for code in periods.ground.need}
    for code in codes:
        model.add_client(places[code], delivery=periods.lengths[code])
    end = model.add_depot(nowhere)
    starts = {code: model.add_depot(places[code]) for code in sorted(_bases(periods.ground))}
    kinds = _kinds(periods, most)
    for kind, names in kinds.items():
        profile = model.add_profile()
        for origin, destination, metres in _legs(periods.ground, kind):
            here, there = (nowhere if code is None else places[code] for code in (origin, destination))
            model.add_edge(here, there, distance=metres, profile=profile)
        start = end if kind.base is None else starts[kind.base]
        model.add_vehicle_type(len(names), kind.num_periods, start_depot=start, end_depot=end, profile=profile)
    with catch_warnings(action="ignore"):  # it warns of penalties that become high, which tight loads need
        best = model.solve(
            MaxRuntime(max(0.1, seconds - (monotonic() - started))),
            display=False,
            collect_stats=False,
            params=SolveParams(penalty=PenaltyParams(max_penalty=DEAREST_PENALTY)),
        ).best
    if not best.is_feasible():
        return None
    idle = [list(names) for names in kinds.values()]
    routes: dict[MachineName, list[UnitCode]] = {name: [] for name in periods.ground.rank}
    for route in best.routes():
        name = idle[route.vehicle_type()].pop(0)
        routes[name] = [codes[stop.idx] for stop in route.schedule() if stop.is_client()]
    return routes


def _kinds(periods: Periods, most: dict[MachineName, int]) -> dict[_Kind, list[MachineName]]:
    kinds: dict[_Kind, list[MachineName]] = {}
    for machine in periods.ground.machines:
        served = tuple(periods.served_by(machine.name))
        kinds.setdefault(_Kind(machine.postings[0].base, most[machine.name], served), []).append(machine.name)
    return kinds


def _legs(ground: Ground, kind: _Kind) -> Iterator[tuple[UnitCode | None, UnitCode | None, int]]:
    """Every leg of the kind with its metres; None is nowhere, from which or to which a leg is free."""
    for origin in dict.fromkeys((kind.base, *kind.served)):
        if origin is not None:
            yield origin, None, 0
        for destination in kind.served:
            if origin is None:
                yield None, destination, 0
            elif origin != destination:
                yield origin, destination, round(METRES * ground.km(origin, destination))


def _bases(ground: Ground) -> set[UnitCode]:
    return {machine.postings[0].base for machine in ground.machines} - {None}  # type: ignore[return-value]
