"""Rivals of the public benchmark: what they can say, what they come to, and what is told where they cannot."""

import json
import sys
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign, Closure, Cluster, RateOverride, Succession
from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from tests.campaigns import day, machine, pin, posting, road, small_campaign, unit
from tests.model.brute_force import best_values
from tests.rivals import by_timefold, field
from tests.rivals.circuit_model import circuit_plan, num_arcs
from tests.rivals.contest import Entry
from tests.rivals.expressible import beyond_slots, beyond_tours
from tests.rivals.field import cp_sat_entry, pyvrp_entry, timefold_entry, why_no_timefold
from tests.rivals.ground import Ground
from tests.rivals.periods import Periods
from tests.small_campaigns import FIXED

WAYS = {("A", "B"): 10, ("B", "C"): 1, ("C", "A"): 10, ("A", "C"): 1, ("C", "B"): 1, ("B", "A"): 1}
PLAIN = small_campaign(
    units=[unit(code, 6) for code in "ABC"],
    machines=[machine("M1", posting(3, base="A"))],
    closures=[],
    roads=[road(one, other, km) for (one, other), km in WAYS.items()],
)
TWO = small_campaign(
    units=[unit("A", 12), unit("B", 6), unit("C", 5)],
    machines=[machine("M1", posting(3)), machine("M2", posting(3))],
    closures=[],
    days=3,
)


@pytest.mark.parametrize("campaign", [PLAIN, TWO], ids=["one machine", "two machines"])
def test_the_circuit_model_finds_what_brute_force_finds(campaign: Campaign) -> None:
    assert beyond_tours(campaign) == ""
    judged = circuit_plan(campaign, 10.0)
    best = best_values(campaign)
    assert judged is not None
    assert judged.verdict.sound
    assert best is not None
    for goal in (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL, Goal.WAITING):
        assert judged.values[goal] == pytest.approx(best[goal])


def test_it_counts_its_arcs() -> None:
    assert num_arcs(PLAIN) == 16
    assert num_arcs(TWO) == 32


def test_phases_are_among_its_goals() -> None:
    """B alone is done on the first day, C and A are not; the phase asks for all of B by then."""
    campaign = small_campaign(
        units=[unit("A", 12), unit("B", 6)], machines=[machine("M1", posting(3))], closures=[], phases=[(1, 6)], days=3
    )
    judged = circuit_plan(campaign, 10.0)
    assert judged is not None
    assert judged.values[Goal.MILESTONES] == 0


BEYOND_SLOTS = {
    "clusters": PLAIN.model_copy(update={"clusters": (Cluster(name="1", units=(UnitCode("A"), UnitCode("B"))),)}),
    "machines in groups": PLAIN.model_copy(
        update={"machines": tuple(one.model_copy(update={"group": "T"}) for one in PLAIN.machines)}
    ),
    "time to move": PLAIN.model_copy(update={"move_slots": 1}),
    "least stays": PLAIN.model_copy(
        update={"units": tuple(one.model_copy(update={"min_days": 2}) for one in PLAIN.units)}
    ),
    "half days beside whole days": PLAIN.model_copy(
        update={"units": (PLAIN.units[0].model_copy(update={"whole_days": False}), *PLAIN.units[1:])}
    ),
    "mergers": PLAIN.model_copy(
        update={"successions": (Succession(unit=UnitCode("A"), successor=UnitCode("B"), day=day(2)),)}
    ),
}
BEYOND_TOURS = {
    "pins": PLAIN.model_copy(update={"pins": (pin("M1", "B", 2),)}),
    "rates": PLAIN.model_copy(update={"rate_overrides": (RateOverride(dossiers=2),)}),
    "fixed machines": small_campaign(machines=[machine("M1", posting(3, FIXED))], closures=[]),
    "a limit of km a day": PLAIN.model_copy(update={"whole_days": False, "reach_km": 8.0}),
    "unequal machines or shifts": small_campaign(
        machines=[machine("M1", posting(3)), machine("M2", posting(4))], closures=[]
    ),
    "units open at times only": small_campaign(
        units=[unit("A", 6, last=2), unit("B", 4)], machines=[machine("M1", posting(3))], closures=[]
    ),
    "days of different length": PLAIN.model_copy(
        update={
            "closures": (Closure(first_day=day(2), last_day=day(2), shifts=PLAIN.calendar.shift_labels[:1]),),
        }
    ),
}


