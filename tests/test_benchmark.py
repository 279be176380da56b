"""The public benchmark: its campaigns are what their kinds say, made again they are the same, and bounds are bounds."""

import importlib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import DEFAULT_GOALS, Goal
from planner.domain.record import UnitCode
from planner.domain.results import history_of
from planner.intake.results.results_reader import read_results
from planner.workflow.planning.verifying import check_workbook
from tests.bench_instances import Terms, bench, main
from tests.benchmark_campaigns import BENCHMARK, KINDS, RECORDED, BenchmarkCampaign, benchmark_campaigns
from tests.benchmark_table import (
    BEST,
    BEST_BEGINS,
    BEST_ENDS,
    COMPARED,
    COMPARED_BEGINS,
    COMPARED_ENDS,
    README,
    read_compared,
    write_tables,
)
from tests.best_known import Known, improved, read_best, refuted_bounds, write_best
from tests.campaigns import machine, posting, small_campaign, unit
from tests.ordinary_campaigns import room
from tests.workbooks import write_workbook

ALL = tuple(benchmark_campaigns())
UNDER_WAY = tuple(one for one in ALL if one.is_recorded)
MOST_WORKBOOK_BYTES, MOST_BYTES = 60_000, 4_000_000
INSTANCES = BENCHMARK.parent
FEWEST_KNOWN = 44
"""Of the others nobody has found a plan in the time that was given."""


def of_kind(kind: str) -> list[BenchmarkCampaign]:
    return [one for one in ALL if one.name.startswith(f"{kind}/")]


def named(one: BenchmarkCampaign) -> str:
    return one.name


@cache
def campaign_of(name: str) -> Campaign:
    return next(one for one in ALL if one.name == name).campaign


def num_parts(campaign: Campaign) -> int:
    """How many sets of units there are that no machine joins."""
    parts: list[set[UnitCode]] = []
    for one in campaign.machines:
        mine = {code for posting in one.postings for code in posting.serves}
        joined = [part for part in parts if part & mine]
        parts = [part for part in parts if not part & mine] + [mine.union(*joined)]
    return len(parts)


def test_there_are_enough_of_each_kind() -> None:
    counted = {kind: len(of_kind(kind)) for kind in KINDS}
    assert min(counted.values()) >= 5
    assert sum(counted.values()) >= 30
    assert len(UNDER_WAY) == 6
    assert len({one.name for one in ALL}) == len(ALL)


def test_the_folder_is_small() -> None:
    files = [path for path in BENCHMARK.rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in files if path.suffix == ".xlsx") < MOST_WORKBOOK_BYTES
    assert sum(path.stat().st_size for path in files) < MOST_BYTES


@pytest.mark.parametrize("one", ALL, ids=named)
def test_each_workbook_is_read_without_a_word(one: BenchmarkCampaign) -> None:
    assert one.read.warnings == ()


def test_the_program_has_nothing_to_say_of_the_richest() -> None:
    """As `planner check` looks at it, with its crews, of which it has none."""
    assert check_workbook(next(one.path for one in ALL if one.name == "real/all-of-them")).warnings == ()


@pytest.mark.parametrize("one", of_kind("district"), ids=named)
def test_districts_are_small_and_one_part(one: BenchmarkCampaign) -> None:
    campaign = one.campaign
    assert 10 <= len(campaign.units) <= 30
    assert 1 <= len(campaign.machines) <= 4
    assert campaign.whole_days
    assert num_parts(campaign) == 1


@pytest.mark.parametrize("one", of_kind("parts"), ids=named)
def test_provinces_in_parts_fall_into_parts(one: BenchmarkCampaign) -> None:
    assert 60 <= len(one.campaign.units) <= 200
    assert num_parts(one.campaign) >= 5


@pytest.mark.parametrize("one", of_kind("roving"), ids=named)
def test_roving_provinces_are_one_part(one: BenchmarkCampaign) -> None:
    assert 40 <= len(one.campaign.units) <= 194
    assert num_parts(one.campaign) == 1


