"""Days, hours, numbers and lists are written in one way, on paper in Vietnamese whatever is spoken."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.texts import (
    Language,
    Noun,
    and_more,
    choose_language,
    listed,
    spoken_clock,
    spoken_day,
    spoken_days,
    spoken_hours,
    spoken_moment,
    spoken_number,
    written_number,
)
from tests.sentences import PLANNER

BY_HAND = re.compile(r'%d/%m|\.day\}/\{|// 60\}|:02d?\}|\{\w+:,|maketrans\(",\.|join\([^)]*\[:_?MOST_\w+\]\)')
"""What writes a day, an hour, a number or the first of a list without the grammar."""
ELSEWHERE = {
    "check/roster/wording.py",
    "cli/arguments.py",
    "intake/appendix/document/word_numbers.py",
    "prints/words/wording.py",
    "texts.py",
}
"""Spans of time; days as people type them; Word's numbering; the decree's place and date; and the grammar itself."""


@pytest.fixture
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def test_days() -> None:
    assert spoken_day(date(2023, 4, 5)) == "5/4/2023"
    assert spoken_day(date(2023, 4, 5), with_year=False) == "5/4"
    assert spoken_days(date(2023, 4, 5), date(2023, 4, 12)) == "5/4–12/4/2023"
    assert spoken_days(date(2023, 4, 5), date(2023, 4, 5)) == "5/4/2023"
    assert spoken_days(date(2023, 12, 30), date(2024, 1, 2)) == "30/12/2023–2/1/2024"
    assert spoken_days(date(2023, 12, 30), date(2024, 1, 2), with_year=False) == "30/12–2/1"


def test_hours() -> None:
    assert (spoken_clock(0), spoken_clock(425), spoken_clock(1440)) == ("0h00", "7h05", "24h00")
    assert spoken_hours(420, 900) == "7h00–15h00"


def test_a_moment_is_told_by_the_offices_clock_or_its_own() -> None:
    moment = datetime(2023, 4, 5, 20, 30, tzinfo=UTC)
    assert spoken_moment(moment, ZoneInfo("Asia/Ho_Chi_Minh")) == "3h30 6/4/2023"
    assert spoken_moment(moment) == "20h30 5/4/2023"


def test_numbers() -> None:
    assert [spoken_number(570_812), spoken_number(168.5), spoken_number(1234.56, 2)] == ["570.812", "168,5", "1.234,56"]


@pytest.mark.usefixtures("english")
def test_paper_is_vietnamese() -> None:
    assert (spoken_number(1234.5), written_number(1234.5)) == ("1,234.5", "1.234,5")
    assert listed("abcd", 3, Noun.UNIT, language=Language.VIETNAMESE) == "a, b, c và 1 đơn vị khác"


def test_lists() -> None:
    assert listed([], 3, Noun.UNIT) == ""
    assert listed("abc", 3, Noun.UNIT) == "a, b, c"
    assert listed(range(1_300), 2, Noun.ROW, between="; ") == "0; 1 và 1.298 dòng khác"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("noun", Noun)
def test_one_and_several(noun: Noun) -> None:
    thing = "" if noun is Noun.OTHER else f" {noun}"
    assert and_more(1, noun) == f"and 1 more{thing}"
    assert and_more(2_000, noun) == f"and 2,000 more{thing}{'s' if thing else ''}"


def test_nobody_else_writes_these() -> None:
    sources = {path.relative_to(PLANNER).as_posix(): path.read_text(encoding="utf-8") for path in PLANNER.rglob("*.py")}
    assert {name for name, source in sources.items() if BY_HAND.search(source)} == ELSEWHERE
