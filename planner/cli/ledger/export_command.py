"""`planner export`: results and events out of the ledger, whatever else is broken."""

from pathlib import Path

import click

from planner.cli.arguments import campaign_argument, folder_option, json_option, lang_option, ledger_option
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, problem_line, telling_errors
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("cli")
ngettext = plurals_of("cli")


@click.command(
    options_metavar=OPTIONS,
    help=_("Save every result and event of the ledger into DIR, as xlsx and csv, whatever else in it is broken."),
)
@campaign_argument
@folder_option
@ledger_option
@json_option
@lang_option
@telling_errors
def export(session: Session, campaign: Path, *, folder: Path | None, ledger: str | None) -> None:
    """`planner export`."""
    from planner.workflow.ledger.exporting import export_ledger  # noqa: PLC0415
    from planner.workflow.planning.planning import default_folder  # noqa: PLC0415

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
            "doubtful": saved.num_doubtful,
            "files": [str(path) for path in exported.paths],
        }
    )
