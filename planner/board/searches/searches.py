"""All searches of a board, one at a time.

A search runs in a thread of the server that calls the use case: the solver works in a process of its own already, so
what aborts there ends no page, and a plan that was found before is kept as it is for commands. A child process around
that one would only carry the same lines once more. The use case is given a wish to end instead of Ctrl-C, which no
thread but the first one hears.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from planner.board.searches.search import BoardSearch, RosterOrder, SearchOrder, SearchOutcome, SearchStage
from planner.domain.search_terms import SearchTerms
from planner.errors import PlannerError, SearchDied
from planner.workflow.folders import default_folder
from planner.workflow.ledger.keeping import this_moment, writer

if TYPE_CHECKING:
    from planner.workflow.solving.searching import Search

MOST_WORKERS = 8
MOST_REMEMBERED = 50
"""Searches that are over and can still be looked at."""
_COMING_UP = Lock()
CLOSING_SECONDS = 60.0
"""How long a ledger that is held by others may keep the board from closing; Ctrl-C ends that sooner."""


class SearchIsOn(Exception):
    """Another search is under way."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        """Of that other one."""


class Searches:
    """The searches of one campaign."""

    def __init__(
        self, workbook: Path, address: str | None, closing: Event, on_fault: Callable[[BaseException], str]
    ) -> None:
        self.closing = closing
        """Set when the board is being closed."""
        self.num_listeners = 0
        """Pages that are told how far a search is; counted by the one thread that serves them."""
        self._workbook, self._address, self._on_fault = workbook, address, on_fault
        self._lock = Lock()
        self._known: OrderedDict[int, BoardSearch] = OrderedDict()
        self._last = 0

    def start(self, order: SearchOrder | RosterOrder, by: str | None = None) -> BoardSearch:
        """Begin to search; what is found is stored under the name of `by`, or of whoever runs this.

        Raises SearchIsOn while another search is under way.
        """
        with self._lock:
            running = self._running()
            if running is not None:
                raise SearchIsOn(running.number)
            self._last += 1
            search = BoardSearch(self._last, order, this_moment(), writer(by), self.closing.is_set)
            self._known[search.number] = search
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        Thread(target=self._perform, args=(search,), name=f"search {search.number}", daemon=True).start()
        return search

    def prepare(self) -> None:
        """Let the process that searches come up while somebody looks at the form; it waits until it is asked."""
        if not self.closing.is_set() and self.running() is None:
            Thread(target=_get_ready, name="search to come", daemon=True).start()

    def find(self, number: int) -> BoardSearch | None:
        """The search of this number; None where there was none since the board was opened."""
        with self._lock:
            return self._known.get(number)

    def running(self) -> BoardSearch | None:
        """The search under way; None where there is none."""
        with self._lock:
            return self._running()

    def wait_until_over(self) -> None:
        """Wait until what was found is stored, when the board is being closed."""
        running = self.running()
        if running is not None:
            running.wait(CLOSING_SECONDS)

    def _running(self) -> BoardSearch | None:
        return next((each for each in self._known.values() if not each.state().is_over), None)

    def _perform(self, search: BoardSearch) -> None:
        try:
            search.end(self._outcome(search))
        except PlannerError as error:
            search.end(
                SearchOutcome(SearchStage.GIVEN_UP if search.is_given_up() else SearchStage.REFUSED, error=error)
            )
        except BaseException as error:  # a thread that dies unheard would let people wait for ever
            search.end(SearchOutcome(SearchStage.FAULTY, fault=self._on_fault(error)))

    def _outcome(self, search: BoardSearch) -> SearchOutcome:
        from planner.workflow.planning.unprinted import note_dead_search  # noqa: PLC0415 - nobody may ever search

        _get_ready()
        order = search.order
        try:
            found = self._rostered(search, order) if isinstance(order, RosterOrder) else self._planned(search, order)
        except SearchDied as error:
            if search.is_given_up():
                return SearchOutcome(SearchStage.GIVEN_UP)
            with suppress(PlannerError):  # that it died is told in any case
                note_dead_search(self._workbook, address=self._address, by=search.begun_by)
            return SearchOutcome(SearchStage.DIED, error=error)
        return found or SearchOutcome(SearchStage.GIVEN_UP)

    def _planned(self, search: BoardSearch, order: SearchOrder) -> SearchOutcome | None:
        """None where it was given up."""
        from planner.workflow.planning.standpoint import Terms  # noqa: PLC0415 - what learns takes its time
        from planner.workflow.planning.unprinted import plan_unprinted  # noqa: PLC0415
        from planner.workflow.solving.searching import SearchHand  # noqa: PLC0415

        terms = Terms(
            as_of=order.day,
            as_of_shift=order.shift,
            freeze_days=order.freeze_days,
            learns=order.learns,
            assumes_planned=order.assumes_planned,
        )
        found = plan_unprinted(
            self._workbook,
            self._folder(),
            _search_of(search),
            None if order.is_first else terms,
            SearchHand(search.has_to_end, search.is_given_up),
            address=self._address,
            by=search.begun_by,
        )
        if found is None:
            return None
        return SearchOutcome(
            stage=SearchStage.STORED if found.trouble is None else SearchStage.KEPT_ASIDE,
            version=found.number,
            amends=found.amends,
            was_stopped=found.was_stopped,
            remarks=(*found.warnings, *found.meanwhile),
            error=found.trouble,
            path=found.plan_path,
        )

    def _rostered(self, search: BoardSearch, order: RosterOrder) -> SearchOutcome | None:
        """None where it was given up."""
        from planner.telling.roster.missing import missing_told  # noqa: PLC0415 - as above
        from planner.workflow.roster.standpoint import RosterTerms  # noqa: PLC0415
        from planner.workflow.roster.unprinted import roster_unprinted  # noqa: PLC0415
        from planner.workflow.solving.searching import SearchHand  # noqa: PLC0415

        found = roster_unprinted(
            self._workbook,
            self._folder(),
            _search_of(search),
            RosterTerms(order.day, order.shift, order.until, order.freeze_days),
            SearchHand(search.has_to_end, search.is_given_up),
            tell_missing=lambda missing: search.tell_before(missing_told(missing)),
            address=self._address,
            by=search.begun_by,
        )
        if found is None:
            return None
        return SearchOutcome(
            stage=SearchStage.STORED if found.trouble is None else SearchStage.KEPT_ASIDE,
            version=found.number,
            was_stopped=found.was_stopped,
            remarks=(*found.warnings, *found.meanwhile),
            error=found.trouble,
            path=found.roster_path,
        )

    def _folder(self) -> Path:
        """Where what the ledger does not take is kept."""
        return self._workbook.resolve().parent / default_folder(self._workbook)


def _search_of(search: BoardSearch) -> "Search":
    from planner.workflow.solving.searching import Search  # noqa: PLC0415 - as above

    return Search(SearchTerms(search.order.seconds, min(MOST_WORKERS, os.cpu_count() or 1)), search.listen)


def _get_ready() -> None:
    from planner.workflow.solving.searcher import get_ready  # noqa: PLC0415 - nobody may ever search

    with _COMING_UP:  # one is enough for several who look at the form
        get_ready()
