"""`planner` as documents show it: `python -m tests.documented_command`, in the place of `python -m planner.cli.main`.

A search that was made before, for a document in another language or for another command, is remembered; time passes
slowly, so that a busy machine proves what a quiet one does; and the clock stands still. All else is the program's own.
"""

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from planner.cli import main as entry
from planner.domain.progress import Observer, Progress
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
    from planner.workflow.solving import attempts, searcher  # noqa: PLC0415

    keeping.__dict__["datetime"] = StandingClock
    searcher.__dict__["get_ready"] = lambda: None
    attempts.__dict__["put"] = _remembering(attempts.__dict__["put"])
    entry.main()


def _remembering(put: Callable[..., Any]) -> Callable[..., Any]:
    """Put a question only where its answer is not known; what was heard on the way is heard again."""

    def known_or_put(question: Any, allowed: Any, was_pressed: Callable[[], bool], listen: Observer) -> Any:
        kept = Path(os.environ[SEARCHES]) / hashlib.sha256(pickle.dumps(question)).hexdigest()
        if not kept.exists():
            heard: list[Progress] = []
            patient = replace(question, seconds=question.seconds * SLOWER)
            longer = replace(allowed, seconds=allowed.seconds * SLOWER)
            reply = put(patient, longer, was_pressed, heard.append)
            kept.write_bytes(pickle.dumps((reply, heard)))
        reply, heard = pickle.loads(kept.read_bytes())  # noqa: S301 - written above
        for progress in heard:
            listen(progress)
        return reply

    return known_or_put


if __name__ == "__main__":
    main()
