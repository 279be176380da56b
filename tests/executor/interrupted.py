"""A program that is at tasks without an end, for tests that end it: `python -m tests.executor.interrupted FOLDER`."""

import sys
from pathlib import Path

from planner.executor.local import LocalExecutor
from planner.executor.task import Task
from tests.executor.works import Place, hanging

if __name__ == "__main__":
    with LocalExecutor(2) as executor:
        list(executor.answers([Task(hanging, Place(Path(sys.argv[1]))) for _ in range(5)]))
