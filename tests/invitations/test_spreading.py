"""What holds of any list and any sessions: households whole, room kept, hamlets together, nobody lost or doubled."""

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.invitation import Citizen, Fate, InvitationList, InvitationSession
from planner.invitations.filling import number_to_invite
from tests.invitations.samples import citizen, household_keys, invited, memory, numbers_at, session
from tests.people import citizens as people

HAMLETS = ("Nà Mu", "Bản Chang", "Pò Lọ")


@st.composite
def lists(draw: st.DrawFn) -> list[Citizen]:
    households = draw(st.lists(st.tuples(st.sampled_from(HAMLETS), st.integers(0, 5)), max_size=14))
    found: list[Citizen] = []
    for place, (hamlet, size) in enumerate(households):
        label = f"H{place}" if size else ""
        found += [citizen(len(found) + number, hamlet, label) for number in range(1, max(1, size) + 1)]
    order = draw(st.permutations(found))
    return list(order)


sessions_of_days = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from((1, 2)), st.integers(1, 9)),
    max_size=6,
    unique_by=lambda each: each[:2],
).map(lambda each: [session(*one) for one in each])


@given(lists(), sessions_of_days, st.integers(0, 60), st.sampled_from((10, 30, 45, 400)))
@settings(max_examples=150, deadline=None)
def test_any_first_list(listed: list[Citizen], sessions: list[InvitationSession], reserve: int, wave: int) -> None:
    made = invited(listed, sessions, reserve_percent=reserve, wave_minutes=wave)
    assert Counter(row.citizen.number for row in made.rows) == Counter(each.number for each in listed)
    assert {row.fate for row in made.rows} <= {Fate.INVITED, Fate.WAITING}
    _households_are_whole(made, listed)
    _rooms_are_kept(made, sessions, listed)
    for row in made.rows:
        if row.fate is Fate.INVITED and row.invitation.slot:
            there = next(each for each in sessions if each.slot == row.invitation.slot)
            assert row.invitation.arrives_minute is not None
            assert there.starts_minute <= row.invitation.arrives_minute < there.ends_minute
        if row.invitation.stands_in and row.invitation.slot:
            assert row.invitation.stands_in != row.invitation.slot
            assert row.invitation.stands_in.day <= row.invitation.slot.day


def _households_are_whole(made: InvitationList, listed: list[Citizen]) -> None:
    keys = household_keys(listed)
    together: dict[object, set[object]] = {}
    for row in made.rows:
        where = (row.invitation.slot, row.invitation.arrives_minute, row.invitation.stands_in)
        together.setdefault(keys[row.citizen.number], set()).add(where)
    assert all(len(places) == 1 for places in together.values())


def _rooms_are_kept(made: InvitationList, sessions: list[InvitationSession], listed: list[Citizen]) -> None:
    largest = max((each.dossiers for each in sessions), default=0)
    sizes = Counter(household_keys(listed).values())
    for each in sessions:
        there = numbers_at(made, each.slot)
        alone = {household_keys(listed)[number] for number in there}
        if len(there) > each.dossiers:
            assert len(alone) == 1
            assert sizes[alone.pop()] > largest
    if any(row.fate is Fate.WAITING for row in made.rows):
        least = min(sizes[household_keys(listed)[row.citizen.number]] for row in made.rows if row.fate is Fate.WAITING)
        left = [each.dossiers - len(numbers_at(made, each.slot)) for each in sessions]
        assert least > largest or all(room < least for room in left)


@given(lists(), sessions_of_days, st.data())
@settings(max_examples=150, deadline=None)
def test_the_same_plan_again_changes_nothing(
    listed: list[Citizen], sessions: list[InvitationSession], drawn: st.DataObject
) -> None:
    first = invited(listed, sessions, reserve_percent=20)
    again = invited(drawn.draw(st.permutations(listed)), reversed(sessions), memory(first), reserve_percent=20)
    assert memory(again) == memory(first)
    assert {row.fate for row in again.rows} <= {Fate.KEPT, Fate.WAITING}


