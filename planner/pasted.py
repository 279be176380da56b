"""Commands as they are suggested: each word quoted, so that they can be pasted."""

import os
import re
import shlex
from pathlib import Path

_PLAIN_ON_WINDOWS = re.compile(r"[\w./\\:@+=-]+")
"""What neither cmd nor PowerShell reads as anything but itself."""
_READ_WITHIN_QUOTES = re.compile(r"[$`“”„]")
"""What PowerShell reads as something else within double quotes too; cmd does not read single ones."""


def pasted(*words: Path | str, ledger: str | None = None) -> str:
    """`planner` with these words, and with the ledger's address where one was given."""
    return " ".join(pasted_word(word) for word in ("planner", *words, *(("--ledger", ledger) if ledger else ())))


def pasted_path(path: Path | str) -> str:
    """A path as a word of a command; one that begins like an option is given its folder."""
    text = str(path)
    return pasted_word(os.path.join(os.curdir, text) if text.startswith("-") else text)  # noqa: PTH118 - Path drops ./


def pasted_word(word: Path | str) -> str:
    """One word: quoted as the shell of this system needs it, and left as it is where it needs nothing."""
    if isinstance(word, Path):
        return pasted_path(word) if str(word).startswith("-") else pasted_word(str(word))
    return _on_windows(word) if os.name == "nt" else shlex.quote(word)


def _on_windows(word: str) -> str:
    if _PLAIN_ON_WINDOWS.fullmatch(word) and not word.startswith("@"):
        return word
    if _READ_WITHIN_QUOTES.search(word):
        doubled = re.sub("(['‘’‚‛])", r"\1\1", word)
        return f"'{doubled}'"
    return f'"{word}"'
