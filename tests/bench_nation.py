"""A campaign of 19 to 10,599 communes, stage by stage: `python -m tests.bench_nation [--units 19 111] [--seconds 5]`.

Each stage has a process of its own. Told are seconds of the processor and of the clock and the process's peak memory,
start of the program left out, the proofs of each plan, and by which power of the units each stage has grown since the
row before. `--seconds` is for the search, which is not made again where its plan is there. With `--cluster` it is made
three times: also by a local cluster, and by one of which a worker is killed in the middle; then the ratio of seconds is
told, and another plan is a fault. Needs Linux or macOS.
"""

import argparse
import json
import logging
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from math import log
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.search_terms import SearchTerms
from planner.domain.version import SearchSettings
from tests.nations import write_nation

LADDER = (19, 111, 300, 1_000, 3_321, 10_599)
KILOBYTES_PER_MEGABYTE = 1024
FEW_UNITS, MOST_GROWTH = 300, 1.4
"""From so many units on each stage is to grow by no more than this power of the units."""
MOST_MEGABYTES = 2_000
LEDGER, PLAN = "bench.ledger.db", "plan.json"
SOLVE, CLUSTER, KILLED = "solve", "cluster", "killed"
AGAIN = (CLUSTER, KILLED)
FEW_FOR_CLUSTER = 500
"""Fewer units fall into so few districts that a cluster is not used."""
MOST_OF_CLUSTER = 1.15
"""How many times as long a local cluster may take, by the clock."""
DAYS_GONE = 20

Stage = Callable[[Path], Callable[[], Any]]
"""A folder with a workbook → what is measured; what it needs is made ready before."""


def _campaign(folder: Path) -> Campaign:
    from planner.intake.campaign.campaign_reader import read_campaign  # noqa: PLC0415 - each stage loads its own

    return read_campaign(folder / "campaign.xlsx").campaign


def _plan(folder: Path) -> Plan:
    from planner.intake.plan_file import read_plan  # noqa: PLC0415

    return read_plan(folder / PLAN)


def reading(folder: Path) -> Callable[[], Any]:
    """The workbook."""
    return lambda: _campaign(folder)


def solving(folder: Path, seconds: float, workers: int) -> Callable[[], Any]:
    """The search, by processes of this machine, and the plan that becomes of it; it says in how many parts each goal is
    proven.
    """
    from planner.intake.plan_file import write_plan  # noqa: PLC0415
    from planner.model.solve import solve  # noqa: PLC0415
    from planner.workflow.planning.standpoint import Standpoint  # noqa: PLC0415

    campaign = _campaign(folder)
    told = logging.getLogger("planner.model.search.part_by_part")
    told.addHandler(logging.StreamHandler(sys.stdout))
    told.setLevel(logging.INFO)

    def solved() -> None:
        solution = solve(campaign, terms=SearchTerms(seconds, workers, 0))
        plan = Standpoint(campaign)._plan_of(solution)
        write_plan(plan, folder / PLAN, None)

    return solved


def solving_again(folder: Path, seconds: float, workers: int, *, kills: bool) -> Callable[[], Any]:
    """The same search by a local cluster, of which a worker may be killed in the middle; ends where it finds another
    plan than before.
    """
    from planner.domain.progress import nobody  # noqa: PLC0415
    from planner.executor.cluster import LOCAL  # noqa: PLC0415
    from planner.model.solve import solve  # noqa: PLC0415
    from tests.bench_executor import killing_once  # noqa: PLC0415

    campaign, plan = _campaign(folder), _plan(folder)

    def solved() -> None:
        terms = SearchTerms(seconds, workers, 0, cluster=LOCAL)
        solution = solve(campaign, terms=terms, observer=killing_once() if kills else nobody)
        found = {(one.date, one.shift, one.machine, one.unit, one.dossiers) for one in solution.assignments}
        kept = {(one.date, one.shift, one.machine, one.unit, one.dossiers) for one in plan.assignments}
        if found != kept or solution.warnings:
            raise SystemExit(f"{folder}: {len(found ^ kept)} rows are not the same; {solution.warnings}")

    return solved


