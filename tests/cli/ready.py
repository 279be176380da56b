"""Processes that stand ready to be a command: each has loaded what commands load, and becomes one by forking.

Nearly all of a short command's time goes into loading the program. Where the system forks, `planner()` of
`tests.cli.running` has one server a thread, which loads it once and then forks for every command: still a process of
its own, in its own folder, with its own environment and streams. The server has imported only what every command may
load late; it chooses no language, and never loads the solver. What was searched for once in a test run is remembered.
`python -m tests.cli.ready` is the server: a line of JSON in for each command, a line with its exit code out.
"""

import contextlib
import gc
import json
import os
import sys
import traceback
from pathlib import Path

OUTPUT_ENCODING = "utf-8"
SEARCHES = "SEARCHES_OF_TESTS"
"""An environment variable: the folder in which searches are remembered (`tests.remembered_searches`)."""


def main() -> None:
    """Serve until the other side closes its end."""
    _load()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _be(asked["arguments"], asked["folder"], asked["environment"], asked["out"], asked["err"])
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _load() -> None:
    import importlib  # noqa: PLC0415
    import pkgutil  # noqa: PLC0415

    import planner.workflow  # noqa: PLC0415

    for found in pkgutil.walk_packages(planner.workflow.__path__, "planner.workflow."):
        importlib.import_module(found.name)
    import planner.cli.main  # noqa: PLC0415
    from planner.workflow.solving import asking, attempts, searcher  # noqa: PLC0415
    from planner.workflow.teams import asked_teams  # noqa: PLC0415
    from tests.remembered_searches import remembering  # noqa: PLC0415

    # A process that searches is started where a question is new, and not already while the workbook is read.
    searcher.__dict__["get_ready"] = lambda _errand: None
    attempts.__dict__["put"] = remembering(asking.put, Path(os.environ[SEARCHES]))
    asked_teams.__dict__["put"] = attempts.__dict__["put"]
    if any(name.partition(".")[0] == "ortools" for name in sys.modules):
        raise RuntimeError("a command loads no solver before it searches")
    # What is loaded stays, so no command looks it through for rubbish, nor makes it its own by doing so.
    gc.freeze()


def _be(arguments: list[str], folder: str, environment: dict[str, str], out: str, err: str) -> None:
    """Never returns: from here on this process is the command."""
    import time  # noqa: PLC0415

    code = 1
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        _stream(os.devnull, 0, os.O_RDONLY)
        _stream(out, 1, os.O_WRONLY)
        _stream(err, 2, os.O_WRONLY)
        sys.stdin = open(0, encoding=OUTPUT_ENCODING, closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding=OUTPUT_ENCODING, closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding=OUTPUT_ENCODING, closefd=False)  # noqa: SIM115
        sys.argv = ["planner", *arguments]
        code = _exit_code()
    finally:
        os._exit(code)


def _stream(path: str, number: int, flags: int) -> None:
    opened = os.open(path, flags)
    os.dup2(opened, number)
    os.close(opened)


def _exit_code() -> int:
    import atexit  # noqa: PLC0415

    from planner.cli.main import main as planner  # noqa: PLC0415

    code = 0
    try:
        planner()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    with contextlib.suppress(Exception):
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    return code


if __name__ == "__main__":
    main()
