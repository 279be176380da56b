"""Calendar files: RFC 5545 to the octet, read back by another library, and brought up to date by a later plan."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from planner.prints.pages.calendar_file import appointments_of, calendar_of
from planner.prints.pages.publication import Publication
from tests.campaigns import filled_plan, small_campaign, stand
from tests.hostile_texts import hostile_texts, writable
from tests.prints.published.publications import (
    changed_2023,
    dropped,
    first_2023,
    of_unit,
    published,
    with_all,
)
from tests.prints.published.test_schedule import with_a_night


def lines_of(content: bytes) -> list[bytes]:
    """The lines as they stand in the file."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    return lines


def read_back(content: bytes) -> list[dict[str, object]]:
    """Each event's times, texts and state, as another library reads them."""
    (calendar,) = Calendar.from_ical(content, multiple=True)
    assert not calendar.errors
    found: list[dict[str, object]] = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert event.decoded("DTSTAMP").tzinfo is not None
        found.append(
            {
                "uid": str(event["UID"]),
                "starts": event.decoded("DTSTART"),
                "ends": event.decoded("DTEND"),
                "place": str(event["LOCATION"]),
                "sequence": event.decoded("SEQUENCE"),
                "status": str(event["STATUS"]),
                "summary": str(event["SUMMARY"]),
            }
        )
    return found


@pytest.mark.parametrize("publication", [first_2023(), changed_2023(), dropped()], ids=["first", "changed", "dropped"])
def test_what_is_read_back_is_what_was_told(publication: Publication) -> None:
    num_events = 0
    for unit in publication.units:
        content = calendar_of(publication, unit)
        appointments = list(appointments_of(publication, unit))
        assert bool(content) == bool(appointments)
        if not content:
            continue
        assert all(len(line) <= 75 for line in lines_of(content))
        events = read_back(content)
        assert len({event["uid"] for event in events}) == len(events)
        assert [(event["uid"], event["starts"], event["ends"], event["place"]) for event in events] == [
            (each.uid, each.starts.astimezone(UTC), each.ends.astimezone(UTC), each.place) for each in appointments
        ]
        num_events += len(events)
    assert num_events


def test_a_night_ends_on_the_next_day() -> None:
    campaign = with_all(with_a_night())
    publication = published(campaign, filled_plan(campaign, stand("M1", "A", "1.2")))
    (event,) = read_back(calendar_of(publication, of_unit(publication, "A")))
    assert (event["starts"], event["ends"]) == (
        datetime(2023, 4, 10, 11, tzinfo=UTC),
        datetime(2023, 4, 10, 19, tzinfo=UTC),
    )


def test_a_later_plan_keeps_names_raises_numbers_and_cancels() -> None:
    """Every appointment of the first plan from the day of the second on is in the second's files, held or cancelled."""
    first, second = first_2023(), changed_2023()
    as_of = second.plan.as_of
    assert as_of is not None
    num_cancelled = 0
    for unit in first.units:
        before = [each for each in appointments_of(first, unit) if each.starts.date() >= as_of]
        after = {each.uid: each for each in appointments_of(second, of_unit(second, unit.unit.code))}
        assert {each.uid for each in before} <= after.keys()
        assert all(each.sequence == 0 for each in before)
        assert all(each.sequence == 1 for each in after.values())
        held = {period.day for period in of_unit(second, unit.unit.code).periods}
        for each in before:
            if after[each.uid].is_cancelled:
                num_cancelled += 1
            else:
                assert each.starts.date() in held
    assert num_cancelled


def test_what_was_dropped_is_cancelled_and_what_is_kept_is_not() -> None:
    publication = dropped()
    events = read_back(calendar_of(publication, of_unit(publication, "C")))
    assert [event["status"] for event in events] == ["CANCELLED"]
    events = read_back(calendar_of(publication, of_unit(publication, "A")))
    assert [(event["status"], event["sequence"]) for event in events] == [("CONFIRMED", 2)] * 2


def test_hostile_texts_stay_texts() -> None:
    campaign = with_all(small_campaign(closures=[]))
    plan = filled_plan(campaign, stand("M1", "A", "1.1"))
    first, *others = campaign.units
    for text in hostile_texts(120, seed=3):
        name = writable(text) or "x"
        named = first.model_copy(update={"name": name, "place": f"{name}, a;b\\c"})
        shown = campaign.model_copy(update={"units": (named, *others)})
        publication = published(shown, plan)
        content = calendar_of(publication, of_unit(publication, "A"))
        assert all(len(line) <= 75 for line in lines_of(content))
        (event,) = read_back(content)
        (told,) = appointments_of(publication, of_unit(publication, "A"))
        assert (event["place"], event["summary"]) == (told.place, told.summary)
