"""A full disk and a closed folder: a sentence that names the place and the way out, and everything as it was."""

import ctypes
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli.program import planner
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result as Reported
from planner.intake.plan_file import read_plan
from planner.texts import Language
from tests.campaigns import small_campaign
from tests.cli.running import LONGEST, PLANNER, Answered, surroundings
from tests.small_campaigns import day, label
from tests.workbooks import write_results, write_workbook

PR_CAPBSET_DROP = 24
RIGHTS_OF_ROOT = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root write where the folder says no."""
BEGINNINGS = {"vi": "Lỗi: ", "en": "Error: "}
PAPERS = ("phu-luc-dieu-chinh.xlsx", "phu-luc.pdf", "timeline.svg", "plan.json")


@dataclass(frozen=True)
class Home:
    """A campaign under way: planned, announced, recorded for a day and planned anew once."""

    folder: Path
    outputs: Path

    @property
    def book(self) -> Path:
        """The workbook."""
        return self.folder / "campaign.xlsx"

    @property
    def ledger(self) -> Path:
        """The ledger beside it."""
        return self.folder / "campaign.ledger.db"

    def words(self, command: str) -> list[str]:
        """The command as it would be called next."""
        by_command = {
            "plan": ["plan", self.book, "--fresh", "-o", self.outputs, "--workers", 1],
            "record": ["record", self.book, self.folder / "results-2.xlsx", "--today", day(2)],
            "replan": ["replan", self.book, "-o", self.outputs, "--workers", 1],
        }
        return [str(word) for word in by_command[command]]

    def content(self) -> dict[str, bytes]:
        """Every file of both folders."""
        folders = (self.folder, self.outputs)
        return {str(path): path.read_bytes() for folder in folders for path in folder.iterdir() if path.is_file()}

    def run(self, *words: str) -> Result:
        """Run a command in this process."""
        return CliRunner().invoke(planner, words)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign that has been brought so far, to be copied."""
    parent = tmp_path_factory.mktemp("prepared")
    at_home = Home(parent / "Đợt 1", parent / "in")
    at_home.folder.mkdir()
    write_workbook(small_campaign(), at_home.book)
    for number in (1, 2):
        result = Reported(
            day=day(number), shift=label(2), machine=MachineName("M2"), unit=UnitCode("B"), collected=2 + number
        )
        write_results([result], at_home.folder / f"results-{number}.xlsx")
    for words in (
        ["plan", str(at_home.book), "-o", str(at_home.outputs), "--workers", "1"],
        ["announce", str(at_home.book)],
        ["record", str(at_home.book), str(at_home.folder / "results-1.xlsx"), "--today", str(day(1))],
        at_home.words("replan"),
    ):
        done = at_home.run(*words)
        assert done.exit_code == 0, done.output
    return parent


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Iterator[Home]:
    shutil.copytree(prepared, tmp_path / "home")
    at_home = Home(tmp_path / "home" / "Đợt 1", tmp_path / "home" / "in")
    yield at_home
    for folder in (at_home.folder, at_home.outputs):
        folder.chmod(0o755)


def run_with(before: Callable[[], None], *words: str) -> Answered:
    """Run a command in a process of its own that has given up something first."""
    done = subprocess.run(
        [*PLANNER, *words],
        env=surroundings(),
        preexec_fn=before,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )
    answered = Answered(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in answered.all, answered.all
    return answered


def no_file_grows() -> None:
    """Every byte is refused, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def as_ordinary_user() -> None:
    """Folders that are closed to writing are closed to root too."""
    if os.geteuid() == 0:
        for right in RIGHTS_OF_ROOT:
            assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0) == 0


def told(said: str, language: str) -> str:
    """The error, which is the last line."""
    last = said.strip().splitlines()[-1]
    assert last.startswith(BEGINNINGS[language]), said
    return last


@pytest.mark.parametrize(
    ("command", "language"), [("plan", "en"), ("record", "vi"), ("record", "en"), ("replan", "vi")]
)
def test_a_full_disk_below_the_ledger(home: Home, command: str, language: str) -> None:
    before = home.content()
    refused = run_with(no_file_grows, *home.words(command), "--lang", language)
    assert refused.code == 2, refused.all
    message = told(refused.err, language)
    assert str(home.ledger) in message
    assert "--ledger" in message
    assert home.content() == before
    again = home.run(*home.words(command))
    assert again.exit_code == 0, again.output


@pytest.mark.parametrize(
    ("command", "language"), [("plan", "vi"), ("record", "en"), ("record", "vi"), ("replan", "en")]
)
def test_a_closed_folder_around_the_ledger(home: Home, command: str, language: str) -> None:
    before = home.content()
    home.folder.chmod(0o555)
    home.ledger.chmod(0o444)
    refused = run_with(as_ordinary_user, *home.words(command), "--lang", language)
    assert refused.code == 2, refused.all
    message = told(refused.err, language)
    assert str(home.ledger) in message
    assert "--ledger" in message
    assert home.content() == before


def test_another_ledger_is_the_way_out(home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    shutil.copy(home.ledger, elsewhere)
    home.folder.chmod(0o555)
    home.ledger.chmod(0o444)
    for command in ("record", "replan"):
        done = run_with(as_ordinary_user, *home.words(command), "--ledger", str(elsewhere))
        assert done.code == 0, done.all


@pytest.mark.parametrize(("command", "language"), [("plan", "en"), ("replan", "vi")])
def test_a_closed_folder_for_the_papers(home: Home, command: str, language: str) -> None:
    before = home.content()
    home.outputs.chmod(0o555)
    refused = run_with(as_ordinary_user, *home.words(command), "--lang", language)
    assert refused.code == 2, refused.all
    message = told(refused.err, language)
    assert str(home.outputs) in message
    assert "-o" in message
    assert home.content() == before, "no version is stored that has nowhere to go"


@pytest.mark.parametrize(("paper", "language"), tuple(zip(PAPERS, ("vi", "en", "vi", "en"), strict=True)))
def test_a_disk_that_fills_up_while_papers_are_written(
    home: Home, monkeypatch: pytest.MonkeyPatch, paper: str, language: str
) -> None:
    before = home.content()
    written: list[str] = []
    replace, fsync = Path.replace, os.fsync

    def put_in_place(self: Path, target: Path) -> Path:
        written.append(Path(target).name)
        return replace(self, target)

    def is_full(file: int) -> None:
        if len(written) == all_papers.index(paper):
            raise OSError(28, "No space left on device")
        fsync(file)

    monkeypatch.setattr(Path, "replace", put_in_place)
    assert home.run(*home.words("replan")).exit_code == 0
    all_papers = list(written)
    plan_before = (home.outputs / "plan.json").read_bytes()
    version_before = read_plan(home.outputs / "plan.json").version
    written.clear()
    monkeypatch.setattr(os, "fsync", is_full)
    monkeypatch.setattr("planner.texts._chosen", Language(language))
    refused = home.run(*home.words("replan"))
    monkeypatch.undo()
    assert refused.exit_code == 2, refused.output
    message = told(refused.stderr, language)
    assert str(home.outputs / paper) in message
    assert "-o" in message
    assert (home.outputs / "plan.json").read_bytes() == plan_before
    assert home.content().keys() == before.keys(), "nothing half-written stays behind"
    again = home.run(*home.words("replan"))
    assert again.exit_code == 0, again.output
    assert read_plan(home.outputs / "plan.json").version > version_before
