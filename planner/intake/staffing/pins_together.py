"""Whether the settled duties of one officer can hold together, beside what he worked before the campaign."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.record import MachineName
from planner.intake.layout.crew_days import DutyPinColumn
from planner.intake.staffing.duty_pins import DutyPinRow
from planner.intake.staffing.ground import StaffingGround, hours_said
from planner.roster.staffing import Officer, OfficerCode, Staffing
from planner.texts import plurals_of, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")


class _Work(NamedTuple):
    """What an officer works for sure: a pin, or a duty of the past, which has no row."""

    order: int
    """Its place among the slots; those before the campaign are below 1."""
    slot: Slot
    machine: MachineName | None
    source: str
    pinned: DutyPinRow | None


def judge_pins_together(
    pins: Iterable[DutyPinRow], holding: Sequence[DutyPinRow], staffing: Staffing, ground: StaffingGround
) -> None:
    """Note pins of one officer that contradict each other or break a limit of hours whatever else he works.

    `pins` are all of them, `holding` those of duties that can hold each by itself.
    """
    _note_forbidden(pins, holding)
    works: dict[OfficerCode, list[_Work]] = {}
    for pinned in holding:
        pin = pinned.pin
        assert pin.shift is not None  # noqa: S101 - only a pin that forbids may name no shift
        works.setdefault(pin.officer, []).append(
            _work(Slot(pin.day, pin.shift), pin.machine, pin.source, pinned, ground)
        )
    for past in staffing.past:
        if past.officer in works:
            works[past.officer].append(_work(Slot(past.day, past.shift), None, past.source, None, ground))
    for code, own in works.items():
        own.sort(key=lambda work: work.order)
        _judge_officer(staffing.officers_by_code[code], _without_doubles(own), staffing, ground)


def _work(
    slot: Slot, machine: MachineName | None, source: str, pinned: DutyPinRow | None, ground: StaffingGround
) -> _Work:
    return _Work(ground.campaign.calendar.ordinal(slot.day, slot.shift), slot, machine, source, pinned)


def _note_forbidden(pins: Iterable[DutyPinRow], holding: Sequence[DutyPinRow]) -> None:
    forbidden: dict[tuple[object, ...], DutyPinRow] = {}
    for pinned in pins:
        if pinned.pin.forbids:
            forbidden.setdefault((pinned.pin.officer, pinned.pin.day, pinned.pin.shift), pinned)
    for pinned in holding:
        pin = pinned.pin
        against = forbidden.get((pin.officer, pin.day, pin.shift)) or forbidden.get((pin.officer, pin.day, None))
        if against is not None:
            pinned.row.error(
                DutyPinColumn.SHIFT,
                _("{where} forbids the officer this slot").format(where=against.pin.source),
                _("Keep one of the two"),
            )


def _without_doubles(own: Sequence[_Work]) -> list[_Work]:
    """The officer's work without a second pin of one slot, which is noted."""
    found: list[_Work] = []
    for work in own:
        if found and found[-1].order == work.order:
            if work.pinned is not None:
                work.pinned.row.error(
                    DutyPinColumn.SHIFT,
                    _("{where} pins the same officer in the same slot").format(where=found[-1].source),
                    _("Keep one of the two; an officer takes one seat a shift"),
                )
        else:
            found.append(work)
    return found


def _judge_officer(officer: Officer, works: Sequence[_Work], staffing: Staffing, ground: StaffingGround) -> None:
    """Note the first pin that breaks each limit; works are in time order, at most one a slot."""
    _note_short_rest(works, staffing, ground)
    _note_days(works, staffing)
    _note_weeks(officer, works, staffing, ground)


def _note_short_rest(works: Sequence[_Work], staffing: Staffing, ground: StaffingGround) -> None:
    least = staffing.regulations.shift_rest_minutes
    for before, after in itertools.pairwise(works):
        if after.pinned is None or _is_same_shift_a_day_later(before.slot, after.slot):
            continue
        ends = ground.minutes_from_start(before.slot.day, ground.surest_hours(*before.slot, before.machine).ends_minute)
        starts = ground.minutes_from_start(
            after.slot.day, ground.surest_hours(*after.slot, after.machine).starts_minute
        )
        if starts - ends < least:
            after.pinned.row.error(
                DutyPinColumn.SHIFT,
                _("only {hours} h of rest after the shift in {where}; {least} h are asked for").format(
                    hours=hours_said(starts - ends), where=before.source, least=hours_said(least)
                ),
                _("Move one of the two, or mend Nghỉ giữa hai ca on sheet Quy định ca"),
            )


def _is_same_shift_a_day_later(before: Slot, after: Slot) -> bool:
    return before.shift == after.shift and after.day - before.day == timedelta(days=1)


def _note_days(works: Sequence[_Work], staffing: Staffing) -> None:
    """Note a pin beyond the shifts of a day, and one that makes a run of days too long."""
    limits = staffing.regulations
    days, is_told = 0, False
    for day, group in itertools.groupby(enumerate(works), key=lambda one: one[1].slot.day):
        own = list(group)
        is_next = own[0][0] > 0 and day - works[own[0][0] - 1].slot.day == timedelta(days=1)
        days, is_told = (days + 1, is_told) if is_next else (1, False)
        for _place, work in own[limits.shifts_a_day :]:
            if work.pinned is not None:
                work.pinned.row.error(
                    DutyPinColumn.SHIFT,
                    ngettext(
                        "the officer has more than {limit} shift on this day",
                        "the officer has more than {limit} shifts on this day",
                        limits.shifts_a_day,
                    ).format(limit=limits.shifts_a_day),
                    _("Keep as many pins as Số ca một ngày on sheet Quy định ca allows"),
                )
        pinned = own[0][1].pinned
        if days > limits.run_days and pinned is not None and not is_told:
            is_told = True
            pinned.row.error(
                DutyPinColumn.DAY,
                ngettext(
                    "the officer works more than {limit} day in a row",
                    "the officer works more than {limit} days in a row",
                    limits.run_days,
                ).format(limit=limits.run_days),
                _("Leave a day off in between, or mend Số ngày liền tối đa on sheet Quy định ca"),
            )


def _note_weeks(officer: Officer, works: Sequence[_Work], staffing: Staffing, ground: StaffingGround) -> None:
    """Note the pin with which a week from Monday to Sunday has too many shifts or hours."""
    limits = staffing.regulations
    most = limits.week_minutes if officer.is_protected else limits.week_most_minutes
    for _monday, group in itertools.groupby(works, key=lambda work: work.slot.day - timedelta(work.slot.day.weekday())):
        minutes = 0
        for number, work in enumerate(group, start=1):
            minutes += ground.fewest_minutes(*work.slot, work.machine)
            if work.pinned is None:
                continue
            if officer.most_shifts_a_week is not None and number > officer.most_shifts_a_week:
                work.pinned.row.error(
                    DutyPinColumn.DAY,
                    ngettext(
                        "the officer has more than {limit} shift in this week (see {where})",
                        "the officer has more than {limit} shifts in this week (see {where})",
                        officer.most_shifts_a_week,
                    ).format(limit=officer.most_shifts_a_week, where=officer.source),
                    _("Delete a pin, or mend Số ca tối đa một tuần on sheet Cán bộ"),
                )
                break
            if minutes > most:
                work.pinned.row.error(
                    DutyPinColumn.DAY,
                    _("the officer works {hours} h in this week; at most {most} h are allowed").format(
                        hours=hours_said(minutes), most=hours_said(most)
                    ),
                    _("Delete a pin, or mend the hours of a week on sheet Quy định ca"),
                )
                break
