"""Without a workbook the command asks for one in its window, or writes that of a new campaign: never over a file."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.diary import BOOK
from tests.cli.running import PLANNER, planner, surroundings

FOLDER = "Thu nhận & xã Tân Văn!"
COMES_UP_WITHIN = 60


def told_until_open(folder: Path, *answers: str) -> str:
    """What the command says until the board is open, or until it ends, when a person types these answers."""
    process = subprocess.Popen(
        [*PLANNER, "board", "--no-browser"],
        cwd=folder,
        env=surroundings(PYTHONUNBUFFERED="1", PYTHONUTF8="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write("".join(f"{answer}\n" for answer in answers))
        process.stdin.close()
        told = ""
        for line in process.stdout:
            told += line
            if "http://127.0.0.1:" in line:
                break
        return told
    finally:
        process.kill()
        process.wait(COMES_UP_WITHIN)
        process.stdout.close()


@pytest.mark.parametrize("typed", ["{path}", '"{path}"', ' "{path}" '], ids=["typed", "dragged", "with spaces"])
def test_the_workbook_that_is_named_is_opened(home: Path, typed: str) -> None:
    there = home / FOLDER
    there.mkdir()
    workbook = Path(shutil.copy(home / BOOK, there))
    told = told_until_open(home, "không có.xlsx", typed.format(path=workbook))
    assert told.count("không có.xlsx") == 1
    assert "http://127.0.0.1:" in told


def test_a_new_campaign_is_written_where_the_person_says_and_opened(tmp_path: Path) -> None:
    told = told_until_open(tmp_path, "", FOLDER, "")
    empty, example = tmp_path / FOLDER / "campaign.xlsx", tmp_path / FOLDER / "campaign-vi-du.xlsx"
    assert str(empty) in told
    assert str(example) in told
    assert "http://127.0.0.1:" in told
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} >= {empty.name, example.name}
    assert planner("check", example, folder=tmp_path).code == 0


def test_a_workbook_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "cũ" / "campaign.xlsx"
    kept.parent.mkdir()
    kept.write_bytes(b"of somebody")
    told = told_until_open(tmp_path, "", "", "cũ", "mới", "")
    assert kept.read_bytes() == b"of somebody"
    assert {path.name for path in kept.parent.iterdir()} == {kept.name}
    assert str(kept) in told
    assert (tmp_path / "mới" / "campaign.xlsx").is_file()
    assert "http://127.0.0.1:" in told


@pytest.mark.parametrize("answers", [(), ("",)], ids=["nothing", "a new one, but no name"])
def test_where_nobody_answers_it_ends_and_says_what_to_run(tmp_path: Path, answers: tuple[str, ...]) -> None:
    told = told_until_open(tmp_path, *answers)
    assert "planner board CAMPAIGN.xlsx" in told
    assert "http://" not in told
    assert not [*tmp_path.iterdir()]


def test_a_new_workbook_may_be_filled_in_another_day(tmp_path: Path) -> None:
    told = told_until_open(tmp_path, "", "mới")
    assert told.endswith(f"planner board '{tmp_path / 'mới' / 'campaign.xlsx'}'\n"), "and no error below it"


@pytest.mark.parametrize("name", ["a" * 300, "a" * 5000, "a\0b"], ids=["long", "longer", "letter"])
def test_a_name_that_nothing_can_have_is_asked_for_again(tmp_path: Path, name: str) -> None:
    told = told_until_open(tmp_path, name, "", name, "mới", "")
    assert told.count("Lỗi: ") == 2
    assert "http://127.0.0.1:" in told
    assert (tmp_path / "mới" / "campaign.xlsx").is_file()
