"""For how long and with how much a plan is searched for: one record from the command line to the solver."""

from dataclasses import dataclass, replace

LEAST_SECONDS = 1.0
"""A search lasts so long, if it was given so much, though its clock has run out: enough for a first plan."""
LOADING_SECONDS = 1.0
"""So long a command may load its parts before its clock runs: on most machines nothing is searched any shorter."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """How to search. With one worker, the same terms give the same plan."""

    seconds: float = 60.0
    """By the clock, for all goals together."""
    workers: int = 1
    """Searches that run at the same time."""
    seed: int = 0
    enough_gap: float | None = None
    """The last goal's gap with which to end before the time is up; None goes on until it is proven."""
    cluster: str | None = None
    """The scheduler's address of the cluster that does independent pieces of the search, or `local` for one on this
    machine; None for processes of this machine."""
    ends: float | None = None
    """The moment of the monotonic clock, which all processes of this machine share, at which the command that asks has
    used up its time; None where the clock begins with the search. How much is searched in which step goes by `seconds`
    all the same, so that the time for reading a workbook changes no plan."""
    patience: float = 1.0
    """How many times `seconds` the clock may run. More than 1 where nobody waits for this search alone, so that its
    effort ends it, which is the same in every run, and not a processor that others keep busy."""
    fence: float | None = None
    """The moment at which it is told to end although it plans for all of its time, as one of several that share that:
    a search that plans for little asks questions too short to be answered. None where nobody ends it early."""

    def moment_of_end(self, began: float) -> float:
        """When a search that began at this moment has to end."""
        return self._until(self.ends, began)

    def moment_told(self, began: float) -> float:
        """When somebody outside tells it to end, at the latest then."""
        return min(self.moment_of_end(began), self._until(self.fence, began))

    def _until(self, moment: float | None, began: float) -> float:
        whole = began + self.seconds * self.patience
        return whole if moment is None else max(began + min(self.seconds, LEAST_SECONDS), min(moment, whole))

    def since(self, called: float, now: float) -> "SearchTerms":
        """The same, whose clock runs since a command was called, but for what it usually takes to load its parts."""
        return replace(self, ends=min(now, called + LOADING_SECONDS) + self.seconds)

    def later(self, seconds: float) -> "SearchTerms":
        """The same with so much more time by the clock: what was made ready meanwhile takes none of it."""
        ends = None if self.ends is None else self.ends + seconds
        fence = None if self.fence is None else self.fence + seconds
        return replace(self, ends=ends, fence=fence)


USUAL_SEARCH = SearchTerms()
