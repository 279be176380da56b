"""Cases by chance that suit a test: drawn until one does, so that no seed passes without having asserted anything."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
FAR = 100_000
"""Between two draws of one seed, so that neighbouring seeds never meet."""
MOST_DRAWS = 200


def first_that(seed: int, draw: Callable[[int], T], suits: Callable[[T], object]) -> T:
    """The first case of this seed that suits; an error where none of many does."""
    for number in range(MOST_DRAWS):
        case = draw(seed + number * FAR)
        if suits(case):
            return case
    raise AssertionError(f"of {MOST_DRAWS} cases of seed {seed} none suits the test")
