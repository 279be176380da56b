"""Visits slot by slot: how many count, on how many days each lies, and that each collects something.

For one party, stop and posting, the slots open to both in time order are $t_1, t_2, ...$; $x_k$ says that it stands
there in $t_k$. $a_k$: a visit is alive after $t_k$; $b_k$: one begins in $t_k$, at a stop of half days also where the
party was elsewhere since $t_{k-1}$.

| rule | in mathematics |
|---|---|
| a visit | $b_k \\ge x_k - a_{k-1}$; $a_k \\le x_k + h_k$, $a_k \\le x_k + a_{k-1}$; $h_k$: at half days meanwhile |
| a reason further on | $q_k \\le p_k x_k + q_{k+1}$, $q_k \\le p_k x_k + a_{k+1}$, $q_k \\le p_k x_k + 1 - b_{k+1}$ |
| `visits` | $\\sum (b_k - q_k)^+ \\le v_u$, $p_k$: a pin of the workbook |
| `min-stay` | $r_k \\le f_k + r_{k+1}$ (and as above), $r_k \\ge n (b_k - q_k)$; $f_k$: the first slot of its day |
| `useful` | $b_k = 1, q_k = 0 \\Rightarrow$ less was collected before than is needed; $p_k$: pinned or announced |

$a$, $q$ and $r$ are only bounded from above, $b$ from below: a further beginning within a visit would help no plan.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.domain.campaign import Unit
from planner.domain.record import UnitCode
from planner.model.slotwise.past_stays import OpenStay
from planner.model.slotwise.placements import Placements, Term, Walk, walks_of


@dataclass(frozen=True, slots=True)
class Filling:
    """What a stop has collected before a group's turn in a slot, and what it needs."""

    before: Mapping[tuple[str, int], Term]
    """By group and slot: the sum of what all that came before could collect."""
    need: Term


@dataclass(frozen=True, slots=True)
class ToldStays:
    """The visits of one party at one stop under one posting, as the model tells them; by the slots open to both."""

    walk: Walk
    unit: Unit
    posting: int
    ordinals: Sequence[int]
    begins: Sequence[cp_model.IntVar]
    counted: Sequence[cp_model.IntVar]
    """Those of the beginnings that count: not of visits that a pin holds."""
    alive: Sequence[cp_model.IntVar]
    has_past: bool
    """Whether a visit of the past may go on here."""


def keep_stays(placements: Placements, fillings: Mapping[UnitCode, Filling]) -> list[ToldStays]:
    """Keep `visits`, `min-stay` and `useful` at every stop; the visits that there may be."""
    told: list[ToldStays] = []
    for unit in placements.instance.units:
        counted: list[Term] = []
        for walk in walks_of(placements):
            for number, posting in enumerate(walk.party.postings):
                if unit.code in posting.serves:
                    stays = _Stays(placements, walk, unit, number, fillings[unit.code])
                    visits = stays.counted()
                    counted += [walk.party.count * visit for visit in visits]
                    if visits:
                        told.append(stays.told(visits))
        if counted:
            placements.model.add(sum(counted) <= unit.visits)
    return told


