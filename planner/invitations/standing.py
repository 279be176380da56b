"""What is to become of each citizen before anybody is invited anew: who stays as they are, and whose turn it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.invitation import Citizen, CitizenKey, Fate, Invitation, Invited, Session
from planner.invitations.attendance import Past
from planner.invitations.filling import Turn


class Call(NamedTuple):
    """A citizen to be invited, what the list remembers of them, and whose turn that is."""

    citizen: Citizen
    remembered: Invitation
    turn: Turn


class Standing(NamedTuple):
    """Everybody, in one of two heaps."""

    settled: list[Invited]
    calls: list[Call]


def standing_of(
    citizens: Iterable[Citizen],
    remembered: Mapping[CitizenKey, Invitation],
    sessions: Mapping[Slot, Session],
    past: Past,
) -> Standing:
    """Ticks and reasons first, then whether the invitation is for a session that is over, that stands or is gone."""
    standing = Standing([], [])
    for citizen in citizens:
        one = _judged(citizen, remembered.get(citizen.key, Invitation()), sessions, past)
        if isinstance(one, Invited):
            standing.settled.append(one)
        else:
            standing.calls.append(one)
    return standing


def _judged(citizen: Citizen, invitation: Invitation, sessions: Mapping[Slot, Session], past: Past) -> Invited | Call:
    if invitation.was_there:
        # Who came on another day must not end the session of all others there when its day comes.
        came_early = invitation.slot in past.early
        told = replace(invitation, slot=None, arrives_minute=None) if came_early else invitation
        return Invited(citizen, told, Fate.SEEN)
    if invitation.reason or citizen.hindrance:
        return Invited(citizen, invitation, Fate.UNABLE)
    if citizen.is_settled:
        return Invited(citizen, invitation, Fate.SEEN)
    if invitation.slot is None:
        return Call(citizen, invitation, _turn_of_waiting(invitation))
    return _judged_by_session(citizen, invitation, invitation.slot, sessions, past)


def _judged_by_session(
    citizen: Citizen, invitation: Invitation, slot: Slot, sessions: Mapping[Slot, Session], past: Past
) -> Invited | Call:
    if past.is_over(slot):
        if slot not in past.ticked:
            return Invited(citizen, invitation, Fate.UNTICKED)
        return Call(citizen, replace(invitation, absences=invitation.absences + 1), Turn.ABSENT)
    session = sessions.get(slot)
    if session is None or not _fits(invitation, session):
        return Call(citizen, invitation, Turn.MOVED)
    return Invited(citizen, invitation, Fate.KEPT)


def _turn_of_waiting(invitation: Invitation) -> Turn:
    """One who has lost a slot before, and found no other, keeps their turn."""
    if invitation.absences:
        return Turn.ABSENT
    return Turn.MOVED if invitation.times else Turn.NEW


def _fits(invitation: Invitation, session: Session) -> bool:
    arrives = invitation.arrives_minute
    return arrives is not None and session.starts_minute <= arrives < session.ends_minute
