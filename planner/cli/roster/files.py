"""Where the papers of a roster went: one line a folder, for there may be many."""

from collections.abc import Sequence
from pathlib import Path

from planner.cli.session import Speaker
from planner.telling.figures import counted
from planner.texts import texts_of

_ = texts_of("cli")


def show_papers(session: Speaker, roster_path: Path, prints: Sequence[Path]) -> None:
    """roster.json by its name, papers by their folders."""
    session.say(_("Written to {folder}:").format(folder=roster_path.parent))
    session.say(f"  {roster_path.name}")
    for folder in dict.fromkeys(path.parent for path in prints):
        files = counted(sum(path.parent == folder for path in prints), _("1 file"), _("{count} files"))
        session.say(f"  {folder.relative_to(roster_path.parent).as_posix()}: {files}")
