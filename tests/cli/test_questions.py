"""`planner why` and `planner whatif`: answers, nothing stored, from where the campaign stands today."""

import json
from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, DAYS_1_AND_2, FIRST, announce, answer_of, ask, events_in, record, store
from tests.cli.running import files_in


def test_why_tells_the_price(home: Path) -> None:
    answered = ask("why", BOOK, "--unit", "B", "--on", "14/4/2023", folder=home)
    assert answered.code == 0
    lines = answered.out.splitlines()
    assert lines[0].startswith("Cho máy đến Xã B ngày 14/4/2023: được, nhưng xong muộn hơn 3 ngày")
    assert lines[1].split() == ["mục", "tiêu", "tốt", "nhất", "theo", "yêu", "cầu", "chênh", "lệch", "chứng", "minh"]
    finish = next(line for line in lines if "Ngày xong" in line)
    assert finish.split()[2:5] == ["4", "10", "+6"]
    assert files_in(home) == {BOOK}


def test_why_for_a_program(home: Path) -> None:
    answer = answer_of("why", BOOK, "--unit", "C", "--machine", "M1", "--on", "2023-04-12", folder=home)
    assert answer["reply"] == "possible"
    assert answer["wish"] == {"unit": "C", "machine": "M1", "day": "2023-04-12"}
    assert answer["facts"] == []
    assert [goal["goal"] for goal in answer["without"]] == [goal["goal"] for goal in answer["fulfilled"]]


def test_a_forbidden_wish_is_an_answer(home: Path) -> None:
    answered = ask("why", BOOK, "--unit", "A", "--on", "30/4/2023", folder=home)
    assert answered.code == 0
    assert "không thể" in answered.out
    assert "Chiến dịch › Ngày bắt đầu, Ngày kết thúc: chiến dịch kéo dài từ 10/4/2023 đến 14/4/2023" in answered.out


def test_why_stands_where_the_campaign_stands(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(5))
    assert record(home, DAYS_1_AND_2).code == 0
    before = events_in(home)
    past = answer_of("why", BOOK, "--unit", "B", "--on", "11/4/2023", folder=home)
    assert [fact["where"] for fact in past["facts"]] == ["ngày bắt đầu lập lại (--as-of)"]
    frozen = answer_of("why", BOOK, "--unit", "B", "--machine", "M2", "--on", "12/4/2023", folder=home)
    assert [fact["where"] for fact in frozen["facts"]] == ["lịch đã thông báo"]
    assert "C" in frozen["facts"][0]["what"]
    thawed = answer_of(
        "why", BOOK, "--unit", "B", "--machine", "M2", "--on", "12/4/2023", "--freeze-days", "0", folder=home
    )
    assert thawed["reply"] == "possible"
    assert {goal["goal"]: goal["value"] for goal in thawed["fulfilled"]}["changes"] > 0
    assert events_in(home) == before


def test_whatif_shows_the_usual_scenarios(home: Path) -> None:
    answered = ask("whatif", BOOK, "--seconds", "20", folder=home)
    assert answered.code == 0
    table = [line for line in answered.out.splitlines() if line.startswith("  ")]
    assert [line.split("  ")[1].strip() for line in table] == [
        "giả định",
        "như hiện nay",
        "thêm 1 máy lưu động",
        "M1 hỏng 3 ngày từ 10/4/2023",
        "M2 hỏng 3 ngày từ 10/4/2023",
        "năng lực 140 hồ sơ một ca",
        "chỉ làm Ca 02",
    ]
    assert all(line.endswith("đã chứng minh") for line in table[1:])
    assert files_in(home) == {BOOK}


def test_whatif_for_a_program(home: Path) -> None:
    answer = answer_of("whatif", BOOK, "--machines", "+1", "--by", "10/4/2023", "--seconds", "20", folder=home)
    assert len(answer["scenarios"]) == 4
    assert answer["sentence"].startswith("Không: đã chứng minh")
    assert answer["scenarios"][2]["left"] > 0
    assert answer["num_missing"] == 0


def test_whatif_stands_where_the_campaign_stands(home: Path) -> None:
    store(home, FIRST)
    assert record(home, DAYS_1_AND_2).code == 0
    answer = answer_of("whatif", BOOK, "--breakdown", "M2:2", "--seconds", "20", folder=home)
    today, broken = answer["scenarios"]
    assert broken["scenario"] == "M2 hỏng 2 ngày từ 12/4/2023"
    assert today["finish"] == "2023-04-13", (
        "A needs 4 more, B 1 and C 4: two machines cannot be at three units in a day"
    )
    assert broken["finish"] == "2023-04-14"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["why", BOOK, "--unit", "Q"], "--unit"),
        (["why", BOOK], "--unit"),
        (["why", BOOK, "--unit", "A", "--machine", "M9"], "--machine"),
        (["why", BOOK, "--unit", "A", "--as-of", "11/4/2023"], "planner plan"),
        (["whatif", BOOK, "--breakdown", "M2"], "MÁY 2:3:18/4/2023"),
        (["whatif", BOOK, "--breakdown", "M2:0"], "MÁY 2:3:18/4/2023"),
        (["whatif", BOOK, "--breakdown", "M2:2:31/2/2023"], "31/2/2023"),
        (["whatif", BOOK, "--breakdown", "M2:2:9/4/2023"], "--breakdown"),
        (["whatif", BOOK, "--by", "1/1/2023"], "--by"),
        (["whatif", BOOK, "--machines", "0"], "--machines"),
    ],
)
def test_wrong_usage(home: Path, arguments: list[str], words: str) -> None:
    answered = ask(*arguments, folder=home)
    assert answered.code == 2
    assert words in answered.err


def test_a_machine_whose_name_has_a_colon(home: Path) -> None:
    answered = ask("whatif", BOOK, "--breakdown", "MÁY:7:2:11/4/2023", "--json", folder=home)
    assert answered.code == 2
    assert "MÁY:7" in json.loads(answered.out)["message"]
