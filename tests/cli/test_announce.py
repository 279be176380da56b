"""`planner announce`: what citizens may rely on from now on, and what they no longer may."""

from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, LEDGER, SECOND, announce, answer_of, ask, events_in, ledger_in, store
from tests.cli.running import files_in, planner
from tests.workbooks import write_workbook


def test_a_first_announcement_reaches_to_the_end_of_the_plan(home: Path) -> None:
    store(home, FIRST)
    done = ask("announce", BOOK, folder=home)
    assert (done.code, done.err) == (0, "")
    assert done.out == "Đã ghi nhận thông báo phương án 1 đến hết ngày 12/4/2023: 3 đơn vị, 10 lượt, 21 hồ sơ.\n"
    with ledger_in(home) as ledger:
        (announcement,) = ledger.announcements()
    assert (announcement.version, announcement.until) == (1, day(3))


def test_up_to_a_day(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("announce", BOOK, "--until", "2023-04-11", folder=home)
    assert {name: answer[name] for name in ("version", "until", "is_new", "units", "slots", "dossiers")} == {
        "version": 1,
        "until": "2023-04-11",
        "is_new": True,
        "units": 2,
        "slots": 6,
        "dossiers": 16,
    }


def test_two_machines_at_one_unit_are_one_slot_to_its_people(home: Path) -> None:
    together = FIRST.model_copy(
        update={"assignments": tuple(row.model_copy(update={"unit": "B"}) for row in FIRST.assignments)}
    )
    store(home, together)
    assert answer_of("announce", BOOK, folder=home)["slots"] == 5


def test_the_next_announcement_reaches_as_far_and_promises_nothing_of_the_past(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    done = ask("announce", BOOK, folder=home)
    assert done.out == (
        "Đã ghi nhận thông báo phương án 2 đến hết ngày 13/4/2023: 3 đơn vị, 5 lượt, 9 hồ sơ.\n"
        f"Xem điều chỉnh của từng đơn vị: planner changes {BOOK} 1 2\n"
    )
    assert done.err == ""


def test_an_announcement_that_the_plan_has_passed_sets_no_day(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(2))
    assert answer_of("announce", BOOK, folder=home)["until"] == day(4).isoformat()


def test_days_that_are_no_longer_promised_are_named(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(5))
    done = ask("announce", BOOK, "--until", "12/4/2023", folder=home)
    assert done.code == 0
    assert "Lưu ý: từ ngày 13/4/2023 đến ngày 14/4/2023, thông báo theo phương án 1 không còn hiệu lực\n" in done.err


def test_the_same_announcement_again_changes_nothing(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    before = (home / LEDGER).read_bytes()
    done = ask("announce", BOOK, folder=home)
    assert done.out == "Không có gì thay đổi: phương án 1 đã thông báo đến hết ngày 13/4/2023 từ trước.\n"
    assert (home / LEDGER).read_bytes() == before


def test_an_older_version_by_its_number(home: Path) -> None:
    store(home, FIRST, SECOND)
    assert answer_of("announce", BOOK, "--version", 1, folder=home)["version"] == 1
    assert events_in(home) == ["plan", "replan", "announce"]


def test_a_workbook_that_has_changed_is_mentioned(home: Path) -> None:
    store(home, FIRST)
    units = [unit.model_copy(update={"need": unit.need + 1}) for unit in CAMPAIGN.units]
    write_workbook(CAMPAIGN.model_copy(update={"units": tuple(units)}), home / BOOK)
    done = ask("announce", BOOK, folder=home)
    assert done.code == 0
    assert "tệp chiến dịch đã thay đổi sau khi lập phương án 1" in done.err


@pytest.mark.parametrize("until", ["11/4/2023", "15/4/2023"])
def test_a_day_outside_the_plan_is_refused(home: Path, until: str) -> None:
    store(home, FIRST, SECOND)
    refused = ask("announce", BOOK, "--until", until, folder=home)
    assert refused.code == 2
    assert f"--until {until}: phương án 2 xếp lịch từ 12/4/2023 đến 14/4/2023" in refused.err
    assert events_in(home) == ["plan", "replan"]


def test_a_version_that_is_not_there(home: Path) -> None:
    store(home, FIRST)
    refused = ask("announce", BOOK, "--version", 2, folder=home)
    assert refused.code == 2
    assert "từ 1 đến 1" in refused.err


def test_no_plan_yet(home: Path) -> None:
    for command in (["announce", BOOK], ["changes", BOOK], ["new-results", BOOK, "--date", "11/4/2023"]):
        refused = planner(*command, folder=home, PLANNER_LANG="en")
        assert refused.code == 2
        assert f"planner plan {BOOK}" in refused.err
    assert files_in(home) == {BOOK}


def test_a_plan_that_the_checker_refused_is_not_announced(home: Path) -> None:
    store(home, FIRST, is_sound=False)
    refused = ask("announce", BOOK, folder=home)
    assert refused.code == 1
    assert "Bộ kiểm tra không chấp nhận phương án 1" in refused.err
    assert events_in(home) == ["plan"]


def test_in_english(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(5))
    done = planner("announce", BOOK, "--until", "12/4/2023", "--lang", "en", folder=home)
    assert done.out.startswith("Plan 2 is announced up to 12/4/2023: 2 units, 3 slots, 5 dossiers.\n")
    assert "Warning: from 13/4/2023 to 14/4/2023 the announcement of plan 1 holds no longer" in done.err
