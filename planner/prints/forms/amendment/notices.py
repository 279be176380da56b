"""The sentence that tells a unit's people of a change: polite, complete, and nothing that the plans do not say."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from planner.domain.campaign import Campaign
from planner.domain.difference import ChangeKind, Difference, ReceivedSlot, UnitChange
from planner.domain.record import Record, UnitCode
from planner.prints.words.addressed import CITIZENS, dossiers_of, in_sentence, people_of
from planner.prints.words.received import HoursOfSlot, joined_by_and, own_hours, times_by_place, times_told
from planner.prints.words.text import Text, printable
from planner.texts import written_number

KIND_WORDS = {ChangeKind.DROPPED: "Hủy lịch", ChangeKind.MOVED: "Chuyển lịch", ChangeKind.ADDED: "Bổ sung lịch"}


class Notice(Record):
    """What to send out to one unit's people."""

    unit: UnitCode
    name: Text
    kind: ChangeKind
    citizens: int
    """Whose slot is cancelled or who have to go elsewhere."""
    text: Text

    @property
    def kind_word(self) -> str:
        """What happens, in two or three words."""
        return KIND_WORDS[self.kind]


def notices(campaign: Campaign, difference: Difference, told_from: date | None = None) -> tuple[Notice, ...]:
    """One notice for every unit whose people have to be told; cancelled first, then moved, then added.

    Nobody is told of a day before `told_from`, if that is given.
    """
    changes = [change.ahead_of(told_from or date.min) for change in difference.units]
    return tuple(
        Notice(
            unit=change.unit,
            name=change.name,
            kind=kind,
            citizens=change.citizens + change.citizens_sent_elsewhere,
            text=notice_text(campaign, change),
        )
        for kind in KIND_WORDS
        for change in changes
        if change.kind is kind
    )


def notice_text(campaign: Campaign, change: UnitChange) -> str:
    """The whole notice."""
    hours = own_hours(campaign, change.unit)
    citizens = change.citizens + change.citizens_sent_elsewhere
    unit = campaign.units_by_code.get(change.unit)
    people = people_of(unit) if unit else CITIZENS
    name = in_sentence(change.name) if change.in_workbook else f"đơn vị mã {printable(change.name)}"
    sentences = [f"Kính gửi {people} {name}: {'; '.join(_clauses(campaign, change, hours))}"]
    if len(change.kept) > len(change.sent_elsewhere) + len(change.retimed):
        sentences.append("Các lịch khác đã thông báo được giữ nguyên")
    if citizens:
        sentences.append(f"Việc điều chỉnh liên quan đến khoảng {written_number(citizens)} {people}")
    is_pleasant = change.kind is ChangeKind.ADDED
    sentences.append("Trân trọng thông báo" if is_pleasant else f"Trân trọng thông báo và mong {people} thông cảm")
    return ". ".join(sentences) + "."


def _clauses(campaign: Campaign, change: UnitChange, hours: HoursOfSlot) -> Iterable[str]:
    received = f"lịch thu nhận {dossiers_of(campaign.letterhead)}"
    if change.cancelled:
        announced = _when_and_where(campaign, change.cancelled, hours)
        yield f"{received} {announced} đã thông báo nay {_instead(campaign, change, hours)}"
    elif change.new:
        yield f"bổ sung {received} {_when_and_where(campaign, change.new, hours)}"
    moves = groupby(change.sent_elsewhere, key=lambda slot: (slot.places_left, slot.now.place))
    for (places_left, now), slots in moves:
        announced = "; ".join(places_left)
        times = times_told(campaign, [slot.now for slot in slots], hours)
        yield (
            f"{received} {times} đã thông báo tại {printable(announced)} nay chuyển đến {printable(now)}, "
            "thời gian giữ nguyên"
        )
    yield from _other_hours(campaign, change, hours)


def _other_hours(campaign: Campaign, change: UnitChange, hours: HoursOfSlot) -> Iterable[str]:
    """Slots that stay, but at other hours of their shift."""
    received = f"lịch thu nhận {dossiers_of(campaign.letterhead)}"
    for slot in change.retimed:
        before, now = (joined_by_and(times_by_place(campaign, [one], hours)) for one in (slot.announced, slot.now))
        yield f"{received} {before} đã thông báo nay đổi giờ: {now}"


def _instead(campaign: Campaign, change: UnitChange, hours: HoursOfSlot) -> str:
    if change.new:
        rest = (
            ", phần còn lại sẽ được thông báo sau" if change.later and len(change.new) < len(change.cancelled) else ""
        )
        return f"chuyển sang {_when_and_where(campaign, change.new, hours)}{rest}"
    return "tạm hoãn, thời gian mới sẽ được thông báo sau" if change.later else "không tổ chức"


def _when_and_where(campaign: Campaign, slots: Iterable[ReceivedSlot], hours: HoursOfSlot) -> str:
    return joined_by_and(times_by_place(campaign, slots, hours))
