"""For how long and with how much a plan is searched for: one record from the command line to the solver."""

from dataclasses import dataclass


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


USUAL_SEARCH = SearchTerms()
