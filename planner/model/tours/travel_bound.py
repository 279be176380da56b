"""What travel costs at least: column generation over tours (Desaulniers, Desrosiers, Solomon: Column Generation, 2005).

The master chooses tours so that each unit is visited and no more machines set out than there are. Its prices ask for
the cheapest tours; each round gives a bound that holds whatever comes after (Lagrangian). Prices are smoothed towards
those of the best bound (Wentges, International Transactions in Operational Research 4 (1997) 151-162).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, inf
from time import monotonic

import numpy as np

from planner.model.instance.visits import MachineVisit
from planner.model.linear_program import UNLIMITED, Columns, LinearAnswer, LinearProgram
from planner.model.tours.known_tours import tours_of
from planner.model.tours.near_bound import NearBounds
from planner.model.tours.tour_pricing import TourPricer, TourSet, tour_pricers
from planner.model.tours.tour_problem import Floats, TourProblem

SMOOTHING = 0.7
NEARLY = 1e-4
"""Of the bound: how near to the master's value it counts as met."""
LEAST_GAIN = 1e-3
ROUNDING = 0.01
"""Metres: prices are numbers with rounding, travel is whole."""
MOST_ROUNDS = 1000
NOBODY_COMES = 4.0
"""Of the longest way and the dearest visit: what the master pays for a unit that no tour visits yet."""
MOST_CENTRINGS = 10
SECONDS_A_COLUMN = 1e-4
"""About how long it takes to find prices that are in no corner, for each tour that is known."""
SECONDS_A_ROUND = 4e-3
"""About how long a round takes beside pricing: a bound's effort does not depend on the clock."""


@dataclass(slots=True)
class TravelBound:
    """What the rounds came to."""

    metres: int
    """No plan travels less."""
    is_complete: bool
    """Whether the bound is what the linear program is worth."""
    effort: float
    """Seconds, as they are reckoned, not as they were."""
    prices: Floats
    """Of each unit, what the bound's linear program pays for coming to it."""
    tours: tuple[TourSet, ...] = ()
    """The cheapest that were found which visit each unit once; empty where none were."""


def least_travel(
    problem: TourProblem,
    *,
    visits: Sequence[MachineVisit] = (),
    most_effort: float = inf,
    seconds: float = inf,
    shortest: Callable[[], float] = lambda: inf,
    is_over: Callable[[], bool] = lambda: False,
    better: Callable[[int], None] = lambda _metres: None,
) -> TravelBound:
    """The bound, as good as it becomes until the effort is spent or time over; `better` hears of it. `visits` are a
    plan's in the order of time, whose tours are begun with; `shortest` says what the best plan known travels.
    """
    ends = monotonic() + seconds
    answer = TravelBound(0, is_complete=False, effort=0.0, prices=np.zeros(len(problem.units)))
    if is_over():
        return answer  # to make tables of zones takes a while
    pricers = tour_pricers(problem)
    rounds = Rounds(problem, pricers)
    rounds.begin_with(tours_of(problem, visits))

    def heard(bound: float) -> None:
        least = ceil(bound - ROUNDING)
        if least > answer.metres:
            answer.metres = least
            better(least)

    for _ in range(MOST_ROUNDS):
        if is_over() or answer.effort >= most_effort:
            break
        answer.effort += rounds.effort
        answer.is_complete = not rounds.go_on()
        answer.prices = rounds.prices
        heard(rounds.bound)
        if answer.is_complete:
            break
    if not answer.is_complete or is_over():
        return answer
    near = NearBounds(problem, pricers, rounds.inner_prices(is_over))
    answer.effort += rounds.effort_of_centring
    while not is_over() and answer.effort < most_effort:
        upper = min(shortest(), sum(one.metres for one in answer.tours) or inf)
        found = near.go_on(upper, min(ends - monotonic(), most_effort - answer.effort), is_over)
        answer.effort += found.effort
        answer.tours = found.tours or answer.tours
        heard(found.metres)
        if found.is_last or answer.metres >= upper:
            break
    return answer


