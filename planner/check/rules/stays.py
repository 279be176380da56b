"""Rules on visits and on the days within them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from planner.check.announced import announced_slots_ahead, is_announced_plan_missing
from planner.check.reading import Reading
from planner.check.rows import Appearance
from planner.check.sojourns import Sojourn
from planner.check.violation import Violation, against_row
from planner.check.visits import Visit, first_ordinal_after, visits_ahead_without_pin
from planner.check.wording import spoken_stop
from planner.domain.calendar import Slot
from planner.domain.policy import Rule
from planner.domain.record import MachineName, UnitCode
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("check")
ngettext = plurals_of("check")


def visits(reading: Reading) -> Iterator[Violation]:
    """So many visits at a stop and no more; visits that are over do not count, nor those that a pin holds."""
    found: dict[UnitCode, list[Visit]] = {}
    for visit in sorted(visits_ahead_without_pin(reading), key=lambda one: one.appearances[0].ordinal):
        found.setdefault(visit.unit.code, []).append(visit)
    for code, here in sorted(found.items()):
        limit = here[0].unit.visits
        if len(here) > limit:
            message = _("{unit} gets {count} visits ({visits}); at most {limit}").format(
                unit=spoken_stop(reading.campaign, code),
                count=len(here),
                visits="; ".join(map(_spoken_visit, here)),
                limit=limit,
            )
            yield Violation(rule=Rule.VISITS, message=message, unit=code)


def _spoken_visit(visit: Visit) -> str:
    first, last = visit.appearances[0].slot, visit.appearances[-1].slot
    return _("{machine} from {first_shift} {first_day} to {last_shift} {last_day}").format(
        machine=visit.machine.name,
        first_shift=first.shift,
        first_day=spoken_day(first.day),
        last_shift=last.shift,
        last_day=spoken_day(last.day),
    )


def min_stay(reading: Reading) -> Iterator[Violation]:
    """A visit lies on at least as many days as its stop asks for, past ones too, unless a pin holds it."""
    for visit in visits_ahead_without_pin(reading):
        days = len({one.slot.day for one in visit.appearances})
        if days < visit.unit.min_days:
            sentence = ngettext(
                "{machine} is at {unit} on {days} day only, from {day}, {shift}; at least {least} are needed",
                "{machine} is at {unit} on {days} days only, from {day}, {shift}; at least {least} are needed",
                days,
            )
            least = spoken_number(visit.unit.min_days)
            yield against_row(Rule.MIN_STAY, visit.appearances[0], sentence, days=spoken_number(days), least=least)


def useful(reading: Reading) -> Iterator[Violation]:
    """A visit collects at least one dossier, unless one of its slots is past, is pinned, or was announced for its stop.

    What another machine of its group collects there in its slots counts as its own. Nothing is said where nobody knows
    what was announced, nor of a machine without a posting, which another rule names.
    """
    if is_announced_plan_missing(reading):
        return
    announced = announced_slots_ahead(reading)
    brought = Counter[tuple[frozenset[MachineName], UnitCode, int]]()
    for one in reading.appearances:
        brought[reading.moving_together[one.machine.name], one.unit.code, one.ordinal] += one.dossiers
    for visit in visits_ahead_without_pin(reading):
        together = reading.moving_together[visit.machine.name]
        has_purpose = any(
            one.done or brought[together, one.unit.code, one.ordinal] or (one.unit.code, one.slot) in announced
            for one in visit.appearances
        )
        if visit.appearances[0].posting is not None and not has_purpose:
            sentence = _(
                "{machine} is sent to {unit} for nothing from {day}, {shift}: "
                "the visit collects no dossier, and is neither pinned nor announced"
            )
            yield against_row(Rule.USEFUL, visit.appearances[0], sentence)


def no_gap(reading: Reading) -> Iterator[Violation]:
    """At a stop of whole days, on each day of a visit every slot open to both is worked, with 0 dossiers if need be.

    A slot worked at a stop of half days is not left out, nor is one on the day of arrival that the move still takes. A
    day on which a slot is planned is looked at; a wholly idle day between two worked ones has no slot open to both, or
    else it ended the visit.
    """
    for sojourns in reading.sojourns:
        named = set[tuple[UnitCode, Slot]]()
        for sojourn in sojourns:
            for appearance, slot in _left_out_in(reading, sojourn):
                if (appearance.unit.code, slot) not in named:
                    named.add((appearance.unit.code, slot))
                    yield _left_out(appearance, slot)


def _left_out_in(reading: Reading, sojourn: Sojourn) -> Iterator[tuple[Appearance, Slot]]:
    first = sojourn.appearances[0]
    if first.posting is None or not reading.campaign.stays_whole_days(first.unit.code):
        return
    ready = first_ordinal_after(reading, sojourn.move)
    by_day: dict[date, Appearance] = {}
    for one in sojourn.appearances:
        if not one.done:
            by_day.setdefault(one.slot.day, one)
    for day, appearance in by_day.items():
        for shift in reading.shifts_ahead_on(day):
            slot = Slot(day, shift)
            ordinal = reading.campaign.calendar.ordinal(day, shift)
            is_on_the_way = day == first.slot.day and ordinal < ready
            if not is_on_the_way and _is_idle(reading, first, ordinal) and _could_be_worked(reading, appearance, slot):
                yield appearance, slot


def _could_be_worked(reading: Reading, appearance: Appearance, slot: Slot) -> bool:
    return appearance.posting is not None and reading.opening.both_are_open(
        appearance.machine, appearance.posting, appearance.unit, slot
    )


def _is_idle(reading: Reading, appearance: Appearance, ordinal: int) -> bool:
    """Whether the machine is neither at this stop then nor at one of half days."""
    at = reading.stops_of(appearance.machine_order, ordinal)
    return appearance.unit.code not in at and all(reading.campaign.stays_whole_days(code) for code in at)


def _left_out(appearance: Appearance, slot: Slot) -> Violation:
    message = _("{machine} is at {unit} on {day} but leaves out {shift}, which is open to both").format(
        machine=appearance.machine.name, unit=appearance.where, day=spoken_day(slot.day), shift=slot.shift
    )
    return Violation(
        rule=Rule.NO_GAP,
        message=message,
        machine=appearance.machine.name,
        unit=appearance.unit.code,
        day=slot.day,
        shift=slot.shift,
    )
