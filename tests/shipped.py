"""The package as it is handed over: built from a clean copy, and installed where nothing else is.

Nothing here asks the network. The bare environment holds what the package requires, and what that requires, in the very
versions that these tests run with (`.ci/constraints.txt`), as links to them; neither this folder nor a tool of
development can be imported in it. That a package index gives the same is what `make demo` shows, which `.ci/run`
begins with.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
OPTIONAL = "optional-dependencies"
BUILD = "import sys; from setuptools import build_meta; print(getattr(build_meta, sys.argv[1])(sys.argv[2]))"


def required(*extras: str) -> dict[str, str]:
    """Every distribution that the package needs with these extras, directly or through another, with its version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = _asked([*project["dependencies"], *(one for extra in extras for one in project[OPTIONAL][extra])], "")
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extra = asked = waiting.pop()
        if asked not in seen:
            seen.add(asked)
            waiting += _asked(distribution(name).requires or [], extra)
    return {name: distribution(name).version for name, _extra in seen}


def _asked(requirements: Iterable[str], extra: str) -> list[tuple[str, str]]:
    """What requirements ask for on this system: distributions with one extra each, "" for the distribution itself."""
    return [
        (canonicalize_name(needed.name), one)
        for needed in map(Requirement, requirements)
        if needed.marker is None or needed.marker.evaluate({"extra": extra})
        for one in ("", *needed.extras)
    ]


def built(folder: Path) -> tuple[Path, Path]:
    """The sdist and the wheel, built by the installed setuptools from a copy of what belongs to the package."""
    copy = folder / "copy"
    shutil.copytree(ROOT / "planner", copy / "planner", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    return _build("build_sdist", copy, folder), _build("build_wheel", copy, folder)


def wheel_of(sdist: Path, folder: Path) -> Path:
    """The wheel that an installer builds of a sdist."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return _build("build_wheel", folder / sdist.name.removesuffix(".tar.gz"), folder)


def _build(step: str, source: Path, folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-c", BUILD, step, folder], cwd=source, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.splitlines()[-1]


@dataclass(frozen=True)
class BareEnvironment:
    """An environment with the package and what it requires, and nothing else."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / "python"

    def run(self, *words: object, at: Path) -> str:
        """What a program of the environment says, started in a folder; it must end well."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
        program, *arguments = map(str, words)
        done = subprocess.run(
            [self.python.with_name(program), *arguments],
            cwd=at,
            env=clean,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


def bare_environment(wheel: Path, folder: Path) -> BareEnvironment:
    """A new environment in which pip has installed the wheel, and found all that it requires."""
    venv.create(folder, symlinks=os.name != "nt")
    bare = BareEnvironment(folder)
    site = Path(bare.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", at=folder).strip())
    for name in required():
        _link(_tops(name), site)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(bare.python)]
    subprocess.run([*pip, "install", "--quiet", "--no-index", wheel], check=True, cwd=folder)
    return bare


def _tops(name: str) -> set[Path]:
    """The files and folders of a distribution that lie directly in its site-packages."""
    files = distribution(name).files or []
    tops = {file.parts[0] for file in files if file.parts[0] not in {"..", "__pycache__"}}
    return {Path(str(distribution(name).locate_file(top))) for top in tops}


def _link(places: Iterable[Path], site: Path) -> None:
    for place in places:
        if not (site / place.name).exists():
            (site / place.name).symlink_to(place)
