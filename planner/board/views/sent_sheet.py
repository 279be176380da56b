"""A day's form as it was sent: results to record, or the same form again with a word at each wrong field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.board.picture import Picture
from planner.board.views.day_sheet import FIGURES, NOTE, DaySheet, ExtraRow, Figures, SheetRow, UnitOfSheet
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result, ResultKey
from planner.texts import texts_of

_ = texts_of("board")

MOST_DIGITS = 6
MOST_NOTE = 500
SEEN = "thay"
"""The field that says which row of the ledger the sender has seen."""


@dataclass(frozen=True, slots=True)
class SentSheet:
    """What came of a form."""

    sheet: DaySheet
    """As it was filled in, faults included: to be shown again where it is refused."""
    results: tuple[Result, ...]
    """What differs from what counts already."""
    has_faults: bool
    has_moved: bool
    """Whether others have recorded something in a row that the form changes."""


def sent_sheet(picture: Picture, sheet: DaySheet, form: Mapping[str, str]) -> SentSheet:
    """The form laid over the day's sheet as it is now.

    Rows are found by machine, shift and unit, not by their places: others may have added rows since.
    """
    typed = {key: (place, figures) for place, key, figures in _typed(sheet.day, form)}
    results: list[Result] = []
    units = []
    for unit in sheet.units:
        rows = [_filled_in(row, typed, form) for row in unit.rows]
        results += [
            _result(row.key, row.figures)
            for row, before in zip(rows, unit.rows, strict=True)
            if not row.faults and row.figures != before.figures and not row.figures.is_empty
        ]
        units.append(UnitOfSheet(unit.name, tuple(rows)))
    extra = [_extra(picture, each, form) for each in sheet.extra]
    known = {row.key for row in sheet.rows} | {result.key for result in results}
    for place, each in enumerate(extra):
        key = _key_of(sheet.day, each)
        if key is not None and not each.faults and not each.figures.is_empty:
            if key in known:
                extra[place] = replace(each, faults={"xa": _("this slot has a row above; enter it there")})
            else:
                known.add(key)
                results.append(_result(key, each.figures))
    filled = replace(sheet, units=tuple(units), extra=tuple(extra))
    moved = any(_has_moved(row, typed, form) for row in sheet.rows)
    faulty = any(row.faults for row in filled.rows) or any(each.faults for each in extra)
    return SentSheet(filled, tuple(results), faulty, moved)


def _typed(day: date, form: Mapping[str, str]) -> Iterator[tuple[str, ResultKey, Figures]]:
    """What was typed into each row that the form had, under its slot."""
    for name, unit in form.items():
        field, _dot, place = name.partition(".")
        if field == "xa" and unit:
            machine, shift = form.get(f"may.{place}") or None, form.get(f"ca.{place}") or None
            key = ResultKey(
                day,
                None if shift is None else ShiftLabel(shift),
                None if machine is None else MachineName(machine),
                UnitCode(unit),
            )
            yield place, key, _figures(form, place)


def _figures(form: Mapping[str, str], place: str) -> Figures:
    collected, approved, activated = (form.get(f"{name}.{place}", "").strip() for name in FIGURES)
    return Figures(collected, approved, activated, form.get(f"{NOTE}.{place}", "").strip())


def _filled_in(row: SheetRow, typed: Mapping[ResultKey, tuple[str, Figures]], form: Mapping[str, str]) -> SheetRow:
    """The row as it was typed; one that the form did not have, or did not change, stays as it is now."""
    if row.key not in typed:
        return row
    place, figures = typed[row.key]
    if _is_untouched(form, place, figures):
        return row
    faults = dict(_faults(figures, needs_collected=row.key.machine is not None))
    if figures.is_empty and row.row_number:
        faults = {"thu": _("a result stands here; enter 0 where nobody came")}
    return replace(row, figures=figures, faults=faults)


def _is_untouched(form: Mapping[str, str], place: str, figures: Figures) -> bool:
    """Whether the fields hold what they held when the form was made."""
    held = Figures(*(form.get(f"{name}-cu.{place}", "") for name in (*FIGURES, NOTE)))
    return figures == held


def _has_moved(row: SheetRow, typed: Mapping[ResultKey, tuple[str, Figures]], form: Mapping[str, str]) -> bool:
    if row.key not in typed:
        return False
    place, figures = typed[row.key]
    return form.get(f"{SEEN}.{place}", "0") != str(row.row_number) and not _is_untouched(form, place, figures)


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
    if not row.unit:
        return None
    machine = MachineName(row.machine) if row.machine else None
    return ResultKey(day, ShiftLabel(row.shift) if row.shift else None, machine, UnitCode(row.unit))


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
