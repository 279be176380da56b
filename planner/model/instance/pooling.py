"""Machines that differ only in where they come from, told as one class: for every question but those about roads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planner.domain.record import MachineName
from planner.model.instance.schedule import Visit
from planner.model.instance.subproblem import Part


@dataclass(frozen=True, slots=True)
class Pool:
    """A part with fewer and larger classes, and the way back to the classes that it has."""

    part: Part
    duty_of: dict[MachineName, dict[int, int]]
    """For each machine and each duty of the pooled part, the duty that it has in the part itself."""
    pooled: dict[int, int]
    """For each duty of the part itself, the one that it is told as."""

    def told(self, visits: Iterable[Visit]) -> Iterator[Visit]:
        """Visits of the part itself, as visits of the pooled one."""
        return (visit._replace(duty=self.pooled[visit.duty]) for visit in visits)

    def meant(self, visits: Iterable[Visit]) -> Iterator[Visit]:
        """Visits of the pooled part, as visits of the part itself."""
        return (visit._replace(duty=self.duty_of[visit.machine][visit.duty]) for visit in visits)


def pool_of(part: Part) -> Pool:
    """The part with one duty for all that are alike but for their base; exact wherever travel and reach do not matter.

    Where something was announced it matters which machine comes, so nothing is pooled.
    """
    groups: dict[object, list[int]] = {}
    for number in range(len(part.duties)):
        groups.setdefault(_likeness(part, number) if _may_be_pooled(part, number) else number, []).append(number)
    members = list(groups.values())
    duties = tuple(
        replace(
            part.duties[group[0]],
            machines=tuple(
                sorted(
                    (name for number in group for name in part.duties[number].machines),
                    key=part.machine_rank.__getitem__,
                )
            ),
        )
        for group in members
    )
    first_of = {group[0]: pooled for pooled, group in enumerate(members)}
    meetings = {
        code: tuple(replace(one, duty=first_of[one.duty]) for one in found if one.duty in first_of)
        for code, found in part.meetings.items()
    }
    duty_of: dict[MachineName, dict[int, int]] = {}
    for pooled, group in enumerate(members):
        for number in group:
            for name in part.duties[number].machines:
                duty_of.setdefault(name, {})[pooled] = number
    return Pool(
        replace(part, duties=duties, meetings=meetings),
        duty_of,
        {number: pooled for pooled, group in enumerate(members) for number in group},
    )


def _may_be_pooled(part: Part, number: int) -> bool:
    """Whether a class has this one mobile duty, which roads alone tell from others."""
    crew = part.duties[number].crew
    has_one_duty = sum(duty.crew == crew for duty in part.duties) == 1
    is_free = not part.promises and not part.limits_reach and part.wish is None
    return has_one_duty and is_free and not part.duties[number].is_fixed


def _likeness(part: Part, number: int) -> object:
    duty = part.duties[number]
    posting = duty.posting
    meetings = tuple(
        (code, one.worked, one.brings, one.pinned, one.taken, one.wished)
        for code, found in part.meetings.items()
        for one in found
        if one.duty == number
    )
    return posting.serves, posting.first_day, posting.last_day, posting.capacity, duty.open_ordinals, meetings
