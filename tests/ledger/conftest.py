"""Where ledgers are tested: in a file, and in a PostgreSQL that the tests start."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import system_part
from tests.postgres import Server, is_here, private_server


@pytest.fixture(autouse=True)
def _whole_messages(at_the_command_line: None) -> None:
    """What a ledger refuses is looked at as somebody at a terminal sees it, with what to do next."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    system_part("PostgreSQL (initdb, pg_ctl)", present=is_here())
    with private_server() as running:
        yield running


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    """Where a file ledger will stand, in a folder whose name has to be quoted in an address."""
    folder = tmp_path / "Đợt 1 #2 100%?"
    folder.mkdir()
    return folder / "campaign.ledger.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Path | str:
    """A place with no ledger yet, of each kind."""
    if request.param == "sqlite":
        return Path(request.getfixturevalue("ledger_file"))
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that ordinary users reach too, whoever runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)
