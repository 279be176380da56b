"""The board's own file: whole changes or none, and a file that is none is told."""

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from planner.errors import BoardFileTrouble
from planner.ledger.board_file.file import BoardFile

TABLE = "CREATE TABLE IF NOT EXISTS notes (text TEXT NOT NULL)"


def texts(file: BoardFile) -> list[str]:
    with file.reading() as connection:
        return [row["text"] for row in connection.execute("SELECT text FROM notes ORDER BY rowid")]


def test_what_was_written_is_read_by_another_reader(tmp_path: Path) -> None:
    with BoardFile(tmp_path / "a.xlsx", TABLE).writing() as connection:
        connection.execute("INSERT INTO notes VALUES ('đây')")
    assert texts(BoardFile(tmp_path / "a.xlsx", TABLE)) == ["đây"]
    assert [each.name for each in tmp_path.iterdir()] == ["a.board.db"]


def test_a_change_that_falls_leaves_nothing(tmp_path: Path) -> None:
    file = BoardFile(tmp_path / "a.xlsx", TABLE)
    with pytest.raises(BoardFileTrouble), file.writing() as connection:
        connection.executemany("INSERT INTO notes VALUES (?)", [("one",), (None,)])
    assert texts(file) == []


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    file = BoardFile(tmp_path / "a.xlsx", TABLE)

    def write(text: str) -> None:
        for _time in range(20):
            with file.writing() as connection:
                (count,) = connection.execute("SELECT count(*) FROM notes WHERE text = ?", (text,)).fetchone()
                connection.execute("INSERT INTO notes VALUES (?)", (text,))
                assert count < 20

    threads = [Thread(target=write, args=(name,)) for name in "abcd"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(texts(file)) == 80


def test_a_file_that_is_none_of_the_boards_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.board.db").write_bytes(b"not a database" * 100)
    with pytest.raises(BoardFileTrouble, match=r"a\.board\.db"):
        texts(BoardFile(tmp_path / "a.xlsx", TABLE))


def test_a_fault_of_the_statement_is_told_too(tmp_path: Path) -> None:
    with (
        pytest.raises(BoardFileTrouble) as caught,
        BoardFile(tmp_path / "a.xlsx", TABLE).reading() as connection,
    ):
        connection.execute("SELECT nothing FROM notes")
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
