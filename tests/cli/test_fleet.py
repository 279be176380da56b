"""`planner fleet`: one sentence, a line for each number of machines, and nothing stored."""

from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, DAYS_1_AND_2, FIRST, announce, answer_of, ask, events_in, record, store
from tests.cli.running import files_in

SEARCH = ("--seconds", "60", "--workers", "1")


def test_the_fewest_machines_and_the_lines_around_them(home: Path) -> None:
    answered = ask("fleet", BOOK, *SEARCH, folder=home)
    assert answered.code == 0, answered.all
    first, *others = answered.out.splitlines()
    assert first == (
        "Để thu nhận hết chậm nhất ngày 14/4/2023 cần 1 máy; đã chứng minh ít hơn thì không đủ. "
        "Xong ngày 12/4/2023, đi 13,5 km."
    )
    head = next(number for number, line in enumerate(others) if line.strip().startswith("máy "))
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in others[head:]]
    assert [row[0] for row in rows[:4]] == ["máy", "1", "2", "3"]
    assert rows[2][1] == "như hiện nay"
    assert all(row[-1] == "đã chứng minh" for row in rows[1:4])
    assert files_in(home) == {BOOK}
    assert answered.err.startswith("Đang tìm. Ctrl-C dừng tìm kiếm và giữ lại những gì đã biết.")


def test_for_a_program(home: Path) -> None:
    answer = answer_of("fleet", BOOK, "--by", "11/4/2023", "--most", "3", *SEARCH, folder=home)
    assert answer["by"] == "2023-04-11"
    assert answer["fewest"] == answer["at_least"] == 2
    assert answer["proven"]
    assert [line["machines"] for line in answer["lines"]] == [1, 2, 3]
    few, today, more = answer["lines"]
    assert (few["is_today"], today["is_today"], more["is_today"]) == (False, True, False)
    assert len(few["away"]) == 1
    assert few["finish"] > "2023-04-11"
    assert [today["away"], today["come"]] == [[], []]
    assert today["bases"] == {"M1": "A", "M2": None}
    assert more["come"] == [name for name in more["bases"] if "+" in name]
    assert {goal["goal"] for goal in today["goals"]} >= {"unserved", "finish", "travel"}
    assert today["anywhere"]["km"] <= next(goal["value"] for goal in today["goals"] if goal["goal"] == "travel")


def test_from_where_the_campaign_stands(home: Path) -> None:
    """What is past stays, and nobody goes before the frozen days are over."""
    store(home, FIRST)
    announce(home, 1, day(5))
    assert record(home, DAYS_1_AND_2).code == 0
    before = events_in(home)
    answer = answer_of("fleet", BOOK, *SEARCH, folder=home)
    assert answer["fewest"] is not None
    assert all(line["why_not"] == "" for line in answer["lines"])
    today = next(line for line in answer["lines"] if line["is_today"])
    planned = answer_of("whatif", BOOK, "--evenings", *SEARCH, folder=home)["scenarios"][0]
    assert (today["finish"], today["left"]) == (planned["finish"], planned["left"])
    assert events_in(home) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("--by", "1/1/2023"), "--by"), (("--most", "0"), "--most"), (("--by", "31/2/2023"), "31/2/2023")],
)
def test_wrong_usage(home: Path, arguments: tuple[str, ...], told: str) -> None:
    answered = ask("fleet", BOOK, *arguments, folder=home)
    assert answered.code == 2
    assert told in answered.err
