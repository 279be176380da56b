"""The address of a file as SQLite takes it, from folders and from network shares."""

import sqlite3
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from planner.ledger.address import file_uri
from planner.ledger.ledger import open_ledger
from tests.ledger.samples import CAMPAIGN, collected, report


class _OnWindows(PureWindowsPath):
    """A path as Windows has it, already absolute."""

    def absolute(self) -> "_OnWindows":
        return self


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"\\may-chu\dung chung\campaign.ledger.db", "file:////may-chu/dung%20chung/campaign.ledger.db?mode=rw"),
        (r"C:\Đợt 1\a#b?.db", "file:///C:/%C4%90%E1%BB%A3t%201/a%23b%3F.db?mode=rw"),
    ],
)
def test_the_authority_is_empty(path: str, uri: str) -> None:
    assert file_uri(_OnWindows(path), "rw") == uri  # type: ignore[arg-type]


def test_sqlite_takes_the_address_of_a_share(tmp_path: Path) -> None:
    uri = file_uri(_OnWindows(rf"\\{tmp_path}\x.db"), "rwc")  # type: ignore[arg-type]
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("CREATE TABLE seen (it)")
    assert (tmp_path / "x.db").exists()


def test_a_ledger_needs_no_address_by_pathlib(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.as_uri
    monkeypatch.setattr(Path, "as_uri", lambda path: real(path).replace("file:///", "file://may-chu/"))
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        assert ledger.results() == (collected(1),)
