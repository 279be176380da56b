"""A machine's stays: the runs of days at one unit that a print shows as one."""

from collections.abc import Iterator

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, Record


class Stay(Record):
    """A machine at one unit, under one posting, with no whole day left out on which it could have worked there.

    That is the contract's visit as far as days can tell: on paper a shift left out does not begin a new row.
    """

    unit: Unit
    posting: Posting
    assignments: tuple[Assignment, ...]
    """In time order; never empty."""

    @property
    def printed_place(self) -> str:
        """Where people come: a fixed machine's own place, else the unit's."""
        fixed_place = self.posting.place if self.posting.kind is PostingKind.FIXED else ""
        return fixed_place or self.unit.place


class Stays:
    """The stays of a plan's machines."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._campaign = campaign
        self._openness = Openness.of(campaign)
        self._by_machine: dict[MachineName, list[Assignment]] = {machine.name: [] for machine in campaign.machines}
        order = {label: position for position, label in enumerate(campaign.calendar.shift_labels)}
        for assignment in sorted(plan.assignments, key=lambda each: (each.date, order[each.shift])):
            self._by_machine[assignment.machine].append(assignment)

    def of(self, machine: Machine) -> Iterator[Stay]:
        """The machine's stays in time order."""
        run: list[Assignment] = []
        for assignment in self._by_machine[machine.name]:
            if run and self._ends(machine, run[-1], assignment):
                yield self._stay(machine, run)
                run = []
            run.append(assignment)
        if run:
            yield self._stay(machine, run)

    def _stay(self, machine: Machine, run: list[Assignment]) -> Stay:
        return Stay(
            unit=self._campaign.units_by_code[run[0].unit],
            posting=_posting_behind(machine, run[0]),
            assignments=tuple(run),
        )

    def _ends(self, machine: Machine, before: Assignment, after: Assignment) -> bool:
        posting = _posting_behind(machine, before)
        return (
            before.unit != after.unit
            or posting is not _posting_behind(machine, after)
            or self._leaves_a_day_out(machine, posting, before, after)
        )

    def _leaves_a_day_out(self, machine: Machine, posting: Posting, before: Assignment, after: Assignment) -> bool:
        if (after.date - before.date).days <= 1:
            return False
        between = set(days_between(before.date, after.date)) - {before.date, after.date}
        both = self._openness.of_both(machine, posting, self._campaign.units_by_code[before.unit])
        return any(self._openness.day(ordinal) in between for ordinal in both)


def _posting_behind(machine: Machine, assignment: Assignment) -> Posting:
    """The posting of that day; what was collected outside every posting is told with the one before it."""
    return machine.posting_on(assignment.date) or next(
        (posting for posting in reversed(machine.postings) if posting.first_day <= assignment.date),
        machine.postings[0],
    )
