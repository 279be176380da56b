"""From where a roster is made, and the best one from there: the one way in which any roster is made.

    workbook, plan, what the ledger holds → standpoint → search → roster → judge

A first roster is made from the beginning, where nobody has worked and nothing was published.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planner.check.roster.verdict import RosterVerdict, judge_roster
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import ShiftLabel
from planner.domain.situation import DEFAULT_FREEZE_DAYS
from planner.errors import Problem, UnsoundRoster, WorkbookProblems, WrongUsage
from planner.model.roster.outcome import RosterSolution
from planner.next_steps import Given, NextStep, Step, Term
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutySituation, Roster
from planner.roster.staffing import Staffing
from planner.roster.version import RosterMark, RosterState
from planner.texts import spoken_day, texts_of
from planner.workflow.roster.staffed_plan import refuse_day_outside, up_to
from planner.workflow.solving.searching import Search, roster_until

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class RosterTerms:
    """On what terms a roster is made."""

    as_of: date | None = None
    """The first day to roster; None is the plan's own, or the campaign's first where nothing is published."""
    as_of_shift: ShiftLabel | None = None
    until: date | None = None
    """The last day to roster, inclusive; None is the plan's last."""
    freeze_days: int = DEFAULT_FREEZE_DAYS


@dataclass(frozen=True, slots=True)
class FoundRoster:
    """A roster that was found and that the checker has accepted."""

    roster: Roster
    verdict: RosterVerdict
    was_stopped: bool
    """Whether Ctrl-C ended the search; the roster is the best found until then."""
    warnings: tuple[str, ...]
    """What happened to the search that the reader of the roster should know."""


@dataclass(frozen=True, slots=True)
class RosterStandpoint:
    """What a roster is made from."""

    case: RosterCase
    """With the plan's rows up to `until`."""
    until: date | None
    began_at: RosterMark
    """How far the ledger had come then."""
    published: Roster | None
    """The whole roster that was published last; None where none was."""

    def best_roster(self, search: Search, has_to_end: Callable[[], bool]) -> FoundRoster:
        """The best roster that is found until it has to end.

        Raises NoRosterPossible, NoRosterInTime, SearchDied, UnsoundRoster.
        """
        solution = roster_until(has_to_end, self.case, search)
        roster = self._roster_of(solution)
        verdict = judge_roster(self.case, roster)
        if not verdict.sound:
            raise UnsoundRoster(
                _(
                    "nothing was written: the checker refused the roster. Please report this with the workbook:\n{why}"
                ).format(why="\n".join(violation.message for violation in verdict.violations))
            )
        return FoundRoster(roster, verdict, solution.was_stopped, solution.warnings)

    def _roster_of(self, solution: RosterSolution) -> Roster:
        """The past and what was found for the rest, as one roster."""
        situation = self.case.situation
        return Roster(
            campaign=self.case.campaign.name,
            plan_version=self.case.plan.version,
            duties=(*situation.history, *solution.duties),
            vacant=solution.vacant,
            goals=solution.goals,
            as_of=situation.as_of,
            as_of_shift=situation.as_of_shift,
            until=self.until,
            published_version=situation.published_version,
            published_until=situation.published_until,
            frozen_until=situation.frozen_until,
        )


def roster_standpoint(
    campaign: Campaign, plan: Plan, staffing: Staffing, state: RosterState, terms: RosterTerms
) -> RosterStandpoint:
    """Where rosters stand by the ledger's state, for this plan.

    Without `terms.as_of` a plan that was made anew has the roster begin where it does, unless what is published does
    so already. Raises WrongUsage for a day
    outside the campaign, an unknown shift, and where something is published and nothing says from when on the roster
    is to be made anew; WorkbookProblems where something with duties in the past is no longer in the workbook.
    """
    calendar = campaign.calendar
    as_of, shift = _first_slot(campaign, plan, state, terms)
    if as_of is not None:
        refuse_day_outside(Term.FIRST_DAY, as_of, calendar.first_day, calendar.last_day)
    if shift is not None and shift not in calendar.shift_labels:
        raise WrongUsage(
            _("no such shift. Sheet Ca has: {shifts}").format(shifts=", ".join(calendar.shift_labels)),
            about=Given(Term.FIRST_SHIFT, shift),
        )
    if terms.until is not None:
        refuse_day_outside(Term.LAST_DAY, terms.until, as_of or calendar.first_day, calendar.last_day)
    situation = DutySituation() if as_of is None else _situation(campaign, staffing, state, _From(as_of, shift), terms)
    case = RosterCase(campaign, up_to(plan, terms.until), staffing, situation)
    published = state.published.roster if state.published else None
    return RosterStandpoint(case, terms.until, state.mark, published)


