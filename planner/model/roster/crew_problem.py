"""From a case to lines: each officer's choices, rules, prices and totals, and each seat group's cover."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import MINUTES_A_DAY
from planner.model.roster.crew_binding import FORCED, binding_of
from planner.model.roster.crew_goals import DayWishes, Switches
from planner.model.roster.crew_past import Past, months_between, overtime_by_day, past_of, spent
from planner.model.roster.crew_prices import (
    GOAL_NUMBERS,
    GOALS,
    Choosing,
    OwnWishes,
    Promises,
    Wishes,
    commute_prices,
)
from planner.model.roster.crew_rules import OvertimeMinutes, RestByClock, RunsOfDuty, ShiftsOfDay, WeeklyRest, WeekSums
from planner.model.roster.crew_works import DAYS_A_WEEK, NOWHERE, Layers, Stays, WorkTable, layers_of
from planner.model.roster.line_problem import Choice, Cover, LineProblem, LineRule, Owner, Step, Total
from planner.model.roster.line_rules import Amounts
from planner.roster.case import RosterCase
from planner.roster.parts import FairBand, Part, bears, bore, parts
from planner.roster.policy import FAIRNESS_WEIGHTS, REQUIRED_WEIGHT, DutyGoal, Load
from planner.roster.seating import SeatGroup, keeps_own_hours, may_sit, seat_groups
from planner.roster.staffing import Officer, OfficerCode


@dataclass(frozen=True, slots=True)
class CrewProblem:
    """A case in the words of lines."""

    case: RosterCase
    groups: tuple[SeatGroup, ...]
    layers: Layers
    choosing: tuple[Choosing, ...]
    """Of each officer, in workbook order."""
    lines: LineProblem
    fair_totals: dict[tuple[int, Load], Total]
    """Which total is whose load; none where he does not share it."""
    tables: tuple[WorkTable, ...]
    """Of each officer."""
    last_shifts: tuple[int, ...]
    """Of each officer, the shift of his last duty before the first layer; NOWHERE where there is none."""
    certain: tuple[int, ...]
    """What each goal counts beside the lines' costs: what has happened, and what nothing can help."""


def crew_problem(case: RosterCase) -> CrewProblem:
    """The problem whose lines are the rosters of what lies ahead."""
    groups = seat_groups(case)
    layers = layers_of(case, groups)
    build = _Build(case, groups, layers)
    choosing = tuple(build.choosing(officer) for officer in case.staffing.officers)
    binding = binding_of(case, layers, groups, choosing)
    owners: list[Owner] = []
    totals: list[Total] = []
    fair_totals: dict[tuple[int, Load], Total] = {}
    certain = list(build.spent)
    fair = {(band.officer, band.load): band for part in build.parts for band in part.bands}
    for number, own in enumerate(choosing):
        wishes = build.wishes.of(own)
        certain[GOAL_NUMBERS[DutyGoal.WISHES]] += wishes.certain
        owners.append(build.owner(own, wishes, binding.barred[number]))
        totals += build.overtime_totals(number, own)
        for load in Load:
            band = fair.get((own.officer.code, load))
            if band is not None:
                total, cost = build.fairness(number, own, band)
                fair_totals[number, load] = total
                certain[GOAL_NUMBERS[DutyGoal.FAIRNESS]] += cost
    covers = tuple(
        Cover(
            need=group.officers,
            under=FORCED if number in binding.must_fill else REQUIRED_WEIGHT if group.is_required else 1,
            over=FORCED if number in binding.may_overflow else None,
            goal=GOAL_NUMBERS[DutyGoal.VACANT],
        )
        for number, group in enumerate(groups)
    )
    totals += fair_totals.values()
    return CrewProblem(
        case,
        groups,
        layers,
        choosing,
        LineProblem(len(layers.layers), tuple(owners), covers, tuple(totals), len(GOALS)),
        fair_totals,
        tuple(build.table(own) for own in choosing),
        tuple(build.last_shift(own.officer) for own in choosing),
        tuple(certain),
    )


