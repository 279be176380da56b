"""From one session to the next: who came, who stayed away, who cannot, and how many are invited then."""

from dataclasses import replace

import pytest

from planner.domain.invitation import Fate, InvitationList
from planner.invitations.filling import number_to_invite
from tests.campaigns import day
from tests.invitations.samples import Remembered, citizen, invited, memory, numbers_at, session, ticked

SESSIONS = [session(1, 1, 10), session(1, 2, 10), session(2, 1, 10), session(2, 2, 10)]
PEOPLE = [citizen(number, "Nà Mu" if number < 18 else "Pò Lọ") for number in range(1, 41)]
FIRST = invited(PEOPLE, SESSIONS)
MORNING, EVENING, NEXT, _LAST = (each.slot for each in SESSIONS)


def fates(made: InvitationList, numbers: range) -> set[Fate]:
    return {row.fate for row in made.rows if row.citizen.number in numbers}


def test_the_absent_of_one_shift_come_first_in_the_next() -> None:
    made = invited(PEOPLE, SESSIONS, ticked(FIRST, range(1, 7)))
    assert fates(made, range(1, 7)) == {Fate.SEEN}
    assert fates(made, range(7, 11)) <= {Fate.ABSENT, Fate.WAITING}
    assert [each.slot for each in made.sessions] == [EVENING, NEXT, _LAST]
    added = [number for number in numbers_at(made, EVENING) if number not in numbers_at(FIRST, EVENING)]
    assert added == [7]
    assert made.attendance.rate == pytest.approx(0.92)
    assert number_to_invite(SESSIONS[1], made.attendance.rate) == 11
    assert next(row for row in made.rows if row.citizen.number == 7).invitation.absences == 1
    assert numbers_at(FIRST, EVENING) == [number for number in numbers_at(made, EVENING) if number != 7]


def test_the_absent_take_the_first_places_before_those_who_were_never_invited() -> None:
    first = invited(PEOPLE, SESSIONS[:1])
    made = invited(PEOPLE, SESSIONS[:2], ticked(first, (1, 2, 3)))
    there = numbers_at(made, EVENING)
    assert there[:7] == [4, 5, 6, 7, 8, 9, 10]
    assert there[7:] == [11, 12, 13, 14, 15]
    arrives = {row.citizen.number: row.invitation.arrives_minute for row in made.rows}
    assert (arrives[4] or 0) < (arrives[15] or 0)


def test_who_cannot_is_not_invited_again() -> None:
    made = invited(PEOPLE, SESSIONS, ticked(FIRST, range(1, 9), {9: "đang điều trị", 30: "đi làm ăn xa"}))
    assert fates(made, range(9, 10)) == fates(made, range(30, 31)) == {Fate.UNABLE}
    assert fates(made, range(10, 11)) == {Fate.ABSENT}
    assert made.attendance.num_invited == 9


def test_a_past_session_without_ticks_makes_nobody_absent() -> None:
    made = invited(PEOPLE, SESSIONS, memory(FIRST), today=day(2))
    assert made.unticked == (MORNING, EVENING)
    assert fates(made, range(1, 21)) == {Fate.UNTICKED}
    assert fates(made, range(21, 41)) == {Fate.KEPT}
    assert made.attendance.rate == 1


def test_a_session_to_which_nobody_came_is_over_when_that_is_said_of_everybody() -> None:
    def away(*numbers: int) -> Remembered:
        return {key: replace(each, stayed_away=key.number in numbers) for key, each in memory(FIRST).items()}

    some = invited(PEOPLE, SESSIONS, away(*range(1, 10)), today=day(2))
    assert MORNING in some.unticked
    everybody = invited(PEOPLE, [*SESSIONS, session(3, 1, 20)], away(*range(1, 11)), today=day(2))
    assert everybody.unticked == (EVENING,)
    assert fates(everybody, range(1, 11)) == {Fate.ABSENT}
    assert (everybody.attendance.num_invited, everybody.attendance.num_came) == (10, 0)
    again = invited(PEOPLE, [*SESSIONS, session(3, 1, 20)], memory(everybody), today=day(2))
    assert fates(again, range(1, 11)) == {Fate.KEPT}


