"""The lines of a cell → its clauses: days, and the hours or shifts in which somebody works on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from planner.domain.record import ShiftLabel
from planner.intake.appendix.days.clauses import LinePart, paired
from planner.intake.appendix.days.grammar import items_of
from planner.intake.appendix.days.line_parts import Days, LineParts, SpanOfDays, parts_of_line
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.days.selection import Remark, Selected, selected, tells_dates, tells_days
from planner.intake.appendix.days.shift_names import ShiftNames, ToldHours, plain
from planner.intake.appendix.days.spoken import TELLING_DAYS, Bound, Sign, SignKind, Weekdays
from planner.intake.appendix.days.when import first_minute, last_minute, told_together
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import listed, shown
from planner.intake.values.texts import Unfit
from planner.texts import plurals_of, spoken_day, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")

_MOST_DAYS = 2_000
"""Of one cell, counted as they are told; no campaign has half as many."""


@dataclass(frozen=True)
class Clause:
    """Days with the hours or labels that stand beside them; none of these where nothing is told."""

    days: tuple[date, ...]
    hours: tuple[ToldHours, ...] = ()
    labels: tuple[ShiftLabel, ...] = ()
    whole_day: bool = False
    is_guessed: bool = False
    """Excel had made something else of it."""
    by_session: bool = False
    """A part of the day is told, not only hours or the label of a crew."""
    remarks: tuple[Remark, ...] = ()
    num_lines: int = 1
    """On how many lines its days stand."""


def clauses_in(lines: Sequence[str], month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    """What the lines tell, clause by clause; none for lines that tell nothing. Raises Unfit for a guess."""
    read: list[LineParts] = []
    has_own = False
    for line in lines:
        items = items_of(plain(line), names.pattern)
        parts = parts_of_line(items, month, campaign, has_month_of_its_own=has_own)
        month, has_own = parts.month, has_own or parts.names_month
        read.append(parts)
    return tuple(_Cell(read, campaign, names).clauses())


class _Counted(NamedTuple):
    """How many days a line says that there are, and how many it lists."""

    said: int
    listed: int


class _Cell:
    def __init__(self, lines: Sequence[LineParts], campaign: Period, names: ShiftNames) -> None:
        self._lines = lines
        self._campaign = campaign
        self._names = names

    def clauses(self) -> Iterator[Clause]:
        """The clauses in the order of their lines."""
        remarks = [self._reserve(line.reserve) for line in self._lines if line.reserve]
        if spans := [item for line in self._lines for item in line.items if isinstance(item, SpanOfDays)]:
            clauses = list(self._of_span(spans))
            self._check_count({day for clause in clauses for day in clause.days})
            yield replace(clauses[0], remarks=tuple(remarks))
            yield from clauses[1:]
            return
        found = self._selected()
        remarks += chain.from_iterable(one.remarks for one in found.values())
        self._check_counts(found)
        pairs = paired([tuple(self._parts(line, found)) for line in self._lines])
        together = [(pair.days, told) for pair in pairs for told in told_together(pair.when, self._names)]
        for days, told in together:
            yield Clause(
                days=tuple(dict.fromkeys(days)),
                hours=told.hours,
                labels=told.labels,
                whole_day=told.whole_day,
                by_session=told.by_session,
                remarks=tuple(remarks),
                num_lines=sum(1 for line in self._lines if any(id(item) in found for item in line.items)),
            )

    def _selected(self) -> dict[int, Selected]:
        """The days of each stretch that tells any."""
        stretches = [item for line in self._lines for item in line.items if isinstance(item, Days)]
        found: dict[int, Selected] = {}
        for days in _settled(stretches):
            found[id(days)] = selected(days.parts, days.month, self._campaign, is_month_told=days.is_month_told)
        if sum(len(one.days) for one in found.values()) > _MOST_DAYS:
            raise Unfit(_("more than {limit} days in one cell").format(limit=_MOST_DAYS), _("Part the cell"))
        return found

    def _parts(self, line: LineParts, found: dict[int, Selected]) -> Iterator[LinePart]:
        for item, gap, is_under in zip(line.items, line.gaps, line.are_under, strict=True):
            if isinstance(item, Bound):
                yield LinePart((), ((item,),), gap, is_under)
            elif id(item) in found and found[id(item)].days:
                yield LinePart(found[id(item)].days, (), gap, is_under)

    def _reserve(self, days: Sequence[date]) -> Remark:
        return Remark(
            _("days held in reserve were not taken: {days}").format(days=listed([spoken_day(day) for day in days])),
            _("Leave out the word dự phòng if the machine is to come on them"),
        )

    def _check_counts(self, found: dict[int, Selected]) -> None:
        """A number of days has to be that of its line, or that of the cell."""
        of_lines = [
            {day for item in line.items if id(item) in found for day in found[id(item)].days} for line in self._lines
        ]
        in_all = len(set[date]().union(*of_lines))
        for line, days in zip(self._lines, of_lines, strict=True):
            said = sum(line.counts)
            if line.counts and said not in (len(days), in_all):
                raise _miscounted(said, len(days))

    def _check_count(self, days: set[date]) -> None:
        """A number of days has to be that of the cell."""
        for said in (sum(line.counts) for line in self._lines if line.counts):
            if said != len(days):
                raise _miscounted(said, len(days))

    def _of_span(self, spans: Sequence[SpanOfDays]) -> Iterator[Clause]:
        """From a part of the first day to a part of the last, with all shifts between."""
        others = [item for line in self._lines for item in line.items if not isinstance(item, SpanOfDays)]
        (span,) = spans[:1]
        starts, ends = first_minute(span.first, self._names), last_minute(span.last, self._names)
        day_starts, day_ends = self._names.shifts[0].starts_minute, self._names.shifts[-1].ends_minute
        is_daily = starts < ends and (starts, ends) != (day_starts, day_ends) and len(span.days) > 1
        if others or len(spans) > 1 or is_daily or (span.dash == "-" and len(span.days) > 1):
            raise Unfit(
                _("{first} to {last}: whether these hours hold for each day is not to be told").format(
                    first=shown(span.first.text), last=shown(span.last.text)
                ),
                _("Give each day its own line, with its hours: 14/4 (7h00-15h00)"),
            )
        if len(span.days) == 1:
            yield Clause(span.days, hours=(ToldHours(starts, ends),))
            return
        yield Clause(span.days[:1], hours=(ToldHours(starts, day_ends),))
        if len(span.days) > 2:  # noqa: PLR2004 - days between the first and the last
            yield Clause(span.days[1:-1], whole_day=True)
        yield Clause(span.days[-1:], hours=(ToldHours(day_starts, ends),))


def _miscounted(said: int, num_listed: int) -> Unfit:
    return Unfit(
        ngettext("{said} day is said, {listed} are listed", "{said} days are said, {listed} are listed", said).format(
            said=said, listed=num_listed
        ),
        _("Make both agree, or leave the number of days out"),
    )


def _settled(stretches: Sequence[Days]) -> list[Days]:
    """The stretches that tell days; what only says something of days has gone to those of which it says it."""
    telling = [one for one in stretches if tells_days(one.parts)]
    dated = [one for one in telling if tells_dates(one.parts)]
    if len(dated) < len(telling) and dated:
        if len(dated) > 1 or any(isinstance(part, Weekdays) for part in dated[0].parts):
            raise Unfit(
                _("weekdays and days stand apart: which belong together is not to be told"),
                _("Write the weekdays before the first and the last day: T2-T6 hằng tuần, từ 1/4 đến 30/4"),
            )
        telling = dated
    for place, one in enumerate(stretches):
        if one in telling or not any(_says_something(part) for part in one.parts):
            continue
        before = [other for other in stretches[:place] if other in telling]
        behind = [other for other in stretches[place:] if other in telling]
        if not before and not behind:
            raise Unfit(_("no days are told"), _("Write them behind the month: Tháng 4/2023: 14,15,16"))
        apart = Sign(SignKind.SEMICOLON, ";")
        if before:
            before[-1].parts += [apart, *one.parts]
        else:
            behind[0].parts[:0] = [*one.parts, apart]
    return telling


def _says_something(part: object) -> bool:
    return not isinstance(part, Sign) or part.kind in TELLING_DAYS
