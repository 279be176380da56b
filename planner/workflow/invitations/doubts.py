"""Rows of two lists of which nobody can say who is who: named by STT and cell, never by a person."""

from collections.abc import Sequence
from pathlib import Path

from planner.domain.invitation import Citizen
from planner.errors import Problem
from planner.invitations.recognising import Doubt
from planner.texts import Noun, listed, texts_of

_ = texts_of("workflow")

MOST_NUMBERS = 10


def doubt_problem(doubt: Doubt, citizens: Sequence[Citizen], book: Path) -> Problem:
    """What is to be settled by somebody who knows the people."""
    numbers = set(doubt.now)
    cells = [citizen.where for citizen in citizens if citizen.number in numbers]
    return Problem(
        listed(cells, MOST_NUMBERS),
        _(
            "STT {now} here and STT {before} in {book} may be one citizen or several: name, year, hamlet, household "
            "and STT contradict each other, so nobody's attendance is moved"
        ).format(
            now=listed(doubt.now, MOST_NUMBERS, Noun.CITIZEN),
            before=listed(doubt.before, MOST_NUMBERS, Noun.CITIZEN),
            book=book.name,
        ),
        _(
            "Where a citizen stands in both files, enter the same name, year, hamlet, household and STT in both; "
            "where these are others, confirm with --forget"
        ),
    )
