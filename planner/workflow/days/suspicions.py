"""Rows of a report that contradict rows of before: recorded as facts, and asked about."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result, ResultKey
from planner.errors import Problem
from planner.intake.tables.month_first import exchanged
from planner.ledger.reported import RecordedResult
from planner.replan.planned import PlannedSlot
from planner.texts import spoken_day, texts_of
from planner.workflow.days.implausible import implausible
from planner.workflow.days.just_recorded import JustRecorded, ReportedRow, is_anything, warning

_ = texts_of("workflow")

A_DAY = timedelta(days=1)


def suspicions(recorded: JustRecorded, planned: Iterable[PlannedSlot]) -> tuple[Problem, ...]:
    """What looks like a slip in a report: row by row what the ledger contradicts, then unit by unit what is too much.

    `planned` is what the plans had expected of each slot; without any plan nothing is said of unplanned work.
    """
    contradicted = _Contradicted(recorded, tuple(planned))
    by_row = [problem for told in recorded.told for problem in contradicted.by(told)]
    return (*by_row, *implausible(recorded))


class _Double(NamedTuple):
    """A row of the ledger of which only it or the reported one can be right."""

    row: RecordedResult
    told: str
    """Why."""


class _Contradicted:
    """A report held against earlier rows and against the plans."""

    def __init__(self, recorded: JustRecorded, planned: tuple[PlannedSlot, ...]) -> None:
        self._recorded = recorded
        self._planned = planned
        self._planned_keys = frozenset(slot.key for slot in planned)
        self._told = frozenset(each.row.number for each in recorded.told)

    def by(self, told: ReportedRow) -> Iterator[Problem]:
        """Everything that speaks against the row, in one warning."""
        doubles = [*self._at_two_units(told), *self._on_another_day(told)]
        words = [each.told for each in doubles] + list(self._unplanned(told))
        if words:
            row = self._recorded.row(told.row)
            yield warning(told, f"{row}: {'; '.join(words)}", self._advice(told, [each.row for each in doubles]))

    def _advice(self, told: ReportedRow, doubles: Sequence[RecordedResult]) -> str:
        others = list({row.number: row for row in doubles}.values())
        if len(others) == 1:
            return self._recorded.which_holds(others[0], told.row)
        if others:
            return _("All count. Take back those that are wrong: {commands}").format(
                commands="; ".join(self._recorded.withdraw(row) for row in (*others, told.row))
            )
        return _(
            "It counts as reported. If day, shift, machine or unit is wrong: {withdraw}, and record the right row"
        ).format(withdraw=self._recorded.withdraw(told.row))

    def _at_two_units(self, told: ReportedRow) -> Iterator[_Double]:
        """The same machine in the same slot at another unit, by a row of before or one above it in the file."""
        now = told.result
        if now.machine is None or not is_anything(now):
            return
        for row in self._counting_by_slot.get((now.day, now.shift, now.machine), ()):
            is_said_there = row.number in self._told and row.number > told.row.number
            is_elsewhere = self._stop(row.result.unit) != self._stop(now.unit)
            if is_elsewhere and is_anything(row.result) and not is_said_there:
                yield _Double(
                    row,
                    _("the same machine stands in this slot at another unit too, by {other}").format(
                        other=self._recorded.row(row)
                    ),
                )

    def _on_another_day(self, told: ReportedRow) -> Iterator[_Double]:
        """The same figures of the same machine, unit and shift on the day before or after, by a row of before."""
        now = told.result
        if not now.collected:
            return
        for day in (now.day - A_DAY, now.day + A_DAY):
            row = self._earlier_by_key.get(now.key._replace(day=day))
            if row is None or not _same_figures(now, row.result) or self._is_usual(now, row.result):
                continue
            yield _Double(
                row, _("the same figures stand on the day beside it, in {other}").format(other=self._recorded.row(row))
            )

    def _is_usual(self, one: Result, other: Result) -> bool:
        """Whether both are a slot filled to the machine's capacity, and both or neither were planned."""
        machine = self._recorded.campaign.machines_by_name.get(one.machine) if one.machine is not None else None
        posting = machine.posting_on(one.day) if machine else None
        if posting is None or one.shift is None:
            return False
        if one.collected != self._recorded.campaign.capacity(posting, one.shift):
            return False
        return (one.key in self._planned_keys) == (other.key in self._planned_keys)

    def _unplanned(self, told: ReportedRow) -> Iterator[str]:
        """A machine that has worked where no plan had anybody, or while it was planned at another unit."""
        now = told.result
        if now.machine is None or now.shift is None or not now.collected or not self._planned:
            return
        if now.key in self._planned_keys:
            return
        places = self._planned_places.get((now.day, now.shift, now.machine), [])
        if self._stop(now.unit) in map(self._stop, places):
            return  # planned for another unit of the cluster
        if not places and (now.day, now.shift, self._stop(now.unit)) in self._planned_stops:
            return  # it stands in for another machine
        if places:
            what = _("the plan had this machine at {units} then").format(
                units=", ".join(self._recorded.named(unit) for unit in places)
            )
        else:
            what = _("nothing was planned there then")
        other = exchanged(now.day)
        if other is not None and now.key._replace(day=other) in self._planned_keys:
            what += _("; but on {day} it was planned just so. Perhaps day and month are exchanged").format(
                day=spoken_day(other)
            )
        yield what

    @cached_property
    def _counting_by_slot(self) -> dict[tuple[date, ShiftLabel | None, MachineName], list[RecordedResult]]:
        found: dict[tuple[date, ShiftLabel | None, MachineName], list[RecordedResult]] = {}
        for row in self._recorded.counting:
            if row.result.machine is not None:
                found.setdefault((row.result.day, row.result.shift, row.result.machine), []).append(row)
        return found

    @cached_property
    def _earlier_by_key(self) -> dict[ResultKey, RecordedResult]:
        return {row.result.key: row for row in self._recorded.earlier}

    @cached_property
    def _planned_places(self) -> dict[tuple[date, ShiftLabel, MachineName], list[UnitCode]]:
        found: dict[tuple[date, ShiftLabel, MachineName], list[UnitCode]] = {}
        for slot in self._planned:
            found.setdefault((slot.day, slot.shift, slot.machine), []).append(slot.unit)
        return found

    @cached_property
    def _planned_stops(self) -> frozenset[tuple[date, ShiftLabel, UnitCode]]:
        return frozenset((slot.day, slot.shift, self._stop(slot.unit)) for slot in self._planned)

    def _stop(self, unit: UnitCode) -> UnitCode:
        return self._recorded.campaign.stop_of(unit)


def _same_figures(one: Result, other: Result) -> bool:
    """Whether everything that both tell is the same."""
    pairs = ((one.approved, other.approved), (one.activated, other.activated))
    return one.collected == other.collected and all(a == b or a is None or b is None for a, b in pairs)
