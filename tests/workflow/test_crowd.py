"""Several who record workbooks at once; the long form is `python -m tests.command_crowd`."""

from pathlib import Path

from tests.command_crowd import ROWS_A_FILE, crowd

WRITERS = 4
ROWS = 100


def test_nothing_of_four_writers_is_lost(tmp_path: Path) -> None:
    found = crowd(tmp_path, None, WRITERS, ROWS)
    assert found.is_whole, found
    assert found.found == WRITERS * ROWS + ROWS_A_FILE
