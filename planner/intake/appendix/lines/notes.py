"""What a planner should know of an appendix that could be read all the same, told once for many lines."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.record import ShiftLabel
from planner.intake.appendix.document.account import Account
from planner.intake.cells.findings import Findings, listed, shown
from planner.texts import plurals_of, spoken_day, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")

_MONTHS_A_YEAR = 12


class Books(NamedTuple):
    """Where the reader of an appendix enters what it notices."""

    findings: Findings
    notes: "AppendixNotes"
    account: Account


class _YearMonth(NamedTuple):
    year: int
    month: int


class _Repeated:
    """Something that holds for several lines: where it was seen first, and how often."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.num_lines = 0
        self.is_expected = True


class AppendixNotes:
    """Gathers what was noticed line by line, to be told at the end."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._swapped: dict[_YearMonth, _Repeated] = {}
        self._all_shifts: dict[str, None] = {}
        self._twice: dict[str, None] = {}
        self._said: dict[str, Callable[[Findings], None]] = {}

    def crew_shift(self, label: ShiftLabel, day: date) -> ShiftLabel:
        """The shift that a label names where it is a crew's and crews change shifts every month."""
        if not self._campaign.letterhead.swap_shifts_monthly:
            return label
        labels = self._campaign.calendar.shift_labels
        first = self._campaign.calendar.first_day
        months_on = (day.year - first.year) * _MONTHS_A_YEAR + day.month - first.month
        return labels[(labels.index(label) + months_on) % len(labels)]

    def label_disagrees(self, where: str, days: Iterable[date], said: ShiftLabel, meant: ShiftLabel) -> None:
        """A line's label is another than that of the shift with its hours."""
        for month in {_YearMonth(day.year, day.month): day for day in days}.values():
            seen = self._swapped.setdefault(_YearMonth(month.year, month.month), _Repeated(where))
            seen.num_lines += 1
            seen.is_expected = seen.is_expected and self.crew_shift(said, month) == meant

    def all_shifts_taken(self, where: str) -> None:
        """A line tells neither hours nor a label."""
        self._all_shifts[where] = None

    def stands_twice(self, where: str) -> None:
        """A line tells a slot once more."""
        self._twice[where] = None

    def once(self, where: str, what: str, advice: str) -> None:
        """Something to be told with the first cell in which it was seen."""
        self._said.setdefault(what, lambda findings: findings.warn(where, what, advice))

    def tell(self, findings: Findings) -> None:
        """Note all that was gathered."""
        for month, seen in sorted(self._swapped.items()):
            self._tell_swapped(findings, month, seen)
        if self._all_shifts:
            findings.warn(
                next(iter(self._all_shifts)),
                ngettext(
                    "{count} line tells neither hours nor shift; all shifts of its days were taken: {cells}",
                    "{count} lines tell neither hours nor shift; all shifts of their days were taken: {cells}",
                    len(self._all_shifts),
                ).format(count=len(self._all_shifts), cells=listed(list(self._all_shifts))),
                _("Write the hours beside the month, as (Từ 7h00 đến 15h00)"),
            )
        if self._twice:
            findings.warn(
                next(iter(self._twice)),
                ngettext(
                    "{count} line repeats slots that stand elsewhere: {cells}; each counts once",
                    "{count} lines repeat slots that stand elsewhere: {cells}; each counts once",
                    len(self._twice),
                ).format(count=len(self._twice), cells=listed(list(self._twice))),
                _("Delete what stands twice"),
            )
        for say in self._said.values():
            say(findings)

    @staticmethod
    def _tell_swapped(findings: Findings, month: _YearMonth, seen: _Repeated) -> None:
        what = ngettext(
            "month {month}/{year}: shift labels are swapped in {count} line; the hours count",
            "month {month}/{year}: shift labels are swapped in {count} lines; the hours count",
            seen.num_lines,
        )
        advice = (
            _("Nothing to do: Đổi ca theo tháng prints them so")
            if seen.is_expected
            else _("Make labels and hours agree if this is not meant")
        )
        findings.warn(seen.where, what.format(month=month.month, year=month.year, count=seen.num_lines), advice)


def note_outside(findings: Findings, where: str, days: Iterable[date], campaign: Campaign) -> None:
    """Name the days of a line that the campaign does not have."""
    findings.error(
        where,
        _("outside the campaign: {days}").format(days=listed([spoken_day(day) for day in days])),
        _("Enter days from {first} to {last}").format(
            first=spoken_day(campaign.calendar.first_day), last=spoken_day(campaign.calendar.last_day)
        ),
    )


def read_as(value: str, name: str) -> str:
    """How to say that a name was read loosely."""
    return _("{value} was read as {name}").format(value=shown(value), name=shown(name))
