"""What one officer can lawfully work in one week: the most duties, and every line of duties.

A week is told in numbers alone, so that officers and weeks that are alike are worked out once. Only what the officer's
own duties of the week and his known past decide is looked at: no seat is his alone, and what he works in weeks to come
binds nothing. So the most that is found here is never less than what a roster can give him.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY
from planner.roster.policy import DutyRule
from planner.roster.regulations import Regulations

DAYS_A_WEEK = 7
WEEK_MINUTES = DAYS_A_WEEK * MINUTES_A_DAY


class Turn(NamedTuple):
    """A duty that could be worked on a day: which of the day's shifts, and from when to when."""

    shift: int
    """The place of the shift in the order of the day."""
    starts_minute: int
    """From the midnight with which its day begins, as the end."""
    ends_minute: int
    is_evening: bool


TurnsOfWeek = tuple[tuple[Turn, ...], ...]
"""The turns of each day from Monday to Sunday."""


class Limits(NamedTuple):
    """What binds an officer in any week, in minutes, days and shifts."""

    shift_rest: int
    shifts_a_day: int
    run_days: int
    evenings_run: int | None
    weekly_rest: int
    normal_minutes: int
    most_minutes: int
    most_shifts: int | None


class Before(NamedTuple):
    """What an officer is known to have worked before the week begins."""

    last_day: int
    """The day of his last duty, counted from the week's Monday, so below 0."""
    last_shift: int
    last_end: int
    """In minutes from the beginning of the week; above 0 where the duty ends in the week."""
    latest_end: int
    """When the last of all his duties ends; the same but where duties overlap."""
    run: int
    """Days in a row, up to the last day, on which a duty began."""
    evenings: int
    """The same of evening duties, up to `evening_day`."""
    evening_day: int


class Allowance(NamedTuple):
    """Minutes of overtime that an officer may still work; a week lies in two months where one ends in it."""

    days_in_first_month: int
    first_month: int
    second_month: int
    together: int


class LawfulWeek(NamedTuple):
    """One officer's week: what he could work, what he has worked, and what binds him."""

    limits: Limits
    turns: TurnsOfWeek
    done: TurnsOfWeek
    before: Before | None
    allowance: Allowance


class _Worked(NamedTuple):
    """What matters of the duties up to some moment of the week."""

    shifts: int
    minutes: int
    overtime_in_first_month: int
    is_rested: bool
    """Whether the week's stretch of rest is behind him."""
    last: Before | None


def limits_of(regulations: Regulations, most_shifts: int | None, *, is_protected: bool) -> Limits:
    """What binds an officer of his own limit of shifts a week; a protected one works no overtime."""
    most = regulations.week_most_minutes
    return Limits(
        shift_rest=regulations.shift_rest_minutes,
        shifts_a_day=regulations.shifts_a_day,
        run_days=regulations.run_days,
        evenings_run=regulations.evenings_run,
        weekly_rest=regulations.weekly_rest_minutes,
        normal_minutes=regulations.week_minutes,
        most_minutes=min(most, regulations.week_minutes) if is_protected else most,
        most_shifts=most_shifts,
    )


@lru_cache(maxsize=4096)
def most_duties(week: LawfulWeek) -> int:
    """The most duties that the officer can lawfully have in the week beside those that are done; 0 without turns."""
    reached = {_beginning(week)}
    for day in range(DAYS_A_WEEK):
        reached = {after for before in reached for _taken, after in _days_after(week, day, before)}
    num_done = sum(map(len, week.done))
    return max((end.shifts - num_done for end in reached if _is_rested_at_end(week, end)), default=0)


def lawful_lines(week: LawfulWeek) -> Iterator[TurnsOfWeek]:
    """Every set of turns that the officer can lawfully work beside what is done, that of none first."""

    def further(day: int, worked: _Worked, line: TurnsOfWeek) -> Iterator[TurnsOfWeek]:
        if day < DAYS_A_WEEK:
            for taken, after in _days_after(week, day, worked):
                yield from further(day + 1, after, (*line, taken))
        elif _is_rested_at_end(week, worked) or not any(line):
            yield line

    yield from further(0, _beginning(week), ())


def binding_rules(week: LawfulWeek) -> tuple[DutyRule, ...]:
    """Which rules, each beside *one shift a day* alone, let the officer have no more duties than all together.

    That one by itself comes first and then alone; none where it takes several rules.
    """
    most = most_duties(week)
    loose = _UNBOUND._replace(shifts_a_day=week.limits.shifts_a_day)
    if most_duties(week._replace(limits=loose, allowance=_NO_END)) == most:
        return (DutyRule.ONE_SHIFT,)
    limits = week.limits
    alone = {
        DutyRule.SHIFT_REST: loose._replace(shift_rest=limits.shift_rest),
        DutyRule.WEEKLY_REST: loose._replace(weekly_rest=limits.weekly_rest),
        DutyRule.RUN: loose._replace(run_days=limits.run_days, evenings_run=limits.evenings_run),
        DutyRule.WEEK_HOURS: loose._replace(most_minutes=limits.most_minutes, most_shifts=limits.most_shifts),
        DutyRule.OVERTIME: loose._replace(normal_minutes=limits.normal_minutes),
    }
    return tuple(
        rule
        for rule, one in alone.items()
        if most
        == most_duties(week._replace(limits=one, allowance=week.allowance if rule is DutyRule.OVERTIME else _NO_END))
    )


