"""`planner roster`, `announce-roster` and `verify-roster`: what people and programs are told, and how they end."""

import json
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planner.cli.days.commands import COMMANDS as DAYS
from planner.cli.roster.commands import COMMANDS as ROSTERS
from planner.errors import LedgerBusy, NoRosterInTime, NoRosterPossible
from planner.intake.plan_file import write_plan
from planner.intake.roster_file import read_roster
from planner.ledger.rosters import Rosters
from planner.model.news import NewsLine
from planner.model.roster.outcome import RosterSolution
from planner.workflow.solving import searching
from tests.cli.running import Answered
from tests.staffed_campaign import (
    CAMPAIGN,
    OFFICERS,
    PLAN,
    PlainQuestion,
    ledger_beside,
    store_plan,
    write_staffed,
)

BOOK = "doi/campaign.xlsx"


class NoneThere(PlainQuestion):
    """Answered with that there is none."""

    __slots__ = ()

    def answered(self, line: NewsLine) -> RosterSolution:
        raise NoRosterPossible("Ghim ca!A2: CB01")


class NoneInTime(PlainQuestion):
    """Answered with that none was found in time."""

    __slots__ = ()

    def answered(self, line: NewsLine) -> RosterSolution:
        raise NoRosterInTime("--seconds")


@pytest.fixture(autouse=True)
def plain_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rosters are searched for plainly."""
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a workbook that has officers, and a ledger with a plan that is announced."""
    store_plan(write_staffed(tmp_path), announced=True)
    return tmp_path


def ask(command: str, *words: object, home: Path) -> Answered:
    """Run a command in this folder."""
    with chdir(home):
        done = CliRunner().invoke(
            {**ROSTERS, **DAYS}[command], [str(word) for word in words], prog_name=f"planner {command}"
        )
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Answered(done.exit_code, done.stdout, done.stderr)


def answer_of(command: str, *words: object, home: Path, code: int = 0) -> dict[str, Any]:
    """What a program is told."""
    done = ask(command, *words, "--json", home=home)
    assert done.code == code, done.err
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_a_first_roster_at_a_glance(home: Path) -> None:
    done = ask("roster", BOOK, home=home)
    assert done.code == 0
    assert done.out.startswith("\nChiến dịch: lịch trực 1 theo phương án 1, từ 10/4/2023\n")
    assert "  Cán bộ        4/4 có ca trực\n  Ca trực       28 ca sắp tới, 0 vị trí trống\n" in done.out
    assert "    Thiếu người               0  " in done.out
    assert "Đã ghi vào outputs/doi:\n  roster.json\n" in done.out
    assert "planner announce-roster" in done.out
    assert len(read_roster(home / "outputs" / "doi" / "roster.json").duties) == 28


def test_a_program_is_told_the_same(home: Path) -> None:
    told = answer_of("roster", BOOK, "-o", "out", "--until", "2023-04-12", home=home)
    assert told["roster"] == "out/roster.json"
    assert (told["stored"], told["version"], told["plan_version"], told["until"]) == (True, 1, 1, "2023-04-12")
    assert (told["duties"], told["vacant"], told["missing"], told["was_stopped"]) == (6, [], [], False)
    assert [goal["goal"] for goal in told["goals"]][:2] == ["vacant", "duty-changes"]


def test_what_is_missing_is_said_and_who_could_step_in(home: Path) -> None:
    write_staffed(home, OFFICERS[:2], seats=[(None, None, "thu nhận", 2, "Có")])
    done = ask("roster", BOOK, home=home)
    assert done.code == 0
    assert "mỗi tuần trong 2 tuần từ 10/4/2023 đến 23/4/2023" in done.err
    assert "28 vị trí (thu nhận), mà 2 cán bộ có thể nhận chỉ trực được nhiều nhất" in done.err
    assert "vị trí bắt buộc" in done.out
    assert "CB01 Nguyễn Văn 1: " in done.out
    told = answer_of("roster", BOOK, home=home)
    assert told["missing"][0]["sentence"].startswith("10/4/2023")
    first = told["vacant"][0]
    assert (first["required"], first["role"]) == (True, "thu nhận")
    assert {step["officer"] for step in first["could_step_in"]} == {"CB01", "CB02"}
    assert all(step["breaks"] for step in first["could_step_in"])


