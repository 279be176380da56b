"""What people read, in their language.

The source holds English. Each room has one catalog of its own, `locale/vi/LC_MESSAGES/<room>.mo`,
made from the `.po` beside it. Vietnamese is the default; the command line may choose English once, at its start.
"""

import gettext
from collections.abc import Callable
from datetime import date
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


def spoken_day(day: date) -> str:
    """A day as people write it here: 18/4/2023."""
    return f"{day.day}/{day.month}/{day.year}"


def spoken_number(value: float, decimals: int | None = None) -> str:
    """A number in groups of three: 570.812 and 168,5 in Vietnamese. By default one decimal, none for an int."""
    if decimals is None:
        decimals = 0 if isinstance(value, int) else 1
    english = f"{value:,.{decimals}f}"
    return english if _chosen is Language.ENGLISH else english.translate(str.maketrans(",.", ".,"))
