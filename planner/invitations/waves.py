"""When in a session each party is to arrive: in waves, evenly over its hours."""

from collections.abc import Sequence

from planner.domain.invitation import InvitationSession
from planner.invitations.filling import Party


def wave_starts(session: InvitationSession, wave_minutes: int) -> tuple[int, ...]:
    """The minutes of the day at which people are asked to come; at least one."""
    num_waves = max(1, (session.ends_minute - session.starts_minute) // wave_minutes)
    return tuple(session.starts_minute + wave * wave_minutes for wave in range(num_waves))


def arrivals(
    session: InvitationSession, wave_minutes: int, parties: Sequence[Party], standing: Sequence[int] = ()
) -> tuple[int, ...]:
    """Each party's minute of arrival, earlier parties first; `standing` are the minutes of invitations that stand.

    Waves get equal numbers as far as parties, which arrive together, allow. Fewer people than waves come one a wave
    from the session's beginning on, so that nobody waits for its end and the machine does not wait for them.
    """
    starts = wave_starts(session, wave_minutes)
    total = len(standing) + sum(party.size for party in parties)
    num_waves = max(1, min(len(starts), total))
    taken = [sum(minute < start + wave_minutes for minute in standing) for start in starts]
    minutes = []
    wave = placed = 0
    for party in parties:
        while wave < num_waves - 1 and taken[wave] + placed >= -(-total * (wave + 1) // num_waves):
            wave += 1
        placed += party.size
        minutes.append(starts[wave])
    return tuple(minutes)
