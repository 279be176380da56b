"""Who of the list before is who in this one. Everybody here is invented."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

import pytest

from planner.domain.calendar import Slot
from planner.domain.invitation import Citizen, CitizenKey, Invitation
from planner.invitations.recognising import Doubt, Recognised, recognised
from tests.campaigns import day, label
from tests.invitations.samples import invited, session

SLOT = Slot(day(1), label(1))
CAME = Invitation(slot=SLOT, times=1, came=True)
ASKED = Invitation(slot=SLOT, times=1)
AN = "Nguyễn Văn An"


def one(number: int, name: str = AN, born: int = 1980, hamlet: str = "Thôn 1", household: str = "1") -> Citizen:
    return Citizen(number, name, born, hamlet, household)


def before(*rows: tuple[Citizen, Invitation]) -> Mapping[CitizenKey, Invitation]:
    return {citizen.key: invitation for citizen, invitation in rows}


def who_came(known: Recognised) -> list[int]:
    return sorted(key.number for key, each in known.remembered.items() if each.came)


OTHERS = [one(number, f"Hoàng Thị {name}", 1990, "Thôn 1", str(number)) for number, name in enumerate("BCDEGH", 11)]


def test_namesakes_who_exchange_their_numbers_keep_their_ticks() -> None:
    first, second = one(1), one(5, hamlet="Thôn 2", household="5")
    known = recognised([replace(first, number=5), replace(second, number=1)], before((first, CAME), (second, ASKED)))
    assert (who_came(known), known.doubts, known.num_renumbered) == ([5], (), 2)


@pytest.mark.parametrize(
    "spelt",
    [
        one(1, "NGUYỄN  VĂN AN", hamlet="thôn 1 "),
        one(1, unicodedata.normalize("NFD", AN), hamlet=unicodedata.normalize("NFD", "Thôn 1")),
        one(7, "nguyễn văn an"),
    ],
)
def test_spelling_that_makes_no_difference(spelt: Citizen) -> None:
    assert who_came(recognised([spelt], before((one(1), CAME)))) == [spelt.number]


def test_the_place_of_a_tone_mark_makes_no_difference() -> None:
    was, now = one(3, "Lê Thị Hoà", hamlet="Hoà Bình"), one(9, "Lê Thị Hòa", hamlet="Hòa Bình")
    known = recognised([now, one(3, "Lê Thị Hóa", hamlet="Hòa Bình", household="8")], before((was, CAME)))
    assert (who_came(known), known.doubts) == ([9], ())


@pytest.mark.parametrize("mended", ["Nguyễn Văn Ân", "Nguyen Van An", "Nguyễn Văn Anh", "Nguyễn Vân An"])
def test_a_mended_name_under_the_same_number_keeps_the_person(mended: str) -> None:
    known = recognised([one(1, mended), *OTHERS], before((one(1), CAME), *((each, ASKED) for each in OTHERS)))
    assert (who_came(known), known.num_mended, known.doubts) == ([1], 1, ())


def test_a_mended_year_under_the_same_number_keeps_the_person_but_a_son_is_another() -> None:
    assert who_came(recognised([one(1, born=1981)], before((one(1), CAME)))) == [1]
    known = recognised([one(1, born=2005)], before((one(1), CAME)))
    assert (who_came(known), known.doubts) == ([], (Doubt((1,), (1,)),))


def test_one_who_takes_over_the_number_of_a_namesake_is_not_taken_for_them() -> None:
    other = one(1, hamlet="Thôn 2", household="9")
    known = recognised([other], before((one(1), CAME)))
    assert (who_came(known), known.doubts, known.num_gone) == ([], (Doubt((1,), (1,)),), 0)


def test_witnesses_crossed_over_decide_nothing() -> None:
    was = before((one(1), CAME), (one(5, hamlet="Thôn 2", household="5"), ASKED))
    known = recognised([one(1, hamlet="Thôn 2", household="1"), one(5, hamlet="Thôn 1", household="5")], was)
    assert (who_came(known), known.doubts) == ([], (Doubt((1, 5), (1, 5)),))


def test_one_of_two_namesakes_leaves_and_the_other_takes_the_number() -> None:
    stays = one(5, hamlet="Thôn 2", household="5")
    known = recognised([replace(stays, number=1)], before((one(1), CAME), (stays, ASKED)))
    assert (who_came(known), known.doubts, known.num_gone) == ([], (), 1)


def test_a_new_namesake_is_new() -> None:
    known = recognised([one(1, hamlet="Thôn 3", household="30"), one(2)], before((one(1), CAME)))
    assert (who_came(known), known.doubts) == ([2], ())


def test_twins_alike_in_everything_are_told_by_numbers_that_stay() -> None:
    twins = [one(3), one(4)]
    was = before((twins[0], CAME), (twins[1], ASKED))
    assert who_came(recognised(twins, was)) == [3]
    shifted = recognised([replace(each, number=each.number + 1) for each in twins], was)
    assert (who_came(shifted), shifted.doubts) == ([], (Doubt((4, 5), (3, 4)),))


def test_twins_of_whom_the_same_is_remembered_may_be_numbered_anew() -> None:
    twins = [one(3), one(4)]
    known = recognised([replace(each, number=each.number + 10) for each in twins], before(*((e, ASKED) for e in twins)))
    assert (len(known.remembered), known.doubts, known.num_renumbered) == (2, (), 2)


def test_twins_whose_names_differ_by_a_mark_are_two() -> None:
    an, mark = one(3, AN, 2001), one(4, "Nguyễn Văn Ân", 2001)
    was = before((an, CAME), (mark, ASKED))
    assert who_came(recognised([replace(an, number=4), replace(mark, number=3)], was)) == [4]
    alone = recognised([replace(mark, number=3)], was)
    assert (who_came(alone), alone.doubts, alone.num_gone) == ([], (), 1)
    swapped = recognised([one(9, "Nguyễn Văn Ấn", 2001)], before((an, CAME)))
    assert (who_came(swapped), swapped.doubts) == ([], (Doubt((9,), (3,)),))


def test_a_brother_or_sister_in_place_of_one_who_came_is_asked_about() -> None:
    known = recognised([one(3, "Nguyễn Văn Thắng", 2001)], before((one(3, AN, 2001), CAME)))
    assert (who_came(known), known.doubts) == ([], (Doubt((3,), (3,)),))


def test_one_who_moved_house_is_known_by_the_number_but_not_without_it() -> None:
    was = before((one(1), CAME))
    assert who_came(recognised([one(1, household="77")], was)) == [1]
    assert recognised([one(8, household="77")], was).doubts == (Doubt((8,), (1,)),)


def test_households_entered_later_contradict_nothing() -> None:
    known = recognised([one(7)], before((one(1, household=""), CAME)))
    assert (who_came(known), known.doubts) == ([7], ())


def test_a_hamlet_with_another_name_and_households_numbered_anew_are_no_contradiction() -> None:
    people = [
        one(number, f"Vi Văn {name}", 1960 + number, "Nà Mu", str(number)) for number, name in enumerate("ABCDEG", 1)
    ]
    was = before(*((each, CAME) for each in people))
    renamed = [replace(each, number=each.number + 3, hamlet="Thôn Hòa Bình") for each in people]
    assert len(recognised(renamed, was).remembered) == 6
    counted = [replace(each, number=each.number + 3, household=f"H{each.number}") for each in people]
    known = recognised(counted, was)
    assert (len(known.remembered), known.doubts) == (6, ())


def test_households_that_the_program_counted_say_nothing_of_another_list() -> None:
    known = recognised([one(7, household="tạm 4")], before((one(1, household="tạm 3"), CAME)))
    assert (who_came(known), known.doubts) == ([7], ())


def test_nothing_is_asked_of_those_who_were_never_invited() -> None:
    known = recognised([one(1, hamlet="Thôn 2", household="9")], before((one(1), Invitation())))
    assert (known.remembered, known.doubts, known.num_gone) == ({}, (), 1)


def test_a_list_of_twenty_thousand_namesakes_ends() -> None:
    people = [one(number, household=str(number)) for number in range(1, 20_001)]
    was = before(*((each, ASKED) for each in people))
    assert len(recognised(people, was).remembered) == 20_000
    assert len(recognised([replace(each, hamlet="Thôn 2") for each in people], was).doubts) == 1


def test_hamlets_and_households_spelt_in_two_ways_stay_together() -> None:
    family = [
        one(1, hamlet="Hoà Bình", household="Hộ hoà"),
        one(2, "Lê B", 1990, "Hòa Bình", "HỘ HÒA"),
    ]
    made = invited(family, [session(1, 1, 10)])
    assert made.numbers_over_hamlets == ()
    assert len({row.invitation.arrives_minute for row in made.rows}) == 1
