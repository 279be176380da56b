"""How many seats of a week the officers can fill at most: a flow from officers through their days and slots to seats.

Officers who could take the same seats, as often in the week and on each day, flow as one crowd; that changes no sum,
since what a crowd does can be shared out among its members.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planner.domain.max_flow import Network
from planner.roster.lawful_week import DAYS_A_WEEK, LawfulWeek, Turn, most_duties, restricted
from planner.roster.personal_weeks import PersonalWeeks, monday_of
from planner.roster.seating import SeatGroup
from planner.roster.staffing import Officer


class Crowd(NamedTuple):
    """What decides how an officer can be used for some seats of a week."""

    seats: tuple[int, ...]
    """Which of them he could take."""
    most: int
    """Duties that he can lawfully have there in the week."""
    most_by_day: tuple[int, ...]


class OfficersAlike(NamedTuple):
    """Officers who could take the same seats of a week, and are bound alike in it."""

    officers: tuple[Officer, ...]
    """In workbook order."""
    seats: tuple[int, ...]
    week: LawfulWeek


class WeekOfSeats:
    """The seats of one week, at least one, and the officers who could take any of them."""

    def __init__(self, weeks: PersonalWeeks, officers: Sequence[Officer], seats: Sequence[SeatGroup]) -> None:
        self.seats = seats
        self._monday = monday_of(seats[0].machine_shift.day)
        self._turns = [weeks.turn_of(group.machine_shift) for group in seats]
        self._anybody = weeks.week_of_anybody(self._monday, self._turns)
        self._alike = [
            OfficersAlike(
                tuple(alike),
                tuple(number for number, group in enumerate(seats) if weeks.may_take(alike[0], group)),
                weeks.week_of(alike[0], self._monday, ()),
            )
            for alike in weeks.alike(officers, self._monday)
        ]

    def count(self, numbers: Sequence[int] | None = None) -> "SeatCount":
        """What can be filled of the seats of these numbers; of all if none are given."""
        wanted = range(len(self.seats)) if numbers is None else numbers
        place = {number: rank for rank, number in enumerate(wanted)}
        able = []
        for alike in self._alike:
            own = [number for number in alike.seats if number in place]
            crowd = _crowd(self._asked(alike.week, own), tuple(place[number] for number in own))
            if crowd.most:
                able.append(AbleOfficers(alike.officers, crowd))
        anybody = self._asked(self._anybody, wanted)
        seats = tuple(self.seats[number] for number in wanted)
        return SeatCount(seats, tuple(able), _crowd(anybody, tuple(range(len(seats)))), anybody)

    def _asked(self, week: LawfulWeek, own: Iterable[int]) -> LawfulWeek:
        """The week of whoever could take these of the seats."""
        turns: list[set[Turn]] = [set() for _day in range(DAYS_A_WEEK)]
        for number in own:
            day, turn = self._turns[number]
            turns[day.weekday()].add(turn)
        return week._replace(turns=tuple(tuple(sorted(day)) for day in turns))


def _crowd(week: LawfulWeek, seats: tuple[int, ...]) -> Crowd:
    by_day = tuple(most_duties(restricted(week, day)) if week.turns[day] else 0 for day in range(DAYS_A_WEEK))
    return Crowd(seats, most_duties(week), by_day)


class AbleOfficers(NamedTuple):
    """Officers who could lawfully have a duty in some seats."""

    officers: tuple[Officer, ...]
    crowd: Crowd


class SeatCount(NamedTuple):
    """Some seats of one week, who could take them, and what one more officer could."""

    seats: tuple[SeatGroup, ...]
    able: tuple[AbleOfficers, ...]
    anybody: Crowd
    week_of_anybody: LawfulWeek

    @property
    def num_seats(self) -> int:
        """How many seats there are."""
        return sum(group.officers for group in self.seats)

    def of_nobody(self) -> "SeatCount":
        """The same seats without the officers who are there."""
        return self._replace(able=())

    def more_officers(self) -> int | None:
        """How many more officers there must be at least, so that no seat is vacant; None where no number suffices."""
        if not self.anybody.most or self.missing(self.num_seats):
            return None if self.seats else 0
        more = -(-self.missing() // self.anybody.most)
        while self.missing(more):
            more += 1
        return more

    def missing(self, num_more: int = 0) -> int:
        """How many of the seats stay vacant at least, with so many more officers who could take any of them."""
        return self.num_seats - self.filled(num_more)

    def filled(self, num_more: int = 0) -> int:
        """How many of the seats can be filled at most, with so many more officers."""
        crowds: Counter[Crowd] = Counter()
        for able in self.able:
            crowds[able.crowd] += len(able.officers)
        if num_more:
            crowds[self.anybody] += num_more
        return _flow(self.seats, crowds)


def _flow(seats: Sequence[SeatGroup], crowds: Counter[Crowd]) -> int:
    """Source, crowds with their week, their days, their slots, seats, sink."""
    source, sink, first_crowd = 0, 1, 2 + len(seats)
    joints = dict.fromkeys(
        (crowd, seats[number].machine_shift.day, shift)
        for crowd in crowds
        for number in crowd.seats
        for shift in (None, seats[number].machine_shift.shift)
    )
    node_of_crowd = {crowd: first_crowd + rank for rank, crowd in enumerate(crowds)}
    node_of_joint = {joint: first_crowd + len(crowds) + rank for rank, joint in enumerate(joints)}
    network = Network(first_crowd + len(crowds) + len(joints))
    for number, group in enumerate(seats):
        network.join(2 + number, sink, group.officers)
    for crowd, num_officers in crowds.items():
        network.join(source, node_of_crowd[crowd], num_officers * crowd.most)
        for number in crowd.seats:
            shift = seats[number].machine_shift
            network.join(node_of_joint[crowd, shift.day, shift.shift], 2 + number, num_officers)
    for (crowd, day, label), node in node_of_joint.items():
        if label is None:
            network.join(node_of_crowd[crowd], node, crowds[crowd] * crowd.most_by_day[day.weekday()])
        else:
            network.join(node_of_joint[crowd, day, None], node, crowds[crowd])
    return network.fill(source, sink)
