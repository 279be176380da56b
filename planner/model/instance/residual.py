"""The residual instance: what is left to plan of a campaign, told as a campaign of its own, and what the past is worth.

What has happened is closed (`history`), what is collected is no longer needed, and what is frozen is pinned (`frozen`):
so everything that plans a campaign from its beginning plans its rest as well. A first plan is the rest of a campaign
without a past.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Closure, Pin
from planner.domain.distance import Roads, Whereabouts
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.domain.remaining import remaining_needs
from planner.domain.situation import RateKey, Situation, weight_of_notice
from planner.domain.wish import Wish
from planner.model.instance.criteria import CollectedRow, Criterion, values_of_rows
from planner.texts import texts_of

_ = texts_of("model")

METRES_PER_KM = 1000


class HeldPastVisit(NamedTuple):
    """A visit that has begun, may go on, and of which a slot is pinned."""

    unit: UnitCode
    posting_begins: date
    """The first day of the posting under which it was made."""


class PromisedSlot(NamedTuple):
    """A slot that was announced to a unit's citizens."""

    ordinal: int
    day: int
    """The number of its day."""
    cost: int
    """Announced dossiers that are still needed, times the weight of the notice: what it costs to lose the slot."""
    machines: tuple[MachineName, ...]
    """The machines that were announced, sorted."""


@dataclass(frozen=True, slots=True)
class SunkValues:
    """What is settled before planning is worth so much in each goal, whatever is planned."""

    by_goal: Mapping[Criterion, int] = field(default_factory=dict)
    """Dossiers that no plan can collect any more count as left; `milestones` are those of phases that are over."""
    travel_km: float = 0.0

    @property
    def finish(self) -> int:
        """The last slot that was worked; 0 without a past."""
        return self.by_goal.get(Goal.FINISH, 0)

    def adds(self, goal: Goal) -> int:
        """What is added to a goal that is a sum; travel in metres."""
        if goal is Goal.TRAVEL:
            return round(self.travel_km * METRES_PER_KM)
        return 0 if goal is Goal.FINISH else self.by_goal.get(goal, 0)


@dataclass(frozen=True, slots=True)
class ResidualInstance:
    """A campaign from a moment on."""

    campaign: Campaign
    """The slots that are over are closed to all, units need what is still to be collected, the frozen days are pinned,
    and phases ask for what is still missing."""
    sunk: SunkValues
    standing: Mapping[MachineName, UnitCode]
    """Where mobile machines stand; one that has not set out, or was last at a fixed place, is not in it."""
    at_noon: Mapping[MachineName, UnitCode]
    """For a plan that begins within a day, where each machine has worked on that day."""
    begins_on: date | None
    """The first day still to be planned, where the campaign has a past."""
    promises: Mapping[UnitCode, tuple[PromisedSlot, ...]]
    """What was announced, each unit's slots in time order."""
    rates: Mapping[RateKey, int]
    """Dossiers that a slot brings by what results have taught, where that is less than the workbook says."""
    wish: Wish | None = None
    """What every plan has to fulfil, beside the rules."""
    held_past_visits: Mapping[MachineName, HeldPastVisit] = field(default_factory=dict)
    """The visits of the past that do not count for `visits` if they go on, since a pin holds them."""
    begins: int = 1
    """The first slot still to be planned."""
    past: tuple[Closure, ...] = ()
    """Of the closures those that close what is over."""
    frozen: frozenset[Pin] = frozenset()
    """Of the pins those that the announced plan has made."""
    announced: frozenset[tuple[UnitCode, int]] = frozenset()
    """Every slot ahead that was announced to a unit's citizens, needed or not."""
    under_way: frozenset[tuple[MachineName, int, UnitCode]] = frozenset()
    """Machine, posting's number and unit of the visits that have begun and may go on."""
    parts: Mapping[UnitCode, int] = field(default_factory=dict)
    """Units of whose visits so many are one, told by its parts: see interrupted_visits.py."""

    def is_frozen(self, pin: Pin) -> bool:
        """Whether the announced plan, not the workbook, pins the machine."""
        return pin in self.frozen


