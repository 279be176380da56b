"""Whom an appendix means: a unit or a machine by its name, or by one that differs by a slip of the pen."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.campaign import Campaign, Cluster, Unit
from planner.domain.folding import bare_of_marks, fold
from planner.domain.record import MachineName, UnitCode
from planner.intake.appendix.days.months import Month, month_heading
from planner.intake.cells.findings import listed, shown
from planner.intake.values.names import Clarity, machine_names, unit_names, without_kind
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

SLIPS_OF_AN_APPENDIX = 200
"""After so many unknown names the appendix is another campaign's, and looking for the likest only costs time."""

_CONTINUED = re.compile(r"\s*\((?:tiếp theo|tiếp)\)\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"^(.*?)\s*\(([^()]+)\)$")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_NUMBERED = re.compile(r"^(?:[IVX]+|[0-9]{1,2}|[A-Za-zĐđ])[.)]\s+")
_HAMLET = re.compile(
    r"(?:thôn|bản|ấp|buôn|làng|khu phố|tổ dân phố|khu|tổ|xóm|tiểu khu|trường|điểm)\s+(\D+)", re.IGNORECASE
)
_MACHINE_WORD = re.compile(r"máy(?: số)? ?[0-9]{1,4}[a-z]?", re.IGNORECASE)
_MOST_WORDS_BEHIND = 80
_MOST_WORDS_AHEAD = 20
_DAYS_BEHIND = re.compile(r"[0-9] ?/ ?[0-9]|(?:ngày|tháng) ?[0-9]|[0-9] ?(?:-|–|đến) ?[0-9]{1,2}\b", re.IGNORECASE)
_LIKE_A_MACHINE = re.compile(r"(?:lịch )?(?:của )?(?:máy|may|tổ|thiết bị|bộ|xe)\b|[a-zđ]{1,4}[ .-]?[0-9]{1,4}$")
_WORDS_OF_GROUPS = frozenset(map(fold, ("tổ", "máy", "nhóm", "các", "gồm", "và")))
_LONG_NAME = 10
"""Of a name this long two letters may differ, of a shorter one only one."""
_SHORTEST_WITH_A_SLIP = 4
"""Of a name this short every letter counts."""


class MeantUnits(NamedTuple):
    """The units that a name may mean; several bear the same name in different zones."""

    codes: tuple[UnitCode, ...]
    is_sure: bool
    """Read as it is written; else the reader deserves to be told."""


