"""What `planner status` tells of rosters: nothing where none was stored."""

from collections.abc import Iterator
from datetime import date

from planner.cli.columns import TextColumn, table
from planner.roster.version import StoredRoster
from planner.telling.figures import UNKNOWN
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.days.standing import CampaignStatus

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_ROSTERS_SHOWN = 5


def roster_lines(status: CampaignStatus) -> Iterator[str]:
    """The rosters stored last, each with the plan that it staffs, what stays vacant and how far it was made known."""
    if not status.rosters:
        return
    yield ""
    yield _("Rosters")
    columns = (
        TextColumn(_("No.")),
        TextColumn(_("made")),
        TextColumn(_("of plan")),
        TextColumn(_("from")),
        TextColumn(_("duties")),
        TextColumn(_("vacant")),
        TextColumn(_("published up to")),
    )
    yield from table(columns, [_line(status, roster) for roster in status.rosters[-MOST_ROSTERS_SHOWN:]])
    earlier = len(status.rosters) - MOST_ROSTERS_SHOWN
    if earlier > 0:
        yield ngettext(
            "  - and {earlier} earlier one; --json gives all of them",
            "  - and {earlier} earlier ones; --json gives all of them",
            earlier,
        ).format(earlier=spoken_number(earlier))


def _line(status: CampaignStatus, roster: StoredRoster) -> tuple[str, ...]:
    told = roster.summary
    until = status.published_until(roster.number)
    return (
        spoken_number(roster.number),
        spoken_moment(roster.made_at, status.campaign.clock),
        spoken_number(told.plan_version) if told else UNKNOWN,
        _from(status, roster),
        spoken_number(told.duties) if told else UNKNOWN,
        spoken_number(told.vacant) if told else UNKNOWN,
        spoken_day(until) if until else UNKNOWN,
    )


def _from(status: CampaignStatus, roster: StoredRoster) -> str:
    if roster.summary is None:
        return UNKNOWN
    first: date = roster.summary.as_of or status.campaign.calendar.first_day
    return spoken_day(first) + (f" {roster.summary.as_of_shift}" if roster.summary.as_of_shift else "")
