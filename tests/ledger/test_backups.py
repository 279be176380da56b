"""Backups are whole, and a restore never leaves less than there was."""

import os
import signal
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from planner.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLacks,
    LedgerOfAnotherCampaign,
    LedgerTooNew,
    LedgerUnusable,
    LedgerWouldLose,
)
from planner.ledger import restoring
from planner.ledger.backups import back_up
from planner.ledger.file_copy import check_file
from planner.ledger.holdings import Held
from planner.ledger.layout import LAYOUT_VERSION
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.restoring import Lost, restore
from tests.ledger.children import in_child
from tests.ledger.samples import (
    AT,
    BY,
    CAMPAIGN,
    collected,
    elsewhere,
    plan,
    provenance,
    publish_roster,
    report,
    roster,
    store_roster,
)
from tests.ledger.test_layouts import holds_what_it_held, make_old
from tests.postgres import Server

HELD = Held(result_rows=4, versions=1, announcements=1, events=6, rosters=1, publications=1)


def fill(ledger: Ledger) -> None:
    report(ledger, "a.xlsx", collected(100, note="một"), elsewhere(7, activated=3), collected(50, day=1))
    report(ledger, "b.xlsx", collected(90))
    ledger.store_version(plan(), provenance(4), is_sound=True, by=BY, at=AT)
    ledger.announce(1, date(2023, 4, 30), by=BY, at=AT)
    store_roster(ledger, roster())
    publish_roster(ledger, 1, date(2023, 4, 30))


def content(ledger: Ledger) -> tuple[object, ...]:
    """All that it holds, apart from the notes of restores."""
    events = tuple(event for event in ledger.events() if event.what != "restore")
    return ledger.all_result_rows(), ledger.versions(), ledger.announcements(), ledger.rosters.state(), events


def content_at(address: Path | str) -> tuple[object, ...]:
    with open_ledger(address, CAMPAIGN) as ledger:
        return content(ledger)


@pytest.fixture
def backup(address: Path | str, tmp_path: Path) -> Path:
    """A backup of a ledger of each kind."""
    path = tmp_path / "sao lưu.db"
    with open_ledger(address, CAMPAIGN) as ledger:
        fill(ledger)
        assert back_up(ledger, path) == HELD
    return path


def test_a_backup_is_a_ledger_file_with_all_that_was_there(backup: Path, address: Path | str, tmp_path: Path) -> None:
    check_file(backup)
    assert content_at(backup) == content_at(address)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [backup.name]


def test_a_newer_backup_replaces_an_older(backup: Path, address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "c.xlsx", collected(1, day=5))
        assert back_up(ledger, backup).result_rows == 5
    assert content_at(backup) == content_at(address)


def test_a_backup_never_replaces_anything_else(ledger_file: Path) -> None:
    workbook = ledger_file.with_name("campaign.xlsx")
    workbook.write_bytes(b"PK\x03\x04 a workbook")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        for target in (workbook, ledger_file):
            with pytest.raises(LedgerUnusable):
                back_up(ledger, target)
        assert len(ledger.all_result_rows()) == 4
    assert workbook.read_bytes() == b"PK\x03\x04 a workbook"


def test_a_backup_into_a_folder_that_is_not_there(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        with pytest.raises(LedgerUnusable):
            back_up(ledger, ledger_file.parent / "no" / "x.db")


def test_nothing_is_backed_up_of_nothing(address: Path | str, tmp_path: Path) -> None:
    with open_ledger(address, CAMPAIGN) as ledger, pytest.raises(LedgerLacks):
        back_up(ledger, tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()


def test_a_damaged_ledger_makes_no_backup(ledger_file: Path) -> None:
    """The earlier backup stays."""
    target = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, target)
        before = target.read_bytes()
        damage_last_page(ledger_file)
        with pytest.raises(LedgerDamaged):
            back_up(ledger, target)
    assert target.read_bytes() == before


def test_a_ledger_that_contradicts_itself_makes_no_backup(ledger_file: Path) -> None:
    """Every page is in order, but an announcement is of a version that is not there."""
    target = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        with closing(sqlite3.connect(ledger_file)) as connection, connection:
            connection.execute(
                "INSERT INTO announcements VALUES (?, 2, 99, '2023-04-30', ?, '', '')", (CAMPAIGN, str(AT))
            )
        with pytest.raises(LedgerDamaged, match=r"campaign\.ledger\.db.*planner restore"):
            back_up(ledger, target)
    assert {path.name for path in ledger_file.parent.iterdir()} == {ledger_file.name}


def damage_last_page(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096] + b"\xa5" * 4096)


