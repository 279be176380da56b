"""A first assignment in a moment: sound, and good for the first goals."""

from collections import Counter, defaultdict

from planner.model.teams.outings import MadeVisit, Option, TeamPart, teams_by_member
from planner.roster.teams import Place


def first_visits(part: TeamPart) -> tuple[MadeVisit, ...]:
    """The hamlet with the fewest days first, each visit as early as can be, by the team that guides most."""
    return _Filling(part).filled()


class _Filling:
    """Visits that are made, one after the other."""

    def __init__(self, part: TeamPart) -> None:
        self._part = part
        self._teams = {team.place: team for team in part.teams}
        self._targets = {hamlet.place: hamlet.daily_target for hamlet in part.hamlets}
        self._companions: dict[Place, set[Place]] = defaultdict(set)
        for teams in teams_by_member(part.teams).values():
            for team in teams:
                self._companions[team] |= set(teams) - {team}
        self._hamlets_of: Counter[tuple[Place, int]] = Counter()
        self._citizens_of: Counter[tuple[Place, int]] = Counter()
        self._load: Counter[Place] = Counter()
        self._made: list[MadeVisit] = []

    def filled(self) -> tuple[MadeVisit, ...]:
        """All visits that found a place."""
        options: dict[Place, dict[int, list[Option]]] = {hamlet.place: {} for hamlet in self._part.hamlets}
        for option in self._part.options:
            options[option.hamlet].setdefault(option.day, []).append(option)
        for hamlet in sorted(self._part.hamlets, key=lambda one: len(options[one.place])):
            next_day, left = 0, hamlet.visits
            for day, of_day in options[hamlet.place].items():
                free = [option for option in of_day if self._is_free(option)] if left and day >= next_day else []
                if free:
                    self._make(min(free, key=self._cost))
                    next_day, left = day + hamlet.days_apart, left - 1
        return tuple(self._made)

    def _is_free(self, option: Option) -> bool:
        is_full = self._hamlets_of[option.team, option.day] >= self._teams[option.team].hamlets_a_day
        return not is_full and not any(self._hamlets_of[other, option.day] for other in self._companions[option.team])

    def _cost(self, option: Option) -> tuple[int, float]:
        """Whoever guides most comes first, of these who has gone out least for the days that it has."""
        return -self._guided(option), self._load[option.team] / len(self._part.days_out[option.team])

    def _guided(self, option: Option) -> int:
        most, target = self._teams[option.team].citizens_a_day, self._targets[option.hamlet]
        return target if most is None else min(target, most - self._citizens_of[option.team, option.day])

    def _make(self, option: Option) -> None:
        guided = self._guided(option)
        self._hamlets_of[option.team, option.day] += 1
        self._citizens_of[option.team, option.day] += guided
        self._load[option.team] += 1
        self._made.append(MadeVisit(option, guided))
