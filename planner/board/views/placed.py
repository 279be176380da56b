"""What is known of each slot: what was collected, what nobody tells of, what is announced, what is only planned."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from planner.board.drafts.judging import Editing
from planner.board.picture import Picture
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.prints.words.addressed import without_kind
from planner.texts import texts_of
from planner.workflow.hand_made.basis import last_frozen_day

_ = texts_of("board")


class StayKind(StrEnum):
    """What is known of a stretch of slots; told by colour, pattern and sign."""

    PAST = "past"
    UNREPORTED = "unreported"
    """Past, and no result tells of it."""
    MOVED = "moved"
    """Where somebody's draft has it; nobody else sees it there."""
    LOST = "lost"
    """Planned, but closed or broken meanwhile: it cannot be kept."""
    FROZEN = "frozen"
    """Announced, and so near that a new plan keeps it, as long as nobody says otherwise."""
    ANNOUNCED = "announced"
    DRAFT = "draft"
    """Planned; nobody was told of it yet."""
    CLOSED = "closed"
    EMPTY = "empty"


def kind_told(kind: StayKind) -> str:
    """What the kind means; empty where nothing is said."""
    told = ""
    match kind:
        case StayKind.PAST:
            told = _("collected")
        case StayKind.UNREPORTED:
            told = _("no result yet")
        case StayKind.MOVED:
            told = _("moved in your draft")
        case StayKind.LOST:
            told = _("closed meanwhile, cannot be kept")
        case StayKind.FROZEN:
            told = _("announced, kept")
        case StayKind.ANNOUNCED:
            told = _("announced")
        case StayKind.DRAFT:
            told = _("not announced yet")
        case StayKind.CLOSED:
            told = _("closed")
    return told


class Placed(NamedTuple):
    """Something that holds for one machine at one unit in one slot."""

    machine: MachineName
    unit: UnitCode
    ordinal: int
    kind: StayKind
    dossiers: int


def placed_slots(picture: Picture, editing: Editing | None = None) -> Iterator[Placed]:
    """What results tell of the past, what they do not tell, and what the latest plan says of the rest.

    With somebody's edits, the rest is what these make of the plan.
    """
    calendar, version = picture.campaign.calendar, picture.version
    for result in picture.results:
        if result.machine is not None and result.shift in calendar.shift_labels:
            ordinal = calendar.ordinal(result.day, result.shift)
            yield Placed(result.machine, result.unit, ordinal, StayKind.PAST, result.collected)
    for slot in picture.without_result:
        ordinal = calendar.ordinal(slot.day, slot.shift)
        yield Placed(slot.machine, slot.unit, ordinal, StayKind.UNREPORTED, slot.dossiers)
    if picture.latest is None or version is None:
        return
    plan = editing.made.plan if editing is not None and editing.made is not None else picture.latest
    moved = editing.moved if editing is not None else frozenset()
    promised, frozen_until = picture.promised, last_frozen_day(picture.moment, version.told.frozen_until)
    open_slots, stop_of = picture.campaign.once(_OpenSlots), picture.campaign.stop_of
    for place, dossiers in picture.ahead_of(plan):
        machine, unit, ordinal = place
        is_frozen = calendar.slot(ordinal).day <= frozen_until
        kind = StayKind.DRAFT if place not in promised else StayKind.FROZEN if is_frozen else StayKind.ANNOUNCED
        kind = kind if open_slots.has(machine, unit, ordinal) else StayKind.LOST
        kind = StayKind.MOVED if (machine, stop_of(unit), ordinal) in moved else kind
        yield Placed(machine, unit, ordinal, kind, dossiers)


class _OpenSlots:
    """Which slots are open to a machine and a unit; what the workbook has lost is open, for nothing is known of it."""

    def __init__(self, campaign: Campaign) -> None:
        openness = Openness.of(campaign)
        self._machines = {machine.name: openness.of_machine(machine) for machine in campaign.machines}
        self._units = {unit.code: frozenset(openness.of_unit(unit)) for unit in campaign.units}

    def has(self, machine: MachineName, unit: UnitCode, ordinal: int) -> bool:
        return ordinal in self._machines.get(machine, {ordinal}) and ordinal in self._units.get(unit, {ordinal})


def short_names(campaign: Campaign) -> dict[UnitCode, str]:
    """Names without kind, where no two units are called the same then."""
    short = {unit.code: without_kind(unit) for unit in campaign.units}
    times = Counter(short.values())
    return {unit.code: short[unit.code] if times[short[unit.code]] == 1 else unit.name for unit in campaign.units}
