"""roster.json: its shape, there and back, and files that are none."""

import json
from datetime import date
from pathlib import Path

import pytest

from planner.domain.policy import Proof
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import UnreadableFile
from planner.intake.roster_file import read_roster, roster_as_json, write_roster
from planner.roster.duties import Duty, DutyGoalResult, Roster, Vacancy
from planner.roster.policy import DutyGoal
from planner.roster.staffing import OfficerCode, Role

FIRST = Roster(
    campaign="Thử",
    plan_version=3,
    duties=(
        Duty(
            officer=OfficerCode("CB07"),
            machine=MachineName("MÁY 2"),
            unit=UnitCode("06103"),
            date=date(2023, 4, 11),
            shift=ShiftLabel("Ca 01"),
            role=Role("thu nhận"),
        ),
    ),
    vacant=(
        Vacancy(
            machine=MachineName("MÁY 2"),
            unit=UnitCode("06103"),
            date=date(2023, 4, 11),
            shift=ShiftLabel("Ca 01"),
            role=Role(""),
            is_required=True,
            officers=2,
        ),
    ),
    goals=(
        DutyGoalResult(goal=DutyGoal.VACANT, value=20, bound=20, proof=Proof.OPTIMAL, seconds=0.25),
        DutyGoalResult(goal=DutyGoal.COMMUTE, value=168, bound=None, proof=Proof.NOT_OPTIMISED),
    ),
)
AGAIN = FIRST.model_copy(
    update={
        "version": 2,
        "duties": (FIRST.duties[0].model_copy(update={"done": True}),),
        "as_of": date(2023, 4, 18),
        "as_of_shift": ShiftLabel("Ca 02"),
        "until": date(2023, 4, 30),
        "published_version": 1,
        "published_until": date(2023, 4, 29),
        "frozen_until": date(2023, 4, 19),
    }
)
LEAST = {"schema": 1, "duties": []}
DUTY = {"officer": "CB07", "machine": "M", "unit": "A", "date": "2023-04-11", "shift": "Ca 01"}


def test_the_shape_of_a_first_roster() -> None:
    assert roster_as_json(FIRST) == {
        "schema": 1,
        "campaign": "Thử",
        "plan_version": 3,
        "version": 1,
        "duties": [
            {
                "officer": "CB07",
                "machine": "MÁY 2",
                "unit": "06103",
                "date": "2023-04-11",
                "shift": "Ca 01",
                "role": "thu nhận",
            }
        ],
        "vacant": [
            {
                "machine": "MÁY 2",
                "unit": "06103",
                "date": "2023-04-11",
                "shift": "Ca 01",
                "role": "",
                "required": True,
                "officers": 2,
            }
        ],
        "goals": [
            {"goal": "vacant", "value": 20, "bound": 20, "proof": "optimal", "seconds": 0.25},
            {"goal": "commute", "value": 168, "bound": None, "proof": "not optimised", "seconds": 0.0},
        ],
    }


def test_what_a_later_roster_adds() -> None:
    told = roster_as_json(AGAIN)
    added = ("as_of", "as_of_shift", "until", "published_version", "published_until", "frozen_until")
    assert [told[key] for key in added] == ["2023-04-18", "Ca 02", "2023-04-30", 1, "2023-04-29", "2023-04-19"]
    assert not set(added) & roster_as_json(FIRST).keys()


@pytest.mark.parametrize("roster", [FIRST, AGAIN], ids=["first", "again"])
def test_there_and_back(roster: Roster, tmp_path: Path) -> None:
    path = write_roster(roster, tmp_path / "roster.json")
    assert read_roster(path) == roster
    assert '  {"officer": "CB07", ' in path.read_text(encoding="utf-8")


def test_what_may_be_missing_and_what_may_stand_beside(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.write_text(json.dumps({"duties": [{**DUTY, "seen": "x"}], "by": "another program"}))
    roster = read_roster(path)
    assert (roster.campaign, roster.version, roster.plan_version) == ("", 1, 1)
    assert (roster.duties[0].role, roster.duties[0].done) == ("", False)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({**LEAST, "duties": [{**DUTY, "date": "11-13-2023"}]}, r"duties\.0\.date"),
        ({**LEAST, "duties": [DUTY, {**DUTY, "officer": 7}]}, r"duties\.1\.officer"),
        ({**LEAST, "duties": [{"officer": "CB07"}]}, r"duties\.0\.machine"),
        ({**LEAST, "duties": [{**DUTY, "done": "yes"}]}, r"duties\.0\.done"),
        ({**LEAST, "vacant": [{**DUTY, "officers": 0}]}, r"vacant\.0\.officers"),
        ({**LEAST, "goals": [{"goal": "travel", "value": 1}]}, r"goals\.0\.goal"),
        ({**LEAST, "goals": [{"goal": "vacant", "value": 1.5}]}, r"goals\.0\.value"),
        ({**LEAST, "version": -1}, "version"),
        ({"schema": 1, "assignments": []}, "duties"),
        ([], "the top level"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(tmp_path: Path, content: object, place: str) -> None:
    path = tmp_path / "roster.json"
    path.write_text(json.dumps(content))
    with pytest.raises(UnreadableFile, match=rf"roster\.json.*{place}.*planner roster"):
        read_roster(path)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b'{"duties": [NaN]}', b"[" * 100_000])
def test_what_is_no_json(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roster.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"roster\.json.*planner roster"):
        read_roster(path)


def test_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.write_text(json.dumps({**LEAST, "schema": 2}))
    with pytest.raises(UnreadableFile, match=r"roster\.json.*2.*1"):
        read_roster(path)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.touch()
    with pytest.raises(UnreadableFile, match=r"roster\.json.*empty"):
        read_roster(path)
