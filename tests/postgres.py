"""A PostgreSQL of the tests' own: started in a temporary folder, reached by a socket in it, gone at the end.

PLANNER_TEST_POSTGRES names a running server instead (*postgresql://user@host/database*, with the right to create
databases).
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

RUNNING = os.environ.get("PLANNER_TEST_POSTGRES")
ORDINARY_USER = "nobody"
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""


@dataclass
class Server:
    """A server, and the databases made on it."""

    url: URL
    _numbers: Iterator[int] = field(default_factory=count)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"ledger_{os.getpid()}_{next(self._numbers)}"
        with psycopg.connect(self._address(self.url), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    @staticmethod
    def _address(url: URL) -> str:
        return url.set(drivername="postgresql").render_as_string(hide_password=False)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, if they are here."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def is_here() -> bool:
    """Whether a server can be had."""
    return RUNNING is not None or programs() is not None


@contextmanager
def private_server() -> Iterator[Server]:
    """A server for the length of the block."""
    if RUNNING is not None:
        yield Server(make_url(RUNNING))
        return
    place = programs()
    assert place is not None, "no initdb here"
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = ORDINARY_USER if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    cluster = folder / "cluster"

    def run(*words: str) -> None:
        subprocess.run(words, cwd=folder, user=user, check=True, capture_output=True, env={"LC_ALL": "C", "TZ": "UTC"})

    try:
        run(f"{place}/initdb", "-D", f"{cluster}", "-U", "planner", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=40 -c fsync=off"
        run(f"{place}/pg_ctl", "-D", f"{cluster}", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield Server(make_url(f"postgresql+psycopg://planner@/postgres?host={folder}"))
        finally:
            run(f"{place}/pg_ctl", "-D", f"{cluster}", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
