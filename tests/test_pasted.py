"""Suggested commands can be pasted, whatever the names are."""

import shlex
from pathlib import Path

import pytest

from planner.pasted import pasted

NAMES = ["Đợt 1 [thử]/campaign.xlsx", "PC02's (1).db", 'a"b.xlsx', "$HOME & ~.xlsx", "-o.xlsx"]


@pytest.mark.parametrize("name", NAMES)
def test_a_shell_reads_the_name_as_it_is(name: str) -> None:
    words = shlex.split(pasted("status", Path(name)))
    assert [Path(word) for word in words[2:]] == [Path(name)]
    assert not words[2].startswith("-")


def test_windows_gets_double_quotes_and_powershell_single_ones_where_it_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("planner.pasted.os.name", "nt")
    assert pasted("status", r"C:\Đợt 1\a [1].xlsx", r"D:\b.xlsx") == r'planner status "C:\Đợt 1\a [1].xlsx" D:\b.xlsx'
    assert pasted("status", "a$b.xlsx") == "planner status 'a$b.xlsx'"
