"""When and where each unit's people are received, day by day, as everything that is published tells it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from planner.domain.campaign import Campaign, PostingKind, Unit
from planner.domain.cluster_hours import StopHours
from planner.domain.hours import Hours
from planner.domain.plan import Assignment, Plan
from planner.domain.record import Record, ShiftLabel, UnitCode
from planner.prints.words.clock_hours import joined_hours
from planner.prints.words.text import Text

ONE_DAY = timedelta(days=1)


class PublishedPeriod(Record):
    """People are received at one place, without a pause. It belongs to the day on which it begins."""

    day: date
    shift: ShiftLabel
    """In which it begins."""
    hours: Hours
    place: Text


class PublishedStretch(Record):
    """Days one after the other on which people are received at one place at the same hours."""

    first_day: date
    last_day: date
    hours: tuple[Hours, ...]
    """Of each of these days, in order."""
    place: Text

    @property
    def num_days(self) -> int:
        """How many days it has."""
        return (self.last_day - self.first_day).days + 1

    @property
    def days(self) -> tuple[date, ...]:
        """Each of its days."""
        return tuple(self.first_day + ONE_DAY * number for number in range(self.num_days))


class PublishedUnit(Record):
    """A unit and all that is published of when its people are received."""

    unit: Unit
    periods: tuple[PublishedPeriod, ...] = ()
    """In time order; none where the plan has nothing for it up to the last day made known."""
    cluster: Text = ""
    """The name of the cluster where it is received together with others; empty where it stands alone."""
    neighbours: tuple[Text, ...] = ()
    """The names of the cluster's other units, in workbook order."""

    @cached_property
    def stretches(self) -> tuple[PublishedStretch, ...]:
        """Its periods as stretches of days, by their first day; each place has stretches of its own."""
        found: list[PublishedStretch] = []
        for place in dict.fromkeys(period.place for period in self.periods):
            found += _stretches([period for period in self.periods if period.place == place])
        return tuple(sorted(found, key=lambda stretch: (stretch.first_day, stretch.hours)))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which its people are received, each once."""
        return tuple(dict.fromkeys(period.day for period in self.periods))


def published_units(campaign: Campaign, plan: Plan, until: date | None = None) -> tuple[PublishedUnit, ...]:
    """Every unit of the campaign in the order of codes, with what the plan still plans for it up to `until`.

    What is past in the plan is left out; `until` None tells the plan to its end.
    """
    rows = [row for row in plan.assignments if not row.done and (until is None or row.date <= until)]
    hours = StopHours(campaign, rows)
    of_unit: dict[UnitCode, list[Assignment]] = {}
    for row in rows:
        of_unit.setdefault(row.unit, []).append(row)
    clusters = {code: cluster for cluster in campaign.clusters for code in cluster.units if len(cluster.units) > 1}
    return tuple(
        PublishedUnit(
            unit=unit,
            periods=tuple(_periods(campaign, hours, of_unit.get(unit.code, ()))),
            cluster=clusters[unit.code].name if unit.code in clusters else "",
            neighbours=_neighbours(campaign, unit.code),
        )
        for unit in campaign.units
    )


def _neighbours(campaign: Campaign, code: UnitCode) -> tuple[str, ...]:
    together = campaign.units_at(campaign.stop_of(code))
    return tuple(campaign.units_by_code[each].name for each in together if each != code)


def _periods(campaign: Campaign, hours: StopHours, rows: Iterable[Assignment]) -> Iterator[PublishedPeriod]:
    """By time, then by place; machines at one place are one, and hours without a pause are one period."""
    at_place: dict[tuple[date, str], list[tuple[Hours, ShiftLabel]]] = {}
    for row in rows:
        at_place.setdefault((row.date, _place(campaign, row)), []).append((hours.of(row), row.shift))
    found = []
    for (day, place), received in at_place.items():
        begins = {each.starts_minute: shift for each, shift in sorted(received, reverse=True)}
        found += [
            PublishedPeriod(day=day, shift=begins[joined.starts_minute], hours=joined, place=place)
            for joined in joined_hours(each for each, _shift in received)
        ]
    yield from sorted(found, key=lambda period: (period.day, period.hours, period.place))


def _place(campaign: Campaign, row: Assignment) -> str:
    """A fixed machine's own place, else that of the unit, or of the cluster's first unit."""
    machine = campaign.machines_by_name.get(row.machine)
    posting = machine.posting_on(row.date) if machine else None
    if posting is not None and posting.kind is PostingKind.FIXED and posting.place:
        return posting.place
    return campaign.units_by_code[campaign.stop_of(row.unit)].place


def _stretches(periods: list[PublishedPeriod]) -> list[PublishedStretch]:
    """The stretches of periods at one place."""
    stretches: list[PublishedStretch] = []
    for day, of_day in groupby(periods, key=lambda period: period.day):
        hours = tuple(period.hours for period in of_day)
        if stretches and stretches[-1].last_day + ONE_DAY == day and stretches[-1].hours == hours:
            stretches[-1] = stretches[-1].model_copy(update={"last_day": day})
        else:
            stretches.append(PublishedStretch(first_day=day, last_day=day, hours=hours, place=periods[0].place))
    return stretches
