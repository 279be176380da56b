"""A notice as a few lines of plain text, for messages: days, hours, places, what to bring, whom to call."""

from planner.domain.campaign import Campaign
from planner.prints.forms.unit_notice import wording
from planner.prints.forms.unit_notice.times import UnitTimes
from planner.prints.words.addressed import dossiers_of, in_sentence, people_of
from planner.prints.words.former_names import name_with_former
from planner.prints.words.received import times_by_place
from planner.prints.words.text import printable
from planner.prints.words.wording import version_mark


def message_of(campaign: Campaign, times: UnitTimes, version: int | None = None) -> str:
    """At most five lines, the last for whoever sends it on; places in the order of their times."""
    letterhead = campaign.letterhead
    things = [printable(thing).lstrip("-–+• ").rstrip(";. ") for thing in letterhead.to_bring]
    telephone = (printable(times.unit.contact) or printable(letterhead.contact)).rstrip(".; ")
    received = dossiers_of(letterhead)
    whose = f"{people_of(times.unit)} {in_sentence(name_with_former(times.unit, times.slots[0].day))}"
    lines = (
        f"{wording.WORD} lịch thu nhận {received} cho {whose}.",
        f"Thời gian: {'; '.join(times_by_place(campaign, times.slots, times.hours_of))}.",
        f"Mang theo: {'; '.join(filter(None, things))}." if any(things) else "",
        f"Liên hệ: {telephone}." if telephone else "",
        f"({version_mark(version)})" if version is not None else "",
    )
    return "\n".join(filter(None, lines))


def text_file(text: str) -> bytes:
    """A text file that Notepad of any age opens as Vietnamese: marked as UTF-8, lines ended as on Windows."""
    return "".join(f"{line}\r\n" for line in text.splitlines()).encode("utf-8-sig")
