"""The text to read aloud stays under a minute and the text to send within two messages, whatever a plan holds."""

import re

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.prints.pages.bulletin import MOST_SYLLABLES, SYLLABLES_A_MINUTE, bulletin_of, syllables
from planner.prints.pages.publication import Publication
from planner.prints.pages.text_message import (
    GSM_LETTERS,
    MessageLetters,
    letters_counted,
    messages_of,
    parted_in_messages,
)
from tests.campaigns import filled_plan, small_campaign, stand
from tests.hostile_texts import hostile_texts, writable
from tests.prints.campaigns import LONG_NAME, made
from tests.prints.published.publications import (
    WITH_ALL,
    changed_2023,
    dropped,
    first_2023,
    of_unit,
    published,
    with_all,
)

WITH_MARKS, WITHOUT_MARKS = MessageLetters
DIGIT = re.compile(r"\d")


def scattered(num_days: int = 60) -> Publication:
    """A unit received every other day, in turns in the morning and in the evening."""
    campaign = with_all(small_campaign(closures=[], days=num_days))
    slots = " ".join(f"{number}.{1 + number % 4 // 2}" for number in range(1, num_days, 2))
    return published(campaign, filled_plan(campaign, stand("M1", "A", slots)))


def renamed(name: str, place: str, contact: str) -> Publication:
    campaign = with_all(small_campaign(closures=[], days=30))
    first, *others = campaign.units
    named = first.model_copy(update={"name": name, "place": place, "contact": contact})
    campaign = Campaign.model_validate(campaign.model_dump() | {"units": (named, *others)})
    return published(campaign, filled_plan(campaign, stand("M1", "A", "1.1 2.2 4.1 9.2 10.1 11.1 20.2")))


def publications() -> dict[str, Publication]:
    campaign, plan = made()
    return {
        "111": published(with_all(campaign), plan),
        "2023": first_2023(),
        "changed": changed_2023(),
        "dropped": dropped(),
        "scattered": scattered(),
        "long": renamed(LONG_NAME, "Nhà văn hóa trung tâm khu công nghiệp và đô thị mở rộng", "Chị Hoa, 0912.345.678"),
    }


@pytest.mark.parametrize("which", publications())
def test_every_bulletin_takes_less_than_a_minute_and_holds_no_figure(which: str) -> None:
    publication = publications()[which]
    texts = [bulletin_of(publication, each) for each in publication.units]
    assert any(texts)
    for text in filter(None, texts):
        assert syllables(text) * 60 / SYLLABLES_A_MINUTE < 60
        assert not DIGIT.search(text)
        assert text.endswith("Xin trân trọng thông báo!")


def test_a_bulletin_in_full() -> None:
    publication = first_2023()
    unit = next(each for each in publication.units if each.unit.name == "Xã Thiện Hòa")
    assert bulletin_of(publication, unit).splitlines() == [
        "Kính thưa công dân xã Thiện Hòa!",
        "Lịch thu nhận hồ sơ căn cước cho công dân xã Thiện Hòa được tổ chức như sau.",
        (
            "Từ thứ Ba, ngày mười tám đến hết thứ Năm, ngày hai mươi tháng Tư, từ bảy giờ đến hai mươi ba giờ, "
            "tại Công an xã Thiện Hòa."
        ),
        "Khi đến, đề nghị công dân mang theo: Thẻ căn cước công dân cũ, nếu có, Giấy khai sinh.",
        "Mọi vướng mắc, xin liên hệ: Trực ban: không chín không không không không không không không một.",
        "Xin trân trọng thông báo!",
    ]


def test_a_long_schedule_is_told_from_its_first_day_to_its_last() -> None:
    publication = scattered()
    text = bulletin_of(publication, of_unit(publication, "A"))
    assert (
        "Trong thời gian từ ngày mùng mười tháng Tư đến hết ngày mùng bảy tháng Sáu, tiếp nhận ba mươi ngày, tại "
        "Công an xã A; ngày, giờ cụ thể có trong thông báo niêm yết."
    ) in text
    assert "không chín không không" in text


def test_a_schedule_of_middling_length_joins_days_of_the_same_hours() -> None:
    campaign = with_all(small_campaign(closures=[], days=20))
    publication = published(campaign, filled_plan(campaign, stand("M1", "A", "1.1 3.1 5.1 7.1 9.1 11.1 13.1")))
    text = bulletin_of(publication, of_unit(publication, "A"))
    assert syllables(text) <= MOST_SYLLABLES
    assert text.count("tại Công an xã A") == 1
    assert "Các ngày mùng mười, mười hai, mười bốn, mười sáu, mười tám, hai mươi, hai mươi hai tháng Tư, từ" in text


