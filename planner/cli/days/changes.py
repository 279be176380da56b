"""The command `changes`: each unit's fate, and the sentences to send out."""

from datetime import date
from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings
from planner.domain.difference import ChangeKind, UnitChange
from planner.telling.days.changes import (
    changes_as_json,
    changes_csv,
    compared_told,
    counts_told,
    fate,
    nothing_changes,
    notices_told,
)
from planner.telling.written_files import files_of_one_folder
from planner.texts import spoken_number, texts_of
from planner.workflow.days.amending import Amendment, amend
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.planning import default_folder

_ = texts_of("cli")


def changes(
    session: Speaker,
    *,
    campaign: Path,
    old: int | None,
    new: int | None,
    today: date | None,
    folder: Path | None,
    ledger: str | None,
) -> None:
    """`planner changes`."""
    home = folder or default_folder(campaign)
    _show_changes(session, amend(campaign, home, old=old, new=new, address=ledger, today=today))


def _show_changes(session: Speaker, amendment: Amendment) -> None:
    """`planner changes`: which units are concerned, what to tell their people, and where the papers are."""
    show_warnings(session, amendment.problems)
    session.warn(map(change_told, amendment.changed_since))
    session.warn(amendment.warnings)
    session.say(compared_told(amendment))
    if amendment.difference.is_empty:
        session.say(nothing_changes())
    else:
        session.say_lines(_units(amendment))
        session.say(counts_told(amendment))
        session.say_lines(notices_told(amendment))
    session.say_lines(files_of_one_folder(amendment.paths))
    session.tabulate(lambda: changes_csv(amendment))
    session.answer(changes_as_json(amendment))


def _units(amendment: Amendment) -> list[str]:
    columns = (
        TextColumn(_("Unit"), is_figure=False),
        TextColumn(_("Schedule"), is_figure=False),
        TextColumn(_("kept")),
        TextColumn(_("cancelled")),
        TextColumn(_("new")),
        TextColumn(_("later")),
        TextColumn(_("citizens")),
    )
    by_kind = [change for kind in reversed(ChangeKind) for change in amendment.difference.of_kind(kind)]
    return table(columns, [_cells(change) for change in by_kind])


def _cells(change: UnitChange) -> tuple[str, ...]:
    return (
        f"{change.name} ({change.unit})",
        fate(change),
        spoken_number(len(change.kept)),
        spoken_number(len(change.cancelled)),
        spoken_number(len(change.new)),
        spoken_number(len(change.later)),
        spoken_number(change.citizens + change.citizens_sent_elsewhere),
    )