def test_one_who_was_called_in_early_does_not_end_their_own_session() -> None:
    first = invited(PEOPLE, SESSIONS, reserve_percent=20)
    early = [row.citizen.number for row in first.standing_in_at(MORNING)]
    assert early == [11, 12]
    made = invited(PEOPLE, SESSIONS, ticked(first, [*range(1, 9), 11]), reserve_percent=20)
    assert {row.fate for row in made.rows if row.citizen.number in range(12, 21)} == {Fate.KEPT}
    assert fates(made, range(11, 12)) == {Fate.SEEN}
    later = invited(PEOPLE, SESSIONS, ticked(made, [*range(1, 9), 11]), reserve_percent=20, today=day(2))
    assert fates(later, range(12, 21)) <= {Fate.ABSENT, Fate.WAITING}


def test_one_called_in_before_anybody_else_is_ticked_does_not_end_their_session_in_any_run() -> None:
    first = invited(PEOPLE, SESSIONS, reserve_percent=20)
    made = invited(PEOPLE, SESSIONS, ticked(first, [11]), reserve_percent=20)
    assert [row.citizen.number for row in made.standing_in_at(MORNING)] == [12, 13]
    again = invited(PEOPLE, SESSIONS, memory(made), reserve_percent=20)
    assert fates(again, range(12, 21)) == {Fate.KEPT}
    assert [each.slot for each in again.sessions] == [each.slot for each in made.sessions]


def test_few_sessions_count_little_and_the_rate_has_a_floor() -> None:
    sessions = [session(number, 1, 10) for number in range(1, 30)]
    people = [citizen(number) for number in range(1, 291)]
    first = invited(people, sessions)
    rates = [
        invited(people, sessions, ticked(first, range(1, 10 * past, 10)), today=day(past + 1)).attendance.rate
        for past in (1, 4, 20)
    ]
    assert rates == pytest.approx([1 - 0.2 * 0.9, 1 - 0.5 * 0.9, 0.4])


def test_who_stayed_away_is_reckoned_with_in_every_later_run() -> None:
    second = invited(PEOPLE, SESSIONS, ticked(FIRST, range(1, 7)))
    again = invited(PEOPLE, SESSIONS, memory(second))
    assert again.attendance == second.attendance
    assert (again.attendance.num_invited, again.attendance.num_came) == (10, 6)
    evening = set(numbers_at(second, EVENING))
    later = invited(PEOPLE, SESSIONS, ticked(second, {*range(1, 7), *evening} - {7}), today=day(2))
    assert (later.attendance.num_sessions, later.attendance.num_invited, later.attendance.num_came) == (2, 21, 16)
    assert later.attendance.rate == pytest.approx(1 - 2 / 6 * (5 / 21))


def test_one_who_came_on_an_earlier_day_does_not_end_their_session() -> None:
    early = invited(PEOPLE, SESSIONS, ticked(FIRST, [*range(1, 11), 25]))
    assert fates(early, range(25, 26)) == {Fate.SEEN}
    made = invited(PEOPLE, SESSIONS, memory(early), today=day(2))
    assert fates(made, range(21, 25)) == fates(made, range(26, 31)) == {Fate.KEPT}
    assert NEXT in {each.slot for each in made.sessions}


def test_a_wrong_day_does_not_forget_whose_session_has_been_held() -> None:
    wrong = invited(PEOPLE, SESSIONS, ticked(FIRST, range(1, 28)), today=day(1))
    made = invited(PEOPLE, SESSIONS, memory(wrong), today=day(3))
    assert NEXT not in made.unticked
    assert fates(made, range(28, 31)) <= {Fate.ABSENT, Fate.WAITING}


def test_a_late_tick_of_the_absent_does_not_end_the_session_they_were_moved_to() -> None:
    moved = invited(PEOPLE, SESSIONS[:2], ticked(FIRST, range(1, 7)))
    assert 7 in numbers_at(moved, EVENING)
    late = invited(PEOPLE, SESSIONS[:2], ticked(moved, range(1, 8)))
    assert fates(late, range(7, 8)) == {Fate.SEEN}
    assert fates(late, range(11, 21)) == {Fate.KEPT}


def test_a_smaller_session_loses_its_last_households() -> None:
    made = invited(PEOPLE, [session(1, 1, 6), *SESSIONS[1:]], memory(FIRST), version=2)
    assert numbers_at(made, MORNING) == [1, 2, 3, 4, 5, 6]
    assert fates(made, range(7, 11)) == {Fate.WAITING}
    assert fates(made, range(11, 41)) == {Fate.KEPT}


