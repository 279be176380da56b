"""A figure of *Quãng đường* that is longer than the way round is told by its cell."""

from pathlib import Path
from time import process_time

import pytest

from planner.domain.campaign import Campaign, Location, Road
from planner.domain.distance import Roads
from planner.domain.record import UnitCode
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.texts import Language, choose_language
from tests.campaigns import machine, posting, random_campaign, seeded, small_campaign, unit
from tests.small_campaigns import FIXED
from tests.workbooks import write_workbook


@pytest.fixture(autouse=True)
def _english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def road(origin: str, destination: str, km: float) -> Road:
    return Road(origin=UnitCode(origin), destination=UnitCode(destination), km=km)


def on_roads(*roads: Road, serves: str = "", codes: str = "A B C D") -> Campaign:
    """Units of no known place, tied by roads alone."""
    return small_campaign(
        units=[unit(code, 5) for code in codes.split()],
        machines=[machine("M1", posting(5, serves=serves))],
        closures=[],
        roads=[],
    ).model_copy(update={"roads": tuple(sorted(roads, key=lambda one: (one.origin, one.destination)))})


def warnings(campaign: Campaign, folder: Path) -> list[Problem]:
    """What is said of roads."""
    write_workbook(campaign, folder / "campaign.xlsx")
    return [one for one in read_campaign(folder / "campaign.xlsx").warnings if one.where.startswith("Quãng đường")]


def test_the_way_round_is_told_with_its_cell_and_its_units(tmp_path: Path) -> None:
    campaign = on_roads(road("A", "B", 5), road("A", "D", 30), road("B", "C", 4), road("C", "D", 3))
    (warning,) = warnings(campaign, tmp_path)
    names = {one.code: one.name for one in campaign.units}
    assert warning.where == "Quãng đường!C3"
    assert warning.what == (
        f"Km: 30.0 km from {names[UnitCode('A')]} to {names[UnitCode('D')]}, "
        f"but 12.0 km by way of {names[UnitCode('B')]}, {names[UnitCode('C')]}"
    )
    assert warning.advice.startswith("Correct the figure, or enter the shorter way")


@pytest.mark.parametrize(
    "km",
    [
        pytest.param(9.0, id="as long"),
        pytest.param(9.29, id="within 0.3 km"),
    ],
)
def test_rounding_is_no_slip(tmp_path: Path, km: float) -> None:
    assert warnings(on_roads(road("A", "B", 5), road("A", "C", km), road("B", "C", 4)), tmp_path) == []
    assert len(warnings(on_roads(road("A", "B", 5), road("A", "C", 9.4), road("B", "C", 4)), tmp_path)) == 1


def test_one_percent_of_a_long_road_is_rounding(tmp_path: Path) -> None:
    assert warnings(on_roads(road("A", "B", 60), road("A", "C", 100.9), road("B", "C", 40)), tmp_path) == []
    assert len(warnings(on_roads(road("A", "B", 60), road("A", "C", 101.2), road("B", "C", 40)), tmp_path)) == 1


def test_one_way_roads_are_held_against_their_own_direction(tmp_path: Path) -> None:
    """From A to C by way of B it is 9 km; back it is 60, so that 30 km from C to A are no detour."""
    there = (road("A", "B", 5), road("B", "C", 4), road("B", "A", 30), road("C", "B", 30))
    told = warnings(on_roads(*there, road("A", "C", 20), road("C", "A", 60)), tmp_path)
    assert [one.where for one in told] == ["Quãng đường!C3"]
    assert warnings(on_roads(*there, road("A", "C", 9), road("C", "A", 30)), tmp_path) == []


def test_a_unit_of_unknown_place_is_no_way_round(tmp_path: Path) -> None:
    """Nothing is known of D, which plans count as 0 km from everywhere."""
    assert warnings(on_roads(road("A", "B", 5), road("A", "C", 9), road("B", "C", 4)), tmp_path) == []


