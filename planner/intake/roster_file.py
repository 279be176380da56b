"""Roster ↔ roster.json, in the shape that other programs rely on."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StrictStr, ValidationError

from planner.domain.policy import Proof
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import UnreadableFile
from planner.files import write_atomically
from planner.intake.cells.container import read_file
from planner.intake.cells.limits import DOSSIERS_IN_ALL, PLAN_FILE_BYTES
from planner.intake.written_json import Day, Name, Written, json_in_lines, places_of, refuse_constant, text_of
from planner.roster.duties import Duty, DutyGoalResult, Roster, Vacancy
from planner.roster.policy import DutyGoal
from planner.roster.staffing import OfficerCode, Role
from planner.texts import texts_of

_ = texts_of("intake")

SCHEMA = 1
"""The version of the shape; a file of another one is refused."""
_Version = Annotated[StrictInt, Field(ge=1)]
_Figure = Annotated[StrictInt, Field(ge=-DOSSIERS_IN_ALL, le=DOSSIERS_IN_ALL)]
"""A wrong figure is read, so that the checker can name it."""


class _WrittenDuty(Written):
    officer: Name
    machine: Name
    unit: Name
    day: Day = Field(alias="date")
    shift: Name
    role: StrictStr = ""
    done: StrictBool = False


class _WrittenVacancy(Written):
    machine: Name
    unit: Name
    day: Day = Field(alias="date")
    shift: Name
    role: StrictStr = ""
    required: StrictBool = False
    officers: _Version = 1


class _WrittenGoal(Written):
    goal: DutyGoal
    value: _Figure
    bound: _Figure | None = None
    proof: Proof = Proof.NOT_OPTIMISED
    seconds: float = Field(default=0.0, ge=0)


class _WrittenRoster(Written):
    written_schema: StrictInt = Field(default=SCHEMA, alias="schema")
    campaign: StrictStr = ""
    plan_version: _Version = 1
    version: Annotated[StrictInt, Field(ge=0)] = 1
    duties: tuple[_WrittenDuty, ...]
    vacant: tuple[_WrittenVacancy, ...] = ()
    goals: tuple[_WrittenGoal, ...] = ()
    as_of: Day | None = None
    as_of_shift: Name | None = None
    until: Day | None = None
    published_version: StrictInt | None = None
    published_until: Day | None = None
    frozen_until: Day | None = None


def read_roster(path: Path) -> Roster:
    """The roster that a file holds. Raises UnreadableFile, naming what is wrong and where, for anything but a roster.

    Whether the roster is sound is not asked here.
    """
    content = read_file(path, PLAN_FILE_BYTES)
    try:
        written = _WrittenRoster.model_validate(json.loads(text_of(content), parse_constant=refuse_constant))
    except ValidationError as error:
        raise UnreadableFile(
            _("{path}: not a roster file: {places}. Make it anew with `planner roster`").format(
                path=path, places=places_of(error)
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            _("{path}: not a readable JSON file. Make it anew with `planner roster`").format(path=path)
        ) from error
    if written.written_schema != SCHEMA:
        raise UnreadableFile(
            _("{path}: written in shape {schema}; this version reads shape {known}. Update the program").format(
                path=path, schema=written.written_schema, known=SCHEMA
            )
        )
    return _roster_from(written)


def _roster_from(written: _WrittenRoster) -> Roster:
    return Roster(
        campaign=written.campaign,
        plan_version=written.plan_version,
        version=written.version,
        duties=tuple(
            Duty(
                officer=OfficerCode(row.officer),
                machine=MachineName(row.machine),
                unit=UnitCode(row.unit),
                date=row.day,
                shift=ShiftLabel(row.shift),
                role=Role(row.role),
                done=row.done,
            )
            for row in written.duties
        ),
        vacant=tuple(
            Vacancy(
                machine=MachineName(row.machine),
                unit=UnitCode(row.unit),
                date=row.day,
                shift=ShiftLabel(row.shift),
                role=Role(row.role),
                is_required=row.required,
                officers=row.officers,
            )
            for row in written.vacant
        ),
        goals=tuple(
            DutyGoalResult(goal=row.goal, value=row.value, bound=row.bound, proof=row.proof, seconds=row.seconds)
            for row in written.goals
        ),
        as_of=written.as_of,
        as_of_shift=ShiftLabel(written.as_of_shift) if written.as_of_shift is not None else None,
        until=written.until,
        published_version=written.published_version,
        published_until=written.published_until,
        frozen_until=written.frozen_until,
    )


def roster_as_json(roster: Roster) -> dict[str, object]:
    """The roster as roster.json holds it: plain dicts, lists, texts and numbers; what may be missing only where set."""
    shape: dict[str, object] = {
        "schema": SCHEMA,
        "campaign": roster.campaign,
        "plan_version": roster.plan_version,
        "version": roster.version,
        "duties": [_duty_as_json(duty) for duty in roster.duties],
        "vacant": [vacancy_as_json(seat) for seat in roster.vacant],
        "goals": [_goal_as_json(result) for result in roster.goals],
    }
    for key, value in (
        ("as_of", roster.as_of),
        ("as_of_shift", roster.as_of_shift),
        ("until", roster.until),
        ("published_version", roster.published_version),
        ("published_until", roster.published_until),
        ("frozen_until", roster.frozen_until),
    ):
        if value is not None:
            shape[key] = value.isoformat() if isinstance(value, date) else value
    return shape


def _duty_as_json(duty: Duty) -> dict[str, object]:
    row: dict[str, object] = {
        "officer": duty.officer,
        "machine": duty.machine,
        "unit": duty.unit,
        "date": duty.date.isoformat(),
        "shift": duty.shift,
        "role": duty.role,
    }
    return row | {"done": True} if duty.done else row


def vacancy_as_json(seat: Vacancy) -> dict[str, object]:
    """Seats that nobody takes, as roster.json holds them."""
    return {
        "machine": seat.machine,
        "unit": seat.unit,
        "date": seat.date.isoformat(),
        "shift": seat.shift,
        "role": seat.role,
        "required": seat.is_required,
        "officers": seat.officers,
    }


def _goal_as_json(result: DutyGoalResult) -> dict[str, object]:
    return {
        "goal": result.goal.value,
        "value": result.value,
        "bound": result.bound,
        "proof": result.proof.value,
        "seconds": round(result.seconds, 3),
    }


def write_roster(roster: Roster, path: Path) -> Path:
    """Put the roster at this path, whole or not at all, and return where it went. Raises UnwritableFile."""
    return write_atomically(path, (json_in_lines(roster_as_json(roster)) + "\n").encode())
