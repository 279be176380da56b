"""Items laid beside stored ones: as full texts in a folder, or as one line of digest each."""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

DIGESTS = Path(__file__).resolve().parent / "digests.txt"
MACHINE_DEPENDENT = (".pdf", ".png")
"""Where fonts differ from machine to machine, so do lines and pages; of these there are no committed digests."""
NUM_LINES_SHOWN = 40


def digest_of(text: str) -> str:
    """The sha256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep_text(folder: Path, name: str, text: str) -> None:
    """Put an item's full text into the folder."""
    path = _path_of(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def stored_text(folder: Path, name: str) -> str | None:
    """An item's full text; None where the folder has none of this name."""
    path = _path_of(folder, name)
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _path_of(folder: Path, name: str) -> Path:
    return folder / (name.replace("*", "_all_") + ".text")


def index_of(folder: Path, case: str) -> list[str]:
    """The names of a case's stored items; empty where the case is not stored."""
    path = folder / f"{case}.index.json"
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else []


def keep_index(folder: Path, case: str, names: list[str]) -> None:
    """Note which items a case has."""
    (folder / f"{case}.index.json").write_text(json.dumps(names, ensure_ascii=False, indent=0), encoding="utf-8")


def difference(before: str, now: str, name: str, most: int = NUM_LINES_SHOWN) -> Iterator[str]:
    """The lines that differ, the first so many of them."""
    lines = list(difflib.unified_diff(before.splitlines(), now.splitlines(), f"{name} before", "now", lineterm="", n=1))
    yield from lines[:most]
    if len(lines) > most:
        yield f"… and {len(lines) - most} lines more"


def digests() -> dict[str, str]:
    """The digest of every committed item by its name."""
    if not DIGESTS.is_file():
        return {}
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    return {name: digest for name, _space, digest in (line.rpartition(" ") for line in lines)}


def differing(case: str, found: Mapping[str, str]) -> list[str]:
    """The names of a case's items that are not as the committed digests say: changed, missing, or new."""
    committed = {name: digest for name, digest in digests().items() if name.split("/")[0] == case}
    now = {name: digest_of(text) for name, text in found.items()}
    return sorted(name for name in committed.keys() | now.keys() if committed.get(name) != now.get(name))


def write_digests(found: Mapping[str, str]) -> None:
    """Write one line an item, sorted by name."""
    lines = [f"{name} {found[name]}\n" for name in sorted(found)]
    DIGESTS.write_text("".join(lines), encoding="utf-8")
