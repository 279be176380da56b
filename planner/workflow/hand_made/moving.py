"""Moving stays by hand: what a move makes of the edits, what of them still differs from another version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign
from planner.domain.hand_edits import HandEdits, HandMove, MachineAt
from planner.domain.record import MachineName, UnitCode
from planner.errors import WrongUsage
from planner.texts import spoken_day, texts_of
from planner.workflow.hand_made.basis import HandBasis, open_to_both, placements_with

_ = texts_of("workflow")


class Stretch(NamedTuple):
    """Slots of a machine at a stop that follow each other, but for slots that are not open to both."""

    machine: MachineName
    unit: UnitCode
    """The one that stands for the stop."""
    ordinals: tuple[int, ...]

    def ends(self, campaign: Campaign) -> tuple[Slot, Slot]:
        """Its first and its last slot."""
        return campaign.calendar.slot(self.ordinals[0]), campaign.calendar.slot(self.ordinals[-1])


class LaidOut(NamedTuple):
    """Edits of one version as edits of another."""

    edits: HandEdits
    num_fallen: int
    """Placements that the other version has as they were wanted, or has no more."""


def moved(basis: HandBasis, edits: HandEdits, move: HandMove) -> HandEdits:
    """The edits with this stay elsewhere: as many slots from the wanted one on, those left out that are not open.

    Where the wanted slot itself is not open to both, the slots that follow it are taken as they come, and the checker
    says what is wrong with them. Raises WrongUsage for a stay that is not there or may not be moved, and for slots
    that are past or not of the campaign.
    """
    standing = placements_with(basis, edits)
    stay = _stay(basis, standing, move)
    fixed = next((at for at in sorted(stay, key=basis.ordinal) if at in basis.frozen), None)
    if fixed is not None:
        raise WrongUsage(
            _("{machine} at {unit} on {day}, {shift}: announced, and so near that it stays; it cannot be moved").format(
                machine=fixed.machine, unit=_named(basis, fixed.unit), day=spoken_day(fixed.day), shift=fixed.shift
            )
        )
    wanted = _wanted(basis, move, len(stay))
    return edits_towards(basis, (standing - stay) | wanted)


def edits_towards(basis: HandBasis, placements: Iterable[MachineAt]) -> HandEdits:
    """What makes these placements of the version's."""
    wanted = frozenset(placements)
    return _sorted(basis, basis.ahead - wanted, wanted - basis.ahead)


def laid_on(basis: HandBasis, edits: HandEdits) -> LaidOut:
    """Edits that were made on another version: those that differ from this one too are kept, the others fall away."""
    put = frozenset(filter(basis.knows, edits.put)) - basis.ahead
    taken = frozenset(edits.taken) & basis.ahead
    num_fallen = len(edits.put) + len(edits.taken) - len(put) - len(taken)
    return LaidOut(_sorted(basis, taken, put), num_fallen)


def stretches(campaign: Campaign, placements: Iterable[MachineAt]) -> Iterator[Stretch]:
    """The placements as stretches, by machine in the order of the workbook, then in time order."""
    by_stay: defaultdict[tuple[MachineName, UnitCode], list[int]] = defaultdict(list)
    for at in placements:
        by_stay[at.machine, at.unit].append(campaign.calendar.ordinal(at.day, at.shift))
    ranks = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    found = [
        Stretch(machine, unit, run)
        for (machine, unit), ordinals in by_stay.items()
        for run in _runs(sorted(ordinals), open_to_both(campaign, machine, unit))
    ]
    yield from sorted(found, key=lambda each: (ranks[each.machine], each.ordinals, each.unit))


def movable_stretches(basis: HandBasis, edits: HandEdits) -> tuple[Stretch, ...]:
    """Every stay ahead that can be moved, those edited included; what is frozen is in none."""
    return tuple(stretches(basis.campaign, placements_with(basis, edits) - basis.frozen))


def moved_stretches(
    basis: HandBasis, edits: HandEdits, movable: Iterable[Stretch] | None = None
) -> tuple[Stretch, ...]:
    """The stays of which the version lacks a slot: what was moved. `movable` are those that can be, where known."""
    put = {(at.machine, at.unit, basis.ordinal(at)) for at in filter(basis.knows, edits.put)}
    return tuple(
        each
        for each in (movable_stretches(basis, edits) if movable is None else movable)
        if any((each.machine, each.unit, ordinal) in put for ordinal in each.ordinals)
    )


def _stay(basis: HandBasis, standing: frozenset[MachineAt], move: HandMove) -> frozenset[MachineAt]:
    """What stands there of the stay that is to be moved."""
    campaign = basis.campaign
    first, last = (_ordinal(campaign, slot) for slot in (move.first, move.last))
    stop = campaign.stop_of(move.unit)
    stay = frozenset(
        at for at in standing if (at.machine, at.unit) == (move.machine, stop) and first <= basis.ordinal(at) <= last
    )
    if not stay:
        raise WrongUsage(
            _(
                "{machine} does not stand at {unit} from {first} on any more, or that is past. Look at the schedule"
            ).format(machine=move.machine, unit=_named(basis, stop), first=spoken_day(move.first_day))
        )
    return stay


def _wanted(basis: HandBasis, move: HandMove, count: int) -> frozenset[MachineAt]:
    campaign, calendar = basis.campaign, basis.campaign.calendar
    if move.to_machine not in campaign.machines_by_name:
        raise WrongUsage(_("{machine}: no such machine in the workbook").format(machine=move.to_machine))
    begins, stop = _ordinal(campaign, move.to), campaign.stop_of(move.unit)
    if begins < basis.now:
        raise WrongUsage(
            _("{day}, {shift} is past; a stay can only be moved to slots that are still to come").format(
                day=spoken_day(move.to_day), shift=move.to_shift
            )
        )
    is_open = open_to_both(campaign, move.to_machine, stop)
    after: Sequence[int] = range(begins, calendar.last_ordinal + 1)
    if begins in is_open:
        after = [ordinal for ordinal in after if ordinal in is_open]
    if len(after) < count:
        raise WrongUsage(
            _("from {day}, {shift} on there is no room for all slots of the stay before the campaign ends").format(
                day=spoken_day(move.to_day), shift=move.to_shift
            )
        )
    return frozenset(basis.stand(move.to_machine, stop, ordinal) for ordinal in after[:count])


def _ordinal(campaign: Campaign, slot: Slot) -> int:
    if slot.shift not in campaign.calendar.shift_labels:
        raise WrongUsage(
            _("{shift}: no such shift. Sheet Ca has: {shifts}").format(
                shift=slot.shift, shifts=", ".join(campaign.calendar.shift_labels)
            )
        )
    return campaign.calendar.ordinal(slot.day, slot.shift)


def _named(basis: HandBasis, unit: UnitCode) -> str:
    known = basis.campaign.units_by_code.get(unit)
    return known.name if known is not None else unit


def _sorted(basis: HandBasis, taken: Iterable[MachineAt], put: Iterable[MachineAt]) -> HandEdits:
    def place(at: MachineAt) -> tuple[int, MachineName, UnitCode]:
        return basis.ordinal(at), at.machine, at.unit

    return HandEdits(taken=tuple(sorted(taken, key=place)), put=tuple(sorted(put, key=place)))


def _runs(ordinals: Sequence[int], is_open: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """The numbers in runs between which nothing is open."""
    run: list[int] = []
    for ordinal in ordinals:
        if run and any(between in is_open for between in range(run[-1] + 1, ordinal)):
            yield tuple(run)
            run = []
        run.append(ordinal)
    if run:
        yield tuple(run)
