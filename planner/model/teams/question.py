"""What can be asked of the model about teams from outside its process. Light to import, as all questions are."""

from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.domain.search_terms import SearchTerms
from planner.model.news import NewsLine
from planner.model.teams.outcome import TeamsFound
from planner.roster.teams import Outreach


@dataclass(frozen=True, slots=True)
class TeamsQuestion:
    """Which team goes to which hamlet on which day?"""

    campaign: Campaign
    outreach: Outreach
    terms: SearchTerms

    def answered(self, line: NewsLine) -> TeamsFound:
        """The visits with their proofs. Raises NumbersTooLarge."""
        from planner.model.gate import Stopper  # noqa: PLC0415
        from planner.model.teams.search import assign_teams  # noqa: PLC0415

        stopper = Stopper()
        line.when_stopped(stopper.stop)
        return assign_teams(self.campaign, self.outreach, self.terms, stopper, line.advanced)
