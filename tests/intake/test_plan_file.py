"""plan.json: its shape, there and back, and files that are none."""

import json
from datetime import date
from pathlib import Path

import pytest

from planner.domain.plan import Assignment, GoalResult, Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import UnreadableFile
from planner.intake.plan_file import plan_as_json, read_plan, write_plan

FIRST = Plan(
    campaign="Thử",
    assignments=(
        Assignment(
            machine=MachineName("MÁY 2"),
            unit=UnitCode("06103"),
            date=date(2023, 4, 11),
            shift=ShiftLabel("Ca 01"),
            dossiers=160,
        ),
    ),
    goals=(
        GoalResult(goal=Goal.FINISH, value=66, bound=66, proof=Proof.OPTIMAL, seconds=0.25),
        GoalResult(goal=Goal.TRAVEL, value=168.1, bound=None, proof=Proof.NOT_OPTIMISED),
    ),
    unserved=(Shortfall(unit=UnitCode("06112"), dossiers=0),),
)
AGAIN = FIRST.model_copy(
    update={
        "version": 2,
        "assignments": (FIRST.assignments[0].model_copy(update={"done": True, "dossiers": 151}),),
        "as_of": date(2023, 4, 18),
        "as_of_shift": ShiftLabel("Ca 02"),
        "announced_version": 1,
        "announced_until": date(2023, 4, 30),
        "frozen_until": date(2023, 4, 20),
        "elsewhere": {UnitCode("06112"): 40},
        "rates": {"06103 | MÁY 2 | Ca 01": 120},
    }
)
AS_IN_THE_CONTRACT = {
    "schema": 1,
    "campaign": "Thử",
    "version": 2,
    "assignments": [
        {"machine": "MÁY 2", "unit": "06103", "date": "2023-04-17", "shift": "Ca 02", "dossiers": 0, "done": True},
        {"machine": "MÁY 2", "unit": "06103", "date": "2023-04-18", "shift": "Ca 02", "dossiers": 120},
    ],
    "goals": [{"goal": "changes", "value": 40, "bound": 40, "proof": "optimal", "seconds": 0.5}],
    "unserved": [{"unit": "06112", "dossiers": 7, "reason": "x"}],
    "as_of": "2023-04-18",
    "as_of_shift": "Ca 02",
    "announced_version": 1,
    "announced_until": "2023-04-30",
    "frozen_until": "2023-04-19",
    "elsewhere": {"06112": 40, "06103": 2},
    "rates": {"06103 | MÁY 2 | Ca 02": 120.0, "06112 | MÁY 1 | Ca 01": 97.0},
}
REPLAN_KEYS = ("as_of", "as_of_shift", "announced_version", "announced_until", "frozen_until", "elsewhere", "rates")


def test_the_shape_of_a_first_plan() -> None:
    assert plan_as_json(FIRST) == {
        "schema": 1,
        "campaign": "Thử",
        "version": 1,
        "assignments": [{"machine": "MÁY 2", "unit": "06103", "date": "2023-04-11", "shift": "Ca 01", "dossiers": 160}],
        "goals": [
            {"goal": "finish", "value": 66, "bound": 66, "proof": "optimal", "seconds": 0.25},
            {"goal": "travel", "value": 168.1, "bound": None, "proof": "not optimised", "seconds": 0.0},
        ],
        "unserved": [{"unit": "06112", "dossiers": 0, "reason": ""}],
    }


def test_the_keys_of_a_replan() -> None:
    shape = plan_as_json(AGAIN)
    assert shape["assignments"] == [
        {"machine": "MÁY 2", "unit": "06103", "date": "2023-04-11", "shift": "Ca 01", "dossiers": 151, "done": True}
    ]
    assert (shape["as_of"], shape["as_of_shift"], shape["announced_until"]) == ("2023-04-18", "Ca 02", "2023-04-30")
    assert (shape["announced_version"], shape["frozen_until"]) == (1, "2023-04-20")
    assert (shape["elsewhere"], shape["rates"]) == ({"06112": 40}, {"06103 | MÁY 2 | Ca 01": 120})


@pytest.mark.parametrize("plan", [FIRST, AGAIN])
def test_there_and_back(tmp_path: Path, plan: Plan) -> None:
    path = write_plan(plan, tmp_path / "out" / "plan.json")
    assert path == tmp_path / "out" / "plan.json"
    assert read_plan(path) == plan
    assert json.loads(path.read_text(encoding="utf-8")) == plan_as_json(plan)


