"""Visits as the model tells them: who stays where, from when to when."""

from typing import NamedTuple

from planner.domain.record import MachineName, UnitCode


class Visit(NamedTuple):
    """One machine's stay at one unit under one duty, periods counted on the part's timeline, both included."""

    machine: MachineName
    duty: int
    unit: UnitCode
    first: int
    last: int


class Stay(NamedTuple):
    """A visit by some machine of a class, not yet said which; periods included."""

    duty: int
    unit: UnitCode
    first: int
    last: int


class Work(NamedTuple):
    """One slot of a visit and the dossiers collected in it."""

    visit: int
    ordinal: int
    dossiers: int
