"""What a case is made of: commands in their order, and between them what an officer does by hand in a workbook."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

INSTANCES = "instances"
LONG_AFTER = "2025-01-15T02:30:00+00:00"
"""A moment after all campaigns of the instances: 9h30 in Việt Nam."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command. Where it `asks` only, it is given in both languages, in English as JSON with the text beside it."""

    name: str
    arguments: tuple[str, ...]
    asks: bool = False
    moment: str = LONG_AFTER
    """When it is, as far as the program knows."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody does in the folder of the case between two commands."""

    name: str
    do: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Case:
    """Commands that follow one another in a folder of their own, in which the instances lie."""

    name: str
    steps: tuple[Step | ByHand, ...]
    in_english: bool = False
    """Whether all commands speak English and give JSON, also those that store something."""
    is_short: bool = field(default=False, kw_only=True)
    """Whether it belongs to what `make test` compares."""


def tell(name: str, arguments: str, *, moment: str = LONG_AFTER) -> Step:
    """A command that stores something or prints; it is given once."""
    return Step(name, tuple(shlex.split(arguments)), moment=moment)


def ask(name: str, arguments: str) -> Step:
    """A command that changes nothing; it is given once in each language."""
    return Step(name, tuple(shlex.split(arguments)), asks=True)
