"""Writers killed at random points; the long form is `python -m tests.ledger_kill`."""

from pathlib import Path

from tests.ledger_kill import deaths


def test_nothing_acknowledged_is_lost_or_torn(address: Path | str) -> None:
    found = deaths(address, points=15)
    assert found.is_whole, found
    assert found.acknowledged > 0
    assert found.within_an_act > 0
