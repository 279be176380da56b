"""`planner adjust`: what is otherwise than the workbook says is entered, listed, taken back, and known everywhere."""

from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, FIRST, LEDGER, announce, answer_of, ask, store

TODAY = ("--today", "10/4/2023")
BROKEN = ("adjust", BOOK, "--break", "M1", "--from", "12/4/2023", "--reason", "hỏng máy in", *TODAY)


def test_a_breakdown_is_entered_listed_and_planned_around(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(5))
    done = ask(*BROKEN, folder=home)
    assert done.code == 0, done.err
    assert "1. M1 hỏng, không làm việc từ Ca 01 ngày 12/4/2023 đến hết Ca 02 ngày 12/4/2023: hỏng máy in" in done.out
    assert "2 lượt" in done.out
    assert f"planner replan {BOOK}" in done.out
    assert f"planner adjust {BOOK} --withdraw 1" in done.out
    listed = ask("adjust", BOOK, folder=home)
    assert listed.out.startswith("1. M1 hỏng")
    status = ask("status", BOOK, *TODAY, folder=home)
    assert "  1. M1 hỏng" in status.out
    assert "Mục bổ sung được nhập hoặc rút kể từ phương án 1: 1." in status.out
    answer_of("replan", BOOK, "--as-of", "12/4/2023", "--workers", 1, "--seconds", 5, "-o", "out", folder=home)
    told = answer_of("status", BOOK, *TODAY, folder=home)
    assert told["versions"][1]["provenance"]["last_adjustment"] == 1
    assert told["since_latest"]["adjustments"] == 0
    verified = ask("verify", BOOK, "out/plan.json", "--ledger", LEDGER, folder=home)
    assert verified.code == 0, verified.out


def test_a_program_is_told_all(home: Path) -> None:
    entered = answer_of(*BROKEN, folder=home)
    assert entered["adjustment"].items() >= {"number": 1, "kind": "breakdown", "machine": "M1", "holds": True}.items()
    assert (entered["is_new"], entered["planned_otherwise"]) == (True, [])
    assert answer_of(*BROKEN, folder=home)["is_new"] is False
    answer_of("adjust", BOOK, "--close", "Xã B", "--from", "12/4/2023", "--to", "13/4/2023", *TODAY, folder=home)
    answer_of("adjust", BOOK, "--withdraw", 1, folder=home)
    listed = answer_of("adjust", BOOK, folder=home)["adjustments"]
    assert [(each["number"], each["withdraws"], each["holds"]) for each in listed] == [
        (1, None, False),
        (2, None, True),
        (3, 1, False),
    ]
    assert listed[1]["unit"] == "B"
    assert [each["number"] for each in answer_of("status", BOOK, *TODAY, folder=home)["adjustments"]] == [2]


def test_nothing_entered_is_said(home: Path) -> None:
    assert ask("adjust", BOOK, folder=home).out == "Không có mục bổ sung nào đang có hiệu lực.\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--break", "M1"), "--from"),
        (("--break", "M1", "--close", "A", "--from", "12/4/2023"), "--withdraw"),
        (("--from", "12/4/2023"), "--break"),
        (("--withdraw", 1, "--reason", "x"), "--break"),
        (("--break", "M9", "--from", "12/4/2023"), "M9"),
        (("--break", "M1", "--from", "12/5/2023"), "12/5/2023"),
        (("--break", "M1", "--from", "12/4/2023", "--today", "13/4/2023"), "13/4/2023"),
        (("--withdraw", 7), "7"),
    ],
)
def test_what_makes_no_sense_is_refused(home: Path, words: tuple[object, ...], why: str) -> None:
    refused = ask("adjust", BOOK, *words, folder=home)
    assert refused.code == 2
    assert why in refused.err
    assert answer_of("adjust", BOOK, folder=home)["adjustments"] == []


def test_announcing_an_older_plan_warns_of_it(home: Path) -> None:
    store(home, FIRST)
    ask(*BROKEN, folder=home)
    told = ask("announce", BOOK, folder=home)
    assert "phương án 1 được lập trước khi có mục bổ sung" in told.err
    assert f"planner replan {BOOK}" in told.err


def test_what_is_exported_and_backed_up_has_them(home: Path) -> None:
    ask(*BROKEN, folder=home)
    assert answer_of("backup", BOOK, "kept.db", folder=home)["adjustments"] == 1
    assert "1 mục bổ sung" in ask("backup", BOOK, "kept.db", folder=home).out
    ask("export", BOOK, "-o", "cứu", folder=home)
    saved = (home / "cứu" / "muc-bo-sung.csv").read_text(encoding="utf-8-sig")
    assert "máy hỏng" in saved
    assert "hỏng máy in" in saved
