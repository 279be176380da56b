"""A day's form as it was sent: results to record, or the same form again with a word at each wrong field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.board.picture import Picture
from planner.board.views.day_sheet import FIGURES, NOTE, DaySheet, ExtraRow, Figures, SheetRow, UnitOfSheet
from planner.domain.meanwhile import LedgerSeen, SeenResult
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result, ResultKey
from planner.intake.layout.results import ResultColumn
from planner.texts import texts_of
from planner.workflow.days.typed_rows import errors_in

_ = texts_of("board")

MOST_DIGITS = 9
MOST_NOTE = 500
SEEN, NOW, CHOICE = "thay", "nay", "chon"
"""The fields that say which row of the ledger the sender saw at first, which one beside it later, and which holds."""
KEEP, REPLACE = "giu", "thay"
EXTRA = "t"
"""Before the places of rows that were not planned."""
_FIELDS = {
    ResultColumn.COLLECTED: "thu",
    ResultColumn.APPROVED: "duyet",
    ResultColumn.ACTIVATED: "kichhoat",
    ResultColumn.NOTE: NOTE,
}


@dataclass(frozen=True, slots=True)
class SentSheet:
    """What came of a form."""

    sheet: DaySheet
    """As it was filled in, faults included: to be shown again where it is refused."""
    results: tuple[Result, ...]
    """What differs from what counts already."""
    seen: LedgerSeen
    """What the sender knew of the ledger about these."""

    @property
    def has_faults(self) -> bool:
        """Whether any field is wrong."""
        return any(row.faults for row in self.sheet.rows) or any(row.faults for row in self.sheet.extra)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed about a slot."""

    figures: Figures
    seen: int
    """The ledger's row that stood there when the sender looked; 0 for none."""


def sent_sheet(picture: Picture, sheet: DaySheet, form: Mapping[str, str]) -> SentSheet:
    """The form laid over the day's sheet as it is now.

    Rows are found by machine, shift and unit, not by their places: others may have added rows since.
    """
    in_form = {key: place for place, key in _places(sheet.day, form)}
    typed = {key: found for key, place in in_form.items() if (found := _typed(form, place)) is not None}
    here = {row.key for row in sheet.rows}
    extra = [_extra(picture, each, form) for each in sheet.extra]
    taken: set[ResultKey] = set()
    for number, each in enumerate(extra):
        key = _key_of(sheet.day, each)
        if key is None or each.faults or each.figures.is_empty:
            continue
        if key in in_form or key in taken:
            extra[number] = replace(each, faults={"xa": _("this slot has a row above; enter it there")})
            continue
        taken.add(key)
        if key in here:  # somebody has recorded just that meanwhile
            typed[key] = _Typed(each.figures, 0)
            extra[number] = ExtraRow(each.place)
    units = tuple(
        UnitOfSheet(unit.name, tuple(_filled_in(row, typed.get(row.key)) for row in unit.rows)) for unit in sheet.units
    )
    return _judged(picture, replace(sheet, units=units, extra=tuple(extra)))


def _judged(picture: Picture, sheet: DaySheet) -> SentSheet:
    """The filled-in sheet with a word at each figure that cannot be recorded."""
    changed = [row for row in sheet.rows if not row.faults and row.figures != row.held and not row.figures.is_empty]
    added = [
        (key, row.figures)
        for row in sheet.extra
        if not row.faults and not row.figures.is_empty and (key := _key_of(sheet.day, row)) is not None
    ]
    results = [_result(key, figures) for key, figures in (*((row.key, row.figures) for row in changed), *added)]
    faults: dict[ResultKey, dict[str, str]] = {}
    for result, remark in errors_in(picture.campaign, results, picture.today):
        field = _FIELDS.get(remark.column, FIGURES[0])
        faults.setdefault(result.key, {})[field] = f"{remark.what}. {remark.advice}"
    if faults:
        sheet = _with_faults(sheet, faults)
    seen = (
        *(SeenResult(key=row.key, row=row.seen) for row in changed),
        *(SeenResult(key=key, row=0) for key, _ in added),
    )
    return SentSheet(sheet, tuple(results), LedgerSeen(results=seen))


