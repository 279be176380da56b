"""What is carried to a computer without a network: whole for Windows, and its files name only what lies beside them.

Nothing here asks the package index: wheels are made by hand, and the files to click on are read.
"""

import re
import zipfile
from pathlib import Path

import pytest

from tests.bundle import CLICKED, EXTRAS, MANUAL, OURS, WHEELS, lacking, put_what_is_clicked, unfit, untested
from tests.shipped import ROOT, built, required

BROUGHT = {"vc_redist.x64.exe"}
"""What the page to read first asks whoever prepares the folder to put beside it."""
NAMED = re.compile(r'"([^"\n*=]*\.(?:cmd|txt|pdf|exe|whl))"|([\w.-]+\.(?:cmd|txt|pdf|exe|whl))')
FOLDER = re.compile(r"(?:thư mục|--find-links) (\.?[a-z]{4,})\b")


def wheel(folder: Path, name: str, *asks: str, tag: str = "py3-none-any") -> Path:
    """A wheel of version 1.0 that holds only what it asks for."""
    path = folder / f"{name}-1.0-{tag}.whl"
    told = "".join(f"Requires-Dist: {one}\n" for one in asks)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{told}")
    return path


def names(wheels: Path) -> list[str]:
    return [str(needed) for needed in lacking(wheels)]


def test_an_empty_folder_lacks_the_program(tmp_path: Path) -> None:
    assert names(tmp_path) == [OURS]


def test_what_only_windows_needs_is_needed_and_what_only_others_need_is_not(tmp_path: Path) -> None:
    wheel(tmp_path, "enrolment_planner", 'first; sys_platform == "win32"', 'second; sys_platform == "linux"')
    assert names(tmp_path) == ["first"]
    wheel(tmp_path, "first", 'third>=1; platform_system == "Windows"', 'fourth; python_version < "3.11"')
    assert names(tmp_path) == ["third>=1"]
    wheel(tmp_path, "third")
    assert names(tmp_path) == []


def test_what_an_extra_needs_is_needed_where_the_extra_is(tmp_path: Path) -> None:
    wheel(tmp_path, "enrolment_planner", "first[fast]", 'tool; extra == "dev"')
    wheel(tmp_path, "first", 'second; extra == "fast"', 'third; extra == "slow"')
    assert names(tmp_path) == ["second"]


def test_what_a_shared_board_needs_is_in_it(tmp_path: Path) -> None:
    wheel(tmp_path, "enrolment_planner", 'keeper; extra == "lan"', 'tool; extra == "dev"')
    assert names(tmp_path) == ["keeper"]


@pytest.mark.parametrize("tag", ["cp311-cp311-manylinux_2_28_x86_64", "cp312-cp312-win_amd64", "cp311-cp311-win32"])
def test_a_wheel_that_does_not_fit_is_none(tmp_path: Path, tag: str) -> None:
    wheel(tmp_path, "enrolment_planner", "first")
    wrong = wheel(tmp_path, "first", tag=tag)
    assert names(tmp_path) == ["first"]
    assert unfit(tmp_path) == [wrong.name]
    wrong.unlink()
    wheel(tmp_path, "first", tag="cp310-abi3-win_amd64")
    assert (names(tmp_path), unfit(tmp_path)) == ([], [])


def test_another_version_than_the_one_that_is_needed_is_none(tmp_path: Path) -> None:
    wheel(tmp_path, "enrolment_planner", "first>=2")
    wheel(tmp_path, "first")
    assert names(tmp_path) == ["first>=2"]


def test_versions_that_nobody_tested_are_named(tmp_path: Path) -> None:
    wheel(tmp_path, "enrolment_planner")
    wheel(tmp_path, "click")
    assert untested(tmp_path) == ["click 1.0"]


def test_the_programs_own_wheel_asks_for_all_that_is_needed_here(tmp_path: Path) -> None:
    """With nothing but our wheel, the folder lacks each of the project's own dependencies."""
    wheels = tmp_path / WHEELS
    wheels.mkdir()
    ours = built(tmp_path)[1]
    ours.rename(wheels / ours.name)
    absent = {needed.name.lower() for needed in lacking(wheels)}
    assert {"ortools", "starlette", "tzdata", "argon2-cffi"} <= absent
    assert absent - {"tzdata"} <= {*required(*EXTRAS)}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    put_what_is_clicked(folder)
    return folder


def test_its_files_name_only_what_it_holds(bundle: Path) -> None:
    held = {path.name for path in bundle.iterdir()} | {MANUAL} | BROUGHT
    assert len(held) == len(CLICKED) + 2
    found: set[str] = set()
    for path in bundle.iterdir():
        told = "\n".join(
            line for line in path.read_text(encoding="utf-8-sig").splitlines() if not line.startswith("rem ")
        )
        files = {quoted or bare for quoted, bare in NAMED.findall(told) if "\\" not in quoted + bare}
        files -= {"python.exe", "planner.exe"}  # in the environment that the first click makes
        assert files <= held, (path.name, files - held)
        assert {*FOLDER.findall(told)} <= {WHEELS, "outputs", ".venv"}, path.name
        found |= files
    assert found >= {"Cài đặt.cmd", "Mở bảng.cmd", "Lập lịch.cmd", MANUAL}


def test_nothing_of_it_asks_a_network(bundle: Path) -> None:
    for path in bundle.iterdir():
        told = path.read_text(encoding="utf-8-sig")
        assert "http" not in told, path.name
        for line in told.splitlines():
            if "pip install" in line:
                assert f"--no-index --find-links {WHEELS} " in line
                assert line.split(" || ")[0].endswith(f"{OURS}[{','.join(EXTRAS)}]")
    assert "pip install" in (bundle / "Cài đặt.cmd").read_text(encoding="utf-8")


def test_it_says_what_could_not_be_tried(bundle: Path) -> None:
    assert "chưa chạy thử trên Windows" in (bundle / "Đọc trước.txt").read_text(encoding="utf-8-sig")


def test_it_lies_outside_of_the_repository() -> None:
    assert "build/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
