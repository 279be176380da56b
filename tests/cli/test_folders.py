"""Where files go: nowhere but into the folder, or nowhere at all with a clear message."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli.program import planner as command_line
from tests.campaigns import machine, posting, small_campaign, unit
from tests.cli.running import files_in, planner
from tests.workbooks import write_workbook

BOOK = "nho/campaign.xlsx"
HOSTILE = ("../../x", "..\\..\\x", "/etc/passwd", "CON", "a:b", "Xã/Phường", "NUL.txt", "~", "$HOME", "*?|<>", "=1+1")
FILES = {"plan.json", "phu-luc.xlsx", "phu-luc.docx", "phu-luc.pdf", "timeline.svg"}


def test_a_folder_below_a_file(home: Path) -> None:
    (home / "tệp").write_text("x", encoding="utf-8")
    refused = planner("plan", BOOK, "-o", "tệp/trong", folder=home)
    assert refused.code == 2
    assert "tệp/trong: không ghi được vào đây" in refused.err
    assert "Đang tìm lịch" not in refused.err, "nobody waits for a plan that has nowhere to go"
    assert files_in(home) == {BOOK, "tệp"}


def test_a_name_longer_than_the_disk_allows(home: Path) -> None:
    refused = planner("plan", BOOK, "-o", "x" * 300, folder=home)
    assert refused.code == 2
    assert "không ghi được" in refused.err


def test_a_print_whose_name_is_taken_by_a_folder(home: Path) -> None:
    (home / "o" / "phu-luc.pdf").mkdir(parents=True)
    refused = planner("plan", BOOK, "-o", "o", folder=home)
    assert refused.code == 2
    assert "phu-luc.pdf: không ghi được" in refused.err
    assert "plan.json" not in {path.name for path in (home / "o").iterdir()}, "the plan is written last"


def test_prints_that_another_program_holds(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name in {"phu-luc.xlsx", "plan.json"}:
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr("planner.files.RETRY_SECONDS", ())
    monkeypatch.setattr(Path, "replace", held)
    done = CliRunner().invoke(command_line, ["plan", str(home / BOOK), "-o", str(home / "o"), "--workers", "1"])
    assert done.exit_code == 0, done.output
    written = files_in(home / "o")
    assert written == FILES - {"phu-luc.xlsx", "plan.json"} | {"phu-luc (2).xlsx", "plan (2).json"}
    for name in ("phu-luc (2).xlsx", "plan (2).json"):
        assert f"là {name}" in done.stderr
        assert name in done.stdout


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_in_the_folder(tmp_path: Path, name: str) -> None:
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 3)], machines=[machine("M1", posting(3))], closures=[], days=3, roads=[]
    )
    units = tuple(one.model_copy(update={"name": f"{name} {one.code}", "place": name}) for one in campaign.units)
    book = tmp_path / "a" / "b" / "sổ.xlsx"
    book.parent.mkdir(parents=True)
    write_workbook(campaign.model_copy(update={"name": name, "units": units}), book)
    done = CliRunner().invoke(command_line, ["plan", str(book), "-o", str(tmp_path / "a" / "o"), "--workers", "1"])
    assert done.exit_code in (0, 1), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert files_in(tmp_path) <= {"a/b/sổ.xlsx", *(f"a/o/{file}" for file in FILES)}


@pytest.mark.parametrize("name", ["..xlsx", "...xlsx", ". .xlsx"])
def test_a_workbook_whose_name_is_a_way_up(home: Path, name: str) -> None:
    (home / BOOK).rename(home / name)
    answered = planner("plan", name, "--workers", "1", folder=home)
    assert files_in(home) == {name} | ({f"outputs/campaign/{file}" for file in FILES} if answered.code == 0 else set())
