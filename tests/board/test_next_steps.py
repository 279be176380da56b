"""The board's own words for what to do next: for every step and term, in both languages, and never a command's."""

import re

import pytest

from planner.board.next_steps import BoardWords
from planner.errors import WrongUsage
from planner.next_steps import Given, NextStep, Step, Term, speaking_for
from planner.texts import Language, choose_language


@pytest.mark.parametrize("language", Language)
def test_every_step_and_term_has_words_that_name_no_command(language: Language) -> None:
    choose_language(language)
    try:
        words = BoardWords()
        steps = [words.next_step(NextStep(step)) for step in Step]
        terms = [words.given(Given(term, "3")) for term in Term]
    finally:
        choose_language(Language.VIETNAMESE)
    assert all(each and not each.endswith(".") for each in steps)
    assert all(each.endswith(" 3") for each in terms)
    assert not [each for each in (*steps, *terms) if re.search(r"\bplanner [a-z]|--[a-z]", each)]


def test_an_error_says_what_to_do_on_the_board() -> None:
    error = WrongUsage("no plan yet", NextStep(Step.PLAN_FIRST))
    with speaking_for(BoardWords()):
        assert str(error) == "no plan yet. Lập phương án đầu tiên ở trang Lập lại lịch"
