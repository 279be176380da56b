"""The commands `backup`, `restore` and `export`."""

from pathlib import Path

from planner.cli.session import Speaker
from planner.telling.ledger.safekeeping import (
    backed_up_as_json,
    backed_up_told,
    doubtful_told,
    exported_as_json,
    exported_told,
    not_noted_told,
    restored_as_json,
    restored_told,
)
from planner.workflow.ledger.ledger_files import export_ledger
from planner.workflow.ledger.safekeeping import BackedUp, back_up_ledger, restore_ledger
from planner.workflow.planning.planning import default_folder


def backup(session: Speaker, *, campaign: Path, path: Path | None, ledger: str | None) -> None:
    """`planner backup`."""
    _show_backed_up(session, back_up_ledger(campaign, path, address=ledger))


def restore(
    session: Speaker, *, campaign: Path, path: Path, lose: bool, may_be_other: bool, ledger: str | None
) -> None:
    """`planner restore`."""
    restored = restore_ledger(campaign, path, address=ledger, may_lose=lose, may_be_other=may_be_other)
    session.say_lines(restored_told(path, restored))
    session.answer(restored_as_json(restored))


def export(session: Speaker, *, campaign: Path, folder: Path | None, ledger: str | None) -> None:
    """`planner export`: results and events out of the ledger, whatever else is broken."""
    exported = export_ledger(campaign, folder or default_folder(campaign), address=ledger)
    saved = exported.saved
    session.say(exported_told(saved))
    session.say_lines(f"  {path}" for path in exported.paths)
    if saved.num_doubtful:
        session.warn([doubtful_told(saved.num_doubtful)])
    session.answer(exported_as_json(exported))


def _show_backed_up(session: Speaker, backed_up: BackedUp) -> None:
    """`planner backup`: where the copy is and how much it holds."""
    session.say(backed_up_told(backed_up))
    if not backed_up.is_noted:
        session.warn([not_noted_told()])
    session.answer(backed_up_as_json(backed_up))
