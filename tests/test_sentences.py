"""New sentences come into the catalogs, and what was typed there stays as it was."""

from pathlib import Path

import pytest

from tests.sentences import CATALOGS, Sentence, brought_up, rooms, said, translations

HEADER = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"'
TYPED = 'msgid ""\n"{cell}: not a "\n"day"\nmsgstr   "{cell}: không phải ngày"'
GONE = 'msgid "nobody says this"\nmsgstr "không ai nói điều này"'
CATALOG = f"{HEADER}\n\n{TYPED}\n\n{GONE}\n"
DAY = "{cell}: not a day"
ROWS = ("{count} row", "{count} rows")


@pytest.mark.parametrize("room", rooms())
def test_nothing_is_missing_doubled_or_left_over(room: str) -> None:
    text = (CATALOGS / f"{room}.po").read_text(encoding="utf-8")
    assert brought_up(text, said(room), {}) == text, "run: make sentences"


def test_what_the_source_looks_up_is_found(tmp_path: Path) -> None:
    (tmp_path / "road").mkdir()
    (tmp_path / "road" / "ways.py").write_text('_("{cell}: not a day")\nngettext("{count} row", "{count} rows", n)\n')
    (tmp_path / "elsewhere.py").write_text('_("of another room")\n')
    assert said("road", tmp_path) == [DAY, ROWS]
    assert said("elsewhere", tmp_path) == ["of another room"]


def test_new_sentences_come_last_without_a_guess() -> None:
    long = "{cell}: not a day, " * 9
    after = brought_up(CATALOG, [DAY, "nobody says this", "nobody says that", ROWS, long], {})
    assert after.startswith(CATALOG)
    new = dict.fromkeys(["nobody says that", ROWS, long])
    assert list(translations(after)) == [DAY, "nobody says this", *new]
    assert not any("".join(there) for english, there in translations(after).items() if english in new)
    assert "fuzzy" not in after


def test_a_sentence_from_another_room_brings_its_vietnamese() -> None:
    known: dict[Sentence, Sentence] = {ROWS: ("{count} dòng",), "nobody says this": "không ai nói điều này"}
    told = translations(brought_up(CATALOG, [DAY, ROWS], known))
    assert told == {DAY: "{cell}: không phải ngày", ROWS: ("{count} dòng",)}


def test_what_a_merge_has_doubled_or_run_together_is_set_right() -> None:
    doubled = f"{HEADER}\n\n{TYPED}\n\n{TYPED}\n\n{GONE}\n"
    assert brought_up(doubled, [DAY], {}) == f"{HEADER}\n\n{TYPED}\n"
    together = f"{HEADER}\n\n{TYPED}\n{GONE}\n"
    known = translations(together)
    assert translations(brought_up(together, [DAY], known)) == {DAY: known[DAY]}
