"""What somebody may do, and who they are."""

from dataclasses import dataclass
from enum import IntEnum

from planner.domain.record import UnitCode


class Role(IntEnum):
    """What somebody may do; each may do what those before it may."""

    ANYBODY = 0
    """Not signed in."""
    VIEWER = 1
    RECORDER = 2
    PLANNER = 3
    ADMIN = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks for a page."""

    name: str
    """Under which what they write is kept; empty for somebody who is not signed in."""
    role: Role
    units: frozenset[UnitCode] | None = None
    """The units of which they may record results; None is all."""
    is_by_code: bool = False
    """Whether they signed in by the day's code, which is for results alone."""
    must_change: bool = False
    """Whether they first choose a password that nobody else has seen."""
    account: int = 0
    """The number of their account; 0 for whoever opened a board of their own."""

    @property
    def may_record(self) -> bool:
        """Whether they may record results."""
        return self.role >= Role.RECORDER

    @property
    def may_plan(self) -> bool:
        """Whether they may plan, announce, and enter what is otherwise than the workbook says."""
        return self.role >= Role.PLANNER

    @property
    def may_look(self) -> bool:
        """Whether they may look at more than results."""
        return self.role >= Role.VIEWER and not self.is_by_code

    @property
    def may_rule(self) -> bool:
        """Whether they may say who may do what."""
        return self.role >= Role.ADMIN


NOBODY = Person(name="", role=Role.ANYBODY)
