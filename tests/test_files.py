"""Who may read what the program writes: as the umask says, and never more than could read what stood there."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.files import close_to_others, write_atomically

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077, 0o002])
def test_files_honour_the_umask(tmp_path: Path, umask: None, mask: int) -> None:
    os.umask(mask)
    assert mode_of(write_atomically(tmp_path / "plan.json", b"{}")) == 0o666 & ~mask
    assert mode_of(write_atomically(tmp_path / "list.xlsx", b"x", is_private=True)) == 0o600


def test_what_was_closed_stays_so(tmp_path: Path, umask: None) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"")
    path.chmod(0o640)
    assert mode_of(write_atomically(path, b"{}")) == 0o640
    path.chmod(0o444)
    assert mode_of(write_atomically(path, b"{}")) == 0o644
    path.chmod(0o666)
    assert mode_of(write_atomically(path, b"{}")) == 0o644
    assert mode_of(write_atomically(path, b"{}", is_private=True)) == 0o600


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_file: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "plan.json", b"{}")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_closed_and_said_if_it_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "moi"
    folder.mkdir()
    folder.chmod(0o2755)
    assert close_to_others(folder)
    assert mode_of(folder) == 0o2700
    folder.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda _path, _mode: None)  # as a disk does that knows no modes
    assert not close_to_others(folder)
    assert not close_to_others(tmp_path / "nowhere")
