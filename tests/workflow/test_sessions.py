"""The hours and places to which citizens of a unit are invited."""

from dataclasses import replace

from planner.domain.calendar import Slot
from planner.domain.campaign import Cluster, OwnHours
from planner.domain.invitation import Fate, InvitationSession
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.workflow.invitations.sessions import planned_sessions
from tests.campaigns import day, filled_plan, label, small_campaign, stand, unit
from tests.invitations.samples import citizen, invited, memory

A, B = UnitCode("A"), UnitCode("B")
CAMPAIGN = small_campaign(units=(unit("A", 10), unit("B", 7)), closures=())
"""Ca 01 is 5h00–10h00 and Ca 02 10h00–15h00."""


def plan_for(*placements: str) -> Plan:
    return filled_plan(CAMPAIGN, [one for told in placements for one in stand(*told.split(maxsplit=2))])


def test_people_come_at_the_hours_of_their_unit_and_machine() -> None:
    own = (
        OwnHours(unit=A, shift=label(1), starts_minute=360, ends_minute=540),
        OwnHours(machine=MachineName("M2"), unit=A, shift=label(1), starts_minute=420, ends_minute=600),
    )
    campaign = CAMPAIGN.model_copy(update={"own_hours": own})
    (alone,) = planned_sessions(campaign, plan_for("M1 A 1.1"), A)
    (together,) = planned_sessions(campaign, plan_for("M1 A 1.1", "M2 A 1.1"), A)
    (elsewhere,) = planned_sessions(campaign, plan_for("M1 B 1.1"), B)
    assert [(one.starts_minute, one.ends_minute) for one in (alone, together, elsewhere)] == [
        (360, 540),
        (360, 600),
        (300, 600),
    ]


def test_people_of_a_cluster_come_to_its_first_unit() -> None:
    campaign = CAMPAIGN.model_copy(update={"clusters": (Cluster(name="Đông", units=(B, A)),)})
    (session,) = planned_sessions(campaign, plan_for("M1 A 1.1"), A)
    assert session.places == ("CAX B",)


def test_who_is_invited_after_midnight_stays_so() -> None:
    """The list's workbook shows 2h00 and reads it back as such."""
    night = InvitationSession(Slot(day(1), label(2)), 22 * 60, 28 * 60, 12, ("CAX A",))
    first = invited([citizen(number) for number in range(1, 13)], [night])
    arrivals = [row.invitation.arrives_minute or 0 for row in first.rows]
    assert max(arrivals) > 24 * 60
    read_back = {
        key: replace(one, arrives_minute=(one.arrives_minute or 0) % (24 * 60)) for key, one in memory(first).items()
    }
    second = invited([citizen(number) for number in range(1, 13)], [night], read_back)
    assert {row.fate for row in second.rows} == {Fate.KEPT}
    assert [row.invitation.arrives_minute for row in second.rows] == arrivals
