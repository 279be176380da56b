"""Which machine, or group of machines, a heading or a cell of an appendix means."""

import re
import unicodedata
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.folding import fold
from planner.domain.record import MachineName
from planner.intake.appendix.days.months import Month, month_heading
from planner.intake.appendix.lines.name_finding import parts_of
from planner.intake.cells.findings import shown
from planner.intake.values.names import Clarity, machine_names
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

_CONTINUED = re.compile(r"\s*\((?:tiếp theo|tiếp)\)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:[IVX]+|[0-9]{1,2}|[A-Za-zĐđ])[.)]\s+")
_MACHINE_WORD = re.compile(r"máy(?: số)? ?[0-9]{1,4}[a-z]?", re.IGNORECASE)
_MOST_WORDS_BEHIND = 80
_MOST_WORDS_AHEAD = 20
_DAYS_BEHIND = re.compile(r"[0-9] ?/ ?[0-9]|(?:ngày|tháng) ?[0-9]|[0-9] ?(?:-|–|đến) ?[0-9]{1,2}\b", re.IGNORECASE)
_LIKE_A_MACHINE = re.compile(r"(?:lịch )?(?:của )?(?:máy|may|tổ|thiết bị|bộ|xe)\b|[a-zđ]{1,4}[ .-]?[0-9]{1,4}$")
_WORDS_OF_GROUPS = frozenset(map(fold, ("tổ", "máy", "nhóm", "các", "gồm", "và")))


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
