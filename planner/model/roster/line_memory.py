"""Lines that were good somewhere, remembered for masters to come."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.model.roster.pricing import PricedLine

REMEMBERED = 60
"""Lines of an owner that are remembered."""


@dataclass(slots=True)
class LineMemory:
    """Lines that were good somewhere, of each owner the newest."""

    _lines: dict[int, dict[tuple[int, ...], PricedLine]] = field(default_factory=dict)

    def keep(self, lines: Iterable[PricedLine]) -> None:
        """Remember lines."""
        for line in lines:
            known = self._lines.setdefault(line.owner, {})
            known.pop(line.line, None)
            known[line.line] = line
            if len(known) > REMEMBERED:
                del known[next(iter(known))]

    def of(self, owner: int) -> list[PricedLine]:
        """The lines of an owner."""
        return list(self._lines.get(owner, {}).values())
