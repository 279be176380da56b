"""The search for teams in a process of its own: stopped by Ctrl-C, tried once more where the process dies."""

import logging
from collections.abc import Callable
from dataclasses import replace

from planner.domain.progress import Observer
from planner.errors import NoPlanInTime, SearchDied
from planner.model.teams.outcome import TeamsFound
from planner.model.teams.question import TeamsQuestion
from planner.texts import texts_of
from planner.workflow.solving.asking import Ending, put

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

LEAST_SECONDS = 1.0
"""What a second try is given in any case."""


def best_teams(question: TeamsQuestion, was_pressed: Callable[[], bool], listen: Observer) -> TeamsFound:
    """The best assignment that is found in the question's time, or until somebody wants its end.

    Raises NumbersTooLarge, NoPlanInTime where the search did not obey, SearchDied where the process died twice.
    """
    left, seed = question.terms.seconds, question.terms.seed
    for _attempt in range(2):
        asked = replace(question, terms=replace(question.terms, seconds=max(left, LEAST_SECONDS), seed=seed))
        reply = put(asked, was_pressed, listen)
        if reply.answer is not None:
            return replace(reply.answer, was_stopped=reply.was_pressed)
        if reply.ending is not Ending.DIED or reply.was_pressed:
            raise NoPlanInTime(_("the search for teams ended without an answer. Give it more time with --seconds"))
        left, seed = left - reply.seconds, seed ^ 1
        logger.info(_("Searching once more, with seed %d"), seed)
    raise SearchDied(
        _(
            "the process that searches died twice before it had assigned the teams. Close other programs, so that "
            "there is more memory, and run the command again with --workers 1; if it goes on, report it with the "
            "workbook"
        )
    )
