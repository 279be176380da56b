"""Plan, re-plan and print the instances by the command line, and compare every word with what was stored.

    python -m tests.guard                       compare with the committed digests
    python -m tests.guard --store DIR           keep the full texts of all items in DIR
    python -m tests.guard --compare DIR         compare with those texts, and show where they differ
    python -m tests.guard --update              write the digests anew, after a change that was meant

`--short` runs only the short cases, a case's name only that case. `--tree DIR` takes program and instances from another
copy of the project. Exit code 1 where something differs.
"""

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from tests.guard.cases import CASES
from tests.guard.comparing import (
    MACHINE_DEPENDENT,
    difference,
    differing,
    digest_of,
    digests,
    index_of,
    keep_index,
    keep_text,
    stored_text,
    write_digests,
)
from tests.guard.meant import text_of, with_meant
from tests.guard.running import ROOT, items_of
from tests.guard.steps import Case


def _stored(case: Case, found: dict[str, str], folder: Path) -> list[str]:
    for name, text in found.items():
        keep_text(folder, name, text)
    keep_index(folder, case.name, list(found))
    return []


def _compared(case: Case, found: dict[str, str], folder: Path, asked: argparse.Namespace) -> list[str]:
    names = index_of(folder, case.name)
    if not names:
        return [f"{case.name} is not stored in {folder}"]
    before = {name: stored_text(folder, name) for name in names}
    changed = [name for name in found if before.get(name) not in (None, found[name])]
    problems = [f"{name}: missing now" for name in names if name not in found]
    problems += [f"{name}: not stored" for name in found if before.get(name) is None]
    if not asked.strict:
        told = [name for name in changed if with_meant(before[name] or "") == with_meant(found[name])]
        meant = {name for name in changed if name in told or (text_of(name) != name and text_of(name) in told)}
        changed = [name for name in changed if name not in meant]
        print(f"{case.name}: {len(meant)} items differ only as it was meant", flush=True)
    for name in changed:
        lines = difference(before[name] or "", found[name], name, asked.lines)
        problems += [f"{name}: differs", *(f"    {line}" for line in lines)]
    return problems


def _updated(case: Case, found: dict[str, str]) -> list[str]:
    others = {name: digest for name, digest in digests().items() if name.split("/")[0] != case.name}
    write_digests(others | {name: digest_of(text) for name, text in found.items()})
    return []


def _judged(case: Case, found: dict[str, str], asked: argparse.Namespace) -> list[str]:
    if asked.store:
        return _stored(case, found, asked.store)
    if asked.compare:
        return _compared(case, found, asked.compare, asked)
    if asked.update:
        return _updated(case, found)
    return [f"{name}: differs from its digest" for name in differing(case.name, found)]


def _timed(cases: Sequence[Case], asked: argparse.Namespace) -> Iterator[tuple[Case, dict[str, str], float]]:
    """Each case with its texts and the processor's seconds that it took, which a busy machine does not change."""
    leaves_out = () if asked.store or asked.compare else MACHINE_DEPENDENT

    def run(case: Case) -> tuple[Case, dict[str, str], float]:
        began = getrusage(RUSAGE_CHILDREN).ru_utime
        return case, items_of(case, asked.tree.resolve(), leaves_out), getrusage(RUSAGE_CHILDREN).ru_utime - began

    with ThreadPoolExecutor(asked.jobs) as pool:
        yield from pool.map(run, cases)


def main() -> int:
    """Run the cases and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--store", type=Path, metavar="DIR")
    what.add_argument("--compare", type=Path, metavar="DIR")
    what.add_argument("--update", action="store_true")
    parser.add_argument("--short", action="store_true", help="only the short cases")
    parser.add_argument("--tree", type=Path, default=ROOT, metavar="DIR", help="the project whose program is run")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="cases at once; default 1")
    parser.add_argument("--lines", type=int, default=40, metavar="N", help="of a difference, show so many lines")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(case.name for case in CASES))
    parser.add_argument("--strict", action="store_true", help="also what differs only as it was meant (meant.py)")
    parser.add_argument("--verbose", action="store_true", help="tell how long each command took")
    asked = parser.parse_args()
    logging.basicConfig(format="%(message)s", level=logging.INFO if asked.verbose else logging.WARNING)
    unknown = set(asked.cases) - {case.name for case in CASES}
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    cases = [case for case in CASES if (not asked.cases or case.name in asked.cases)]
    cases = [case for case in cases if case.is_short or not asked.short]
    problems: list[str] = []
    for case, found, seconds in _timed(cases, asked):
        fresh = _judged(case, found, asked)
        num_differing = sum(not line.startswith("    ") for line in fresh)
        print(f"{case.name}: {len(found)} items, {num_differing} differ, {seconds:.0f} s of a processor", flush=True)
        print("".join(f"  {line}\n" for line in fresh), end="", flush=True)
        problems += fresh
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
