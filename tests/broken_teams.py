"""For each rule of teams: visits at its edge, visits just beyond it, and the case in which those are good too."""

from dataclasses import dataclass

from planner.roster.team_policy import TeamRule
from planner.roster.teams import Visit
from tests.small_campaigns import closed
from tests.team_cases import TeamCase, case, hamlet, team, visit


@dataclass(frozen=True)
class TeamExample:
    """Good and broken visits of one case; with one limit changed the broken ones are good."""

    rule: TeamRule
    name: str
    case: TeamCase
    good: tuple[Visit, ...]
    broken: tuple[Visit, ...]
    changed: TeamCase


_X, _Y = hamlet("X", 3), hamlet("Y", 3)
_T1, _T2 = team("T1", "X Y"), team("T2", "X Y")
_PLAIN = case([_T1, _T2], [_X, _Y])
_AT = (visit("T1", "X", 3),)
_TWO_HAMLETS = (visit("T1", "X", 3), visit("T1", "Y", 3))

EXAMPLES = (
    TeamExample(
        TeamRule.KNOWN,
        "a hamlet of another unit",
        case([team("T1", "X", unit="A")], [hamlet("X", unit="A")]),
        (visit("T1", "X", 3, unit="A"),),
        (visit("T1", "X", 3, unit="B"),),
        case([team("T1", "X", unit="B")], [hamlet("X", unit="B")]),
    ),
    TeamExample(
        TeamRule.KNOWN,
        "a team that is not there",
        case([_T1], [_X]),
        _AT,
        (visit("T9", "X", 3),),
        case([team("T9", "X")], [_X]),
    ),
    TeamExample(
        TeamRule.OPEN_DAY,
        "the day after a holiday of two days, and its last day",
        case([_T1], [_X], closures=[closed(2, 3)]),
        (visit("T1", "X", 1), visit("T1", "X", 4)),
        (visit("T1", "X", 1), visit("T1", "X", 3)),
        case([_T1], [_X], closures=[closed(2, 2)]),
    ),
    TeamExample(
        TeamRule.OPEN_DAY,
        "a Sunday that is closed in one of two shifts only, and in both",
        case([_T1], [_X], closures=[closed(1, 14, weekdays=(6,)), closed(6, shifts=(1,))]),
        (visit("T1", "X", 6),),
        (visit("T1", "X", 7),),
        case([_T1], [_X], closures=[closed(1, 14, weekdays=(6,), shifts=(2,))]),
    ),
    TeamExample(
        TeamRule.OPEN_DAY,
        "the campaign's last day and the day after",
        case([_T1], [_X], days=13),
        (visit("T1", "X", 13),),
        (visit("T1", "X", 14),),
        case([_T1], [_X], days=14),
    ),
    TeamExample(
        TeamRule.TEAM_DAYS,
        "a weekday that is not the team's",
        case([team("T1", "X", weekdays=(1, 3))], [_X]),
        (visit("T1", "X", 2), visit("T1", "X", 11)),
        (visit("T1", "X", 2), visit("T1", "X", 12)),
        case([team("T1", "X", weekdays=(1, 4))], [_X]),
    ),
    TeamExample(
        TeamRule.TEAM_DAYS,
        "a date besides the weekdays",
        case([team("T1", "X", weekdays=(1,), dates=(7,))], [_X]),
        (visit("T1", "X", 7), visit("T1", "X", 9)),
        (visit("T1", "X", 9), visit("T1", "X", 14)),
        case([team("T1", "X", weekdays=(1,), dates=(14,))], [_X]),
    ),
    TeamExample(
        TeamRule.TEAM_DAYS,
        "the team's last day and the day after",
        case([team("T1", "X", first=3, last=5)], [_X]),
        (visit("T1", "X", 3), visit("T1", "X", 5)),
        (visit("T1", "X", 3), visit("T1", "X", 6)),
        case([team("T1", "X", first=3, last=6)], [_X]),
    ),
    TeamExample(
        TeamRule.TEAM_DAYS,
        "the day before the team's first",
        case([team("T1", "X", first=3)], [_X]),
        (visit("T1", "X", 3),),
        (visit("T1", "X", 2),),
        case([team("T1", "X", first=2)], [_X]),
    ),
    TeamExample(
        TeamRule.OWN_HAMLETS,
        "a hamlet that is not on the list",
        case([team("T1", "X"), _T2], [_X, _Y]),
        (visit("T1", "X", 3), visit("T2", "Y", 3)),
        (visit("T1", "Y", 3), visit("T2", "X", 3)),
        _PLAIN,
    ),
    TeamExample(
        TeamRule.HAMLET_DAYS,
        "the hamlet's first day and the day before",
        case([_T1], [hamlet("X", 3, first=4, last=8)]),
        (visit("T1", "X", 4), visit("T1", "X", 8)),
        (visit("T1", "X", 3), visit("T1", "X", 8)),
        case([_T1], [hamlet("X", 3, first=3, last=8)]),
    ),
    TeamExample(
        TeamRule.HAMLET_DAYS,
        "the day after the hamlet's last",
        case([_T1], [hamlet("X", 3, last=8)]),
        (visit("T1", "X", 8),),
        (visit("T1", "X", 9),),
        case([_T1], [hamlet("X", 3, last=9)]),
    ),
    TeamExample(
        TeamRule.WANTED,
        "a visit more than wanted",
        case([_T1, _T2], [hamlet("X", 2)]),
        (visit("T1", "X", 3), visit("T2", "X", 4)),
        (visit("T1", "X", 3), visit("T2", "X", 4), visit("T1", "X", 5)),
        case([_T1, _T2], [hamlet("X", 3)]),
    ),
    TeamExample(
        TeamRule.WANTED,
        "a hamlet that wants none",
        case([_T1], [hamlet("X", 0), _Y]),
        (visit("T1", "Y", 3),),
        (visit("T1", "X", 3),),
        case([_T1], [hamlet("X", 1), _Y]),
    ),
    TeamExample(
        TeamRule.DAYS_APART,
        "seven days apart over a week's border, and six",
        case([_T1, _T2], [hamlet("X", 3, apart=7)]),
        (visit("T1", "X", 4), visit("T2", "X", 11)),
        (visit("T1", "X", 4), visit("T2", "X", 10)),
        case([_T1, _T2], [hamlet("X", 3, apart=6)]),
    ),
    TeamExample(
        TeamRule.DAYS_APART,
        "days between are closed and count all the same",
        case([_T1], [hamlet("X", 3, apart=3)], closures=[closed(4, 5)]),
        (visit("T1", "X", 3), visit("T1", "X", 6)),
        (visit("T1", "X", 3), visit("T1", "X", 6), visit("T1", "X", 8)),
        case([_T1], [hamlet("X", 3, apart=2)], closures=[closed(4, 5)]),
    ),
    TeamExample(
        TeamRule.HAMLETS_A_DAY,
        "two hamlets on one day",
        _PLAIN,
        (visit("T1", "X", 3), visit("T1", "Y", 4)),
        _TWO_HAMLETS,
        case([team("T1", "X Y", most=2), _T2], [_X, _Y]),
    ),
    TeamExample(
        TeamRule.HAMLETS_A_DAY,
        "three hamlets on one day",
        case([team("T1", "X Y Z", most=2)], [_X, _Y, hamlet("Z")]),
        _TWO_HAMLETS,
        (*_TWO_HAMLETS, visit("T1", "Z", 3)),
        case([team("T1", "X Y Z", most=3)], [_X, _Y, hamlet("Z")]),
    ),
    TeamExample(
        TeamRule.MEMBER,
        "one person in two teams on one day",
        case([team("T1", "X Y", members="ba tư"), team("T2", "X Y", members="tư năm")], [_X, _Y]),
        (visit("T1", "X", 3), visit("T2", "Y", 4)),
        (visit("T1", "X", 3), visit("T2", "Y", 3)),
        case([team("T1", "X Y", members="ba tư"), team("T2", "X Y", members="năm")], [_X, _Y]),
    ),
    TeamExample(
        TeamRule.TARGET,
        "a citizen more than the hamlet's target",
        case([team("T1", "X Y", most=2, citizens=6)], [hamlet("X", 3, 5), hamlet("Y", 3, 4)]),
        (visit("T1", "X", 3, 5), visit("T1", "Y", 3, 1)),
        (visit("T1", "X", 3), visit("T1", "Y", 3, 5)),
        case([team("T1", "X Y", most=2, citizens=6)], [hamlet("X", 3, 5), hamlet("Y", 3, 5)]),
    ),
    TeamExample(
        TeamRule.CITIZENS_A_DAY,
        "a citizen more than the team can guide",
        case([team("T1", "X Y", most=2, citizens=7)], [hamlet("X", 3, 5), hamlet("Y", 3, 5)]),
        (visit("T1", "X", 3, 5), visit("T1", "Y", 3, 2), visit("T1", "X", 4, 5)),
        (visit("T1", "X", 3, 5), visit("T1", "Y", 3, 3), visit("T1", "X", 4, 5)),
        case([team("T1", "X Y", most=2, citizens=8)], [hamlet("X", 3, 5), hamlet("Y", 3, 5)]),
    ),
)

TWO_TEAMS_ON_ONE_DAY = TeamExample(
    TeamRule.DAYS_APART,
    "two teams at one hamlet on one day",
    case([_T1, _T2], [_X]),
    (visit("T1", "X", 3), visit("T2", "X", 4)),
    (visit("T1", "X", 3), visit("T2", "X", 3)),
    _PLAIN,
)
"""No limit allows it."""