def test_other_hours_invite_anew() -> None:
    later = session(1, 1, 10)
    made = invited(PEOPLE, [type(later)(later.slot, 600, 840, 10), *SESSIONS[1:]], memory(FIRST), version=2)
    moved = {row.citizen.number for row in made.rows if row.fate is Fate.MOVED}
    assert moved == {
        row.citizen.number for row in FIRST.expected_at(MORNING) if (row.invitation.arrives_minute or 0) < 600
    }
    assert all((row.invitation.arrives_minute or 0) >= 600 for row in made.expected_at(MORNING))


def test_a_newcomer_joins_the_household() -> None:
    listed = [citizen(number, "Nà Mu", f"H{number}") for number in range(1, 20)]
    first = invited(listed, SESSIONS)
    new = citizen(50, "Nà Mu", "H15")
    made = invited([*listed, new], SESSIONS, memory(first))
    home = next(row.invitation for row in made.rows if row.citizen.number == 15)
    assert next(row.invitation.slot for row in made.rows if row.citizen.number == 50) == home.slot


def test_who_has_left_the_list_is_counted() -> None:
    made = invited(PEOPLE[:-3], SESSIONS, memory(FIRST))
    assert made.num_gone == 3


def test_a_household_larger_than_any_session_is_named_and_stands_alone() -> None:
    listed = [citizen(1), *(citizen(number, "Nà Mu", "đông") for number in range(2, 15)), citizen(15)]
    made = invited(listed, SESSIONS)
    assert made.numbers_too_large == (2,)
    slot = next(row.invitation.slot for row in made.rows if row.citizen.number == 2)
    assert slot is not None
    assert numbers_at(made, slot) == list(range(2, 15))


def test_a_household_in_two_hamlets_stays_whole() -> None:
    listed = [citizen(number, f"Thôn {number % 4}", f"H{number}") for number in range(1, 30)]
    listed += [citizen(30, "Thôn 2", "H5")]
    made = invited(listed, SESSIONS)
    where = {row.citizen.number: row.invitation for row in made.rows}
    assert made.numbers_over_hamlets == (5,)
    assert (where[5].slot, where[5].arrives_minute) == (where[30].slot, where[30].arrives_minute)


def test_hamlets_that_count_their_own_households_are_told_apart() -> None:
    listed = [citizen(10 * hamlet + number, f"Thôn {hamlet}", str(number)) for hamlet in (1, 2) for number in (1, 2, 3)]
    made = invited(listed, SESSIONS)
    assert made.numbers_over_hamlets == ()
    assert numbers_at(made, MORNING) == [11, 12, 13, 21, 22, 23]


def test_a_list_that_is_numbered_anew_keeps_its_invitations() -> None:
    renumbered = [replace(each, number=each.number + 1) for each in PEOPLE]
    made = invited(renumbered, SESSIONS, memory(FIRST))
    assert (made.num_renumbered, made.num_gone) == (40, 0)
    assert {row.fate for row in made.rows} == {Fate.KEPT}
    assert numbers_at(made, MORNING) == [number + 1 for number in numbers_at(FIRST, MORNING)]


def test_two_of_one_name_and_year_are_not_taken_for_each_other() -> None:
    twins = [replace(citizen(number), name="Nông Văn Thử", born=1990) for number in (1, 2)]
    first = invited(twins, SESSIONS)
    made = invited([replace(each, number=each.number + 5) for each in twins], SESSIONS, ticked(first, [1]))
    assert (made.num_renumbered, made.num_gone) == (0, 2)
    assert {row.fate for row in made.rows} == {Fate.INVITED}


def test_a_reason_in_the_list_of_citizens_holds_as_long_as_it_stands_there() -> None:
    away = [replace(each, hindrance="đi làm ăn xa") if each.number == 3 else each for each in PEOPLE]
    first = invited(away, SESSIONS)
    assert fates(first, range(3, 4)) == {Fate.UNABLE}
    assert [row.reason for row in first.rows if row.fate is Fate.UNABLE] == ["đi làm ăn xa"]
    back = invited(PEOPLE, SESSIONS, memory(first))
    assert fates(back, range(3, 4)) == {Fate.INVITED}
