"""How far a search is, and what became of it."""

from dataclasses import dataclass

from planner.board.searches.search import RosterOrder, SearchOutcome, SearchStage, SearchState
from planner.board.views.goals import goal_name, goal_told
from planner.board.views.roster_form import roster_order_told
from planner.board.views.search_form import order_told
from planner.domain.campaign import Campaign
from planner.domain.progress import Progress
from planner.texts import spoken_moment, spoken_number, texts_of

_ = texts_of("board")

PLANS_ANEW, ROSTERS_ANEW = "/lap-lai", "/lich-truc/lap"
"""Where searches are begun."""


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
    keeping: str
    """What the button is called that ends it and keeps the best."""
    told_before: tuple[str, ...]
    """What was known before anything was found: seats that no roster can fill."""
    remarks: tuple[str, ...]
    """What the reader of its plan or roster should know."""
    trouble: str
    """Why nothing was found, or why it is not in the ledger; empty where all went well."""
    next_href: str
    """Where what it found is to be seen; empty where that is nothing."""
    next_text: str
    again: str
    """Where such a search is begun."""
    can_be_tried_again: bool

    @property
    def leads_on(self) -> bool:
        """Whether what it found is shown by itself: there is something, and nothing else has to be read before."""
        return bool(self.next_href) and not self.remarks


def search_view(campaign: Campaign, state: SearchState, trouble: str) -> SearchView:
    """The search as it is now; `trouble` is its error in the board's words, empty where there is none."""
    outcome, order = state.outcome, state.order
    is_roster = isinstance(order, RosterOrder)
    href, text = _next_roster(outcome) if is_roster else _next(outcome)
    return SearchView(
        number=state.number,
        told=_told_of_roster(state) if is_roster else _told(state),
        lasted="" if state.is_over else _("{seconds} s so far").format(seconds=spoken_number(round(state.seconds))),
        since=_("begun by {who}, {moment}").format(
            who=state.begun_by, moment=spoken_moment(state.begun_at, campaign.clock)
        ),
        order=roster_order_told(order) if isinstance(order, RosterOrder) else order_told(order),
        goals=tuple(_goal(campaign, each) for each in state.goals),
        is_over=state.is_over,
        can_be_ended=state.stage is SearchStage.SEARCHING,
        keeping=_("Stop and keep the best roster") if is_roster else _("Stop and keep the best plan"),
        told_before=state.told_before,
        remarks=outcome.remarks if outcome else (),
        trouble=trouble,
        next_href=href,
        next_text=text,
        again=ROSTERS_ANEW if is_roster else PLANS_ANEW,
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


def _told_of_roster(state: SearchState) -> str:
    if state.outcome is not None:
        return _roster_over(state.outcome, spoken_number(round(state.seconds)))
    if state.stage is SearchStage.STOPPING:
        return _("The search is being ended; the best roster is being stored.")
    if state.stage is SearchStage.GIVING_UP:
        return _("The search is being given up.")
    if not state.goals:
        return _("No roster is found yet. The first search on a computer begins up to half a minute later.")
    return _("A roster is found, and better ones are looked for.")


def _roster_over(outcome: SearchOutcome, seconds: str) -> str:
    if outcome.stage is SearchStage.STORED and outcome.was_stopped:
        return _("The search was ended after {seconds} s; roster {number} is the best that it had found.").format(
            seconds=seconds, number=outcome.version
        )
    sentences = {
        SearchStage.STORED: _("The search has ended after {seconds} s; roster {number} is stored."),
        SearchStage.KEPT_ASIDE: _("A roster was found, but the ledger did not take it."),
        SearchStage.REFUSED: _("The search has ended without a roster."),
    }
    if outcome.stage in sentences:
        return sentences[outcome.stage].format(seconds=seconds, number=outcome.version)
    return _over(outcome, seconds)


def _next_roster(outcome: SearchOutcome | None) -> tuple[str, str]:
    if outcome is None or not outcome.version:
        return "", ""
    return (
        f"/lich-truc/{outcome.version}",
        _("Show roster {number} and what it changes").format(number=outcome.version),
    )
