"""The command that stores a plan which could not be stored when it was found."""

from pathlib import Path

import click

from planner.cli.arguments import campaign_argument, folder_option, json_option, lang_option, ledger_option
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, problem_line, show_warnings, telling_errors
from planner.texts import texts_of

_ = texts_of("cli")


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Store PLAN.json, a plan that plan or replan could not store, if it still fits the ledger; prints it anew "
        "beside the file or into DIR."
    ),
)
@campaign_argument
@click.argument("plan_path", metavar="PLAN.json", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
@ledger_option
@json_option
@lang_option
@telling_errors
def adopt(session: Session, campaign: Path, plan_path: Path, *, folder: Path | None, ledger: str | None) -> None:
    """`planner adopt`."""
    from planner.cli.planning.planned_report import show_files  # noqa: PLC0415
    from planner.workflow.ledger.meanwhile import told  # noqa: PLC0415
    from planner.workflow.planning.adopting import Adopted, adopt_plan  # noqa: PLC0415

    adopted: Adopted = adopt_plan(campaign, plan_path, folder=folder, address=ledger)
    warnings = list(adopted.papers.warnings)
    if adopted.workbook_has_changed:
        warnings.append(_("the workbook has changed since this plan was made; by the workbook of today it is sound"))
    if adopted.meanwhile.versions:
        warnings.append(
            _("since this plan was begun, {what}").format(what="; ".join(told(adopted.campaign, adopted.meanwhile)))
        )
    show_warnings(session, adopted.problems)
    for warning in warnings:
        session.note(problem_line("warning", warning))
    session.say(_("The plan is in the ledger now, as plan {number}.").format(number=adopted.plan.version))
    show_files(session, (adopted.papers.plan_path, *adopted.papers.prints))
    session.answer(
        {
            "plan": str(adopted.papers.plan_path),
            "version": adopted.plan.version,
            "prints": [str(path) for path in adopted.papers.prints],
            "warnings": [*map(str, adopted.problems), *warnings],
        }
    )
