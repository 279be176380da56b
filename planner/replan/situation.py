"""From what is stored to the situation that a new plan starts from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.record import ShiftLabel
from planner.domain.results import Result, ResultKey, elsewhere_of, history_of
from planner.domain.situation import Rate, Situation
from planner.errors import Problem, WorkbookProblems, WrongUsage
from planner.next_steps import Given, Term
from planner.replan.planned import PlannedSlot
from planner.texts import spoken_day, texts_of

_ = texts_of("replan")


@dataclass(frozen=True, slots=True)
class Announced:
    """A version that citizens know, and up to which day."""

    plan: Plan
    until: date


@dataclass(frozen=True, slots=True)
class PlanningMoment:
    """The first slot still to be planned."""

    day: date
    shift: ShiftLabel | None = None

    def ordinal(self, campaign: Campaign) -> int:
        """Its number."""
        return campaign.calendar.ordinal(self.day, self.shift or campaign.calendar.shift_labels[0])


def moment_to_plan_from(
    campaign: Campaign, results: Iterable[Result], day: date | None, shift: ShiftLabel | None
) -> PlanningMoment:
    """The slot asked for, or the day after the last on which a machine worked.

    Raises WrongUsage for a day outside the campaign or a shift that the workbook does not have.
    """
    calendar = campaign.calendar
    worked = [result.day for result in results if not result.is_elsewhere]
    chosen = day or (max(worked) + timedelta(days=1) if worked else calendar.first_day)
    if not calendar.first_day <= chosen <= calendar.last_day:
        raise WrongUsage(
            _("outside the campaign, which lasts from {first} to {last}. Give a day within it").format(
                first=spoken_day(calendar.first_day), last=spoken_day(calendar.last_day)
            ),
            about=Given(Term.FIRST_DAY, spoken_day(chosen)),
        )
    if shift is not None and shift not in calendar.shift_labels:
        raise WrongUsage(
            _("no such shift. Sheet Ca has: {shifts}").format(shifts=", ".join(calendar.shift_labels)),
            about=Given(Term.FIRST_SHIFT, shift),
        )
    return PlanningMoment(chosen, shift)


def situation_of(
    campaign: Campaign,
    moment: PlanningMoment,
    results: Sequence[Result],
    *,
    previous: Plan,
    announced: Announced | None,
    unreported: Iterable[PlannedSlot] = (),
    freeze_days: int = 0,
    rates: tuple[Rate, ...] = (),
    max_changes: int | None = None,
) -> Situation:
    """What a plan from this moment on has to start from.

    `unreported` are past slots without a result that count as collected as planned. Raises WorkbookProblems where
    something with results is no longer in the workbook.
    """
    refuse_lost_history(campaign, results)
    now = moment.ordinal(campaign)
    happened = [*history_of(results, campaign.calendar, now), *(_as_planned(slot) for slot in unreported)]
    ahead = tuple(row for row in previous.assignments if _lies_ahead(campaign, row, now))
    return Situation(
        as_of=moment.day,
        as_of_shift=moment.shift,
        history=_in_order(campaign, happened),
        elsewhere=elsewhere_of(results),
        announced_version=announced.plan.version if announced else None,
        announced_until=announced.until if announced else None,
        frozen_until=moment.day + timedelta(days=freeze_days - 1) if announced and freeze_days else None,
        announced=_promised(campaign, announced, now) if announced else (),
        previous=ahead,
        rates=rates,
        max_changes=max_changes,
    )


def without_results(
    campaign: Campaign, moment: PlanningMoment, results: Collection[Result], planned: Iterable[PlannedSlot]
) -> tuple[PlannedSlot, ...]:
    """Past slots in which a machine was to work and of which nobody has told."""
    now = moment.ordinal(campaign)
    told: set[ResultKey] = {result.key for result in results}
    worked = {(result.day, result.shift, result.machine) for result in results}
    return tuple(
        slot
        for slot in planned
        if campaign.calendar.ordinal(slot.day, slot.shift) < now
        and slot.key not in told
        and (slot.day, slot.shift, slot.machine) not in worked
        and slot.machine in campaign.machines_by_name
        and slot.unit in campaign.units_by_code
    )


def results_from(campaign: Campaign, moment: PlanningMoment, results: Iterable[Result]) -> tuple[Result, ...]:
    """Results of slots that are to be planned: they are not counted."""
    now = moment.ordinal(campaign)
    return tuple(
        result
        for result in results
        if result.shift is not None and campaign.calendar.ordinal(result.day, result.shift) >= now
    )


def refuse_lost_history(campaign: Campaign, results: Iterable[Result]) -> None:
    """A unit, machine or shift that has history stays in the workbook. Raises WorkbookProblems, naming all."""
    lost: dict[tuple[str, str], None] = {}
    for result in results:
        if result.unit not in campaign.units_by_code:
            lost["Đơn vị", result.unit] = None
        if result.machine is not None and result.machine not in campaign.machines_by_name:
            lost["Máy", result.machine] = None
        if result.shift is not None and result.shift not in campaign.calendar.shift_labels:
            lost["Ca", result.shift] = None
    if lost:
        raise WorkbookProblems(
            [
                Problem(
                    where=sheet,
                    what=_("{name} has results, but is no longer in the workbook").format(name=name),
                    advice=_("put the row back; to use it no more, give it a Đến ngày or a row of Ngày nghỉ"),
                )
                for sheet, name in lost
            ]
        )


def _promised(campaign: Campaign, announced: Announced, now: int) -> tuple[Assignment, ...]:
    return tuple(
        row for row in announced.plan.assignments if _lies_ahead(campaign, row, now) and row.date <= announced.until
    )


def _lies_ahead(campaign: Campaign, row: Assignment, now: int) -> bool:
    calendar = campaign.calendar
    return not row.done and row.shift in calendar.shift_labels and calendar.ordinal(row.date, row.shift) >= now


def _as_planned(slot: PlannedSlot) -> Assignment:
    return Assignment(
        machine=slot.machine, unit=slot.unit, date=slot.day, shift=slot.shift, dossiers=slot.dossiers, done=True
    )


def _in_order(campaign: Campaign, rows: Iterable[Assignment]) -> tuple[Assignment, ...]:
    rank = {machine.name: position for position, machine in enumerate(campaign.machines)}
    calendar = campaign.calendar
    return tuple(sorted(rows, key=lambda row: (calendar.ordinal(row.date, row.shift), rank[row.machine], row.unit)))
