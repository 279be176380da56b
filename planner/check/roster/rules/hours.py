"""Rules on how much and how closely an officer works. They judge what a duty ahead takes part in, the past counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from planner.check.roster.clock import MINUTES_A_WEEK, midnight
from planner.check.roster.reading import DutyReading, Turn, Working, by_week
from planner.check.roster.violation import DutyViolation
from planner.check.roster.wording import (
    spoken_duration,
    spoken_end,
    spoken_officer,
    spoken_slot,
    spoken_start,
)
from planner.roster.policy import DutyRule
from planner.texts import plurals_of, spoken_day, texts_of

_ = texts_of("check")
ngettext = plurals_of("check")


def one_shift(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """Duties that begin on one day are at most so many."""
    most = reading.regulations.shifts_a_day
    for day, turns in groupby(working.turns, key=lambda turn: turn.day):
        shifts = list(turns)
        if len(shifts) > most and any(turn.is_ahead for turn in shifts):
            message = ngettext(
                "{officer} has {count} duties on {day} ({shifts}); at most {most} a day is allowed",
                "{officer} has {count} duties on {day} ({shifts}); at most {most} a day are allowed",
                most,
            ).format(
                officer=spoken_officer(working.officer),
                count=len(shifts),
                day=spoken_day(day),
                shifts=", ".join(turn.shift for turn in shifts),
                most=most,
            )
            yield _on(DutyRule.ONE_SHIFT, working, shifts[-1], message)


def shift_rest(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """From the end of a duty to the start of the next lie so many hours, but for the same shift on the next day."""
    least = reading.regulations.shift_rest_minutes
    for before, after in pairwise(working.turns):
        rest = after.hours.begins - before.hours.ends
        if rest >= least or not (before.is_ahead or after.is_ahead) or _is_same_a_day_later(before, after):
            continue
        sentence = _(
            "{officer}: {rest} of rest between {before} (until {end}) and {after} (from {start}); {least} are asked for"
        )
        message = sentence.format(
            officer=spoken_officer(working.officer),
            rest=spoken_duration(rest),
            before=spoken_slot(before),
            end=spoken_end(before),
            after=spoken_slot(after),
            start=spoken_start(after),
            least=spoken_duration(least),
        )
        yield _on(DutyRule.SHIFT_REST, working, after if after.is_ahead else before, message)


def _is_same_a_day_later(before: Turn, after: Turn) -> bool:
    return before.shift == after.shift and after.day - before.day == timedelta(days=1)


def weekly_rest(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """Each week with a duty ahead has one stretch of so many hours without a duty, from Monday 0h00 to Sunday 24h00."""
    least = reading.regulations.weekly_rest_minutes
    for monday, turns in by_week(working.ahead).items():
        longest = _longest_off(working.turns, midnight(monday))
        if longest < least:
            message = _(
                "{officer} has at most {rest} off in a row in the week from {day}; {least} are asked for"
            ).format(
                officer=spoken_officer(working.officer),
                rest=spoken_duration(longest),
                day=spoken_day(monday),
                least=spoken_duration(least),
            )
            yield _on(DutyRule.WEEKLY_REST, working, turns[-1], message)


def _longest_off(turns: Iterable[Turn], monday: int) -> int:
    """The longest stretch of minutes without a duty in the week that begins with this minute."""
    sunday, free_from, longest = monday + MINUTES_A_WEEK, monday, 0
    for begins, ends in sorted(turn.hours for turn in turns):
        if ends > monday and begins < sunday:
            longest = max(longest, begins - free_from)
            free_from = max(free_from, ends)
    return max(longest, sunday - free_from)


def run(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """At most so many days worked in a row, and at most so many days in a row with an evening duty."""
    yield from _runs(
        working,
        working.turns,
        reading.regulations.run_days,
        lambda count: ngettext(
            "{officer} works {count} day in a row, from {first_day} to {last_day}; at most {most} are allowed",
            "{officer} works {count} days in a row, from {first_day} to {last_day}; at most {most} are allowed",
            count,
        ),
    )
    if reading.regulations.evenings_run is not None:
        yield from _runs(
            working,
            (turn for turn in working.turns if reading.is_evening(turn)),
            reading.regulations.evenings_run,
            lambda count: ngettext(
                "{officer} works {count} evening in a row, from {first_day} to {last_day}; at most {most} are allowed",
                "{officer} works {count} evenings in a row, from {first_day} to {last_day}; at most {most} are allowed",
                count,
            ),
        )


def _runs(
    working: Working, turns: Iterable[Turn], most: int, sentence: Callable[[int], str]
) -> Iterator[DutyViolation]:
    """A violation for each run of days that is too long and holds a duty ahead among these turns."""
    found: list[list[Turn]] = []
    for turn in turns:
        if not found or turn.day - found[-1][-1].day > timedelta(days=1):
            found.append([])
        found[-1].append(turn)
    for turns_in_a_row in found:
        first, last = turns_in_a_row[0], turns_in_a_row[-1]
        days = (last.day - first.day).days + 1
        if days > most and any(turn.is_ahead for turn in turns_in_a_row):
            message = sentence(days).format(
                officer=spoken_officer(working.officer),
                count=days,
                first_day=spoken_day(first.day),
                last_day=spoken_day(last.day),
                most=most,
            )
            yield _on(DutyRule.RUN, working, last, message)


def week_hours(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """Hours in a week are at most the maximum, shifts in a week at most the officer's own."""
    most, own_most = reading.regulations.week_most_minutes, working.officer.most_shifts_a_week
    for monday, turns in by_week(working.turns).items():
        if not any(turn.is_ahead for turn in turns):
            continue
        minutes = sum(turn.hours.minutes for turn in turns)
        if minutes > most:
            message = _("{officer} works {minutes} in the week from {day}; at most {most} are allowed").format(
                officer=spoken_officer(working.officer),
                minutes=spoken_duration(minutes),
                day=spoken_day(monday),
                most=spoken_duration(most),
            )
            yield _on(DutyRule.WEEK_HOURS, working, turns[-1], message)
        if own_most is not None and len(turns) > own_most:
            message = ngettext(
                "{officer} works {count} shift in the week from {day}; at most {most} are agreed",
                "{officer} works {count} shifts in the week from {day}; at most {most} are agreed",
                len(turns),
            ).format(officer=spoken_officer(working.officer), count=len(turns), day=spoken_day(monday), most=own_most)
            yield _on(DutyRule.WEEK_HOURS, working, turns[-1], message)


