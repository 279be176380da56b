"""Where files went: the folder, what stands in it by name, and of the folders below how many files of which kind."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from planner.texts import spoken_number, texts_of

_ = texts_of("cli")

MOST_FILES_SHOWN = 6
"""More files of a folder below are only counted."""


def files_told(folder: Path, paths: Iterable[Path]) -> Iterator[str]:
    """A line for the folder, one for what stands in it, and one for each folder below, in the order of their files."""
    names: dict[Path, list[str]] = {folder: []}
    for path in paths:
        names.setdefault(path.parent, []).append(path.name)
    yield _("Written to {folder}:").format(folder=folder)
    for place, here in names.items():
        if place == folder:
            yield from [f"  {', '.join(here)}"] if here else []
        else:
            counted = _("{count} files ({kinds})").format(count=spoken_number(len(here)), kinds=_kinds(here))
            yield f"  {place.name}/: {', '.join(here) if len(here) <= MOST_FILES_SHOWN else counted}"


def _kinds(names: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for name in names:
        kind = name.rpartition(".")[2]
        counts[kind] = counts.get(kind, 0) + 1
    return ", ".join(f"{kind} {spoken_number(count)}" for kind, count in sorted(counts.items()))