class Rounds:
    """The rounds: prices, tours, and the best bound so far. What a tour costs is the problem's matter."""

    def __init__(self, problem: TourProblem, pricers: Sequence[TourPricer]) -> None:
        self._problem, self._pricers = problem, pricers
        self._choices = [choices for pricer in self._pricers for choices in pricer.choices]
        self._master = _Master(problem, self._choices)
        self.bound = 0.0
        self.prices = np.zeros(len(problem.units))
        """Those of the best bound."""
        self.effort = SECONDS_A_ROUND + sum(pricer.seconds for pricer in self._pricers)
        """Of one round."""
        self.effort_of_centring = 0.0
        """Of all that was done for `inner_prices`."""

    @property
    def known(self) -> list[TourSet]:
        """All tours that were found, in the order in which they were."""
        return self._master.tours

    def begin_with(self, tours: Sequence[TourSet]) -> None:
        """Know these tours, which cost as much as they say, from the beginning."""
        self._master.add(tours)

    def chosen(self) -> list[tuple[TourSet, float]]:
        """The tours of the last linear program's answer, and how much of each; none where it has no answer."""
        answer = self._master.solve()
        shares = () if answer is None else answer.columns[len(self._problem.units) :]
        return [(one, float(share)) for one, share in zip(self.known, shares, strict=False) if share > 0]

    def go_on(self) -> bool:
        """One round; says whether another could be of use."""
        answer = self._master.solve()
        if answer is None:
            return False
        own, of_fleets = self._master.prices(answer)
        for prices in (SMOOTHING * self.prices + (1 - SMOOTHING) * own, own):
            found, bound = self._priced(prices)
            if bound > self.bound:
                self.bound, self.prices = bound, prices
            gaining = [one for one in found if _gain(one, own, of_fleets) > LEAST_GAIN]
            if gaining:
                self._master.add(gaining)
                return answer.value - self.bound > NEARLY * answer.value
        return False

    def inner_prices(self, is_over: Callable[[], bool]) -> Floats:
        """Prices that are nearly as good as the best ones and leave more room to tours that are not chosen, so that
        fewer of these are nearly worth them; the best ones where none are found.
        """
        for _ in range(MOST_CENTRINGS):
            self.effort_of_centring += self.effort + SECONDS_A_COLUMN * len(self.known)
            inner = None if is_over() else self._master.inner_prices()
            if inner is None:
                break
            prices = SMOOTHING * self.prices + (1 - SMOOTHING) * inner
            found, bound = self._priced(prices)
            if bound >= self.bound * (1 - NEARLY):
                return prices
            known = len(self.known)
            self._master.add(found)
            if len(self.known) == known:
                break
        return self.prices

    def _priced(self, prices: Floats) -> tuple[list[TourSet], float]:
        """The cheapest tours of each fleet at these prices, and the bound that they give."""
        fleets = [fleet for pricer in self._pricers for fleet in pricer.priced(prices)]
        saved = sum(choices * fleet.least for choices, fleet in zip(self._choices, fleets, strict=True))
        return [one for fleet in fleets for one in fleet.found], float(prices.sum()) + saved


def _gain(tours: TourSet, prices: Floats, of_fleets: Floats) -> float:
    """By how much tours are cheaper than what the master pays for what they do."""
    return float(prices[list(tours.units)].sum() + of_fleets[tours.fleet] - tours.metres)


class _Master:
    """The linear program over the tours known: units are visited, fleets do no more than they can."""

    def __init__(self, problem: TourProblem, choices: Sequence[int]) -> None:
        units = len(problem.units)
        self._units = units
        lowers = np.concatenate([np.ones(units), np.full(len(choices), -UNLIMITED)])
        uppers = np.concatenate([np.full(units, UNLIMITED), np.array(choices, np.float64)])
        self._program = LinearProgram(lowers, uppers)
        first_legs = [float(fleet.first_metres.max()) for fleet in problem.fleets]
        longest = max(1.0, float(problem.metres.max(initial=0.0)), *first_legs)
        most_spent = max(float(fleet.spent.max()) for fleet in problem.fleets)
        dearest = NOBODY_COMES * (longest + most_spent)
        numbers = np.arange(units, dtype=np.int32)
        self._program.add(Columns(np.full(units, dearest), np.full(units, UNLIMITED), numbers, numbers, np.ones(units)))
        self.tours: list[TourSet] = []
        """Those that it has, in the order of its columns behind those of units that nobody comes to."""
        self._known: set[tuple[int, tuple[tuple[int, ...], ...]]] = set()

    def add(self, tours: Iterable[TourSet]) -> None:
        """Put in those that it does not have."""
        fresh = [one for one in tours if (one.fleet, one.tours) not in self._known]
        if not fresh:
            return
        self._known |= {(one.fleet, one.tours) for one in fresh}
        self.tours += fresh
        starts, rows, values = [0], list[int](), list[float]()
        for one in fresh:
            visited = Counter(one.units)
            rows += [*visited, self._units + one.fleet]
            values += [*visited.values(), 1.0]
            starts.append(len(rows))
        self._program.add(
            Columns(
                np.array([one.metres for one in fresh]),
                np.full(len(fresh), UNLIMITED),
                np.array(starts[:-1], np.int32),
                np.array(rows, np.int32),
                np.array(values, np.float64),
            )
        )

    def solve(self) -> LinearAnswer | None:
        """None where the solver fails."""
        return self._program.solve()

    def inner_prices(self) -> Floats | None:
        """Of units, as good as the best, though not in a corner; None where the solver fails."""
        duals = self._program.inner_duals()
        return None if duals is None else np.maximum(0.0, duals[: self._units])

    def prices(self, answer: LinearAnswer) -> tuple[Floats, Floats]:
        """Of units, none below 0; and of fleets, none above."""
        return np.maximum(0.0, answer.duals[: self._units]), np.minimum(0.0, answer.duals[self._units :])
