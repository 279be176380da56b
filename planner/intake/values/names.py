"""Finding the thing that a name means: its code, its exact name, and then only what cannot be another's name.

Districts hold pairs such as Lộc Thành / Lộc Thạnh, so no reading ever drops a mark of a letter or a tone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from planner.domain.campaign import Machine, Unit
from planner.domain.folding import bare_of_marks, fold, tone_key
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

KINDS = (
    "thành phố", "thị trấn", "thị xã", "đặc khu", "khu công nghiệp", "khu phố", "phường", "huyện", "quận", "xã",
)  # fmt: skip
"""Kinds of units that may stand before a name where the workbook names no kind."""

SUGGESTIONS_OF_A_BOOK = 30
"""After so many, the same mistake was made throughout, and looking for the likest names only costs time."""

_LEAST_LIKENESS = 72
_LEAST_LIKENESS_OF_A_SLIP = 82


def without_kind(name: str, kind: str = "") -> str:
    """The name without the word for its kind: *Xã Hòa Bình* gives *Hòa Bình*. The longest word that fits is taken."""
    for word in sorted((kind, *KINDS), key=len, reverse=True) if " " in name else ():
        start, rest = name[: len(word)], name[len(word) :]
        if word and fold(start) == fold(word) and rest.startswith(" ") and rest.strip():
            return rest.strip()
    return name


def suggestion(name: str, known: Iterable[str]) -> str:
    """*Did you mean ...?* with the known names most like this one, parts of names included; else an empty text."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (only a workbook with an unknown name pays for it)

    return _most_alike(name, known, fuzz.WRatio, _LEAST_LIKENESS)


