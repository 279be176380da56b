"""What is told of a ledger that was copied, put back or saved out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.ledger.holdings import Held
from planner.ledger.salvage import Saved
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.ledger.ledger_files import Exported
from planner.workflow.ledger.safekeeping import BackedUp, RestoredLedger

_ = texts_of("telling")
ngettext = plurals_of("telling")


def exported_told(saved: Saved) -> str:
    """How much of a ledger was saved."""
    return _("{results} and {events} of {ledger} are saved:").format(
        results=ngettext("{count} result row", "{count} result rows", len(saved.results)).format(
            count=spoken_number(len(saved.results))
        ),
        events=ngettext("{count} event", "{count} events", len(saved.events)).format(
            count=spoken_number(len(saved.events))
        ),
        ledger=saved.ledger,
    )


def doubtful_told(num_rows: int) -> str:
    """How many rows nobody should trust blindly."""
    return ngettext(
        "{count} row is damaged, or was changed outside of this program; the last column says which",
        "{count} rows are damaged, or were changed outside of this program; the last column says which",
        num_rows,
    ).format(count=spoken_number(num_rows))


def exported_as_json(exported: Exported) -> dict[str, Any]:
    """What was saved out of the ledger, for a program."""
    saved = exported.saved
    return {
        "results": len(saved.results),
        "events": len(saved.events),
        "rosters": len(saved.rosters),
        "doubtful": saved.num_doubtful,
        "files": [str(path) for path in exported.paths],
    }


def backed_up_told(backed_up: BackedUp) -> str:
    """Where the copy is and how much it holds."""
    return _("The ledger is copied to {path}, and the copy is whole: {held}.").format(
        path=backed_up.path, held=holding(backed_up.held)
    )


def not_noted_told() -> str:
    """That the ledger itself does not know of its copy."""
    return _("the ledger cannot be written, so it does not mention this backup")


def backed_up_as_json(backed_up: BackedUp) -> dict[str, Any]:
    """The copy for a program."""
    return {"backup": str(backed_up.path), **backed_up.held.model_dump(), "is_noted": backed_up.is_noted}


def restored_told(backup: Path, restored: RestoredLedger) -> Iterator[str]:
    """What the ledger holds now, what that lacks, and where the former one is kept."""
    yield _("{ledger} is what {backup} holds: {held}.").format(
        ledger=restored.ledger, backup=backup, held=holding(restored.restored.held)
    )
    kept, lost = restored.restored.kept, restored.restored.lost
    if not lost.is_nothing:
        yield _("Lost, for {backup} lacks it: {lost}.").format(backup=backup, lost=lost)
    elif not lost.is_known:
        yield _("What stood there cannot be read, so nobody can say what {backup} lacks.").format(backup=backup)
    if kept:
        yield _("What stood there before is kept as {kept}.").format(kept=kept)
    else:
        yield _("No ledger stood there before.")


def restored_as_json(restored: RestoredLedger) -> dict[str, Any]:
    """What the ledger holds now and what was lost, for a program."""
    kept = restored.restored.kept
    return {
        "ledger": restored.ledger,
        **restored.restored.held.model_dump(),
        "kept": str(kept) if kept else None,
        "lost": restored.restored.lost.model_dump(mode="json"),
    }


def holding(held: Held) -> str:
    """How much a ledger or a copy of one holds."""
    counts = (
        (ngettext("{count} result row", "{count} result rows", held.result_rows), held.result_rows),
        (ngettext("{count} plan", "{count} plans", held.versions), held.versions),
        (ngettext("{count} announcement", "{count} announcements", held.announcements), held.announcements),
    )
    rosters = (
        (ngettext("{count} roster", "{count} rosters", held.rosters), held.rosters),
        (
            ngettext("{count} announcement of a roster", "{count} announcements of rosters", held.publications),
            held.publications,
        ),
    )
    adjusted = ngettext("{count} adjustment", "{count} adjustments", held.adjustments), held.adjustments
    told_of = (*counts, *(each for each in (*rosters, adjusted) if each[1]))
    return ", ".join(told.format(count=spoken_number(count)) for told, count in told_of)
