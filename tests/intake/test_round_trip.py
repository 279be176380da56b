"""A campaign with everything that real ones have comes back from its workbook as it was."""

from pathlib import Path

from planner.domain.calendar import Shift
from planner.domain.campaign import Campaign, Cluster, FormerUnit, Machine, OwnHours, Succession, Unit
from planner.domain.record import MachineName, UnitCode
from planner.intake.campaign.campaign_reader import read_campaign
from tests.campaigns import closed, day, label, machine, posting, road, small_campaign, unit
from tests.workbooks import write_workbook

CLUSTER = Cluster(name="Đông", units=(UnitCode("C"), UnitCode("A")))
OLD, SUCCESSOR = UnitCode("D"), UnitCode("B")


def everything() -> Campaign:
    """Five units, two of them a cluster and one merged on day 3; three machines, two of them a group; a night shift."""
    campaign = small_campaign(
        units=(
            unit("A", 10, together=2),
            unit("B", 7, first=3, together=2),
            unit("C", 4, together=2),
            unit("D", 9, last=2, together=2),
            unit("E", 3, together=2),
        ),
        machines=(machine("M1", posting(3, base="C")), machine("M2", posting(5, base="C")), machine("M3", posting(4))),
        roads=(road("B", "E", 4.5), road("C", "B", 8), road("E", "C", 9)),
        closures=(closed(2, unit="A"),),
    )
    shifts = (
        Shift(label=label(1), starts_minute=5 * 60, ends_minute=12 * 60, capacity=40),
        Shift(label=label(2), starts_minute=20 * 60, ends_minute=29 * 60, capacity=15),
    )
    return campaign.model_copy(
        update={
            "calendar": campaign.calendar.model_copy(update={"shifts": shifts}),
            "units": tuple(map(_changed, campaign.units)),
            "machines": tuple(map(_grouped, campaign.machines)),
            "clusters": (CLUSTER,),
            "successions": (Succession(unit=OLD, successor=SUCCESSOR, day=day(3)),),
            "own_hours": (
                OwnHours(
                    unit=UnitCode("E"),
                    weekdays=frozenset({5, 6}),
                    shift=label(1),
                    starts_minute=6 * 60,
                    ends_minute=11 * 60,
                ),
                OwnHours(machine=MachineName("M3"), shift=label(2), starts_minute=21 * 60, ends_minute=27 * 60),
            ),
            "move_slots": 2,
        }
    )


def _changed(one: Unit) -> Unit:
    if one.code in CLUSTER.units:
        return one.model_copy(update={"min_days": 2, "whole_days": False})
    if one.code == "E":
        former = FormerUnit(code="E1", name="Xã E một", since=day(1)), FormerUnit(code="", name="Xã E hai")
        return one.model_copy(update={"whole_days": True, "formerly": former})
    return one


def _grouped(one: Machine) -> Machine:
    without_own = tuple(each.model_copy(update={"capacity": None}) for each in one.postings)
    if one.name == "M3":
        return one.model_copy(update={"postings": without_own})
    return one.model_copy(update={"group": "Tổ Một"})


def test_everything_comes_back(tmp_path: Path) -> None:
    campaign = everything()
    write_workbook(campaign, tmp_path / "campaign.xlsx")
    found = read_campaign(tmp_path / "campaign.xlsx")
    assert found.campaign.model_dump() == campaign.model_dump()
