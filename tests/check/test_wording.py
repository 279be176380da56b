"""Messages exist in both languages and say the same facts."""

import ast
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import planner.check
from planner.domain.policy import Goal
from planner.roster.policy import DutyGoal
from planner.texts import Language, choose_language, plurals_of, spoken_day, spoken_number, texts_of
from tests.broken_plans import EXAMPLES

ROOM = Path(planner.check.__file__).parent
CATALOG = files("planner") / "locale" / "vi" / "LC_MESSAGES" / "check.po"


def sentences() -> Iterator[str]:
    """Every English sentence of the room, and the goals' names."""
    yield from Goal
    yield from DutyGoal
    for path in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    yield str(text.value)


def facts_in(sentence: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def test_catalog_holds_every_sentence_and_no_other() -> None:
    with CATALOG.open("rb") as file:
        catalog = read_po(file)
    told = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalog if message.id}
    assert told == set(sentences())


def test_each_sentence_is_translated_with_the_same_facts() -> None:
    alone, in_numbers = texts_of("check"), plurals_of("check")
    for sentence in sentences():
        translated = {alone(sentence), in_numbers(sentence, sentence, 2)} - {sentence}
        assert len(translated) == 1, sentence
        assert facts_in(translated.pop()) == facts_in(sentence)


@pytest.fixture
def _english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


@pytest.mark.usefixtures("_english")
def test_messages_in_english() -> None:
    example = next(example for example in EXAMPLES if example.name == "moves at noon")
    assert [violation.message for violation in example.judged(example.broken).violations] == [
        "M1 moves from Xã A (A) to Xã B (B) on 10/4/2023 before Ca 02; it may move only overnight"
    ]
    assert spoken_number(1234.56) == "1,234.6"


def test_messages_in_vietnamese() -> None:
    example = next(example for example in EXAMPLES if example.name == "way back too long")
    (violation,) = example.judged(example.broken).violations
    assert violation.message == (
        "M1 di chuyển 8,2 km từ Xã B (B) đến Xã A (A) trong ngày 10/4/2023, trước Ca 02;"
        " mỗi lần chuyển trong ngày tối đa 8,0 km"
    )
    assert spoken_number(570812) == "570.812"
    assert spoken_day(date(2023, 4, 18)) == "18/4/2023"
