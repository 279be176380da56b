"""The parts of a slot instance: the smallest ones that nothing joins, and that are searched one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.domain.policy import Goal, GoalSetting
from planner.domain.record import MachineName, UnitCode
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.slot_instance import SlotInstance

Part = tuple[SlotInstance, tuple[StopNeed, ...]]


def parts_of(instance: SlotInstance, needs: tuple[StopNeed, ...], settings: Sequence[GoalSetting]) -> list[Part]:
    """The parts with their needs; the whole where a phase, a tolerance, a limit of changes or a wish joins them."""
    if _is_joined(instance, settings):
        return [(instance, needs)]
    return [
        (
            replace(
                instance,
                parties=tuple(party for party in instance.parties if party.group in groups),
                only=frozenset(stops),
            ),
            tuple(need for need in needs if need.stop in stops),
        )
        for groups, stops in _joined(instance)
    ]


def _is_joined(instance: SlotInstance, settings: Sequence[GoalSetting]) -> bool:
    has_phases = any(setting.goal is Goal.MILESTONES for setting in settings)
    has_tolerance = any(setting.tolerance_percent for setting in settings[:-1])
    has_limit = instance.situation.max_changes not in (None, 0)
    return has_phases or has_tolerance or has_limit or instance.wish is not None


def _joined(instance: SlotInstance) -> Iterable[tuple[set[MachineName], set[UnitCode]]]:
    """Groups with the stops that they may ever serve, those that share a stop or pass something on taken together.

    Stops that nobody can serve are a part of their own.
    """
    parts: list[tuple[set[MachineName], set[UnitCode]]] = []
    ties: list[tuple[set[MachineName], set[UnitCode]]] = [
        *(
            ({group}, {code for party in parties for posting in party.postings for code in posting.serves})
            for group, parties in instance.mates.items()
        ),
        *((set(), {one.unit, one.successor}) for one in instance.campaign.successions),
        *((set(), {unit.code}) for unit in instance.campaign.units),
    ]
    for groups, stops in ties:
        touched = [part for part in parts if part[1] & stops]
        parts = [part for part in parts if part not in touched]
        parts.append((groups.union(*(part[0] for part in touched)), stops.union(*(part[1] for part in touched))))
    return parts
