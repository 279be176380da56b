"""The scale of a chart's values: round steps from the least to the most, and figures as Vietnamese write them."""

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import NamedTuple

from planner.texts import written_number

MOST_STEPS = 6
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


class Scale(NamedTuple):
    """Values from `least` to `most`, both multiples of `step`; zero is always among them."""

    least: float
    most: float
    step: float

    def part(self, value: float) -> float:
        """How far along the scale a value stands, from 0 to 1."""
        return (value - self.least) / (self.most - self.least)

    @property
    def steps(self) -> list[float]:
        """Every step from the least to the most."""
        return [self.least + self.step * number for number in range(round((self.most - self.least) / self.step) + 1)]


def scale_of(values: Iterable[float]) -> Scale:
    """A scale on which all these values, and zero, find a place."""
    known = [0.0, *values]
    least, most = min(known), max(known)
    if most == least:
        return Scale(0.0, 1.0, 1.0)
    step = _round_step((most - least) / MOST_STEPS)
    return Scale(floor(least / step) * step, ceil(most / step) * step, step)


def _round_step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(each * power for each in ROUND if each * power >= least)


def figure(value: float, decimals: int = 1) -> str:
    """A number with dots between thousands and at most so many decimals after a comma: 1.324 or 45,9."""
    is_whole = abs(value - round(value)) < 0.5 * 10**-decimals
    told = written_number(value, 0 if is_whole else decimals)
    return "0" if told == "-0" else told
