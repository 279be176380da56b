"""Ledgers damaged at random; the long form is `python -m tests.ledger_damage`."""

from collections import Counter
from pathlib import Path

from tests.ledger_damage import ACCIDENTS, BAD, DAMAGES, Verdict, damages


def test_no_damage_is_silently_believed(tmp_path: Path) -> None:
    found = damages(tmp_path, ledgers=60, seed=7)
    total = sum(found.values(), Counter[Verdict]())
    assert total.total() == 60
    assert not any(total[bad] for bad in BAD)
    assert all(found[kind][Verdict.NAMED] for kind in (*DAMAGES, *ACCIDENTS))
    assert found["wholly older"][Verdict.OLDER], "where nothing later lies beside it"
