"""A few hostile texts through every command; `python -m tests.hostile_prints` takes all."""

from pathlib import Path

from tests.hostile_prints import run
from tests.hostile_texts import hostile_texts


def test_a_few_hostile_texts_do_no_harm(tmp_path: Path) -> None:
    tally = run(2, 20, tmp_path)
    assert tally.faults == []
    assert {".xlsx", ".docx", ".pdf", ".png", ".txt", ".csv", ".json", ".svg"} <= set(tally.files)


def test_the_texts_are_many_and_different() -> None:
    assert len(set(hostile_texts(200))) == 200