class UnitFinder:
    """Answers which units a cell means."""

    def __init__(self, units: Iterable[Unit], clusters: Iterable[Cluster] = ()) -> None:
        self._units = tuple(units)
        self._stops: dict[UnitCode, UnitCode] = {}
        self._by_cluster: dict[str, UnitCode] = {}
        for cluster in clusters:
            self._stops.update(dict.fromkeys(cluster.units, cluster.stop))
            self._by_cluster.update(dict.fromkeys((fold(cluster.name), fold(f"cụm {cluster.name}")), cluster.stop))
        self._book = unit_names(self._units)
        self._by_code = {unit.code: unit for unit in self._units}
        self._by_place: dict[str, list[str]] = {}
        self._by_hamlet: dict[str, list[str]] = {}
        """By the names of hamlets without the word for them, which is no kind of unit."""
        for unit in self._units:
            self._by_place.setdefault(fold(unit.place), []).append(unit.code)
            if (hamlet := _HAMLET.match(unit.name)) is not None:
                self._by_hamlet.setdefault(fold(hamlet[1]), []).append(unit.code)
        self._known: dict[str, MeantUnits | Unfit] = {}
        self._forms = {
            unit.code: (_Form.of(unit.name), _Form.of(without_kind(unit.name, unit.kind))) for unit in self._units
        }
        """With the word for the kind and without."""
        self._slips_left = SLIPS_OF_AN_APPENDIX

    def meant(self, name: str) -> MeantUnits:
        """The units of this name. Raises Unfit where it is nobody's, or too like several."""
        if name not in self._known:
            try:
                self._known[name] = self._meant(name)
            except Unfit as unfit:
                self._known[name] = unfit
        found = self._known[name]
        if isinstance(found, Unfit):
            raise Unfit(found.what, found.advice)
        return found

    def _meant(self, name: str) -> MeantUnits:
        clarity = self._book.clarity(name)
        if clarity is not Clarity.UNKNOWN:
            return MeantUnits(self._sorted(self._book.meanings(name)), clarity is Clarity.EXACT)
        if (match := _BRACKETED.match(name)) and (codes := self._book.meanings(match[1])):
            within = [code for code in codes if fold(match[2]) in self._surnames(self._by_code[UnitCode(code)])]
            return MeantUnits(self._sorted(within or codes), bool(within))
        if hamlets := self._by_hamlet.get(fold(name)):
            return MeantUnits(self._sorted(hamlets), is_sure=False)
        if placed := self._by_place.get(fold(name)):
            return MeantUnits(self._sorted(placed), is_sure=True)
        if (stop := self._by_cluster.get(fold(name)) or self._cluster_of(name)) is not None:
            return MeantUnits((stop,), is_sure=True)
        if len(named := self._several_in(name)) > 1:
            raise Unfit(
                _("{value} names several units: {names}").format(value=shown(name), names=listed(named)),
                _("Give each unit a line of its own"),
            )
        return MeantUnits((self._by_slip(name),), is_sure=False)

    def _cluster_of(self, name: str) -> UnitCode | None:
        """The stop of the one cluster whose units a cell lists, each perhaps with something in brackets behind it."""
        parts = [_IN_BRACKETS.sub("", part) for part in parts_of(name)]
        meant = [self._book.meanings(part) for part in parts]
        stops = {self._stops.get(UnitCode(code)) for codes in meant for code in codes}
        is_list = len(parts) > 1 and all(len(codes) == 1 for codes in meant)
        return stops.pop() if is_list and len(stops) == 1 else None

    def _several_in(self, name: str) -> list[str]:
        """The names that a cell lists, as *Xã Hòa Bình, xã Tân Văn* or *Phường 1, 2*; none if one is nobody's."""
        parts = parts_of(name)
        word = re.sub(r"[\s0-9]+$", "", parts[0])
        known = [bool(self._book.meanings(part) or self._book.meanings(f"{word} {part}")) for part in parts]
        return parts if len(parts) > 1 and all(known) else []

    @staticmethod
    def _sorted(codes: Iterable[str]) -> tuple[UnitCode, ...]:
        return tuple(sorted(map(UnitCode, codes)))

    @staticmethod
    def _surnames(unit: Unit) -> set[str]:
        """What may stand in brackets behind a name that several units bear."""
        return {fold(unit.zone), fold(without_kind(unit.zone)), fold(unit.code)}

    def _by_slip(self, name: str) -> UnitCode:
        """The one unit that the name misses by a letter or a missing mark, where no other is near."""
        self._slips_left -= 1
        units = self._units if self._slips_left >= 0 else ()
        written = _Form.of(name), _Form.of(without_kind(name))
        near = [unit for unit in units if _is_near(written, self._forms[unit.code], loosely=True)]
        if len(near) == 1 and _is_near(written, self._forms[near[0].code], loosely=False):
            return near[0].code
        advice = self._book.suggestion(name)
        if near and not advice:
            names = _(" or ").join(shown(unit.name) for unit in near[:3])
            advice = _("Did you mean {names}?").format(names=names)
        raise Unfit(
            _("{value} is not a unit of sheet Đơn vị").format(value=shown(name)),
            advice or _("Check the name against its own sheet"),
        )

    def several(self, name: str, codes: Iterable[UnitCode]) -> Unfit:
        """What to say where a name stays that of several units."""
        return Unfit(
            _("{value} can mean several: {names}").format(
                value=shown(name), names=listed([f"{self._by_code[code].name} ({code})" for code in codes])
            ),
            _("Enter the code instead of the name"),
        )


class _Form(NamedTuple):
    """A name as it is compared with others."""

    name: str
    plain: str
    """The name without marks of letters and tones."""
    figures: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> "_Form":
        """Work the form out; the figures of a name without any are empty."""
        return cls(name, bare_of_marks(name), tuple(re.findall(r"[0-9]+", name)))


