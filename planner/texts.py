"""What people read, in their language, and the one way of writing days, hours, numbers and lists.

The source holds English. Each room has one catalog of its own, `locale/vi/LC_MESSAGES/<room>.mo`,
made from the `.po` beside it. Vietnamese is the default; the command line may choose English once, at its start.
"""

import gettext
from collections.abc import Callable, Iterable
from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Language(StrEnum):
    """A language that the program speaks."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


_chosen = Language.VIETNAMESE


def choose_language(language: Language) -> None:
    """Speak this language from now on. Called by the command line before anything else is said."""
    global _chosen
    _chosen = language


def chosen_language() -> Language:
    """The language that messages are given in now."""
    return _chosen


@cache
def _catalog(room: str, language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    compiled = files("planner") / "locale" / language.value / "LC_MESSAGES" / f"{room}.mo"
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def texts_of(room: str) -> Callable[[str], str]:
    """The function that translates a room's English into the language chosen at the moment of the call.

    Use it as `_ = texts_of("intake")`, then `_("{cell}: not a date").format(cell=cell)`: the sentence is looked up
    before its facts are put in.
    """

    def translate(english: str) -> str:
        return _catalog(room, _chosen).gettext(english)

    return translate


def plurals_of(room: str) -> Callable[[str, str, int], str]:
    """The function that chooses between a room's English sentences for one thing and for several, and translates it.

    Use it as `ngettext = plurals_of("cli")`, then `ngettext("{count} row", "{count} rows", number).format(count=...)`:
    under this name both sentences are found for the catalogs.
    """

    def translate(one: str, several: str, number: int) -> str:
        return _catalog(room, _chosen).ngettext(one, several, number)

    return translate


def spoken_day(day: date, *, with_year: bool = True) -> str:
    """A day as people write it here: 5/4/2023; 5/4 where the year is known from what stands around it."""
    return f"{day.day}/{day.month}/{day.year}" if with_year else f"{day.day}/{day.month}"


def spoken_days(first: date, last: date, *, with_year: bool = True) -> str:
    """A stretch of days, both ends included: 5/4–12/4/2023, or the day alone where both are one."""
    end = spoken_day(last, with_year=with_year)
    return end if first == last else f"{spoken_day(first, with_year=with_year and first.year != last.year)}–{end}"


def spoken_clock(minute: int) -> str:
    """A minute of the day, counted from midnight: 7h05. The end of a day is 24h00; past that it is the next day's."""
    minute -= 24 * 60 if minute > 24 * 60 else 0
    return f"{minute // 60}h{minute % 60:02}"


def spoken_hours(starts_minute: int, ends_minute: int) -> str:
    """A stretch of the day: 7h00–15h00."""
    return f"{spoken_clock(starts_minute)}–{spoken_clock(ends_minute)}"


def spoken_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """Hour and day as an office of this zone, or of the moment's own, reads them: 7h05 18/4/2023."""
    local = moment.astimezone(zone) if zone else moment
    return f"{spoken_clock(local.hour * 60 + local.minute)} {spoken_day(local.date())}"


def spoken_number(value: float, decimals: int | None = None) -> str:
    """A number in groups of three: 570.812 and 168,5 in Vietnamese. By default one decimal, none for an int."""
    return _english_number(value, decimals) if _chosen is Language.ENGLISH else written_number(value, decimals)


def written_number(value: float, decimals: int | None = None) -> str:
    """The same on paper, which is Vietnamese whatever language messages are given in."""
    return _english_number(value, decimals).translate(str.maketrans(",.", ".,"))


def _english_number(value: float, decimals: int | None) -> str:
    if decimals is None:
        decimals = 0 if isinstance(value, int) else 1
    return f"{value:,.{decimals}f}"


class Noun(StrEnum):
    """What a list holds of which only the first are named."""

    CITIZEN = "citizen"
    DAY = "day"
    FILE = "file"
    MACHINE = "machine"
    PERIOD = "period"
    RESULT = "result"
    ROW = "row"
    SLOT = "slot"
    UNIT = "unit"
    WORD = "word"
    OTHER = "other"


def listed(
    items: Iterable[object],
    at_most: int,
    noun: Noun = Noun.OTHER,
    *,
    between: str = ", ",
    language: Language | None = None,
) -> str:
    """The first items on one line and how many are left: *Hòa Bình, Tân Văn and 3 more units*. Empty without items."""
    names = [str(item) for item in items]
    told = between.join(names[:at_most])
    return told if len(names) <= at_most else f"{told} {and_more(len(names) - at_most, noun, language)}"


def and_more(rest: int, noun: Noun, language: Language | None = None) -> str:
    """How many of a list are not named: *and 3 more units*; `rest` is at least 1."""
    spoken = language or _chosen
    ngettext = _catalog("texts", spoken).ngettext
    sentence = {
        Noun.CITIZEN: ngettext("and {rest} more citizen", "and {rest} more citizens", rest),
        Noun.DAY: ngettext("and {rest} more day", "and {rest} more days", rest),
        Noun.FILE: ngettext("and {rest} more file", "and {rest} more files", rest),
        Noun.MACHINE: ngettext("and {rest} more machine", "and {rest} more machines", rest),
        Noun.PERIOD: ngettext("and {rest} more period", "and {rest} more periods", rest),
        Noun.RESULT: ngettext("and {rest} more result", "and {rest} more results", rest),
        Noun.ROW: ngettext("and {rest} more row", "and {rest} more rows", rest),
        Noun.SLOT: ngettext("and {rest} more slot", "and {rest} more slots", rest),
        Noun.UNIT: ngettext("and {rest} more unit", "and {rest} more units", rest),
        Noun.WORD: ngettext("and {rest} more word", "and {rest} more words", rest),
        Noun.OTHER: ngettext("and {rest} more", "and {rest} more", rest),
    }[noun]
    number = written_number(rest) if spoken is Language.VIETNAMESE else _english_number(rest, None)
    return sentence.format(rest=number)
