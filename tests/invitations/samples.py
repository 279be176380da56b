"""Lists, sessions and ticks in a few words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.domain.calendar import Slot
from planner.domain.invitation import Citizen, CitizenKey, Invitation, InvitationList, InvitationSession
from planner.domain.office import Inviting
from planner.domain.record import UnitCode
from planner.invitations.households import HouseholdKey, households_of
from planner.invitations.inviting import InvitingOccasion, invite
from tests.campaigns import day, label

UNIT = UnitCode("06103")
Remembered = Mapping[CitizenKey, Invitation]


def session(number: int, shift: int, dossiers: int) -> InvitationSession:
    """A session of the campaign's day of this number: 7h00 to 12h00, or 15h00 to 19h40."""
    starts, ends = (420, 720) if shift == 1 else (900, 1180)
    return InvitationSession(Slot(day(number), label(shift)), starts, ends, dossiers, ("CAX Hòa Bình",))


def citizen(number: int, hamlet: str = "Nà Mu", household: str = "") -> Citizen:
    """Somebody who does not exist."""
    return Citizen(number, f"Nông Văn {number}", 1950 + number % 50, hamlet, household, f"0100{number:06}")


def invited(
    citizens: Sequence[Citizen],
    sessions: Iterable[InvitationSession],
    remembered: Remembered | None = None,
    *,
    today: date | None = None,
    reserve_percent: int = 0,
    wave_minutes: int = 30,
    version: int = 1,
) -> InvitationList:
    """The list after a run, by default on the campaign's first day."""
    inviting = Inviting(wave_minutes=wave_minutes, reserve_percent=reserve_percent)
    return invite(InvitingOccasion(UNIT, today or day(1), version, inviting), citizens, remembered or {}, sessions)


def memory(made: InvitationList) -> dict[CitizenKey, Invitation]:
    """What the list remembers afterwards."""
    return {row.citizen.key: row.invitation for row in made.rows}


def ticked(made: InvitationList, came: Iterable[int], reasons: Mapping[int, str] | None = None) -> Remembered:
    """The list with ticks for those of these STT, and reasons why others cannot."""
    there, why = set(came), reasons or {}
    return {
        row.citizen.key: replace(
            row.invitation, came=row.citizen.number in there, reason=why.get(row.citizen.number, "")
        )
        for row in made.rows
    }


def numbers_at(made: InvitationList, slot: Slot) -> list[int]:
    """The STT of those expected there, in the order of their arrival."""
    return [row.citizen.number for row in made.expected_at(slot)]


def household_keys(citizens: Sequence[Citizen]) -> dict[int, HouseholdKey]:
    """Whose household each STT belongs to."""
    return {each.number: household.key for household in households_of(citizens) for each in household.citizens}
