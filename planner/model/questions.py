"""What can be asked of the model from outside its process. Light to import: the solver is loaded where it is answered.

Functions of the rooms that need the solver are looked up when a question is answered, not when this is read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.progress import Progress
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Forbidden
from planner.model.news import NewsLine
from planner.model.outcome import Solution
from planner.model.roster.least_officers import LeastOfficers
from planner.model.roster.outcome import RosterSolution
from planner.roster.case import RosterCase
from planner.roster.policy import DutyGoal
from planner.roster.week_needs import WeekNeed


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What is the best plan of what is left? Answered as `planner.model.solve.solve` does."""

    campaign: Campaign
    situation: Situation
    wish: Wish | None
    terms: SearchTerms

    def answered(self, line: NewsLine) -> Solution:
        """The plan with its proofs. Raises NoPlanPossible, NoPlanInTime, NumbersTooLarge."""
        from planner.model import solve  # noqa: PLC0415
        from planner.model.gate import Stopper  # noqa: PLC0415

        stopper = Stopper()
        line.when_stopped(stopper.stop)
        return solve.solve(
            self.campaign,
            self.situation,
            self.wish,
            self.terms,
            observer=line.advanced,
            stopper=stopper,
            better=line.better,
        )

    def on(self, terms: SearchTerms) -> "PlanQuestion":
        """The same on other terms."""
        return replace(self, terms=terms)


class _NobodyHears:
    """The way up from a question of which only the answer is waited for."""

    def advanced(self, progress: Progress) -> None:
        """Nobody watches."""

    def better(self, solution: Solution | RosterSolution) -> None:
        """Nobody takes what is not the answer."""

    def prepares(self) -> None:
        """Nobody counts."""

    def begins(self) -> None:
        """Nobody counts."""

    def when_stopped(self, stop: Callable[[], None]) -> None:
        """It ends by itself, or with its process."""


def answered_alone(question: PlanQuestion) -> Solution:
    """The best plan, as the work of a task: the question is one of several that are asked side by side.

    Raises NoPlanPossible, NoPlanInTime, NumbersTooLarge.
    """
    return question.answered(_NobodyHears())


@dataclass(frozen=True, slots=True)
class RosterQuestion:
    """Which roster is the best? Answered as `planner.model.roster.solve.solve_roster` does."""

    case: RosterCase
    terms: SearchTerms

    def answered(self, line: NewsLine) -> RosterSolution:
        """The roster with its proofs. Raises NoRosterPossible, NoRosterInTime."""
        from planner.model.gate import Stopper  # noqa: PLC0415
        from planner.model.roster import machine_code, solve  # noqa: PLC0415

        line.prepares()
        line.advanced(Progress(DutyGoal.VACANT, None, 0, 0.0, is_final=False))
        began = monotonic()
        machine_code.make_ready()
        terms = self.terms.later(monotonic() - began)
        line.begins()
        stopper = Stopper()
        line.when_stopped(stopper.stop)
        return solve.solve_roster(self.case, terms, observer=line.advanced, stopper=stopper, better=line.better)

    def on(self, terms: SearchTerms) -> "RosterQuestion":
        """The same on other terms."""
        return replace(self, terms=terms)


@dataclass(frozen=True, slots=True)
class StaffQuestion:
    """How many officers does each of these weeks need?"""

    needs: tuple[WeekNeed, ...]
    terms: SearchTerms

    def answered(self, line: NewsLine) -> tuple[LeastOfficers | None, ...]:
        """As many as there are weeks, in their order; None where the law lets no number of officers fill the seats."""
        from planner.model.gate import Stopper  # noqa: PLC0415
        from planner.model.roster import staffing_need  # noqa: PLC0415

        stopper = Stopper()
        line.when_stopped(stopper.stop)
        return staffing_need.least_officers(self.needs, self.terms, stopper)


@dataclass(frozen=True, slots=True)
class ForbiddingQuestion:
    """Which facts forbid the wish?"""

    campaign: Campaign
    situation: Situation
    wish: Wish
    terms: SearchTerms

    def answered(self, line: NewsLine) -> Forbidden:
        """What forbids it, as far as that is proven in time."""
        from planner.model.explain import smallest_conflict  # noqa: PLC0415
        from planner.model.gate import Stopper  # noqa: PLC0415
        from planner.model.instance.cluster_folding import folded  # noqa: PLC0415

        stopper = Stopper()
        line.when_stopped(stopper.stop)
        case = folded(self.campaign, self.situation, self.wish)
        wish = case.wish or self.wish
        began = monotonic()
        seconds = self.terms.moment_of_end(began) - began
        return smallest_conflict.forbidding_facts(case.campaign, case.situation, wish, stopper, seconds)
