"""One folder that sets the program up on Windows without a network: `python -m tests.bundle`, which is `make bundle`.

It holds wheels for Windows in the versions that the tests ran with, this project's own wheel, the manual, and the files
to click on. Gathering asks the package index; what was gathered asks nothing.

pip decides by the system that it runs on whether a requirement *on Windows* counts. So what the wheels ask for is read
here once more as Windows would read it, and asked for until nothing is lacking.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from tests.cli.running import PLANNER, surroundings
from tests.shipped import ROOT, built

BUNDLE = ROOT / "build" / "bundle"
WHEELS = "wheels"
TESTED = ROOT / ".ci" / "constraints.txt"
OURS = canonicalize_name("enrolment-planner")
EXTRAS = ("lan",)
"""Of the project's own: a board is shared on Windows, too."""
CLICKED = ("bundle/Cài đặt.cmd", "bundle/Đọc trước.txt", "Mở bảng.cmd", "Lập lịch.cmd")
"""What lies in `instances` and is put at the head of the bundle."""
MANUAL = "huong-dan.pdf"
PYTHON = (3, 11)
PLATFORM = "win_amd64"
WINDOWS = {
    "implementation_name": "cpython",
    "implementation_version": "3.11.9",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.19045",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
"""By what a marker is judged there."""
_MOST_ROUNDS = 8


def lacking(wheels: Path) -> list[Requirement]:
    """What the program needs on Windows, directly or through another, and no wheel of the folder is. Empty: all there.

    A wheel that Python 3.11 of Windows could not install counts as none.
    """
    held = {name: (version, wheel) for name, version, wheel in _installable(wheels)}
    waiting = [(Requirement(OURS), extra) for extra in ("", *EXTRAS)]
    seen: set[tuple[str, str]] = set()
    absent: dict[str, Requirement] = {}
    while waiting:
        needed, extra = waiting.pop()
        name = canonicalize_name(needed.name)
        if name not in held or not needed.specifier.contains(held[name][0], prereleases=True):
            absent[str(needed)] = needed
        elif (name, extra) not in seen:
            seen.add((name, extra))
            waiting += _asked(held[name][1], extra)
    return [absent[text] for text in sorted(absent)]


def unfit(wheels: Path) -> list[str]:
    """The files of the folder that Python 3.11 of Windows could not install."""
    fit = {wheel for _name, _version, wheel in _installable(wheels)}
    return sorted(path.name for path in wheels.iterdir() if path not in fit)


def untested(wheels: Path) -> list[str]:
    """The wheels whose version the tests did not run with: those that only Windows needs."""
    tested = {
        (canonicalize_name(name), Version(version))
        for name, version in (line.split("==") for line in TESTED.read_text(encoding="utf-8").splitlines())
    }
    return [
        f"{name} {version}"
        for name, version, _wheel in _installable(wheels)
        if name != OURS and (name, version) not in tested
    ]


def put_what_is_clicked(bundle: Path) -> None:
    """The files to click on, and the page to read first."""
    for name in CLICKED:
        shutil.copy(ROOT / "instances" / name, bundle)


def _installable(wheels: Path) -> Iterator[tuple[NormalizedName, Version, Path]]:
    tags = {*cpython_tags(PYTHON, platforms=[PLATFORM]), *compatible_tags(PYTHON, "cp311", [PLATFORM])}
    for path in sorted(wheels.glob("*.whl")):
        name, version, _build, offered = parse_wheel_filename(path.name)
        if offered & tags:
            yield name, version, path


def _asked(wheel: Path, extra: str) -> list[tuple[Requirement, str]]:
    """What a wheel asks for on Windows: requirements with one extra each, "" for the distribution itself."""
    with zipfile.ZipFile(wheel) as archive:
        named = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = BytesParser().parsebytes(archive.read(named)).get_all("Requires-Dist", [])
    return [
        (_bare(needed), one)
        for needed in map(Requirement, told)
        if needed.marker is None or needed.marker.evaluate(WINDOWS | {"extra": extra})
        for one in ("", *sorted(needed.extras))
    ]


def _bare(needed: Requirement) -> Requirement:
    """The requirement without its condition, which pip would judge by the system that it runs on."""
    bare = Requirement(str(needed))
    bare.marker = None
    return bare


def _fetch(needed: list[Requirement], wheels: Path) -> None:
    """Ask the package index for wheels that Windows can install, and for what pip sees that they need."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    for_windows = ["--platform", PLATFORM, "--python-version", "3.11", "--only-binary=:all:"]
    subprocess.run([*pip, *for_windows, "-c", TESTED, "-d", wheels, *map(str, needed)], check=True)


def gather(bundle: Path) -> None:
    """Lay the folder anew. Raises SystemExit where something is lacking or unfit."""
    shutil.rmtree(bundle, ignore_errors=True)
    wheels = bundle / WHEELS
    wheels.mkdir(parents=True)
    put_what_is_clicked(bundle)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copy(built(Path(scratch))[1], wheels)
        subprocess.run([*PLANNER, "guide", "--print", "-o", scratch], check=True, env=surroundings(), cwd=ROOT)
        shutil.copy(Path(scratch) / MANUAL, bundle)
    for _round in range(_MOST_ROUNDS):
        if not (needed := lacking(wheels)):
            break
        _fetch(needed, wheels)
    if wrong := [*map(str, lacking(wheels)), *unfit(wheels)]:
        sys.exit(f"Lacking or unfit for Windows: {', '.join(wrong)}")


def main() -> None:
    """Gather, and say what was gathered and what nobody has tried."""
    gather(BUNDLE)
    held = [path for path in BUNDLE.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in held) / 1e6
    print(f"{BUNDLE.relative_to(ROOT)}: {len(held)} files, {size:.0f} MB. Nothing is lacking for Windows, Python 3.11.")
    for named in untested(BUNDLE / WHEELS):
        print(f"The tests did not run with {named}: only Windows needs it.")
    print("Not in it: the installers of Python 3.11 (64-bit) and of Visual C++ 2015-2022 Redistributable (x64).")
    print("The .cmd files could not be run here, where there is no Windows. Try the folder on one computer first.")


if __name__ == "__main__":
    main()
