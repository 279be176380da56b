"""One thing is told as one, several as several, in English; Vietnamese tells both alike."""

import re
from collections.abc import Iterator

import pytest

from planner.ledger.holdings import Held
from planner.ledger.restoring import Lost
from planner.telling.ledger.safekeeping import holding
from planner.texts import Language, choose_language, plurals_of
from tests.test_texts import ROOMS, written

NEITHER = re.compile(r"\w\((?:s|es)\)")


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_leaves_the_number_open(room: str) -> None:
    assert not [english for english in written(room) if NEITHER.search(str(english))]


@pytest.fixture
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


ROWS = ("{count} result row", "{count} result rows")


def test_vietnamese_has_one_form() -> None:
    assert {plurals_of("ledger")(*ROWS, number) for number in (0, 1, 2, 1_000)} == {"{count} dòng kết quả"}


@pytest.mark.usefixtures("english")
def test_english_has_two() -> None:
    assert [plurals_of("ledger")(*ROWS, number) for number in (0, 1, 2)] == [ROWS[1], ROWS[0], ROWS[1]]


@pytest.mark.usefixtures("english")
def test_what_is_lost_is_told_in_its_number() -> None:
    assert str(Lost(result_rows=1, versions=(3,), announcements=1)) == "1 result row, plan 3, 1 announcement"
    assert str(Lost(result_rows=2, versions=(3, 4), announcements=2)) == "2 result rows, plans 3, 4, 2 announcements"


@pytest.mark.usefixtures("english")
def test_what_a_backup_holds_is_told_in_its_number() -> None:
    assert holding(Held(result_rows=1, versions=1, announcements=1, events=1)) == (
        "1 result row, 1 plan, 1 announcement"
    )
    assert holding(Held(result_rows=0, versions=2, announcements=3, events=9)) == (
        "0 result rows, 2 plans, 3 announcements"
    )