def overtime(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """Overtime sums to at most the limits of a month and of a year; there is none for an officer under article 137."""
    told = list(overtime_of_turns(reading, working.turns))
    if working.officer.is_protected:
        for turn, minutes in told:
            if minutes and turn.is_ahead:
                message = _("{officer} works {minutes} of overtime on {slot}, but may work none").format(
                    officer=spoken_officer(working.officer), minutes=spoken_duration(minutes), slot=spoken_slot(turn)
                )
                yield _on(DutyRule.OVERTIME, working, turn, message)
    limits = reading.regulations
    for of_month, most in ((True, limits.overtime_month_minutes), (False, limits.overtime_year_minutes)):
        for period, (minutes, last) in _overtime_sums(told, of_month=of_month).items():
            if minutes > most and last is not None:
                sentence = (
                    _("{officer} has {minutes} of overtime in {period}; at most {most} a month are allowed")
                    if of_month
                    else _("{officer} has {minutes} of overtime in {period}; at most {most} a year are allowed")
                )
                message = sentence.format(
                    officer=spoken_officer(working.officer),
                    minutes=spoken_duration(minutes),
                    period=f"{period.month}/{period.year}" if of_month else period.year,
                    most=spoken_duration(most),
                )
                yield _on(DutyRule.OVERTIME, working, last, message)


def overtime_of_turns(reading: DutyReading, turns: Iterable[Turn]) -> Iterator[tuple[Turn, int]]:
    """Every turn with its minutes of overtime: by how much it takes its week's sum beyond the normal week."""
    for week in by_week(turns).values():
        worked = 0
        for turn in week:
            beyond = max(0, worked - reading.regulations.week_minutes)
            worked += turn.hours.minutes
            yield turn, max(0, worked - reading.regulations.week_minutes) - beyond


def _overtime_sums(told: Iterable[tuple[Turn, int]], *, of_month: bool) -> dict[date, tuple[int, Turn | None]]:
    """The overtime of each month or year under its first day, with the last turn ahead that has some of it."""
    sums: dict[date, tuple[int, Turn | None]] = defaultdict(lambda: (0, None))
    for turn, minutes in told:
        if minutes:
            first = turn.day.replace(day=1) if of_month else turn.day.replace(month=1, day=1)
            so_far, last = sums[first]
            sums[first] = so_far + minutes, turn if turn.is_ahead else last
    return sums


def _on(rule: DutyRule, working: Working, turn: Turn, message: str) -> DutyViolation:
    machine = None if turn.duty is None else turn.duty.machine
    return DutyViolation(
        rule=rule, message=message, officer=working.officer.code, day=turn.day, shift=turn.shift, machine=machine
    )
