"""The command `roster`: what a roster comes to, what stays vacant, and where its papers are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.cli.planning.plan import end_if_not_stored
from planner.cli.planning.progress_line import CountedLines, ProgressLines, Sought
from planner.cli.session import Speaker, rest_in_json, show_warnings
from planner.roster.shortage import Shortage
from planner.telling.roster.missing import missing_told
from planner.telling.roster.roster import (
    ended_early,
    head_of_roster,
    rostered_as_json,
    summary_of_roster,
    vacancies_told,
)
from planner.telling.written_files import roster_papers
from planner.texts import texts_of
from planner.workflow.planning.planning import default_folder
from planner.workflow.roster.papers import WantedPapers
from planner.workflow.roster.rostering import Rostered, roster_campaign
from planner.workflow.roster.standpoint import RosterTerms
from planner.workflow.solving.searching import quick_search

_ = texts_of("cli")

MOST_VACANCIES_SHOWN = 6
MOST_SHOWN = 6


def roster(
    session: Speaker,
    *,
    campaign: Path,
    plan_path: Path | None,
    folder: Path | None,
    seconds: float | None,
    workers: int,
    seed: int,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner roster`; `terms` are the fields of RosterTerms."""
    with CountedLines() as counted_lines, ProgressLines(session, Sought.ROSTER) as lines:
        rostered = roster_campaign(
            campaign,
            plan_path,
            folder or default_folder(campaign),
            quick_search(seconds, workers, seed, lines.listen).since(session.called),
            RosterTerms(**terms),
            tell_missing=lambda _case, missing: _show_missing(session, missing),
            papers=WantedPapers(counted_lines.tell),
            address=ledger,
        )
    _show(session, rostered)


def _show(session: Speaker, rostered: Rostered) -> None:
    """What the roster comes to, what stays vacant and who could step in, and where it is."""
    show_warnings(session, rostered.problems)
    session.warn(rostered.warnings)
    if rostered.was_stopped:
        session.say(ended_early())
    session.say("")
    session.say(head_of_roster(rostered))
    session.say_lines(summary_of_roster(rostered))
    session.say_lines(_vacancies(rostered))
    session.say_lines(roster_papers(rostered.roster_path, rostered.prints))
    if rostered.trouble is None:
        session.say(_("If the roster is decided: planner announce-roster, and hand it out."))
    session.answer(rostered_as_json(rostered))
    end_if_not_stored(session, rostered.trouble)


def _show_missing(session: Speaker, missing: Sequence[Shortage]) -> None:
    """The first of the seats that no roster can fill; nothing without any."""
    told = missing_told(missing)
    session.warn(told[:MOST_SHOWN])
    if len(told) > MOST_SHOWN:
        session.note(rest_in_json(len(told) - MOST_SHOWN))


def _vacancies(rostered: Rostered) -> Iterator[str]:
    """Each vacancy with those who could step in, least broken first."""
    yield from vacancies_told(rostered, MOST_VACANCIES_SHOWN)
    rest = len(rostered.could_step_in) - MOST_VACANCIES_SHOWN
    if rest > 0:
        yield f"    {rest_in_json(rest)}"
