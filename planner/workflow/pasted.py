"""Commands as they are suggested: each word quoted, so that they can be pasted."""

import os
import shlex
from pathlib import Path


def pasted(*words: Path | str, ledger: str | None = None) -> str:
    """`planner` with these words, and with the ledger's address where one was given."""
    return " ".join(_quoted(str(word)) for word in ("planner", *words, *(("--ledger", ledger) if ledger else ())))


def _quoted(word: str) -> str:
    """Windows knows only double quotes; elsewhere a word is quoted as the shell needs it."""
    if os.name != "nt":
        return shlex.quote(word)
    return f'"{word}"' if set(word) & set(' &()^;,="') or not word else word
