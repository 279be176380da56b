"""Who of the list before is who in this one, also where its rows were numbered anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planner.domain.invitation import Citizen, CitizenKey, Invitation


class Recognised(NamedTuple):
    """What is remembered of those who are on the list now."""

    remembered: dict[CitizenKey, Invitation]
    num_renumbered: int
    """Of these, who bear another STT than before."""
    num_gone: int
    """Of the list before, who are on it no more."""


class _Person(NamedTuple):
    name: str
    born: int


def recognised(citizens: Iterable[Citizen], remembered: Mapping[CitizenKey, Invitation]) -> Recognised:
    """By STT, name and year; who is left over on both sides, by name and year where only one can be meant."""
    keys = [citizen.key for citizen in citizens]
    found = {key: remembered[key] for key in keys if key in remembered}
    new = {_person(key): key for key in keys if key not in found}
    lost = {_person(key): key for key in remembered if key not in found}
    num_new = Counter(_person(key) for key in keys if key not in found)
    num_lost = Counter(_person(key) for key in remembered if key not in found)
    same = [person for person in lost if num_lost[person] == 1 and num_new[person] == 1]
    found |= {new[person]: remembered[lost[person]] for person in same}
    return Recognised(found, len(same), len(remembered) - len(found))


def _person(key: CitizenKey) -> _Person:
    return _Person(key.name, key.born)