def test_restoring_where_nothing_is(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    restored = restore(backup, target, CAMPAIGN, by="phó", at=AT)
    assert (restored.held, restored.kept) == (HELD, None)
    assert content_at(target) == content_at(backup)
    with open_ledger(target, CAMPAIGN) as ledger:
        last = ledger.events()[-1]
        assert (last.what, last.by, last.details, last.number) == ("restore", "phó", {"file": "sao lưu.db"}, 7)
        assert report(ledger, "z.xlsx", collected(3, day=30)).last_result == 5


def test_what_is_replaced_is_kept(ledger_file: Path) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
        then = content(ledger)
        report(ledger, "mistaken.xlsx", collected(999, day=7))
        replaced = content(ledger)
        with pytest.raises(LedgerWouldLose, match=r"1 dòng kết quả.*--lose"):
            restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT)
        assert content(ledger) == replaced
        restored = restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=True)
        assert restored.lost == Lost(result_rows=1)
        assert content(ledger) == then
        assert restored.kept == ledger_file.with_name("campaign.ledger.replaced-20230412-180506.db")
        assert content_at(restored.kept) == replaced
        again = restore(restored.kept, ledger_file, CAMPAIGN, by=BY, at=AT)
        assert content(ledger) == replaced
        assert again.kept is not None
        assert content_at(again.kept) == then
        with pytest.raises(LedgerError, match="never changed"), ledger.database.changing() as connection:
            connection.exec_driver_sql("DELETE FROM results")


def test_a_damaged_ledger_is_replaced_and_kept(ledger_file: Path) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
    damage_last_page(ledger_file)
    broken = ledger_file.read_bytes()
    restored = restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT)
    assert content_at(ledger_file) == content_at(backup)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == broken


@pytest.mark.parametrize("broken", ["whole", "last page", "first byte"])
def test_an_older_backup_says_what_is_lost_and_no_plan_number_is_used_twice(ledger_file: Path, broken: str) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
        report(ledger, "c.xlsx", collected(1, day=5), collected(2, day=6))
        for day in (1, 2):
            number = ledger.store_version(plan(day), provenance(6), is_sound=True, by=BY, at=AT).number
            ledger.announce(number, date(2023, 5, day), by=BY, at=AT)
            publish_roster(ledger, store_roster(ledger, roster()).number, date(2023, 5, day))
    written = ledger_file.read_bytes()
    if broken == "last page":
        written = written.replace(b"c.xlsx", b"d.xlsx")
    elif broken == "first byte":
        written = b"\0" + written[1:]
    ledger_file.write_bytes(written)
    if broken != "first byte":
        with pytest.raises(
            LedgerWouldLose,
            match=r"2 dòng kết quả, phương án 2, 3, 2 lần thông báo, lịch trực 2, 3, 2 lần thông báo lịch trực.*--lose",
        ):
            restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT)
        assert ledger_file.read_bytes() == written
    lost = restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=broken != "first byte").lost
    assert lost == (
        Lost(is_known=False)
        if broken == "first byte"
        else Lost(result_rows=2, versions=(2, 3), announcements=2, rosters=(2, 3), publications=2)
    )
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert ledger.faults() == ()
        assert ledger.store_version(plan(7), provenance(4), is_sound=True, by=BY, at=AT).number == 4
        assert [version.plan.version for version in ledger.versions()] == [1, 4]
        assert store_roster(ledger, roster()).number == 4
        again = ledger_file.with_name("again.db")
        back_up(ledger, again)
        restore(again, ledger_file, CAMPAIGN, by=BY, at=AT)
        assert ledger.store_version(plan(8), provenance(4), is_sound=True, by=BY, at=AT).number == 5
        assert store_roster(ledger, roster()).number == 5


