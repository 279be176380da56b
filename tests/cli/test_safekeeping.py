"""`planner backup` and `planner restore`: a second copy, and the way back from it."""

import re
from pathlib import Path

from tests.campaigns import day
from tests.cli.diary import (
    BOOK,
    CAMPAIGN,
    DAYS_1_AND_2,
    FIRST,
    LEDGER,
    announce,
    answer_of,
    ask,
    break_pages,
    events_in,
    ledger_in,
    record,
    store,
)
from tests.cli.running import files_in, planner
from tests.workbooks import write_workbook


def some(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    record(home, DAYS_1_AND_2)


def test_there_and_back(home: Path) -> None:
    some(home)
    done = ask("backup", BOOK, "bản sao.db", folder=home)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Đã sao lưu sổ cái vào bản sao.db, bản sao đầy đủ: 6 dòng kết quả, 1 phương án, 1 lần thông báo.\n"
    )
    record(home, [DAYS_1_AND_2[0].model_copy(update={"collected": 9})], "nhầm.xlsx")
    refused = ask("restore", BOOK, "bản sao.db", folder=home)
    assert refused.code == 2
    assert "1 dòng kết quả" in refused.err
    assert "--lose" in refused.err
    back = ask("restore", BOOK, "bản sao.db", "--lose", folder=home)
    assert (back.code, back.err) == (0, "")
    assert "Mất, vì bản sao.db không có: 1 dòng kết quả." in back.out
    kept = re.search(r"Sổ cái cũ được giữ tại (\S+)\.\n", back.out)
    assert kept is not None
    assert (home / kept[1]).is_file()
    with ledger_in(home) as ledger:
        assert [result.collected for result in ledger.results()] == [2, 5, 3, 1, 1, 0]
    assert events_in(home) == ["plan", "announce", "record", "restore"]
    again = answer_of("restore", BOOK, kept[1], folder=home)
    assert again["result_rows"] == 7, "nothing that was replaced is lost"
    assert events_in(home) == ["plan", "announce", "record", "backup", "record", "restore"]


def test_without_a_name_the_copy_bears_the_moment(home: Path) -> None:
    some(home)
    answer = answer_of("backup", BOOK, folder=home)
    assert re.fullmatch(r"nho/campaign\.ledger\.backup-\d{8}-\d{6}\.db", answer["backup"])
    assert (answer["result_rows"], answer["versions"], answer["announcements"], answer["is_noted"]) == (6, 1, 1, True)
    assert answer["backup"] in files_in(home)
    assert events_in(home)[-1] == "backup"


def test_nothing_to_back_up(home: Path) -> None:
    refused = ask("backup", BOOK, folder=home)
    assert refused.code == 2
    assert f"{LEDGER}: chưa có gì để sao lưu" in refused.err
    assert files_in(home) == {BOOK}


def test_a_backup_replaces_nothing_but_a_backup(home: Path) -> None:
    some(home)
    for target in (BOOK, LEDGER):
        before = (home / target).read_bytes()
        refused = ask("backup", BOOK, target, folder=home)
        assert refused.code == 2
        assert target in refused.err
        assert (home / target).read_bytes() == before


def test_a_damaged_ledger_is_restored_and_kept(home: Path) -> None:
    some(home)
    assert ask("backup", BOOK, "b.db", folder=home).code == 0
    broken = break_pages(home)
    assert ask("status", BOOK, folder=home).code == 2
    answer = answer_of("restore", BOOK, "b.db", folder=home)
    assert (home / answer["kept"]).read_bytes() == broken
    assert ask("status", BOOK, folder=home).code == 0


def test_a_broken_header_is_restored_and_kept(home: Path) -> None:
    some(home)
    assert ask("backup", BOOK, "nho/bk.db", folder=home).code == 0
    content = (home / LEDGER).read_bytes()
    (home / LEDGER).write_bytes(content[:5] + b"\0" + content[6:])
    told = ask("status", BOOK, folder=home)
    assert told.code == 2
    assert "bk.db" in told.err
    assert f"planner restore {BOOK} nho/bk.db" in told.err
    answer = answer_of("restore", BOOK, "nho/bk.db", folder=home)
    assert answer["lost"]["is_known"] is False
    assert ask("status", BOOK, folder=home).code == 0


def test_where_no_ledger_stood(home: Path) -> None:
    some(home)
    assert ask("backup", BOOK, "b.db", folder=home).code == 0
    (home / LEDGER).unlink()
    back = ask("restore", BOOK, "b.db", folder=home)
    assert back.code == 0
    assert back.out.endswith("Trước đó chưa có sổ cái ở đây.\n")
    with ledger_in(home) as ledger:
        assert len(ledger.results()) == 6


def test_what_is_no_backup_of_this_campaign(home: Path) -> None:
    some(home)
    assert ask("backup", BOOK, "b.db", folder=home).code == 0
    before = (home / LEDGER).read_bytes()
    (home / "rác.db").write_bytes(b"no ledger at all" * 400)
    for name in ("rác.db", "không có.db", BOOK):
        refused = ask("restore", BOOK, name, folder=home)
        assert refused.code == 2
        assert name in refused.err
    assert (home / LEDGER).read_bytes() == before
    write_workbook(CAMPAIGN.model_copy(update={"name": "Bắc Sơn"}), home / BOOK)
    refused = planner("restore", BOOK, "b.db", folder=home, PLANNER_LANG="en")
    assert refused.code == 2
    assert "Bắc Sơn" in refused.err
