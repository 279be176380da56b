"""The fewest machines that collect everything by a day, where they start from, and how it goes with more or fewer.

kinds of machines → parts → what so many can do, wherever they are → which they are → their plan, judged
"""

from bisect import bisect_left
from datetime import date
from pathlib import Path

from planner.domain.policy import Goal
from planner.errors import WrongUsage
from planner.next_steps import Given, Term
from planner.texts import spoken_day, texts_of
from planner.workflow.fleet.asking import Asking
from planner.workflow.fleet.fleets import TODAYS, Fleet, Variations
from planner.workflow.fleet.kinds import machines_of
from planner.workflow.fleet.line_plans import LinePlans
from planner.workflow.fleet.part_search import PartSearch
from planner.workflow.fleet.parts import parts_of
from planner.workflow.fleet.sharing_out import AtBest, SharingOut
from planner.workflow.fleet.sized import AskedFleet, Line, Sized, Stage, Tell
from planner.workflow.planning.standpoint import Standpoint, Terms, standpoint_or_beginning
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")

MORE_LOOKED_AT = 8
"""So many machines more than today's, or than counting asks for, are looked at where nobody says how many."""
FEWER_SHOWN = 2
MORE_SHOWN = 1


def size_fleet(
    workbook: Path, asked: AskedFleet, search: Search, terms: Terms, tell: Tell, *, address: str | None = None
) -> Sized:
    """The fewest machines that collect everything by a day, as far as that is found in time. Nothing is stored.

    Ctrl-C ends the search, and what is known by then is given. Raises UnreadableFile, WorkbookProblems, WrongUsage,
    LedgerError, NoPlanInTime, NoPlanPossible, UnsoundPlan.
    """
    search = search.begun()
    here = standpoint_or_beginning(workbook, terms, address)
    by = here.campaign.calendar.last_day if asked.by is None else _within(here, asked.by)
    with hearing_ctrl_c() as was_pressed:
        sizing = _Sizing(here, by, asked.most, Asking(search, was_pressed), tell)
        sizing.run()
        return sizing.sized(was_stopped=was_pressed())


def _within(here: Standpoint, day: date) -> date:
    last = here.campaign.calendar.last_day
    if not here.first_day <= day <= last:
        raise WrongUsage(
            _("outside what is left of the campaign, from {first} to {last}. Give a day within").format(
                first=spoken_day(here.first_day), last=spoken_day(last)
            ),
            about=Given(Term.DUE_DAY, spoken_day(day)),
        )
    return day


