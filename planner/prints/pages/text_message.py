"""The text that goes out by SMS: when, where and whom to call, in at most two messages that never part a word.

A message of 70 letters has Vietnamese marks (UCS-2); without marks it has 160 of the GSM alphabet. Where a telephone
joins two messages into one, each has room for 67 or 153, and that is what is kept to: so the two lines can be sent as
two messages or as one.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import product
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY
from planner.domain.hours import Hours
from planner.prints.pages.publication import Publication
from planner.prints.pages.schedule import PublishedStretch, PublishedUnit
from planner.prints.words.addressed import in_sentence, without_kind
from planner.prints.words.telephone import contact_of, dialled
from planner.prints.words.text import printable
from planner.texts import spoken_clock, spoken_day

MOST_MESSAGES = 2
MOST_OF_A_NAME = 24
"""Letters of a name or place that are told where there is no room for more."""
GSM_LETTERS = frozenset("@£$¥\n !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
"""Of the GSM 7-bit alphabet what takes one place and all telephones have."""
PLAINER = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'", "…": "..."})


class _Room(NamedTuple):
    """How many letters there are in a message."""

    alone: int
    joined: int
    """In each of several that a telephone joins."""


class MessageLetters(Enum):
    """In which letters messages are written."""

    WITH_MARKS = _Room(70, 67)
    WITHOUT_MARKS = _Room(160, 153)


def messages_of(
    publication: Publication, published: PublishedUnit, letters: MessageLetters = MessageLetters.WITH_MARKS
) -> tuple[str, ...]:
    """One or two messages; none for a unit that has nothing planned and had nothing promised."""
    told: tuple[str, ...] = ()
    for text in _from_longest(publication, published):
        told = parted_in_messages(_written(text, letters), letters)
        if len(told) <= MOST_MESSAGES:
            return told
    return told[:MOST_MESSAGES]


def letters_counted(text: str) -> int:
    """How many places of a UCS-2 message a text takes; letters beyond the first 65,536 take two."""
    return len(text.encode("utf-16-le")) // 2


def parted_in_messages(text: str, letters: MessageLetters) -> tuple[str, ...]:
    """The text in as many messages as it needs, parted between words; only a word longer than a message is cut."""
    room = letters.value
    if letters_counted(text) <= room.alone:
        return (text,) if text else ()
    messages = [""]
    for word in _fitting_words(text, room.joined):
        longer = f"{messages[-1]} {word}".strip()
        if letters_counted(longer) <= room.joined:
            messages[-1] = longer
        else:
            messages.append(word)
    return tuple(messages)


def _fitting_words(text: str, most: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while letters_counted(rest) > most:
            end = next(end for end in range(len(rest), 0, -1) if letters_counted(rest[:end]) <= most)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _written(text: str, letters: MessageLetters) -> str:
    if letters is MessageLetters.WITH_MARKS:
        return printable(text)
    bare = unicodedata.normalize("NFKD", printable(text).translate(PLAINER))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter in GSM_LETTERS else " " for letter in kept).split())


def _from_longest(publication: Publication, published: PublishedUnit) -> Iterator[str]:
    """The text in all its lengths, the longest first; the telephone is in each of them."""
    name, short_name = in_sentence(published.unit.name), _first_words(without_kind(published.unit))
    contact = contact_of(published.unit, publication.campaign.letterhead)
    calls = [f" LH {told}" for told in dict.fromkeys((contact, dialled(contact) or _first_words(contact))) if told]
    card = printable(publication.campaign.letterhead.card_term)
    what = f"Lịch làm {card}" if card else "Lịch thu hồ sơ"
    calls = calls or [""]
    if not published.periods:
        if publication.is_dropped(published):
            yield from (
                f"{what} {told} tạm dừng, sẽ báo lịch mới.{call}" for told in (name, short_name) for call in calls
            )
        else:
            yield ""
        return
    new = "mới " if publication.has_changed(published) else ""
    begins = (f"{what} {new}{name}", f"Lịch {new}{name}", f"Lịch {new}{short_name}")
    for times in (_times_told(published, short=False), _times_told(published, short=True), _shortly(published)):
        both = list(product(begins, calls))
        if not dialled(contact):  # a telephone alone says as much as before; the beginning of a name does not
            both.sort(key=lambda each: calls.index(each[1]))
        yield from (f"{begin}: {times}.{call}" for begin, call in both)
    yield f"{short_name}: {_shortly(published)}.{calls[-1]}"


def _times_told(published: PublishedUnit, *, short: bool) -> str:
    """*11–13/4 7h–23h, 15/4 7h–15h tại CAX Hòa Bình*; a place is told once."""
    places: dict[str, dict[tuple[Hours, ...], list[PublishedStretch]]] = {}
    for each in published.stretches:
        places.setdefault(each.place, {}).setdefault(each.hours, []).append(each)
    told = []
    for place, alike in places.items():
        times = ", ".join(f"{_days_told(same)} {_hours_told(hours)}" for hours, same in alike.items())
        where = _first_words(place) if short else place
        told.append(f"{times} tại {where}" if where else times)
    return "; ".join(told)


def _shortly(published: PublishedUnit) -> str:
    days = published.days
    place = _first_words(published.periods[0].place)
    where = f" tại {place}" if place else ""
    return f"{len(days)} ngày từ {_day_told(days[0])} đến {_day_told(days[-1])}{where}, giờ xem niêm yết"


def _days_told(stretches: Iterable[PublishedStretch]) -> str:
    """*11-13/4, 15/4*; days of one month and year bear it once, behind the last."""
    return ", ".join(
        _day_told(each.first_day)
        if each.num_days == 1
        else f"{each.first_day.day}-{_day_told(each.last_day)}"
        if each.first_day.month == each.last_day.month
        else f"{_day_told(each.first_day)}-{_day_told(each.last_day)}"
        for each in stretches
    )


def _day_told(day: date) -> str:
    return spoken_day(day, with_year=False)


def _hours_told(hours: Iterable[Hours]) -> str:
    return " và ".join(f"{_clock_told(each.starts_minute)}-{_clock_told(each.ends_minute)}" for each in hours)


def _clock_told(minute: int) -> str:
    """*7h*, *7h30*; past midnight *2h hôm sau*."""
    if minute > MINUTES_A_DAY:
        return f"{_clock_told(minute - MINUTES_A_DAY)} hôm sau"
    return spoken_clock(minute).removesuffix("00")


def _first_words(text: str) -> str:
    """The first words that fit; the beginning of the first where that is too long for itself."""
    told = ""
    for word in printable(text).split():
        longer = f"{told} {word}".strip()
        if len(longer) > MOST_OF_A_NAME:
            break
        told = longer
    return told or printable(text)[:MOST_OF_A_NAME]
