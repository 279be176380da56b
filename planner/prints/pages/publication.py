"""What is published at once: a stored plan, how far it is made known, what it replaces, and what its pages change."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from planner.domain.campaign import Campaign, Unit
from planner.domain.difference import ChangeKind, Difference, UnitChange
from planner.domain.plan import Plan
from planner.domain.record import UnitCode
from planner.prints.pages.schedule import PublishedPeriod, PublishedUnit, published_units
from planner.prints.words.file_names import stems_of
from planner.prints.words.former_names import name_with_former
from planner.prints.words.page_address import address_below


@dataclass(frozen=True, slots=True)
class FormerPromise:
    """A plan that was made known before this one."""

    plan: Plan
    until: date
    """The last day made known."""


@dataclass(frozen=True)
class Publication:
    """Everything that pages, texts and calendars of a plan are made from; nothing of the day of printing."""

    campaign: Campaign
    """Its units bear names of their own (`told_apart`)."""
    plan: Plan
    made_at: datetime
    """When the plan was made."""
    until: date | None = None
    """The last day made known; None where nothing was announced, and the whole plan is told."""
    announced_at: datetime | None = None
    """When it was announced; None where it was not."""
    former: tuple[FormerPromise, ...] = ()
    """What was made known before, oldest first."""
    difference: Difference | None = None
    """What it changes of what was made known last; None for what is made known for the first time."""
    address: str | None = None
    """Where the page of all will be found on the web, if that is known."""

    @cached_property
    def units(self) -> tuple[PublishedUnit, ...]:
        """Every unit of the campaign, in the order of codes."""
        return published_units(self.campaign, self.plan, self.until)

    @cached_property
    def former_periods(self) -> dict[UnitCode, tuple[PublishedPeriod, ...]]:
        """What was made known before of the days that this plan plans; of several plans all, oldest first."""
        found: dict[UnitCode, tuple[PublishedPeriod, ...]] = {}
        for promise in self.former:
            for unit in published_units(
                self.campaign, _ahead(self.campaign, promise.plan, self.plan.as_of), promise.until
            ):
                found[unit.unit.code] = (*found.get(unit.unit.code, ()), *unit.periods)
        return found

    @cached_property
    def changes(self) -> dict[UnitCode, UnitChange]:
        """What changes for each unit whose announced schedule is compared.

        What comes instead of cancelled slots is told where it is made known now, though it lies after the last day
        that was made known before.
        """
        found = self.difference.units if self.difference else ()
        return {change.unit: _with_what_comes_instead(change, self.until or date.max) for change in found}

    def is_dropped(self, published: PublishedUnit) -> bool:
        """Whether the unit was promised something last, has lost it and gets nothing instead."""
        change = self.changes.get(published.unit.code)
        return not published.periods and change is not None and bool(change.cancelled)

    def is_kept(self, published: PublishedUnit) -> bool:
        """Whether something was promised to the unit and all of it holds."""
        change = self.changes.get(published.unit.code)
        return change is not None and change.kind is ChangeKind.KEPT and bool(change.kept)

    def has_changed(self, published: PublishedUnit) -> bool:
        """Whether the unit's people have to be told anything new of days, hours or places."""
        change = self.changes.get(published.unit.code)
        return change is not None and change.kind is not ChangeKind.KEPT

    @cached_property
    def stems(self) -> dict[UnitCode, str]:
        """What each unit's files are called, as in its other prints."""
        units = self.campaign.units
        return dict(zip((u.code for u in units), stems_of(f"{u.code} {u.name}" for u in units), strict=True))

    @property
    def made_on(self) -> date:
        """The day on which the plan was made, where the campaign is."""
        return self.made_at.astimezone(self.campaign.clock).date()

    def name_of(self, unit: Unit) -> str:
        """The unit's name, with its old ones as long as they are told."""
        return name_with_former(unit, self.made_on)

    def page_address(self, unit: Unit) -> str | None:
        """Where the unit's page will be found on the web, if that is known."""
        return address_below(self.address, self.stems[unit.code]) if self.address else None


def _ahead(campaign: Campaign, plan: Plan, as_of: date | None) -> Plan:
    """The plan from this day on, as it was promised; rows of units and shifts that the workbook lost are left out."""
    labels = campaign.calendar.shift_labels
    rows = [
        row
        for row in plan.assignments
        if (as_of is None or row.date >= as_of) and row.unit in campaign.units_by_code and row.shift in labels
    ]
    return plan.model_copy(update={"assignments": tuple(rows)})


def _with_what_comes_instead(change: UnitChange, until: date) -> UnitChange:
    if not change.cancelled:
        return change
    made_known = tuple(slot for slot in change.later if slot.day <= until)
    rest = tuple(slot for slot in change.later if slot.day > until)
    return change.model_copy(update={"new": (*change.new, *made_known), "later": rest})