class _Build:
    """What the owners of one case are made from."""

    def __init__(self, case: RosterCase, groups: tuple[SeatGroup, ...], layers: Layers) -> None:
        self._case, self._groups, self._layers = case, groups, layers
        self._stays = Stays(case)
        self._works = tuple(self._stays.work_of(group.machine_shift) for group in groups)
        self._past: Past = past_of(case, self._stays)
        self._ends = self._stays.ends
        self._tables: dict[tuple[tuple[int, ...], ...], tuple[WorkTable, tuple[tuple[Choice, ...], ...]]] = {}
        self._amounts: dict[tuple[int, Load], Amounts] = {}
        self.spent = spent(case, self._stays, self._past)
        self.parts: tuple[Part, ...] = parts(case)
        self.promises = Promises(case)
        self.wishes = Wishes(case, layers, groups)
        self._done_loads = self._loads_done()
        self._sitting: dict[object, bool] = {}

    def choosing(self, officer: Officer) -> Choosing:
        """Which seats an officer may take by role, machine, zone and own hours."""
        return Choosing(
            officer, tuple(tuple(n for n in offer if self._may_take(officer, n)) for offer in self._layers.offers)
        )

    def _may_take(self, officer: Officer, number: int) -> bool:
        group = self._groups[number]
        shift = group.machine_shift
        zone = self._case.campaign.units_by_code[shift.unit].zone
        key = officer.code, group.role, shift.machine, zone, shift.starts_minute, shift.ends_minute
        if key not in self._sitting:
            fits = may_sit(self._case.campaign, officer, group) and keeps_own_hours(self._case.staffing, officer, shift)
            self._sitting[key] = fits
        return self._sitting[key]

    def owner(self, own: Choosing, wishes: OwnWishes, barred: Iterable[tuple[int, int]]) -> Owner:
        """An officer as an owner of a line."""
        _, choices = self._table(own)
        prices = [
            *self.promises.prices(own, self._layers, self._groups),
            *wishes.prices,
            *commute_prices(self._case, own, self._groups),
        ]
        return Owner(own.officer.code, choices, tuple(self._rules(own, wishes)), tuple(prices), frozenset(barred))

    def table(self, own: Choosing) -> WorkTable:
        """What an officer's choices are."""
        return self._table(own)[0]

    def last_shift(self, officer: Officer) -> int:
        """The shift of his last duty before the first layer; NOWHERE where none is known."""
        past = self._past.of(officer)
        return past[-1].shift if past else NOWHERE

    def _table(self, own: Choosing) -> tuple[WorkTable, tuple[tuple[Choice, ...], ...]]:
        if own.groups not in self._tables:
            table = WorkTable(tuple((None, *(self._works[n] for n in offer)) for offer in own.groups))
            choices = tuple(tuple(Choice(n, n) for n in offer) for offer in own.groups)
            self._tables[own.groups] = table, choices
        return self._tables[own.groups]

    def _rules(self, own: Choosing, wishes: OwnWishes) -> Iterator[LineRule]:
        works, _ = self._table(own)
        officer, layers, limits = own.officer, self._layers, self._case.staffing.regulations
        past = self._past.of(officer)
        yield RestByClock(works, layers, limits.shift_rest_minutes).started(past)
        yield RunsOfDuty(works, layers, limits.run_days, limits.evenings_run).started(past)
        most = min(limits.week_most_minutes, limits.week_minutes) if officer.is_protected else limits.week_most_minutes
        goal = GOAL_NUMBERS[DutyGoal.OVERTIME]
        yield WeekSums(works, layers, limits.week_minutes, most, officer.most_shifts_a_week, goal).started(past)
        if not self._rests_anyway(works, most):
            yield WeeklyRest(works, layers, limits.weekly_rest_minutes).started(past)
        has_begun = any(work.day == layers.layers[0].day for work in past)
        if limits.shifts_a_day > 1 or has_begun:
            yield ShiftsOfDay(works, layers, limits.shifts_a_day).started(past)
        if wishes.by_day:
            yield DayWishes(works, layers, wishes.by_day, GOAL_NUMBERS[DutyGoal.WISHES]).started(past)
        yield Switches(works, layers, self._ends, GOAL_NUMBERS[DutyGoal.SWITCHES]).started(past)

    def _rests_anyway(self, works: WorkTable, most_minutes: int) -> bool:
        """Whether a week's hours allow so few days of work that one day is always off from midnight to midnight."""
        if self._case.staffing.regulations.weekly_rest_minutes > MINUTES_A_DAY:
            return False
        duties = [work for choices in works.by_layer for work in choices if work is not None]
        duties += [work for past in self._past.known.values() for work in past]
        crosses = any(work.ends > (work.day + 1) * MINUTES_A_DAY for work in duties)
        shortest = min((work.minutes for work in duties), default=MINUTES_A_DAY)
        return not crosses and DAYS_A_WEEK * shortest > most_minutes

    def overtime_totals(self, number: int, own: Choosing) -> Iterator[Total]:
        """The limits of `overtime` by month and year, where they can be reached at all."""
        works, _ = self._table(own)
        limits, layers = self._case.staffing.regulations, self._layers
        if not layers.layers or own.officer.is_protected or limits.week_most_minutes <= limits.week_minutes:
            return
        past = self._past.of(own.officer)
        overtime = overtime_by_day(past, limits.week_minutes)
        first = date.fromordinal(layers.layers[0].day)
        last = date.fromordinal(layers.layers[-1].day)
        started = sum(work.minutes for work in past if work.week == (first.toordinal() - 1) // DAYS_A_WEEK)
        months = [(period, limits.overtime_month_minutes) for period in months_between(first, last)]
        years = [
            ((date(year, 1, 1), date(year, 12, 31)), limits.overtime_year_minutes)
            for year in range(first.year, last.year + 1)
        ]
        for (begins, ends), limit in months + years:
            weeks = (ends.toordinal() - 1) // DAYS_A_WEEK - (begins.toordinal() - 1) // DAYS_A_WEEK + 1
            gone = sum(minutes for day, minutes in overtime.items() if begins.toordinal() <= day <= ends.toordinal())
            if weeks * (limits.week_most_minutes - limits.week_minutes) + gone <= limit:
                continue
            counted = OvertimeMinutes(works, layers, limits.week_minutes, begins.toordinal(), ends.toordinal(), started)
            yield Total(number, counted, highest=max(0, limit - gone))

    def fairness(self, number: int, own: Choosing, band: FairBand) -> tuple[Total, int]:
        """The cost of one officer's load outside his fair band, and what of it is certain."""
        works, _ = self._table(own)
        key = id(works), band.load
        if key not in self._amounts:
            offers = [(None, *(self._groups[n].machine_shift for n in offer)) for offer in own.groups]
            self._amounts[key] = Amounts(
                tuple(
                    tuple(int(shift is not None and bears(self._case.staffing, shift, band.load)) for shift in offer)
                    for offer in offers
                )
            )
        amounts = self._amounts[key]
        done = self._done_loads[own.officer.code, band.load]
        most = sum(max(of_layer) for of_layer in amounts.by_day)
        weight, goal = FAIRNESS_WEIGHTS[band.load], GOAL_NUMBERS[DutyGoal.FAIRNESS]
        above, certain = _above(band.highest - done, most, weight)
        below = _below(band.lowest - done, weight)
        return Total(number, amounts, goal=goal, above=above, below=below), certain

    def _loads_done(self) -> Counter[tuple[OfficerCode, Load]]:
        return Counter(
            (duty.officer, load)
            for duty in self._case.situation.history
            for load in Load
            if bore(self._case, duty, load)
        )


def _above(highest: int, most: int, weight: int) -> tuple[tuple[Step, ...], int]:
    """The steps of weight x (count - highest)^2 up to a count of `most`, and what 0 costs already."""
    if highest >= 0:
        steps = [Step(highest + k, weight if k == 0 else 2 * weight) for k in range(max(0, most - highest))]
        return tuple(steps), 0
    gone = -highest
    steps = [Step(k, weight * (2 * gone + 1) if k == 0 else 2 * weight) for k in range(most)]
    return tuple(steps), weight * gone * gone


def _below(lowest: int, weight: int) -> tuple[Step, ...]:
    """The steps of weight x (lowest - count)^2 down to a count of 0."""
    return tuple(Step(lowest - k, weight if k == 0 else 2 * weight) for k in range(max(0, lowest)))