@pytest.mark.parametrize("what", BEYOND_SLOTS)
def test_what_slots_cannot_say_is_named(what: str) -> None:
    assert beyond_slots(BEYOND_SLOTS[what]) == beyond_tours(BEYOND_SLOTS[what]) == what
    entry = cp_sat_entry(BEYOND_SLOTS[what], 1.0, 1)
    assert entry.faults == (what,)
    assert not entry.counts


@pytest.mark.parametrize("what", BEYOND_TOURS)
def test_what_tours_cannot_say_is_named(what: str) -> None:
    assert beyond_slots(BEYOND_TOURS[what]) == ""
    assert beyond_tours(BEYOND_TOURS[what]) == what


def test_slots_are_periods_where_nobody_stays_whole_days() -> None:
    by_slots = Periods(Ground(PLAIN.model_copy(update={"whole_days": False})))
    assert (by_slots.room, set(by_slots.lengths.values())) == (3, {2})
    by_days = Periods(Ground(PLAIN))
    assert (by_days.room, set(by_days.lengths.values())) == (6, {1})


def test_a_program_for_tours_is_asked_for_our_finish_only_where_everybody_is_served() -> None:
    assert pyvrp_entry(PLAIN, Entry("ours", 1.0), 1.0).faults == ("no finish to be done by",)
    left = Entry("ours", 1.0, {Goal.UNSERVED: 3, Goal.FINISH: 6})
    assert pyvrp_entry(PLAIN, left, 1.0).faults == ("somebody is left",)


def test_timefold_is_left_out_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field.shutil, "which", lambda _name: None)  # type: ignore[attr-defined]
    assert "no Java" in why_no_timefold("python")
    monkeypatch.setattr(field.shutil, "which", lambda name: f"/usr/bin/{name}")  # type: ignore[attr-defined]
    assert "--timefold" in why_no_timefold("")
    assert why_no_timefold("python") == ""


def scripted(tmp_path: Path, answer: str) -> Path:
    script = tmp_path / "answers.py"
    script.write_text(
        f"import pathlib, sys\npathlib.Path(sys.argv[0] + '.asked').write_text(sys.stdin.read())\n{answer}\n"
    )
    return script


def test_what_timefold_says_becomes_a_judged_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its place is taken by a script that knows the short way round."""
    script = scripted(tmp_path, 'print("solving ...")\nprint(\'{"0": [0, 2, 1]}\')')
    monkeypatch.setattr(by_timefold, "SCRIPT", script)
    entry = timefold_entry(PLAIN, 1.0, sys.executable)
    assert entry.counts
    assert entry.values is not None
    assert (entry.values[Goal.UNSERVED], entry.values[Goal.TRAVEL]) == (0, 2.0)
    asked = json.loads(script.with_name("answers.py.asked").read_text())
    assert asked["units"] == [{"length": 1, "need": 6, "priority": 1}] * 3
    assert asked["metres"][0][2] == 1000
    assert asked["machines"][0]["first"] == [0, 10_000, 1000]


@pytest.mark.parametrize(("answer", "faults"), [("print('null')", ()), ("sys.exit(1)", ("ended with an error",))])
def test_a_silent_or_broken_timefold_has_no_plan(
    answer: str, faults: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_timefold, "SCRIPT", scripted(tmp_path, answer))
    entry = timefold_entry(PLAIN, 1.0, sys.executable)
    assert not entry.counts
    assert entry.faults == faults