def _is_near(written: tuple[_Form, _Form], unit: tuple[_Form, _Form], *, loosely: bool) -> bool:
    """Whether the unit may be meant, with the word for its kind or without."""
    return any(_is_slip(told, known, loosely=loosely) for told, known in zip(written, unit, strict=True))


def _is_slip(written: _Form, known: _Form, *, loosely: bool) -> bool:
    """Whether somebody who meant the known name may have written the other.

    A letter may be wrong, missing or too many, and marks may be missing. A mark that is another one is no slip: *Lộc
    Thành* is never *Lộc Thạnh*. Loosely, marks do not matter and one letter more may differ: so near no other name
    may be. Figures always count.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  (only an unknown name pays for it)

    if written.figures != known.figures:
        return False
    most = 2 if min(len(written.name), len(known.name)) >= _LONG_NAME else 1
    distance = Levenshtein.distance(written.plain, known.plain, score_cutoff=most + 1)
    if loosely:
        return distance <= most + 1
    is_near = distance == 0 or (distance <= most and len(known.name) >= _SHORTEST_WITH_A_SLIP)
    return is_near and not _contradicts(written.name, known.name)


def _contradicts(written: str, known: str) -> bool:
    """Whether the written name bears a mark that the known one does not."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    told, meant = (unicodedata.normalize("NFD", fold(name).replace("đ", "d\u0335")) for name in (written, known))
    for edit in Levenshtein.editops(told, meant):
        letter = told[edit.src_pos] if edit.src_pos < len(told) else ""
        if edit.tag != "insert" and letter and unicodedata.combining(letter):
            return True
    return False


def parts_of(text: str) -> list[str]:
    """What a cell lists: *TỔ 1, TỔ 2*, *Tổ 1 + Tổ 2*, *Xã Hòa Bình và xã Tân Văn*; a text that is no list whole."""
    parts = [part.strip() for part in re.split(r"\s*[,;+&/]\s*|\s+và\s+", text.strip())]
    return [part for part in parts if part] or [text]


class Heading(NamedTuple):
    """A row across the table that begins a machine's part, a month's, or both."""

    machine: MachineName | None
    month: Month | None
    is_sure: bool = True
    others: tuple[MachineName, ...] = ()
    """The other machines of its group, where the row begins the part of all of them."""


