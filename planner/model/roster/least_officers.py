"""How many officers a week needs, as far as that is known. Nothing here needs the solver."""

from dataclasses import dataclass
from typing import NamedTuple

from planner.roster.lawful_week import TurnsOfWeek


class WorkedLine(NamedTuple):
    """A line of duties, and how many officers work it."""

    line: TurnsOfWeek
    officers: int


@dataclass(frozen=True, slots=True)
class LeastOfficers:
    """How many officers a week needs: never fewer than the bound, and so many as the lines show do."""

    bound: int
    lines: tuple[WorkedLine, ...] | None
    """A roster of the week; None where none was found, or was looked for."""

    @property
    def officers(self) -> int | None:
        """So many fill every seat; None where no roster was found."""
        return None if self.lines is None else sum(each.officers for each in self.lines)

    @property
    def is_proven(self) -> bool:
        """Whether no fewer would do."""
        return self.officers == self.bound
