"""Diving: lines that the master works nearly whole are fixed, the others priced again, until every owner has one."""

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from planner.model.linear_program import LinearAnswer
from planner.model.roster.column_generation import generate
from planner.model.roster.master import Master
from planner.model.roster.pricing import PricedLine

NEARLY_WHOLE = 0.95
SHARE_AT_ONCE = 10
ROUNDS_BETWEEN = 4
WORKED = 1e-6


def dive(
    master: Master,
    answer: LinearAnswer,
    is_over: Callable[[], bool],
    *,
    pool: Executor | None = None,
    too_much: float = np.inf,
    rounds: int = ROUNDS_BETWEEN,
) -> list[PricedLine] | None:
    """One line of each owner of the master; None where time ends it, an owner has none, or it costs `too_much`."""
    fixed: dict[int, PricedLine] = {}
    while len(fixed) < len(master.pricers):
        if is_over():
            return None
        chosen = _to_fix(master, answer, fixed)
        if not chosen:
            return None
        master.fix(chosen)
        fixed |= {master.lines[place].owner: master.lines[place] for place in chosen}
        if len(fixed) == len(master.pricers):
            break
        found = generate(master, most_rounds=rounds, is_over=is_over, fixed=frozenset(fixed), pool=pool)
        if found is None or found.answer.value >= too_much:
            return None
        answer = found.answer
    return list(fixed.values())


def _to_fix(master: Master, answer: LinearAnswer, fixed: dict[int, PricedLine]) -> list[int]:
    weights = master.weights_of(answer)
    best: dict[int, int] = {}
    for place, line in enumerate(master.lines[: len(weights)]):
        if line.owner not in fixed and weights[place] > WORKED:
            known = best.get(line.owner)
            if known is None or weights[place] > weights[known]:
                best[line.owner] = place
    places = sorted(best.values(), key=lambda place: (-weights[place], place))
    at_once = max(1, (len(master.pricers) - len(fixed)) // SHARE_AT_ONCE)
    sure = [place for place in places if weights[place] > NEARLY_WHOLE]
    return sure if len(sure) >= at_once else places[:at_once]
