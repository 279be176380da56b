"""Looking for planted texts in whatever a command has left: files of every kind, what it said, what it wrote where."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import system_part

WATCHED = """
import sys
def watch(event, args):
    if event == "tempfile.mkstemp":
        written.write(str(args[0]) + "\\n")
    if event == "open" and isinstance(args[0], str) and (set(str(args[1] or "")) & set("wax+") or args[2] & 3):
        written.write(args[0] + "\\n")
written = open(sys.argv.pop(1), "w", encoding="utf-8", buffering=1)
sys.addaudithook(watch)
from planner.cli.main import main
main()
"""
"""The program, noting every file that it opens to write and every temporary file, in the file named first."""


def watched_planner(notes: Path) -> tuple[str, ...]:
    """The command that runs the program so."""
    return (sys.executable, "-c", WATCHED, str(notes))


def text_of(path: Path) -> str:
    """Everything that a file says: its bytes, its parts unpacked, and the words of a PDF."""
    content = path.read_bytes()
    found = [content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    if path.suffix == ".pdf":
        system_part("pdftotext", present=shutil.which("pdftotext") is not None)
        said = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
        found.append(said.stdout.decode("utf-8", "replace").replace("\u200b", ""))
    return "\n".join(found)


def leaks(planted: Iterable[str], paths: Iterable[Path]) -> set[str]:
    """The names of the files in which any of these texts stands."""
    texts = list(planted)
    return {path.name for path in paths if any(text in said for said in (text_of(path),) for text in texts)}
