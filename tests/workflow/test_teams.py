"""Assigning teams: what hamlets lack and why, and a search that dies or does not answer."""

from collections.abc import Callable
from typing import Any

import pytest

from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, SearchDied
from planner.model.teams.outcome import TeamsFound
from planner.model.teams.question import TeamsQuestion
from planner.roster.teams import Visit
from planner.workflow.solving.asking import Ending, SearchReply
from planner.workflow.teams import asked_teams
from planner.workflow.teams.asked_teams import best_teams
from planner.workflow.teams.missed import missed_hamlets
from tests.small_campaigns import closed
from tests.team_cases import TeamCase, case, hamlet, plan, team, visit


def reasons(of: TeamCase, *visits: Visit) -> list[tuple[str, int, int, str]]:
    return [
        (each.hamlet.name, each.visits, each.citizens, each.reason)
        for each in missed_hamlets(of.campaign, of.outreach, plan(of, *visits))
    ]


def test_what_hamlets_lack_is_told_with_its_reason() -> None:
    of = case(
        [team("T1", "W X Y Z", weekdays=(0,), most=2, citizens=7), team("T2", "V", weekdays=(6,))],
        [
            hamlet("V", 1, 4),
            hamlet("W", 2, 5),
            hamlet("X", 3, 5, apart=7),
            hamlet("Y", 1),
            hamlet("Z", 1, 4),
        ],
        closures=[closed(1, 14, weekdays=(6,))],
    )
    told = reasons(of, visit("T1", "W", 1, 5), visit("T1", "Z", 1, 2), visit("T1", "X", 8, 5), visit("T1", "W", 8, 2))
    assert [(name, visits, citizens) for name, visits, citizens, _reason in told] == [
        ("V", 1, 4),
        ("W", 0, 3),
        ("X", 2, 10),
        ("Y", 1, 0),
        ("Z", 0, 2),
    ]
    no_day, too_few, no_room, elsewhere, _also_too_few = (reason for *_rest, reason in told)
    assert "Ngày nghỉ" in no_day
    assert "Sức/ngày" in too_few
    assert " 2 lượt" in no_room
    assert "Số thôn/ngày" in elsewhere


def test_where_nothing_is_missing_nothing_is_told() -> None:
    of = case([team("T1", "X")], [hamlet("X", 1, 5), hamlet("Y", 0, 5)])
    assert reasons(of, visit("T1", "X", 1, 5)) == []


FOUND = TeamsFound((), ())
ANSWERED: SearchReply[TeamsFound] = SearchReply(Ending.ANSWERED, FOUND, None, was_pressed=False)
DIED: SearchReply[TeamsFound] = SearchReply(Ending.DIED, None, None, was_pressed=False, seconds=2.0)
SILENCED: SearchReply[TeamsFound] = SearchReply(Ending.SILENCED, None, None, was_pressed=False)
STOPPED: SearchReply[TeamsFound] = SearchReply(Ending.ANSWERED, FOUND, None, was_pressed=True)


def asked_with(
    replies: list[SearchReply[TeamsFound]], monkeypatch: pytest.MonkeyPatch
) -> tuple[Callable[[], TeamsFound], list[SearchTerms]]:
    """A search that gives these replies one after the other, and the terms that it was asked with."""
    terms: list[SearchTerms] = []

    def put(question: Any, *_others: object) -> SearchReply[TeamsFound]:
        terms.append(question.terms)
        return replies[len(terms) - 1]

    monkeypatch.setattr(asked_teams, "put", put)
    of = case([], [])
    question = TeamsQuestion(of.campaign, of.outreach, SearchTerms(seconds=5.0, seed=6))
    return (lambda: best_teams(question, lambda: False, nobody)), terms


def test_a_search_that_dies_is_tried_once_more_with_another_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, terms = asked_with([DIED, ANSWERED], monkeypatch)
    assert ask() == FOUND
    assert [(each.seconds, each.seed) for each in terms] == [(5.0, 6), (3.0, 7)]


def test_a_search_that_dies_twice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, terms = asked_with([DIED, DIED], monkeypatch)
    with pytest.raises(SearchDied):
        ask()
    assert len(terms) == 2


def test_a_search_that_does_not_answer_is_no_plan_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, _terms = asked_with([SILENCED], monkeypatch)
    with pytest.raises(NoPlanInTime):
        ask()


def test_ctrl_c_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, _terms = asked_with([STOPPED], monkeypatch)
    assert ask().was_stopped
