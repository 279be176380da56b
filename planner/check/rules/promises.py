"""The rule on what was announced for the frozen days."""

from collections.abc import Iterator

from planner.check.reading import Reading
from planner.check.rows import Announcement
from planner.check.violation import Violation
from planner.check.wording import spoken_stop
from planner.domain.policy import Rule
from planner.texts import spoken_day, texts_of

_ = texts_of("check")


def frozen(reading: Reading) -> Iterator[Violation]:
    """Placements announced for the frozen days stay, wherever machine and unit are still open; dossiers may differ."""
    missing = dict.fromkeys(
        (told.machine, told.unit.code, told.slot)
        for told in reading.announced_ahead
        if _still_binds(reading, told) and (told.machine, told.unit.code, told.slot) not in reading.standing
    )
    for machine, code, slot in missing:
        message = _("{machine} was announced at {unit} on {day}, {shift}, a frozen day, but is not there").format(
            machine=machine, unit=spoken_stop(reading.campaign, code), day=spoken_day(slot.day), shift=slot.shift
        )
        yield Violation(rule=Rule.FROZEN, message=message, machine=machine, unit=code, day=slot.day, shift=slot.shift)


def _still_binds(reading: Reading, announced: Announcement) -> bool:
    """Whether the day is frozen and both are open then under a posting that serves the unit."""
    frozen_until = reading.plan.frozen_until
    machine = reading.campaign.machines_by_name.get(announced.machine)
    if frozen_until is None or announced.slot.day > frozen_until or machine is None:
        return False
    return any(
        reading.opening.both_are_open(machine, posting, announced.unit, announced.slot) for posting in machine.postings
    )
