"""`planner changes`: each unit's fate, the sentences to send out, and the papers."""

from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, FIRST, SECOND, THIRD, announce, answer_of, ask, store
from tests.cli.running import files_in, planner
from tests.small_campaigns import label

PAPERS = {
    "phu-luc-dieu-chinh.xlsx",
    "phu-luc-dieu-chinh.docx",
    "phu-luc-dieu-chinh.pdf",
    "thong-bao-dieu-chinh.docx",
    "thong-bao-dieu-chinh.csv",
}


def test_what_was_announced_against_the_latest(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    done = ask("changes", BOOK, folder=home)
    assert done.code == 0, done.err
    assert done.out.splitlines()[:6] == [
        "Phương án 2 so với phương án 1 đã thông báo đến hết ngày 13/4/2023, tính từ 12/4/2023 (Ca 01):",
        "  Đơn vị    Lịch         giữ nguyên  hủy  mới  về sau  công dân",
        "  Xã B (B)  bổ sung               0    0    1       0         0",
        "  Xã C (C)  chuyển lịch           0    2    2       0         4",
        "  Xã A (A)  giữ nguyên            2    0    0       0         0",
        "Số đơn vị: 0 hủy lịch, 1 chuyển lịch, 1 bổ sung, 1 giữ nguyên. Số công dân liên quan: 4.",
    ]
    assert "- Xã C (C), 4 công dân:\n  Kính gửi công dân xã C: lịch thu nhận hồ sơ" in done.out
    assert "- Xã A" not in done.out, "whose schedule is kept need not be told"
    assert files_in(home / "outputs") == {f"nho/{name}" for name in PAPERS}
    for name in PAPERS:
        assert name in done.out


def test_for_a_program(home: Path) -> None:
    store(home, FIRST, THIRD)
    announce(home, 1, day(4))
    answer = answer_of("changes", BOOK, "-o", "o", folder=home)
    assert (answer["from"], answer["to"], answer["since"], answer["announced_until"]) == (
        1,
        2,
        "2023-04-12",
        "2023-04-13",
    )
    assert {unit["unit"]: unit["kind"] for unit in answer["units"]} == {"A": "kept", "C": "dropped"}
    assert answer["citizens"] == 4
    assert [(notice["unit"], notice["citizens"]) for notice in answer["notices"]] == [("C", 4)]
    assert {Path(path).name for path in answer["papers"]} == PAPERS
    assert files_in(home / "o") == PAPERS


def test_only_what_was_announced_is_compared(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(3))
    units = {unit["unit"]: unit for unit in answer_of("changes", BOOK, "-o", "o", folder=home)["units"]}
    assert (len(units["C"]["cancelled"]), len(units["C"]["new"]), len(units["C"]["later"])) == (2, 0, 2)


def test_once_the_latest_is_announced_it_is_held_against_what_was_announced_before(home: Path) -> None:
    store(home, FIRST, SECOND, THIRD)
    for version in (1, 2, 3):
        announce(home, version, day(4))
    answer = answer_of("changes", BOOK, "-o", "o", folder=home)
    assert (answer["from"], answer["to"]) == (2, 3)


def test_an_announcement_that_was_extended_counts_as_far_as_it_reaches_now(home: Path) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(3))
    announce(home, 1, day(5))
    assert answer_of("changes", BOOK, "-o", "o", folder=home)["announced_until"] == "2023-04-14"


def test_any_two_by_their_numbers(home: Path) -> None:
    store(home, FIRST, SECOND, THIRD)
    answer = answer_of("changes", BOOK, 2, 3, "-o", "o", folder=home)
    assert (answer["from"], answer["to"], answer["announced_until"]) == (2, 3, None)
    assert {unit["unit"]: unit["kind"] for unit in answer["units"]} == {"A": "kept", "B": "dropped", "C": "dropped"}
    done = ask("changes", BOOK, 1, "-o", "o", folder=home)
    assert done.out.startswith("Phương án 3 so với phương án 1 (chưa thông báo), tính từ 12/4/2023 (Ca 01):")


def test_nothing_that_changes_is_said_and_printed(home: Path) -> None:
    store(home, FIRST, FIRST)
    announce(home, 1, day(5))
    done = planner("changes", BOOK, folder=home, PLANNER_LANG="en")
    assert done.out.splitlines()[:2] == [
        "Plan 2 against plan 1 as announced up to 14/4/2023, from 10/4/2023 (Ca 01) on:",
        "Nothing changes: what was planned holds, machines included.",
    ]
    assert files_in(home / "outputs") == {f"nho/{name}" for name in PAPERS}


def test_another_machine_is_no_news_to_citizens(home: Path) -> None:
    swapped = FIRST.model_copy(
        update={
            "assignments": tuple(
                row.model_copy(update={"machine": "M1" if row.machine == "M2" else "M2"})
                if (row.date, row.shift) == (day(3), label(1))
                else row
                for row in FIRST.assignments
            )
        }
    )
    store(home, FIRST, swapped)
    announce(home, 1, day(5))
    done = ask("changes", BOOK, folder=home)
    assert done.out.count("giữ nguyên, đổi máy") == 2
    assert "Không phải thông báo cho ai: địa điểm và thời gian giữ nguyên." in done.out


@pytest.mark.parametrize(
    ("numbers", "announced", "said"),
    [
        ([], 0, "Chưa thông báo phương án nào"),
        ([], 2, "Mới chỉ thông báo phương án 2"),
        ([2, 2], 0, "Không thể so phương án 2 với chính nó"),
        ([2], 0, "Không thể so phương án 2 với chính nó"),
        ([1, 3], 0, "từ 1 đến 2"),
        ([7], 0, "từ 1 đến 2"),
        (["một"], 0, "'một'"),
    ],
)
def test_no_two_to_compare(home: Path, numbers: list[object], announced: int, said: str) -> None:
    store(home, FIRST, SECOND)
    if announced:
        announce(home, announced, day(4))
    refused = ask("changes", BOOK, *numbers, folder=home)
    assert refused.code == 2
    assert refused.out == ""
    assert said in refused.err
    assert not (home / "outputs").exists()


def test_a_folder_that_takes_no_papers(home: Path) -> None:
    store(home, FIRST, SECOND)
    (home / "tệp").write_text("x", encoding="utf-8")
    refused = ask("changes", BOOK, 1, 2, "-o", "tệp/trong", folder=home)
    assert refused.code == 2
    assert "tệp/trong" in refused.err
