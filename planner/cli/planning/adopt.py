"""The command `adopt`: it stores a plan which could not be stored when it was found."""

from pathlib import Path

from planner.cli.planning.plan import show_files
from planner.cli.session import Speaker, show_warnings
from planner.telling.problems import problem_line
from planner.texts import texts_of
from planner.workflow.ledger.meanwhile import told
from planner.workflow.planning.adopting import adopt_plan

_ = texts_of("cli")


def adopt(session: Speaker, *, campaign: Path, plan_path: Path, folder: Path | None, ledger: str | None) -> None:
    """`planner adopt`."""
    adopted = adopt_plan(campaign, plan_path, folder=folder, address=ledger)
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
