"""What `planner changes` tells: each unit's fate, and the sentences to send out."""

from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings
from planner.cli.tables import changes_csv
from planner.domain.difference import ChangeKind, UnitChange
from planner.telling.problems import problem_line, problems_as_json
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.days.amending import Amendment, amend
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.planning import default_folder
from planner.workflow.printing.ahead import over_told

_ = texts_of("cli")
ngettext = plurals_of("cli")


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
    for number in amendment.changed_since:
        session.note(problem_line("warning", change_told(number)))
    for warning in amendment.warnings:
        session.note(problem_line("warning", warning))
    session.say(_compared(amendment))
    if amendment.difference.is_empty:
        session.say(_("Nothing changes: what was planned holds, machines included."))
    else:
        _show_units(session, amendment)
        _show_notices(session, amendment)
    session.say(_("Written to {folder}:").format(folder=amendment.paths[0].parent))
    session.say("  " + ", ".join(path.name for path in amendment.paths))
    session.tabulate(lambda: changes_csv(amendment))
    session.answer(_as_json(amendment))


def _compared(amendment: Amendment) -> str:
    difference = amendment.difference
    since = f"{spoken_day(difference.since_day)} ({difference.since_shift})"
    if amendment.announced_until is None:
        return _("Plan {new} against plan {old}, which was not announced, from {since} on:").format(
            new=amendment.new.number, old=amendment.old.number, since=since
        )
    return _("Plan {new} against plan {old} as announced up to {until}, from {since} on:").format(
        new=amendment.new.number,
        old=amendment.old.number,
        until=spoken_day(amendment.announced_until),
        since=since,
    )


def _show_units(session: Speaker, amendment: Amendment) -> None:
    columns = (
        TextColumn(_("Unit"), is_figure=False),
        TextColumn(_("Schedule"), is_figure=False),
        TextColumn(_("kept")),
        TextColumn(_("cancelled")),
        TextColumn(_("new")),
        TextColumn(_("later")),
        TextColumn(_("citizens")),
    )
    difference = amendment.difference
    by_kind = [change for kind in reversed(ChangeKind) for change in difference.of_kind(kind)]
    for line in table(columns, [_cells(change) for change in by_kind]):
        session.say(line)
    counts = {kind: len(difference.of_kind(kind)) for kind in ChangeKind}
    session.say(
        _(
            "Units: {dropped} dropped, {moved} moved, {added} added, {kept} kept. Citizens concerned: {citizens}."
        ).format(
            dropped=spoken_number(counts[ChangeKind.DROPPED]),
            moved=spoken_number(counts[ChangeKind.MOVED]),
            added=spoken_number(counts[ChangeKind.ADDED]),
            kept=spoken_number(counts[ChangeKind.KEPT]),
            citizens=spoken_number(sum(notice.citizens for notice in amendment.notices)),
        )
    )


def _cells(change: UnitChange) -> tuple[str, ...]:
    return (
        f"{change.name} ({change.unit})",
        _fate(change),
        spoken_number(len(change.kept)),
        spoken_number(len(change.cancelled)),
        spoken_number(len(change.new)),
        spoken_number(len(change.later)),
        spoken_number(change.citizens + change.citizens_sent_elsewhere),
    )


def _fate(change: UnitChange) -> str:
    if change.kind is ChangeKind.KEPT and change.remanned:
        return _("kept, other machine")
    if change.sent_elsewhere and not change.cancelled:
        return _("is kept, at another place")
    return {
        ChangeKind.KEPT: _("is kept"),
        ChangeKind.MOVED: _("is moved"),
        ChangeKind.ADDED: _("is extended"),
        ChangeKind.DROPPED: _("is dropped"),
    }[change.kind]


def _show_notices(session: Speaker, amendment: Amendment) -> None:
    if amendment.over:
        session.say(f"{over_told(amendment.over)}.")
    elif not amendment.notices:
        session.say(_("Nobody has to be told: places and hours stay."))
    if not amendment.notices:
        return
    session.say(_("To send out:"))
    for notice in amendment.notices:
        session.say(
            ngettext(
                "- {unit} ({code}), {citizens} citizen:", "- {unit} ({code}), {citizens} citizens:", notice.citizens
            ).format(unit=notice.name, code=notice.unit, citizens=spoken_number(notice.citizens))
        )
        session.say(f"  {notice.text}")


def _as_json(amendment: Amendment) -> dict[str, Any]:
    difference = amendment.difference
    return {
        "from": amendment.old.number,
        "to": amendment.new.number,
        "announced_until": amendment.announced_until.isoformat() if amendment.announced_until else None,
        "since": difference.since_day.isoformat(),
        "since_shift": difference.since_shift,
        "citizens": sum(notice.citizens for notice in amendment.notices),
        "citizens_sent_elsewhere": difference.citizens_sent_elsewhere,
        "units": [
            {
                "kind": change.kind.value,
                **change.model_dump(mode="json"),
                "citizens": change.citizens,
                "citizens_sent_elsewhere": change.citizens_sent_elsewhere,
            }
            for change in difference.units
        ],
        "notices": [notice.model_dump(mode="json") for notice in amendment.notices],
        "over": [change.unit for change in amendment.over],
        "papers": [str(path) for path in amendment.paths],
        "workbook_has_changed": bool(amendment.changed_since),
        "warnings": list(amendment.warnings),
        "problems": problems_as_json(amendment.problems),
    }