def _first_slot(
    campaign: Campaign, plan: Plan, state: RosterState, terms: RosterTerms
) -> tuple[date | None, ShiftLabel | None]:
    """The slot asked for, or the plan's first, if that lies after the first of what is published; None for all."""
    if terms.as_of is not None or (terms.as_of_shift is not None and plan.as_of is None):
        return terms.as_of or campaign.calendar.first_day, terms.as_of_shift
    published = state.published
    begins = (published.roster.as_of if published else None) or campaign.calendar.first_day
    if published is not None and (plan.as_of is None or plan.as_of <= begins):
        raise WrongUsage(
            _("roster {number} is published up to {until}").format(
                number=published.number, until=spoken_day(state.publication.until) if state.publication else ""
            ),
            NextStep(Step.SAY_FROM_WHEN),
        )
    return plan.as_of, terms.as_of_shift or plan.as_of_shift


class _From(NamedTuple):
    """The first slot still to be rostered; without a shift, the first of the day."""

    day: date
    shift: ShiftLabel | None


def _situation(
    campaign: Campaign, staffing: Staffing, state: RosterState, first: _From, terms: RosterTerms
) -> DutySituation:
    as_of, shift = first
    now = campaign.calendar.ordinal(as_of, shift or campaign.calendar.shift_labels[0])
    followed = state.published or state.latest
    duties = followed.roster.duties if followed else ()
    refuse_lost_duties(campaign, duties)

    def lies_ahead(duty: Duty) -> bool:
        return campaign.calendar.ordinal(duty.date, duty.shift) >= now

    history = tuple(
        duty.model_copy(update={"done": True})
        for duty in duties
        if not lies_ahead(duty) and staffing.leave_on(duty.officer, duty.date, duty.shift) is None
    )
    ahead = tuple(duty.model_copy(update={"done": False}) for duty in duties if lies_ahead(duty))
    publication = state.publication
    if publication is None:
        return DutySituation(as_of=as_of, as_of_shift=shift, history=history, previous=ahead)
    return DutySituation(
        as_of=as_of,
        as_of_shift=shift,
        history=history,
        published_version=publication.version,
        published_until=publication.until,
        frozen_until=as_of + timedelta(days=terms.freeze_days - 1) if terms.freeze_days else None,
        published=tuple(duty for duty in ahead if duty.date <= publication.until),
        previous=ahead,
    )


def refuse_lost_duties(campaign: Campaign, duties: Iterable[Duty]) -> None:
    """A unit, machine or shift in which somebody has a duty stays in the workbook. Raises WorkbookProblems."""
    lost: dict[tuple[str, str], None] = {}
    for duty in duties:
        if duty.unit not in campaign.units_by_code:
            lost["Đơn vị", duty.unit] = None
        if duty.machine not in campaign.machines_by_name:
            lost["Máy", duty.machine] = None
        if duty.shift not in campaign.calendar.shift_labels:
            lost["Ca", duty.shift] = None
    if lost:
        raise WorkbookProblems(
            [
                Problem(
                    where=sheet,
                    what=_("{name} has duties in the roster, but is no longer in the workbook").format(name=name),
                    advice=_("put the row back; to use it no more, give it a Đến ngày or a row of Ngày nghỉ"),
                )
                for sheet, name in lost
            ]
        )
