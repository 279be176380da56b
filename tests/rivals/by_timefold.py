"""Timefold as rival: its Python package, in an interpreter of its own, is asked for tours and never seen here.

What it is asked is a file of plain numbers, so that nothing of ours has to be installed beside it, nor it beside ours.
"""

import json
import subprocess
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from tests.rivals.ground import Ground, Judged
from tests.rivals.periods import Periods

SCRIPT = Path(__file__).with_name("timefold_tours.py")
METRES = 1000
START_SECONDS = 180.0
"""A Java machine has to start, the constraints to be compiled and distances to be handed over; that is no search."""


def timefold_plan(campaign: Campaign, seconds: float, python: str) -> Judged | None:
    """The plan of the tours that Timefold finds in the time; None if there is none."""
    periods = Periods(Ground(campaign))
    done = subprocess.run(
        [python, "-P", str(SCRIPT)],
        input=json.dumps(_question(periods, seconds)),
        capture_output=True,
        text=True,
        timeout=2 * seconds + START_SECONDS,
        check=True,
    )
    routes = json.loads(done.stdout.splitlines()[-1])
    if routes is None:
        return None
    codes = _codes(periods)
    tours = {name: [codes[unit] for unit in routes[str(rank)]] for name, rank in periods.ground.rank.items()}
    return periods.ground.judged(periods.driven(tours))


def _codes(periods: Periods) -> list[UnitCode]:
    return [code for code, length in periods.lengths.items() if length]


def _question(periods: Periods, seconds: float) -> dict[str, object]:
    ground, codes = periods.ground, _codes(periods)
    places = {code: place for place, code in enumerate(codes)}
    return {
        "seconds": seconds,
        "order": [setting.goal.value for setting in ground.campaign.goals],
        "units": [
            {"length": periods.lengths[code], "need": ground.need[code], "priority": ground.unit[code].priority}
            for code in codes
        ],
        "metres": [[round(METRES * ground.km(one, other)) if one != other else 0 for other in codes] for one in codes],
        "machines": [
            {
                "periods": list(periods.slots[machine.name]),
                "serves": [places[code] for code in periods.served_by(machine.name)],
                "first": _first_metres(periods, machine.postings[0].base, codes),
            }
            for machine in ground.machines
        ],
    }


def _first_metres(periods: Periods, base: UnitCode | None, codes: list[UnitCode]) -> list[int]:
    """Metres of the first leg to each unit."""
    if base is None:
        return [0] * len(codes)
    return [0 if code == base else round(METRES * periods.ground.km(base, code)) for code in codes]
