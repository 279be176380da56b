"""The piece of work that is handed to an executor: some draws of one case. Light to import."""

from dataclasses import dataclass

from planner.domain.uncertainty import Draw, RiskCase
from planner.executor.log_records import only_warnings


@dataclass(frozen=True, slots=True)
class DrawRange:
    """The draws of these numbers of a case."""

    case: RiskCase
    numbers: range


def draws_of(asked: DrawRange) -> tuple[Draw, ...]:
    """What comes of these draws, in the order of their numbers, whoever works out the others."""
    from planner.model.risk.lived_draw import lived  # noqa: PLC0415 - the solver is loaded where draws are lived through
    from planner.model.risk.risk_parts import parts_of, together  # noqa: PLC0415
    from planner.model.risk.world import drawn_world  # noqa: PLC0415

    parts = parts_of(asked.case)
    draws = []
    with only_warnings():
        for number in asked.numbers:
            world = drawn_world(asked.case, number)
            draws.append(together(asked.case, number, [lived(part, world) for part in parts]))
    return tuple(draws)
