"""Runs a case in a folder of its own and gives what was said and written, item by item."""

import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.guard.seen import SEEN, Normal, texts_of
from tests.guard.steps import INSTANCES, ByHand, Case, Step

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Path(__file__).resolve().parent / "clock"
LONGEST_SECONDS = 7200.0
FILES_IN_ONE_ITEM = 4
"""More files of one kind than so many in a folder are one item, or there would be thousands."""
ENGLISH = ("--lang", "en")
FONT = "Times New Roman"


def items_of(case: Case, tree: Path = ROOT, leaves_out: Collection[str] = ()) -> dict[str, str]:
    """The texts of a case by the names of its items, run with the program and the instances of this tree."""
    with tempfile.TemporaryDirectory() as folder:
        items = list(Run(case, tree, Path(folder), leaves_out).items())
    assert len({name for name, _text in items}) == len(items), "two items of one name"
    return dict(items)


@dataclass
class Run:
    """A case under way."""

    case: Case
    tree: Path
    folder: Path
    leaves_out: Collection[str] = ()
    """Suffixes of files that are not read."""
    _known: dict[Path, str] = field(default_factory=dict)
    """Every file by what it held after the step before."""

    def items(self) -> Iterator[tuple[str, str]]:
        """Each item's name and text, in the order in which they come to be."""
        shutil.copytree(
            self.tree / INSTANCES, self.folder / INSTANCES, ignore=shutil.ignore_patterns("*.ledger.db", "*.py")
        )
        self._changed()
        for step in self.case.steps:
            if isinstance(step, ByHand):
                step.do(self.folder)
                self._changed()
                continue
            for suffix, more in self._ways(step):
                began = monotonic()
                answer = self._answer(step, more)
                logger.info("%s/%s%s: %.1f s", self.case.name, step.name, suffix, monotonic() - began)
                name = f"{self.case.name}/{step.name}{suffix}"
                normal = Normal(self.folder)
                for stream, text in answer.items():
                    yield f"{name}/{stream}", normal(_without_fonts(text))
                for place, text in self._written(normal):
                    yield f"{name}/{place}", text

    def _ways(self, step: Step) -> list[tuple[str, tuple[str, ...]]]:
        english = (".en", (*ENGLISH, "--json"))
        if self.case.in_english:
            return [english]
        return [("", ()), english] if step.asks else [("", ())]

    def _answer(self, step: Step, more: tuple[str, ...]) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLANNER_", "LANG", "LC_"))}
        surroundings = kept | {
            "PYTHONPATH": os.pathsep.join([str(CLOCK), str(self.tree)]),
            "GUARD_MOMENT": step.moment,
            "PYTHONHASHSEED": "0",
            "LOGNAME": "guard",
            "COLUMNS": "100",
        }
        command = step.arguments[0]
        done = subprocess.run(
            [sys.executable, "-m", "planner.cli.main", command, *more, *step.arguments[1:]],
            cwd=self.folder,
            env=surroundings,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
        out, told = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in told, told
        return {"out": f"exit {done.returncode}\n{out}", "told": told}

    @property
    def _read(self) -> frozenset[str]:
        return SEEN.difference(self.leaves_out)

    def _changed(self) -> list[Path]:
        """The files that have come or changed since last asked, but for ledgers and what a folder keeps hidden."""
        changed = []
        for path in sorted(self.folder.rglob("*")):
            is_hidden = any(part.startswith(".") for part in path.relative_to(self.folder).parts)
            if is_hidden or path.suffix.lower() not in self._read or not path.is_file():
                continue
            held = hashlib.sha256(path.read_bytes()).hexdigest()
            if self._known.get(path) != held:
                self._known[path] = held
                changed.append(path)
        return changed

    def _written(self, normal: Normal) -> Iterator[tuple[str, str]]:
        """What the last command wrote: a file an item, many files of one kind in a folder one item."""
        together: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for path in self._changed():
            where = path.relative_to(self.folder)
            for kind, text in texts_of(path, normal).items():
                together[where.parent.as_posix(), kind].append((where.name, text))
        for (parent, kind), texts in together.items():
            if len(texts) > FILES_IN_ONE_ITEM:
                yield f"{parent}/*{kind}", "".join(f"##### {name}\n{text}" for name, text in texts)
            else:
                for name, text in texts:
                    yield f"{parent}/{Path(name).stem}{kind}", text


def _without_fonts(told: str) -> str:
    """Without the line that names a font which this machine lacks, be it the only one of a JSON list, or its last."""
    left = "".join(line for line in told.splitlines(keepends=True) if FONT not in line)
    return re.sub(r"\[\s+\]", "[]", re.sub(r",(\s*\])", r"\1", left))
