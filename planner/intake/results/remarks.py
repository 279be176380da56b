"""What is to be said of a figure, whoever reports it: a row of a workbook or somebody who types it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Posting
from planner.domain.openness import Openness
from planner.domain.results import Result
from planner.errors import Severity
from planner.intake.campaign.frame import Period
from planner.intake.layout.results import ResultColumn
from planner.intake.tables.month_first import exchanged
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("intake")


class Remark(NamedTuple):
    """Something wrong with a result, or to be looked at, by the column that it is about."""

    column: ResultColumn
    what: str
    advice: str
    severity: Severity = Severity.WARNING


def about_day(day: date, days: Period, today: date) -> Remark | None:
    """Why nothing can be reported of this day: it lies outside the campaign, or is still to come."""
    if not days.first_day <= day <= days.last_day:
        return Remark(
            ResultColumn.DAY,
            _("{day} lies outside the campaign").format(day=spoken_day(day)),
            _perhaps_exchanged(day, days, today)
            or _("Enter a day from {first} to {last}; what came before belongs in Đã thu nhận").format(
                first=spoken_day(days.first_day), last=spoken_day(days.last_day)
            ),
            Severity.ERROR,
        )
    if day > today:
        return Remark(
            ResultColumn.DAY,
            _("{day} is still to come; today is {today}").format(day=spoken_day(day), today=spoken_day(today)),
            _perhaps_exchanged(day, days, today) or _("Mend the day, or record it when it is over"),
            Severity.ERROR,
        )
    return None


def _perhaps_exchanged(day: date, days: Period, today: date) -> str:
    """Advice where only the exchange of day and month is a day of the campaign that is over; else empty."""
    other = exchanged(day)
    if other is None or not days.first_day <= other <= min(days.last_day, today):
        return ""
    return _("Perhaps day and month are exchanged and {day} is meant; then enter {iso}").format(
        day=spoken_day(other), iso=other.isoformat()
    )


def about_figures(result: Result) -> Iterator[Remark]:
    """Figures above what their columns take, by a slip of the finger."""
    figures = (
        (ResultColumn.COLLECTED, result.collected),
        (ResultColumn.APPROVED, result.approved),
        (ResultColumn.ACTIVATED, result.activated),
    )
    for column, figure in figures:
        _least, most = column.declared.limits or (0, figure or 0)
        if figure is not None and figure > most:
            yield Remark(
                column,
                _("{figure} is more than {most}").format(figure=spoken_number(figure), most=spoken_number(most)),
                _("Mend the figure"),
                Severity.ERROR,
            )


def about_names(campaign: Campaign, result: Result) -> Iterator[Remark]:
    """A unit, machine or shift that the campaign does not have."""
    advice = _("Look at the plan again, and choose one of those that it names")
    if result.unit not in campaign.units_by_code:
        yield Remark(
            ResultColumn.UNIT,
            _("{value} is not a unit of sheet Đơn vị").format(value=result.unit),
            advice,
            Severity.ERROR,
        )
    if result.machine is not None and result.machine not in campaign.machines_by_name:
        yield Remark(
            ResultColumn.MACHINE,
            _("{value} is not a machine of sheet Máy").format(value=result.machine),
            advice,
            Severity.ERROR,
        )
    if result.shift is not None and result.shift not in campaign.calendar.shift_labels:
        yield Remark(
            ResultColumn.SHIFT,
            _("{shift} is not a shift of sheet Ca").format(shift=result.shift),
            advice,
            Severity.ERROR,
        )


class Expectations:
    """What the campaign would let a machine do, against which results are held: reported is a fact all the same."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._openness = Openness.of(campaign)

    def surprises(self, result: Result) -> Iterator[Remark]:
        """Work without a posting, at a unit not served, in a closed slot, or beyond the machine's capacity.

        A rate of *Năng suất* is what is expected of people, and no day above it is a surprise.
        """
        if result.machine is None or result.shift is None:
            return
        machine = self._campaign.machines_by_name[result.machine]
        unit = self._campaign.units_by_code[result.unit]
        ordinal = self._campaign.calendar.ordinal(result.day, result.shift)
        posting = machine.posting_on(result.day)
        if posting is None:
            yield Remark(
                ResultColumn.MACHINE,
                _("the machine has no posting on {day}").format(day=spoken_day(result.day)),
                _("It is recorded as reported; check machine and day"),
            )
        else:
            yield from _beyond_posting(result, posting, self._campaign.capacity(posting, result.shift))
            if ordinal not in self._openness.of_posting(machine, posting):
                yield Remark(
                    ResultColumn.SHIFT,
                    _("the slot is closed to the machine"),
                    _("It is recorded as reported; check day and shift"),
                )
        if ordinal not in self._openness.of_unit(unit):
            yield Remark(
                ResultColumn.UNIT,
                _("the slot is closed to the unit"),
                _("It is recorded as reported; check day and shift"),
            )


def _beyond_posting(result: Result, posting: Posting, capacity: int) -> Iterator[Remark]:
    if result.unit not in posting.serves:
        yield Remark(
            ResultColumn.UNIT,
            _("the machine does not serve this unit on {day}").format(day=spoken_day(result.day)),
            _("It is recorded as reported; check machine and unit"),
        )
    if result.collected > capacity:
        yield Remark(
            ResultColumn.COLLECTED,
            _("{collected} is more than the {capacity} dossiers of a slot").format(
                collected=result.collected, capacity=capacity
            ),
            _("It is recorded as reported; check the figure"),
        )
