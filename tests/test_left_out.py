"""With REQUIRE_ALL no test is left out in silence, whichever way it is left out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = """
import pytest
from tests.conftest import system_part

def test_for_want_of_a_part():
    system_part("the outside arbiter", present=False)

@pytest.mark.skipif(True, reason="another system")
def test_by_its_mark():
    pass

def test_half_way():
    pytest.skip("no zone here")

@pytest.fixture
def server():
    system_part("PostgreSQL", present=False)

def test_by_its_fixture(server):
    pass

@pytest.mark.xfail
def test_that_is_known_to_fail():
    assert False

def test_that_runs():
    pass
"""
WHOLE_FILE = 'import pytest\npytest.importorskip("no_such_package")\n'


BARE = ["-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:xdist"]


def told(folder: Path, require_all: str) -> str:
    """The last line of a run over files that leave tests out."""
    (folder / "test_left_out.py").write_text(LEFT_OUT)
    (folder / "test_whole_file.py").write_text(WHOLE_FILE)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *BARE, "--continue-on-collection-errors", "--rootdir", folder, folder],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "REQUIRE_ALL": require_all},
        capture_output=True,
        text=True,
        check=False,
    )
    return re.sub(r" in [\d.]+s.*", "", run.stdout.splitlines()[-1])


@pytest.mark.parametrize("require_all", ["", "0"])
def test_left_out_by_default(tmp_path: Path, require_all: str) -> None:
    assert told(tmp_path, require_all) == "1 passed, 5 skipped, 1 xfailed"


@pytest.mark.parametrize("require_all", ["1", "yes"])
def test_a_failure_with_require_all(tmp_path: Path, require_all: str) -> None:
    assert told(tmp_path, require_all) == "2 failed, 1 passed, 1 xfailed, 3 errors"
