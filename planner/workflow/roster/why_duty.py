"""Why an officer has a duty, or has none: what forbids the other way, or what it would cost.

workbook, plan, roster → what a pin, a promise or a rule says → the best roster the other way → goals side by side
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planner.check.roster.one_duty import broken_with, broken_without
from planner.check.roster.verdict import judge_roster
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import ShiftLabel
from planner.errors import NoRosterInTime, NoRosterPossible, Problem, UnsoundRoster, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.roster_file import read_roster
from planner.ledger.ledger import Ledger
from planner.next_steps import Given, Term
from planner.pasted import pasted
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutyGoalResult, DutySituation, Roster
from planner.roster.policy import DutyRule
from planner.roster.seating import SeatGroup, may_sit, seat_groups
from planner.roster.staffing import DutyPin, Officer, Staffing
from planner.roster.version import RosterMark
from planner.texts import texts_of
from planner.workflow.ledger.adjusted import with_leaves
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.named import officer_called
from planner.workflow.roster.duty_answer import AskedDuty, DutyAnswer, DutyReply
from planner.workflow.roster.rostering import staffing_of
from planner.workflow.roster.staffed_plan import plan_of_campaign, refuse_day_outside, refuse_unknown_names, up_to
from planner.workflow.roster.standpoint import FoundRoster, RosterStandpoint
from planner.workflow.roster.verifying import refuse_foreign_roster
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")

LEAST_SECONDS = 1.0
"""So long each search lasts at least, however many there are."""


def why_duty(
    workbook: Path, plan_path: Path, roster_path: Path, asked: AskedDuty, search: Search, *, address: str | None = None
) -> DutyAnswer:
    """Answer for a roster out of a file. Nothing is stored; Ctrl-C ends the search.

    Raises UnreadableFile, WorkbookProblems, UnsoundPlan, UnsoundRoster, SearchDied, LedgerError, and WrongUsage for
    files of another campaign, an unknown officer or shift and a day outside the campaign.
    """
    search, read = search.begun(), read_campaign(workbook)
    staffing, warnings = staffing_of(workbook, read.campaign)
    plan = plan_of_campaign(read.campaign, plan_path)
    refuse_unknown_names(read.campaign, plan)
    roster = read_roster(roster_path)
    refuse_foreign_roster(read.campaign, plan_path, plan, roster_path, roster)
    officer = officer_called(staffing, asked.officer)
    calendar = read.campaign.calendar
    refuse_day_outside(Term.ASKED_DAY, asked.day, calendar.first_day, calendar.last_day)
    if asked.shift is not None and asked.shift not in calendar.shift_labels:
        raise WrongUsage(
            _("no such shift. Sheet Ca has: {shifts}").format(shifts=", ".join(calendar.shift_labels)),
            about=Given(Term.ASKED_SHIFT, asked.shift),
        )
    with ledger_of(workbook, read.campaign, address, bears_none=roster.published_version is None) as ledger:
        staffing, about_leaves = with_leaves(staffing, read.campaign, ledger)
        situation = _situation(read.campaign, roster, ledger)
    case = RosterCase(read.campaign, up_to(plan, roster.until), staffing, situation)
    warnings = (*warnings, *about_leaves)
    before = _goals(workbook, (plan_path, roster_path), case, roster)
    with hearing_ctrl_c() as was_pressed:
        question = _Question(case, roster, officer, asked, (*read.warnings, *warnings), before)
        return question.answered(search, was_pressed)


def _situation(campaign: Campaign, roster: Roster, ledger: Ledger) -> DutySituation:
    """What the roster itself started from; what was published then is in the ledger."""
    published: Iterable[Duty] = ()
    if roster.published_version is not None:
        published = ledger.rosters.roster(roster.published_version).roster.duties
    told = DutySituation(
        as_of=roster.as_of,
        as_of_shift=roster.as_of_shift,
        history=tuple(duty for duty in roster.duties if duty.done),
        published_version=roster.published_version,
        published_until=roster.published_until,
        frozen_until=roster.frozen_until,
        previous=tuple(duty for duty in roster.duties if not duty.done),
    )
    now = RosterCase(campaign, Plan(campaign=campaign.name, assignments=()), Staffing(officers=()), told)
    first, until = now.first_ordinal_ahead, roster.published_until
    return told.model_copy(
        update={
            "published": tuple(
                duty.model_copy(update={"done": False})
                for duty in published
                if campaign.calendar.ordinal(duty.date, duty.shift) >= first and (until is None or duty.date <= until)
            )
        }
    )


def _goals(workbook: Path, files: Sequence[Path], case: RosterCase, roster: Roster) -> tuple[DutyGoalResult, ...]:
    """The roster's goals. Raises UnsoundRoster where the checker refuses it."""
    verdict = judge_roster(case, roster)
    if not verdict.sound:
        raise UnsoundRoster(
            _("this roster is not sound, so there is no asking why. See: {command}\n{why}").format(
                command=pasted("verify-roster", workbook, *files),
                why="\n".join(violation.message for violation in verdict.violations),
            )
        )
    return roster.goals


