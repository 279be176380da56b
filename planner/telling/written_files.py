"""Where files went: the folder, what stands in it by name, and of the folders below how many files of which kind."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from planner.telling.figures import counted
from planner.texts import spoken_number, texts_of

_ = texts_of("telling")

MOST_FILES_SHOWN = 6
"""More files of a folder below are only counted."""
MOST_FOLDERS_SHOWN = 12
"""Of more folders those inside others are counted with them."""


def files_of_one_folder(paths: Sequence[Path]) -> list[str]:
    """A line for the folder that holds all of them, and one for their names; there is at least one file."""
    return [_told(paths[0].parent), "  " + ", ".join(path.name for path in paths)]


def roster_papers(roster_path: Path, prints: Sequence[Path]) -> Iterator[str]:
    """roster.json by its name, papers by their folders, since there may be many."""
    yield _told(roster_path.parent)
    yield f"  {roster_path.name}"
    for folder in dict.fromkeys(path.parent for path in prints):
        files = counted(sum(path.parent == folder for path in prints), _("1 file"), _("{count} files"))
        yield f"  {folder.relative_to(roster_path.parent).as_posix()}: {files}"


def files_told(folder: Path, paths: Iterable[Path]) -> Iterator[str]:
    """A line for the folder, one for what stands in it, and one for each folder below, in the order of their files."""
    names: dict[Path, list[str]] = {folder: []}
    for path in paths:
        names.setdefault(path.parent, []).append(path.name)
    yield _told(folder)
    if len(names) > MOST_FOLDERS_SHOWN:
        names = _by_first_folder(folder, names)
    for place, here in names.items():
        if place == folder:
            yield from [f"  {', '.join(here)}"] if here else []
        else:
            in_all = _("{count} files ({kinds})").format(count=spoken_number(len(here)), kinds=_kinds(here))
            told = ", ".join(here) if len(here) <= MOST_FILES_SHOWN else in_all
            yield f"  {place.relative_to(folder).as_posix()}/: {told}"


def _by_first_folder(folder: Path, names: dict[Path, list[str]]) -> dict[Path, list[str]]:
    """The files of each folder below together with those of the folders in it."""
    found: dict[Path, list[str]] = {folder: names[folder]}
    for place, here in names.items():
        if place != folder:
            found.setdefault(folder / place.relative_to(folder).parts[0], []).extend(here)
    return found


def _told(folder: Path) -> str:
    return _("Written to {folder}:").format(folder=folder)


def _kinds(names: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for name in names:
        kind = name.rpartition(".")[2]
        counts[kind] = counts.get(kind, 0) + 1
    return ", ".join(f"{kind} {spoken_number(count)}" for kind, count in sorted(counts.items()))
