"""Who did not report in time, as a progress report tells it."""

from collections.abc import Iterable, Sequence

from planner.domain.report import Punctuality, Silence
from planner.texts import Noun, listed, plurals_of, spoken_clock, spoken_day, spoken_moment, spoken_number, texts_of

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_NAMED = 20


def silences_told(punctuality: Punctuality) -> Iterable[str]:
    """Who was late, and apart from them who need not have told yet; nothing where nobody had to report."""
    if not punctuality.num_expected:
        return
    hour = spoken_clock(punctuality.due_minute)
    count = spoken_number(punctuality.num_expected)
    late, early = punctuality.not_in_time, punctuality.not_due_yet
    yield ""
    if late:
        yield ngettext(
            "Not reported by {hour}: {silent} of {count} unit.",
            "Not reported by {hour}: {silent} of {count} units.",
            punctuality.num_expected,
        ).format(hour=hour, silent=spoken_number(len(late)), count=count)
        yield from _named(_("  still without figures: {names}"), punctuality.without_figures)
        yield from _named(_("  came late: {names}"), punctuality.came_late)
    if early:
        day = spoken_day(max(silence.day for silences in early for silence in silences))
        yield ngettext(
            "Due by {hour} of {day} and not there yet: {silent} of {count} unit.",
            "Due by {hour} of {day} and not there yet: {silent} of {count} units.",
            punctuality.num_expected,
        ).format(hour=hour, day=day, silent=spoken_number(len(early)), count=count)
        yield from _named(_("  to come: {names}"), early)
    if not late and not early:
        yield ngettext(
            "The {count} unit that was to report by {hour} did.",
            "All {count} units that were to report by {hour} did.",
            punctuality.num_expected,
        ).format(count=count, hour=hour)


def _named(sentence: str, units: Sequence[Sequence[Silence]]) -> list[str]:
    if not units:
        return []
    return [sentence.format(names=listed(map(_told, units), MOST_NAMED, Noun.UNIT))]


def _told(silences: Sequence[Silence]) -> str:
    """A unit, and of what nothing was told, or when it came."""
    first = silences[0]
    if len(silences) > 1:
        return _("{unit} ({count} days)").format(unit=first.name, count=spoken_number(len(silences)))
    if first.recorded_at is not None:
        return f"{first.name} ({spoken_moment(first.recorded_at)})"
    slots = "; ".join(f"{spoken_day(slot.day)} {slot.shift} {slot.machine}" for slot in first.slots)
    return f"{first.name} ({slots})" if slots else first.name
