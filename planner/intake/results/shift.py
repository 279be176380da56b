"""Which shift a row of *Kết quả* means: its hours are trusted over its label, which prints may exchange."""

import re
from datetime import date
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.campaign import Campaign
from planner.domain.hours import Hours, hours_of
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.cells.findings import Findings, shown
from planner.intake.layout.results import ResultColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.hours import minute_of_day
from planner.intake.values.names import NameBook, Named
from planner.intake.values.texts import Unfit
from planner.texts import spoken_hours, texts_of

_ = texts_of("intake")

_HOUR = r"[0-9]{1,2} ?(?:h|:|giờ) ?(?:[0-9]{2})?"
_LABEL_WITH_HOURS = re.compile(rf"(?P<label>.*?) ?\(?(?P<starts>{_HOUR}) ?[-–—] ?(?P<ends>{_HOUR})\)?", re.IGNORECASE)


class _HoursSaid(NamedTuple):
    """From when to when, in minutes; None where that is not said."""

    starts: int | None
    ends: int | None

    def fit(self, hours: Hours) -> bool:
        return _is_clock(self.starts, hours.starts_minute) and _is_clock(self.ends, hours.ends_minute)


def _is_clock(said: int | None, minute: int) -> bool:
    """Whether nothing is said, or the time of day of this minute, which may be one of the next day."""
    return said is None or (said - minute) % MINUTES_A_DAY == 0


class SlotSaid(NamedTuple):
    """What a row says of a slot beside its shift; None where it says nothing that could be read."""

    day: date | None
    unit: UnitCode | None
    machine: MachineName | None


class _Said(NamedTuple):
    """What a cell says of a shift."""

    label: str
    hours: _HoursSaid | None


class ShiftReader:
    """Answers which of the campaign's shifts a row means."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._labels = campaign.calendar.shift_labels
        self._names = NameBook((Named(label, label) for label in self._labels), _("{value} is not a shift of sheet Ca"))

    @staticmethod
    def is_given(row: SheetRow) -> bool:
        """Whether the row says anything of a shift."""
        return not all(row.is_empty(one) for one in (ResultColumn.SHIFT, ResultColumn.STARTS, ResultColumn.ENDS))

    def shift_of(self, row: SheetRow, beside: SlotSaid) -> ShiftLabel | None:
        """The shift, or None after noting why it cannot be told.

        Hours are first those that hold for the row's unit and machine on its day, and else those of sheet *Ca*.
        """
        said = self._said(row)
        if said is None:
            return None
        if said.hours is not None:
            return self._by_hours(row, said.label, said.hours, beside)
        if not said.label:
            return None
        identity = self._names.identity(said.label, row.where(ResultColumn.SHIFT), row.findings)
        return ShiftLabel(identity) if identity is not None else None

    def _said(self, row: SheetRow) -> _Said | None:
        """Label and hours, those in columns of their own before those behind the label."""
        text = row.text(ResultColumn.SHIFT)
        label, behind = self._parted(text)
        if row.is_empty(ResultColumn.STARTS) and row.is_empty(ResultColumn.ENDS):
            return _Said(label, behind)
        starts, ends = row.minute(ResultColumn.STARTS), row.minute(ResultColumn.ENDS)
        is_unfit = (starts is None and not row.is_empty(ResultColumn.STARTS)) or (
            ends is None and not row.is_empty(ResultColumn.ENDS)
        )
        return None if is_unfit else _Said(label, _HoursSaid(starts, ends))

    def _parted(self, text: str) -> _Said:
        """*Ca 01 (7h00–15h00)* in its parts; a label that holds hours itself stays whole."""
        match = _LABEL_WITH_HOURS.fullmatch(text)
        if match is None or text in self._labels:
            return _Said(text, None)
        try:
            return _Said(match["label"], _HoursSaid(minute_of_day(match["starts"]), minute_of_day(match["ends"])))
        except Unfit:
            return _Said(text, None)

    def _by_hours(self, row: SheetRow, label: str, said: _HoursSaid, beside: SlotSaid) -> ShiftLabel | None:
        column = next(
            (one for one in (ResultColumn.STARTS, ResultColumn.ENDS) if not row.is_empty(one)), ResultColumn.SHIFT
        )
        there = self._hours(beside)
        fitting = _fitting(said, there) or _fitting(said, self._hours(None))
        if len(fitting) != 1:
            row.error(
                column,
                _("no shift of sheet Ca has these hours"),
                _("Enter the hours of one of: {shifts}; or clear them and choose the shift").format(
                    shifts=_with_hours(there)
                ),
            )
            return None
        (meant,) = fitting
        if label and self._by_label(label) != meant:
            row.warn(
                column,
                _("the hours are those of {meant}, though the label says {label}; the hours count").format(
                    meant=shown(meant), label=shown(label)
                ),
                _("Make label and hours agree"),
            )
        return meant

    def _hours(self, beside: SlotSaid | None) -> dict[ShiftLabel, Hours]:
        """The hours of every shift in that place and on that day; those of sheet *Ca* where neither is known."""
        if beside is None or beside.day is None:
            shifts = self._campaign.calendar.shifts
            return {shift.label: Hours(shift.starts_minute, shift.ends_minute) for shift in shifts}
        return {
            label: hours_of(self._campaign, Slot(beside.day, label), beside.unit, beside.machine)
            for label in self._labels
        }

    def _by_label(self, label: str) -> str | None:
        return self._names.identity(label, "", Findings())


def _fitting(said: _HoursSaid, hours: dict[ShiftLabel, Hours]) -> list[ShiftLabel]:
    return [label for label, each in hours.items() if said.fit(each)]


def _with_hours(hours: dict[ShiftLabel, Hours]) -> str:
    return ", ".join(f"{label} {spoken_hours(*each)}" for label, each in hours.items())
