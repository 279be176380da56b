"""Every rival of the public benchmark, asked for a plan of one campaign; who cannot be asked says why."""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from subprocess import CalledProcessError, TimeoutExpired
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from tests.rivals.by_timefold import timefold_plan
from tests.rivals.circuit_model import MOST_ARCS, circuit_plan, num_arcs
from tests.rivals.contest import Entry, rival_entry
from tests.rivals.expressible import beyond_slots, beyond_tours
from tests.rivals.ground import Ground, Judged
from tests.rivals.routes import is_installed, routed_plan
from tests.rivals.slot_model import slot_plan

PYVRP, CP_SAT, TIMEFOLD = "PyVRP", "CP-SAT", "Timefold"
RIVALS = (PYVRP, CP_SAT, TIMEFOLD)


def why_no_timefold(python: str) -> str:
    """Why Timefold takes no part on this machine; empty if it does. `python` is the interpreter that has it."""
    if shutil.which("java") is None:
        return "Timefold is skipped: there is no Java here"
    if not python:
        return "Timefold is skipped: name an interpreter that has its package with --timefold"
    return ""


def usual_python_of_timefold() -> str:
    """The interpreter that runs this, where it has the package; else none."""
    return "python" if find_spec("timefold") is not None else ""


def pyvrp_entry(campaign: Campaign, ours: Entry, seconds: float) -> Entry:
    """PyVRP alone: the shortest tours that are done by our finish."""
    if not is_installed():
        return _absent(PYVRP, "not installed")
    reason = beyond_tours(campaign)
    if reason:
        return _absent(PYVRP, reason)
    if not ours.counts or ours.values is None:
        return _absent(PYVRP, "no finish to be done by")
    if ours.values[Goal.UNSERVED]:
        return _absent(PYVRP, "somebody is left")
    finish = int(ours.values[Goal.FINISH])
    return _asked(PYVRP, lambda: routed_plan(campaign, seconds, finish))


def cp_sat_entry(campaign: Campaign, seconds: float, workers: int) -> Entry:
    """The plain CP-SAT models: tours where they can say the campaign and everybody fits, else slots."""
    reason = beyond_slots(campaign)
    if reason:
        return _absent(CP_SAT, reason)
    if not beyond_tours(campaign) and num_arcs(campaign) <= MOST_ARCS and _has_room(campaign):
        return _asked(CP_SAT, lambda: circuit_plan(campaign, seconds, workers=workers))
    return _asked(CP_SAT, lambda: _slots(campaign, seconds, workers))


def _slots(campaign: Campaign, seconds: float, workers: int) -> Judged | None:
    found = slot_plan(campaign, seconds, workers=workers)
    return None if found is None else Ground(campaign).judged(found.standing)


def _has_room(campaign: Campaign) -> bool:
    """Whether the machines have room for everybody; tours serve a unit whole or not at all."""
    ground = Ground(campaign)
    room = sum(
        max(
            (
                ground.room(name, code, ordinal)
                for code in ground.need
                if ordinal in ground.open_set.get((name, code), ())
            ),
            default=0,
        )
        for name in ground.rank
        for ordinal in range(1, ground.num_slots + 1)
    )
    return sum(ground.need.values()) <= room


def timefold_entry(campaign: Campaign, seconds: float, python: str) -> Entry:
    """Timefold: tours again, by local search."""
    reason = beyond_tours(campaign)
    if reason:
        return _absent(TIMEFOLD, reason)
    return _asked(TIMEFOLD, lambda: timefold_plan(campaign, seconds, python))


def _asked(name: str, plan: Callable[[], Judged | None]) -> Entry:
    started = monotonic()
    try:
        judged = plan()
    except TimeoutExpired:
        return Entry(name, monotonic() - started, faults=("did not start in time",))
    except CalledProcessError:
        return Entry(name, monotonic() - started, faults=("ended with an error",))
    return rival_entry(name, monotonic() - started, judged)


def _absent(name: str, reason: str) -> Entry:
    return Entry(name, 0.0, faults=(reason,))
