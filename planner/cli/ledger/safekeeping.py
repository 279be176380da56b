"""The commands `backup`, `restore` and `export`."""

from pathlib import Path

from planner.cli.session import Speaker, problem_line
from planner.ledger.holdings import Held
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.ledger.ledger_files import export_ledger
from planner.workflow.ledger.safekeeping import BackedUp, RestoredLedger, back_up_ledger, restore_ledger
from planner.workflow.planning.planning import default_folder

_ = texts_of("cli")
ngettext = plurals_of("cli")


def backup(session: Speaker, *, campaign: Path, path: Path | None, ledger: str | None) -> None:
    """`planner backup`."""
    _show_backed_up(session, back_up_ledger(campaign, path, address=ledger))


def restore(
    session: Speaker, *, campaign: Path, path: Path, lose: bool, may_be_other: bool, ledger: str | None
) -> None:
    """`planner restore`."""
    restored = restore_ledger(campaign, path, address=ledger, may_lose=lose, may_be_other=may_be_other)
    _show_restored(session, path, restored)


def export(session: Speaker, *, campaign: Path, folder: Path | None, ledger: str | None) -> None:
    """`planner export`: results and events out of the ledger, whatever else is broken."""
    exported = export_ledger(campaign, folder or default_folder(campaign), address=ledger)
    saved = exported.saved
    session.say(
        _("{results} and {events} of {ledger} are saved:").format(
            results=ngettext("{count} result row", "{count} result rows", len(saved.results)).format(
                count=spoken_number(len(saved.results))
            ),
            events=ngettext("{count} event", "{count} events", len(saved.events)).format(
                count=spoken_number(len(saved.events))
            ),
            ledger=saved.ledger,
        )
    )
    for path in exported.paths:
        session.say(f"  {path}")
    if saved.num_doubtful:
        told = ngettext(
            "{count} row is damaged, or was changed outside of this program; the last column says which",
            "{count} rows are damaged, or were changed outside of this program; the last column says which",
            saved.num_doubtful,
        )
        session.note(problem_line("warning", told.format(count=spoken_number(saved.num_doubtful))))
    session.answer(
        {
            "results": len(saved.results),
            "events": len(saved.events),
            "rosters": len(saved.rosters),
            "doubtful": saved.num_doubtful,
            "files": [str(path) for path in exported.paths],
        }
    )


def _show_backed_up(session: Speaker, backed_up: BackedUp) -> None:
    """`planner backup`: where the copy is and how much it holds."""
    session.say(
        _("The ledger is copied to {path}, and the copy is whole: {held}.").format(
            path=backed_up.path, held=holding(backed_up.held)
        )
    )
    if not backed_up.is_noted:
        session.note(problem_line("warning", _("the ledger cannot be written, so it does not mention this backup")))
    session.answer({"backup": str(backed_up.path), **backed_up.held.model_dump(), "is_noted": backed_up.is_noted})


def _show_restored(session: Speaker, backup: Path, restored: RestoredLedger) -> None:
    """`planner restore`: what the ledger holds now, and where the former one is kept."""
    session.say(
        _("{ledger} is what {backup} holds: {held}.").format(
            ledger=restored.ledger, backup=backup, held=holding(restored.restored.held)
        )
    )
    kept, lost = restored.restored.kept, restored.restored.lost
    if not lost.is_nothing:
        session.say(_("Lost, for {backup} lacks it: {lost}.").format(backup=backup, lost=lost))
    elif not lost.is_known:
        session.say(_("What stood there cannot be read, so nobody can say what {backup} lacks.").format(backup=backup))
    if kept:
        session.say(_("What stood there before is kept as {kept}.").format(kept=kept))
    else:
        session.say(_("No ledger stood there before."))
    session.answer(
        {
            "ledger": restored.ledger,
            **restored.restored.held.model_dump(),
            "kept": str(kept) if kept else None,
            "lost": lost.model_dump(mode="json"),
        }
    )


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
