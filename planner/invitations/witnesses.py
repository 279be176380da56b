"""What speaks for and against two rows of two lists being one citizen: hamlet, household, and how they are called."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.folding import bare_of_marks
from planner.domain.invitation import CitizenKey, counted_household

FEWEST_OF_A_RENAMED_HAMLET, SHARE_OF_A_RENAMED_HAMLET = 3, 0.8
"""So many, and so large a share, of a hamlet's people bear the same new hamlet: it has another name now."""
FEWEST_RELABELLED, SHARE_RELABELLED = 5, 0.3
"""So many, and so large a share, of all have another household: households were numbered anew, and say nothing."""
MOST_SLIPS = 2
"""Letters by which a mended spelling may differ."""
MOST_YEARS = 15
"""Within one household more years lie between parent and child."""


class KnownPair(NamedTuple):
    """A row of the list before and one of this list that bear a name and year which nobody else bears in either."""

    before: CitizenKey
    now: CitizenKey


class _Home(NamedTuple):
    hamlet: str
    household: str


@dataclass(frozen=True, slots=True)
class Homes:
    """Whether two rows live in the same place, as far as the two lists can be compared."""

    renamed: Mapping[str, str]
    """Hamlets that bear another name now."""
    relabelled: Mapping[_Home, _Home]
    """Households whose members have all moved together, or that bear another label now."""
    are_households_told: bool
    """Whether the labels of households mean the same in both lists."""

    def num_contradictions(self, before: CitizenKey, now: CitizenKey) -> int:
        """How many of hamlet and household stand in both rows and differ."""
        return self._are_hamlets_other(before, now) + self._are_households_other(before, now)

    def are_both_the_same(self, before: CitizenKey, now: CitizenKey) -> bool:
        """Whether a household stands in both rows, and both it and the hamlet are the same."""
        is_known = bool(_household(before) and _household(now)) and self.are_households_told
        return is_known and not self.num_contradictions(before, now)

    def _are_hamlets_other(self, before: CitizenKey, now: CitizenKey) -> bool:
        if not before.hamlet or not now.hamlet or before.hamlet == now.hamlet:
            return False
        return self.renamed.get(before.hamlet) != now.hamlet and self.relabelled.get(_home(before)) != _home(now)

    def _are_households_other(self, before: CitizenKey, now: CitizenKey) -> bool:
        one, other = _household(before), _household(now)
        if not one or not other or one == other or not self.are_households_told:
            return False
        return self.relabelled.get(_home(before)) != _home(now)


def homes_of(pairs: Iterable[KnownPair]) -> Homes:
    """What the citizens who can be nobody else say of hamlets and households."""
    known = list(pairs)
    relabelled = _relabelled(known)
    households = [(each.before, each.now) for each in known if _household(each.before) and _household(each.now)]
    others = sum(
        _household(before) != _household(now) and relabelled.get(_home(before)) != _home(now)
        for before, now in households
    )
    are_told = others < max(FEWEST_RELABELLED, SHARE_RELABELLED * len(households))
    return Homes(_renamed(known), relabelled, are_told)


def _renamed(pairs: Iterable[KnownPair]) -> dict[str, str]:
    moves: dict[str, Counter[str]] = {}
    for before, now in pairs:
        if before.hamlet and now.hamlet:
            moves.setdefault(before.hamlet, Counter())[now.hamlet] += 1
    renamed = {}
    for hamlet, found in moves.items():
        name, count = found.most_common(1)[0]
        if name != hamlet and count >= max(FEWEST_OF_A_RENAMED_HAMLET, SHARE_OF_A_RENAMED_HAMLET * found.total()):
            renamed[hamlet] = name
    return renamed


def _relabelled(pairs: Iterable[KnownPair]) -> dict[_Home, _Home]:
    moves: dict[_Home, Counter[_Home]] = {}
    for before, now in pairs:
        if _household(before) and _household(now):
            moves.setdefault(_home(before), Counter())[_home(now)] += 1
    return {
        home: next(iter(found))
        for home, found in moves.items()
        if len(found) == 1 and found.total() > 1 and home not in found
    }


def _home(key: CitizenKey) -> _Home:
    return _Home(key.hamlet, key.household)


def _household(key: CitizenKey) -> str:
    """Its label; empty where the program has made one up for this list alone."""
    return "" if counted_household(key.household) else key.household


def is_mended_name(before: str, now: str) -> bool:
    """Whether one may be the other with its marks, or a letter or two, put right."""
    one, other = bare_of_marks(before), bare_of_marks(now)
    if one == other:
        return True
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only lists in which names have changed pay for it

    return OSA.distance(one, other, score_cutoff=MOST_SLIPS) <= MOST_SLIPS
