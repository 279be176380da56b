"""The command `risk`: one sentence, then the figures behind it."""

from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.planning.progress_line import CountedLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.search_terms import SearchTerms
from planner.domain.uncertainty import Uncertainty
from planner.telling.questions.risk import (
    assumptions_told,
    ended_early_told,
    figures_told,
    last_dossiers_sentence,
    percent_told,
    risk_as_json,
    risk_csv,
    risk_sentence,
    short_number,
    unit_of,
)
from planner.telling.written_files import files_of_one_folder
from planner.texts import spoken_number, texts_of
from planner.workflow.planning.standpoint import Terms
from planner.workflow.questions.risk import AskedRisk, TriedPlan, try_plan

_ = texts_of("cli")

UNITS_SHOWN = 5
ALL_THE_TIME = 366 * 86_400.0
"""Seconds where nobody has said how long it may last."""


def risk(
    session: Speaker,
    *,
    campaign: Path,
    plan_path: Path | None,
    draws: int,
    by: date | None,
    turnout: float,
    turnout_spread: float,
    breakdown_chance: float,
    repair_days: float,
    closure_chance: float,
    announced_days: int,
    folder: Path | None,
    seconds: float | None,
    workers: int,
    seed: int,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner risk`; chances and turnout are given in percent, `terms` are fields of Terms."""
    uncertainty = Uncertainty(
        turnout=turnout / 100,
        turnout_spread=turnout_spread / 100,
        breakdown=breakdown_chance / 100,
        repair_days=repair_days,
        closure=closure_chance / 100,
    )
    asked = AskedRisk(plan_path, draws, uncertainty, announced_days, by)
    search = SearchTerms(seconds or ALL_THE_TIME, workers, seed).since(session.called, monotonic())
    with CountedLines() as lines:

        def hear(done: int) -> None:
            lines.tell(_("  … {done} of {draws} draws").format(done=spoken_number(done), draws=spoken_number(draws)))

        session.note(_("Trying the plan. Ctrl-C ends it and keeps the draws that are done."))
        tried = try_plan(campaign, asked, search, Terms(**terms), hear, folder=folder, address=ledger)
    _show(session, tried)


def _show(session: Speaker, tried: TriedPlan) -> None:
    show_warnings(session, tried.problems)
    if tried.was_stopped:
        session.say(ended_early_told(tried))
    session.say(risk_sentence(tried))
    if last_dossiers_sentence(tried):
        session.say(last_dossiers_sentence(tried))
    columns = [TextColumn(_("figure"), is_figure=False), TextColumn(_("value"), is_figure=False)]
    session.say_lines(table(columns, [list(row) for row in figures_told(tried)]))
    _show_units(session, tried)
    _show_last(session, tried)
    session.say_lines(assumptions_told(tried))
    session.warn(tried.warnings)
    if tried.prints:
        session.say_lines(files_of_one_folder(tried.prints))
    session.tabulate(lambda: risk_csv(tried))
    session.answer(risk_as_json(tried))


def _show_units(session: Speaker, tried: TriedPlan) -> None:
    shown = tried.figures.units[:UNITS_SHOWN]
    if not shown:
        return
    columns = [
        TextColumn(_("unit where it breaks"), is_figure=False),
        TextColumn(_("late")),
        TextColumn(_("days late on average")),
        TextColumn(_("short")),
    ]
    rows = [
        [
            unit_of(tried, one.unit),
            percent_told(one.late.value),
            short_number(one.days_late),
            percent_told(one.short.value),
        ]
        for one in shown
    ]
    session.say_lines(table(columns, rows))


def _show_last(session: Speaker, tried: TriedPlan) -> None:
    """Where the last dossiers are; nothing where there are none to spare, or none are ever left."""
    shown = tried.figures.nearly.units[:UNITS_SHOWN] if tried.figures.nearly else ()
    if not shown:
        return
    columns = [
        TextColumn(_("unit of the last dossiers"), is_figure=False),
        TextColumn(_("in the draws")),
        TextColumn(_("dossiers there then")),
    ]
    rows = [[unit_of(tried, one.unit), percent_told(one.open.value), short_number(one.dossiers)] for one in shown]
    session.say_lines(table(columns, rows))
