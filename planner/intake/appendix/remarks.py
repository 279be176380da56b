"""What the reader of an appendix should know of a cell that was read all the same."""

from typing import NamedTuple


class Remark(NamedTuple):
    """What was taken to be meant, and what to write if it was not."""

    what: str
    advice: str