def checking(folder: Path) -> Callable[[], Any]:
    """The independent checker."""
    from planner.check.verdict import judge  # noqa: PLC0415

    campaign, plan = _campaign(folder), _plan(folder)

    def judged() -> None:
        if not judge(campaign, plan, None, ()).sound:
            raise SystemExit(f"{folder}: the plan is unsound")

    return judged


def storing(folder: Path) -> Callable[[], Any]:
    """A plan stored in a new ledger and announced, both read back."""
    from planner.workflow.ledger.keeping import new_ledger_of, this_moment  # noqa: PLC0415
    from planner.workflow.planning.standpoint import beginning  # noqa: PLC0415
    from planner.workflow.planning.storing import Site, keep  # noqa: PLC0415

    workbook, campaign, plan = folder / "campaign.xlsx", _campaign(folder), _plan(folder)
    for old in folder.glob(f"{LEDGER}*"):
        old.unlink()

    def stored() -> None:
        from planner.intake.campaign.campaign_reader import ReadCampaign  # noqa: PLC0415

        address, settings = str(folder / LEDGER), SearchSettings(seconds=1, workers=1, seed=0)
        with new_ledger_of(workbook, campaign, address, folder=folder) as ledger:
            start = beginning(ReadCampaign(campaign, ()), ledger)
            kept = keep(Site(workbook, "", folder, address, ledger), start, plan, settings)
            if kept.trouble is not None:
                raise kept.trouble
            ledger.announce(kept.plan.version, campaign.calendar.last_day, by="bench", at=this_moment())
            ledger.state()

    return stored


def standing(folder: Path) -> Callable[[], Any]:
    """`planner status` of the plan that was stored, its reading of the workbook included."""
    from planner.telling.days.status import status_as_json  # noqa: PLC0415
    from planner.workflow.days.standing import status_of  # noqa: PLC0415

    day = date(2026, 3, 2) + timedelta(DAYS_GONE)
    return lambda: status_as_json(status_of(folder / "campaign.xlsx", address=str(folder / LEDGER), today=day))


def printing(folder: Path) -> Callable[[], Any]:
    """What `planner plan` writes: all in one where that can be read, else plan.json alone."""
    from planner.workflow.printing.papers import write_papers  # noqa: PLC0415

    campaign, plan = _campaign(folder), _plan(folder)
    (folder / "papers").mkdir(exist_ok=True)
    return lambda: write_papers(campaign, plan, folder / "papers")


def printing_an_area(folder: Path) -> Callable[[], Any]:
    """The appendix of one province."""
    from planner.prints.forms.registry import APPENDIX  # noqa: PLC0415
    from planner.prints.forms.task import PrintExtent, PrintTask  # noqa: PLC0415
    from planner.workflow.printing.areas import area_called  # noqa: PLC0415
    from planner.workflow.printing.form_printing import print_forms  # noqa: PLC0415

    campaign, plan = _campaign(folder), _plan(folder)
    extent = PrintExtent(area=area_called(campaign, "Tỉnh 01"))
    task = PrintTask(campaign, plan, folder / "papers", extent, lambda _line: None)
    return lambda: print_forms(task, [APPENDIX])


STAGES: dict[str, Stage] = {
    "read": reading,
    "check": checking,
    "store": storing,
    "status": standing,
    "print": printing,
    "province": printing_an_area,
}
"""In the order in which they are run, after the search."""


def _most_kilobytes() -> int:
    """The most memory that this process had. What the system keeps under that name of its own accord goes on from the
    process that it was forked from, so the program's own pages are asked first.
    """
    told = Path("/proc/self/status")
    for line in told.read_text(encoding="utf-8").splitlines() if told.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _work_of(folder: Path, stage: str, seconds: float, workers: int) -> Callable[[], Any]:
    if stage == SOLVE:
        return solving(folder, seconds, workers)
    if stage in AGAIN:
        return solving_again(folder, seconds, workers, kills=stage == KILLED)
    return STAGES[stage](folder)


