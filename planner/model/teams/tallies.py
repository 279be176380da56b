"""What the visits of a part come to in each goal."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from planner.model.teams.outings import DAYS_A_WEEK, MadeVisit, TeamPart
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Place


def tallies(part: TeamPart, made: Sequence[MadeVisit]) -> dict[TeamGoal, int]:
    """Every goal's value."""
    loads = Counter(visit.option.team for visit in made)
    pairs: dict[Place, set[tuple[Place, int]]] = defaultdict(set)
    for visit in made:
        pairs[visit.option.hamlet].add((visit.option.team, visit.option.day % DAYS_A_WEEK))
    return {
        TeamGoal.MISSED_VISITS: sum(hamlet.visits for hamlet in part.hamlets) - len(made),
        TeamGoal.MISSED_TARGETS: sum(hamlet.visits * hamlet.daily_target for hamlet in part.hamlets)
        - sum(visit.guided for visit in made),
        TeamGoal.UNEVENNESS: sum(_unevenness(part, teams, loads) for teams in part.sharing),
        TeamGoal.LINES: sum(len(found) - 1 for found in pairs.values()),
        TeamGoal.OUTINGS: len({(visit.option.team, visit.option.day) for visit in made}),
        TeamGoal.DELAY: sum(visit.option.day for visit in made),
    }


def _unevenness(part: TeamPart, teams: Sequence[Place], loads: Counter[Place]) -> int:
    """Squares of how far each team's visits lie outside its share by days, rounded down and up."""
    made, in_all = sum(loads[team] for team in teams), sum(len(part.days_out[team]) for team in teams)
    cost = 0
    for team in teams if in_all else ():
        share = made * len(part.days_out[team])
        least, most = share // in_all, -(-share // in_all)
        cost += max(0, least - loads[team], loads[team] - most) ** 2
    return cost