def slip_suggestion(name: str, known: Iterable[str]) -> str:
    """*Did you mean ...?* with the known names that differ by a slip of the pen; else an empty text."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return _most_alike(name, known, fuzz.ratio, _LEAST_LIKENESS_OF_A_SLIP)


def _most_alike(name: str, known: Iterable[str], likeness: Callable[..., float], least: int) -> str:
    from rapidfuzz import process  # noqa: PLC0415

    choices = sorted(set(known))
    found = process.extract(
        bare_of_marks(name),
        [bare_of_marks(choice) for choice in choices],
        scorer=likeness,
        limit=3,
        score_cutoff=least,
    )
    alike = [shown(choices[position]) for _text, _likeness, position in found]
    return _("Did you mean {names}?").format(names=_(" or ").join(alike)) if alike else ""


class Clarity(IntEnum):
    """How clearly a name means something: not at all, by a reading that wants a warning, or exactly."""

    UNKNOWN = 0
    LOOSE = 1
    EXACT = 2


@dataclass(frozen=True)
class Named:
    """Something that cells refer to: its identity, its name and, of a unit, its kind."""

    identity: str
    name: str
    kind: str = ""

    def folds(self) -> Iterator[str]:
        """Every folded way to call it: as written, without its kind, with its kind before it."""
        bare = without_kind(self.name, self.kind)
        yield fold(self.name)
        yield fold(bare)
        if self.kind:
            yield fold(f"{self.kind} {bare}")


class _FormerNames:
    """What things were called that became part of others."""

    def __init__(self, former: Iterable[tuple[Named, str]]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._by_fold: dict[str, set[str]] = {}
        for thing, successor in former:
            for name in {thing.identity, thing.name, tone_key(thing.name)} - {""}:
                self._exact.setdefault(name, set()).add(successor)
            for folded in thing.folds() if thing.name else ():
                self._by_fold.setdefault(folded, set()).add(successor)

    def candidates(self, name: str) -> tuple[set[str], bool]:
        """The identities of the successors of what is called so, and whether it is written as it was told."""
        found = self._exact.get(name) or self._exact.get(tone_key(name))
        return (found, True) if found else (self._by_fold.get(fold(name), set()), False)


class NameBook:
    """Answers which thing a cell means. A reading beyond the exact name is reported as a warning."""

    def __init__(self, things: Iterable[Named], unknown: str, *, former: Iterable[tuple[Named, str]] = ()) -> None:
        """`former` are things that became part of another, with its identity; any present name goes before theirs."""
        self._things = tuple(things)
        self._former = _FormerNames(former)
        self._unknown = unknown
        """What to say of a name that nothing bears; {value} is the name."""
        self._identities = {thing.identity for thing in self._things}
        self._by_name: dict[str, set[str]] = {}
        self._by_tone: dict[str, set[str]] = {}
        self._by_fold: dict[str, set[str]] = {}
        self._names = {thing.identity: thing.name for thing in self._things}
        self._suggestions_left = SUGGESTIONS_OF_A_BOOK
        self._without_kind = {
            thing.identity for thing in self._things if not thing.kind and without_kind(thing.name) == thing.name
        }
        for thing in self._things:
            self._by_name.setdefault(thing.name, set()).add(thing.identity)
            self._by_tone.setdefault(tone_key(thing.name), set()).add(thing.identity)
            for folded in thing.folds():
                self._by_fold.setdefault(folded, set()).add(thing.identity)

    @property
    def is_empty(self) -> bool:
        """No thing has a name here, so no reference can be judged."""
        return not self._things

    def suggestion(self, name: str) -> str:
        """*Did you mean ...?* with the names and identities most like this one; else an empty text."""
        self._suggestions_left -= 1
        return suggestion(name, (*self._names.values(), *self._identities)) if self._suggestions_left >= 0 else ""

    def clarity(self, name: str) -> Clarity:
        """How clearly the name means something here, one thing or several."""
        found, is_sure = self._candidates(name)
        return Clarity.UNKNOWN if not found else Clarity.EXACT if is_sure else Clarity.LOOSE

    def meanings(self, name: str) -> frozenset[str]:
        """Every identity that the name may mean, by the strictest reading that finds any."""
        return frozenset(self._candidates(name)[0])

    def identity(self, name: str, where: str, findings: Findings) -> str | None:
        """The identity that this name means, or None after saying in findings why it means nothing or several."""
        try:
            return self._identity(name, where, findings)
        except Unfit as unfit:
            findings.error(where, unfit.what, unfit.advice)
            return None

    def _identity(self, name: str, where: str, findings: Findings) -> str:
        found, is_sure = self._candidates(name)
        if not found:
            raise Unfit(
                self._unknown.format(value=shown(name)),
                self.suggestion(name) or _("Check the name against its own sheet"),
            )
        if len(found) > 1:
            raise Unfit(
                _("{value} can mean several: {names}").format(
                    value=shown(name), names=listed([f"{self._names[one]} ({one})" for one in sorted(found)])
                ),
                _("Write the name as in its own sheet to be sure")
                if found <= set(self._by_name)
                else _("Enter the code instead of the name"),
            )
        identity = next(iter(found))
        if not is_sure:
            findings.note(
                where,
                _("{value} was read as {name}").format(value=shown(name), name=shown(self._names[identity])),
                _("Write the name as in its own sheet to be sure"),
            )
        return identity

    def _candidates(self, name: str) -> tuple[set[str], bool]:
        """The identities that the name may mean, by the strictest reading that finds any, and whether that is sure."""
        if name in self._identities:
            return {name}, True
        for names, key in ((self._by_name, name), (self._by_tone, tone_key(name))):
            if key in names:
                return names[key], True
        found = self._by_fold.get(fold(name)) or self._by_fold_of_bare(name)
        return (found, False) if found else self._former.candidates(name)

    def _by_fold_of_bare(self, name: str) -> set[str]:
        """Things without any kind of their own that the name calls by one."""
        bare = without_kind(name)
        return set() if bare == name else self._by_fold.get(fold(bare), set()) & self._without_kind


def machine_names(machines: Iterable[Machine]) -> NameBook:
    """What cells may call the machines by."""
    return NameBook(
        (Named(machine.name, machine.name) for machine in machines), _("{value} is not a machine of sheet Máy")
    )


def unit_names(units: Iterable[Unit]) -> NameBook:
    """What cells may call the units by: their codes, names with or without their kind, and those before a merger."""
    known = tuple(units)
    former = [(Named(one.code or one.name, one.name, unit.kind), unit.code) for unit in known for one in unit.formerly]
    return NameBook(
        (Named(unit.code, unit.name, unit.kind) for unit in known),
        _("{value} is not a unit of sheet Đơn vị"),
        former=former,
    )
