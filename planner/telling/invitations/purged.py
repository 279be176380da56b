"""What is told of citizens' lists that are deleted when their time is over."""

from collections.abc import Iterator
from typing import Any

from planner.texts import plurals_of, texts_of
from planner.workflow.invitations.purging import Purged

_ = texts_of("telling")
ngettext = plurals_of("telling")


def purged_told(purged: Purged) -> Iterator[str]:
    """How many lists were deleted, or would be, and how many stay."""
    if purged.is_dry_run:
        yield ngettext(
            "{count} file would be deleted in {folder}.",
            "{count} files would be deleted in {folder}.",
            len(purged.paths),
        ).format(count=len(purged.paths), folder=purged.folder)
    else:
        yield ngettext(
            "{count} file deleted in {folder}.", "{count} files deleted in {folder}.", len(purged.paths)
        ).format(count=len(purged.paths), folder=purged.folder)
    yield ngettext(
        "{count} file of a list stays: its last slot is not more than {days} days ago.",
        "{count} files of lists stay: their last slot is not more than {days} days ago.",
        purged.num_kept,
    ).format(count=purged.num_kept, days=purged.keep_days)


def not_purged_told(purged: Purged) -> Iterator[str]:
    """Each file that could not be deleted or is none of ours; nothing where all went."""
    for path in purged.held:
        yield _("{name}: open in another program, not deleted").format(name=path.name)
    for path in purged.strange:
        yield _("{name}: not written by this program, not deleted").format(name=path.name)


def purged_as_json(purged: Purged) -> dict[str, Any]:
    """How many files went and stayed, for a program."""
    return {
        "deleted": len(purged.paths),
        "kept": purged.num_kept,
        "held": len(purged.held),
        "strange": len(purged.strange),
        "dry_run": purged.is_dry_run,
    }
