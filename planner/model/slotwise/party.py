"""Parties: machines of a group that are open in the same slots, and so are always at the same place."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.campaign import Campaign, Posting, PostingKind
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.residual import ResidualInstance
from planner.model.slotwise.past_stays import PastStays


@dataclass(frozen=True, slots=True)
class Party:
    """Machines that always move as one: of a group those with the same open slots and the same past, or one alone."""

    machines: tuple[MachineName, ...]
    """In workbook order."""
    group: MachineName
    """The first machine of the whole group, which stands for it; the machine itself where it is in none."""
    postings: tuple[Posting, ...]
    """Of its first machine; those of the others differ in capacity alone."""
    posting_of: dict[int, int]
    """For each slot ahead in which it is open, in time order, the number of its posting."""
    past: PastStays
    standing: UnitCode | None
    """Where its mobile machines stand when planning begins; None where they have not set out."""

    @property
    def count(self) -> int:
        """How many machines there are."""
        return len(self.machines)

    def is_mobile(self, ordinal: int) -> bool:
        """Whether it travels under the posting of this open slot."""
        return self.postings[self.posting_of[ordinal]].kind is PostingKind.MOBILE


def parties_of(residual: ResidualInstance, pasts: dict[MachineName, PastStays]) -> tuple[Party, ...]:
    """All parties, in the order of their first machines."""
    campaign = residual.campaign
    alike: defaultdict[object, list[MachineName]] = defaultdict(list)
    for machine in campaign.machines:
        group = campaign.groups[machine.name][0].name
        key = (
            group,
            tuple(_open_slots(campaign, machine.name)),
            pasts[machine.name],
            residual.standing.get(machine.name),
        )
        alike[key].append(machine.name)
    return tuple(
        Party(
            tuple(names),
            campaign.groups[names[0]][0].name,
            campaign.machines_by_name[names[0]].postings,
            dict(_open_slots(campaign, names[0])),
            pasts[names[0]],
            residual.standing.get(names[0]),
        )
        for names in alike.values()
    )


def _open_slots(campaign: Campaign, name: MachineName) -> Iterator[tuple[int, int]]:
    """Each open slot with the number of the posting under which it is open, in time order."""
    machine, openness = campaign.machines_by_name[name], Openness.of(campaign)
    found = [
        (ordinal, number)
        for number, posting in enumerate(machine.postings)
        for ordinal in openness.of_posting(machine, posting)
    ]
    return iter(sorted(found))