@dataclass(frozen=True, slots=True)
class _Question:
    """A question in which everything is known by its right name."""

    case: RosterCase
    roster: Roster
    officer: Officer
    asked: AskedDuty
    problems: tuple[Problem, ...]
    before: tuple[DutyGoalResult, ...]

    def answered(self, search: Search, was_pressed: Callable[[], bool]) -> DutyAnswer:
        """Why, by the first of what can be said."""
        calendar = self.case.campaign.calendar
        labels = [label for label in calendar.shift_labels if self.asked.shift in (None, label)]
        ahead = [label for label in labels if calendar.ordinal(self.asked.day, label) >= self.case.first_ordinal_ahead]
        has = [
            duty
            for duty in self.roster.duties
            if duty.officer == self.officer.code and duty.date == self.asked.day and duty.shift in labels
        ]
        planned = [duty for duty in has if not duty.done]
        if planned:
            return self._why_has(planned[0], search, was_pressed)
        if has or not ahead:
            return self._answer(DutyReply.PAST, has[0].shift if has else self.asked.shift, duty=has[0] if has else None)
        return self._why_not(ahead, search, was_pressed)

    def _why_has(self, duty: Duty, search: Search, was_pressed: Callable[[], bool]) -> DutyAnswer:
        reasons = tuple(violation.message for violation in broken_without(self.case, self.roster.duties, duty))
        if self._is_pinned(duty):
            return self._answer(DutyReply.HELD, duty.shift, duty=duty, reasons=reasons)
        pin = DutyPin(officer=self.officer.code, day=duty.date, shift=duty.shift, forbids=True)
        try:
            found = self._best(pin, search, was_pressed)
        except NoRosterPossible as error:
            return self._answer(DutyReply.HELD, duty.shift, duty=duty, reasons=reasons or (str(error),))
        return self._priced(found, duty.shift, (), duty)

    def _why_not(self, labels: list[ShiftLabel], search: Search, was_pressed: Callable[[], bool]) -> DutyAnswer:
        seats = [
            group
            for group in seat_groups(self.case)
            if group.machine_shift.day == self.asked.day and group.machine_shift.shift in labels
        ]
        if not seats:
            return self._answer(DutyReply.NO_SEAT, self.asked.shift)
        fixed = [
            duty
            for duty in self.roster.duties
            if duty.officer != self.officer.code or duty.done or self._is_pinned(duty)
        ]
        forbidden: dict[str, None] = {}
        answers = []
        possible = []
        for label in dict.fromkeys(group.machine_shift.shift for group in seats):
            reasons, duty = self._easiest([group for group in seats if group.machine_shift.shift == label], fixed)
            if reasons:
                forbidden.update(dict.fromkeys(reasons))
            else:
                possible.append(duty)
        for place, duty in enumerate(possible):
            lasting = search.lasting(max(LEAST_SECONDS, search.left / (len(possible) - place)))
            answers.append(self._with_duty(duty, lasting, was_pressed))
        if not answers:
            return self._answer(DutyReply.FORBIDDEN, self.asked.shift, reasons=tuple(forbidden))
        return min(answers, key=_order)

    def _is_pinned(self, duty: Duty) -> bool:
        held = broken_without(self.case, self.roster.duties, duty)
        return any(violation.rule is DutyRule.PINNED_DUTY for violation in held)

    def _easiest(self, seats: Sequence[SeatGroup], fixed: Sequence[Duty]) -> tuple[tuple[str, ...], Duty]:
        """The seat of a slot that the officer could take most easily, with what forbids it whatever the roster."""
        tried = [
            (tuple(violation.message for violation in broken_with(self.case, fixed, duty)), duty)
            for duty in (self._duty_in(group) for group in sorted(seats, key=self._cannot_sit))
        ]
        return min(tried, key=lambda one: len(one[0]))

    def _cannot_sit(self, group: SeatGroup) -> bool:
        return not may_sit(self.case.campaign, self.officer, group)

    def _duty_in(self, group: SeatGroup) -> Duty:
        shift = group.machine_shift
        return Duty(
            officer=self.officer.code,
            machine=shift.machine,
            unit=shift.unit,
            date=shift.day,
            shift=shift.shift,
            role=group.role,
        )

    def _with_duty(self, duty: Duty, search: Search, was_pressed: Callable[[], bool]) -> DutyAnswer:
        """What the best roster in which he works that slot, in whichever seat, would cost."""
        clashes = tuple(violation.message for violation in broken_with(self.case, self.roster.duties, duty))
        try:
            found = self._best(DutyPin(officer=self.officer.code, day=duty.date, shift=duty.shift), search, was_pressed)
        except NoRosterPossible as error:
            return self._answer(DutyReply.FORBIDDEN, duty.shift, reasons=(str(error),))
        return self._priced(found, duty.shift, clashes, None)

    def _best(self, pin: DutyPin, search: Search, was_pressed: Callable[[], bool]) -> FoundRoster | None:
        """The best roster under this pin; None where none was found in time. Raises NoRosterPossible."""
        staffing = self.case.staffing.model_copy(update={"pins": (*self.case.staffing.pins, pin)})
        case = RosterCase(self.case.campaign, self.case.plan, staffing, self.case.situation)
        here = RosterStandpoint(case, self.roster.until, RosterMark(), None)
        try:
            return here.best_roster(search, was_pressed)
        except NoRosterInTime:
            return None

    def _priced(
        self, found: FoundRoster | None, shift: ShiftLabel, clashes: tuple[str, ...], duty: Duty | None
    ) -> DutyAnswer:
        if found is None:
            return self._answer(DutyReply.OPEN, shift, duty=duty, clashes=clashes)
        answer = self._answer(
            DutyReply.FREE,
            shift,
            duty=duty,
            clashes=clashes,
            after=found.roster.goals,
            was_stopped=found.was_stopped,
        )
        if answer.first_difference is None:
            return answer
        before, after = answer.first_difference
        return replace(answer, reply=DutyReply.COSTS if after.value > before.value else DutyReply.BETTER)

    def _answer(
        self,
        reply: DutyReply,
        shift: ShiftLabel | None,
        *,
        duty: Duty | None = None,
        reasons: tuple[str, ...] = (),
        clashes: tuple[str, ...] = (),
        after: tuple[DutyGoalResult, ...] = (),
        was_stopped: bool = False,
    ) -> DutyAnswer:
        return DutyAnswer(
            campaign=self.case.campaign,
            officer=self.officer,
            day=self.asked.day,
            shift=shift,
            duty=duty,
            reply=reply,
            problems=self.problems,
            reasons=reasons,
            clashes=clashes,
            before=self.before,
            after=after,
            was_stopped=was_stopped,
        )


def _order(answer: DutyAnswer) -> tuple[bool, bool, list[int]]:
    """The best of several answers first: one with a roster, then by its goals."""
    is_forbidden = answer.reply is DutyReply.FORBIDDEN
    return is_forbidden, not answer.after, [result.value for result in answer.after]
