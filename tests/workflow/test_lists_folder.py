"""The lists' folder belongs to whoever runs this, and to one run at a time."""

import stat
import sys
import threading
from pathlib import Path

import pytest

from planner.errors import WrongUsage
from planner.workflow.invitations import lists_folder
from planner.workflow.invitations.lists_folder import alone_in, keep_from_others


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_that_was_there_before_is_closed_with_its_lists(tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    for name in ("danh-sach-moi-a.xlsx", "danh-sach-chinh-thuc-a-2026-04-10-ca-01.pdf", "cua-nguoi-khac.xlsx"):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    assert keep_from_others(folder) == ()
    assert modes(folder) == {
        "moi": 0o700,
        "danh-sach-moi-a.xlsx": 0o600,
        "danh-sach-chinh-thuc-a-2026-04-10-ca-01.pdf": 0o600,
        "cua-nguoi-khac.xlsx": 0o644,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_that_cannot_be_closed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "moi").mkdir(mode=0o755)
    (tmp_path / "moi").chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda _path, _mode: None)
    (warning,) = keep_from_others(tmp_path / "moi")
    assert str(tmp_path / "moi") in warning


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with alone_in(tmp_path / "nho" / "moi"):
        assert (tmp_path / "nho" / "moi").is_dir()
    assert not (tmp_path / "nho" / "moi").exists()
    with alone_in(tmp_path / "moi"):
        (tmp_path / "moi" / "danh-sach-moi-a.xlsx").touch()
    assert (tmp_path / "moi" / "danh-sach-moi-a.xlsx").exists()


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    folder, begun = tmp_path / "moi", threading.Event()
    seen: list[str] = []

    def second() -> None:
        begun.set()
        with alone_in(folder):
            seen.extend(path.name for path in folder.iterdir())

    with alone_in(folder):
        thread = threading.Thread(target=second)
        thread.start()
        begun.wait()
        thread.join(0.3)
        assert thread.is_alive(), "the second run did not wait"
        (folder / "danh-sach-moi-a.xlsx").touch()
    thread.join()
    assert seen == ["danh-sach-moi-a.xlsx"]


def test_a_run_that_never_ends_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists_folder, "PATIENCE_SECONDS", 0.2)
    with alone_in(tmp_path / "moi"), pytest.raises(WrongUsage, match="planner invite"), alone_in(tmp_path / "moi"):
        pytest.fail("two were alone")
