"""Citizens who come together: households, and hamlets in the order of the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.folding import fold
from planner.domain.invitation import Citizen

RESTARTING_SHARE = 0.1
"""Where so large a share of the household labels occurs in several hamlets, each hamlet counts its own households."""


class HouseholdKey(NamedTuple):
    """One household of the unit; a citizen without one is a household of its own."""

    hamlet: str
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Household:
    """Citizens who are invited together, with the hamlet of the first of them."""

    key: HouseholdKey
    hamlet: str
    citizens: tuple[Citizen, ...]

    def __repr__(self) -> str:
        return f"Household({len(self.citizens)})"

    @property
    def first_number(self) -> int:
        """The lowest STT."""
        return self.citizens[0].number

    @property
    def lives_in_several_hamlets(self) -> bool:
        """Whether the list places its members apart."""
        return len({_label(citizen.hamlet) for citizen in self.citizens}) > 1


def households_of(citizens: Iterable[Citizen]) -> tuple[Household, ...]:
    """Every household; hamlets in the order of their first STT, households of a hamlet in the order of theirs.

    One label in several hamlets is one household, unless so many labels are that hamlets must count for themselves.
    """
    ordered = sorted(citizens, key=lambda citizen: citizen.number)
    restarts = _labels_restart(ordered)
    members: dict[HouseholdKey, list[Citizen]] = {}
    for citizen in ordered:
        members.setdefault(_key(citizen, restarts=restarts), []).append(citizen)
    ranks: dict[str, int] = {}
    for citizen in ordered:
        ranks.setdefault(_label(citizen.hamlet), len(ranks))
    households = [Household(key, _label(each[0].hamlet), tuple(each)) for key, each in members.items()]
    return tuple(sorted(households, key=lambda household: (ranks[household.hamlet], household.first_number)))


def _key(citizen: Citizen, *, restarts: bool) -> HouseholdKey:
    label = _label(citizen.household)
    if not label:
        return HouseholdKey("", "", citizen.number)
    return HouseholdKey(_label(citizen.hamlet) if restarts else "", label)


def _labels_restart(citizens: Iterable[Citizen]) -> bool:
    hamlets: dict[str, set[str]] = {}
    for citizen in citizens:
        if label := _label(citizen.household):
            hamlets.setdefault(label, set()).add(_label(citizen.hamlet))
    shared = sum(len(of_label) > 1 for of_label in hamlets.values())
    return shared > 1 and shared >= RESTARTING_SHARE * len(hamlets)


def _label(text: str) -> str:
    return fold(text)
