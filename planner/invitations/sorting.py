"""Sorts a unit's citizens before anybody is invited anew: who stays as they are, and who needs a session."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.invitation import Citizen, CitizenKey, Fate, Invitation, InvitationSession, Invited
from planner.invitations.attendance import Past
from planner.invitations.filling import InvitationTurn


class Call(NamedTuple):
    """A citizen who needs a session, with what the list remembers of them, and among whom their turn comes."""

    citizen: Citizen
    remembered: Invitation
    turn: InvitationTurn


class SortedCitizens(NamedTuple):
    """All citizens of a unit's list: those about whom this run changes nothing, and those who need a session."""

    settled: list[Invited]
    """Seen, unable to come, invited to a session that stands, or to one that is over and not ticked yet."""
    calls: list[Call]
    """New ones, and those who missed or lost their session."""


def sorted_citizens(
    citizens: Iterable[Citizen],
    remembered: Mapping[CitizenKey, Invitation],
    sessions: Mapping[Slot, InvitationSession],
    past: Past,
) -> SortedCitizens:
    """The citizens, both kinds in the order of the list; whom the list does not remember is new."""
    found = SortedCitizens([], [])
    for citizen in citizens:
        one = _judged(citizen, remembered.get(citizen.key, Invitation()), sessions, past)
        if isinstance(one, Invited):
            found.settled.append(one)
        else:
            found.calls.append(one)
    return found


def _judged(
    citizen: Citizen, invitation: Invitation, sessions: Mapping[Slot, InvitationSession], past: Past
) -> Invited | Call:
    """Ticks and reasons first, then whether the invitation is for a session that is over, that stands or is gone."""
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
    citizen: Citizen, invitation: Invitation, slot: Slot, sessions: Mapping[Slot, InvitationSession], past: Past
) -> Invited | Call:
    if past.is_over(slot):
        if slot not in past.ticked:
            return Invited(citizen, invitation, Fate.UNTICKED)
        return Call(citizen, replace(invitation, absences=invitation.absences + 1), InvitationTurn.ABSENT)
    session = sessions.get(slot)
    arrives = None if session is None else _arrival_within(invitation, session)
    if arrives is None:
        return Call(citizen, invitation, InvitationTurn.MOVED)
    return Invited(citizen, replace(invitation, arrives_minute=arrives), Fate.KEPT)


def _turn_of_waiting(invitation: Invitation) -> InvitationTurn:
    """One who has lost a slot before, and found no other, keeps their turn."""
    if invitation.absences:
        return InvitationTurn.ABSENT
    return InvitationTurn.MOVED if invitation.times else InvitationTurn.NEW


def _arrival_within(invitation: Invitation, session: InvitationSession) -> int | None:
    """The minute of the invitation, by which a list may mean the next day's where the session ends then; None if it
    does not lie within the session."""
    arrives = invitation.arrives_minute
    may_be = () if arrives is None else (arrives, arrives + MINUTES_A_DAY)
    return next((minute for minute in may_be if session.starts_minute <= minute < session.ends_minute), None)
