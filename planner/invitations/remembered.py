"""A session's list as it was made, nobody invited anew."""

from collections.abc import Mapping, Sequence

from planner.domain.invitation import Citizen, CitizenKey, Fate, Invitation, InvitationList, InvitationSession, Invited
from planner.domain.record import UnitCode
from planner.invitations.households import households_of
from planner.invitations.recognising import recognised


def remembered_list(
    unit: UnitCode, citizens: Sequence[Citizen], remembered: Mapping[CitizenKey, Invitation], session: InvitationSession
) -> InvitationList:
    """Who is invited to the session or may be called to it, in the list's order; all others are left out."""
    known = recognised(citizens, remembered).remembered
    rows = []
    for household in households_of(citizens):
        for citizen in household.citizens:
            invitation = known.get(citizen.key)
            if invitation is not None and session.slot in (invitation.slot, invitation.stands_in):
                is_out = bool(invitation.reason) and not invitation.was_there
                rows.append(Invited(citizen, invitation, Fate.UNABLE if is_out else Fate.KEPT))
    return InvitationList(unit=unit, rows=tuple(rows), sessions=(session,))