@pytest.mark.parametrize("one", of_kind("shifts"), ids=named)
def test_shift_by_shift_nobody_stays_whole_days(one: BenchmarkCampaign) -> None:
    assert 10 <= len(one.campaign.units) <= 40
    assert one.campaign.ways_of_staying == {False}


@pytest.mark.parametrize("one", of_kind("overloaded"), ids=named)
def test_of_the_overloaded_counting_says_that_somebody_is_left(one: BenchmarkCampaign) -> None:
    assert sum(unit.need for unit in one.campaign.units) > room(one.campaign)


def _half_days(campaign: Campaign) -> bool:
    return any(closure.weekdays and closure.shifts != campaign.calendar.shift_labels for closure in campaign.closures)


FEATURES: dict[str, tuple[Callable[[Campaign], object], ...]] = {
    "real/all-of-them": (
        lambda one: one.clusters,
        lambda one: one.move_slots,
        lambda one: one.pins and one.phases and _half_days(one),
        lambda one: any(unit.min_days > 1 for unit in one.units),
        lambda one: any(machine.group for machine in one.machines),
        lambda one: len(one.ways_of_staying) > 1,
    ),
    "real/binh-gia-saturday-half-days": (_half_days, lambda one: any(len(each.postings) > 1 for each in one.machines)),
    "real/clusters-of-hamlets": (lambda one: len(one.clusters) == 10,),
    "real/dong-nai-teams-and-phases": (
        lambda one: one.pins and one.phases,
        lambda one: all(len(group) == 2 for group in one.groups.values()),
    ),
    "real/groups-two-at-once": (
        lambda one: all(len(group) == 2 for group in one.groups.values()),
        lambda one: all(unit.together == 2 for unit in one.units),
    ),
    "real/kinh-bac-three-machines": (lambda one: one.clusters, lambda one: len(one.machines) == 3),
    "real/merger-in-the-midst": (lambda one: len(one.successions) == 4,),
    "real/min-stay-and-moves": (
        lambda one: one.move_slots == 1,
        lambda one: all(unit.min_days == 2 for unit in one.units),
    ),
    "real/pins-phases-rates": (lambda one: one.pins and len(one.phases) == 2 and one.rate_overrides,),
    "real/schools-and-works": (
        lambda one: len(one.ways_of_staying) > 1,
        lambda one: sum(bool(unit.allowed_days) for unit in one.units) == 8,
    ),
}


def test_every_campaign_of_real_features_is_told() -> None:
    assert set(FEATURES) == {one.name for one in of_kind("real")}


@pytest.mark.parametrize("name", FEATURES)
def test_real_campaigns_have_what_their_names_say(name: str) -> None:
    assert all(has(campaign_of(name)) for has in FEATURES[name])


def test_the_variants_are_as_they_are_described() -> None:
    many = campaign_of("shifts/25-units-40-machines")
    assert (len(many.units), len(many.machines), len(many.calendar.shifts)) == (25, 40, 3)
    assert {unit.visits for unit in many.units} == {4}
    wards = campaign_of("overloaded/12-wards-9000")
    assert ({unit.need for unit in wards.units}, len(wards.units), room(wards)) == ({9_000}, 12, 102_600)
    missed = campaign_of("parts/binh-phuoc-phase-missed")
    assert sum(unit.need for unit in missed.units) > missed.phases[0].target
    assert {unit.together for unit in campaign_of("parts/binh-phuoc-two-at-once").units} == {2}
    order = [setting.goal for setting in campaign_of("parts/binh-phuoc-waiting-first").goals]
    assert order.index(Goal.WAITING) < order.index(Goal.TRAVEL)
    assert _half_days(campaign_of("roving/binh-phuoc-saturday-half-days"))
    assert len(campaign_of("roving/194-communes").units) == 194


