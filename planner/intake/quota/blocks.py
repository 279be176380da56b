"""Rows that are the sums of the rows below them, in a table that does not say which these are."""

from collections.abc import Sequence

_FEWEST_MEMBERS = 2
_FEWEST_BLOCKS = 2
_MOST_MEMBERS = 400


def heads_of_blocks(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The places of the heads where all rows part into at least two blocks, each a head and members that add up to it.

    Empty where they do not: then every row tells of itself.
    """
    sums = [tuple(0 for _one in row) for row in rows[:1]]
    for row in rows:
        sums.append(tuple(before + one for before, one in zip(sums[-1], row, strict=True)))
    ends: dict[int, int] = {len(rows): len(rows)}
    for head in range(len(rows) - 1, -1, -1):
        end = _end_of_block(head, rows, sums, ends)
        if end is not None:
            ends[head] = end
    heads = []
    place = 0
    while place in ends and place < len(rows):
        heads.append(place)
        place = ends[place]
    return tuple(heads) if place == len(rows) and len(heads) >= _FEWEST_BLOCKS else ()


def _end_of_block(
    head: int, rows: Sequence[Sequence[int]], sums: Sequence[tuple[int, ...]], ends: dict[int, int]
) -> int | None:
    """Where the block ends after which the rest parts into blocks, too; None where there is none."""
    if not any(rows[head]):
        return None
    wanted = tuple(before + one for before, one in zip(sums[head + 1], rows[head], strict=True))
    for end in range(head + 1 + _FEWEST_MEMBERS, min(len(rows), head + 1 + _MOST_MEMBERS) + 1):
        if sums[end][0] > wanted[0]:
            return None
        if sums[end] == wanted and end in ends:
            return end
    return None