def measured(folder: Path, stage: str, seconds: float, workers: int) -> dict[str, float]:
    """Run one stage here and tell what it took."""
    work = _work_of(folder, stage, seconds, workers)
    processor, clock = process_time(), monotonic()
    work()
    return {
        "processor": process_time() - processor,
        "clock": monotonic() - clock,
        "megabytes": _most_kilobytes() / KILOBYTES_PER_MEGABYTE,
    }


def measured_apart(folder: Path, stage: str, seconds: float, workers: int = 1) -> dict[str, float]:
    """Run one stage in a process of its own."""
    options = ["--stage", stage, "--folder", str(folder), "--seconds", str(seconds), "--workers", str(workers)]
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench_nation", *options], check=True, capture_output=True, text=True
    )
    *said, last = told.stdout.splitlines()
    for line in said:
        print(f"  {line}", flush=True)
    found: dict[str, float] = json.loads(last)
    return found


def row_of(
    folder: Path, num_units: int, seconds: float, workers: int, *, by_cluster: bool
) -> dict[str, dict[str, float]]:
    """Every stage of one nation."""
    write_nation(folder, num_units)
    stages = list(STAGES)
    if by_cluster or not (folder / PLAN).exists():
        stages[1:1] = [SOLVE, *AGAIN] if by_cluster else [SOLVE]
    return {stage: measured_apart(folder, stage, seconds, workers) for stage in stages}


def grown(few: int, many: int, before: float, after: float) -> float:
    """By which power of the units a stage has grown."""
    return log(max(after, 0.01) / max(before, 0.01)) / log(many / few)


def _show(num_units: int, row: dict[str, dict[str, float]], last: tuple[int, dict[str, dict[str, float]]]) -> list[str]:
    """Print a line for each stage; those that grow too fast, or take too much memory, are given back."""
    faults = []
    for stage in AGAIN if CLUSTER in row else ():
        ratio = row[stage]["clock"] / row[SOLVE]["clock"]
        print(f"{num_units:>6} {stage}: {ratio:.3f} of the clock of {SOLVE}")
        if stage == CLUSTER and ratio > MOST_OF_CLUSTER:
            faults.append(f"{stage} of {num_units}: {ratio:.3f}")
    for stage, took in row.items():
        power = ""
        if last[1] and stage in last[1]:
            found = grown(last[0], num_units, last[1][stage]["processor"], took["processor"])
            power = f"units^{found:.2f}"
            if last[0] >= FEW_UNITS and found > MOST_GROWTH and took["processor"] > 1:
                faults.append(f"{stage} of {num_units}: {power}")
        if took["megabytes"] > MOST_MEGABYTES:
            faults.append(f"{stage} of {num_units}: {took['megabytes']:.0f} MB")
        print(
            f"{num_units:>6} {stage:<9} {took['processor']:>8.2f} s processor {took['clock']:>8.2f} s clock "
            f"{took['megabytes']:>6.0f} MB  {power}",
            flush=True,
        )
    return faults


def main() -> None:
    """Run the ladder, or one stage of one nation where the parent asks for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="*", default=list(LADDER))
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cluster", action="store_true", help="search by a local cluster as well")
    parser.add_argument("--stage", choices=[SOLVE, *AGAIN, *STAGES])
    parser.add_argument("--folder", type=Path, default=Path("outputs") / "nation")
    asked = parser.parse_args()
    if asked.stage:
        print(json.dumps(measured(asked.folder, asked.stage, asked.seconds, asked.workers)))
        return
    faults: list[str] = []
    last: tuple[int, dict[str, dict[str, float]]] = (0, {})
    for num_units in asked.units:
        folder = asked.folder / str(num_units)
        by_cluster = asked.cluster and num_units >= FEW_FOR_CLUSTER
        row = row_of(folder, num_units, asked.seconds, asked.workers, by_cluster=by_cluster)
        faults += _show(num_units, row, last)
        proofs = ", ".join(f"{goal.goal} {goal.value:g} ({goal.proof})" for goal in _plan(folder).goals)
        print(f"{num_units:>6} {proofs}", flush=True)
        last = num_units, row
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
