"""What is told of two plans laid side by side: what becomes of each unit's slots, and the sentences to send out."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from planner.domain.difference import ChangeKind, ReceivedSlot, RemannedSlot, UnitChange
from planner.telling.problems import problems_as_json
from planner.telling.tables import Columns, as_csv
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.days.amending import Amendment
from planner.workflow.printing.ahead import over_told

_ = texts_of("telling")
ngettext = plurals_of("telling")


def compared_told(amendment: Amendment) -> str:
    """Which plan is held against which, and from when on."""
    difference = amendment.difference
    since = f"{spoken_day(difference.since_day)} ({difference.since_shift})"
    if amendment.announced_until is None:
        return _("Plan {new} against plan {old}, which was not announced, from {since} on:").format(
            new=amendment.new.number, old=amendment.old.number, since=since
        )
    return _("Plan {new} against plan {old} as announced up to {until}, from {since} on:").format(
        new=amendment.new.number,
        old=amendment.old.number,
        until=spoken_day(amendment.announced_until),
        since=since,
    )


def nothing_changes() -> str:
    """Of two plans that are alike from now on."""
    return _("Nothing changes: what was planned holds, machines included.")


def counts_told(amendment: Amendment) -> str:
    """How many units change in which way, and how many citizens are concerned."""
    counts = {kind: len(amendment.difference.of_kind(kind)) for kind in ChangeKind}
    return _(
        "Units: {dropped} dropped, {moved} moved, {added} added, {kept} kept. Citizens concerned: {citizens}."
    ).format(
        dropped=spoken_number(counts[ChangeKind.DROPPED]),
        moved=spoken_number(counts[ChangeKind.MOVED]),
        added=spoken_number(counts[ChangeKind.ADDED]),
        kept=spoken_number(counts[ChangeKind.KEPT]),
        citizens=spoken_number(sum(notice.citizens for notice in amendment.notices)),
    )


def fate(change: UnitChange) -> str:
    """What becomes of a unit's schedule."""
    if change.kind is ChangeKind.KEPT and change.remanned:
        return _("kept, other machine")
    if change.sent_elsewhere and not change.cancelled:
        return _("is kept, at another place")
    return {
        ChangeKind.KEPT: _("is kept"),
        ChangeKind.MOVED: _("is moved"),
        ChangeKind.ADDED: _("is extended"),
        ChangeKind.DROPPED: _("is dropped"),
    }[change.kind]


def notices_told(amendment: Amendment) -> Iterator[str]:
    """What to send out to whom; that nobody has to be told where there is nothing."""
    if amendment.over:
        yield f"{over_told(amendment.over)}."
    elif not amendment.notices:
        yield _("Nobody has to be told: places and hours stay.")
    if not amendment.notices:
        return
    yield _("To send out:")
    for notice in amendment.notices:
        yield ngettext(
            "- {unit} ({code}), {citizens} citizen:", "- {unit} ({code}), {citizens} citizens:", notice.citizens
        ).format(unit=notice.name, code=notice.unit, citizens=spoken_number(notice.citizens))
        yield f"  {notice.text}"


def changes_as_json(amendment: Amendment) -> dict[str, Any]:
    """Every slot that changes, the sentences and the papers, for a program."""
    difference = amendment.difference
    return {
        "from": amendment.old.number,
        "to": amendment.new.number,
        "announced_until": amendment.announced_until.isoformat() if amendment.announced_until else None,
        "since": difference.since_day.isoformat(),
        "since_shift": difference.since_shift,
        "citizens": sum(notice.citizens for notice in amendment.notices),
        "citizens_sent_elsewhere": difference.citizens_sent_elsewhere,
        "units": [
            {
                "kind": change.kind.value,
                **change.model_dump(mode="json"),
                "citizens": change.citizens,
                "citizens_sent_elsewhere": change.citizens_sent_elsewhere,
            }
            for change in difference.units
        ],
        "notices": [notice.model_dump(mode="json") for notice in amendment.notices],
        "over": [change.unit for change in amendment.over],
        "papers": [str(path) for path in amendment.paths],
        "workbook_has_changed": bool(amendment.changed_since),
        "warnings": list(amendment.warnings),
        "problems": problems_as_json(amendment.problems),
    }


def changes_csv(amendment: Amendment) -> str:
    """Every slot of the units that change, one after the other, with what becomes of it."""
    columns: Columns[_ChangedSlot] = {
        _("Code"): lambda line: line.change.unit,
        _("Unit"): lambda line: line.change.name,
        _("Day"): lambda line: line.slot.day,
        _("Shift"): lambda line: line.slot.shift,
        _("Place"): lambda line: line.slot.place,
        _("Machine"): lambda line: ", ".join(line.slot.machines),
        _("dossiers"): lambda line: line.slot.dossiers,
        _("Schedule"): lambda line: line.fate,
        _("citizens concerned"): lambda line: line.citizens,
    }
    return as_csv(columns, [line for change in amendment.difference.units for line in _changed_slots(change)])


class _ChangedSlot(NamedTuple):
    change: UnitChange
    slot: ReceivedSlot
    fate: str
    citizens: int = 0


def _changed_slots(change: UnitChange) -> list[_ChangedSlot]:
    remanned = {(each.now.day, each.now.shift): each for each in change.remanned}
    lines = [
        *(_ChangedSlot(change, slot, _("cancelled"), slot.citizens) for slot in change.cancelled),
        *(_ChangedSlot(change, slot, _("new")) for slot in change.new),
        *(_ChangedSlot(change, slot, _("later")) for slot in change.later),
        *(_kept(change, slot, remanned.get((slot.day, slot.shift))) for slot in change.kept),
    ]
    return sorted(lines, key=lambda line: line.slot.day)


def _kept(change: UnitChange, slot: ReceivedSlot, remanned: RemannedSlot | None) -> _ChangedSlot:
    if remanned is None:
        return _ChangedSlot(change, slot, _("kept"))
    fate = _("is kept, at another place") if remanned.has_other_place else _("kept, other machine")
    return _ChangedSlot(change, slot, fate, remanned.citizens)