def residual_of(campaign: Campaign, situation: Situation, wish: Wish | None = None) -> ResidualInstance:
    """What is left to plan, so that a wish is fulfilled if there is one."""
    begins = situation.first_ordinal_ahead(campaign.calendar)
    remaining = remaining_needs(campaign, situation)
    travelled = _travelled(campaign, situation.history)
    return ResidualInstance(
        campaign=_ahead(campaign, situation, remaining),
        sunk=_sunk(campaign, situation, travelled),
        standing=travelled.standing,
        at_noon={row.machine: row.unit for row in situation.history if row.date == situation.as_of},
        begins_on=situation.as_of,
        promises=_promises(campaign, situation, remaining, begins),
        rates={rate.key: rate.dossiers for rate in situation.rates},
        wish=wish,
        held_past_visits=held_past_visits(campaign, situation.history, begins),
        begins=begins,
        past=tuple(_closed_past(campaign, situation)),
        frozen=frozenset(_frozen(campaign, situation)),
        announced=frozenset(_announced(campaign, situation, begins)),
        under_way=frozenset(_under_way(campaign, situation, begins)),
    )


def _announced(campaign: Campaign, situation: Situation, begins: int) -> Iterator[tuple[UnitCode, int]]:
    for row in situation.announced:
        if row.shift in campaign.calendar.shift_labels:
            ordinal = campaign.calendar.ordinal(row.date, row.shift)
            if ordinal >= begins:
                yield row.unit, ordinal


def _under_way(campaign: Campaign, situation: Situation, begins: int) -> Iterator[tuple[MachineName, int, UnitCode]]:
    """A visit goes on where no slot after its last one was open to both."""
    openness = Openness.of(campaign)
    last = {row.machine: row for row in situation.history}
    for row in last.values():
        machine, unit = campaign.machines_by_name[row.machine], campaign.units_by_code[row.unit]
        ordinal = campaign.calendar.ordinal(row.date, row.shift)
        for number, posting in enumerate(machine.postings):
            if posting.first_day <= row.date <= posting.last_day:
                open_to_both = openness.of_both(machine, posting, unit) if unit.code in posting.serves else ()
                if not any(ordinal < later < begins for later in open_to_both):
                    yield row.machine, number, row.unit


def _ahead(campaign: Campaign, situation: Situation, remaining: Mapping[UnitCode, int]) -> Campaign:
    if situation.as_of is None:
        return campaign
    return campaign.model_copy(
        update={
            "units": tuple(unit.model_copy(update={"need": remaining[unit.code]}) for unit in campaign.units),
            "closures": (*campaign.closures, *_closed_past(campaign, situation)),
            "pins": (*_pins_ahead(campaign, situation.as_of), *_frozen(campaign, situation)),
            "phases": tuple(
                phase.model_copy(update={"target": max(0, phase.target - _collected_by(situation, phase.last_day))})
                for phase in campaign.phases
                if phase.last_day >= situation.as_of
            ),
        }
    )


def _collected_by(situation: Situation, day: date) -> int:
    return sum(row.dossiers for row in situation.history if row.date <= day)


def _closed_past(campaign: Campaign, situation: Situation) -> Iterator[Closure]:
    """Nobody works in slots that are over."""
    if situation.as_of is None:
        return
    shifts = campaign.calendar.shift_labels
    day_before = situation.as_of - timedelta(days=1)
    yield Closure(first_day=campaign.calendar.first_day, last_day=day_before, shifts=shifts)
    over = shifts[: shifts.index(situation.as_of_shift)] if situation.as_of_shift is not None else ()
    if over:
        yield Closure(first_day=situation.as_of, last_day=situation.as_of, shifts=over)


def _pins_ahead(campaign: Campaign, as_of: date) -> Iterator[Pin]:
    return (pin for pin in campaign.pins if pin.last_day >= as_of)


def _frozen(campaign: Campaign, situation: Situation) -> Iterator[Pin]:
    """`frozen`: placements announced for the frozen days stay, wherever machine and unit are still open."""
    if situation.frozen_until is None:
        return
    for row in situation.announced:
        if row.date > situation.frozen_until or not _is_known(campaign, row):
            continue
        yield Pin(
            machine=row.machine,
            unit=row.unit,
            first_day=row.date,
            last_day=row.date,
            shifts=(row.shift,),
            source=_("the announced plan (--freeze-days)"),
            is_frozen=True,
        )


def _is_known(campaign: Campaign, row: Assignment) -> bool:
    return (
        row.machine in campaign.machines_by_name
        and row.unit in campaign.units_by_code
        and row.shift in campaign.calendar.shift_labels
    )


class _Travelled(NamedTuple):
    """What machines have driven, and where that has left them."""

    km: float
    standing: Mapping[MachineName, UnitCode]


def _travelled(campaign: Campaign, history: Iterable[Assignment]) -> _Travelled:
    roads, whereabouts = Roads.of(campaign), Whereabouts()
    km = {machine.name: 0.0 for machine in campaign.machines}
    for row in history:
        origin = whereabouts.move(row.machine, campaign.machines_by_name[row.machine].posting_on(row.date), row.unit)
        km[row.machine] += roads.km(origin, row.unit) if origin is not None else 0.0
    return _Travelled(sum(km.values()), whereabouts.standing)


