"""How far a search is, and what became of it."""

from dataclasses import dataclass

from planner.board.searches.search import SearchOutcome, SearchStage, SearchState
from planner.board.views.goals import goal_name, goal_told
from planner.board.views.search_form import order_told
from planner.domain.campaign import Campaign
from planner.domain.progress import Progress
from planner.texts import spoken_moment, spoken_number, texts_of

_ = texts_of("board")


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """Where the search for one goal stands."""

    goal: str
    value: str
    bound: str
    gap: str
    """Per cent by which the value may still be too high."""
    seconds: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page of a search."""

    number: int
    told: str
    """Where it stands, in a sentence that changes seldom: it is read out to whoever does not see it."""
    lasted: str
    """How long it has lasted; empty where the sentence says so."""
    since: str
    """Who began it when."""
    order: tuple[str, ...]
    """Its terms."""
    goals: tuple[GoalProgress, ...]
    is_over: bool
    can_be_ended: bool
    """Whether nobody has ended it yet."""
    remarks: tuple[str, ...]
    """What the reader of its plan should know."""
    trouble: str
    """Why there is no plan, or why it is not in the ledger; empty where all went well."""
    next_href: str
    """Where its plan is to be seen; empty where there is none."""
    next_text: str
    can_be_tried_again: bool

    @property
    def leads_on(self) -> bool:
        """Whether the plan is shown by itself: there is one, and nothing else has to be read before."""
        return bool(self.next_href) and not self.remarks


def search_view(campaign: Campaign, state: SearchState, trouble: str) -> SearchView:
    """The search as it is now; `trouble` is its error in the board's words, empty where there is none."""
    outcome = state.outcome
    href, text = _next(outcome)
    return SearchView(
        number=state.number,
        told=_told(state),
        lasted="" if state.is_over else _("{seconds} s so far").format(seconds=spoken_number(round(state.seconds))),
        since=_("begun by {who}, {moment}").format(
            who=state.begun_by, moment=spoken_moment(state.begun_at, campaign.clock)
        ),
        order=order_told(state.order),
        goals=tuple(_goal(campaign, each) for each in state.goals),
        is_over=state.is_over,
        can_be_ended=state.stage is SearchStage.SEARCHING,
        remarks=outcome.remarks if outcome else (),
        trouble=trouble,
        next_href=href,
        next_text=text,
        can_be_tried_again=outcome is not None and outcome.stage is not SearchStage.STORED,
    )


def _goal(campaign: Campaign, progress: Progress) -> GoalProgress:
    value = progress.value or 0.0
    gap = 0.0 if value <= progress.bound else 100 * (value - progress.bound) / value
    return GoalProgress(
        goal=goal_name(progress.goal),
        value=goal_told(campaign.calendar, progress.goal, progress.value),
        bound=goal_told(campaign.calendar, progress.goal, progress.bound),
        gap=f"{spoken_number(gap, 1)} %",
        seconds=spoken_number(progress.seconds, 1),
        is_final=progress.is_final,
    )


def _told(state: SearchState) -> str:
    if state.outcome is not None:
        return _over(state.outcome, spoken_number(round(state.seconds)))
    if state.stage is SearchStage.STOPPING:
        return _("The search is being ended; the best plan is being stored.")
    if state.stage is SearchStage.GIVING_UP:
        return _("The search is being given up.")
    if not state.goals:
        return _("No plan is found yet.")
    return _("A plan is found, and better ones are looked for.")


def _over(outcome: SearchOutcome, seconds: str) -> str:
    if outcome.stage is SearchStage.STORED and outcome.was_stopped:
        return _("The search was ended after {seconds} s; plan {number} is the best that it had found.").format(
            seconds=seconds, number=outcome.version
        )
    sentences = {
        SearchStage.STORED: _("The search has ended after {seconds} s; plan {number} is stored."),
        SearchStage.KEPT_ASIDE: _("A plan was found, but the ledger did not take it."),
        SearchStage.GIVEN_UP: _("The search was given up after {seconds} s; nothing was stored."),
        SearchStage.REFUSED: _("The search has ended without a plan."),
        SearchStage.DIED: _(
            "The search stopped by itself. Nothing was changed in the ledger but a line in the journal."
        ),
        SearchStage.FAULTY: _("The program has made a mistake; nothing was stored."),
    }
    return sentences[outcome.stage].format(seconds=seconds, number=outcome.version)


def _next(outcome: SearchOutcome | None) -> tuple[str, str]:
    if outcome is None or not outcome.version:
        return "", ""
    if outcome.amends is None:
        return f"/phuong-an/{outcome.version}", _("Show plan {number}").format(number=outcome.version)
    return (
        f"/phuong-an/{outcome.version}/so-voi/{outcome.amends}",
        _("Compare plan {number} with what is announced").format(number=outcome.version),
    )
