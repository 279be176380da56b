"""`planner record --withdraw`: a wrong row is taken back, counts nowhere, and can be recorded again."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.campaigns import stand
from tests.cli.diary import (
    BOOK,
    DAYS_1_AND_2,
    FIRST,
    LEDGER,
    announce,
    answer_of,
    ask,
    ledger_in,
    record,
    record_file,
    results_file,
    store,
)
from tests.cli.test_report import record_at
from tests.replans import reported

WRONG = reported(stand("M1", "C", "2.1")[0], 3)
"""M1 was at A then."""


def test_a_wrong_row_counts_in_no_command(home: Path) -> None:
    (plan,) = store(home, FIRST)
    announce(home, plan.number, FIRST.assignments[-1].date)
    record(home, DAYS_1_AND_2)
    asked = record(home, [WRONG], "sai.xlsx")
    assert "dòng số 7 trong sổ cái (11/4/2023, Ca 01, M1, Xã C (C): thu nhận 3)" in asked.err
    assert "tại dòng số 3 trong sổ cái (11/4/2023, Ca 01, M1, Xã A (A): thu nhận 3)" in asked.err
    assert f"nếu dòng này sai: planner record {BOOK} --withdraw 7" in asked.err
    done = ask("record", BOOK, "--withdraw", 7, "--today", "14/4/2023", folder=home)
    assert done.code == 0
    assert "Đã rút lại: dòng số 7 trong sổ cái (11/4/2023, Ca 01, M1, Xã C (C): thu nhận 3)" in done.out
    assert f"planner replan {BOOK}" in done.out
    assert answer_of("status", BOOK, "--today", "14/4/2023", folder=home)["units"][2]["collected"] == 0
    assert answer_of("report", BOOK, "--date", "12/4/2023", "-o", "in", folder=home)["units"][2]["collected"] == 0
    answer_of("replan", BOOK, "--as-of", "12/4/2023", "--workers", 1, "--seconds", 5, "-o", "out", folder=home)
    with ledger_in(home) as ledger:
        latest = ledger.latest_version()
    assert latest is not None
    assert {row.unit for row in latest.plan.assignments if row.done} == {"A", "B"}
    again = record_file(home, "sai.xlsx")
    assert "1 kết quả mới" in again.out
    assert answer_of("status", BOOK, "--today", "14/4/2023", folder=home)["units"][2]["collected"] == 3


def test_twice_or_what_is_not_there_is_refused_and_changes_nothing(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    assert ask("record", BOOK, "--withdraw", 1, "--withdraw", 3, folder=home).code == 0
    before = (home / LEDGER).read_bytes()
    for numbers, why in (
        ((1,), "đã được rút lại"),
        ((99,), "dòng cuối là số 8"),
        ((2, 3), "số 3"),
        ((7,), "rút lại dòng số 1"),
    ):
        refused = ask("record", BOOK, *(word for number in numbers for word in ("--withdraw", number)), folder=home)
        assert (refused.code, refused.out) == (2, "")
        assert why in refused.err
    assert (home / LEDGER).read_bytes() == before
    for words in ((), ("kq.xlsx", "--withdraw", 2)):
        refused = ask("record", BOOK, *words, folder=home)
        assert refused.code == 2
        assert "--withdraw" in refused.err


def test_a_withdrawn_correction_is_said_to_let_the_earlier_figure_count(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    record(home, [DAYS_1_AND_2[0].model_copy(update={"collected": 9})], "sửa.xlsx")
    done = ask("record", BOOK, "--withdraw", 7, folder=home)
    assert "dòng số 1 trong sổ cái (10/4/2023, Ca 02, M1, Xã A (A): thu nhận 2). Nếu dòng ấy" in done.out
    answer = answer_of("record", BOOK, "--withdraw", 1, folder=home)
    assert [(each["number"], each["collected"], each["counts_again"]) for each in answer["withdrawn"]] == [(1, 2, None)]


def test_what_was_withdrawn_was_no_report_in_time(home: Path) -> None:
    """Whose only figure is taken back has told nothing."""
    store(home, FIRST)
    record_at(home, datetime(2023, 4, 10, 1, tzinfo=UTC), *DAYS_1_AND_2[:1])
    asked = ("report", BOOK, "--date", "10/4/2023", "-o", "in")
    silent = answer_of(*asked, folder=home)["not_reported"]["units"]
    assert [each["unit"] for each in silent] == ["B"]
    ask("record", BOOK, "--withdraw", 1, folder=home)
    silent = answer_of(*asked, folder=home)["not_reported"]["units"]
    assert [each["unit"] for each in silent] == ["A", "B"]


def test_a_row_that_was_changed_outside_of_the_program_can_be_taken_back(home: Path) -> None:
    """Everything else refuses a ledger whose figures are not as they were written."""
    record(home, DAYS_1_AND_2)
    with closing(sqlite3.connect(home / LEDGER)) as connection, connection:
        connection.execute("DROP TRIGGER results_no_update")
        connection.execute("UPDATE results SET collected = 999 WHERE number = 2")
    refused = ask("status", BOOK, folder=home)
    assert refused.code == 2, refused.out
    assert ask("record", BOOK, "--withdraw", 2, folder=home).code == 0
    assert answer_of("status", BOOK, "--today", "14/4/2023", folder=home)["total"]["collected"] == 12 - 5
    assert record_file(home, "kq.xlsx").code == 0
    assert answer_of("status", BOOK, "--today", "14/4/2023", folder=home)["total"]["collected"] == 12


def test_the_command_names_the_ledger_that_was_named(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    said = ask("record", BOOK, "kq.xlsx", "--today", "14/4/2023", "--ledger", "sổ 2.db", "--new-ledger", folder=home)
    assert said.code == 0, said.err
    results_file(home, [WRONG], "sai.xlsx")
    elsewhere = ask("record", BOOK, "sai.xlsx", "--today", "14/4/2023", "--ledger", "sổ 2.db", folder=home)
    assert f"planner record {BOOK} --withdraw 7 --ledger 'sổ 2.db'" in elsewhere.err