class MachineFinder:
    """Answers which machine a heading or a cell means."""

    def __init__(self, campaign: Campaign) -> None:
        self._machines = campaign.machines
        self._book = machine_names(campaign.machines)
        self._by_words = {words_key(machine.name): machine.name for machine in campaign.machines}
        self._by_key: dict[str, list[MachineName]] = {}
        for machine in campaign.machines:
            self._by_key.setdefault(_machine_key(machine.name), []).append(machine.name)
        self._groups: dict[str, tuple[MachineName, ...]] = {}
        for machine in campaign.machines:
            if machine.group:
                self._groups[machine.group] = (*self._groups.get(machine.group, ()), machine.name)

    @property
    def only_one(self) -> MachineName | None:
        """The campaign's machine, where it has but one."""
        return self._machines[0].name if len(self._machines) == 1 else None

    def named(self, text: str) -> tuple[MachineName, bool] | None:
        """The machine of this name, and whether it is written as in its sheet."""
        found = self._book.meanings(text)
        if len(found) == 1:
            return MachineName(next(iter(found))), self._book.clarity(text) is Clarity.EXACT
        alike = self._by_key.get(_machine_key(text), []) if not found else []
        return (alike[0], False) if len(alike) == 1 else None

    def in_cell(self, text: str) -> tuple[MachineName, ...]:
        """The machines that a cell of a column of machines names, perhaps by their numbers alone. Raises Unfit."""
        if group := self.group(text):
            return group
        if (found := self._numbered(text, "máy")) is not None:
            return (found,)
        parts = parts_of(text)
        word = re.sub(r"[\s0-9.]+$", "", parts[0])
        machines = [self._numbered(part, word or "máy") for part in parts]
        known = [machine for machine in machines if machine is not None]
        if len(parts) == 1 or len(known) < len(parts):
            unknown = next(part for part, machine in zip(parts, machines, strict=True) if machine is None)
            raise self.unknown(unknown if known else text)
        return tuple(dict.fromkeys(known))

    def _numbered(self, text: str, word: str) -> MachineName | None:
        """The machine of this name, or of this number behind the word."""
        found = self.named(text) or self.named(f"{word} {text}")
        return None if found is None else found[0]

    def heading(self, text: str) -> Heading | None:
        """What a row across the table begins; None for a note. Raises Unfit for a machine that there is not."""
        text = _CONTINUED.sub("", text).strip()
        if month := month_heading(text):
            return Heading(None, month)
        if group := self.group(_NUMBERED.sub("", text)):
            return Heading(group[0], None, others=group[1:])
        if found := self.named(text):
            return Heading(found[0], None, found[1])
        for start, rest in _parted(_NUMBERED.sub("", text)):
            month = month_heading(rest)
            if (found := self.named(start)) and (month or self._describes(rest)):
                return Heading(found[0], month, found[1])
        if _MACHINE_WORD.fullmatch(text):
            raise self.unknown(text)
        bare = _NUMBERED.sub("", text).rstrip(" ):.")
        if _LIKE_A_MACHINE.match(bare.casefold()) and len(mentioned := self._mentioned(bare)) == 1:
            (machine,) = mentioned
            return Heading(machine, None, is_sure=False) if fold(bare).endswith(fold(machine)) else None
        return None

    def group(self, text: str) -> tuple[MachineName, ...]:
        """The machines of the group that a text names by its name, by all its machines, or both; none for any other."""
        if not self._groups or self.named(text):
            return ()
        told = set(words_key(text).split())
        for name, machines in self._groups.items():
            of_name = set(words_key(name).split()) | _WORDS_OF_GROUPS
            of_machines = {word for machine in machines for word in words_key(machine).split()}
            is_by_machines = self._mentioned(text) == set(machines)
            is_by_name = not self._mentioned(text) and set(words_key(name).split()) <= told <= of_name
            if is_by_name or (is_by_machines and told <= of_name | of_machines):
                return machines
        return ()

    def _describes(self, rest: str) -> bool:
        """Whether what stands behind a machine's name says more of it, as *(Tổ 2)*: no days, no other machine."""
        is_few = len(rest) <= _MOST_WORDS_BEHIND and not rest[:1].isdecimal()
        return is_few and not _DAYS_BEHIND.search(rest) and not self._mentioned(rest)

    def may_begin(self, text: str, machine: MachineName | None) -> bool:
        """Whether a text that is no heading may yet begin the part of another machine than this one."""
        if len(self._machines) == 1:
            return False
        bare = _NUMBERED.sub("", text)
        is_short = len(bare) <= _MOST_WORDS_BEHIND
        mentioned = self._mentioned(bare if is_short else bare[:_MOST_WORDS_AHEAD])
        if len(mentioned) > 1:
            return machine is not None
        if mentioned:
            return mentioned != {machine}
        return is_short and bool(_LIKE_A_MACHINE.match(bare.casefold()))

    def _mentioned(self, text: str) -> set[MachineName]:
        """The machines whose names stand in a text."""
        told = words_key(text)
        return {machine for key, machine in self._by_words.items() if f" {key} " in f" {told} "}

    def unknown(self, text: str) -> Unfit:
        """What to say of a machine that there is not."""
        return Unfit(
            _("{value} is not a machine of sheet Máy").format(value=shown(text)),
            self._book.suggestion(text) or _("Check the name against its own sheet"),
        )


def words_key(text: str) -> str:
    """The words of a text as names are compared, without what stands between them."""
    return " ".join(map(fold, re.findall(r"\w+", unicodedata.normalize("NFC", text))))


def _parted(text: str) -> list[tuple[str, str]]:
    """A heading whole, and parted at its first bracket, colon, comma or dash."""
    found = re.match(r"(.+?)\s*(?:[:,(–—]|\s-\s)\s*(.*?)[)\s]*$", text)
    return [(text, ""), *([(found[1], found[2])] if found else [])]


def _machine_key(name: str) -> str:
    """The name without regard to capitals, blanks, the word *số* and zeros before its number."""
    folded = fold(re.sub(r"\bsố\b", "", name.casefold()))
    return re.sub(r"\s+", "", re.sub(r"(?<![0-9])0+(?=[0-9])", "", folded))
