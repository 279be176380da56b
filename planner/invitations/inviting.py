"""A unit's citizens over its planned slots: who stays invited, who is invited now, and who may be called in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.calendar import Slot
from planner.domain.invitation import (
    Citizen,
    CitizenKey,
    Fate,
    Invitation,
    InvitationList,
    InvitationSession,
    Invited,
)
from planner.domain.office import Inviting
from planner.domain.record import UnitCode
from planner.invitations.attendance import attendance_of, past_of
from planner.invitations.filling import InvitationTurn, Party, Room, fill, number_to_invite
from planner.invitations.households import Household, households_of
from planner.invitations.recognising import recognised
from planner.invitations.reserve import by_arrival, stand_ins
from planner.invitations.sorting import Call, sorted_citizens
from planner.invitations.waves import arrivals

_FATES = {InvitationTurn.ABSENT: Fate.ABSENT, InvitationTurn.MOVED: Fate.MOVED, InvitationTurn.NEW: Fate.INVITED}


@dataclass(frozen=True)
class InvitingOccasion:
    """When and by which plan people are invited."""

    unit: UnitCode
    today: date
    version: int
    inviting: Inviting


def invite(
    occasion: InvitingOccasion,
    citizens: Sequence[Citizen],
    remembered: Mapping[CitizenKey, Invitation],
    planned: Iterable[InvitationSession],
) -> InvitationList:
    """The unit's list after this run; the same input gives the same list.

    Who is invited to a session that still stands stays so. The absent of ticked sessions, those whose session is gone
    and those never invited so far fill what room is left, in this order, up to the planned dossiers of each session
    divided by the attendance seen so far.
    """
    known = recognised(citizens, remembered)
    past = past_of(remembered.values(), occasion.today)
    attendance = attendance_of(remembered.values(), past)
    sessions = sorted(
        (each for each in planned if each.slot.day >= occasion.today and not past.is_over(each.slot)),
        key=lambda each: (each.slot.day, each.starts_minute),
    )
    households = households_of(citizens)
    household_of = {citizen.number: household for household in households for citizen in household.citizens}
    citizens_sorted = sorted_citizens(citizens, known.remembered, {each.slot: each for each in sessions}, past)
    numbers = {each.slot: number_to_invite(each, attendance.rate) for each in sessions}
    settled, dropped = _within_smaller_sessions(citizens_sorted.settled, sessions, numbers, household_of)
    kept = _kept_by_slot(settled)
    rooms = [Room(each, numbers[each.slot], len(kept.get(each.slot, ()))) for each in sessions]
    waiting, large = fill(rooms, _parties(households, [*citizens_sorted.calls, *dropped], settled))
    by_number = {call.citizen.number: call for call in (*citizens_sorted.calls, *dropped)}
    rows = [
        *settled,
        *(row for room in rooms for row in _invited_to(room, by_number, kept.get(room.session.slot, ()), occasion)),
        *(_waiting(by_number[citizen.number]) for party in waiting for citizen in party.household.citizens),
    ]
    rows = _with_stand_ins(rows, [each.slot for each in sessions], household_of, occasion.inviting.reserve_percent)
    ranks = {citizen.number: rank for rank, household in enumerate(households) for citizen in household.citizens}
    return InvitationList(
        unit=occasion.unit,
        rows=tuple(sorted(rows, key=lambda row: (ranks[row.citizen.number], row.citizen.number))),
        sessions=tuple(sessions),
        attendance=attendance,
        numbers_too_large=tuple(sorted(party.household.first_number for party in large)),
        numbers_over_hamlets=tuple(each.first_number for each in households if each.lives_in_several_hamlets),
        unticked=tuple(
            sorted({row.invitation.slot for row in rows if row.fate is Fate.UNTICKED and row.invitation.slot})
        ),
        held=tuple(sorted(slot for slot in past.ticked if slot.day == occasion.today)),
        num_renumbered=known.num_renumbered,
        num_gone=known.num_forgotten,
        num_mended=known.num_mended,
    )


def _kept_by_slot(settled: Iterable[Invited]) -> dict[Slot, list[Invited]]:
    """Invitations that stand, by their session."""
    kept: dict[Slot, list[Invited]] = {}
    for row in settled:
        if row.fate is Fate.KEPT and row.invitation.slot:
            kept.setdefault(row.invitation.slot, []).append(row)
    return kept


def _within_smaller_sessions(
    settled: Sequence[Invited],
    sessions: Iterable[InvitationSession],
    numbers: Mapping[Slot, int],
    household_of: Mapping[int, Household],
) -> tuple[list[Invited], list[Call]]:
    """Where a session is planned smaller than when people were invited to it, the last households lose their place."""
    kept = _kept_by_slot(settled)
    dropped: set[int] = set()
    for session in sessions:
        invited = kept.get(session.slot, [])
        if session.dossiers >= max((row.invitation.dossiers for row in invited), default=0):
            continue
        left = len(invited)
        arriving = by_arrival([(row.invitation.arrives_minute or 0, row.citizen) for row in invited], household_of)
        for household in reversed(arriving):
            if left <= numbers[session.slot]:
                break
            dropped |= {citizen.number for citizen in household.citizens}
            left -= len(household.citizens)
    staying = [row for row in settled if row.citizen.number not in dropped]
    moved = [
        Call(row.citizen, row.invitation, InvitationTurn.MOVED) for row in settled if row.citizen.number in dropped
    ]
    return staying, moved


def _parties(households: Iterable[Household], calls: Iterable[Call], settled: Iterable[Invited]) -> list[Party]:
    """Those of each household who are to be invited, together, at the turn of the one who comes first."""
    turns = {call.citizen.number: call.turn for call in calls}
    homes = {row.citizen.number: row.invitation.slot for row in settled if row.fate is Fate.KEPT}
    parties = []
    for household in households:
        members = tuple(citizen for citizen in household.citizens if citizen.number in turns)
        if members:
            home = next((homes[each.number] for each in household.citizens if each.number in homes), None)
            turn = min(turns[citizen.number] for citizen in members)
            parties.append(Party(replace(household, citizens=members), turn, home))
    return parties


def _invited_to(
    room: Room, calls: Mapping[int, Call], kept: Iterable[Invited], occasion: InvitingOccasion
) -> Iterable[Invited]:
    minutes = arrivals(
        room.session,
        occasion.inviting.wave_minutes,
        room.parties,
        [row.invitation.arrives_minute or 0 for row in kept],
    )
    for party, minute in zip(room.parties, minutes, strict=True):
        for citizen in party.household.citizens:
            call = calls[citizen.number]
            yield Invited(
                citizen,
                replace(
                    call.remembered,
                    slot=room.session.slot,
                    arrives_minute=minute,
                    times=call.remembered.times + 1,
                    made_on=occasion.today,
                    version=occasion.version,
                    dossiers=room.session.dossiers,
                    stayed_away=False,
                ),
                _FATES[call.turn] if call.remembered.times else Fate.INVITED,
            )


def _waiting(call: Call) -> Invited:
    return Invited(
        call.citizen, replace(call.remembered, slot=None, arrives_minute=None, stayed_away=False), Fate.WAITING
    )


def _with_stand_ins(
    rows: Sequence[Invited], slots: Sequence[Slot], household_of: Mapping[int, Household], reserve_percent: int
) -> list[Invited]:
    """Notes who may be called to an earlier session; what was noted of sessions to come is forgotten."""
    expected: dict[Slot, list[tuple[int, Citizen]]] = {}
    for row in rows:
        if row.is_expected and row.invitation.slot:
            expected.setdefault(row.invitation.slot, []).append((row.invitation.arrives_minute or 0, row.citizen))
    waiting = [(0, row.citizen) for row in rows if row.fate is Fate.WAITING]
    found = stand_ins(
        slots,
        {slot: by_arrival(citizens, household_of) for slot, citizens in expected.items()},
        by_arrival(waiting, household_of),
        reserve_percent,
    )
    to_come = set(slots)
    return [
        row
        if row.invitation.stands_in is None and row.citizen.number not in found
        else replace(row, invitation=replace(row.invitation, stands_in=_noted(row, found, to_come)))
        for row in rows
    ]


def _noted(row: Invited, found: Mapping[int, Slot], to_come: set[Slot]) -> Slot | None:
    """The session to stand in at; of one who came, and of one that is over while the citizen's own is kept, it stays.

    Without it a tick of one who was called in early would count as a tick of the citizen's own session.
    """
    before = row.invitation.stands_in
    is_history = row.fate is Fate.SEEN or (row.fate is Fate.KEPT and before not in to_come)
    return found.get(row.citizen.number, before if is_history else None)