def test_a_replan_as_the_contract_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(AS_IN_THE_CONTRACT), encoding="utf-8")
    plan = read_plan(path)
    assert (plan.as_of, plan.as_of_shift, plan.announced_version) == (date(2023, 4, 18), "Ca 02", 1)
    assert (plan.announced_until, plan.frozen_until) == (date(2023, 4, 30), date(2023, 4, 19))
    assert (plan.elsewhere, plan.rates) == (AS_IN_THE_CONTRACT["elsewhere"], AS_IN_THE_CONTRACT["rates"])
    assert [row.done for row in plan.assignments] == [True, False]
    again = json.loads(write_plan(plan, tmp_path / "again.json").read_text(encoding="utf-8"))
    assert (again, list(again)) == (AS_IN_THE_CONTRACT, list(AS_IN_THE_CONTRACT))


@pytest.mark.parametrize("key", REPLAN_KEYS)
def test_each_key_of_a_replan_may_be_missing(tmp_path: Path, key: str) -> None:
    path = tmp_path / "plan.json"
    without = {name: value for name, value in AS_IN_THE_CONTRACT.items() if name != key}
    path.write_text(json.dumps(without), encoding="utf-8")
    assert plan_as_json(read_plan(path)) == without


def test_a_first_plan_has_no_key_of_a_replan(tmp_path: Path) -> None:
    written = json.loads(write_plan(FIRST, tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert not set(REPLAN_KEYS) & set(written)


def test_one_line_a_row(tmp_path: Path) -> None:
    lines = write_plan(FIRST, tmp_path / "plan.json").read_text(encoding="utf-8").splitlines()
    assert sum('"machine": "MÁY 2"' in line for line in lines) == 1


def test_other_keys_may_stand_beside_and_some_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(
        json.dumps(
            {
                "schema": 1,
                "made_by": "another program",
                "assignments": [
                    {"machine": "M", "unit": "1", "date": "2023-04-11", "shift": "Ca 01", "dossiers": -3, "crew": "A"}
                ],
                "goals": [{"goal": "finish", "value": 1, "proof": "best found"}],
                "unserved": [{"unit": "1", "dossiers": 2}],
            }
        ),
        encoding="utf-8-sig",
    )
    plan = read_plan(path)
    assert plan.assignments[0].dossiers == -3
    assert plan.goals[0].bound is None
    assert plan.unserved[0].reason == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"assignments": [], "version": ' + b"9" * 5000 + b"}",
        b'{"schema": 2, "assignments": []}',
        b'{"assignments": [{"machine": 1}]}',
        b'{"assignments": [{"machine":"M","unit":"1","date":"31/02/2023","shift":"Ca","dossiers":1}]}',
        b'{"assignments": [{"machine":"M","unit":"1","date":"2023-04-11","shift":"Ca","dossiers":1.5}]}',
        b'{"assignments": [{"machine":"M","unit":"1","date":"2023-04-11","shift":"Ca","dossiers":true}]}',
        b'{"assignments": [], "goals": [{"goal": "finish", "value": NaN}]}',
        b'{"assignments": [], "goals": [{"goal": "finish", "value": 1e999}]}',
        b'{"assignments": [], "goals": [{"goal": "beauty", "value": 1}]}',
        b'{"assignments": [], "unserved": [{"unit": "1", "dossiers": -1}]}',
        b'{"assignments": [], "elsewhere": {"1": "x"}}',
        b'{"assignments": [], "elsewhere": {"1": -4}}',
        b'{"assignments": [], "elsewhere": {"1": 1.5}}',
        b'{"assignments": [], "as_of": "hom nay"}',
        b'{"assignments": [], "as_of": "2023-02-31"}',
        b'{"assignments": [], "frozen_until": true}',
        b'{"assignments": [], "announced_version": "1"}',
        b'{"assignments": [], "rates": {"1 | M | Ca": 0}}',
        b'{"assignments": [], "rates": {"1 | M | Ca": "90"}}',
    ],
)
def test_what_is_no_plan(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_plan(path)
    assert str(path) in str(caught.value)
    assert len(str(caught.value)) < 600


def test_the_place_of_the_slip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"assignments": [{"machine":"M","unit":"1","date":"2023-04-11","shift":"Ca"}]}', encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"assignments\.0\.dossiers"):
        read_plan(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_plan_that_powershell_or_notepad_has_saved_is_read(tmp_path: Path, encoding: str) -> None:
    path = write_plan(AGAIN, tmp_path / "plan.json")
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode(encoding))
    assert read_plan(path) == AGAIN


def test_a_plan_in_half_letters_is_refused(tmp_path: Path) -> None:
    path = write_plan(AGAIN, tmp_path / "plan.json")
    path.write_bytes(path.read_text("utf-8").encode("utf-16")[:-1])
    with pytest.raises(UnreadableFile, match="JSON"):
        read_plan(path)
