"""The text that a commune's loudspeakers read out: under a minute, everything in words.

What does not fit into a minute is told more shortly: first without weekdays, then days of the same hours together,
then without what to bring, and at last only from which day to which.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from planner.domain.hours import Hours
from planner.prints.pages.publication import Publication
from planner.prints.pages.schedule import PublishedStretch, PublishedUnit
from planner.prints.words.addressed import dossiers_of, in_sentence, people_of
from planner.prints.words.read_aloud import MONTHS, clock_read, day_of_month_read, day_read, number_read, text_read
from planner.prints.words.received import SHORTEST_PERIOD, joined_by_and
from planner.prints.words.telephone import contact_of
from planner.prints.words.text import printable
from planner.prints.words.weekdays import begins_with_capital

SYLLABLES_A_MINUTE = 150
"""At a normal pace; Vietnamese writes each syllable as a word of its own."""
MOST_SYLLABLES = SYLLABLES_A_MINUTE - 1
MOST_OF_A_NAME = 25
"""Syllables of a name or place that are read where there is no room for more."""
THANKS = "Xin trân trọng thông báo!"


def bulletin_of(publication: Publication, published: PublishedUnit) -> str:
    """The whole text, a paragraph a line; empty for a unit that has nothing planned and had nothing promised."""
    text = ""
    for parts in _from_longest(publication, published):
        text = "\n".join(parts)
        if syllables(text) <= MOST_SYLLABLES:
            return text
    return _cut(text)


def syllables(text: str) -> int:
    """How many syllables are read."""
    return len(text.split())


def _from_longest(publication: Publication, published: PublishedUnit) -> Iterator[list[str]]:
    """The text in all its lengths, the longest first; each is complete, down to whom to call."""
    greeting, subject = _opening(publication, published)
    call = _call(publication, published)
    if not published.periods:
        if publication.is_dropped(published):
            yield [greeting, f"{subject} đã thông báo nay tạm dừng; thời gian mới sẽ được thông báo sau.", call, THANKS]
        return
    change = _change(publication, published)
    begin = f"{subject} được tổ chức như sau."
    times = list(_times_from_longest(published))
    for bring in (_bring(publication, published), ""):
        for told in times:
            yield [line for line in (greeting, change, begin, told, bring, call, THANKS) if line]
    short = _shortly(published)
    yield [line for line in (greeting, change, begin, short, call, THANKS) if line]
    yield [line for line in (greeting, begin, short, _first_words(call), THANKS) if line]


def _opening(publication: Publication, published: PublishedUnit) -> tuple[str, str]:
    people, name = people_of(published.unit), _first_words(text_read(in_sentence(published.unit.name)))
    received = text_read(dossiers_of(publication.campaign.letterhead))
    return f"Kính thưa {people} {name}!", begins_with_capital(f"lịch thu nhận {received} cho {people} {name}")


def _change(publication: Publication, published: PublishedUnit) -> str:
    if not publication.has_changed(published):
        return ""
    return "Lịch đã thông báo trước đây có điều chỉnh, đề nghị nghe kỹ lịch mới."


def _bring(publication: Publication, published: PublishedUnit) -> str:
    things = [text_read(thing).strip(" ;.,") for thing in publication.campaign.letterhead.to_bring]
    things = [thing for thing in things if thing]
    return f"Khi đến, đề nghị {people_of(published.unit)} mang theo: {', '.join(things)}." if things else ""


def _call(publication: Publication, published: PublishedUnit) -> str:
    contact = text_read(contact_of(published.unit, publication.campaign.letterhead)).rstrip(".;, ")
    return f"Mọi vướng mắc, xin liên hệ: {contact}." if contact else ""


def _times_from_longest(published: PublishedUnit) -> Iterator[str]:
    stretches = published.stretches
    yield " ".join(f"{_stretch_told(each, with_weekdays=True)}." for each in stretches)
    yield " ".join(f"{_stretch_told(each, with_weekdays=False)}." for each in stretches)
    yield " ".join(_told_together(stretches))


def _stretch_told(stretch: PublishedStretch, *, with_weekdays: bool) -> str:
    days = _days_told(stretch, with_weekdays=with_weekdays)
    return begins_with_capital(f"{days}, {_hours_told(stretch.hours)}, tại {_place_told(stretch.place)}")


def _days_told(stretch: PublishedStretch, *, with_weekdays: bool) -> str:
    if stretch.num_days < SHORTEST_PERIOD:
        return joined_by_and(day_read(day, with_weekday=with_weekdays) for day in stretch.days)
    first = day_read(
        stretch.first_day,
        with_weekday=with_weekdays,
        with_month=stretch.first_day.month != stretch.last_day.month,
    )
    return f"từ {first} đến hết {day_read(stretch.last_day, with_weekday=with_weekdays)}"


def _told_together(stretches: Iterable[PublishedStretch]) -> Iterator[str]:
    """Stretches at one place with the same hours as one sentence, in the order of their first days."""
    alike: dict[tuple[str, tuple[Hours, ...]], list[PublishedStretch]] = {}
    for each in stretches:
        alike.setdefault((each.place, each.hours), []).append(each)
    for (place, hours), together in alike.items():
        days = joined_by_and(_days_joined(together))
        yield f"{begins_with_capital(days)}, {_hours_told(hours)}, tại {_place_told(place)}."


def _days_joined(stretches: Iterable[PublishedStretch]) -> Iterator[str]:
    """Stretches first, then single days, a text for each month: *các ngày mười hai, mười bốn tháng Tư*."""
    single: list[date] = []
    for each in stretches:
        if each.num_days < SHORTEST_PERIOD:
            single += each.days
        else:
            yield _days_told(each, with_weekdays=False)
    for (_year, month), days in groupby(single, key=lambda day: (day.year, day.month)):
        told = [day_of_month_read(day.day) for day in days]
        yield f"{'các ngày' if len(told) > 1 else 'ngày'} {', '.join(told)} tháng {MONTHS[month - 1]}"


def _shortly(published: PublishedUnit) -> str:
    """From the first day to the last, how many days, and where first; who wants each day's hours asks for them."""
    days = published.days
    places = dict.fromkeys(period.place for period in published.periods)
    where = _first_words(_place_told(next(iter(places)))) + (" và các điểm khác" if len(places) > 1 else "")
    return (
        f"Trong thời gian từ {day_read(days[0])} đến hết {day_read(days[-1])}, tiếp nhận "
        f"{number_read(len(days))} ngày, tại {where}; ngày, giờ cụ thể có trong thông báo niêm yết."
    )


def _hours_told(hours: Iterable[Hours]) -> str:
    return joined_by_and(f"từ {clock_read(each.starts_minute)} đến {clock_read(each.ends_minute)}" for each in hours)


def _place_told(place: str) -> str:
    return text_read(place) or "địa điểm đã niêm yết"


def _first_words(text: str) -> str:
    return " ".join(text.split()[:MOST_OF_A_NAME])


def _cut(text: str) -> str:
    """The first words, as many as a minute has; whole words."""
    return " ".join(printable(text).split()[:MOST_SYLLABLES])