def test_roads_that_no_machine_drives_are_not_told(tmp_path: Path) -> None:
    roads = (road("A", "B", 5), road("A", "D", 30), road("B", "C", 4), road("C", "D", 3))
    assert len(warnings(on_roads(*roads, serves="A B C D"), tmp_path)) == 1
    assert warnings(on_roads(*roads, serves="A B C"), tmp_path) == []
    still = on_roads(*roads).model_copy(
        update={
            "machines": small_campaign(
                units=[unit(code, 5) for code in "ABCD"],
                machines=[machine("M1", posting(5, kind=FIXED))],
                closures=[],
                roads=[],
            ).machines
        }
    )
    assert warnings(still, tmp_path) == []


def test_way_round_by_computed_distances(tmp_path: Path) -> None:
    """B lies between A and C: some 29 km by the great circle times 1.3, where the sheet says 50."""
    campaign = on_roads(road("A", "C", 50), codes="A B C")
    places = {"A": 21.0, "B": 21.1, "C": 21.2}
    located = tuple(
        one.model_copy(update={"location": Location(latitude=places[one.code], longitude=106.0)})
        for one in campaign.units
    )
    (warning,) = warnings(campaign.model_copy(update={"units": located, "road_factor": 1.3}), tmp_path)
    assert "50.0 km" in warning.what
    assert "28.9 km" in warning.what


def test_no_more_than_twenty_lines(tmp_path: Path) -> None:
    codes = [f"U{number:02}" for number in range(30)]
    roads = [road("H", code, 1) for code in codes] + [road("U00", code, 50) for code in codes[1:]]
    told = warnings(on_roads(*roads, codes=" ".join(["H", *codes])), tmp_path)
    assert len(told) == 21
    assert (told[-1].where, told[-1].what) == ("Quãng đường", "9 more roads are longer than the way round")


def test_every_warning_is_a_shorter_way_and_every_shorter_way_is_warned_of(tmp_path: Path) -> None:
    """Held against plain Floyd and Warshall over the distances that plans use."""
    told = 0
    for seed in range(250):
        campaign = random_campaign(seeded(f"roads {seed}"))
        if any(one.location is None for one in campaign.units) or not campaign.roads:
            continue
        cells = {one.where for one in warnings(campaign, tmp_path)}
        wanted = _slow(campaign)
        rows = {(one.origin, one.destination): f"Quãng đường!C{row}" for row, one in enumerate(campaign.roads, 2)}
        assert cells == {rows[pair] for pair in wanted}, seed
        told += len(cells)
    assert told > 20


def _slow(campaign: Campaign) -> set[tuple[UnitCode, UnitCode]]:
    """Rows that are longer than the way round, between units that a mobile machine goes to or starts from."""
    roads, codes = Roads(campaign), [one.code for one in campaign.units]
    km = {(start, end): roads.km(start, end) for start in codes for end in codes}
    groups = [
        {*duty.serves, *([duty.base] if duty.base else ())}
        for each in campaign.machines
        for duty in each.postings
        if duty.kind is not FIXED
    ]
    joined = [set(group) for group in groups]
    for _ in groups:
        joined = [set().union(*(other for other in joined if other & group)) for group in joined]
    longer = set()
    given = {(one.origin, one.destination): one.km for one in campaign.roads}
    for part in joined:
        best = {pair: length for pair, length in km.items() if set(pair) <= part}
        for over in part:
            for start in part:
                for end in part:
                    best[start, end] = min(best[start, end], best[start, over] + best[over, end])
        for (start, end), length in given.items():
            if any({start, end} <= group for group in groups) and {start, end} <= part:
                back = best[end, start] if (end, start) not in given else best[start, end]
                if length - min(best[start, end], back) > max(0.3, 0.01 * length):
                    longer.add((start, end))
    return longer


def test_a_province_with_a_long_table_is_looked_through_at_once(tmp_path: Path) -> None:
    """600 units, 3,000 rows: seconds of the processor at most."""
    rng = seeded("long table")
    codes = [f"{number:03}" for number in range(600)]
    pairs = {tuple(sorted(rng.sample(codes, 2))) for _ in range(3_000)}
    campaign = on_roads(*(road(start, end, 40 + rng.random()) for start, end in pairs), codes=" ".join(codes))
    write_workbook(campaign, tmp_path / "campaign.xlsx")
    start = process_time()
    read_campaign(tmp_path / "campaign.xlsx")
    assert process_time() - start < 60
