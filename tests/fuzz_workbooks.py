"""The long mutation run: python -m tests.fuzz_workbooks --cases 5000 [--first 0]

Any workbook gives a campaign, any results workbook gives results, and any sheets on crews give a staffing, or a clear
PlannerError, never another exception, each within ten seconds. Runs so many cases of each kind, prints each
seed that fails and a summary; exit 1 if any failed.
"""

import argparse
import itertools
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from planner.domain.results import Result
from planner.errors import PlannerError
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.results.results_reader import read_results
from planner.intake.staffing.staffing_reader import read_staffing
from planner.roster.staffing import Staffing
from tests.intake.results_books import CAMPAIGN, TODAY
from tests.intake.staffing_books import sound_campaign
from tests.mutated_workbooks import BASES, CREW_BASES, RESULT_BASES, mutated_workbook

MOST_SECONDS = 10.0


class Outcome(NamedTuple):
    """The kind of answer that a mutated workbook gets, and the processor seconds that the reader took."""

    kind: str
    seconds: float


class Kind(StrEnum):
    """What a workbook holds before it is mutated."""

    CAMPAIGN = "campaign"
    RESULTS = "results"
    CREWS = "crews"


_BASES = {Kind.CAMPAIGN: BASES, Kind.RESULTS: RESULT_BASES, Kind.CREWS: CREW_BASES}


def outcome_of(seed: int, folder: Path, holds: Kind = Kind.CAMPAIGN) -> Outcome:
    """Read a mutated workbook; anything but what it should hold or a PlannerError with words is raised."""
    path = folder / "mutated.xlsx"
    path.write_bytes(mutated_workbook(seed, _BASES[holds]))
    start = time.process_time()
    kind = str(holds)
    try:
        if holds is Kind.CAMPAIGN:
            read_campaign(path)
        elif holds is Kind.CREWS:
            _check_staffing(read_staffing(path, sound_campaign()).staffing)
        else:
            _check_results(read_results(path, CAMPAIGN, TODAY).results)
    except PlannerError as error:
        if not str(error).strip():
            raise AssertionError(f"seed {seed}: an error without a word") from error
        kind = type(error).__name__
    return Outcome(kind, time.process_time() - start)


def _check_results(results: Sequence[Result]) -> None:
    keys = [result.key for result in results]
    if len(keys) > len(set(keys)) or any(result.day > TODAY for result in results):
        raise AssertionError(keys)


def _check_staffing(staffing: Staffing | None) -> None:
    if staffing is None:
        return
    codes = [officer.code for officer in staffing.officers]
    named = {one.officer for told in (staffing.leaves, staffing.wishes, staffing.pins, staffing.past) for one in told}
    first_day = sound_campaign().calendar.first_day
    if len(codes) > len(set(codes)) or not named <= set(codes) or any(duty.day >= first_day for duty in staffing.past):
        raise AssertionError(codes)


def main() -> int:
    """Run the cases and say how they went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest, failed = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for holds, seed in itertools.product(Kind, range(options.first, options.first + options.cases)):
            try:
                outcome = outcome_of(seed, Path(folder), holds)
                outcomes[outcome.kind] += 1
                slowest = max(slowest, outcome.seconds)
            except Exception:
                failed += 1
                sys.stdout.write(f"{holds}, seed {seed}:\n{traceback.format_exc()}\n")
    failed += slowest > MOST_SECONDS
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(outcomes.items()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{len(Kind)} x {options.cases} workbooks: {counts}; {failed} failed; slowest {slowest:.2f} s, peak {peak} MB\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
