"""The whole chain of the benchmark on a made-up instance: read, solve, write, judge, print."""

import csv
from pathlib import Path

import pytest

from planner.model.roster.line_search import solve_lines
from planner.model.roster.roster_values import roster_goals
from tests.bench_rosters import judge
from tests.bench_rosters.__main__ import main, solve
from tests.bench_rosters.published import Unreadable, as_lines, read_published, written

HERE = Path(__file__).parent
MADE_UP = HERE / "made_up" / "Instance1.txt"
JUDGE = HERE / "judge.py"


def test_the_made_up_instance_is_proven_and_sound(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first = solve(MADE_UP, 20.0, 1, 1, scorer=JUDGE)
    assert first.judged == "sound"
    assert first.value == first.bound
    known = tmp_path / "best.csv"
    with known.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["instance", "best_known"], ["1", str(first.value)]])
    scorer = ["--scorer", str(JUDGE), "--best-known", str(known)]
    assert main([str(MADE_UP.parent), *scorer, "--seconds", "20", "--workers", "2", "--only", "1"]) == 0
    row = [cell.strip() for cell in capsys.readouterr().out.splitlines()[-1].split("|")]
    assert row[:5] == ["1", str(first.value), str(first.value), str(first.value), "0.0"]
    assert row[-1] == "sound"


def test_the_judge_and_the_rules_agree_on_spoilt_rosters() -> None:
    problem = as_lines(read_published(MADE_UP))
    rows = judge.read_rows(MADE_UP)
    lines = _best_lines()
    seen = {True: 0, False: 0}
    for owner, line in enumerate(lines):
        for day in range(problem.days):
            for made in range(3):
                spoilt = [*lines]
                spoilt[owner] = (*line[:day], made, *line[day + 1 :])
                days = written(problem, tuple(spoilt)).splitlines()[owner].split(":")[1].split()
                staff = rows["STAFF"][owner]
                most = {part.split("=")[0]: int(part.split("=")[1]) for part in staff[1].split("|")}
                worker = judge.Worker(staff[0], most, [int(cell) for cell in staff[2:]])
                is_sound = not judge.broken(rows, worker, days)
                goals = roster_goals(problem, spoilt)
                assert (goals is not None) is is_sound
                seen[is_sound] += 1
                if goals is not None:
                    names = [owner.name for owner in problem.owners]
                    texts = [text.split(":")[1].split() for text in written(problem, tuple(spoilt)).splitlines()]
                    assert goals == (judge.penalty(rows, dict(zip(names, texts, strict=True))),)
    assert min(seen.values()) > 20


def _best_lines() -> list[tuple[int, ...]]:
    found = solve_lines(as_lines(read_published(MADE_UP)), 20.0)
    assert found is not None
    return list(found.lines)


def test_a_file_that_is_no_instance_is_named_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "Instance9.txt"
    wrong.write_text("SECTION_HORIZON\n14\nSECTION_SHIFTS\nE,long,\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"Instance9\.txt:4: not a row of SHIFTS"):
        read_published(wrong)
    wrong.write_text("SECTION_HORIZON\n14\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="missing"):
        read_published(wrong)
