"""Charts before any format: what is compared, not how it is drawn."""

from enum import StrEnum
from typing import Self

from pydantic import PositiveInt, model_validator

from planner.domain.record import Record
from planner.prints.paper.table import Colour
from planner.prints.words.text import Text


class ChartKind(StrEnum):
    """Lines over categories in their order, or a horizontal bar for each category."""

    LINES = "lines"
    BARS = "bars"


class Series(Record):
    """One line, or one bar in each category."""

    name: Text
    values: tuple[float | None, ...]
    """One for each category; None is a gap."""
    dashed: bool = False
    colour: Colour = ""
    """Empty is the next colour in turn."""


class Chart(Record):
    """A chart; every series has a value or a gap for each category."""

    kind: ChartKind
    title: Text
    categories: tuple[Text, ...]
    series: tuple[Series, ...]
    value_title: Text = ""
    """What the values are, with their unit."""
    decimals: PositiveInt = 1
    """At most so many are written at a bar."""
    reaches: float | None = None
    """A value that the scale has room for whether or not a series has it, so that charts can be compared."""

    @model_validator(mode="after")
    def _each_category_has_its_values(self) -> Self:
        for each in self.series:
            if len(each.values) != len(self.categories):
                told = f"series {each.name!r} has {len(each.values)} values for {len(self.categories)} categories"
                raise ValueError(told)
        return self
