"""A cluster's slot parted among its units: in proportion to dossiers, at full quarters, in workbook order."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Cluster, OwnHours
from planner.domain.cluster_hours import STEP_MINUTES, StopHours, parted_hours
from planner.domain.hours import Hours
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from tests.campaigns import day, label, small_campaign, unit

A, B, C, D = map(UnitCode, "ABCD")
M1, M2 = MachineName("M1"), MachineName("M2")
SLOT = Slot(day(1), label(1))
"""From 5h00 to 10h00."""


def clustered(*own_hours: OwnHours, order: tuple[UnitCode, ...] = (C, A, B)) -> Campaign:
    """C, A and B are one stop in this order, which is not that of codes; D stands alone."""
    campaign = small_campaign(units=[unit(code, 9) for code in "ABCD"], closures=[])
    return campaign.model_copy(update={"clusters": (Cluster(name="Cụm 1", units=order),), "own_hours": own_hours})


def parted(campaign: Campaign, dossiers: Mapping[UnitCode, int], slot: Slot = SLOT) -> dict[UnitCode, Hours]:
    return parted_hours(campaign, slot, M1, dossiers)


def own(starts: int, ends: int, code: UnitCode | None = None) -> OwnHours:
    return OwnHours(unit=code, shift=label(1), starts_minute=starts, ends_minute=ends)


def row(code: UnitCode, dossiers: int, machine: MachineName = M1) -> Assignment:
    return Assignment(machine=machine, unit=code, date=day(1), shift=label(1), dossiers=dossiers)


def test_hours_follow_dossiers_in_workbook_order() -> None:
    """Of 300 minutes a fifth, two fifths and two fifths, C first because it stands first in the workbook."""
    assert parted(clustered(), {A: 40, B: 40, C: 20}) == {
        C: Hours(300, 360),
        A: Hours(360, 480),
        B: Hours(480, 600),
    }


def test_turns_are_rounded_to_quarters() -> None:
    """99 of 160 dossiers are 186 minutes of 300: 8h06 becomes 8h00, the nearest quarter."""
    assert parted(clustered(), {A: 61, C: 99}) == {C: Hours(300, 480), A: Hours(480, 600)}


def test_nobody_gets_less_than_a_quarter() -> None:
    assert parted(clustered(), {A: 1, B: 1, C: 998}) == {
        C: Hours(300, 570),
        A: Hours(570, 585),
        B: Hours(585, 600),
    }


def test_a_slot_too_short_for_quarters_is_for_all() -> None:
    whole = Hours(425, 445)
    assert parted(clustered(own(425, 445)), {A: 5, C: 5}) == {A: whole, C: whole}


def test_a_slot_that_begins_between_quarters() -> None:
    assert parted(clustered(own(425, 605)), {A: 5, C: 5}) == {C: Hours(425, 510), A: Hours(510, 605)}


def test_without_dossiers_the_slot_is_parted_evenly() -> None:
    assert parted(clustered(), {A: 0, C: 0}) == {C: Hours(300, 450), A: Hours(450, 600)}


def test_a_unit_alone_has_the_whole_slot() -> None:
    assert parted(clustered(), {A: 3}) == {A: Hours(300, 600)}
    assert parted(clustered(), {D: 3}) == {D: Hours(300, 600)}


def test_own_hours_of_all_are_what_is_parted() -> None:
    assert parted(clustered(own(480, 600)), {A: 10, C: 30}) == {C: Hours(480, 570), A: Hours(570, 600)}


def test_a_unit_with_hours_of_its_own_keeps_them() -> None:
    """A's row of *Giờ riêng* speaks of A alone; B and C part the slot's hours."""
    assert parted(clustered(own(600, 660, A)), {A: 10, B: 20, C: 10}) == {
        A: Hours(600, 660),
        C: Hours(300, 405),
        B: Hours(405, 600),
    }


def test_a_night_is_parted_past_midnight() -> None:
    assert parted(clustered(own(20 * 60, 26 * 60)), {A: 10, C: 20}) == {C: Hours(1200, 1440), A: Hours(1440, 1560)}


def test_machines_at_one_cluster_receive_a_unit_at_the_same_time() -> None:
    """M1 fills C and half of A, M2 the rest of A and B: C 60, A 120, B 60 of 240 in all."""
    rows = [row(C, 60), row(A, 60), row(A, 60, M2), row(B, 60, M2)]
    hours = StopHours(clustered(), rows)
    assert [hours.of(each) for each in rows] == [
        Hours(300, 375),
        Hours(375, 525),
        Hours(375, 525),
        Hours(525, 600),
    ]


@example(starts=1, length=61, dossiers=[0, 1, 0])
@given(
    starts=st.integers(0, 23 * 60),
    length=st.integers(1, 10 * 60),
    dossiers=st.lists(st.integers(0, 200), min_size=2, max_size=3),
)
def test_parts_are_the_slot_without_gap_or_overlap(starts: int, length: int, dossiers: list[int]) -> None:
    campaign = clustered(own(starts, starts + length))
    found = parted(campaign, dict(zip((C, A, B), dossiers, strict=False)))
    parts = [found[code] for code in (C, A, B) if code in found]
    whole = Hours(starts, starts + length)
    if any(part == whole for part in parts):
        assert set(parts) == {whole}
        assert length < STEP_MINUTES * (len(parts) + 2)
        return
    assert parts[0].starts_minute == whole.starts_minute
    assert parts[-1].ends_minute == whole.ends_minute
    for before, after in pairwise(parts):
        assert before.ends_minute == after.starts_minute
        assert before.ends_minute % STEP_MINUTES == 0
    assert all(part.ends_minute - part.starts_minute >= STEP_MINUTES for part in parts)
    for part, count in zip(parts, dossiers, strict=True):
        wanted = length * count / sum(dossiers) if any(dossiers) else length / len(parts)
        # A slot that begins and ends between quarters gives its first and its last unit less than two of them.
        assert abs(part.ends_minute - part.starts_minute - wanted) < STEP_MINUTES * (len(parts) + 1)


def test_a_row_that_is_not_of_the_plan_is_an_error() -> None:
    with pytest.raises(KeyError):
        StopHours(clustered(), [row(A, 3)]).of(row(B, 3))