@pytest.mark.parametrize("one", UNDER_WAY, ids=named)
def test_what_is_recorded_is_a_sound_plan_and_what_came_of_it(one: BenchmarkCampaign) -> None:
    campaign, announced = one.campaign, one.announced
    assert judge(campaign, announced).sound
    assert announced.unserved == ()
    read = read_results(one.path.with_name("results.xlsx"), campaign, campaign.calendar.last_day)
    assert read.warnings == ()
    worked = history_of(read.results, campaign.calendar, campaign.calendar.last_ordinal + 1)
    planned = {(row.machine, row.unit, row.date, row.shift): row.dossiers for row in announced.assignments}
    assert {(row.machine, row.unit, row.date, row.shift) for row in worked} < set(planned)
    assert 0.5 < len(worked) / len(planned) < 0.8
    differing = [row for row in worked if row.dossiers != planned[row.machine, row.unit, row.date, row.shift]]
    assert len(differing) > len(worked) / 2
    assert any(result.is_elsewhere for result in read.results)


@pytest.mark.parametrize("one", UNDER_WAY, ids=named)
def test_what_is_recorded_can_be_planned_anew(one: BenchmarkCampaign) -> None:
    entry = one.planned(3.0)
    assert entry.faults == ()
    assert entry.plan is not None
    assert entry.values is not None
    assert judge(one.campaign, entry.plan, one.announced, one.results).sound
    assert entry.values[Goal.CHANGES] >= 0
    assert entry.plan.as_of is not None


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(INSTANCES))
    return importlib.import_module("make_benchmark")


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


def test_made_again_they_are_the_same(making: ModuleType, tmp_path: Path) -> None:
    """Their parts: what zlib makes of them is its own affair."""
    again = ("overloaded/12-wards-9000", "real/all-of-them", "district/30-communes", "shifts/25-units-40-machines")
    contents = dict(making.campaigns())
    assert set(contents) == {one.name for one in ALL if not one.is_recorded}
    for name in again:
        making.write_campaign(tmp_path / f"{name}.xlsx", contents[name])
        assert parts_of(tmp_path / f"{name}.xlsx") == parts_of(BENCHMARK / f"{name}.xlsx"), name
    under_way = list(making.recorded())
    assert {f"{RECORDED}/{name}" for name, _content in under_way} == {one.name for one in UNDER_WAY}
    name, content = under_way[0]
    making.make_recorded(tmp_path / name, content, 0)
    for file in ("campaign.xlsx", "results.xlsx"):
        assert parts_of(tmp_path / name / file) == parts_of(BENCHMARK / RECORDED / name / file)
    plans = [folder / "plan.json" for folder in (tmp_path / name, BENCHMARK / RECORDED / name)]
    assert plans[0].read_bytes() == plans[1].read_bytes()


def test_no_best_known_value_lies_below_its_bound() -> None:
    best = read_best(BENCHMARK / BEST)
    assert set(best) <= {one.name for one in ALL}
    assert len(best) >= FEWEST_KNOWN
    for name, goals in best.items():
        asked = [known.goal for known in goals]
        assert asked == [setting.goal for setting in campaign_of(name).goals if setting.goal in asked], name
        assert {Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL, Goal.WAITING} <= set(asked), name
        assert all(known.bound is None or known.bound <= known.value for known in goals), name


def test_the_tables_are_those_of_the_files(tmp_path: Path) -> None:
    for name in (README, BEST, COMPARED):
        (tmp_path / name).write_bytes((BENCHMARK / name).read_bytes())
    for one in ALL:
        path = tmp_path / one.path.relative_to(BENCHMARK)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.path.read_bytes())
    write_tables(tmp_path)
    assert (tmp_path / README).read_text(encoding="utf-8") == (BENCHMARK / README).read_text(encoding="utf-8")


def known(*told: tuple[float, float | None], by: str = "A") -> tuple[Known, ...]:
    goals = (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL)
    return tuple(Known(goal, value, bound, by) for goal, (value, bound) in zip(goals, told, strict=True))


