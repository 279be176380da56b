"""What is told of a plan that is made known to everybody: which one, and which units' pages say something new."""

from typing import Any

from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.ledger.made_from import change_told
from planner.workflow.printing.publishing import PublishedPlan

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_NAMES_SHOWN = 10


def warnings_of_published(published: PublishedPlan) -> list[str]:
    """What its reader should look at."""
    changed = [change_told(published.version.number)] if published.workbook_has_changed else []
    return [*changed, *published.warnings]


def published_plan_told(published: PublishedPlan) -> str:
    """Which plan it is, and how far it is announced."""
    number, announcement = published.version.number, published.announcement
    if announcement is None:
        return _("Plan {number}, which is not announced.").format(number=number)
    return _("Plan {number}, as announced up to {until}.").format(number=number, until=spoken_day(announcement.until))


def changed_pages_told(published: PublishedPlan) -> list[str]:
    """Units whose page tells of a change, and units whose page tells no day; nothing where there are none."""
    lines = []
    if published.changed:
        lines.append(
            ngettext(
                "The page of {count} unit tells of a change: {names}",
                "The pages of {count} units tell of a change: {names}",
                len(published.changed),
            ).format(
                count=spoken_number(len(published.changed)),
                names=listed((unit.name for unit in published.changed), MOST_NAMES_SHOWN, Noun.UNIT),
            )
        )
    if published.without_days:
        lines.append(
            ngettext(
                "The page of {count} unit tells no day: {names}",
                "The pages of {count} units tell no day: {names}",
                len(published.without_days),
            ).format(
                count=spoken_number(len(published.without_days)),
                names=listed((unit.name for unit in published.without_days), MOST_NAMES_SHOWN, Noun.UNIT),
            )
        )
    return lines


def published_as_json(published: PublishedPlan) -> dict[str, Any]:
    """The pages for a program."""
    announcement = published.announcement
    return {
        "version": published.version.number,
        "announced_until": announcement.until.isoformat() if announcement else None,
        "files": [str(path) for path in published.paths],
        "changed": [unit.code for unit in published.changed],
        "without_days": [unit.code for unit in published.without_days],
        "workbook_has_changed": published.workbook_has_changed,
        "warnings": [*map(str, published.problems), *warnings_of_published(published)],
    }
