"""The commands that plan what is left of a campaign."""

from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import (
    campaign_argument,
    folder_option,
    json_option,
    lang_option,
    ledger_option,
    moment_options,
    promise_options,
    quick_search_options,
    result_options,
    search_options,
    tidy_option,
)
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, get_ready_to_search, telling_errors
from planner.domain.search_terms import SearchTerms
from planner.texts import texts_of

_ = texts_of("cli")


@click.command(
    options_metavar=OPTIONS,
    help=_("Plan what is left, from the results, with the fewest broken promises; prints the amendment into DIR."),
)
@campaign_argument
@folder_option
@tidy_option
@moment_options
@promise_options
@result_options
@quick_search_options
@ledger_option
@json_option
@lang_option
@telling_errors
def replan(
    session: Session,
    campaign: Path,
    *,
    folder: Path | None,
    tidies: bool,
    as_of: date | None,
    as_of_shift: str | None,
    freeze_days: int,
    max_changes: int | None,
    learns: bool,
    assumes_planned: bool,
    seconds: float | None,
    workers: int,
    seed: int,
    ledger: str | None,
) -> None:
    """`planner replan`."""
    get_ready_to_search()
    from planner.cli.planning.progress_line import ProgressLines  # noqa: PLC0415
    from planner.cli.planning.replanned_report import show_replanned  # noqa: PLC0415
    from planner.domain.record import ShiftLabel  # noqa: PLC0415
    from planner.workflow.planning.planning import default_folder, replan_campaign  # noqa: PLC0415
    from planner.workflow.planning.standpoint import Terms  # noqa: PLC0415
    from planner.workflow.solving.searching import quick_search  # noqa: PLC0415

    terms = Terms(
        as_of=as_of,
        as_of_shift=ShiftLabel(as_of_shift) if as_of_shift is not None else None,
        freeze_days=freeze_days,
        max_changes=max_changes,
        learns=learns,
        assumes_planned=assumes_planned,
    )
    with ProgressLines(session) as lines:
        search = quick_search(seconds, workers, seed, lines.listen)
        replanned = replan_campaign(
            campaign, folder or default_folder(campaign), search, terms, address=ledger, tidies=tidies
        )
    show_replanned(session, replanned, search.terms.seconds)


@click.command(
    options_metavar=OPTIONS,
    help=_("Show what 0, 1, 2, 5, 10 changed announced unit-days, or any number, would gain. Stores nothing."),
)
@campaign_argument
@moment_options
@click.option(
    "--freeze-days",
    "freeze_days",
    metavar="N",
    type=click.IntRange(0, 366),
    default=2,
    show_default=True,
    help=_("On so many days, from the first to plan on, what was announced stays."),
)
@result_options
@search_options
@ledger_option
@json_option
@lang_option
@telling_errors
def repairs(
    session: Session,
    campaign: Path,
    *,
    as_of: date | None,
    as_of_shift: str | None,
    freeze_days: int,
    learns: bool,
    assumes_planned: bool,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
) -> None:
    """`planner repairs`."""
    get_ready_to_search()
    from planner.cli.planning.progress_line import ProgressLines  # noqa: PLC0415
    from planner.cli.planning.repairs_report import show_repairs  # noqa: PLC0415
    from planner.domain.record import ShiftLabel  # noqa: PLC0415
    from planner.workflow.planning.repairing import weigh_repairs  # noqa: PLC0415
    from planner.workflow.planning.standpoint import Terms  # noqa: PLC0415
    from planner.workflow.solving.searching import Search  # noqa: PLC0415

    terms = Terms(
        as_of=as_of,
        as_of_shift=ShiftLabel(as_of_shift) if as_of_shift is not None else None,
        freeze_days=freeze_days,
        learns=learns,
        assumes_planned=assumes_planned,
    )
    with ProgressLines(session) as lines:
        weighed = weigh_repairs(
            campaign, Search(SearchTerms(seconds, workers, seed), lines.listen), terms, address=ledger
        )
    show_repairs(session, weighed, seconds)
