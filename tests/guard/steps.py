"""What a case is made of: commands in their order, and between them what an officer does by hand in a workbook."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

INSTANCES = "instances"


@dataclass(frozen=True, slots=True)
class Step:
    """One command. Where it `asks` only, it is given in both languages, in English as JSON with the text beside it."""

    name: str
    arguments: tuple[str, ...]
    asks: bool = False


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


def tell(name: str, arguments: str) -> Step:
    """A command that stores something or prints; it is given once."""
    return Step(name, tuple(shlex.split(arguments)))


def ask(name: str, arguments: str) -> Step:
    """A command that changes nothing; it is given once in each language."""
    return Step(name, tuple(shlex.split(arguments)), asks=True)
