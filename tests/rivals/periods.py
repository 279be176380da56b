"""The time of tours: days where machines stay whole days, else slots; and how long a unit takes."""

from functools import cached_property
from math import ceil

from planner.domain.record import MachineName, UnitCode
from tests.rivals.ground import Ground, Standing


class Periods:
    """When machines work, told in periods; meaningful where all of them are alike (see `beyond_tours`)."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def number_of(self, ordinal: int) -> int:
        """The number of the slot's period, from 0."""
        return self.ground.day_of(ordinal) if self.ground.campaign.whole_days else ordinal - 1

    @cached_property
    def slots(self) -> dict[MachineName, dict[int, list[int]]]:
        """Of each machine the slots of each period in which it is open for any unit, in order."""
        found: dict[MachineName, dict[int, list[int]]] = {name: {} for name in self.ground.rank}
        for (name, _code), ordinals in self.ground.opens.items():
            for ordinal in ordinals:
                slots = found[name].setdefault(self.number_of(ordinal), [])
                if ordinal not in slots:
                    slots.append(ordinal)
        return {
            name: {number: sorted(slots) for number, slots in sorted(numbers.items())}
            for name, numbers in found.items()
        }

    @property
    def is_uneven(self) -> bool:
        """Whether a period has more slots than another."""
        return len({len(slots) for numbers in self.slots.values() for slots in numbers.values()}) > 1

    @property
    def has_windows(self) -> bool:
        """Whether a machine is open when a unit that it serves is not."""
        num_slots = {name: sum(map(len, numbers.values())) for name, numbers in self.slots.items()}
        return any(len(ordinals) < num_slots[name] for (name, _code), ordinals in self.ground.opens.items())

    @cached_property
    def room(self) -> int:
        """Dossiers of a period."""
        campaign = self.ground.campaign
        capacity = campaign.capacity(campaign.machines[0].postings[0], campaign.calendar.shift_labels[0])
        return capacity * max((len(slots) for numbers in self.slots.values() for slots in numbers.values()), default=1)

    @cached_property
    def lengths(self) -> dict[UnitCode, int]:
        """How many periods each unit takes; 0 without a need."""
        return {code: ceil(need / self.room) for code, need in self.ground.need.items()}

    def served_by(self, name: MachineName) -> list[UnitCode]:
        """Units with a need that the machine serves, in workbook order."""
        return [code for code, length in self.lengths.items() if length and (name, code) in self.ground.opens]

    def driven(self, routes: dict[MachineName, list[UnitCode]]) -> Standing:
        """The routes driven as early as can be, as far as the machines' periods last."""
        standing: Standing = {name: {} for name in self.ground.rank}
        for name, route in routes.items():
            coming = iter(self.slots[name].values())
            for code in route:
                for _period in range(self.lengths[code]):
                    standing[name].update(dict.fromkeys(next(coming, ()), code))
        return standing
