"""Who may be called where invited people stay away: those whose own turn comes next."""

import math
from collections.abc import Iterable, Mapping, Sequence

from planner.domain.calendar import Slot
from planner.domain.invitation import Citizen
from planner.invitations.households import Household


def stand_ins(
    slots: Sequence[Slot],
    invited: Mapping[Slot, Sequence[Household]],
    waiting: Sequence[Household],
    reserve_percent: int,
) -> dict[int, Slot]:
    """By STT, the session to which a citizen may be called before their own.

    For each session so many percent of its invited, in whole households: the first to arrive at the next session that
    has any, and for the last one those who wait without a slot. Nobody loses a turn by standing in.
    """
    found: dict[int, Slot] = {}
    queue = list(waiting)
    for place, slot in enumerate(slots):
        wanted = math.ceil(_num_citizens(invited.get(slot, ())) * reserve_percent / 100)
        following = next((after for after in slots[place + 1 :] if invited.get(after)), None)
        source = invited[following] if following is not None else queue
        for household in source:
            if wanted <= 0:
                break
            found.update((citizen.number, slot) for citizen in household.citizens)
            wanted -= len(household.citizens)
    return found


def _num_citizens(households: Iterable[Household]) -> int:
    return sum(len(household.citizens) for household in households)


def by_arrival(citizens: Iterable[tuple[int, Citizen]], household_of: Mapping[int, Household]) -> list[Household]:
    """The households of a session, first to arrive first, each with those of it who are invited there."""
    together: dict[tuple[int, int], list[Citizen]] = {}
    for minute, citizen in sorted(citizens, key=lambda each: each[0]):
        household = household_of[citizen.number]
        together.setdefault((minute, household.first_number), []).append(citizen)
    return [
        Household(household_of[members[0].number].key, household_of[members[0].number].hamlet, tuple(members))
        for members in together.values()
    ]