def _sunk(campaign: Campaign, situation: Situation, travelled: _Travelled) -> SunkValues:
    if situation.as_of is None:
        return SunkValues()
    rows = [
        CollectedRow(row.unit, campaign.calendar.ordinal(row.date, row.shift), row.dossiers)
        for row in situation.history
    ]
    milestones = sum(
        max(0, phase.target - _collected_by(situation, phase.last_day))
        for phase in campaign.phases
        if phase.last_day < situation.as_of
    )
    return SunkValues({**values_of_rows(campaign, rows, {}), Goal.MILESTONES: milestones}, travelled.km)


def _promises(
    campaign: Campaign, situation: Situation, remaining: Mapping[UnitCode, int], begins: int
) -> dict[UnitCode, tuple[PromisedSlot, ...]]:
    """Goal `changes`: each unit's announced slots, earliest first, with what is still needed of their dossiers.

    A slot that nobody needs any more costs nothing to lose, and is a promise only where changed days are counted.
    """
    dossiers: defaultdict[tuple[UnitCode, int], int] = defaultdict(int)
    machines: defaultdict[tuple[UnitCode, int], set[MachineName]] = defaultdict(set)
    for row in situation.announced:
        if row.unit in remaining and row.shift in campaign.calendar.shift_labels:
            ordinal = campaign.calendar.ordinal(row.date, row.shift)
            if ordinal >= begins:
                dossiers[row.unit, ordinal] += row.dossiers
                machines[row.unit, ordinal].add(row.machine)
    needed = dict(remaining)
    as_of = situation.as_of or campaign.calendar.first_day
    promises: defaultdict[UnitCode, list[PromisedSlot]] = defaultdict(list)
    for code, ordinal in sorted(dossiers):
        still_needed = min(dossiers[code, ordinal], needed[code])
        needed[code] -= still_needed
        day = campaign.calendar.slot(ordinal).day
        cost = still_needed * weight_of_notice(campaign.notice_weights, as_of, day)
        if cost > 0 or situation.max_changes is not None:
            promises[code].append(PromisedSlot(ordinal, day.toordinal(), cost, tuple(sorted(machines[code, ordinal]))))
    return {code: tuple(made) for code, made in promises.items()}


def held_past_visits(
    campaign: Campaign, history: Sequence[Assignment], begins: int
) -> dict[MachineName, HeldPastVisit]:
    """The last visit of each machine, if a pin holds it and it may go on; other machines are left out.

    `begins` is the first slot still to be planned.
    """
    pinned = {(pin.machine, pin.unit) for pin in campaign.pins}
    last = {row.machine: row for row in history}
    candidates = [row for row in last.values() if (row.machine, row.unit) in pinned]
    found = {}
    for row in candidates:
        machine, unit = campaign.machines_by_name[row.machine], campaign.units_by_code[row.unit]
        posting = machine.posting_on(row.date)
        if posting is None or row.unit not in posting.serves:
            continue
        open_to_both = frozenset(Openness.of(campaign).of_both(machine, posting, unit))
        rows = [other for other in history if other.machine == row.machine and other.date >= posting.first_day]
        visit = _last_visit(campaign, open_to_both, rows)
        was_left = open_to_both.intersection(range(_ordinal(campaign, row) + 1, begins))
        if not was_left and any(_is_pinned(campaign, one) for one in visit):
            found[row.machine] = HeldPastVisit(row.unit, posting.first_day)
    return found


def _is_pinned(campaign: Campaign, row: Assignment) -> bool:
    return any(
        (pin.machine, pin.unit) == (row.machine, row.unit) and pin.asks_for(Slot(row.date, row.shift))
        for pin in campaign.pins
    )


def _last_visit(campaign: Campaign, open_to_both: frozenset[int], rows: Sequence[Assignment]) -> list[Assignment]:
    """Of a machine's rows in time order, those of the last visit: no slot open to both is left out between two."""
    visit = [rows[-1]]
    for row in reversed(rows[:-1]):
        between = range(_ordinal(campaign, row) + 1, _ordinal(campaign, visit[-1]))
        if row.unit != visit[-1].unit or open_to_both.intersection(between):
            break
        visit.append(row)
    return visit


def _ordinal(campaign: Campaign, row: Assignment) -> int:
    return campaign.calendar.ordinal(row.date, row.shift)