class _Sizing:
    """The search for the fewest machines, and for the lines around them."""

    def __init__(self, here: Standpoint, by: date, most: int | None, asking: Asking, tell: Tell) -> None:
        calendar, machines = here.campaign.calendar, machines_of(here)
        variations = Variations.of(here, machines.kinds)
        self._here = here
        self._by = by
        self._by_slot = calendar.ordinal(by, calendar.shift_labels[-1])
        self._asking = asking
        self._tell = tell
        self._today = len(here.campaign.machines)
        self._parts = [PartSearch(here, part, variations) for part in parts_of(here, machines)]
        self._sharing = SharingOut(self._parts, machines.kinds, asking)
        self._plans = LinePlans(here, variations, asking, len(self._parts))
        self._asked_most = most
        self._most = self._last_looked_at()
        self._lines: list[Line] = []
        self._fleets: dict[tuple[int, Fleet], tuple[Fleet, ...]] = {}
        """Of each part, by the number of machines and the fleet of their line."""
        self._num_missing = 0

    def run(self) -> None:
        """Today's machines, the fewest, the lines around them, and for each what it would drive from any base."""
        self._tell(Stage.TODAY, self._today)
        self._add(self._plans.of_today(), (TODAYS,) * len(self._parts))
        self._find_fewest()
        self._fill_in()
        self._look_anywhere()

    def sized(self, *, was_stopped: bool) -> Sized:
        """What was found."""
        return Sized(
            campaign=self._here.campaign,
            by=self._by,
            lines=tuple(sorted(self._lines, key=lambda line: (line.machines, not line.is_todays))),
            fewest=self._fewest,
            least=self._least(),
            most=self._most,
            problems=self._here.problems,
            was_stopped=was_stopped,
            num_missing=self._num_missing,
        )

    @property
    def _fewest(self) -> int | None:
        """The fewest machines of a plan that was judged and collects everything in time."""
        return min((line.machines for line in self._lines if line.does(self._by)), default=None)

    def _last_looked_at(self) -> int:
        """The most machines that are looked at."""
        fewest, most = self._sharing.fewest_machines, self._sharing.most_machines
        if self._asked_most is not None:
            return min(self._asked_most, most)
        by_counting = fewest + bisect_left(range(fewest, most), x=True, key=self._may_do)
        return min(max(self._today, by_counting) + MORE_LOOKED_AT, most)

    def _may_do(self, machines: int) -> bool:
        return self._sharing.may_do(machines, self._by_slot)

    def _find_fewest(self) -> None:
        """The fewest that counting allows, then by halves: with a machine more it never goes worse."""
        low, high = self._sharing.fewest_machines, min(self._fewest or self._most + 1, self._most + 1)
        low += bisect_left(range(low, high), x=True, key=self._may_do)
        number = low
        while low < high and not self._asking.is_too_late:
            self._tell(Stage.FEWEST, number)
            low, high = (low, number) if self._is_enough(number) else (number + 1, high)
            number = (low + high) // 2

    def _is_enough(self, number: int) -> bool:
        """Whether a plan is found in which so many collect everything in time; it becomes a line."""
        settled = self._sharing.settle(number) if self._may_do(number) else None
        line = self._line_of(settled) if settled is not None and settled.does(self._by_slot) else None
        return line is not None and line.does(self._by)

    def _least(self) -> int:
        """Fewer than so many are proven too few."""
        enough = self._most + 1 if self._fewest is None else self._fewest
        return next((number + 1 for number in reversed(range(1, enough)) if not self._may_do(number)), 1)

    def _fill_in(self) -> None:
        """The lines that are told, those next to the fewest first; who else today's number could be comes last."""
        near = self._fewest or self._most
        for number in sorted(set(self._told(near)), key=lambda one: (one == self._today, abs(one - near), one)):
            if any(line.machines == number and not line.is_todays for line in self._lines):
                continue
            if not self._asking.is_too_late:
                self._tell(Stage.LINE, number)
                settled = self._sharing.settle(number)
                if settled is None or self._line_of(settled) is not None:
                    continue
            self._num_missing += number != self._today

    def _told(self, near: int) -> range:
        """The numbers of machines that lines are told of."""
        first = max(self._sharing.fewest_machines, near - FEWER_SHOWN)
        most = self._most if self._asked_most is not None else max(near, self._today) + MORE_SHOWN
        return range(first, min(most, self._most, self._sharing.most_machines) + 1)

    def _line_of(self, settled: AtBest) -> Line | None:
        """The line of the best machines of this number; one that there is already stays. None where it is too late."""
        chosen = self._sharing.choose(settled)
        for line in self._lines:
            if (line.machines, line.fleet) == (settled.machines, chosen.fleet):
                return line
        if self._asking.is_too_late:
            return None
        line = self._plans.of(settled, chosen)
        self._add(line, chosen.fleets)
        settled = self._sharing.settle(settled.machines) or settled
        self._lines[-1] = self._plans.proven_of_all(line, settled, chosen)
        return self._lines[-1]

    def _add(self, line: Line, fleets: tuple[Fleet, ...]) -> None:
        """Where the campaign has one part, what is proven of the plan is known of the part's fleet."""
        self._lines.append(line)
        self._fleets[line.machines, line.fleet] = fleets
        if len(self._parts) == 1 and line.found is not None:
            self._parts[0].learn_plan(line.fleet, line.found.plan)

    def _look_anywhere(self) -> None:
        """What each line would drive were its machines based anywhere; the answer first."""
        order = sorted(range(len(self._lines)), key=lambda place: self._lines[place].machines != self._fewest)
        for place in order:
            if self._asking.is_too_late:
                return
            line = self._lines[place]
            if line.found is not None:
                self._tell(Stage.ANYWHERE, line.machines)
                finish = line.found.result(Goal.FINISH).value
                driven = self._sharing.anywhere(self._fleets[line.machines, line.fleet], finish)
                self._lines[place] = self._plans.anywhere(line, driven)