def test_a_restore_of_the_same_backup_twice_goes_on_counting(ledger_file: Path) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
        for number in (2, 3, 4):
            assert ledger.store_version(plan(), provenance(4), is_sound=True, by=BY, at=AT).number == number
            restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=True)
        assert ledger.store_version(plan(), provenance(4), is_sound=True, by=BY, at=AT).number == 5


def test_a_restore_that_fails_half_way_leaves_the_ledger(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
        report(ledger, "c.xlsx", collected(1, day=5))
        before = content(ledger)

        def fails(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(restoring, "add_event", fails)
        with pytest.raises(KeyboardInterrupt):
            restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=True)
        assert content(ledger) == before


def test_a_restore_that_is_killed_half_way_leaves_the_ledger(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the old rows were dropped and the backup's were written, before any of it was acknowledged."""
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
        many = [collected(row, day=row, note="ghi chú " * 40) for row in range(3, 400)]
        report(ledger, "c.xlsx", *many)
        before = content(ledger)
        monkeypatch.setattr(tempfile, "tempdir", str(ledger_file.parent))
        monkeypatch.setattr(restoring, "add_event", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        assert in_child(lambda: restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=True)) == "SIGKILL"
        assert content(ledger) == before
        monkeypatch.undo()
        restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, may_lose=True)
        assert content(ledger) == content_at(backup)


def test_an_empty_server_takes_a_backup_and_a_filled_one_does_not(ledger_file: Path, server: Server) -> None:
    backup, address = ledger_file.with_name("backup.db"), server.new_database()
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
    with open_ledger(address, "Bắc Sơn") as neighbour:
        report(neighbour, "a.xlsx", collected(1))
    assert restore(backup, address, CAMPAIGN, by=BY, at=AT).held == HELD
    assert content_at(address) == content_at(ledger_file)
    with pytest.raises(LedgerUnusable, match="pg_restore"):
        restore(backup, address, CAMPAIGN, by=BY, at=AT)
    assert content_at(address) == content_at(ledger_file)


def test_an_older_backup_is_brought_up_to_date_in_the_ledger_only(ledger_file: Path) -> None:
    backup = ledger_file.with_name("old.db")
    make_old(backup, 1)
    before = backup.read_bytes()
    restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT)
    assert backup.read_bytes() == before
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert ledger.database.layout() == LAYOUT_VERSION
        assert [event.what for event in ledger.events()] == ["plan", "announce", "record", "restore"]
    make_old(ledger_file.with_name("also old.db"), 1)
    with open_ledger(ledger_file.with_name("also old.db"), CAMPAIGN) as ledger:
        assert holds_what_it_held(ledger)


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        ("missing", LedgerUnusable),
        ("other kind", LedgerUnusable),
        ("damaged", LedgerDamaged),
        ("newer", LedgerTooNew),
        ("other campaign", LedgerOfAnotherCampaign),
    ],
)
def test_a_backup_that_cannot_serve_leaves_the_ledger(
    ledger_file: Path, spoil: str, refusal: type[LedgerError]
) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
    if spoil == "missing":
        backup.unlink()
    elif spoil == "other kind":
        backup.write_bytes(b"PK\x03\x04 a workbook")
    elif spoil == "damaged":
        damage_last_page(backup)
    elif spoil == "newer":
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute(f"PRAGMA user_version = {LAYOUT_VERSION + 1}")
    before = ledger_file.read_bytes()
    campaign = "Bắc Sơn" if spoil == "other campaign" else CAMPAIGN
    with pytest.raises(refusal, match=r"backup\.db"):
        restore(backup, ledger_file, campaign, by=BY, at=AT)
    assert ledger_file.read_bytes() == before
    assert {path.name for path in ledger_file.parent.iterdir()} <= {ledger_file.name, "backup.db"}
