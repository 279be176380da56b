"""Who of the list before is who in this one, also where its rows were numbered anew.

Name and year say who may be meant; hamlet and household say who of several is, before STT does. Where these speak
against each other nobody is taken for anybody: the rows are named, and somebody who knows the people decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planner.domain.folding import bare_of_marks
from planner.domain.invitation import Citizen, CitizenKey, Invitation
from planner.invitations.witnesses import MOST_YEARS, Homes, KnownPair, homes_of, is_mended_name

MOST_NAMESAKES = 100
"""More of one name and year than this is no list of people; they are told apart by equal rows alone."""


class Doubt(NamedTuple):
    """Rows of which nothing says for certain which of them are one citizen."""

    now: tuple[int, ...]
    """Their STT in this list."""
    before: tuple[int, ...]
    """Their STT in the list before."""


class Recognised(NamedTuple):
    """What is remembered of those who are on the list now."""

    remembered: dict[CitizenKey, Invitation]
    num_renumbered: int
    """Of these, who bear another STT than before."""
    num_gone: int
    """Of the list before, who are on it no more; none of those in doubt."""
    num_mended: int = 0
    """Of those remembered, whose name or year is written otherwise now."""
    doubts: tuple[Doubt, ...] = ()
    """They are remembered by nobody."""

    @property
    def num_forgotten(self) -> int:
        """Of the list before, whose memory nobody bears now, in doubt or not."""
        return self.num_gone + sum(len(doubt.before) for doubt in self.doubts)


def recognised(citizens: Iterable[Citizen], remembered: Mapping[CitizenKey, Invitation]) -> Recognised:
    """Each citizen of this list with what is remembered of the same citizen, where that is certain."""
    return _Comparison([citizen.key for citizen in citizens], remembered).result()


class _Person(NamedTuple):
    name: str
    born: int


class _Comparison:
    """Two lists, and who of them has been found to be the same."""

    def __init__(self, now: Sequence[CitizenKey], before: Mapping[CitizenKey, Invitation]) -> None:
        self._before = before
        self._found: dict[CitizenKey, CitizenKey] = {}
        """By the key of this list, that of the list before."""
        self._doubts: list[Doubt] = []
        self._all_now, self._all_before = _by_person(now), _by_person(before)
        self._homes: Homes = homes_of(self._known_pairs())

    def result(self) -> Recognised:
        left_now: list[CitizenKey] = []
        left_before: list[CitizenKey] = [
            key for person, keys in self._all_before.items() if person not in self._all_now for key in keys
        ]
        for person, keys in self._all_now.items():
            rest_now, rest_before = self._match_namesakes(keys, self._all_before.get(person, []))
            left_now += rest_now
            left_before += rest_before
        self._match_mended(left_now, left_before)
        num_doubted = sum(len(doubt.before) for doubt in self._doubts)
        return Recognised(
            remembered={now: self._before[before] for now, before in self._found.items()},
            num_renumbered=sum(now.number != before.number for now, before in self._found.items()),
            num_gone=len(self._before) - len(self._found) - num_doubted,
            num_mended=sum(_person(now) != _person(before) for now, before in self._found.items()),
            doubts=tuple(sorted(self._doubts)),
        )

    def _known_pairs(self) -> list[KnownPair]:
        return [
            KnownPair(self._all_before[person][0], keys[0])
            for person, keys in self._all_now.items()
            if len(keys) == len(self._all_before.get(person, ())) == 1
        ]

    def _match_namesakes(
        self, now: list[CitizenKey], before: list[CitizenKey]
    ) -> tuple[list[CitizenKey], list[CitizenKey]]:
        """Those of one name and year: in the same household of the same hamlet first; returns who is left over."""
        now, before = self._match_same_homes(now, before)
        if len(now) * len(before) <= MOST_NAMESAKES**2:
            now, before = self._match_only_fitting(now, before)
        if len(now) == len(before) == 1 and self._is_the_same(before[0], now[0]):
            self._found[now[0]] = before[0]
            return [], []
        if not now or not before:
            return now, before
        return self._doubt(now, before)

    def _match_same_homes(
        self, now: list[CitizenKey], before: list[CitizenKey]
    ) -> tuple[list[CitizenKey], list[CitizenKey]]:
        if not before:
            return now, before
        if len(now) == len(before) == 1 and now[0] != before[0]:
            return now, before  # nobody else can be meant, so all witnesses are heard together
        left_now: list[CitizenKey] = []
        taken: set[CitizenKey] = set()
        homes: dict[tuple[str, str], list[CitizenKey]] = {}
        for key in now:
            homes.setdefault((key.hamlet, key.household), []).append(key)
        at_home: dict[tuple[str, str], list[CitizenKey]] = {}
        for key in before:
            at_home.setdefault((key.hamlet, key.household), []).append(key)
        for home, keys in homes.items():
            found = self._match_alike(keys, at_home.get(home, []))
            left_now += [key for key in keys if key not in found]
            taken |= set(found.values())
        return left_now, [key for key in before if key not in taken]

    def _match_alike(self, now: list[CitizenKey], before: list[CitizenKey]) -> dict[CitizenKey, CitizenKey]:
        """Rows that tell nothing apart but their STT, as of twins; those are believed where none is new to both."""
        by_number = {key.number: key for key in before}
        same_numbers = {key: by_number[key.number] for key in now if key.number in by_number}
        pairs: dict[CitizenKey, CitizenKey] = {}
        if len(same_numbers) == min(len(now), len(before)):
            pairs = same_numbers
        elif len(now) == len(before) == 1 or (
            len(now) <= len(before) and len({self._told(key) for key in before}) == 1
        ):
            pairs = dict(zip(sorted(now), sorted(before), strict=False))
        self._found |= pairs
        return pairs

    def _told(self, key: CitizenKey) -> object:
        """What would be taken for another's if the row were; the hours within one session make no difference."""
        each = self._before[key]
        return (each.slot, each.times, each.absences, each.came, each.activated, each.reason, each.stayed_away)

    def _match_only_fitting(
        self, now: list[CitizenKey], before: list[CitizenKey]
    ) -> tuple[list[CitizenKey], list[CitizenKey]]:
        """Those whose hamlet and household speak against all others of the name; alike ones by their STT."""
        if len(now) <= 1 and len(before) <= 1:
            return now, before
        fitting = {key: [other for other in before if not self._homes.num_contradictions(other, key)] for key in now}
        if all(len(found) == len(before) for found in fitting.values()):
            pairs = self._match_alike(now, before)
        else:
            wanted = [other for found in fitting.values() for other in found]
            pairs = {key: found[0] for key, found in fitting.items() if len(found) == 1 and wanted.count(found[0]) == 1}
            self._found |= pairs
        taken = set(pairs.values())
        return [key for key in now if key not in pairs], [key for key in before if key not in taken]

    def _is_the_same(self, before: CitizenKey, now: CitizenKey) -> bool:
        """Of two who alone bear a name and year: one witness against is outweighed by the same STT, two are not."""
        against = self._homes.num_contradictions(before, now)
        return against == 0 or (against == 1 and before.number == now.number)

    def _match_mended(self, now: list[CitizenKey], before: list[CitizenKey]) -> None:
        """Those whose name or year is written otherwise; the same STT and home keep the citizen."""
        by_number = {key.number: key for key in before}
        left_now: list[CitizenKey] = []
        for key in now:
            other = by_number.get(key.number)
            if other is None:
                left_now.append(key)
            elif self._is_mended(other, key):
                self._found[key] = by_number.pop(key.number)
            elif self._contradicts_itself(other, key):
                self._doubt([key], [by_number.pop(key.number)])
            else:
                left_now.append(key)
        self._doubt_alike(left_now, list(by_number.values()))

    def _is_mended(self, before: CitizenKey, now: CitizenKey) -> bool:
        if self._homes.num_contradictions(before, now):
            return False
        if before.born == now.born:
            is_home_known = self._homes.are_both_the_same(before, now)
            return bare_of_marks(before.name) == bare_of_marks(now.name) or (
                is_home_known and is_mended_name(before.name, now.name)
            )
        return before.name == now.name and abs(before.born - now.born) < MOST_YEARS

    def _contradicts_itself(self, before: CitizenKey, now: CitizenKey) -> bool:
        """Of two rows of one STT: whether enough is the same that another citizen cannot be taken for granted."""
        if before.born != now.born:
            return before.name == now.name and not self._homes.num_contradictions(before, now)
        if self._homes.are_both_the_same(before, now):
            return True
        return is_mended_name(before.name, now.name) and self._homes.num_contradictions(before, now) <= 1

    def _doubt_alike(self, now: Iterable[CitizenKey], before: Iterable[CitizenKey]) -> None:
        """Rows of other STT in one household that differ by marks or the year alone may be one citizen or two."""
        left = set(before)
        by_bare: dict[object, list[CitizenKey]] = {}
        for key in left:
            for trait in _traits(key):
                by_bare.setdefault(trait, []).append(key)
        for key in now:
            alike = {other for trait in _traits(key) for other in by_bare.get(trait, ())}
            same = sorted(other for other in alike & left if self._is_near(other, key))
            if same:
                left -= set(same)
                self._doubt([key], same)

    def _is_near(self, before: CitizenKey, now: CitizenKey) -> bool:
        return self._homes.are_both_the_same(before, now) and abs(before.born - now.born) < MOST_YEARS

    def _doubt(self, now: list[CitizenKey], before: list[CitizenKey]) -> tuple[list[CitizenKey], list[CitizenKey]]:
        """Note that these cannot be told apart, unless nothing is remembered that could go to the wrong one."""
        if any(_holds_anything(self._before[key]) for key in before):
            self._doubts.append(
                Doubt(tuple(sorted(key.number for key in now)), tuple(sorted(key.number for key in before)))
            )
            return [], []
        return now, before


def _by_person(keys: Iterable[CitizenKey]) -> dict[_Person, list[CitizenKey]]:
    found: dict[_Person, list[CitizenKey]] = {}
    for key in keys:
        found.setdefault(_person(key), []).append(key)
    return found


def _person(key: CitizenKey) -> _Person:
    return _Person(key.name, key.born)


def _traits(key: CitizenKey) -> tuple[object, object]:
    return (bare_of_marks(key.name), key.born), (key.name, key.household)


def _holds_anything(invitation: Invitation) -> bool:
    """Whether the citizen was invited, seen, or is out for a reason."""
    return bool(invitation.times or invitation.slot or invitation.was_there or invitation.reason)
