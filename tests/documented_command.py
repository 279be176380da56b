"""`planner` as documents show it: `python -m tests.documented_command`, in the place of `python -m planner.cli.main`.

A search that was made before, for a document in another language or for another command, is remembered; time passes
slowly, so that a busy machine proves what a quiet one does; and the clock stands still. All else is the program's own.
"""

import os
import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from planner.cli import main as entry
from planner.texts import choose_language

SEARCHES = "SEARCHES_OF_DOCUMENTS"
"""An environment variable: the folder in which searches are remembered."""
SLOWER = 10
MOMENT = datetime(2026, 11, 28, 1, tzinfo=UTC)
"""When every command of a document is run: eight in the morning in Vietnam."""


class StandingClock(datetime):
    """A clock that always tells the same moment."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "StandingClock":
        return cls.fromtimestamp(MOMENT.timestamp(), tz)


def main() -> None:
    """Run the command line."""
    # Rooms look their words up when they are imported.
    choose_language(entry._wanted_language(sys.argv[1:]))
    from planner.workflow.ledger import keeping  # noqa: PLC0415
    from planner.workflow.solving import asking, attempts, searcher  # noqa: PLC0415
    from planner.workflow.teams import asked_teams  # noqa: PLC0415
    from tests.remembered_searches import remembering  # noqa: PLC0415

    keeping.__dict__["datetime"] = StandingClock
    searcher.__dict__["get_ready"] = lambda _errand: None
    attempts.__dict__["put"] = remembering(asking.put, Path(os.environ[SEARCHES]), slower=SLOWER)
    asked_teams.__dict__["put"] = attempts.__dict__["put"]
    entry.main()


if __name__ == "__main__":
    main()
