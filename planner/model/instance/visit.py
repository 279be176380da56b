"""Visits as the model tells them: who stays where, from when to when."""

from typing import NamedTuple

from planner.domain.record import MachineName, UnitCode


class Visit(NamedTuple):
    """One machine at one unit under one posting, periods counted on the subproblem's timeline, both included."""

    machine: MachineName
    machine_class: int
    unit: UnitCode
    first: int
    last: int


class ClassVisit(NamedTuple):
    """A visit by some machine of a class, not yet said which; periods included."""

    machine_class: int
    unit: UnitCode
    first: int
    last: int


class Work(NamedTuple):
    """One slot of a visit and the dossiers collected in it."""

    visit: int
    ordinal: int
    dossiers: int