class _Stays:
    """All visits of one party at one stop under one posting."""

    def __init__(self, placements: Placements, walk: Walk, unit: Unit, posting: int, filling: Filling) -> None:
        self._model = placements.model
        self._placements = placements
        self._instance = placements.instance
        self._walk = walk
        self._unit = unit
        self._filling = filling
        self._is_whole = unit.code in placements.instance.whole
        self._ordinals = walk.open_slots(unit.code, posting)
        self._here = [walk.stops[ordinal].get(unit.code) for ordinal in self._ordinals]
        open_stays = [stay for stay in walk.party.past.open_stays if (stay.unit, stay.posting) == (unit.code, posting)]
        self._past: OpenStay | None = open_stays[0] if open_stays else None
        self._posting = posting
        self._begins: list[cp_model.IntVar] = []
        self._alive: list[cp_model.IntVar] = []

    def counted(self) -> list[cp_model.IntVar]:
        """A literal for each slot in which a visit begins that counts, and for the one that goes on from the past."""
        if not any(literal is not None for literal in self._here):
            return []
        self._tell_visits()
        held = self._reasons(self._is_pinned)
        counted = []
        for place, begins in enumerate(self._begins):
            counts, reason = begins, held[place]
            if reason is not None:
                counts = self._new(f"counts from {self._ordinals[place]}")
                self._model.add_bool_or([counts, reason, ~begins])
            counted.append(counts)
        past = self._past_goes_on(held[0])
        self._keep_min_stay(counted, past)
        self._keep_useful()
        return counted if past is None else [*counted, past]

    def told(self, visits: Sequence[cp_model.IntVar]) -> ToldStays:
        """What was made for these visits."""
        begun, has_past = visits[: len(self._begins)], self._past is not None
        return ToldStays(
            self._walk, self._unit, self._posting, self._ordinals, self._begins, begun, self._alive, has_past
        )

    def _new(self, name: str) -> cp_model.IntVar:
        return self._model.new_bool_var(f"{self._walk.party.group} at {self._unit.code}: {name}")

    def _x(self, place: int) -> Term:
        literal = self._here[place]
        return 0 if literal is None else literal

    def _tell_visits(self) -> None:
        """Where visits are alive and where they begin."""
        alive_before: Term = 0 if self._past is None else 1
        last = None if self._past is None else self._walk.party.past.last_ordinal
        for place, ordinal in enumerate(self._ordinals):
            begins, alive = self._new(f"begins in {ordinal}"), self._new(f"stays over {ordinal}")
            here = self._x(place)
            self._model.add(begins <= here)
            if self._is_whole:
                self._model.add(begins >= here - alive_before)
                self._model.add(alive <= here + sum(self._walk.away(ordinal, self._unit.code)))
                self._model.add(alive <= here + alive_before)
            else:
                self._model.add(begins >= here - self._went_on(alive_before, last, ordinal))
                self._model.add(alive <= here)
            self._begins.append(begins)
            self._alive.append(alive)
            alive_before, last = alive, ordinal

    def _went_on(self, alive_before: Term, last: int | None, ordinal: int) -> Term:
        """Whether a visit to a stop of half days has come so far: nobody was elsewhere while the stop was shut."""
        between = [
            literal
            for other in self._walk.party.posting_of
            if (last or 0) < other < ordinal
            for literal in self._walk.elsewhere(other, self._unit.code)
        ]
        if not between or (isinstance(alive_before, int) and alive_before == 0):
            return alive_before
        went_on = self._new(f"went on to {ordinal}")
        self._model.add(went_on <= alive_before)
        for literal in between:
            self._model.add_implication(went_on, ~literal)
        return went_on

    def _is_pinned(self, place: int) -> bool:
        return self._placements.is_held(self._walk.party.group, self._unit.code, self._ordinals[place])

    def _is_excused(self, place: int) -> bool:
        announced = (self._unit.code, self._ordinals[place]) in self._instance.residual.announced
        return announced or self._is_pinned(place)

    def _reasons(self, gives_reason: Callable[[int], bool]) -> list[cp_model.IntVar | None]:
        """For each slot, whether the visit alive in it has such a slot, there or further on; None if it cannot."""
        found: list[cp_model.IntVar | None] = [None] * len(self._ordinals)
        for place in reversed(range(len(self._ordinals))):
            own = self._here[place] if gives_reason(place) else None
            later = found[place + 1] if place + 1 < len(found) else None
            if own is None and later is None:
                continue
            holds = self._new(f"has a reason from {self._ordinals[place]} on")
            found[place] = holds
            mine = [] if own is None else [own]
            self._model.add_bool_or([~holds, *mine, *([] if later is None else [later])])
            if later is not None:
                self._model.add_bool_or([~holds, *mine, self._alive[place + 1]])
                self._model.add_bool_or([~holds, *mine, ~self._begins[place + 1]])
        return found

    def _past_goes_on(self, held: cp_model.IntVar | None) -> cp_model.IntVar | None:
        """Whether the visit of the past is worked on and counts; None where none may go on, or a pin of the past holds
        it."""
        if self._past is None or self._past.is_pinned:
            return None
        goes_on = self._new("goes on from the past")
        excuse = []
        if held is not None:
            by_pin = self._new("goes on to a pin")
            self._model.add_implication(by_pin, held)
            self._model.add_implication(by_pin, self._alive[0])
            self._model.add_implication(by_pin, ~self._begins[0])
            excuse = [by_pin]
        for place, literal in enumerate(self._here):
            if literal is not None:
                self._model.add_bool_or([~literal, goes_on, *self._begins[: place + 1], *excuse])
        return goes_on

    def _keep_min_stay(self, counted: Sequence[cp_model.IntVar], past: cp_model.IntVar | None) -> None:
        """`min-stay`: what counts lies on so many days; days of the past count too."""
        least = self._unit.min_days
        if least <= 1:
            return
        days_from: Term = 0
        for place in reversed(range(len(self._ordinals))):
            days = self._model.new_int_var(0, least, f"days from {self._ordinals[place]}")
            first = self._first_of_day(place)
            self._model.add(days <= first + days_from)
            if place + 1 < len(self._ordinals):
                self._model.add(days <= first + least * self._alive[place + 1])
                self._model.add(days <= first + least * (1 - self._begins[place + 1]))
            self._model.add(days >= least * counted[place])
            days_from = days
        if past is not None and self._past is not None:
            more = self._model.new_int_var(0, least, "days after the past")
            self._model.add(more <= days_from)
            self._model.add(more <= least * self._alive[0])
            self._model.add(more <= least * (1 - self._begins[0]))
            self._model.add(more + self._past.num_days >= least * past)

    def _first_of_day(self, place: int) -> Term:
        """At most 1 where the slot is worked and none before it in this visit on this day; else 0."""
        here = self._here[place]
        if here is None:
            return 0
        day = self._instance.day_of[self._ordinals[place]]
        earlier = [
            other
            for other in range(place)
            if self._instance.day_of[self._ordinals[other]] == day and self._here[other] is not None
        ]
        is_past_day = self._past is not None and self._past.last_day.toordinal() == day
        if not earlier and not is_past_day:
            return here
        first = self._new(f"first of the day in {self._ordinals[place]}")
        self._model.add_implication(first, here)
        for other in earlier:
            self._model.add(first <= 1 - self._x(other) + sum(self._begins[other + 1 : place + 1]))
        if is_past_day:
            self._model.add(first <= sum(self._begins[: place + 1]))
        return first

    def _keep_useful(self) -> None:
        """`useful`: by the order of filling, a visit that collects at all does so in its first slot."""
        excused = self._reasons(self._is_excused)
        for place, begins in enumerate(self._begins):
            before = self._filling.before.get((self._walk.party.group, self._ordinals[place]))
            if before is None:
                continue
            conditions: list[cp_model.LiteralT] = [begins]
            excuse = excused[place]
            if excuse is not None:
                conditions.append(~excuse)
            some_left = self._model.add(before - self._filling.need <= -1)
            some_left.only_enforce_if(*conditions)
