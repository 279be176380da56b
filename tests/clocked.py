"""A planner command with a clock on it: `python -m tests.clocked MARKS.json plan campaign.xlsx ...`.

It runs the command as it is and writes when the workbook was read, when the searches began and ended, and when all was
done, in seconds since the epoch: so that the time of a search can be told from that of reading and printing.
"""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import time
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Clock:
    """What happened when."""

    def __init__(self) -> None:
        self.marks: dict[str, list[float]] = {"started": [time()], "read": [], "began": [], "ended": [], "done": []}

    def mark(self, name: str) -> None:
        """It happens now."""
        self.marks[name].append(time())

    def around(self, step: Callable[..., Answer], *, begins: str | None, ends: str | None) -> Callable[..., Answer]:
        """The step with marks at its begin and its end, however it ends."""

        @wraps(step)
        def clocked(*args: Any, **options: Any) -> Answer:
            if begins:
                self.mark(begins)
            try:
                return step(*args, **options)
            finally:
                if ends:
                    self.mark(ends)

        return clocked


def put_on(clock: Clock) -> None:
    """Put the clock on the doors of reading and searching, before the use cases take them from there."""
    import planner.intake.campaign.campaign_reader as reading  # noqa: PLC0415
    from planner.workflow.solving import searching  # noqa: PLC0415
    from planner.workflow.solving.judging import Evidence  # noqa: PLC0415

    reading.read_campaign = clock.around(reading.read_campaign, begins=None, ends="read")
    searching.solve_until = clock.around(searching.solve_until, begins="began", ends="ended")
    Evidence.accepted = clock.around(Evidence.accepted, begins="ended", ends=None)  # type: ignore[method-assign]


def put_on_when_called(clock: Clock) -> None:
    """Put it on when the command is called, not before: what it loads for that is a part of its time."""
    from planner.cli import arguments  # noqa: PLC0415

    carrier = arguments.carrier

    def with_clock(carried_out_by: str) -> Callable[..., None]:
        put_on(clock)
        return carrier(carried_out_by)

    arguments.carrier = with_clock


def main() -> None:
    """Run the command, and write the marks though it exits."""
    place = Path(sys.argv.pop(1))
    clock = Clock()
    put_on_when_called(clock)
    from planner.cli.main import main as planner  # noqa: PLC0415

    try:
        planner()
    finally:
        clock.mark("done")
        place.write_text(json.dumps(clock.marks), encoding="utf-8")


if __name__ == "__main__":
    main()
