"""What every door may say names no command of one of them and no option."""

import re

from tests.test_texts import written

WORD_OF_THE_COMMAND_LINE = re.compile(r"\bplanner [a-z]|--[a-z]")


def test_what_doors_tell_names_no_command() -> None:
    told = [f"{english} {vietnamese}" for english, vietnamese in written("telling").items()]
    assert len(told) > 300
    assert not [sentence for sentence in told if WORD_OF_THE_COMMAND_LINE.search(sentence)]