def test_best_known_values_only_get_better() -> None:
    old = known((0, 0), (10, 8), (50.0, 40.0))
    worse = known((0, 0), (11, 9), (30.0, 20.0), by="B")
    kept = improved(old, worse)
    assert [(one.value, one.found_by) for one in kept] == [(0, "A"), (10, "A"), (50.0, "A")]
    assert [one.bound for one in kept] == [0, 9, 40.0]
    better = known((0, 0), (10, 8), (45.0, None), by="B")
    assert [(one.value, one.bound, one.found_by) for one in improved(old, better)][-1] == (45.0, 40.0, "B")


def test_a_bound_is_kept_only_where_it_is_still_proven() -> None:
    """With fewer left behind, a later finish is possible and necessary, and less is known of travel."""
    old = known((5, 0), (10, 10), (50.0, 40.0))
    found = known((0, 0), (12, 11), (60.0, 10.0), by="B")
    assert [one.bound for one in improved(old, found)] == [0, 11, 10.0]
    assert improved((), found) == found
    assert [one.bound for one in improved(found, old)] == [0, 11, 10.0]


def test_a_sound_plan_below_a_known_bound_refutes_it() -> None:
    old = known((0, 0), (10, 9), (50.0, 40.0))
    assert refuted_bounds(old, known((0, 0), (10, 0), (39.0, None))) == ["travel 39 below the bound 40 that was known"]
    assert refuted_bounds(old, known((0, 0), (8, 0), (60.0, 0))) == ["finish 8 below the bound 9 that was known"]
    assert refuted_bounds(old, known((0, 0), (11, 0), (39.0, None))) == []
    assert refuted_bounds((), old) == []


def test_best_known_values_are_read_as_they_are_written(tmp_path: Path) -> None:
    best = {"district/a": known((0, 0), (10, 8), (50.5, None))}
    write_best(tmp_path / BEST, best)
    assert read_best(tmp_path / BEST) == best


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A benchmark of two campaigns."""
    plain = small_campaign(
        units=[unit("A", 6), unit("B", 4)], machines=[machine("M1", posting(3)), machine("M2", posting(3))], closures=[]
    )
    for name, campaign in (("district/two-units", plain), ("shifts/two-units", small_campaign(whole_days=False))):
        (tmp_path / name).parent.mkdir()
        write_workbook(campaign, tmp_path / f"{name}.xlsx")
    (tmp_path / README).write_text("\n".join((BEST_BEGINS, BEST_ENDS, COMPARED_BEGINS, COMPARED_ENDS)), "utf-8")
    return tmp_path


def test_everybody_plans_two_tiny_campaigns(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench(tiny, Terms(seconds=2.0, workers=1), writes=True) == []
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in told] == ["district/two-units", "shifts/two-units"]
    best = read_best(tiny / BEST)
    assert set(best) == {"district/two-units", "shifts/two-units"}
    assert all(one.is_proven for goals in best.values() for one in goals)
    assert [one.goal for one in best["district/two-units"]] == [goal for goal in DEFAULT_GOALS if goal != Goal.CHANGES]
    plain, by_shifts = read_compared(tiny / COMPARED)
    assert plain.cells["PyVRP"][:5] == plain.cells["CP-SAT"][:5] == plain.cells["ours"][:5]
    assert by_shifts.cells["PyVRP"].startswith("– ")
    assert not by_shifts.cells["CP-SAT"].startswith("–")
    assert plain.cells["Timefold"] == "– not here"
    assert "| district/two-units | 2, 2 |" in (tiny / README).read_text(encoding="utf-8")


def test_without_timefold_there_is_a_word(
    tiny: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["bench", "--folder", str(tiny), "--seconds", "1", "--only", "district", "--timefold", ""]
    monkeypatch.setattr("sys.argv", asked)
    assert main() == 0
    assert capsys.readouterr().out.startswith("Timefold is skipped: ")
    assert not (tiny / BEST).exists()