@given(lists(), sessions_of_days, sessions_of_days)
@settings(max_examples=150, deadline=None)
def test_a_new_plan_moves_only_whom_it_has_to(
    listed: list[Citizen], before: list[InvitationSession], after: list[InvitationSession]
) -> None:
    first = memory(invited(listed, before))
    second = invited(listed, after, first, version=2)
    sizes = {each.slot: each.dossiers for each in after}
    was = {each.slot: each.dossiers for each in before}
    for row in second.rows:
        old = first[row.citizen.key].slot
        if old is not None and sizes.get(old, 0) >= was[old]:
            assert row.fate is Fate.KEPT
            assert row.invitation == first[row.citizen.key]
        elif old is not None and old not in sizes:
            assert row.fate in {Fate.MOVED, Fate.WAITING}


def test_hamlets_follow_one_another() -> None:
    listed = people(400, seed=3)
    made = invited(listed, [session(day, shift, 30 + 7 * shift) for day in range(1, 7) for shift in (1, 2)])
    order = [row.citizen.hamlet for each in made.sessions for row in made.expected_at(each.slot)]
    assert len(order) == 400
    split = [hamlet for hamlet, _rows in groupby(order)]
    gaps = len(split) - len(set(split))
    assert gaps <= 2, "only a household that did not fit comes later"


def test_a_hamlet_is_not_begun_in_the_last_places_of_a_session() -> None:
    listed = [citizen(number, "Nà Mu" if number <= 28 else "Pò Lọ") for number in range(1, 53)]
    made = invited(listed, [session(1, 1, 30), session(1, 2, 30)])
    assert [len(made.expected_at(each.slot)) for each in made.sessions] == [28, 24]


def test_without_room_to_spare_every_place_is_used() -> None:
    listed = [citizen(number, "Nà Mu" if number <= 28 else "Pò Lọ") for number in range(1, 61)]
    made = invited(listed, [session(1, 1, 30), session(1, 2, 30)])
    assert [len(made.expected_at(each.slot)) for each in made.sessions] == [30, 30]


@pytest.mark.parametrize(
    ("num_citizens", "minutes"),
    [(1, [420]), (3, [420, 450, 480]), (9, list(range(420, 690, 30))), (10, list(range(420, 720, 30)))],
)
def test_few_citizens_come_at_the_beginning_one_a_wave(num_citizens: int, minutes: list[int]) -> None:
    made = invited([citizen(number) for number in range(1, num_citizens + 1)], [session(1, 1, 60)])
    assert [row.invitation.arrives_minute for row in made.rows] == minutes


def test_a_few_households_come_at_the_beginning_one_after_another() -> None:
    people = [citizen(number, household=str(number // 3)) for number in range(3, 9)]
    made = invited(people, [session(1, 1, 60)])
    assert [row.invitation.arrives_minute for row in made.rows] == [420, 420, 420, 510, 510, 510]


def test_more_citizens_than_waves_still_begin_at_the_beginning() -> None:
    made = invited([citizen(number) for number in range(1, 12)], [session(1, 1, 60)])
    waves = Counter(row.invitation.arrives_minute or 0 for row in made.rows)
    assert sorted(waves) == list(range(420, 720, 30))
    assert waves[420] == 2


def test_waves_are_even() -> None:
    made = invited([citizen(number) for number in range(1, 96)], [session(1, 1, 95)])
    waves = Counter(row.invitation.arrives_minute or 0 for row in made.rows)
    assert sorted(waves) == list(range(420, 720, 30))
    assert set(waves.values()) == {9, 10}


def test_the_number_to_invite_grows_with_absence() -> None:
    assert [number_to_invite(session(1, 1, 160), rate) for rate in (1.0, 0.8, 0.4)] == [160, 200, 400]


def test_who_stands_in_comes_next_anyway() -> None:
    made = invited(
        [citizen(number) for number in range(1, 26)], [session(1, 1, 10), session(1, 2, 10)], reserve_percent=30
    )
    first, second = (each.slot for each in made.sessions)
    assert [row.citizen.number for row in made.standing_in_at(first)] == numbers_at(made, second)[:3]
    waiting = [row.citizen.number for row in made.rows if row.fate is Fate.WAITING]
    assert [row.citizen.number for row in made.standing_in_at(second)] == waiting[:3]
