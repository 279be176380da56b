"""Better visits by moving one at a time to another team or day: what a large part has before the solver has begun."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from planner.model.gate import Stopper
from planner.model.teams.outings import MadeVisit, Option, TeamPart, teams_by_member
from planner.model.teams.tallies import tallies
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Place

MOST_LOOKED_AT = 400_000
"""Visits of all the assignments that are looked at, together: about a second."""


def moved(part: TeamPart, made: Sequence[MadeVisit], stopper: Stopper) -> tuple[MadeVisit, ...]:
    """These visits, with such moves as make the first goal in which they differ smaller; none where there is none."""
    return _Moving(part, made, stopper).moved()


class _Moving:
    """Visits on their way to better ones."""

    def __init__(self, part: TeamPart, made: Sequence[MadeVisit], stopper: Stopper) -> None:
        self._part = part
        self._stopper = stopper
        self._teams = {team.place: team for team in part.teams}
        self._hamlets = {hamlet.place: hamlet for hamlet in part.hamlets}
        self._options: dict[Place, list[Option]] = defaultdict(list)
        for option in part.options:
            self._options[option.hamlet].append(option)
        self._companions: dict[Place, set[Place]] = defaultdict(set)
        for teams in teams_by_member(part.teams).values():
            for team in teams:
                self._companions[team] |= set(teams) - {team}
        self._chosen = [visit.option for visit in made]
        self._out = Counter((option.team, option.day) for option in self._chosen)
        self._made = self._guided()
        self._values = self._valued(self._made)
        self._left = MOST_LOOKED_AT

    def moved(self) -> tuple[MadeVisit, ...]:
        """What is left when no move is better, or enough was looked at."""
        is_better = True
        while is_better and self._left > 0 and not self._stopper.is_over:
            is_better = False
            for place in range(len(self._chosen)):
                is_better |= self._move(place)
        return self._made

    def _move(self, place: int) -> bool:
        """Move the visit at this place to the first option that is better; whether there was one."""
        old = self._chosen[place]
        days = [one.day for number, one in enumerate(self._chosen) if one.hamlet == old.hamlet and number != place]
        for option in self._options[old.hamlet]:
            if self._left <= 0:
                return False
            if option == old or not self._fits(option, old, days):
                continue
            self._chosen[place] = option
            made = self._guided()
            values = self._valued(made)
            self._left -= len(made)
            if values < self._values:
                self._out[old.team, old.day] -= 1
                self._out[option.team, option.day] += 1
                self._made, self._values = made, values
                return True
        self._chosen[place] = old
        return False

    def _fits(self, option: Option, old: Option, days: Sequence[int]) -> bool:
        """Whether the visit can move there; `days` are those of the hamlet's other visits."""
        apart = self._hamlets[option.hamlet].days_apart
        is_there = (option.team, option.day) == (old.team, old.day)
        load = self._out[option.team, option.day] - is_there
        return (
            all(abs(day - option.day) >= apart for day in days)
            and load < self._teams[option.team].hamlets_a_day
            and not any(
                self._out[other, option.day] - ((other, option.day) == (old.team, old.day)) > 0
                for other in self._companions[option.team]
            )
        )

    def _guided(self) -> tuple[MadeVisit, ...]:
        """The visits, where each team guides as many citizens as it can."""
        guided: Counter[tuple[Place, int]] = Counter()
        made = []
        for option in self._chosen:
            most, target = self._teams[option.team].citizens_a_day, self._hamlets[option.hamlet].daily_target
            number = target if most is None else min(target, most - guided[option.team, option.day])
            guided[option.team, option.day] += number
            made.append(MadeVisit(option, number))
        return tuple(made)

    def _valued(self, made: Sequence[MadeVisit]) -> tuple[int, ...]:
        values = tallies(self._part, made)
        return tuple(values[goal] for goal in TeamGoal)