def _with_faults(sheet: DaySheet, faults: Mapping[ResultKey, Mapping[str, str]]) -> DaySheet:
    units = tuple(
        UnitOfSheet(
            unit.name, tuple(replace(row, faults={**row.faults, **faults.get(row.key, {})}) for row in unit.rows)
        )
        for unit in sheet.units
    )
    extra = []
    for each in sheet.extra:
        key = _key_of(sheet.day, each) if not each.faults else None
        extra.append(replace(each, faults=faults.get(key, {})) if key is not None else each)
    return replace(sheet, units=units, extra=tuple(extra))


def _places(day: date, form: Mapping[str, str]) -> Iterator[tuple[str, ResultKey]]:
    """Each row that the form had, under its place, with what it is about; empty rows for more are left out."""
    for name, unit in form.items():
        field, _dot, place = name.partition(".")
        if field == "xa" and unit and not place.startswith(EXTRA):
            machine, shift = form.get(f"may.{place}", ""), form.get(f"ca.{place}", "")
            if bool(machine) == bool(shift):
                yield place, _key(day, unit, machine, shift)


def _key(day: date, unit: str, machine: str, shift: str) -> ResultKey:
    return ResultKey(
        day, ShiftLabel(shift) if shift else None, MachineName(machine) if machine else None, UnitCode(unit)
    )


def _typed(form: Mapping[str, str], place: str) -> _Typed | None:
    """What was typed there; None where the fields hold what they held, or where another's figures are to stay."""
    figures, choice = _figures(form, place), form.get(f"{CHOICE}.{place}", "")
    held = Figures(*(form.get(f"{name}-cu.{place}", "") for name in (*FIGURES, NOTE)))
    if figures == held or choice == KEEP:
        return None
    return _Typed(figures, _number(form.get(f"{NOW if choice == REPLACE else SEEN}.{place}", "")))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("1000000000") else 0


def _figures(form: Mapping[str, str], place: str) -> Figures:
    collected, approved, activated = (form.get(f"{name}.{place}", "").strip() for name in FIGURES)
    return Figures(collected, approved, activated, form.get(f"{NOTE}.{place}", "").strip())


def _filled_in(row: SheetRow, typed: _Typed | None) -> SheetRow:
    """The row as it was typed; one that the form did not have, or did not change, stays as it is now."""
    if typed is None:
        return row
    faults = dict(_faults(typed.figures, needs_collected=row.key.machine is not None))
    if typed.figures.is_empty and row.row_number:
        faults = {"thu": _("a result stands here; enter 0 where nobody came")}
    return replace(row, figures=typed.figures, faults=faults, seen=typed.seen)


def _faults(figures: Figures, *, needs_collected: bool) -> Iterator[tuple[str, str]]:
    for name, text in zip(FIGURES, (figures.collected, figures.approved, figures.activated), strict=True):
        if text and not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
            yield name, _("a whole number, such as 148")
    if needs_collected and not figures.collected and not figures.is_empty:
        yield "thu", _("enter the dossiers collected; 0 where nobody came")
    if len(figures.note) > MOST_NOTE:
        yield NOTE, _("too long; shorten it")


def _extra(picture: Picture, row: ExtraRow, form: Mapping[str, str]) -> ExtraRow:
    """A row for what was not planned, as it was typed; everything in it is judged."""
    unit, machine, shift = (form.get(f"{name}.{row.place}", "") for name in ("xa", "may", "ca"))
    figures = _figures(form, row.place)
    if figures.is_empty and not unit:
        return row
    faults = dict(_faults(figures, needs_collected=bool(machine)))
    if unit not in picture.campaign.units_by_code:
        faults["xa"] = _("choose the unit")
    if machine and not picture.knows_machine(MachineName(machine)):
        faults["may"] = _("choose a machine of the list")
    if bool(machine) != bool(shift) or (shift and shift not in picture.campaign.calendar.shift_labels):
        faults["ca"] = _("choose both machine and shift; neither for what was collected without a machine")
    if figures.is_empty:
        faults["thu"] = _("enter the dossiers collected; 0 where nobody came")
    return replace(row, unit=unit, machine=machine, shift=shift, figures=figures, faults=faults)


def _key_of(day: date, row: ExtraRow) -> ResultKey | None:
    return _key(day, row.unit, row.machine, row.shift) if row.unit else None


def _result(key: ResultKey, figures: Figures) -> Result:
    approved, activated = (int(text) if text else None for text in (figures.approved, figures.activated))
    return Result(
        day=key.day,
        shift=key.shift,
        machine=key.machine,
        unit=key.unit,
        collected=int(figures.collected or 0),
        approved=approved,
        activated=activated,
        note=figures.note,
    )
