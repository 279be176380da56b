"""What a plan made by hand begins with: a stored version, what has happened since, what was promised, what is fixed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from planner.domain.campaign import Campaign
from planner.domain.hand_edits import HandEdits, MachineAt
from planner.domain.openness import Openness
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.domain.situation import DEFAULT_FREEZE_DAYS
from planner.ledger.state import LedgerState
from planner.replan.situation import Announced, PlanningMoment
from planner.workflow.days.standing import moment_now


@dataclass(frozen=True)
class HandBasis:
    """A version of the plan at the moment at which somebody edits it."""

    campaign: Campaign
    number: int
    """Of the version."""
    plan: Plan
    moment: PlanningMoment
    """The first slot that is not past."""
    results: tuple[Result, ...]
    """All that count."""
    announced: Announced | None
    """What citizens rely on."""

    @cached_property
    def now(self) -> int:
        """The ordinal of the first slot that is not past."""
        return self.moment.ordinal(self.campaign)

    @cached_property
    def ahead(self) -> frozenset[MachineAt]:
        """Where the version has machines from now on; what the workbook has lost is left out."""
        return self._placements(self.plan)

    @cached_property
    def frozen(self) -> frozenset[MachineAt]:
        """What was announced for the frozen days and stands in the version: it does not move."""
        return self._near & self.ahead

    @cached_property
    def frozen_until(self) -> date | None:
        """The last day up to which the version keeps all that was announced so near; None where that is no day."""
        if self.announced is None:
            return None
        given_up = min((at.day for at in self._near - self.ahead), default=date.max)
        last = min(last_frozen_day(self.moment, self.plan.frozen_until), given_up - timedelta(days=1))
        return last if last >= self.moment.day else None

    @cached_property
    def _near(self) -> frozenset[MachineAt]:
        """What was announced for the frozen days and can still be kept."""
        if self.announced is None:
            return frozenset()
        last = min(self.announced.until, last_frozen_day(self.moment, self.plan.frozen_until))
        return frozenset(at for at in self._placements(self.announced.plan) if at.day <= last and self.can_be(at))

    def knows(self, at: MachineAt) -> bool:
        """Whether the workbook has all that it names, and its slot is not past."""
        calendar = self.campaign.calendar
        return (
            at.machine in self.campaign.machines_by_name
            and at.unit in self.campaign.units_by_code
            and at.shift in calendar.shift_labels
            and self.now <= self.ordinal(at) <= calendar.last_ordinal
        )

    def ordinal(self, at: MachineAt) -> int:
        """The number of its slot."""
        return self.campaign.calendar.ordinal(at.day, at.shift)

    def stand(self, machine: MachineName, stop: UnitCode, ordinal: int) -> MachineAt:
        """The machine at the stop in the slot of this number."""
        slot = self.campaign.calendar.slot(ordinal)
        return MachineAt(machine, stop, slot.day, slot.shift)

    def can_be(self, at: MachineAt) -> bool:
        """Whether the slot is open to both, and the machine's posting serves the stop then."""
        return self.ordinal(at) in open_to_both(self.campaign, at.machine, at.unit)

    def _placements(self, plan: Plan) -> frozenset[MachineAt]:
        return frozenset(at for at in placements_of(self.campaign, plan) if self.ordinal(at) >= self.now)


def basis_of(campaign: Campaign, state: LedgerState, today: date) -> HandBasis | None:
    """The latest version as it stands today; None where no plan was stored yet."""
    if state.latest is None:
        return None
    announced = None
    if state.announced is not None and state.announcement is not None:
        announced = Announced(state.announced.plan, state.announcement.until)
    return HandBasis(
        campaign=campaign,
        number=state.latest.number,
        plan=state.latest.plan,
        moment=moment_now(campaign, state.results, today),
        results=state.results,
        announced=announced,
    )


def last_frozen_day(moment: PlanningMoment, told: date | None) -> date:
    """The last day on which announced slots stay: as a new plan has it by default, or later if the version says so."""
    usual = moment.day + timedelta(days=DEFAULT_FREEZE_DAYS - 1)
    return usual if told is None else max(usual, told)


def placements_of(campaign: Campaign, plan: Plan) -> Iterable[MachineAt]:
    """Every placement of the plan that is not past for it, by stop; what the workbook has lost is left out."""
    return (
        MachineAt(row.machine, campaign.stop_of(row.unit), row.date, row.shift)
        for row in plan.assignments
        if not row.done and _is_known(campaign, row)
    )


def _is_known(campaign: Campaign, row: Assignment) -> bool:
    return (
        row.machine in campaign.machines_by_name
        and row.unit in campaign.units_by_code
        and row.shift in campaign.calendar.shift_labels
    )


class _OpenToBoth:
    """For a machine and a stop, the slots open to both; each pair is looked at once and kept with the campaign."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign, self._openness = campaign, Openness.of(campaign)
        self._known: dict[tuple[MachineName, UnitCode], frozenset[int]] = {}

    def of(self, machine: MachineName, stop: UnitCode) -> frozenset[int]:
        """Their slots by ordinal."""
        found = self._known.get((machine, stop))
        if found is None:
            found = self._known[machine, stop] = frozenset(self._all(machine, stop))
        return found

    def _all(self, machine: MachineName, stop: UnitCode) -> Iterator[int]:
        known = self._campaign.machines_by_name[machine]
        for posting in known.postings:
            for code in self._campaign.units_at(stop):
                if code in posting.serves:
                    yield from self._openness.of_both(known, posting, self._campaign.units_by_code[code])


def open_to_both(campaign: Campaign, machine: MachineName, stop: UnitCode) -> frozenset[int]:
    """The slots open to the machine and to a unit of the stop that its posting serves then."""
    return campaign.once(_OpenToBoth).of(machine, stop)


def placements_with(basis: HandBasis, edits: HandEdits) -> frozenset[MachineAt]:
    """Where machines stand from now on with these edits."""
    return (basis.ahead - frozenset(edits.taken)) | frozenset(filter(basis.knows, edits.put))
