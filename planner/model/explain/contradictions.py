"""Pins that exclude each other: found before any solving and told in sentences, or by a search where no plan was found.

Only what is fixed can make a campaign impossible: its pins, and in a re-plan the frozen days, which are pins too.
Everything else gives way, at worst by leaving dossiers uncollected.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise

from planner.domain.campaign import Campaign, Pin, PostingKind
from planner.domain.distance import Roads
from planner.domain.openness import Openness
from planner.domain.record import UnitCode
from planner.model.formulations.routing import RoutingFormulation
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import Stopper, refute
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.eligible_pairs import can_still_come
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.subproblem import whole
from planner.model.search.budget import Budget
from planner.texts import spoken_day, texts_of

_ = texts_of("model")


@dataclass(frozen=True, slots=True)
class PinnedSlot:
    """A slot that a pin really takes: it is open to the machine and to the unit, and the posting serves the unit."""

    pin: Pin
    posting: int
    ordinal: int


def contradictions(residual: ResidualInstance) -> tuple[str, ...]:
    """Every contradiction between pins, each as a sentence that names them; empty if there is none."""
    campaign = residual.campaign
    slots = list(_pinned_slots(campaign))
    found = [
        *_elsewhere_that_day(residual, slots),
        *_elsewhere_at_once(campaign, slots),
        *_too_many_together(campaign, slots),
        *_too_far_within_a_day(campaign, slots),
        *_too_many_visits(residual, slots),
    ]
    return tuple(dict.fromkeys(found))


def _pinned_slots(campaign: Campaign) -> Iterator[PinnedSlot]:
    openness = Openness.of(campaign)
    for pin in campaign.pins:
        machine, unit = campaign.machines_by_name[pin.machine], campaign.units_by_code[pin.unit]
        for number, posting in enumerate(machine.postings):
            if unit.code in posting.serves:
                for ordinal in openness.of_both(machine, posting, unit):
                    if pin.asks_for(openness.slot(ordinal)):
                        yield PinnedSlot(pin, number, ordinal)


def _elsewhere_that_day(residual: ResidualInstance, slots: Sequence[PinnedSlot]) -> Iterator[str]:
    """`whole-day`, `reach`: where a plan begins within a day, a machine has already worked too far from its pin."""
    campaign = residual.campaign
    roads = Roads.of(campaign)
    for slot in slots:
        here = residual.at_noon.get(slot.pin.machine)
        posting = campaign.machines_by_name[slot.pin.machine].postings[slot.posting]
        is_fixed = posting.kind is PostingKind.FIXED
        if (
            here is not None
            and campaign.calendar.slot(slot.ordinal).day == residual.begins_on
            and not can_still_come(residual, roads, here, slot.pin.unit, is_fixed=is_fixed)
        ):
            yield _(
                "{where}: {machine} must be at {unit} on {day}, but has worked at {other} on that day. "
                "Close the machine for that shift in Ngày nghỉ, or move the pin"
            ).format(
                where=slot.pin.source,
                machine=slot.pin.machine,
                unit=_name(campaign, slot.pin.unit),
                day=_day(campaign, slot.ordinal),
                other=_name(campaign, here),
            )


def _elsewhere_at_once(campaign: Campaign, slots: Sequence[PinnedSlot]) -> Iterator[str]:
    """`one-place`, `whole-day`: a machine cannot be at two units in a slot, nor in a day if it stays whole days."""

    def moment(slot: PinnedSlot) -> tuple[str, int]:
        day = campaign.calendar.slot(slot.ordinal).day.toordinal()
        return slot.pin.machine, day if campaign.stays_whole_days_everywhere else slot.ordinal

    for same_time in _grouped(slots, moment):
        for one, other in combinations(_one_each(same_time), 2):
            if one.pin.unit != other.pin.unit:
                yield _(
                    "{here} and {there}: {machine} cannot be at {unit} and at {other} on {day}. "
                    "Change one of the two pins"
                ).format(
                    here=one.pin.source,
                    there=other.pin.source,
                    machine=one.pin.machine,
                    unit=_name(campaign, one.pin.unit),
                    other=_name(campaign, other.pin.unit),
                    day=_day(campaign, other.ordinal),
                )


def _too_many_together(campaign: Campaign, slots: Sequence[PinnedSlot]) -> Iterator[str]:
    """`together`: more machines are pinned at a unit in one slot than may stand there at once."""
    for same_place in _grouped(slots, lambda slot: (slot.pin.unit, slot.ordinal)):
        unit = campaign.units_by_code[same_place[0].pin.unit]
        machines = sorted({slot.pin.machine for slot in same_place})
        if len(machines) > unit.together:
            yield _(
                "{where}: {machines} are pinned at {unit} on {day}, but at most {most} may stand there at once. "
                "Remove a pin or raise Số máy cùng lúc"
            ).format(
                where=_sources(same_place),
                machines=", ".join(machines),
                unit=unit.name,
                day=_day(campaign, same_place[0].ordinal),
                most=unit.together,
            )


def _too_far_within_a_day(campaign: Campaign, slots: Sequence[PinnedSlot]) -> Iterator[str]:
    """`reach`: pins that follow each other within a day lie further apart than a machine may move."""
    if True in campaign.ways_of_staying or campaign.reach_km is None:
        return
    roads = Roads.of(campaign)
    per_slot = len(campaign.calendar.shifts)
    for same_machine in _grouped(slots, lambda slot: slot.pin.machine):
        for one, other in pairwise(sorted(same_machine, key=lambda slot: slot.ordinal)):
            posting = campaign.machines_by_name[one.pin.machine].postings[other.posting]
            is_next = other.ordinal == one.ordinal + 1 and (other.ordinal - 1) % per_slot > 0
            km = roads.km(one.pin.unit, other.pin.unit)
            if is_next and posting.base is not None and km > campaign.reach_km + 1e-6:
                yield _far(campaign, one, other, km)


def _far(campaign: Campaign, one: PinnedSlot, other: PinnedSlot, km: float) -> str:
    return _(
        "{here} and {there}: {machine} would go {km:.1f} km from {unit} to {other} within {day}, "
        "further than Đi lại trong ngày tối đa. Change one of the two pins"
    ).format(
        here=one.pin.source,
        there=other.pin.source,
        machine=one.pin.machine,
        km=km,
        unit=_name(campaign, one.pin.unit),
        other=_name(campaign, other.pin.unit),
        day=_day(campaign, other.ordinal),
    )


def _too_many_visits(residual: ResidualInstance, slots: Sequence[PinnedSlot]) -> Iterator[str]:
    """`visits`: frozen days of several machines, or postings, or around a visit elsewhere, need several visits.

    A visit that a pin of the workbook holds does not count, nor one that goes on from a past visit held so.
    """
    campaign = residual.campaign
    needed: defaultdict[UnitCode, list[list[PinnedSlot]]] = defaultdict(list)
    for same_machine in _grouped(slots, lambda slot: slot.pin.machine):
        in_time = sorted(same_machine, key=lambda slot: slot.ordinal)
        for (unit, _posting), run in groupby(in_time, key=lambda slot: (slot.pin.unit, slot.posting)):
            of_run = list(run)
            goes_on = of_run[0] is in_time[0] and same_machine[0].pin.machine in residual.held_past_visits
            if all(slot.pin.is_frozen for slot in of_run) and not goes_on:
                needed[unit].append(of_run)
    for code, runs in sorted(needed.items()):
        unit = campaign.units_by_code[code]
        if len(runs) > unit.visits:
            yield _(
                "{where}: the frozen days at {unit} need {needed} visits, but only {allowed} may be made. "
                "Freeze fewer days or raise Số đợt tối đa"
            ).format(
                where=_sources(slot for run in runs for slot in run),
                unit=unit.name,
                needed=len(runs),
                allowed=unit.visits,
            )


def _grouped(slots: Sequence[PinnedSlot], key: Callable[[PinnedSlot], object]) -> Iterator[list[PinnedSlot]]:
    groups: dict[object, list[PinnedSlot]] = {}
    for slot in slots:
        groups.setdefault(key(slot), []).append(slot)
    yield from groups.values()


def _one_each(slots: Iterable[PinnedSlot]) -> list[PinnedSlot]:
    return list({slot.pin.unit: slot for slot in slots}.values())


def _sources(slots: Iterable[PinnedSlot]) -> str:
    return ", ".join(dict.fromkeys(slot.pin.source for slot in slots))


def _name(campaign: Campaign, code: UnitCode) -> str:
    return campaign.units_by_code[code].name


def _day(campaign: Campaign, ordinal: int) -> str:
    slot = campaign.calendar.slot(ordinal)
    return f"{spoken_day(slot.day)} {slot.shift}"


def minimal_infeasible_pins(residual: ResidualInstance, budget: Budget, stopper: Stopper) -> tuple[Pin, ...]:
    """A smallest set of pins that no plan keeps, or nothing if some plan keeps them all or time does not suffice.

    Deletion: each pin is left out in turn, and stays out if the rest is still impossible. (Cores of assumptions are
    not used: presolve may name literals that are none, google/or-tools #5141.)
    """
    pins = residual.campaign.pins
    if not pins or not _is_impossible(residual, pins, budget, stopper):
        return ()
    kept = list(pins)
    for pin in pins:
        fewer = [other for other in kept if other != pin]
        if _is_impossible(residual, fewer, budget, stopper):
            kept = fewer
    return tuple(kept)


def _is_impossible(residual: ResidualInstance, pins: Sequence[Pin], budget: Budget, stopper: Stopper) -> bool:
    campaign = residual.campaign.model_copy(update={"pins": tuple(pins)})
    problem = whole(replace(residual, campaign=campaign))
    shape = RoutingFormulation if problem.limits_reach else TimeIndexedFormulation
    return refute(lambda: shape(problem, EpsilonConstraints()).model, budget.share(0.1), stopper)
