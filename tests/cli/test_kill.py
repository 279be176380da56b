"""Commands killed at random points; the long form is `python -m tests.command_kill`."""

from tests.command_kill import deaths

POINTS = 12


def test_nothing_told_is_lost_or_torn() -> None:
    found = deaths(POINTS, seed=3)
    assert found.is_whole, (found.lost, found.torn, found.stuck)
    assert found.points == POINTS
    assert found.acknowledged >= POINTS, "the commands that follow are told as done"
    assert found.before_storing + found.while_finishing > 0, "some are killed in time"
