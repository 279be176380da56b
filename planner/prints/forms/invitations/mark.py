"""Whether a file is a printed invitation list: by the title that every format bears, or the program that set it."""

from pathlib import Path

from planner.office_files import properties_of
from planner.prints.forms.invitations import wording

_SETTER = b"ypst"
"""How every PDF of ours names its creator, Typst, with or without a capital."""


def is_printed_list(path: Path) -> bool:
    """Whether the program wrote this file as a list."""
    if path.suffix != ".pdf":
        return wording.WORD in properties_of(path)
    try:
        return _SETTER in path.read_bytes()
    except OSError:
        return False
