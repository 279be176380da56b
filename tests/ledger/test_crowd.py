"""Many writers at once; the long form is `python -m tests.ledger_crowd`."""

from pathlib import Path

from tests.ledger_crowd import crowd

WRITERS = 8
ROWS = 30


def test_nothing_of_eight_writers_is_lost(address: Path | str) -> None:
    found = crowd(address, WRITERS, ROWS)
    assert (found.acknowledged, found.found) == (WRITERS * ROWS, WRITERS * ROWS)
    assert found.is_whole, found
