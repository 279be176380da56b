"""Two commands at once go by what the ledger has when they write; the long form is `python -m tests.races`."""

from tests.races import races

RACES = 12


def test_no_write_from_an_older_state_goes_unsaid() -> None:
    found = races(RACES, seed=4)
    assert found.races == RACES
    assert not found.unsaid, found.unsaid
    assert found.done.total() + found.refused.total() == 2 * RACES
