"""Plan ↔ plan.json, in the shape that other programs rely on."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StrictStr, ValidationError

from planner.domain.meanwhile import MadeFrom
from planner.domain.plan import Assignment, GoalResult, Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import UnreadableFile
from planner.files import write_atomically
from planner.intake.cells.container import read_file
from planner.intake.cells.limits import DOSSIERS_IN_ALL, PLAN_FILE_BYTES
from planner.intake.written_json import Day, Name, Written, json_in_lines, places_of, refuse_constant, text_of
from planner.texts import texts_of

_ = texts_of("intake")

SCHEMA = 1
"""The version of the shape; a file of another one is refused."""


_Dossiers = Annotated[StrictInt, Field(ge=-DOSSIERS_IN_ALL, le=DOSSIERS_IN_ALL)]
"""A negative figure is read, so that the checker can name it."""
_Count = Annotated[StrictInt, Field(ge=0, le=DOSSIERS_IN_ALL)]
_Rate = Annotated[float, Field(strict=True, gt=0, le=DOSSIERS_IN_ALL)]


class _WrittenAssignment(Written):
    machine: Name
    unit: Name
    day: Day = Field(alias="date")
    shift: Name
    dossiers: _Dossiers
    done: StrictBool = False


class _WrittenGoal(Written):
    goal: Goal
    value: StrictInt | float
    bound: StrictInt | float | None = None
    proof: Proof = Proof.NOT_OPTIMISED
    seconds: float = Field(default=0.0, ge=0)


class _WrittenShortfall(Written):
    unit: Name
    dossiers: _Count
    reason: StrictStr = ""


class _WrittenPlan(Written):
    written_schema: StrictInt = Field(default=SCHEMA, alias="schema")
    campaign: StrictStr = ""
    version: StrictInt = 1
    assignments: tuple[_WrittenAssignment, ...]
    goals: tuple[_WrittenGoal, ...] = ()
    unserved: tuple[_WrittenShortfall, ...] = ()
    as_of: Day | None = None
    as_of_shift: Name | None = None
    announced_version: StrictInt | None = None
    announced_until: Day | None = None
    frozen_until: Day | None = None
    elsewhere: dict[Name, _Count] = Field(default_factory=dict)
    rates: dict[Name, _Rate] | None = None


def read_plan(path: Path) -> Plan:
    """The plan that a file holds. Raises UnreadableFile, naming what is wrong and where, for anything but a plan.

    Whether the plan is sound is not asked here.
    """
    content = read_file(path, PLAN_FILE_BYTES)
    try:
        written = _WrittenPlan.model_validate(json.loads(text_of(content), parse_constant=refuse_constant))
    except ValidationError as error:
        raise UnreadableFile(
            _("{path}: not a plan file: {places}. Make it anew with `planner plan`").format(
                path=path, places=places_of(error)
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            _("{path}: not a readable JSON file. Make it anew with `planner plan`").format(path=path)
        ) from error
    if written.written_schema != SCHEMA:
        raise UnreadableFile(
            _("{path}: written in shape {schema}; this version reads shape {known}. Update the program").format(
                path=path, schema=written.written_schema, known=SCHEMA
            )
        )
    return _plan_from(written)


def _plan_from(written: _WrittenPlan) -> Plan:
    return Plan(
        campaign=written.campaign,
        version=written.version,
        assignments=tuple(
            Assignment(
                machine=MachineName(row.machine),
                unit=UnitCode(row.unit),
                date=row.day,
                shift=ShiftLabel(row.shift),
                dossiers=row.dossiers,
                done=row.done,
            )
            for row in written.assignments
        ),
        goals=tuple(
            GoalResult(goal=row.goal, value=row.value, bound=row.bound, proof=row.proof, seconds=row.seconds)
            for row in written.goals
        ),
        unserved=tuple(
            Shortfall(unit=UnitCode(row.unit), dossiers=row.dossiers, reason=row.reason) for row in written.unserved
        ),
        as_of=written.as_of,
        as_of_shift=ShiftLabel(written.as_of_shift) if written.as_of_shift is not None else None,
        announced_version=written.announced_version,
        announced_until=written.announced_until,
        frozen_until=written.frozen_until,
        elsewhere={UnitCode(unit): dossiers for unit, dossiers in written.elsewhere.items()},
        rates=written.rates,
    )


def plan_as_json(plan: Plan) -> dict[str, object]:
    """The plan as plan.json holds it: plain dicts, lists, texts and numbers; re-plan keys only where they are set."""
    shape: dict[str, object] = {
        "schema": SCHEMA,
        "campaign": plan.campaign,
        "version": plan.version,
        "assignments": [_assignment_as_json(assignment) for assignment in plan.assignments],
        "goals": [_goal_as_json(result) for result in plan.goals],
        "unserved": [
            {"unit": shortfall.unit, "dossiers": shortfall.dossiers, "reason": shortfall.reason}
            for shortfall in plan.unserved
        ],
    }
    for key, value in (
        ("as_of", plan.as_of),
        ("as_of_shift", plan.as_of_shift),
        ("announced_version", plan.announced_version),
        ("announced_until", plan.announced_until),
        ("frozen_until", plan.frozen_until),
        ("elsewhere", dict(plan.elsewhere) or None),
        ("rates", plan.rates),
    ):
        if value is not None:
            shape[key] = value.isoformat() if isinstance(value, date) else value
    return shape


def _assignment_as_json(assignment: Assignment) -> dict[str, object]:
    row: dict[str, object] = {
        "machine": assignment.machine,
        "unit": assignment.unit,
        "date": assignment.date.isoformat(),
        "shift": assignment.shift,
        "dossiers": assignment.dossiers,
    }
    return row | {"done": True} if assignment.done else row


def _goal_as_json(result: GoalResult) -> dict[str, object]:
    return {
        "goal": result.goal.value,
        "value": result.value,
        "bound": result.bound,
        "proof": result.proof.value,
        "seconds": round(result.seconds, 3),
    }


def write_plan(plan: Plan, path: Path, made_from: MadeFrom | None = None) -> Path:
    """Put the plan at this path, whole or not at all, and return where it went. Raises UnwritableFile.

    With what it was made from where no ledger has it; the file says both.
    """
    shape = plan_as_json(plan)
    if made_from is not None:
        shape |= {"stored": False, "made_from": made_from.model_dump(mode="json")}
    return write_atomically(path, (json_in_lines(shape) + "\n").encode())


def read_made_from(path: Path) -> MadeFrom | None:
    """What the plan was made from; None where the file does not say so, as that of a stored plan.

    The file is one that `read_plan` has read. Raises UnreadableFile where what it says of this is damaged.
    """
    told = json.loads(read_file(path, PLAN_FILE_BYTES)).get("made_from")
    if told is None:
        return None
    try:
        return MadeFrom.model_validate_json(json.dumps(told))
    except ValidationError as error:
        raise UnreadableFile(
            _("{path}: what it says of its making (made_from) is damaged. Plan again with: planner replan").format(
                path=path
            )
        ) from error
