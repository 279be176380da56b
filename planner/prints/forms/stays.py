"""A machine's stays: the runs of days at one unit that a print shows as one."""

from collections.abc import Iterator
from datetime import date

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, Record, UnitCode


class Stay(Record):
    """A machine or a group at one unit or cluster, under one posting, no day left out on which it could have worked.

    That is the contract's visit as far as days can tell: on paper a shift left out does not begin a new row, and what
    is worked elsewhere between two shifts at a unit of whole days does not either.
    """

    unit: Unit
    """Of a cluster the first, where it stands."""
    cluster: str = ""
    """The cluster's name; empty where the unit stands alone."""
    posting: Posting
    """Of a group the first machine's."""
    assignments: tuple[Assignment, ...]
    """In time order; never empty."""

    @property
    def name(self) -> str:
        """What a print calls where it stands: the cluster, else the unit."""
        return self.cluster or self.unit.name

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
        self._clusters = {cluster.stop: cluster.name for cluster in campaign.clusters if len(cluster.units) > 1}
        self._by_machine: dict[MachineName, list[Assignment]] = {machine.name: [] for machine in campaign.machines}
        self._order = {label: position for position, label in enumerate(campaign.calendar.shift_labels)}
        for assignment in sorted(plan.assignments, key=self._when):
            self._by_machine[assignment.machine].append(assignment)

    def of(self, *machines: Machine) -> Iterator[Stay]:
        """The stays of a machine, or of machines that move as one, in the order of their first slots."""
        rows = [row for machine in machines for row in self._by_machine[machine.name]]
        closed: list[list[Assignment]] = []
        going_on: dict[UnitCode, list[Assignment]] = {}
        for row in sorted(rows, key=self._when):
            stop = self._campaign.stop_of(row.unit)
            run = going_on.get(stop)
            if run is not None and self._ends(machines, run[-1], row):
                del going_on[stop]
            for other in [each for each in going_on if each != stop and self._leaves(going_on[each][-1], row)]:
                del going_on[other]
            if stop not in going_on:
                going_on[stop] = []
                closed.append(going_on[stop])
            going_on[stop].append(row)
        for run in closed:
            yield self._stay(machines[0], run)

    def _when(self, row: Assignment) -> tuple[date, int]:
        return row.date, self._order[row.shift]

    def _stay(self, machine: Machine, run: list[Assignment]) -> Stay:
        stop = self._campaign.stop_of(run[0].unit)
        return Stay(
            unit=self._campaign.units_by_code[stop],
            cluster=self._clusters.get(stop, ""),
            posting=_posting_behind(machine, run[0]),
            assignments=tuple(run),
        )

    def _leaves(self, before: Assignment, after: Assignment) -> bool:
        """Whether work at another unit ends a stay: not where a machine of the group is still there in the same slot,
        and not where it stays whole days at the one and not at the other."""
        if self._when(before) == self._when(after) and before.machine != after.machine:
            return False
        campaign = self._campaign
        return not (campaign.stays_whole_days(before.unit) and not campaign.stays_whole_days(after.unit))

    def _ends(self, machines: tuple[Machine, ...], before: Assignment, after: Assignment) -> bool:
        posting = _posting_behind(machines[0], before)
        return posting is not _posting_behind(machines[0], after) or self._leaves_a_day_out(machines, before, after)

    def _leaves_a_day_out(self, machines: tuple[Machine, ...], before: Assignment, after: Assignment) -> bool:
        if (after.date - before.date).days <= 1:
            return False
        between = set(days_between(before.date, after.date)) - {before.date, after.date}
        unit = self._campaign.units_by_code[before.unit]
        return any(
            self._openness.day(ordinal) in between
            for machine in machines
            for ordinal in self._openness.of_both(machine, _posting_behind(machine, before), unit)
        )


def _posting_behind(machine: Machine, assignment: Assignment) -> Posting:
    """The posting of that day; what was collected outside every posting is told with the one before it."""
    return machine.posting_on(assignment.date) or next(
        (posting for posting in reversed(machine.postings) if posting.first_day <= assignment.date),
        machine.postings[0],
    )