_NO_LIMIT = 10**9
_UNBOUND = Limits(0, _NO_LIMIT, _NO_LIMIT, None, 0, _NO_LIMIT, _NO_LIMIT, None)
_NO_END = Allowance(DAYS_A_WEEK, _NO_LIMIT, _NO_LIMIT, _NO_LIMIT)


def restricted(week: LawfulWeek, day: int) -> LawfulWeek:
    """The week with turns on this one day alone; 0 is Monday."""
    return week._replace(turns=tuple(turns if each == day else () for each, turns in enumerate(week.turns)))


def _beginning(week: LawfulWeek) -> _Worked:
    return _Worked(0, 0, 0, is_rested=week.limits.weekly_rest == 0, last=week.before)


def _days_after(week: LawfulWeek, day: int, before: _Worked) -> Iterator[tuple[tuple[Turn, ...], _Worked]]:
    """Each way to work the day, none first, with what is known after it."""
    done = week.done[day]
    most = min(week.limits.shifts_a_day - len(done), len(week.turns[day]))
    for number in range(max(most, 0) + 1):
        for taken in combinations(week.turns[day], number):
            after = _after_day(week, day, before, taken)
            if after is not None:
                yield taken, _as_far_as_it_matters(week.limits, day, after)


def _as_far_as_it_matters(limits: Limits, day: int, worked: _Worked) -> _Worked:
    """What is known at the end of a day, without what no day after it asks about: so fewer ways are told apart."""
    last = worked.last
    if last is None or last.last_day >= day or (day + 1) * MINUTES_A_DAY - last.last_end < limits.shift_rest:
        return worked
    if worked.is_rested or last.latest_end <= 0:
        return worked._replace(last=None)
    return worked._replace(last=Before(NEVER, 0, last.last_end, last.latest_end, 0, 0, NEVER))


def _after_day(week: LawfulWeek, day: int, worked: _Worked, taken: tuple[Turn, ...]) -> _Worked | None:
    """What is known after a day on which these turns are taken; None where a rule is broken by one of them."""
    if len({turn.shift for turn in taken}) < len(taken):
        return None
    after: _Worked | None = worked
    done = week.done[day]
    for turn in sorted((*done, *taken)):
        after = _after_turn(week, day, after, turn, is_new=turn in taken) if after is not None else None
    return after


def _after_turn(week: LawfulWeek, day: int, worked: _Worked, turn: Turn, *, is_new: bool) -> _Worked | None:
    """What is known after one more duty; None where a new one breaks a rule."""
    limits, allowance, last = week.limits, week.allowance, worked.last
    starts, ends = day * MINUTES_A_DAY + turn.starts_minute, day * MINUTES_A_DAY + turn.ends_minute
    minutes = worked.minutes + turn.ends_minute - turn.starts_minute
    overtime = max(0, minutes - limits.normal_minutes) - max(0, worked.minutes - limits.normal_minutes)
    in_first = worked.overtime_in_first_month + (overtime if day < allowance.days_in_first_month else 0)
    in_all = max(0, minutes - limits.normal_minutes)
    now = _last_duty(day, turn, ends, last)
    if is_new and (
        (last is not None and not _may_follow(limits, last, day, turn, starts))
        or now.run > limits.run_days
        or (turn.is_evening and limits.evenings_run is not None and now.evenings > limits.evenings_run)
        or minutes > limits.most_minutes
        or (limits.most_shifts is not None and worked.shifts >= limits.most_shifts)
        or (overtime and _is_beyond(allowance, day, in_first, in_all))
    ):
        return None
    free = starts - max(0, last.latest_end if last is not None else 0)
    return _Worked(worked.shifts + 1, minutes, in_first, worked.is_rested or free >= limits.weekly_rest, now)


def _may_follow(limits: Limits, last: Before, day: int, turn: Turn, starts: int) -> bool:
    is_same_a_day_later = last.last_day == day - 1 and last.last_shift == turn.shift
    return is_same_a_day_later or starts - last.last_end >= limits.shift_rest


def _is_beyond(allowance: Allowance, day: int, in_first: int, in_all: int) -> bool:
    """Whether overtime of this day is too much; what the past has spent in another month is not asked again."""
    if in_all > allowance.together:
        return True
    if day < allowance.days_in_first_month:
        return in_first > allowance.first_month
    return in_all - in_first > allowance.second_month


def _last_duty(day: int, turn: Turn, ends: int, last: Before | None) -> Before:
    """The duty as what comes before the next one."""
    if last is None:
        return Before(day, turn.shift, ends, ends, 1, int(turn.is_evening), day if turn.is_evening else NEVER)
    run = last.run if last.last_day == day else last.run + 1 if last.last_day == day - 1 else 1
    evenings, evening_day = last.evenings, last.evening_day
    if turn.is_evening and evening_day != day:
        evenings, evening_day = (evenings + 1 if evening_day == day - 1 else 1), day
    return Before(day, turn.shift, ends, max(ends, last.latest_end), run, evenings, evening_day)


NEVER = -(10**6)
"""The day of an evening duty of an officer who is not known to have had one."""


def _is_rested_at_end(week: LawfulWeek, worked: _Worked) -> bool:
    """Whether the week has its stretch of rest; one without any duty ahead is not asked for it."""
    if worked.shifts == sum(map(len, week.done)):
        return True
    latest_end = worked.last.latest_end if worked.last is not None else 0
    return worked.is_rested or WEEK_MINUTES - max(0, latest_end) >= week.limits.weekly_rest