def test_a_change_is_told_first_and_a_loss_alone() -> None:
    publication = changed_2023()
    by_name = {each.unit.name: each for each in publication.units}
    assert "Lịch đã thông báo trước đây có điều chỉnh" in bulletin_of(publication, by_name["Xã Thiện Hòa"])
    publication = dropped()
    lost = of_unit(publication, "C")
    assert "đã thông báo nay tạm dừng" in bulletin_of(publication, lost)
    assert "tạm dừng" in " ".join(messages_of(publication, lost))


@pytest.mark.parametrize("letters", MessageLetters, ids=lambda each: each.name)
@pytest.mark.parametrize("which", publications())
def test_every_text_is_one_or_two_messages_with_place_day_and_telephone(which: str, letters: MessageLetters) -> None:
    publication = publications()[which]
    for unit in publication.units:
        told = messages_of(publication, unit, letters)
        assert len(told) <= 2
        assert bool(told) == bool(unit.periods or publication.is_dropped(unit))
        room = letters.value.alone if len(told) == 1 else letters.value.joined
        assert all(0 < letters_counted(each) <= room for each in told)
        if told:
            assert re.search(r"LH .*09", " ".join(told))
        if unit.periods:
            first = unit.periods[0].day
            assert f"{first.day}/{first.month}" in " ".join(told) or f"{first.day}-" in " ".join(told)
            assert " tai " in f"{' '.join(told)} ".replace("tại", "tai")
        if letters is WITHOUT_MARKS:
            assert set("".join(told)) <= GSM_LETTERS


def test_messages_in_full() -> None:
    publication = first_2023()
    unit = next(each for each in publication.units if each.unit.name == "Xã Thiện Hòa")
    assert messages_of(publication, unit) == (
        "Lịch làm căn cước xã Thiện Hòa: 18-20/4 7h-23h tại CAX Thiện Hòa.",
        "LH Trực ban: 0900 000 001",
    )
    assert messages_of(publication, unit, WITHOUT_MARKS) == (
        "Lich lam can cuoc xa Thien Hoa: 18-20/4 7h-23h tai CAX Thien Hoa. LH Truc ban: 0900 000 001",
    )


def test_words_stay_whole() -> None:
    text = " ".join(["thông", "báo", "lịch"] * 12)
    messages = parted_in_messages(text, WITH_MARKS)
    assert " ".join(messages) == text
    assert [letters_counted(each) <= 67 for each in messages] == [True, True, True]


def test_a_message_alone_has_seventy_letters_and_one_of_two_sixty_seven() -> None:
    assert parted_in_messages("a" * 70, WITH_MARKS) == ("a" * 70,)
    assert parted_in_messages("a" * 35 + " " + "b" * 35, WITH_MARKS) == ("a" * 35, "b" * 35)
    assert parted_in_messages("a" * 71, WITH_MARKS) == ("a" * 67, "a" * 4)
    assert parted_in_messages("\U0001f680" * 35, WITH_MARKS) == ("\U0001f680" * 35,)
    assert len(parted_in_messages("\U0001f680" * 36, WITH_MARKS)) == 2


def test_hostile_names_places_and_contacts() -> None:
    texts = [writable(text) or "x" for text in hostile_texts(150, seed=7)]
    for name, place, contact in zip(texts, texts[1:], texts[2:], strict=False):
        publication = renamed(name, place, contact)
        unit = of_unit(publication, "A")
        assert syllables(bulletin_of(publication, unit)) <= MOST_SYLLABLES
        for letters in MessageLetters:
            told = messages_of(publication, unit, letters)
            assert 1 <= len(told) <= 2
            assert all(letters_counted(each) <= letters.value.alone for each in told)


def test_a_unit_that_has_nothing_and_was_promised_nothing_is_told_nothing() -> None:
    campaign = with_all(small_campaign())
    publication = published(campaign, Plan(campaign=campaign.name, assignments=()))
    assert all(bulletin_of(publication, each) == "" for each in publication.units)
    assert all(messages_of(publication, each) == () for each in publication.units)


def test_without_a_contact_nobody_is_to_be_called() -> None:
    campaign = small_campaign(closures=[]).model_copy(
        update={"letterhead": WITH_ALL.model_copy(update={"contact": ""})}
    )
    publication = published(campaign, filled_plan(campaign, stand("M1", "A", "1.1")))
    unit = of_unit(publication, "A")
    assert "liên hệ" not in bulletin_of(publication, unit)
    assert messages_of(publication, unit) == ("Lịch làm căn cước xã A: 10/4 5h-10h tại CAX A.",)
