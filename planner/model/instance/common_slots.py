"""What many eligible pairs have in common, worked out once: most units are open alike, and most machines too."""

from collections.abc import Sequence

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.model.instance.machine_classes import MachineClass

Slots = tuple[tuple[int, ...], ...]
"""Something of each slot, by period."""


class CommonSlots:
    """Slots open to a machine and a unit, and what they bring; equal ones are one and the same object."""

    def __init__(self, campaign: Campaign, classes: Sequence[MachineClass]) -> None:
        self._num_shifts = len(campaign.calendar.shift_labels)
        self._classes = classes
        numbers: dict[Slots, int] = {}
        self._alike = [numbers.setdefault(machine_class.open_ordinals, len(numbers)) for machine_class in classes]
        """Classes with the same slots have the same number here."""
        self._worked: dict[tuple[int, frozenset[int]], Slots] = {}
        self._brought: dict[tuple[int, tuple[int, ...]], Slots] = {}
        self.classes_for: dict[UnitCode, list[int]] = {unit.code: [] for unit in campaign.units}
        """For each unit the classes that serve it, in order; among them units that are not asked about."""
        for number, machine_class in enumerate(classes):
            for code in machine_class.posting.serves:
                self.classes_for.setdefault(code, []).append(number)

    def worked(self, machine_class: int, open_to_unit: frozenset[int]) -> Slots:
        """For each period, the slots open to both, as ordinals."""
        key = self._alike[machine_class], open_to_unit
        known = self._worked.get(key)
        if known is None:
            known = self._worked[key] = tuple(
                tuple(ordinal for ordinal in ordinals if ordinal in open_to_unit)
                for ordinals in self._classes[machine_class].open_ordinals
            )
        return known

    def brought(self, worked: Slots, rates: tuple[int, ...]) -> Slots:
        """The dossiers that each of these slots brings, given what one of each shift of the day does.

        `worked` is what the method of that name returned.
        """
        key = id(worked), rates
        known = self._brought.get(key)
        if known is None:
            known = self._brought[key] = tuple(
                tuple(rates[(ordinal - 1) % self._num_shifts] for ordinal in ordinals) for ordinals in worked
            )
        return known
