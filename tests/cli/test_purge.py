"""`planner purge`: lists whose time is over are deleted, and nothing else ever is."""

import os
import time
from pathlib import Path

import pytest

from tests.cli import diary
from tests.cli.diary import BOOK, answer_of, ask, store
from tests.cli.running import files_in
from tests.people import citizens, write_citizens

LIST = "cong-dan.xlsx"
FOLDER = "outputs/nho/moi"
OF_OTHERS = ("ghi-chu.docx", "moi.xlsx", "danh-sach-moi-cua-toi.xlsx", "moi-a-2023-04-11-ca-01.pdf", "theo-doi-a.docx")


@pytest.fixture
def invited(home: Path) -> Path:
    """Lists of unit A, whose last slot is on 12 April 2023, and files of other people beside them."""
    store(home, diary.FIRST)
    write_citizens(citizens(10, seed=2, largest_household=1), home / LIST)
    told = ask("invite", BOOK, LIST, "--unit", "A", "--today", "10/4/2023", "--all", folder=home)
    assert told.code == 0, told.err
    for name in OF_OTHERS:
        (home / FOLDER / name).write_bytes(b"of somebody else")
    return home


def purge(home: Path, *more: object, today: str) -> dict[str, int]:
    answer: dict[str, int] = answer_of("purge", BOOK, "--today", today, *more, folder=home)
    return answer


def test_nothing_is_deleted_while_it_may_be_kept(invited: Path) -> None:
    before = files_in(invited)
    assert purge(invited, today="9/7/2023")["deleted"] == 0
    assert files_in(invited) == before


def test_each_list_goes_when_its_own_time_is_over(invited: Path) -> None:
    assert purge(invited, today="10/7/2023")["deleted"] == 3
    assert {name for name in files_in(invited / FOLDER) if "2023-04-10" in name} == set()
    assert purge(invited, today="11/7/2023")["deleted"] == 3 * 2
    assert purge(invited, today="11/7/2023")["deleted"] == 0
    assert (invited / FOLDER / "danh-sach-moi-a-559aea-xa-a.xlsx").exists()
    assert purge(invited, today="12/7/2023")["deleted"] == 3 + 3 + 1
    assert files_in(invited / FOLDER) == set(OF_OTHERS)


def test_all_lists_at_once_and_nothing_of_others(invited: Path) -> None:
    beside = files_in(invited) - {f"{FOLDER}/{name}" for name in files_in(invited / FOLDER)}
    told = ask("purge", BOOK, "--all", "--today", "10/4/2023", folder=invited)
    assert told.code == 0
    assert files_in(invited / FOLDER) == set(OF_OTHERS)
    assert files_in(invited) >= beside
    for name in OF_OTHERS[2:]:
        assert f"{name}: không phải do chương trình này tạo ra" in told.err


def test_a_dry_run_only_tells(invited: Path) -> None:
    before = files_in(invited)
    done = purge(invited, "--all", "--dry-run", today="10/4/2023")
    assert done["deleted"] == len(files_in(invited / FOLDER)) - len(OF_OTHERS)
    assert files_in(invited) == before


def test_another_time_than_the_workbooks(invited: Path) -> None:
    assert purge(invited, "--older-than", 2, today="13/4/2023")["deleted"] == 3
    assert ask("purge", BOOK, "--older-than", 2, "--all", folder=invited).code == 2


def test_what_a_broken_run_left_is_deleted_when_it_is_old(invited: Path) -> None:
    left, fresh = (invited / FOLDER / f".tmp0_{name}.part" for name in ("old", "new"))
    for path in (left, fresh):
        path.write_bytes(b"half a list")
    os.utime(left, (time.time() - 7200,) * 2)
    purge(invited, today="10/4/2023")
    assert (left.exists(), fresh.exists()) == (False, True)


def test_links_folders_and_half_files_of_others_stay(invited: Path) -> None:
    folder, aside = invited / FOLDER, invited / "aside.pdf"
    aside.write_bytes(b"Typst")
    (folder / "moi-b-2023-04-11-ca-01.pdf").symlink_to(aside)
    (folder / "moi-c-2023-04-11-ca-01.pdf").mkdir()
    (folder / ".abcdefgh.part").mkdir()
    (folder / ".ijklmnop.part").symlink_to(invited / "nowhere")
    (folder / ".my-download.part").write_bytes(b"of somebody else")
    before = set(folder.iterdir())
    told = ask("purge", BOOK, "--all", "--today", "10/4/2023", folder=invited)
    assert told.code == 0
    assert {path.name for path in before & set(folder.iterdir())} == {
        *OF_OTHERS, "moi-b-2023-04-11-ca-01.pdf", "moi-c-2023-04-11-ca-01.pdf",
        ".abcdefgh.part", ".ijklmnop.part", ".my-download.part",
    }  # fmt: skip
    assert aside.exists()
    assert "đang mở" not in told.err


def test_a_name_with_the_last_day_of_all_is_no_fault(invited: Path) -> None:
    (invited / FOLDER / "moi-a-9999-12-31-ca-01.pdf").write_bytes(b"Typst")
    assert purge(invited, today="10/4/2023")["deleted"] == 0


def test_the_next_run_reminds_of_what_is_overdue(invited: Path) -> None:
    told = ask("invite", BOOK, LIST, "--unit", "A", "--today", "11/7/2023", folder=invited)
    assert "planner purge" in told.err


def test_an_empty_folder_goes_with_its_last_list(invited: Path) -> None:
    for name in OF_OTHERS:
        (invited / FOLDER / name).unlink()
    purge(invited, "--all", today="10/4/2023")
    assert not (invited / FOLDER).exists()
    assert purge(invited, "--all", today="10/4/2023") == {
        "deleted": 0, "kept": 0, "held": 0, "strange": 0, "dry_run": False,
    }  # fmt: skip