def test_made_known_and_made_anew(home: Path) -> None:
    ask("roster", BOOK, home=home)
    done = ask("announce-roster", BOOK, home=home)
    assert done.out == (
        "Đã ghi nhận thông báo lịch trực 1 đến hết ngày 23/4/2023: 4 cán bộ, 28 ca trực, 0 vị trí trống.\n"
    )
    assert (
        ask("announce-roster", BOOK, home=home).out
        == "Không có gì thay đổi: lịch trực 1 đã thông báo đến hết ngày 23/4/2023 từ trước.\n"
    )
    refused = ask("roster", BOOK, home=home)
    assert (refused.code, refused.out) == (2, "")
    assert "--as-of" in refused.err
    told = answer_of("roster", BOOK, "--as-of", "18/4/2023", "--freeze-days", 3, home=home)
    keys = ("as_of", "published_version", "published_until", "frozen_until")
    assert [told[key] for key in keys] == ["2023-04-18", 1, "2023-04-23", "2023-04-20"]
    less = ask("announce-roster", BOOK, "--until", "20/4/2023", home=home)
    assert "từ ngày 21/4/2023 đến ngày 23/4/2023, thông báo theo lịch trực 1 không còn hiệu lực" in less.err
    older = ask("announce-roster", BOOK, "--version", 1, home=home)
    assert "planner roster doi/campaign.xlsx --as-of 10/4/2023" in older.err
    told = answer_of("announce-roster", BOOK, "--version", 2, "--until", "2023-04-23", home=home)
    assert (told["version"], told["until"], told["former_version"], told["duties"]) == (2, "2023-04-23", 1, 12)


def test_verified(home: Path) -> None:
    ask("roster", BOOK, "-o", "out", home=home)
    write_plan(PLAN, home / "plan.json")
    done = ask("verify-roster", BOOK, "plan.json", "out/roster.json", home=home)
    assert done.code == 0
    assert done.out.endswith("Lịch trực đúng: giữ mọi quy định và số liệu chính xác.\n")
    write_staffed(home, OFFICERS[:3])
    told = answer_of("verify-roster", BOOK, "plan.json", "out/roster.json", home=home, code=1)
    assert told["sound"] is False
    assert "seat" in {violation["rule"] for violation in told["violations"]}
    other = ask("verify-roster", BOOK, "plan.json", "plan.json", home=home)
    assert (other.code, "duties" in other.err) == (2, True)


@pytest.mark.parametrize(("question", "code"), [(NoneThere, 1), (NoneInTime, 3)])
def test_without_a_roster_nothing_is_stored(
    home: Path, monkeypatch: pytest.MonkeyPatch, question: type[PlainQuestion], code: int
) -> None:
    monkeypatch.setattr(searching, "RosterQuestion", question)
    done = ask("roster", BOOK, home=home)
    assert (done.code, done.out) == (code, "")
    assert "Chưa lưu gì" in done.err
    with ledger_beside(home / BOOK) as ledger:
        assert ledger.rosters.latest() is None
    assert not (home / "outputs").exists()


@pytest.mark.parametrize("words", [("--until", "9/4/2023"), ("--as-of", "24/4/2023"), ("nothing.json",)])
def test_wrong_usage(home: Path, words: tuple[str, ...]) -> None:
    done = ask("roster", BOOK, *words, home=home)
    assert (done.code, done.out) == (2, "")
    assert "Lỗi: " in done.err


def test_a_plan_of_another_campaign(home: Path) -> None:
    write_plan(PLAN.model_copy(update={"campaign": "Bắc Sơn"}), home / "plan.json")
    done = ask("roster", BOOK, "plan.json", home=home)
    assert done.code == 2
    assert "Bắc Sơn" in done.err
    assert CAMPAIGN.name in done.err


def test_a_roster_that_cannot_be_stored_is_kept_in_its_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LedgerBusy("sổ cái bận")

    monkeypatch.setattr(Rosters, "store_found", busy)
    done = ask("roster", BOOK, "-o", "out", home=home)
    assert done.code == 2
    assert "sổ cái bận. Lịch trực CHƯA có trong sổ cái" in done.err
    assert "lịch trực chưa lưu theo phương án 1" in done.out
    assert read_roster(home / "out" / "roster.json").version == 0
    monkeypatch.undo()
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)
    with ledger_beside(home / BOOK) as ledger:
        assert ledger.rosters.latest() is None


def test_status_tells_of_rosters(home: Path) -> None:
    assert "Lịch trực" not in ask("status", BOOK, home=home).out
    ask("roster", BOOK, home=home)
    ask("announce-roster", BOOK, "--until", "20/4/2023", home=home)
    ask("roster", BOOK, "--as-of", "12/4/2023", "--as-of-shift", "Ca 02", home=home)
    told = ask("status", BOOK, home=home).out
    lines = told[told.index("Lịch trực") :].splitlines()[2:4]
    assert lines[0].split()[-5:] == ["1", "10/4/2023", "28", "0", "20/4/2023"]
    assert lines[1].split()[-6:] == ["1", "12/4/2023", "Ca", "02", "23", "0", "–"][-6:]
    answer = answer_of("status", BOOK, home=home)
    assert [roster["roster"] for roster in answer["rosters"]] == [1, 2]
    assert [each["until"] for each in answer["publications"]] == ["2023-04-20"]
