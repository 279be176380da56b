"""Which unit an appendix means, by its name or by one that differs by a slip of the pen."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.campaign import Cluster, Unit
from planner.domain.folding import bare_of_marks, fold
from planner.domain.record import UnitCode
from planner.intake.cells.findings import listed, shown
from planner.intake.values.names import Clarity, unit_names, without_kind
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

SLIPS_OF_AN_APPENDIX = 200
"""After so many unknown names the appendix is another campaign's, and looking for the likest only costs time."""

_BRACKETED = re.compile(r"^(.*?)\s*\(([^()]+)\)$")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_HAMLET = re.compile(
    r"(?:thôn|bản|ấp|buôn|làng|khu phố|tổ dân phố|khu|tổ|xóm|tiểu khu|trường|điểm)\s+(\D+)", re.IGNORECASE
)
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
