"""What people read: each English sentence has its Vietnamese, with the same blanks, and what is compiled is current."""

import re
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.mofile import read_mo

from planner.texts import Language, choose_language, texts_of
from tests.sentences import CATALOGS, PLANNER, Sentence, said, sentences, translations

ROOMS = (
    "board",
    "check",
    "cli",
    "domain",
    "executor",
    "files",
    "intake",
    "invitations",
    "ledger",
    "model",
    "prints",
    "quota",
    "replan",
    "reporting",
    "telling",
    "texts",
    "workflow",
)
VIETNAMESE_LETTER = re.compile("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)

Sentences = dict[Sentence, Sentence]


def written(room: str) -> Sentences:
    """What the .po says."""
    return translations((CATALOGS / f"{room}.po").read_text(encoding="utf-8"))


def compiled(room: str) -> Sentences:
    """What the .mo says."""
    with (CATALOGS / f"{room}.mo").open("rb") as source:
        return sentences(read_mo(source))


def blanks(sentence: str) -> list[str]:
    """The names of what is filled in, with how."""
    return sorted(
        f"{name}!{form}:{spec}" for _text, name, spec, form in Formatter().parse(sentence) if name is not None
    )


def test_each_room_that_speaks_has_a_catalog() -> None:
    speaking = {
        match[1]
        for path in PLANNER.rglob("*.py")
        for match in re.finditer(r'texts_of\("(\w+)"\)', path.read_text("utf-8"))
    }
    assert speaking - {"intake"} <= set(ROOMS)
    assert {path.stem for path in CATALOGS.glob("*.po")} == {*ROOMS, "click"}


@pytest.mark.parametrize("room", ROOMS)
def test_each_sentence_has_its_vietnamese(room: str) -> None:
    assert written(room).keys() == set(said(room)), "run: make sentences"


@pytest.mark.parametrize("room", [*ROOMS, "click"])
def test_what_is_compiled_is_current(room: str) -> None:
    assert compiled(room) == written(room), "run: make catalogs"


@pytest.mark.parametrize("room", ROOMS)
def test_the_same_blanks_in_both_languages(room: str) -> None:
    for english, vietnamese in written(room).items():
        assert str(vietnamese).strip()
        assert {one.split(":")[0] for one in blanks(str(english))} == {
            one.split(":")[0] for one in blanks(str(vietnamese))
        }, english
        assert str(english).startswith(" ") == str(vietnamese).startswith(" ")


def test_no_blank_of_click_is_invented() -> None:
    for english, vietnamese in written("click").items():
        known = english if isinstance(english, tuple) else (english,)
        spoken = vietnamese if isinstance(vietnamese, tuple) else (vietnamese,)
        for one in spoken:
            assert set(blanks(str(one))) <= {blank for form in known for blank in blanks(str(form))}, english


def test_click_still_says_what_we_translate() -> None:
    """Most of our sentences are those of the installed click; older ones may remain for older versions."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    ids = [english[0] if isinstance(english, tuple) else english for english in written("click")]
    known = [one for one in ids if str(one).replace("\n", "\\n").replace("\t", "\\t") in source]
    assert len(known) >= 0.9 * len(ids), set(ids) - set(known)


@pytest.mark.parametrize("room", ["model", "workflow"])
def test_vietnamese_is_vietnamese(room: str) -> None:
    for english, vietnamese in written(room).items():
        if len(re.sub(r"\{\w*\}", "", str(english)).strip(" ()")) > 1:
            assert VIETNAMESE_LETTER.search(str(vietnamese)), english


def test_the_language_is_chosen_at_the_moment_of_speaking() -> None:
    speak = texts_of("model")
    sentence = "{where}: these pins exclude each other. Remove or move one of them"
    assert speak(sentence).startswith("{where}: các dòng ghim này")
    choose_language(Language.ENGLISH)
    try:
        assert speak(sentence) == sentence
    finally:
        choose_language(Language.VIETNAMESE)


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert texts_of("model")("nobody has translated this") == "nobody has translated this"
