"""Proving with one worker while another one rebuilds plans."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from planner.domain.policy import Goal
from planner.model.gate import Effort
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled

REBUILT_AT_ONCE = 0.3
"""Seconds between two looks whether the proof beside it has come to an end."""
SECONDS_A_TURN = 2e-4


def while_rebuilding(
    search: SubproblemSearch, goal: Goal, effort: Effort, improved: Improved, prove: Callable[[Effort], Settled]
) -> Settled:
    """Prove with one worker while another one rebuilds; where there is but one, it only proves.

    A proof needs good plans, which rebuilding finds, and an end to the search for better ones, which is a bound.
    """
    if effort.all_workers == 1:
        return prove(effort)
    alone = effort.alone()
    with _quick_turns(), ThreadPoolExecutor(1) as pool:
        proving = pool.submit(prove, alone)
        while not proving.done():
            if search.is_proven(goal, 0) or search.rebuild(goal, alone.shortened(REBUILT_AT_ONCE), improved) == 0.0:
                break
        return proving.result()


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let threads take turns in Python more often: a proof that comes back from machine code many times a second would
    wait each time as long as rebuilding, which never leaves Python, may go on.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_A_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
