"""Tests of this room read messages in English; one test holds that each has its Vietnamese."""

from collections.abc import Iterator

import pytest

from planner.texts import Language, choose_language, chosen_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = chosen_language()
    choose_language(Language.ENGLISH)
    yield
    choose_language(before)
