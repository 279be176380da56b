"""The documents of the project: what they show of the program, and what it says today.

`python -m tests.documents` runs every console block and writes into the documents what the program answers.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.cli.running import surroundings
from tests.documented_command import SEARCHES

ROOT = Path(__file__).resolve().parents[1]
PROGRESS = re.compile(r"^  (\S.{12}) +(?:value +)?[\d.,]+  (?:bound|ít nhất) ")
SECONDS = re.compile(r" +\d+[.,]\d (s|giây)$")
PASSING = re.compile(r"^  … |^  (?:Printing|Đang in) |Times New Roman")
"""Signs of life, and what is told of this machine's fonts."""
LONGEST = 900.0
"""Seconds of a command on a machine that has much else to do."""
PROMPT = "$ "
SETTING = "export "
PROGRAM = (sys.executable, "-m", "tests.documented_command")


@dataclass(frozen=True)
class Command:
    """A command of a console block, without its prompt."""

    text: str
    shown: tuple[str, ...]
    """The lines that the document shows below it."""


@dataclass(frozen=True)
class Block:
    """A console block."""

    first_line: int
    """Of the fence that opens it, from 0."""
    last_line: int
    """Behind the fence that closes it."""
    indent: str
    commands: tuple[Command, ...]


def documents() -> list[Path]:
    """Every Markdown file of the project."""
    rooms = [ROOT / name for name in ("instances", "planner", "tests")]
    return sorted([*ROOT.glob("*.md"), *(path for room in rooms for path in room.rglob("*.md"))])


def blocks_of(document: Path) -> list[Block]:
    """The console blocks of a document in their order. A line before the first prompt fails."""
    text = document.read_text(encoding="utf-8")
    lines = text.splitlines()
    blocks = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type != "fence" or token.info.strip() != "console":
            continue
        assert token.map
        first, last = token.map
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        blocks.append(Block(first, last, indent, tuple(_commands(token.content))))
    return blocks


def _commands(content: str) -> Iterator[Command]:
    before, *told = re.split(r"^\$ ", content, flags=re.MULTILINE)
    assert not before.strip(), before
    for each in told:
        text, *shown = each.splitlines()
        yield Command(text, tuple(shown))


class Reader:
    """Somebody who types what a document shows, in a folder of their own with the instances in it."""

    def __init__(self, folder: Path, searches: Path) -> None:
        self._folder = folder
        self._environment = {SEARCHES: str(searches), "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
        ledgers = shutil.ignore_patterns("*.ledger.db")
        shutil.copytree(ROOT / "instances", folder / "instances", ignore=ledgers)

    def type(self, command: str) -> list[str]:
        """What the program answers; a setting of the environment holds from here on."""
        if command.startswith(SETTING):
            name, value = command.removeprefix(SETTING).split("=")
            self._environment[name] = value
            return []
        program, *arguments = _words(command)
        assert program == "planner", command
        done = subprocess.run(
            [*PROGRAM, *arguments],
            cwd=self._folder,
            env=surroundings(**self._environment),
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
        return (done.stderr + done.stdout).decode("utf-8").splitlines()


def _words(command: str) -> list[str]:
    """The command's words, those between double quotation marks together, as every shell has them."""
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', command)]


def stable(lines: list[str] | tuple[str, ...]) -> list[str]:
    """The lines without what differs from run to run: seconds, signs of life, earlier progress of a goal, fonts."""
    last = {progress[1]: position for position, line in enumerate(lines) if (progress := PROGRESS.match(line))}
    return [
        SECONDS.sub(r" … \1", line)
        for position, line in enumerate(lines)
        if not PASSING.search(line) and not ((progress := PROGRESS.match(line)) and last[progress[1]] > position)
    ]


def main() -> None:
    """Write today's answers into the documents, or those named."""
    named = [Path(name).resolve() for name in sys.argv[1:]] or documents()
    with tempfile.TemporaryDirectory() as name:
        searches = Path(name) / "searches"
        searches.mkdir()
        for number, document in enumerate(named):
            if blocks_of(document):
                _rewrite(document, Reader(Path(name) / str(number), searches))


def _rewrite(document: Path, reader: Reader) -> None:
    lines = document.read_text(encoding="utf-8").splitlines()
    answers = [
        (block, [(command, reader.type(command.text)) for command in block.commands]) for block in blocks_of(document)
    ]
    for block, answered in reversed(answers):
        inside: list[str] = []
        for command, told in answered:
            # What differs from run to run stays as it was told before.
            kept = list(command.shown) if stable(command.shown) == stable(told) else _last_progress(told)
            inside += [PROMPT + command.text, *kept]
        lines[block.first_line + 1 : block.last_line - 1] = [(block.indent + line).rstrip() for line in inside]
    document.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _last_progress(lines: list[str]) -> list[str]:
    last = {progress[1]: position for position, line in enumerate(lines) if (progress := PROGRESS.match(line))}
    return [
        line
        for position, line in enumerate(lines)
        if not PASSING.search(line) and not ((progress := PROGRESS.match(line)) and last[progress[1]] > position)
    ]


if __name__ == "__main__":
    main()
