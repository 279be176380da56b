"""The few figures above the schedule: which plan holds, how far it has come, who is behind, what is not in it yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.board.picture import Picture
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

MOST_DAYS_NAMED = 6


@dataclass(frozen=True, slots=True)
class CardLink:
    """A way on from a card."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """One matter, told in a heading, a figure and a few lines."""

    heading: str
    figure: str
    lines: tuple[str, ...] = ()
    links: tuple[CardLink, ...] = ()
    asks_for_something: bool = False
    """Whether somebody should do something about it."""
    share: int | None = None
    """Per cent that are done; None where the card tells no share."""


def cards(picture: Picture) -> tuple[Card, ...]:
    """All that the campaign has, in the order in which they are read."""
    return tuple(card for card in (_plan(picture), _collected(picture), _behind(picture), _untold(picture)) if card)


def _plan(picture: Picture) -> Card | None:
    version = picture.version
    if version is None:
        return None
    until, lines = picture.announced_until(version.number), []
    begins = version.told.as_of or picture.campaign.calendar.first_day
    lines.append(_("planned from {day}").format(day=spoken_day(begins)))
    announcement = picture.announcement
    if until is not None:
        lines.append(_("announced up to {day}").format(day=spoken_day(until)))
    elif announcement is None:
        lines.append(_("nothing is announced yet, so stays move freely"))
    else:
        lines.append(
            _("not announced; plan {number} was, up to {day}").format(
                number=announcement.version, day=spoken_day(announcement.until)
            )
        )
    dropped = picture.num_promises_dropped
    if dropped:
        lines.append(
            ngettext(
                "{count} announced machine-slot is not in it", "{count} announced machine-slots are not in it", dropped
            ).format(count=spoken_number(dropped))
        )
    return Card(_("Plan"), str(version.number), tuple(lines), asks_for_something=until is None and bool(dropped))


def _collected(picture: Picture) -> Card:
    total = picture.progress.total
    done = total.collected + total.elsewhere
    share = round(100 * min(done, total.need) / total.need) if total.need else 100
    lines = [_("{count} left").format(count=spoken_number(total.remaining))]
    if total.expected_done is not None:
        sentence = _("done on {day} by this plan") if total.remaining else _("all done since {day}")
        lines.append(sentence.format(day=spoken_day(total.expected_done)))
    elif total.unplanned and picture.latest is not None:
        lines.append(_("{count} of them have no slot in the plan").format(count=spoken_number(total.unplanned)))
    figure = f"{spoken_number(done)} / {spoken_number(total.need)}"
    return Card(_("Dossiers collected"), figure, tuple(lines), share=share)


def _behind(picture: Picture) -> Card | None:
    late = picture.progress.late
    if not picture.versions:
        return None
    if not late:
        return Card(_("Behind the plan"), "0", (_("no unit is behind"),))
    named = tuple(_("{unit}: {count}").format(unit=each.name, count=spoken_number(each.behind)) for each in late[:2])
    figure = ngettext("{count} dossier", "{count} dossiers", picture.progress.total.behind).format(
        count=spoken_number(picture.progress.total.behind)
    )
    units = ngettext("at {count} unit", "at {count} units", len(late)).format(count=len(late))
    return Card(_("Behind the plan"), figure, (units, *named), asks_for_something=True)


def _untold(picture: Picture) -> Card | None:
    """What the plan does not know, and which days nobody has told of."""
    if picture.version is None:
        return None
    lines, days = [*_news(picture)], _days_without_result(picture)
    links = tuple(
        CardLink(spoken_day(day, with_year=False), f"/ket-qua/{day.isoformat()}") for day in days[:MOST_DAYS_NAMED]
    )
    if days:
        count = len(picture.without_result)
        lines.append(
            ngettext("{count} slot without a result:", "{count} slots without a result:", count).format(
                count=spoken_number(count)
            )
        )
    if not lines:
        return Card(_("Not in the plan yet"), _("nothing"), (_("it knows all that was recorded"),))
    num_news = len(lines)
    figure = ngettext("{count} matter", "{count} matters", num_news).format(count=num_news)
    return Card(_("Not in the plan yet"), figure, tuple(lines), links, asks_for_something=True)


def _news(picture: Picture) -> Iterator[str]:
    count = picture.num_results_since
    if count:
        yield ngettext("{count} new result row", "{count} new result rows", count).format(count=spoken_number(count))
    if picture.workbook_has_changed:
        yield _("the workbook was changed after the plan was made")


def _days_without_result(picture: Picture) -> list[date]:
    return sorted({slot.day for slot in picture.without_result})
