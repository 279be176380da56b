"""Travel slot by slot: where each party was last, and what its moves cost.

$L_{gut}$: after slot $t$ the party was last at $u$; $y_{gvut}$: it comes to $u$ in $t$ from $v$.
$L_{gut} = L_{gu,t-1} + \\sum_v y_{gvut} - \\sum_v y_{guvt}$, $x_{gut} \\le L_{gut}$. A party that has not set out, or
was last at a fixed place, is nowhere: from there a move costs the way from the posting's base. Where no way is longer
than the way round, travel is no less than the shortest tour through the stops where it works: that is a circuit.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, permutations, product

from ortools.sat.python import cp_model

from planner.domain.campaign import PostingKind
from planner.domain.record import UnitCode
from planner.model.slotwise.placements import Placements, Term, Walk, walks_of

MOST_MOVES = 150_000
"""More moves from stop to stop than these are too many for a model."""
MOST_STOPS_OF_A_TOUR = 60
METRES_OF_ROUNDING = 2
"""As metres are whole, three legs may seem this much uneven."""
NOWHERE = UnitCode("")


def num_moves(placements: Placements) -> int:
    """How many moves a model of travel would know of."""
    return sum(
        len(stops) * (1 + len(walk.party_stops)) for walk in walks_of(placements) for stops in walk.stops.values()
    )


def travel(placements: Placements) -> Term:
    """Road metres of all mobile machines."""
    costs: list[Term] = []
    for walk in walks_of(placements):
        drive = _Drive(placements, walk)
        mine = drive.metres()
        if drive.is_one_tour:
            # Each slot's move may stand for a way that is longer by what metres are rounded by.
            rounding = METRES_OF_ROUNDING * len(walk.party.posting_of)
            placements.model.add(mine + rounding >= drive.shortest_tour())
        costs.append(walk.party.count * mine)
    return cp_model.LinearExpr.sum(costs)


class _Drive:
    """The moves of one party."""

    def __init__(self, placements: Placements, walk: Walk) -> None:
        self._model = placements.model
        self._instance = placements.instance
        self._walk = walk
        self._party = walk.party
        self._costs: list[Term] = []

    @property
    def is_one_tour(self) -> bool:
        """Whether it goes on from where it stood last, from its first move to its last."""
        kinds = [posting.kind for posting in self._party.postings]
        bases = {posting.base for posting in self._party.postings}
        stops = self._walk.party_stops
        is_alike = set(kinds) == {PostingKind.MOBILE} and len(bases) == 1
        return is_alike and 1 < len(stops) <= MOST_STOPS_OF_A_TOUR and self._are_roads_even(stops)

    def _are_roads_even(self, stops: Sequence[UnitCode]) -> bool:
        """Whether no way between these stops, or from where it begins, is longer than a way round."""
        start = self._party.standing or self._party.postings[0].base
        codes = list(dict.fromkeys([*stops, *([] if start is None else [start])]))
        metres = {(one, other): self._instance.metres(one, other) for one, other in product(codes, repeat=2)}
        return all(
            metres[one, other] <= metres[one, between] + metres[between, other] + METRES_OF_ROUNDING
            for one, between, other in permutations(codes, 3)
        )

    def metres(self) -> Term:
        """What all its moves cost for one machine."""
        start = NOWHERE if self._party.standing is None else self._party.standing
        places: dict[UnitCode, Term] = {start: 1}
        for number, of_posting in groupby(self._party.posting_of, key=self._party.posting_of.__getitem__):
            ordinals = list(of_posting)
            if self._party.postings[number].kind is PostingKind.FIXED:
                places = self._forget(places, ordinals)
                continue
            for ordinal in ordinals:
                places = self._move(places, ordinal)
        return cp_model.LinearExpr.sum(self._costs)

    def _move(self, places: dict[UnitCode, Term], ordinal: int) -> dict[UnitCode, Term]:
        """Where it is after the slot, given where it is before."""
        arrivals = self._walk.stops[ordinal]
        entered = {unit: literal for unit, literal in arrivals.items() if self._may_arrive(unit, ordinal)}
        moves = {
            (place, unit): self._model.new_bool_var(f"{self._party.group} from {place} to {unit} in {ordinal}")
            for unit in entered
            for place in places
            if place != unit
        }
        for (place, unit), move in moves.items():
            self._costs.append(self._metres(place, unit, ordinal) * move)
        after = dict(places)
        for unit in {unit for move in moves for unit in move}:
            here = self._model.new_bool_var(f"{self._party.group} last at {unit} after {ordinal}")
            came = [move for (_place, to), move in moves.items() if to == unit]
            left = [move for (place, _to), move in moves.items() if place == unit]
            self._model.add(here == places.get(unit, 0) + sum(came) - sum(left))
            if came:
                self._model.add(sum(came) <= arrivals[unit])
            after[unit] = here
        for unit, literal in arrivals.items():
            self._model.add(literal <= after.get(unit, 0))
        return after

    def _may_arrive(self, unit: UnitCode, ordinal: int) -> bool:
        """Whether it may come to the stop in this slot: at one of whole days it often has to come in the first."""
        campaign = self._instance.campaign
        if unit not in self._instance.whole or campaign.move_slots:
            return True
        day = self._instance.day_of[ordinal]
        earlier = [other for other in self._walk.days[day] if other < ordinal]
        opened = set(self._walk.open_slots(unit))
        return not any(other in opened and not self._walk.away(other) for other in earlier)

    def _metres(self, place: UnitCode, unit: UnitCode, ordinal: int) -> int:
        if place != NOWHERE:
            return self._instance.metres(place, unit)
        base = self._party.postings[self._party.posting_of[ordinal]].base
        return 0 if base is None else self._instance.metres(base, unit)

    def _forget(self, places: dict[UnitCode, Term], ordinals: list[int]) -> dict[UnitCode, Term]:
        """After work at a fixed place it is nowhere; a fixed posting in which it never works leaves no trace."""
        worked = [literal for ordinal in ordinals for literal in self._walk.stops[ordinal].values()]
        if not worked:
            return places
        forgets = self._model.new_bool_var(f"{self._party.group} worked at its fixed place")
        self._model.add_max_equality(forgets, worked)
        after: dict[UnitCode, Term] = {}
        for place, was_there in places.items():
            if place != NOWHERE:
                stays = self._model.new_bool_var(f"{self._party.group} is still at {place}")
                self._model.add(stays <= was_there)
                self._model.add(stays <= 1 - forgets)
                self._model.add(stays >= was_there - forgets)
                after[place] = stays
        nowhere = self._model.new_bool_var(f"{self._party.group} is nowhere")
        self._model.add(nowhere == 1 - sum(after.values()))
        return {NOWHERE: nowhere, **after}

    def shortest_tour(self) -> Term:
        """The shortest way from where it begins through all stops at which it works, each once."""
        start = self._party.standing or self._party.postings[0].base
        visited = dict(self._visited())
        arcs: list[tuple[int, int, cp_model.LiteralT]] = []
        costs: list[Term] = []
        node = {unit: number for number, unit in enumerate(visited, 1)}
        idle = self._model.new_bool_var(f"{self._party.group} works nowhere")
        arcs.append((0, 0, idle))
        for unit, is_visited in visited.items():
            self._model.add_implication(idle, ~is_visited)
            first = self._model.new_bool_var(f"{self._party.group} first at {unit}")
            arcs += [
                (node[unit], node[unit], ~is_visited),
                (0, node[unit], first),
                (node[unit], 0, self._model.new_bool_var(f"{self._party.group} last at {unit}")),
            ]
            costs.append((0 if start is None else self._instance.metres(start, unit)) * first)
            for other in visited:
                if other != unit:
                    arc = self._model.new_bool_var(f"{self._party.group} {unit} before {other}")
                    arcs.append((node[unit], node[other], arc))
                    costs.append(self._instance.metres(unit, other) * arc)
        self._model.add_circuit(arcs)
        return cp_model.LinearExpr.sum(costs)

    def _visited(self) -> Iterator[tuple[UnitCode, cp_model.IntVar]]:
        for unit in self._walk.party_stops:
            literals = [stops[unit] for stops in self._walk.stops.values() if unit in stops]
            visited = self._model.new_bool_var(f"{self._party.group} comes to {unit}")
            self._model.add_max_equality(visited, literals)
            yield unit, visited
